"""`/forgot`: a link to a new password by mail; there only where mail is set."""

from fastapi import APIRouter, Request
from pydantic import TypeAdapter, ValidationError
from starlette.responses import Response

from app.accounts.forms import draw, fields_of, sentence, words_of
from app.accounts.mail import Post
from app.accounts.visitor import address_of
from app.pages.login import refuse_outside
from app.problems import status_of
from services.accounts import Email
from services.errors import TooMany

PATH = '/forgot'

_email: TypeAdapter[str] = TypeAdapter(Email)


def router_for(post: Post) -> APIRouter:
    """The page, for this way of sending mail."""
    router = APIRouter(include_in_schema=False)

    @router.get(PATH)
    async def show_forgot(request: Request) -> Response:
        """Ask for the address."""
        return _form(request)

    @router.post(PATH)
    async def send(request: Request) -> Response:
        """Say the same, whoever has this address."""
        refuse_outside(request)
        typed = (await fields_of(request)).get('email', '')
        try:
            post.ask(_email.validate_python(typed), address_of(request), words_of(request))
        except (ValidationError, TooMany) as error:
            return _form(request, typed, error)
        return _form(request, done=words_of(request).FORGOT_SENT)

    return router


def _form(
    request: Request, email: str = '', error: TooMany | ValidationError | None = None, done: str | None = None
) -> Response:
    words = words_of(request)
    status = 200 if error is None else status_of(error) if isinstance(error, TooMany) else 422
    trouble = error and sentence(error, words)
    answer = draw('forgot.html', words, words.FORGOT, status=status, email=email, trouble=trouble, done=done)
    if isinstance(error, TooMany):
        answer.headers['Retry-After'] = str(error.retry_after)
    return answer
