"""The line between the tasks and the chat, and which of the two is seen; remembered in the browser."""

from nicegui import ui

from components.icons import icon
from components.notices import plain_button
from components.words import Words

# In the head, so that nothing moves once it is drawn.
_REMEMBERED = (
    '{const root = document.documentElement, kept = localStorage;'
    "if (['tasks', 'chat'].includes(kept.tandemSide)) root.dataset.side = kept.tandemSide;"
    "if (kept.tandemChat > 0) root.style.setProperty('--chat', Number(kept.tandemChat) + '%')}"
)


class Divider(ui.element, component='divider.js'):
    """A separator that moves with the pointer and the arrow keys; a double click puts it back."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._props['words'] = {'label': words.DIVIDER}
        ui.add_head_html(f'<script>{_REMEMBERED}</script>')


def side_buttons(words: Words) -> None:
    """The buttons that hide either side; the divider sees to them."""
    for name, label, sees in (
        ('sides', words.HIDE_TASKS, 'chat'),
        ('sides', words.SHOW_TASKS, 'both'),
        ('side', words.HIDE_CHAT, 'tasks'),
    ):
        kind = {'chat': 'tasks-hide', 'both': 'tasks-show', 'tasks': 'chat-hide'}[sees]
        plain_button(icon(name), f'icon {kind}', label=label).props['data-sees'] = sees
