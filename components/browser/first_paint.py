"""What a page shows before any script has run (docs/decisions/0015).

Every element that can be seen then says itself how it looks, as HTML with the page's own classes: a plain element
draws its tag around what is in it, a Vue component a placeholder of the same size. All of it lies over the page, cannot
be used and is not read out, and is removed by the list of tasks as soon as that is drawn (task_list.js).
"""

from html import escape
from typing import Protocol, runtime_checkable

from nicegui import ui
from nicegui.elements.mixins.text_element import TextElement

FIRST_ROWS = 16
"""How many rows of a list are shown: as many as a high window has room for, and as the list itself draws first."""


@runtime_checkable
class Paintable(Protocol):
    """Something on a page that can be seen before any script has run."""

    def first_paint(self) -> str:
        """HTML of the size and look that it will have."""
        ...


class Box(ui.element):
    """A plain element that holds others."""

    def __init__(self, tag: str, classes: str) -> None:
        super().__init__(tag)
        self.classes(classes)

    def first_paint(self) -> str:
        """Itself, around the first paint of what it holds."""
        return html_of(self, ''.join(part.first_paint() for part in self if isinstance(part, Paintable)))


class Text(TextElement):
    """A plain element with a text."""

    def __init__(self, tag: str, text: str = '', classes: str = '') -> None:
        super().__init__(tag=tag, text=text)
        self.classes(classes)

    def first_paint(self) -> str:
        """Itself."""
        return html_of(self, escape(self.text))


def show_first_paint(page: Paintable) -> None:
    """Add it to the page that is being built, which must be complete."""
    ui.add_body_html(f'<div id="first-paint" aria-hidden="true" inert>{page.first_paint()}</div>')


def html_of(element: ui.element, inside: str) -> str:
    """A plain element as HTML, around the HTML that is in it."""
    label = element.props.get('aria-label')  # the stylesheet shows that of some elements
    named = f' aria-label="{escape(label)}"' if label else ''
    return f'<{element.tag} class="{" ".join(element.classes)}"{named}>{inside}</{element.tag}>'
