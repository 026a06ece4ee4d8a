"""Whether this page is in step: its connection to the server, and the server's to the database."""

from typing import Any

from nicegui import ui
from nicegui.events import GenericEventArguments

from components.browser.calls import call_method
from components.browser.live_element import LiveElement
from components.live import Page


class LinkBadge(LiveElement, component='link_badge.js'):
    """Live, catching up or offline; the browser itself notices a dead connection, and blocks all gestures meanwhile."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._state = page.state
        self._words = page.words.LINK
        self.props['words'] = self._words
        self.props['element'] = self.id
        self.on('beat', self._answer)
        ui.context.client.on_delete(page.state.watch_link(lambda _: self.reset()))
        self.reset()

    def snapshot(self) -> dict[str, Any]:
        """The server's connection to the database."""
        return {'link': str(self._state.link)}

    def first_paint(self) -> str:
        """The state of the server's connection; the browser's own is not known yet."""
        link = str(self._state.link)
        return f'<div class="link-badge {link}"><i></i><span>{self._words[link]}</span></div>'

    def _answer(self, event: GenericEventArguments) -> None:
        if isinstance(event.args, int):
            call_method(self, 'answer', event.args, str(self._state.link))
