"""What pages are made of, and what makes Tandem an app: icons, a manifest, a screen for when it is away."""

import json
from pathlib import Path

from nicegui import App
from starlette.responses import Response

from app.accounts.forms import STYLES, STYLES_PATH
from app.quasar import serve_lighter_styles
from components.theme import FAVICON, LIGHT, stylesheet, stylesheet_path
from components.words import LANGUAGES

STATIC = Path(__file__).parent / 'static'
MANIFEST = '/static/manifest.webmanifest'
OFFLINE = '/static/offline.html'
ICON = '/static/icon.svg'

HEAD = (
    f'<link rel="stylesheet" href="{stylesheet_path()}">'
    f'<link rel="manifest" href="{MANIFEST}">'
    '<link rel="apple-touch-icon" href="/static/icon-192.png">'
    f'<meta name="theme-color" content="{LIGHT["ground"]}">'
    "<script>navigator.serviceWorker?.register('/sw.js').catch(() => {})</script>"
)
"""What every page has in its head."""

_FOR_EVER = {'Cache-Control': 'public, max-age=31536000, immutable'}
_ASK_AGAIN = {'Cache-Control': 'no-cache'}
_KINDS = {
    'icon-192.png': 'image/png',
    'icon-512.png': 'image/png',
    'icon-maskable-512.png': 'image/png',
    'manifest.webmanifest': 'application/manifest+json',
}


def serve_assets(app: App) -> None:
    """Register the addresses of the assets."""
    _serve(app, stylesheet_path(), stylesheet(), 'text/css', _FOR_EVER)
    serve_lighter_styles(app)
    _serve(app, STYLES_PATH, STYLES, 'text/css', _FOR_EVER)
    _serve(app, ICON, FAVICON, 'image/svg+xml')
    for name, kind in _KINDS.items():
        _serve(app, f'/static/{name}', (STATIC / name).read_bytes(), kind)
    _serve(app, OFFLINE, _offline(), 'text/html')
    _serve(app, '/sw.js', _filled('sw.js'), 'text/javascript')


def _serve(app: App, path: str, content: str | bytes, kind: str, headers: dict[str, str] = _ASK_AGAIN) -> None:
    @app.get(path, include_in_schema=False)
    def serve() -> Response:
        return Response(content, media_type=kind, headers=headers)


def without_database() -> Response:
    """The screen for a page that cannot be drawn; it opens the page as soon as the database is back."""
    return Response(_no_database(), 503, media_type='text/html', headers={'Retry-After': '1'})


def _offline() -> str:
    said = {code: (words.AWAY, words.AWAY_WHY, words.TRY_AGAIN) for code, words in LANGUAGES.items()}
    return _filled('away.html', READY='/healthz', WORDS=json.dumps(said, ensure_ascii=False))


def _no_database() -> str:
    said = {code: (words.NO_DATABASE, words.NO_DATABASE_WHY, words.TRY_AGAIN) for code, words in LANGUAGES.items()}
    return _filled('away.html', READY='/readyz', WORDS=json.dumps(said, ensure_ascii=False))


def _filled(name: str, **more: str) -> str:
    """A file with the addresses in it, one of which changes with the stylesheet, and with what else it needs."""
    text = (STATIC / name).read_text(encoding='utf-8')
    for word, filling in {'STYLESHEET': stylesheet_path(), 'OFFLINE': OFFLINE, 'ICON': ICON, **more}.items():
        text = text.replace(f'{{{word}}}', filling)
    return text
