"""Pages as plain HTML, rendered on the server: they work without scripts, and before anybody has logged in."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse

from components.browser.icons import MARK
from components.theme import path_of, stylesheet_path
from components.words import Words, words_for
from services.accounts.passwords import MIN_LENGTH

_HERE = Path(__file__).parent
_MAX_FIELD_LENGTH = 2_000
_MAX_FIELDS = 150

STYLES = (_HERE / 'static' / 'forms.css').read_text(encoding='utf-8')
STYLES_PATH = path_of('forms', 'css', STYLES)

PASSKEY_SCRIPT = (_HERE / 'static' / 'passkeys.js').read_text(encoding='utf-8')
PASSKEY_SCRIPT_PATH = path_of('passkeys', 'js', PASSKEY_SCRIPT)

# These pages need no script, so none may run, but for the one that asks the browser for a passkey.
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)
_WITH_SCRIPT = f"{_POLICY}; script-src 'self'; connect-src 'self'"
_HEADERS = {'Content-Security-Policy': _POLICY, 'Cache-Control': 'no-store'}

_templates = Environment(loader=FileSystemLoader(_HERE / 'templates'), autoescape=True)


def render(
    template: str,
    words: Words,
    title: str,
    status: int = 200,
    *,
    headers: Mapping[str, str] | None = None,
    passkeys: bool = False,
    **values: Any,
) -> HTMLResponse:
    """The page made from a template; every value is escaped. With `passkeys`, it runs the script for those."""
    fixed = {
        'styles': stylesheet_path(),
        'form_styles': STYLES_PATH,
        'mark': MARK,
        'shortest': MIN_LENGTH,
        'title': title,
        'words': words,
        'script': PASSKEY_SCRIPT_PATH if passkeys else None,
    }
    content = _templates.get_template(template).render(**fixed, **values)
    policy = {'Content-Security-Policy': _WITH_SCRIPT} if passkeys else {}
    return HTMLResponse(content, status, {**_HEADERS, **policy, **(headers or {})})


def words_of(connection: HTTPConnection, chosen: str | None = None) -> Words:
    """The interface texts in the language the reader chose, or else in the one their browser asks for."""
    return words_for(chosen, connection.headers.get('accept-language'))


async def form_fields(request: Request, longest: int = _MAX_FIELD_LENGTH) -> Mapping[str, str]:
    """The text fields of the form that was sent, each cut to `longest` characters."""
    async with request.form(max_files=0, max_fields=_MAX_FIELDS) as form:
        return {name: value[:longest] for name, value in form.items() if isinstance(value, str)}
