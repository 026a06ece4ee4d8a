"""`/login`, `/logout` and `/reset`: ordinary forms that need no scripts."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from pydantic import ValidationError
from starlette.responses import RedirectResponse, Response

from app.accounts.entering import enter
from app.accounts.forms import draw, fields_of, sentence, words_of
from app.accounts.visitor import address_of
from app.api.requests import tandem_of
from app.auth import forget_browser, is_sent_from_outside, recognise_browser
from app.entrance import safe_next
from app.problems import ForeignOrigin, status_of
from services import audit
from services.audit import Deed
from services.errors import TandemError, TooMany
from services.gate import Login, Registration
from services.passwords import check_new_password
from services.sessions import sign_out, sign_out_everywhere

router = APIRouter(include_in_schema=False)


@router.get('/login')
async def show_login(request: Request) -> Response:
    """The form; whoever is logged in already goes on to where they wanted."""
    query = request.query_params
    if getattr(request.state, 'user_id', None) is not None:
        return RedirectResponse(safe_next(query.get('next')), 303)
    return _form(request, {**query, 'register': query.get('register') or query.get('invitation') or ''})


@router.post('/login')
async def log_in(request: Request) -> Response:
    """Log in, or register and log in; the browser gets a session it did not have before."""
    refuse_outside(request)
    typed = await fields_of(request)
    tandem = tandem_of(request)
    try:
        if typed.get('register'):
            wanted = {name: typed[name] for name in ('email', 'password', 'name', 'invitation') if typed.get(name)}
            user_id = await tandem.gate.register(Registration.model_validate(wanted), address_of(request))
        else:
            login = Login(email=typed.get('email', ''), password=typed.get('password', ''))
            user_id = await tandem.gate.log_in(login, address_of(request))
    except (TandemError, ValidationError) as error:
        return _form(request, typed, error)
    return await enter(request, user_id, typed.get('next'))


@router.post('/logout')
async def log_out(request: Request) -> Response:
    """End this browser's session, or every login of this person; their open pages close."""
    refuse_outside(request)
    everywhere = bool((await fields_of(request)).get('everywhere'))
    tandem = tandem_of(request)
    async with tandem.database.transaction() as session:
        caller = await recognise_browser(session, request)
        if caller is not None:
            await sign_out(session, caller.credential)
            if everywhere:
                await sign_out_everywhere(session, caller.user_id)
            deed = Deed.LOGGED_OUT_EVERYWHERE if everywhere else Deed.LOGGED_OUT
            await audit.note(session, deed, caller.user_id, address_of(request))
    await tandem.open_lines.sweep()
    answer = RedirectResponse('/login', 303)
    forget_browser(answer, request)
    return answer


@router.get('/reset')
async def show_reset(request: Request) -> Response:
    """The form behind a link to a new password."""
    words = words_of(request)
    return draw('reset.html', words, words.PASSWORD_NEW, link=request.query_params.get('link', ''))


@router.post('/reset')
async def reset(request: Request) -> Response:
    """Set the password; then they can log in with it."""
    refuse_outside(request)
    typed = await fields_of(request)
    tandem = tandem_of(request)
    link, words = typed.get('link', ''), words_of(request)
    try:
        new = check_new_password(typed.get('password', ''))
        await tandem.gate.reset_password(link, new, address_of(request))
    except TandemError as error:
        trouble = sentence(error, words)
        return draw('reset.html', words, words.PASSWORD_NEW, status=status_of(error), link=link, trouble=trouble)
    await tandem.open_lines.sweep()
    answer = draw('login.html', words, words.NAME, done=words.PASSWORD_IS_SET, next='/', provider=None)
    forget_browser(answer, request)
    return answer


def refuse_outside(request: Request) -> None:
    """Raise ForeignOrigin for a form that the page of another site sends."""
    if is_sent_from_outside(request.headers):
        raise ForeignOrigin('This form was sent by the page of another site. Open Tandem itself and try again.')


def show_trouble(request: Request, error: TandemError) -> Response:
    """The form, and why one could not log in by another way."""
    return _form(request, {}, error)


def _form(request: Request, typed: Mapping[str, str], error: TandemError | ValidationError | None = None) -> Response:
    invitation, words = typed.get('invitation', ''), words_of(request)
    status = 200 if error is None else status_of(error) if isinstance(error, TandemError) else 422
    answer = draw(
        'login.html',
        words,
        words.NAME,
        status=status,
        registering=bool(typed.get('register')),
        may_register=tandem_of(request).gate.is_open or bool(invitation),
        next=safe_next(typed.get('next')),
        invitation=invitation,
        email=typed.get('email', ''),
        name=typed.get('name', ''),
        provider=tandem_of(request).settings.provider_name,
        sends_mail=tandem_of(request).settings.smtp_url is not None,
        trouble=error and sentence(error, words),
    )
    if isinstance(error, TooMany) and error.retry_after:
        answer.headers['Retry-After'] = str(error.retry_after)
    return answer
