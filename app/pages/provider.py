"""`/login/provider` and the way back from there: logging in with the word of somebody else."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from app.accounts.attempts import Journey, drop, pack, unpack
from app.accounts.entering import enter
from app.accounts.provider import BACK, PATH, Provider
from app.accounts.visitor import address_of
from app.api.requests import tandem_of
from app.auth import recognise_browser
from app.entrance import safe_next
from app.pages.login import show_trouble
from services.errors import NotSignedIn, TandemError

_STALE = 'This way back has been used before, or took too long. Try again.'


def router_for(provider: Provider) -> APIRouter:
    """The two addresses, for this provider."""
    router = APIRouter(include_in_schema=False)

    @router.get(PATH)
    async def leave(request: Request) -> Response:
        """Send the browser to the provider; with `link`, to have what it says open the account one is in."""
        query = request.query_params
        try:
            address, attempt = await provider.begin()
        except TandemError as error:
            return show_trouble(request, error)
        links = getattr(request.state, 'credential', None) if query.get('link') else None
        answer = RedirectResponse(address, 303)
        wanted = safe_next('/account' if links else query.get('next'))
        pack(answer, Journey(attempt=attempt, next=wanted, invitation=query.get('invitation'), links=links), request)
        return answer

    @router.get(BACK)
    async def come_back(request: Request) -> Response:
        """Log in whoever the provider says it is."""
        try:
            answer = await _entered(request, provider)
        except TandemError as error:
            answer = show_trouble(request, error)
        drop(answer, request)
        return answer

    return router


async def _entered(request: Request, provider: Provider) -> Response:
    journey = unpack(request)
    if journey is None:
        raise NotSignedIn(_STALE)
    gate, address = tandem_of(request).gate, address_of(request)
    try:
        visitor = await provider.finish(journey.attempt, request.query_params)
    except NotSignedIn:
        await gate.note_refusal(address)
        raise
    if journey.links is None:
        user_id = await gate.enter_as(visitor, address, invitation=journey.invitation)
        return await enter(request, user_id, journey.next)
    async with tandem_of(request).database.transaction() as session:
        caller = await recognise_browser(session, request)
    if caller is None or caller.credential != journey.links:
        raise NotSignedIn(_STALE)
    await gate.link(visitor, caller.user_id, address)
    return RedirectResponse(journey.next, 303)
