"""The divider between tasks and chat, and which of the two is seen; both are remembered in the browser."""

from nicegui import ui

from components.browser.icons import icon
from components.controls.button import plain_button
from components.words import Words

REMEMBERED = (
    '{const root = document.documentElement, kept = localStorage;'
    "if (['tasks', 'chat'].includes(kept.tandemSide)) root.dataset.side = kept.tandemSide;"
    "if (kept.tandemChat > 0) root.style.setProperty('--chat', Number(kept.tandemChat) + '%')}"
)
"""A script that sets what this browser remembers; it runs before the first paint, so that nothing moves after it."""


class Divider(ui.element, component='divider.js'):
    """A separator that can be moved with the pointer and the arrow keys; a double click resets it."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.props['words'] = {'label': words.DIVIDER}

    def first_paint(self) -> str:
        """The line."""
        return '<div class="divider"></div>'


def side_buttons(words: Words) -> None:
    """The buttons that hide either side; divider.js handles them."""
    _button('sides', 'icon tasks-hide', words.HIDE_TASKS, 'chat')
    _button('sides', 'icon tasks-show', words.SHOW_TASKS, 'both')
    _button('side', 'icon chat-hide', words.HIDE_CHAT, 'tasks')
    _button('close', 'icon chat-close', words.CLOSE_CHAT, 'tasks')


def chat_button(words: Words) -> None:
    """The button that brings the chat back, and on a narrow screen opens it over the tasks."""
    _button('chat', 'chat-toggle', words.CHAT, 'both')


def _button(name: str, classes: str, label: str, sees: str) -> None:
    plain_button(icon(name), classes, label=label).props['data-sees'] = sees
