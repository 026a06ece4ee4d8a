"""`/login/provider` and the way back from there: logging in at an OpenID Connect provider."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from app.accounts.browser_login import start_session
from app.accounts.oidc_state_cookie import PendingLogin, delete_pending_login, pending_login, set_pending_login
from app.accounts.provider import Provider
from app.addresses import ACCOUNT, PROVIDER_CALLBACK, PROVIDER_LOGIN, confirmation_of, safe_next
from app.auth import authenticate_browser
from app.bootstrap import tandem_of
from app.client import address_of
from app.pages.login import login_form
from services.errors import NotSignedIn, TandemError
from services.translatable import _

_STALE = _('This login has been used already, or took too long. Try again.')


def router_for(provider: Provider) -> APIRouter:
    """The routes, for this provider."""
    router = APIRouter(include_in_schema=False)

    @router.get(PROVIDER_LOGIN)
    async def redirect_to_provider(request: Request) -> Response:
        """Send the browser to the provider; with `link`, to link its identity to the account that is logged in."""
        query = request.query_params
        user_id, credential = getattr(request.state, 'user_id', None), getattr(request.state, 'credential', None)
        links = credential if query.get('link') else None
        if user_id and links and not await tandem_of(request).verbs_of(user_id).is_fresh(links):
            # What is linked opens the account from then on.
            return RedirectResponse(confirmation_of(ACCOUNT), 303)
        try:
            address, attempt = await provider.begin()
        except TandemError as error:
            return login_form(request, error)
        wanted = safe_next(ACCOUNT if links else query.get('next'))
        pending = PendingLogin(attempt=attempt, next=wanted, invitation=query.get('invitation'), links=links)
        answer = RedirectResponse(address, 303)
        set_pending_login(answer, pending, request)
        return answer

    @router.get(PROVIDER_CALLBACK)
    async def finish(request: Request) -> Response:
        """Log in whoever the provider says it is."""
        try:
            answer = await _finish(request, provider)
        except TandemError as error:
            answer = login_form(request, error)
        delete_pending_login(answer, request)
        return answer

    return router


async def _finish(request: Request, provider: Provider) -> Response:
    pending = pending_login(request)
    if pending is None:
        raise NotSignedIn(_STALE)
    authentication, address = tandem_of(request).authentication, address_of(request)
    try:
        identity = await provider.finish(pending.attempt, request.query_params)
    except NotSignedIn:
        await authentication.record_refusal(address)
        raise
    if pending.links is None:
        user_id = await authentication.log_in_with(identity, address, invitation=pending.invitation)
        return await start_session(request, user_id, pending.next)
    async with tandem_of(request).database.everybody().transaction() as session:
        caller = await authenticate_browser(session, request)
    if caller is None or caller.credential != pending.links:
        raise NotSignedIn(_STALE)
    await authentication.link(identity, caller.user_id, address)
    return RedirectResponse(pending.next, 303)
