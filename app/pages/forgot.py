"""`/forgot`: a link to a new password by mail; there only where mail is set."""

from fastapi import APIRouter, Request
from pydantic import TypeAdapter, ValidationError
from starlette.responses import Response

from app.accounts.forms import draw, fields_of, sentence
from app.accounts.mail import Post
from app.accounts.visitor import address_of
from app.pages.login import refuse_outside
from app.problems import status_of
from services.accounts import Email
from services.errors import TooMany

PATH = '/forgot'

_SENT = 'If somebody has registered with this address, a link is on its way to it. It works for an hour.'
_TITLE = 'Forgot your password?'
_email: TypeAdapter[str] = TypeAdapter(Email)


def router_for(post: Post) -> APIRouter:
    """The page, for this way of sending mail."""
    router = APIRouter(include_in_schema=False)

    @router.get(PATH)
    async def show_forgot() -> Response:
        """Ask for the address."""
        return draw('forgot.html', _TITLE)

    @router.post(PATH)
    async def send(request: Request) -> Response:
        """Say the same, whoever has this address."""
        refuse_outside(request)
        typed = (await fields_of(request)).get('email', '')
        try:
            post.ask(_email.validate_python(typed), address_of(request))
        except ValidationError as error:
            return draw('forgot.html', _TITLE, status=422, email=typed, trouble=sentence(error))
        except TooMany as error:
            answer = draw('forgot.html', _TITLE, status=status_of(error), email=typed, trouble=sentence(error))
            answer.headers['Retry-After'] = str(error.retry_after)
            return answer
        return draw('forgot.html', _TITLE, done=_SENT)

    return router
