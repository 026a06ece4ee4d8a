"""Short notices at the edge of the page, each with a way back where there is one."""

from collections.abc import Awaitable, Callable

from nicegui import json, ui
from pydantic import ValidationError

from components.controls.button import plain_button
from components.words import Words
from services.errors import TandemError

_SECONDS = 8.0


class Notices:
    """The place where a page says what happened; screen readers read it out politely."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._area = ui.element('div').classes('notices').props('role=status aria-live=polite')

    def say(self, text: str, *, undo: Callable[[], Awaitable[None]] | None = None, trouble: bool = False) -> None:
        """Show `text` for a while, with an Undo button when there is something to take back."""
        with self._area:
            notice = ui.element('div').classes('notice trouble' if trouble else 'notice')
            with notice:
                ui.label(text).classes('notice-text')

                async def take_back() -> None:
                    notice.delete()
                    focus('section')
                    if undo is not None:
                        await undo()

                if undo is not None:
                    plain_button(self._words.UNDO, 'link', take_back)
                ui.timer(_SECONDS, notice.delete, once=True)

    async def attempt(self, work: Awaitable[object]) -> bool:
        """Wait for what somebody asked for; when it is refused, say why and return False."""
        try:
            await work
        except (TandemError, ValidationError) as error:
            self.say(self._words.refusal(error), trouble=True)
        else:
            return True
        return False


def focus(place: ui.element | str) -> None:
    """Move the focus, once the page is drawn: to an element, or to the first one a CSS selector finds."""
    selector = json.dumps(place if isinstance(place, str) else f'#{place.html_id}')
    ui.run_javascript(f'requestAnimationFrame(() => document.querySelector({selector})?.focus())')
