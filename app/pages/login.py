"""`/login`, `/logout` and `/reset`: plain forms that need no scripts."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from fastapi import APIRouter, Request
from pydantic import ValidationError
from starlette.responses import RedirectResponse, Response

from app.accounts.browser_login import start_session
from app.accounts.keeping import kept_in, what_opens
from app.addresses import EMAIL_VERIFICATION, LOGIN, LOGIN_CODE, LOGOUT, PASSWORD_RESET, safe_next
from app.auth import authenticate_browser, delete_session_cookie
from app.bootstrap import tandem_of
from app.client import address_of, is_sent_by_other_site
from app.html_pages import form_fields, render, words_of
from app.problems import ForeignOrigin, status_of
from services.accounts import audit_log
from services.accounts.audit_log import AuditAction
from services.accounts.authentication import Login, Registration
from services.accounts.logins import sign_out
from services.accounts.passwords import check_new_password
from services.errors import CodeNeeded, InvalidInput, NotSignedIn, TandemError, TooMany
from services.translatable import _

_TOO_LATE = _('That took too long. Log in again.')

router = APIRouter(include_in_schema=False)


@router.get(LOGIN)
async def show_login(request: Request) -> Response:
    """The form; whoever is logged in is redirected to the page they wanted."""
    query = request.query_params
    if getattr(request.state, 'user_id', None) is not None:
        return RedirectResponse(safe_next(query.get('next')), 303)
    return _form(request, {**query, 'register': query.get('register') or query.get('invitation') or ''})


@router.post(LOGIN)
async def log_in(request: Request) -> Response:
    """Log in, or register and log in, with a new browser session."""
    refuse_other_sites(request)
    typed = await form_fields(request)
    authentication = tandem_of(request).authentication
    try:
        if typed.get('register'):
            wanted = {name: typed[name] for name in ('email', 'password', 'name', 'invitation') if typed.get(name)}
            user_id = await authentication.register(Registration.model_validate(wanted), address_of(request))
        else:
            login = Login(email=typed.get('email', ''), password=typed.get('password', ''))
            user_id = await authentication.log_in(login, address_of(request))
    except CodeNeeded as needed:
        secret = await authentication.begin_second_step(needed.user_id)
        return _code_form(request, secret, typed.get('next'))
    except (TandemError, ValidationError) as error:
        return _form(request, typed, error)
    return await start_session(request, user_id, typed.get('next'))


@router.post(LOGIN_CODE)
async def enter_code(request: Request) -> Response:
    """The second step of a login: a code, after the password."""
    refuse_other_sites(request)
    typed = await form_fields(request)
    secret = typed.get('secret', '')
    try:
        user_id = await tandem_of(request).authentication.log_in_with_code(
            secret, typed.get('code', ''), address_of(request)
        )
    except InvalidInput:
        return _form(request, typed, NotSignedIn(_TOO_LATE))
    except TandemError as error:
        return _code_form(request, secret, typed.get('next'), error)
    return await start_session(request, user_id, typed.get('next'))


def _code_form(request: Request, secret: str, wanted: str | None, error: TandemError | None = None) -> Response:
    words = words_of(request)
    return render(
        'code.html',
        words,
        words.SECOND_FACTOR,
        200 if error is None else status_of(error),
        passkeys=True,
        secret=secret,
        next=safe_next(wanted),
        trouble=error and words.refusal(error),
    )


@router.post(LOGOUT)
async def log_out(request: Request) -> Response:
    """End this browser's session, or every login of this person; their open pages are disconnected."""
    refuse_other_sites(request)
    typed = await form_fields(request)
    everywhere = bool(typed.get('everywhere'))
    tandem = tandem_of(request)
    async with tandem.database.everybody().transaction() as session:
        caller = await authenticate_browser(session, request)
        if caller is not None:
            await sign_out(session, caller.credential)
            if not everywhere:
                await audit_log.record(session, AuditAction.LOGGED_OUT, caller.user_id, address_of(request))
    if caller is not None and everywhere:
        await tandem.authentication.access.log_out_everywhere(caller.user_id, address_of(request), kept=kept_in(typed))
    await tandem.open_connections.sweep()
    answer = RedirectResponse(LOGIN, 303)
    delete_session_cookie(answer, request)
    return answer


