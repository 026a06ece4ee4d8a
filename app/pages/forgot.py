"""`/forgot`: a link for a new password by mail; there only where mail is set up."""

from fastapi import APIRouter, Request
from pydantic import TypeAdapter, ValidationError
from starlette.responses import Response

from app.accounts.mail import ResetMailer
from app.addresses import FORGOTTEN_PASSWORD
from app.client import address_of
from app.html_pages import form_fields, render, words_of
from app.pages.login import refuse_other_sites
from app.problems import status_of
from services.accounts.people import Email
from services.errors import TooMany

_email: TypeAdapter[str] = TypeAdapter(Email)


def router_for(mailer: ResetMailer) -> APIRouter:
    """The page, with `mailer` to send the links."""
    router = APIRouter(include_in_schema=False)

    @router.get(FORGOTTEN_PASSWORD)
    async def show_form(request: Request) -> Response:
        """Ask for the e-mail address."""
        return _form(request)

    @router.post(FORGOTTEN_PASSWORD)
    async def send_link(request: Request) -> Response:
        """Give the same answer whether or not somebody has registered with the address."""
        refuse_other_sites(request)
        typed = (await form_fields(request)).get('email', '')
        try:
            mailer.send_link(_email.validate_python(typed), address_of(request), words_of(request))
        except (ValidationError, TooMany) as error:
            return _form(request, typed, error)
        return _form(request, done=words_of(request).FORGOT_SENT)

    return router


def _form(
    request: Request, email: str = '', error: TooMany | ValidationError | None = None, done: str | None = None
) -> Response:
    words = words_of(request)
    status = 200 if error is None else status_of(error) if isinstance(error, TooMany) else 422
    headers = {'Retry-After': str(error.retry_after)} if isinstance(error, TooMany) else None
    trouble = error and words.refusal(error)
    return render('forgot.html', words, words.FORGOT, status, headers=headers, email=email, trouble=trouble, done=done)
