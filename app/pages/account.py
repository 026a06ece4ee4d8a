"""`/account`: password, logins and leaving, as ordinary forms that need no scripts."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from app.accounts.forms import draw, fields_of, sentence, words_of
from app.accounts.visitor import address_of
from app.api.requests import tandem_of
from app.auth import Caller, forget_browser, recognise_browser
from app.pages.login import refuse_outside
from app.problems import status_of
from services.accounts import get_user
from services.errors import NotSignedIn, TandemError
from services.identities import has_identity
from services.passwords import check_new_password

router = APIRouter(prefix='/account', include_in_schema=False)


@router.get('')
async def show_account(request: Request) -> Response:
    """What one can do about one's account."""
    return await _page(request, request.state.user_id)


@router.post('/password')
async def change_password(request: Request) -> Response:
    """Replace the password; every other login of this person ends."""
    caller = await _caller(request)
    typed = await fields_of(request)
    tandem = tandem_of(request)
    try:
        new = check_new_password(typed.get('new', ''))
        await tandem.gate.change_password(
            caller.user_id, typed.get('current', ''), new, address_of(request), keep=caller.credential
        )
    except TandemError as error:
        return await _page(request, caller.user_id, error)
    await tandem.open_lines.sweep()
    return await _page(request, caller.user_id, changed=True)


@router.post('/delete')
async def delete_account(request: Request) -> Response:
    """Remove the account and everything in it."""
    caller = await _caller(request)
    typed = await fields_of(request)
    tandem = tandem_of(request)
    try:
        await tandem.gate.delete_account(caller.user_id, typed.get('password', ''), address_of(request))
    except TandemError as error:
        return await _page(request, caller.user_id, error)
    await tandem.open_lines.sweep()
    answer = RedirectResponse('/login', 303)
    forget_browser(answer, request)
    return answer


async def _caller(request: Request) -> Caller:
    refuse_outside(request)
    async with tandem_of(request).database.transaction() as session:
        caller = await recognise_browser(session, request)
    if caller is None:
        raise NotSignedIn('Your login has ended. Open the page again and log in.')
    return caller


async def _page(
    request: Request, user_id: UUID, error: TandemError | None = None, *, changed: bool = False
) -> Response:
    tandem = tandem_of(request)
    async with tandem.database.transaction() as session:
        user = await get_user(session, user_id)
        linked = await has_identity(session, user_id)
    words = words_of(request, user.preferences.get('language'))
    return draw(
        'account.html',
        words,
        words.ACCOUNT,
        status=200 if error is None else status_of(error),
        email=user.email or user.name,
        has_password=await tandem.gate.has_password(user_id),
        provider=tandem.settings.provider_name,
        linked=linked,
        trouble=error and sentence(error, words),
        done=changed and words.PASSWORD_CHANGED,
    )