@router.get(PASSWORD_RESET)
async def show_reset(request: Request) -> Response:
    """The form that a link for a new password leads to."""
    return await _reset_form(request, request.query_params.get('link', ''))


@router.post(PASSWORD_RESET)
async def reset(request: Request) -> Response:
    """Set the password, and show the form to log in with it."""
    refuse_other_sites(request)
    typed = await form_fields(request)
    tandem = tandem_of(request)
    link, words = typed.get('link', ''), words_of(request)
    try:
        new = check_new_password(typed.get('password', ''))
        await tandem.authentication.access.reset_password(link, new, address_of(request), kept=kept_in(typed))
    except TandemError as error:
        return await _reset_form(request, link, error)
    await tandem.open_connections.sweep()
    answer = render('login.html', words, words.NAME, passkeys=True, done=words.PASSWORD_IS_SET, next='/', provider=None)
    delete_session_cookie(answer, request)
    return answer


async def _reset_form(request: Request, link: str, error: TandemError | None = None) -> Response:
    tandem, words = tandem_of(request), words_of(request)
    opens: dict[str, Any] = {}
    with suppress(TandemError):
        opens = await what_opens(request, (await tandem.authentication.access.owner_of_reset(link)).id)
    trouble = error and words.refusal(error)
    status = 200 if error is None else status_of(error)
    return render('reset.html', words, words.PASSWORD_NEW, status, link=link, trouble=trouble, **opens)


@router.get(EMAIL_VERIFICATION)
async def show_verification(request: Request) -> Response:
    """The form that a link to verify an address leads to: opening a link, which mail programs do, is not using it."""
    words = words_of(request)
    return render('verify.html', words, words.EMAIL_VERIFY, link=request.query_params.get('link', ''))


@router.post(EMAIL_VERIFICATION)
async def verify(request: Request) -> Response:
    """Use the link."""
    refuse_other_sites(request)
    link, words = (await form_fields(request)).get('link', ''), words_of(request)
    try:
        email = await tandem_of(request).authentication.addresses.verify(link, address_of(request))
    except TandemError as error:
        trouble = words.refusal(error)
        return render('verify.html', words, words.EMAIL_VERIFY, status_of(error), link=link, trouble=trouble)
    return render('verify.html', words, words.EMAIL_VERIFY, done=words.EMAIL_VERIFIED.format(email=email), link='')


def refuse_other_sites(request: Request) -> None:
    """Raise ForeignOrigin for a form that the page of another site sends."""
    if is_sent_by_other_site(request):
        raise ForeignOrigin('This form was sent from a page of another site. Open Tandem itself and try again.')


def login_form(request: Request, error: TandemError, typed: Mapping[str, str] | None = None) -> Response:
    """The form, with the reason why logging in with a provider or a passkey failed."""
    return _form(request, typed or {}, error)


def _form(request: Request, typed: Mapping[str, str], error: TandemError | ValidationError | None = None) -> Response:
    invitation, words, tandem = typed.get('invitation', ''), words_of(request), tandem_of(request)
    status = 200 if error is None else status_of(error) if isinstance(error, TandemError) else 422
    wait = error.retry_after if isinstance(error, TooMany) else None
    return render(
        'login.html',
        words,
        words.NAME,
        status,
        headers={'Retry-After': str(wait)} if wait else None,
        passkeys=True,
        registering=bool(typed.get('register')),
        may_register=tandem.authentication.is_open or bool(invitation),
        next=safe_next(typed.get('next')),
        invitation=invitation,
        email=typed.get('email', ''),
        name=typed.get('name', ''),
        provider=tandem.settings.provider_name,
        sends_mail=tandem.settings.smtp_url is not None,
        trouble=error and words.refusal(error),
    )
