"""The list of conversations as it is drawn: one element, with a field that searches it."""

from typing import Any

from nicegui import ui
from nicegui.events import GenericEventArguments

from components.telling import seed, tell
from components.words import Words


class SessionRows(ui.element, component='session_rows.js'):
    """Draws rows and reports gestures: `open`, `rename` and `remove` with an id, `find` with a text."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._is_drawn = False
        self._shown: dict[str, Any] = {'rows': [], 'current': ''}
        self._revision = 0
        self._props['words'] = dict(words.SESSIONS)
        seed(self, self._everything())
        self.on('ready', self._on_ready)

    def show(self, rows: list[dict[str, str]], current: str) -> None:
        """Draw these conversations; `current` is the one that is open."""
        shown = {'rows': rows, 'current': current}
        if shown != self._shown:
            self._shown = shown
            self._revision += 1
            self._tell()

    def _tell(self) -> None:
        # In a dialog that is not open yet there is nothing that could be told.
        if self._is_drawn:
            tell(self, 'apply', self._everything())
        else:
            seed(self, self._everything())

    def _everything(self) -> dict[str, Any]:
        return {'rev': self._revision, **self._shown}

    def _on_ready(self, event: GenericEventArguments) -> None:
        self._is_drawn = True
        if not isinstance(event.args, dict) or event.args.get('rev') != self._revision:
            self._revision += 1
            self._tell()
