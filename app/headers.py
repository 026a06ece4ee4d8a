"""What every answer tells the browser about how far it may be trusted and where it may be shown."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.entrance import is_page
from app.settings import Settings

PAGE_POLICY = (
    # NiceGUI draws with templates compiled in the browser and scripts in the page, so those two have to be allowed.
    # What remains is where data can go: nowhere but here.
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'"
)
DOCS_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' https://cdn.jsdelivr.net; "
    "style-src 'self' 'unsafe-inline' https://cdn.jsdelivr.net https://fonts.googleapis.com; "
    "img-src 'self' data: https://fastapi.tiangolo.com https://cdn.redoc.ly; font-src https://fonts.gstatic.com; "
    "worker-src blob:; connect-src 'self'; frame-ancestors 'none'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'"
)
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"

_ALWAYS = {
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    # Not “no-referrer”: then browsers would no longer say which page sent a form.
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), payment=(), usb=()',
}


class SafeHeaders:
    """Adds the headers that an answer does not have already."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._always = dict(_ALWAYS)
        if settings.public_url and settings.public_url.startswith('https:'):
            self._always['Strict-Transport-Security'] = 'max-age=31536000'

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and its answer with the headers."""
        if scope['type'] != 'http':
            await self._app(scope, receive, send)
            return
        path = scope['path']
        added = {**self._always, 'Content-Security-Policy': _policy(path)}
        if is_page(path) or path.startswith('/api'):
            added['Cache-Control'] = 'no-store'

        async def send_with_headers(message: Message) -> None:
            if message['type'] == 'http.response.start':
                headers = MutableHeaders(scope=message)
                for name, value in added.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _policy(path: str) -> str:
    if path.startswith(('/docs', '/redoc')):
        return DOCS_POLICY
    return PAGE_POLICY if is_page(path) or path.startswith(('/static', '/sw.js', '/_nicegui')) else DATA_POLICY
