"""Stylesheets and the files that make Tandem installable: icons, manifest, service worker, offline page."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

from fastapi import FastAPI
from starlette.responses import Response

from app.addresses import LIVENESS, READINESS
from app.html_pages import PASSKEY_SCRIPT, PASSKEY_SCRIPT_PATH, STYLES, STYLES_PATH
from app.nicegui.quasar_css import serve_faster_stylesheet
from components.browser.icons import sprite_script
from components.frame import divider
from components.theme import FAVICON, LIGHT, path_of, stylesheet, stylesheet_path
from components.views import sidebar
from components.words import LANGUAGES, Words, words_in

STATIC = Path(__file__).parent / 'static'
MANIFEST = '/static/manifest.webmanifest'
OFFLINE = '/static/offline.html'
ICON = '/static/icon.svg'

_BEFORE_PAINT = f'{sprite_script()};{divider.REMEMBERED};{sidebar.REMEMBERED}'
_BEFORE_PAINT_PATH = path_of('first', 'js', _BEFORE_PAINT)

BODY = f'<script src="{_BEFORE_PAINT_PATH}"></script>'
"""What every page that NiceGUI draws begins with: the icons, and what this browser remembers about the layout."""

HEAD = (
    f'<link rel="stylesheet" href="{stylesheet_path()}">'
    f'<link rel="preload" as="script" href="{_BEFORE_PAINT_PATH}">'
    f'<link rel="manifest" href="{MANIFEST}">'
    '<link rel="apple-touch-icon" href="/static/icon-192.png">'
    f'<meta name="theme-color" content="{LIGHT["ground"]}">'
    "<script>navigator.serviceWorker?.register('/sw.js').catch(() => {})</script>"
)
"""What every page that NiceGUI draws has in its head."""

_IMMUTABLE = {'Cache-Control': 'public, max-age=31536000, immutable'}
_REVALIDATE = {'Cache-Control': 'no-cache'}
_MEDIA_TYPES = {
    'icon-192.png': 'image/png',
    'icon-512.png': 'image/png',
    'icon-maskable-512.png': 'image/png',
    'manifest.webmanifest': 'application/manifest+json',
}


def serve_assets(app: FastAPI) -> None:
    """Register the addresses of the assets."""
    _serve(app, stylesheet_path(), stylesheet(), 'text/css', _IMMUTABLE)
    _serve(app, _BEFORE_PAINT_PATH, _BEFORE_PAINT, 'text/javascript', _IMMUTABLE)
    serve_faster_stylesheet(app)
    _serve(app, STYLES_PATH, STYLES, 'text/css', _IMMUTABLE)
    _serve(app, PASSKEY_SCRIPT_PATH, PASSKEY_SCRIPT, 'text/javascript', _IMMUTABLE)
    _serve(app, ICON, FAVICON, 'image/svg+xml')
    for name, media_type in _MEDIA_TYPES.items():
        _serve(app, f'/static/{name}', (STATIC / name).read_bytes(), media_type)

    @app.get(OFFLINE, include_in_schema=False)
    def serve_offline() -> Response:
        return Response(_offline(), media_type='text/html', headers=_REVALIDATE)

    _serve(app, '/sw.js', _filled('sw.js'), 'text/javascript')


def _serve(
    app: FastAPI, path: str, content: str | bytes, media_type: str, headers: dict[str, str] = _REVALIDATE
) -> None:
    @app.get(path, include_in_schema=False)
    def serve() -> Response:
        return Response(content, media_type=media_type, headers=headers)


def unavailable_page() -> Response:
    """The page shown while the database cannot be reached; it loads the wanted page as soon as it can be."""
    return Response(_unavailable(), 503, media_type='text/html', headers={'Retry-After': '1'})


@cache
def _offline() -> str:
    return _offline_page(LIVENESS, lambda words: (words.OFFLINE, words.OFFLINE_WHY, words.TRY_AGAIN))


@cache
def _unavailable() -> str:
    return _offline_page(READINESS, lambda words: (words.NO_DATABASE, words.NO_DATABASE_WHY, words.TRY_AGAIN))


def _offline_page(ready: str, texts_in: Callable[[Words], tuple[str, str, str]]) -> str:
    """The page in every language, since no server is there to choose one; it reloads once `ready` answers 200."""
    texts = {code: texts_in(words_in(code)) for code in LANGUAGES}
    return _filled('offline.html', READY=ready, WORDS=json.dumps(texts, ensure_ascii=False))


def _filled(name: str, **more: str) -> str:
    """A file with its {PLACEHOLDERS} filled in; the address of the stylesheet changes with its content."""
    text = (STATIC / name).read_text(encoding='utf-8')
    for placeholder, value in {'STYLESHEET': stylesheet_path(), 'OFFLINE': OFFLINE, 'ICON': ICON, **more}.items():
        text = text.replace(f'{{{placeholder}}}', value)
    return text
