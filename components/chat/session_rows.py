"""The list of conversations as it is drawn: one element, with a field that searches it."""

from typing import Any

from components.browser.live_element import LiveElement
from components.words import Words


class SessionRows(LiveElement, component='session_rows.js'):
    """Draws rows and reports gestures: `open`, `rename` and `remove` with an id, `find` with a text."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._shown: dict[str, Any] = {'rows': [], 'current': ''}
        self.props['words'] = dict(words.SESSIONS)
        self.reset()

    def snapshot(self) -> dict[str, Any]:
        """The rows, and the id of the conversation that is open."""
        return self._shown

    def show(self, rows: list[dict[str, str]], current: str) -> None:
        """Draw these conversations; `current` is the one that is open."""
        shown = {'rows': rows, 'current': current}
        if shown != self._shown:
            self._shown = shown
            self.reset()
