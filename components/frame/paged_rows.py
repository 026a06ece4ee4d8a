"""Rows of a list that is read in pages: the latest first, earlier ones with a click."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from nicegui import ui
from nicegui.elements.mixins.text_element import TextElement

from components.controls.button import plain_button
from components.controls.notices import Notices

Row = TypeVar('Row')


class PagedRows(Generic[Row]):
    """Draws what `read` returns: the first page, or the page that follows a row; a full page has `page_size` rows.

    Which row a page follows is passed along with the request for it, and a request that comes too late, because
    that row is no longer the last one, is dropped. So requests may overlap in any way.
    """

    def __init__(
        self,
        notices: Notices,
        read: Callable[[Row | None], Awaitable[list[Row]]],
        draw: Callable[[Row], None],
        *,
        page_size: int,
        empty: str,
    ) -> None:
        self._notices = notices
        self._read = read
        self._draw = draw
        self._page_size = page_size
        self._empty = empty
        self._last: Row | None = None
        self._reading = asyncio.Lock()
        self._requests = 0
        self._answered = 0
        self._rows = ui.element('ul').classes('history-rows')
        self._more: ui.element | None = None

    def draw_more_button(self, text: str) -> None:
        """Draw the button that reads the next page; it shows while there may be one."""
        self._more = plain_button(text, 'plain', lambda: self.show_more(self._last))
        self._more.set_visibility(False)

    async def show(self) -> None:
        """Read and draw the first page; one reading answers every request that came before it began."""
        self._requests += 1
        request = self._requests
        async with self._reading:
            if request > self._answered:
                answers = self._requests
                if await self._notices.attempt(self._show_page(None)):
                    self._answered = answers

    async def show_more(self, after: Row | None) -> None:
        """Draw the page that follows this row, unless it is drawn already."""
        async with self._reading:
            if after is self._last:
                await self._notices.attempt(self._show_page(after))

    async def _show_page(self, after: Row | None) -> None:
        page = await self._read(after)
        if self._rows.is_deleted:
            return
        if after is None:
            self._rows.clear()
        with self._rows:
            for row in page:
                self._draw(row)
            if after is None and not page:
                TextElement(tag='li', text=self._empty).classes('quiet')
        self._last = page[-1] if page else after
        if self._more is not None:
            self._more.set_visibility(len(page) == self._page_size)
