"""Forms as plain HTML, drawn on the server: they work without scripts, and before anybody has logged in."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from pydantic import ValidationError
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse

from app.faults import explain
from components.icons import MARK
from components.theme import path_of, stylesheet_path
from components.words import Words, words_for
from services.errors import TandemError
from services.passwords import SHORTEST

_HERE = Path(__file__).parent
_LONGEST_FIELD = 2_000

STYLES = (_HERE / 'forms.css').read_text(encoding='utf-8')
STYLES_PATH = path_of('forms', 'css', STYLES)

# These pages need no script, so none may run.
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)

_templates = Environment(loader=FileSystemLoader(_HERE / 'templates'), autoescape=True)


def draw(template: str, words: Words, title: str, *, status: int = 200, **shown: Any) -> HTMLResponse:
    """The page made from a template; every value is shown as text."""
    fixed = {
        'styles': stylesheet_path(),
        'form_styles': STYLES_PATH,
        'mark': Markup(MARK),  # noqa: S704 - our own drawing
        'shortest': SHORTEST,
        'title': title,
        'words': words,
    }
    drawn = _templates.get_template(template).render(**fixed, **shown)
    return HTMLResponse(drawn, status, {'Content-Security-Policy': _POLICY, 'Cache-Control': 'no-store'})


def words_of(connection: HTTPConnection, chosen: str | None = None) -> Words:
    """The language of a form: what its reader chose, or else what their browser asks for."""
    return words_for(chosen, connection.headers.get('accept-language'))


async def fields_of(request: Request) -> Mapping[str, str]:
    """What was typed into the form: text, and of each field only so much."""
    async with request.form(max_files=0, max_fields=20) as form:
        return {name: value[:_LONGEST_FIELD] for name, value in form.items() if isinstance(value, str)}


def sentence(error: TandemError | ValidationError, words: Words) -> str:
    """Why a form was refused."""
    return explain(error.errors()[0]).message if isinstance(error, ValidationError) else words.refusal(error)
