"""What a person sees where there is no page, or where one could not be drawn."""

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.accounts.forms import draw, words_of
from app.entrance import is_page
from app.problems import problem


def install(app: FastAPI) -> None:
    """Take the place of the framework's own pages; a program gets the problem as data."""
    app.add_exception_handler(404, _nothing_here)
    app.add_exception_handler(Exception, _broken)


async def _nothing_here(request: Request, error: Exception) -> Response:
    if not is_page(request.url.path):
        # What there is says itself what it does not have; elsewhere there is no more to say than that.
        has_route = request.scope.get('endpoint') is not None
        return problem(404, error.detail if has_route and isinstance(error, HTTPException) else None)
    words = words_of(request)
    return draw('apology.html', words, words.NOTHING_HERE, status=404, why=words.NOTHING_HERE_WHY)


async def _broken(request: Request, error: Exception) -> Response:
    if not is_page(request.url.path):
        raise error
    words = words_of(request)
    return draw('apology.html', words, words.BROKEN, status=500, why=words.BROKEN_WHY)
