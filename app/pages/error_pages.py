"""The pages for an address at which there is nothing, and for a page that broke."""

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.addresses import is_page
from app.html_pages import render, words_of
from app.problems import problem


def install(app: FastAPI) -> None:
    """Replace the framework's own error pages; a program gets the problem as JSON."""
    app.add_exception_handler(404, _not_found)
    app.add_exception_handler(Exception, _broken)


async def _not_found(request: Request, error: Exception) -> Response:
    if not is_page(request.url.path) or _prefers_json(request):
        # A route that was found says itself what is missing.
        has_route = request.scope.get('endpoint') is not None
        return problem(404, error.detail if has_route and isinstance(error, HTTPException) else None)
    words = words_of(request)
    return render('error.html', words, words.NOTHING_HERE, 404, why=words.NOTHING_HERE_WHY)


def _prefers_json(request: Request) -> bool:
    accepted = request.headers.get('accept', '')
    return 'application/json' in accepted and 'text/html' not in accepted


async def _broken(request: Request, error: Exception) -> Response:
    if not is_page(request.url.path):
        raise error
    words = words_of(request)
    return render('error.html', words, words.BROKEN, 500, why=words.BROKEN_WHY)
