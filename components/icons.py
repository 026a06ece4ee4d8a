"""Our icons, drawn in a box of 20 by 20 with the colour of the text around them."""

from nicegui import ui

_PATHS = {
    'plus': '<path d="M10 4v12M4 10h12"/>',
    'down': '<path d="M5 8l5 5 5-5"/>',
    'pencil': '<path d="M4 16l.7-3.3L13.2 4.2a1.4 1.4 0 012 0l.6.6a1.4 1.4 0 010 2L7.3 15.3z"/>',
    'bin': '<path d="M4 6h12M8 6V4h4v2M6 6l.7 10h6.6L14 6"/>',
    'chat': '<path d="M4 5h12a1 1 0 011 1v7a1 1 0 01-1 1H9l-4 3v-3H4a1 1 0 01-1-1V6a1 1 0 011-1z"/>',
    'close': '<path d="M5 5l10 10M15 5L5 15"/>',
    'theme': '<circle cx="10" cy="10" r="6.5"/><path d="M10 3.5v13a6.5 6.5 0 000-13z" fill="currentColor"/>',
    'sliders': '<path d="M3 6h8M15 6h2M3 14h2M9 14h8"/><circle cx="13" cy="6" r="2"/><circle cx="7" cy="14" r="2"/>',
    'help': '<circle cx="10" cy="10" r="7"/><path d="M7.9 8a2.1 2.1 0 114 .9c-.4.7-1.9 1-1.9 2.3M10 14v.1"/>',
    'copy': '<rect x="7" y="7" width="9" height="9" rx="2"/><path d="M13 4H6a2 2 0 00-2 2v7"/>',
    'history': '<path d="M3.5 5v3.5H7M3.8 8.5A6.7 6.7 0 1110 16.7M10 6.5V10l2.5 2"/>',
    'side': '<rect x="3" y="4" width="14" height="12" rx="2.5"/><path d="M12.5 4v12"/>',
    'sides': '<rect x="3" y="4" width="14" height="12" rx="2.5"/><path d="M7.5 4v12"/>',
    'day': '<rect x="3" y="4.5" width="14" height="12.5" rx="2.5"/><path d="M3 8.5h14M7 2.5v3M13 2.5v3"/>',
    'send': '<path d="M10 16V4.5M5 9.5l5-5 5 5"/>',
    'undo': '<path d="M7 5L3.5 8.5 7 12M4 8.5h8a4 4 0 010 8H8"/>',
}

MARK = (
    '<svg viewBox="0 0 24 24" class="mark" aria-hidden="true">'
    '<circle cx="8.5" cy="12" r="6.5" class="mark-one"/><circle cx="15.5" cy="12" r="6.5" class="mark-two"/></svg>'
)


def drawing(tag: str, svg: str) -> ui.element:
    """An element with a drawing of ours in it, which the browser takes as it is."""
    element = ui.element(tag)
    element.props['innerHTML'] = svg
    return element


def icon(name: str) -> str:
    """The icon as inline SVG."""
    return f'<svg viewBox="0 0 20 20" aria-hidden="true">{_PATHS[name]}</svg>'
