"""The one kind of button on every page."""

from collections.abc import Callable

from markupsafe import Markup
from nicegui import ui

from components.browser.first_paint import Text
from components.browser.icons import drawing


def plain_button(text: str, classes: str, on_click: Callable[[], object] | None = None, label: str = '') -> ui.element:
    """A native button in our own style; `text` may be an icon, which needs a `label` for screen readers.

    Without `on_click` it is left to the browser what a click does.
    """
    button = drawing('button', text) if isinstance(text, Markup) else Text('button', text)
    button.classes(classes).props('type=button')
    if on_click is not None:
        button.on('click', lambda _: on_click())
    if label:
        button.props['aria-label'] = label
    return button
