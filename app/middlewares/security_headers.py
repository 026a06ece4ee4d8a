"""The security headers of every answer."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.addresses import is_documentation, is_page, is_public_file
from app.settings import Settings

PAGE_POLICY = (
    # NiceGUI compiles its templates in the browser and puts scripts into the page, so those two have to be allowed.
    # What the policy still prevents is that data leaves for anywhere but here.
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'"
)
DOCS_POLICY = (
    # Swagger UI sets styles from its script; scripts come from here and are files.
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"

_ALWAYS = {
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    # Not “no-referrer”: with it, browsers would not say which page sent a form.
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), payment=(), usb=()',
}


class SecurityHeaders:
    """Adds the headers that an answer does not set itself."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self._always = dict(_ALWAYS)
        if settings.public_url and settings.public_url.startswith('https:'):
            self._always['Strict-Transport-Security'] = 'max-age=31536000'

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and its answer with the headers."""
        if scope['type'] != 'http':
            await self.app(scope, receive, send)
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

        await self.app(scope, receive, send_with_headers)


def _policy(path: str) -> str:
    if is_documentation(path):
        return DOCS_POLICY
    return PAGE_POLICY if is_page(path) or is_public_file(path) else DATA_POLICY
