"""Our icons: drawn once in each page, as an SVG sprite, and used by name from Python and from the Vue components.

They are drawn in a box of 20 by 20, with the colour of the text around them.
"""

import json

from markupsafe import Markup
from nicegui import ui

from components.browser.first_paint import html_of

_SHAPES = {
    'all': '<path d="M7 6h9M7 10h9M7 14h9M4 6v.1M4 10v.1M4 14v.1"/>',
    'bin': '<path d="M4 6h12M8 6V4h4v2M6 6l.7 10h6.6L14 6"/>',
    'box': '<rect x="3.5" y="3.5" width="13" height="13" rx="3.5"/>',
    'chat': '<path d="M4 5h12a1 1 0 011 1v7a1 1 0 01-1 1H9l-4 3v-3H4a1 1 0 01-1-1V6a1 1 0 011-1z"/>',
    'check': '<path d="M6.5 10.2l2.4 2.4 4.6-5"/>',
    'clear': '<path d="M6 6l8 8M14 6l-8 8"/>',
    'close': '<path d="M5 5l10 10M15 5L5 15"/>',
    'copy': '<rect x="7" y="7" width="9" height="9" rx="2"/><path d="M13 4H6a2 2 0 00-2 2v7"/>',
    'day': '<rect x="3" y="4.5" width="14" height="12.5" rx="2.5"/><path d="M3 8.5h14M7 2.5v3M13 2.5v3"/>',
    'down': '<path d="M5 8l5 5 5-5"/>',
    'help': '<circle cx="10" cy="10" r="7"/><path d="M7.9 8a2.1 2.1 0 114 .9c-.4.7-1.9 1-1.9 2.3M10 14v.1"/>',
    'history': '<path d="M3.5 5v3.5H7M3.8 8.5A6.7 6.7 0 1110 16.7M10 6.5V10l2.5 2"/>',
    'inbox': '<path d="M3 11h4l1.2 2h3.6L13 11h4M3 11l2-6h10l2 6v4.5a1 1 0 01-1 1H4a1 1 0 01-1-1z"/>',
    'label': '<path d="M3.5 4.5v5l7 7 5.500-5.500-7-7h-5zM7 7.500v.1"/>',
    'list': '<circle cx="10" cy="10" r="4" fill="currentColor"/>',
    'menu': '<path d="M3 5h14M3 10h14M3 15h14"/>',
    'pencil': '<path d="M4 16l.7-3.3L13.2 4.2a1.4 1.4 0 012 0l.6.6a1.4 1.4 0 010 2L7.3 15.3z"/>',
    'plus': '<path d="M10 4v12M4 10h12"/>',
    'send': '<path d="M10 16V4.5M5 9.5l5-5 5 5"/>',
    'side': '<rect x="3" y="4" width="14" height="12" rx="2.5"/><path d="M12.5 4v12"/>',
    'sides': '<rect x="3" y="4" width="14" height="12" rx="2.5"/><path d="M7.5 4v12"/>',
    'sliders': '<path d="M3 6h8M15 6h2M3 14h2M9 14h8"/><circle cx="13" cy="6" r="2"/><circle cx="7" cy="14" r="2"/>',
    'stop': '<rect x="6" y="6" width="8" height="8" rx="1.5"/>',
    'theme': '<circle cx="10" cy="10" r="6.5"/><path d="M10 3.5v13a6.5 6.5 0 000-13z" fill="currentColor"/>',
    'today': '<rect x="3" y="4.5" width="14" height="12.5" rx="2.5"/><path d="M3 8.5h14M7 2.5v3M13 2.5v3M10 11v3"/>',
    'tick': '<path d="M5 10.5l3.3 3.3L15 7"/>',
}

MARK = Markup(
    '<svg viewBox="0 0 24 24" class="mark" aria-hidden="true">'
    '<circle cx="8.5" cy="12" r="6.5" class="mark-one"/><circle cx="15.5" cy="12" r="6.5" class="mark-two"/></svg>'
)
"""Two circles that overlap: the sign of Tandem."""

NAMES = frozenset(_SHAPES)
"""The icons there are."""


def sprite() -> str:
    """All icons, unseen; each page that uses one needs it in its body."""
    symbols = (f'<symbol id="icon-{name}" viewBox="0 0 20 20">{shape}</symbol>' for name, shape in _SHAPES.items())
    return f'<svg hidden>{"".join(symbols)}</svg>'


def sprite_script() -> str:
    """A script that puts the sprite into the body: a file that a browser keeps, so that no page carries it."""
    return f"document.body.insertAdjacentHTML('afterbegin', {json.dumps(sprite())})"


def icon(name: str) -> Markup:
    """An icon, as HTML."""
    return Markup(f'<svg aria-hidden="true"><use href="#icon-{name}"/></svg>')  # noqa: S704 - a name of ours


def drawing(tag: str, svg: Markup) -> ui.element:
    """A plain element with a drawing of ours in it."""
    return _Drawing(tag, svg)


class _Drawing(ui.element):
    def __init__(self, tag: str, svg: Markup) -> None:
        super().__init__(tag)
        self.props['innerHTML'] = self._svg = svg

    def first_paint(self) -> str:
        return html_of(self, self._svg)
