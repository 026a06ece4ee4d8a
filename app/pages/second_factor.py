"""`/account/second-factor`: turning the second factor on and off, and recovery codes, as plain forms."""

from uuid import UUID

import segno
from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from app.accounts.browser_login import renew_session
from app.addresses import ACCOUNT, SECOND_FACTOR
from app.bootstrap import tandem_of
from app.client import address_of
from app.html_pages import form_fields, render, words_of
from app.pages.account import account_page, caller_of, is_fresh, to_confirmation
from app.problems import status_of
from services.errors import TandemError

router = APIRouter(prefix=SECOND_FACTOR, include_in_schema=False)

_QR_SCALE = 5


@router.get('')
async def show_nothing(_request: Request) -> Response:
    """Nothing is kept here that a reload could show: back to the account."""
    return RedirectResponse(ACCOUNT, 303)


@router.post('')
async def begin(request: Request) -> Response:
    """Show the QR code of a new secret, after the password."""
    caller, typed = await caller_of(request), await form_fields(request)
    second_factor = tandem_of(request).authentication.second_factor
    try:
        await second_factor.begin(caller.user_id, typed.get('password', ''), address_of(request))
        form = await _setup_form(request, caller.user_id)
    except TandemError as error:
        return await account_page(request, caller.user_id, error)
    # Who has typed the password has just logged in, which the next step asks for.
    await renew_session(request, caller.user_id, form)
    return form


@router.post('/on')
async def turn_on(request: Request) -> Response:
    """Turn it on with a code of the app, and show the recovery codes."""
    caller, typed = await caller_of(request), await form_fields(request)
    if not await is_fresh(request, caller):
        # A set-up that was left unfinished must not be finished by whoever finds an open browser.
        return to_confirmation(ACCOUNT)
    second_factor = tandem_of(request).authentication.second_factor
    try:
        codes = await second_factor.turn_on(caller.user_id, typed.get('code', ''), address_of(request))
    except TandemError as error:
        try:
            return await _setup_form(request, caller.user_id, error)
        except TandemError:
            return await account_page(request, caller.user_id, error)
    return _show_codes(request, codes)


@router.post('/recovery-codes')
async def renew_recovery_codes(request: Request) -> Response:
    """Replace the recovery codes by new ones, and show those."""
    caller, typed = await caller_of(request), await form_fields(request)
    try:
        codes = await tandem_of(request).authentication.second_factor.renew_recovery_codes(
            caller.user_id, typed.get('password', ''), typed.get('code', ''), address_of(request)
        )
    except TandemError as error:
        return await account_page(request, caller.user_id, error)
    return _show_codes(request, codes)


@router.post('/off')
async def turn_off(request: Request) -> Response:
    """Have the password be enough again."""
    caller, typed = await caller_of(request), await form_fields(request)
    try:
        await tandem_of(request).authentication.second_factor.turn_off(
            caller.user_id, typed.get('password', ''), typed.get('code', ''), address_of(request)
        )
    except TandemError as error:
        return await account_page(request, caller.user_id, error)
    return await account_page(request, caller.user_id, done=words_of(request).SECOND_FACTOR_IS_OFF)


async def _setup_form(request: Request, user_id: UUID, error: TandemError | None = None) -> Response:
    setup = await tandem_of(request).authentication.second_factor.current_setup(user_id)
    words = words_of(request)
    return render(
        'second_factor.html',
        words,
        words.SECOND_FACTOR,
        200 if error is None else status_of(error),
        qr=segno.make(setup.address, micro=False).svg_data_uri(scale=_QR_SCALE, light='white'),
        secret=setup.secret,
        trouble=error and words.refusal(error),
    )


def _show_codes(request: Request, codes: list[str]) -> Response:
    words = words_of(request)
    return render('recovery_codes.html', words, words.RECOVERY_CODES, codes=codes)
