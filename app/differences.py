"""Pages for browsers that have been here: sent as what differs from a blank one (RFC 9842).

A page is mostly the same for everybody. The same part, in which is nothing of anybody's, is kept by a
browser as a dictionary, and what it is sent from then on refers to it: a fourth of the bytes or less.
Browsers that do not know this are sent the page whole.
"""

import hashlib
import sys
from base64 import b64encode
from collections.abc import Callable
from functools import cached_property
from http import HTTPStatus

import nicegui
from nicegui import App
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import VERSION
from app.entrance import is_page
from components.theme import stylesheet_path
from components.words import LANGUAGES, Words

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_ENCODING = 'dcz'
_MAGIC = bytes.fromhex('5e2a4d1820000000')  # RFC 9842, 5
_KEPT = 'public, max-age=604800'
_MEANT_FOR = 'match="/{chat}?{settings}?"'
_MADE_BY = hashlib.sha256(f'{VERSION} {nicegui.__version__} {stylesheet_path()}'.encode()).hexdigest()[:12]

Draw = Callable[[Words], bytes]


def link_to_blank_page(words: Words) -> str:
    """What makes a browser fetch the blank page of a language, when it has nothing else to do."""
    return f'<link rel="compression-dictionary" href="{_path_of(words)}">'


def send_differences(app: App, draw: Draw) -> None:
    """Have pages sent so; `draw` makes the blank page of a language, which must hold nothing of anybody's."""
    blank_pages = [_BlankPage(words, draw) for words in LANGUAGES.values()]
    for blank in blank_pages:
        _serve(app, blank)
    app.add_middleware(Differences, blank_pages=blank_pages)


class _BlankPage:
    """A dictionary; drawn when the first browser that wants it comes by, not while starting."""

    def __init__(self, words: Words, draw: Draw) -> None:
        self.path = _path_of(words)
        self._words = words
        self._draw = draw

    @cached_property
    def content(self) -> bytes:
        return self._draw(self._words)

    @cached_property
    def name(self) -> str:
        """How browsers say that they have it."""
        return f':{b64encode(self._digest).decode()}:'

    def difference(self, page: bytes) -> bytes:
        """What `page` has that this one has not."""
        return _MAGIC + self._digest + zstd.compress(page, zstd_dict=self._prefix)

    @cached_property
    def _digest(self) -> bytes:
        return hashlib.sha256(self.content).digest()

    @cached_property
    def _prefix(self) -> tuple[zstd.ZstdDict, int]:
        return zstd.ZstdDict(self.content, is_raw=True).as_prefix


class Differences:
    """Sends the difference where a browser says which blank page it has; anything else as it is."""

    def __init__(self, app: ASGIApp, blank_pages: list[_BlankPage]) -> None:
        self._app = app
        self._blank_pages = blank_pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        asked = scope['type'] == 'http' and scope['method'] == 'GET' and is_page(scope['path'])
        blank = self._known_to(Headers(scope=scope)) if asked else None
        if blank is None:
            await self._app(scope, receive, send)
            return
        held: Message | None = None

        async def send_difference(message: Message) -> None:
            nonlocal held
            if message['type'] == 'http.response.start' and _is_whole_page(message):
                held = message
                return
            if held is not None:
                start, held = held, None
                if not message.get('more_body'):
                    message = {**message, 'body': blank.difference(message['body'])}
                    headers = MutableHeaders(scope=start)
                    headers['content-encoding'] = _ENCODING
                    headers['content-length'] = str(len(message['body']))
                    headers.add_vary_header('Accept-Encoding, Available-Dictionary')
                await send(start)
            await send(message)

        await self._app(scope, receive, send_difference)

    def _known_to(self, headers: Headers) -> _BlankPage | None:
        name = headers.get('available-dictionary')
        accepted = {each.strip() for each in headers.get('accept-encoding', '').split(',')}
        if name is None or _ENCODING not in accepted:
            return None
        return next((blank for blank in self._blank_pages if blank.name == name), None)


def _is_whole_page(start: Message) -> bool:
    headers = Headers(raw=start['headers'])
    is_html = headers.get('content-type', '').startswith('text/html')
    return start['status'] == HTTPStatus.OK and is_html and 'content-encoding' not in headers


def _serve(app: App, blank: _BlankPage) -> None:
    @app.get(blank.path, include_in_schema=False)
    async def serve() -> Response:
        headers = {'Use-As-Dictionary': _MEANT_FOR, 'Cache-Control': _KEPT}
        # Nobody is to look at it, least of all with its scripts running.
        return Response(blank.content, media_type='text/plain', headers=headers)


def _path_of(words: Words) -> str:
    return f'/static/blank.{words.CODE}.{_MADE_BY}'
