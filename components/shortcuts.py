"""Keys for those who would rather not reach for the mouse."""

from collections.abc import Callable
from typing import Any

from nicegui import ui

from components import words


class Shortcuts(ui.element, component='shortcuts.js'):
    """Listens to the keys of the whole page, unless somebody is typing or a dialog is open."""

    def __init__(self, *, undo: Callable[[], Any], show_help: Callable[[], Any]) -> None:
        super().__init__()
        self._props['places'] = {key: name for key, name, _ in words.PLACES}
        self.on('undo', lambda _: undo())
        self.on('help', lambda _: show_help())
