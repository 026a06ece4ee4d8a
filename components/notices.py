"""Short notices at the edge of the page, each with a way back where there is one."""

from collections.abc import Awaitable, Callable

from nicegui import ui
from nicegui.elements.mixins.text_element import TextElement
from pydantic import ValidationError

from components.icons import drawing
from components.words import Words
from services.errors import TandemError
from services.tools import explain

_SECONDS = 8.0


class Notices:
    """Where a page says what happened; read out politely by screen readers."""

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
        except ValidationError as error:
            self.say(explain(error), trouble=True)
        except TandemError as error:
            self.say(self._words.refusal(error), trouble=True)
        else:
            return True
        return False


def focus(place: ui.element | str) -> None:
    """Give the keyboard a place to go on from, once the page is drawn: an element, or the first of a kind."""
    found = f"document.querySelector('{place}')" if isinstance(place, str) else f'getHtmlElement({place.id})'
    ui.run_javascript(f'requestAnimationFrame(() => {found}?.focus())')


def plain_button(text: str, classes: str, on_click: Callable[[], object] | None = None, label: str = '') -> ui.element:
    """An ordinary button in our own style; without `on_click`, one that the browser sees to."""
    button = drawing('button', text) if text.startswith('<svg') else TextElement(tag='button', text=text)
    button.classes(classes).props('type=button')
    if on_click is not None:
        button.on('click', lambda _: on_click())
    if label:
        button.props['aria-label'] = label
    return button
