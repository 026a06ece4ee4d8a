"""A field to write in with a button beside it; what is typed is never lost to a slow connection."""

from collections.abc import Awaitable, Callable
from html import escape

from nicegui import ui
from nicegui.events import GenericEventArguments

from components.icons import icon
from components.telling import tell


class TextEntry(ui.element, component='text_entry.js'):
    """Hands over what was written and is empty again at once; `give_back` returns what was refused.

    While something runs that can be stopped, its button is called `stop` and reports that.
    """

    def __init__(
        self, on_submit: Callable[[str], Awaitable[None]], *, label: str, button: str, placeholder: str, stop: str = ''
    ) -> None:
        super().__init__()
        self._props.update(label=label, button=button, placeholder=placeholder, stop=stop)
        self._on_submit = on_submit
        self.on('submit', self._submit)

    def first_sight(self) -> str:
        """The field before one can write in it."""
        field = f'<textarea rows="1" placeholder="{escape(self._props["placeholder"])}"></textarea>'
        return f'<form class="entry">{field}<button class="primary">{icon("send")}</button></form>'

    def give_back(self, text: str) -> None:
        """Put text back in front of whatever has been typed since."""
        tell(self, 'giveBack', text)

    def write(self, text: str) -> None:
        """Put text in and the cursor behind it."""
        tell(self, 'write', text)

    def set_running(self, *, running: bool) -> None:
        """Offer to stop what is running, in place of the button."""
        tell(self, 'setRunning', running)

    async def _submit(self, event: GenericEventArguments) -> None:
        if isinstance(event.args, str):
            await self._on_submit(event.args)
