"""Keyboard shortcuts of the whole page."""

from collections.abc import Callable
from typing import Any

from nicegui import ui

from components.words import Words


class Shortcuts(ui.element, component='shortcuts.js'):
    """Listens to keys unless somebody is typing or a dialog is open."""

    def __init__(self, words: Words, *, undo: Callable[[], Any], show_help: Callable[[], Any]) -> None:
        super().__init__()
        self.props['places'] = {key: name for key, name, _ in places(words)}
        self.on('undo', lambda _: undo())
        self.on('help', lambda _: show_help())


def places(words: Words) -> tuple[tuple[str, str, str], ...]:
    """The keys that move the focus: the key, the accessible name of the place, what one does there."""
    return (
        ('n', words.QUICK_ADD['label'], words.WRITE_TASK),
        ('/', words.FIND_TASKS, words.FIND_TASKS),
        ('c', words.MESSAGE, words.TALK),
    )
