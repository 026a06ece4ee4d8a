"""Whether this page is in step: its line to the server, and the server's to the database."""

from nicegui import ui
from nicegui.events import GenericEventArguments

from components.live import Page
from components.telling import tell
from services.sync_state import Link


class LinkBadge(ui.element, component='link_badge.js'):
    """Live, catching up or offline; the browser notices a dead line by itself and changes nothing without one."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._state = page.state
        self._props['link'] = str(page.state.link)
        self._props['words'] = page.words.LINK
        self.on('beat', self._answer)
        client = ui.context.client

        def draw(link: Link) -> None:
            self._props['link'] = str(link)
            if client.has_socket_connection:
                tell(self, 'tell', str(link))

        client.on_delete(page.state.watch_link(draw))

    def first_sight(self) -> str:
        """What it says before it is known to be so."""
        link = self._props['link']
        return f'<div class="link-badge {link}"><i></i><span>{self._props["words"][link]}</span></div>'

    def _answer(self, event: GenericEventArguments) -> None:
        if isinstance(event.args, int):
            tell(self, 'answer', event.args, str(self._state.link))
