"""`/account`: address, password, linked logins and deletion of the account, as plain forms that need no scripts."""

from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import TypeAdapter
from starlette.responses import RedirectResponse, Response

from app.accounts.keeping import kept_in, what_opens
from app.addresses import ACCOUNT, LOGIN, confirmation_of
from app.auth import Caller, authenticate_browser, delete_session_cookie, session_secret
from app.bootstrap import tandem_of
from app.client import address_of
from app.html_pages import form_fields, render, words_of
from app.pages.login import refuse_other_sites
from app.problems import status_of
from components.words import Words
from services.accounts.passkeys import Passkey
from services.accounts.passwords import check_new_password
from services.accounts.people import Email, get_user
from services.accounts.tokens import hash_of
from services.errors import NotSignedIn, TandemError
from services.translatable import _
from services.values.validation import read_value

router = APIRouter(prefix=ACCOUNT, include_in_schema=False)

_email: TypeAdapter[str] = TypeAdapter(Email)


@router.get('')
async def show_account(request: Request) -> Response:
    """Show the forms."""
    return await account_page(request, request.state.user_id)


@router.post('/password')
async def change_password(request: Request) -> Response:
    """Replace the password and end every other login of this person."""
    caller = await caller_of(request)
    typed = await form_fields(request)
    tandem = tandem_of(request)
    has_password = await tandem.authentication.access.has_password(caller.user_id)
    if not has_password and not await is_fresh(request, caller):
        # There is no password to ask for, and whoever finds an open browser must not set one.
        return to_confirmation(ACCOUNT)
    try:
        new = check_new_password(typed.get('new', ''))
        await tandem.authentication.access.change_password(
            caller.user_id,
            typed.get('current', ''),
            new,
            address_of(request),
            keep=caller.credential,
            kept=kept_in(typed),
            code=typed.get('code'),
        )
    except TandemError as error:
        return await account_page(request, caller.user_id, error)
    await tandem.open_connections.sweep()
    return await account_page(request, caller.user_id, done=words_of(request).PASSWORD_CHANGED)


@router.post('/email')
async def change_email(request: Request) -> Response:
    """Change the e-mail address, or have a link sent to the new one that does."""
    caller = await caller_of(request)
    typed = await form_fields(request)
    tandem, words = tandem_of(request), words_of(request)
    try:
        email = read_value(_email, 'email', typed.get('email', ''))
        link = await tandem.authentication.addresses.change(
            caller.user_id, email, typed.get('password', ''), address_of(request), typed.get('code')
        )
        if link is not None:
            tandem.mailer.send_verification(caller.user_id, email, link, words)
    except TandemError as error:
        return await account_page(request, caller.user_id, error)
    done = words.EMAIL_CHANGED if link is None else words.EMAIL_LINK_SENT
    return await account_page(request, caller.user_id, done=done.format(email=email))


@router.post('/verify')
async def send_verification(request: Request) -> Response:
    """Send a link that verifies the address there is."""
    caller = await caller_of(request)
    tandem, words = tandem_of(request), words_of(request)
    made = (
        await tandem.authentication.addresses.make_link(caller.user_id)
        if tandem.authentication.addresses.verifies
        else None
    )
    if made is None:
        return await account_page(request, caller.user_id)
    try:
        tandem.mailer.send_verification(caller.user_id, *made, words)
    except TandemError as error:
        return await account_page(request, caller.user_id, error)
    return await account_page(request, caller.user_id, done=words.EMAIL_LINK_SENT.format(email=made[0]))


@router.post('/unlink')
async def unlink(request: Request) -> Response:
    """Have nobody log in to this account with a provider any more."""
    caller = await caller_of(request)
    typed = await form_fields(request)
    try:
        await tandem_of(request).authentication.unlink(
            caller.user_id, typed.get('password', ''), address_of(request), typed.get('code')
        )
    except TandemError as error:
        return await account_page(request, caller.user_id, error)
    return await account_page(request, caller.user_id, done=words_of(request).PROVIDER_UNLINKED)


@router.post('/delete')
async def delete_account(request: Request) -> Response:
    """Delete the account and everything in it."""
    caller = await caller_of(request)
    typed = await form_fields(request)
    tandem = tandem_of(request)
    try:
        await tandem.authentication.delete_account(
            caller.user_id, typed.get('password', ''), address_of(request), typed.get('code')
        )
    except TandemError as error:
        return await account_page(request, caller.user_id, error)
    await tandem.open_connections.sweep()
    answer = RedirectResponse(LOGIN, 303)
    delete_session_cookie(answer, request)
    return answer


async def caller_of(request: Request) -> Caller:
    """Who sends a form of ours; raises ForeignOrigin and NotSignedIn."""
    refuse_other_sites(request)
    async with tandem_of(request).database.everybody().transaction() as session:
        caller = await authenticate_browser(session, request)
    if caller is None:
        raise NotSignedIn(_('Your login has ended. Reload the page and log in.'))
    return caller


async def is_fresh(request: Request, caller: Caller) -> bool:
    """Whether this login is of just now, so that it need not be confirmed."""
    return await tandem_of(request).verbs_of(caller.user_id).is_fresh(caller.credential)


def to_confirmation(wanted: str) -> Response:
    """A redirect to where the login is confirmed, on the way to the page that is wanted."""
    return RedirectResponse(confirmation_of(wanted), 303)


def _shown(passkey: Passkey, words: Words) -> dict[str, str]:
    used = passkey.last_used_at
    return {
        'id': passkey.id,
        'name': passkey.name,
        'used': words.LAST_USED.format(when=words.day(used.date())) if used else words.NEVER_USED,
    }


def _credential_of(request: Request) -> str:
    return hash_of(session_secret(request) or '')


async def account_page(
    request: Request, user_id: UUID, error: TandemError | None = None, *, done: str | None = None
) -> Response:
    """The page, after something was done or refused."""
    tandem = tandem_of(request)
    authentication = tandem.authentication
    async with tandem.database.everybody().transaction() as session:
        user = await get_user(session, user_id)
    is_unverified = user.email is not None and user.email_verified_at is None
    words = words_of(request, user.preferences.get('language'))
    return render(
        'account.html',
        words,
        words.ACCOUNT,
        200 if error is None else status_of(error),
        email=user.email or user.name,
        codes_left=await authentication.second_factor.recovery_codes_left(user_id),
        passkeys=True,
        known_passkeys=[_shown(each, words) for each in await authentication.passkeys.list_of(user_id)],
        is_fresh=await tandem.verbs_of(user_id).is_fresh(_credential_of(request)),
        has_password=await authentication.access.has_password(user_id),
        unverified=authentication.addresses.verifies and is_unverified,
        **await what_opens(request, user_id),
        trouble=error and words.refusal(error),
        done=done,
    )
