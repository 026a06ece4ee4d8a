"""A text field with a button beside it; what is typed is never lost to a slow connection."""

from collections.abc import Awaitable, Callable
from html import escape

from nicegui.events import GenericEventArguments
from pydantic import ValidationError

from components.browser.calls import call_method
from components.browser.icons import icon
from components.browser.sent_text import Sent, SentText


class TextEntry(SentText, component='text_entry.js'):
    """Submits what was written and is empty again at once; `give_back` returns text that was refused.

    While something runs that can be stopped, its button is called `stop` and reports the gesture `stop`.
    """

    def __init__(
        self, on_submit: Callable[[str], Awaitable[None]], *, label: str, button: str, placeholder: str, stop: str = ''
    ) -> None:
        super().__init__()
        self.props.update(label=label, button=button, placeholder=placeholder, stop=stop)
        self._placeholder = placeholder
        self._on_submit = on_submit
        self.on('submit', self._submit)

    def first_paint(self) -> str:
        """The empty field."""
        field = f'<textarea rows="1" placeholder="{escape(self._placeholder)}"></textarea>'
        return f'<form class="entry">{field}<button class="primary">{icon("send")}</button></form>'

    def give_back(self, text: str) -> None:
        """Put text back in front of whatever has been typed since."""
        call_method(self, 'giveBack', text)

    def write(self, text: str) -> None:
        """Put text in, with the cursor at its end."""
        call_method(self, 'write', text)

    def set_running(self, *, running: bool) -> None:
        """Show the button that stops what is running in place of the one that sends."""
        call_method(self, 'setRunning', running)

    async def lost(self, _gesture: str, text: str) -> None:
        """Give back what did not arrive."""
        self.give_back(text)

    async def _submit(self, event: GenericEventArguments) -> None:
        try:
            sent = Sent.model_validate(event.args)
        except ValidationError:
            return  # No page of ours sends this.
        if self.is_new(sent):
            await self._on_submit(sent.text)
