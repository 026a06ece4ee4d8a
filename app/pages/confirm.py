"""`/account/confirm`: the password once more, before something that whoever finds an open browser must not do."""

from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.accounts.browser_login import start_session
from app.addresses import CONFIRM, safe_next
from app.bootstrap import tandem_of
from app.client import address_of
from app.html_pages import form_fields, render, words_of
from app.pages.account import caller_of
from app.problems import status_of
from services.errors import TandemError

router = APIRouter(prefix=CONFIRM, include_in_schema=False)


@router.get('')
async def show_form(request: Request) -> Response:
    """Ask for the password, or for the provider where there is none."""
    return await confirm_form(request, request.state.user_id, request.query_params.get('next'))


@router.post('')
async def confirm(request: Request) -> Response:
    """Begin a new session, which counts as just logged in, and go on to the page that was wanted."""
    caller = await caller_of(request)
    typed, tandem = await form_fields(request), tandem_of(request)
    try:
        await tandem.authentication.confirmation.confirm(
            caller.user_id, typed.get('password', ''), address_of(request), typed.get('code')
        )
    except TandemError as error:
        return await confirm_form(request, caller.user_id, typed.get('next'), error)
    return await start_session(request, caller.user_id, typed.get('next'))


async def confirm_form(
    request: Request, user_id: UUID, wanted: str | None, error: TandemError | None = None
) -> Response:
    """The form, on the way to the page that is wanted."""
    wanted = safe_next(wanted)
    tandem, words = tandem_of(request), words_of(request)
    return render(
        'confirm.html',
        words,
        words.CONFIRM,
        200 if error is None else status_of(error),
        passkeys=True,
        next=wanted,
        needs_code=await tandem.authentication.confirmation.needs_code(user_id),
        has_password=await tandem.authentication.access.has_password(user_id),
        provider=tandem.settings.provider_name,
        provider_address=f'/login/provider?{urlencode({"next": wanted})}',
        trouble=error and words.refusal(error),
    )
