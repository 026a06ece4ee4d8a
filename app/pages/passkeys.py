"""Passkeys: logging in with one, adding and removing them. `app/static/passkeys.js` does what only a browser can."""

from fastapi import APIRouter, Request
from pydantic import TypeAdapter
from starlette.responses import Response

from app.accounts.browser_login import start_session
from app.accounts.relying_party import relying_party
from app.addresses import ACCOUNT, CONFIRM, LOGIN_PASSKEY, PASSKEYS
from app.bootstrap import tandem_of
from app.client import address_of
from app.html_pages import form_fields, words_of
from app.pages.account import account_page, caller_of, is_fresh, to_confirmation
from app.pages.confirm import confirm_form
from app.pages.login import login_form, refuse_other_sites
from services.accounts.passkeys import NOT_ACCEPTED
from services.errors import NotSignedIn, TandemError
from services.values.text import Name
from services.values.validation import read_value

router = APIRouter(include_in_schema=False)

_LONGEST_ANSWER = 20_000
_OPTIONS = '/options'

_name: TypeAdapter[str] = TypeAdapter(Name)


@router.post(LOGIN_PASSKEY + _OPTIONS)
async def begin_login(request: Request) -> Response:
    """What the script asks the browser for, whoever will log in or confirm that it is them."""
    refuse_other_sites(request)
    passkeys = tandem_of(request).authentication.passkeys
    return _json(await passkeys.begin_login(relying_party(request), address_of(request)))


@router.post(LOGIN_PASSKEY)
async def log_in(request: Request) -> Response:
    """Log in whoever has answered with a passkey."""
    refuse_other_sites(request)
    typed = await form_fields(request, _LONGEST_ANSWER)
    passkeys = tandem_of(request).authentication.passkeys
    try:
        user_id = await passkeys.log_in(typed.get('credential', ''), relying_party(request), address_of(request))
    except TandemError as error:
        return login_form(request, error, typed)
    return await start_session(request, user_id, typed.get('next'))


@router.post(CONFIRM + '/passkey')
async def confirm(request: Request) -> Response:
    """Begin a new session, which counts as just logged in, for who is logged in and answers with their passkey."""
    caller, typed = await caller_of(request), await form_fields(request, _LONGEST_ANSWER)
    passkeys = tandem_of(request).authentication.passkeys
    try:
        user_id = await passkeys.log_in(typed.get('credential', ''), relying_party(request), address_of(request))
        if user_id != caller.user_id:
            raise NotSignedIn(NOT_ACCEPTED)
    except TandemError as error:
        return await confirm_form(request, caller.user_id, typed.get('next'), error)
    return await start_session(request, user_id, typed.get('next'))


@router.post(PASSKEYS + _OPTIONS)
async def begin_registration(request: Request) -> Response:
    """What the script asks the browser for to make a passkey."""
    caller = await caller_of(request)
    if not await is_fresh(request, caller):
        return to_confirmation(ACCOUNT)
    passkeys = tandem_of(request).authentication.passkeys
    return _json(await passkeys.begin_registration(caller.user_id, relying_party(request)))


@router.post(PASSKEYS)
async def add(request: Request) -> Response:
    """Store the passkey that the browser has made."""
    caller, typed = await caller_of(request), await form_fields(request, _LONGEST_ANSWER)
    if not await is_fresh(request, caller):
        return to_confirmation(ACCOUNT)
    passkeys, party = tandem_of(request).authentication.passkeys, relying_party(request)
    try:
        name = read_value(_name, 'name', typed.get('name', ''))
        await passkeys.register(caller.user_id, typed.get('credential', ''), name, party, address_of(request))
    except TandemError as error:
        return await account_page(request, caller.user_id, error)
    return await account_page(request, caller.user_id, done=words_of(request).PASSKEY_ADDED)


@router.post(PASSKEYS + '/remove')
async def remove(request: Request) -> Response:
    """Have a passkey log nobody in any more."""
    caller, typed = await caller_of(request), await form_fields(request)
    if not await is_fresh(request, caller):
        return to_confirmation(ACCOUNT)
    passkeys = tandem_of(request).authentication.passkeys
    try:
        await passkeys.remove(caller.user_id, typed.get('passkey', ''), address_of(request))
    except TandemError as error:
        return await account_page(request, caller.user_id, error)
    return await account_page(request, caller.user_id, done=words_of(request).PASSKEY_REMOVED)


def _json(options: str) -> Response:
    return Response(options, media_type='application/json')
