"""Help in place: what can be said, and which keys do something."""

from nicegui import ui
from nicegui.elements.mixins.text_element import TextElement

from components.form import heading
from components.notices import plain_button
from components.shortcuts import places
from components.words import Words


def open_help(words: Words) -> None:
    """Show a small dialog with examples of sentences and the keyboard shortcuts."""
    with (
        ui.dialog(value=True).props(f'aria-label="{words.HELP}"') as dialog,
        ui.element('div').classes('editor help'),
    ):
        heading(words.HELP_SAY).classes('editor-title')
        with ui.element('ul'):
            for sentence in words.SENTENCES:
                TextElement(tag='li', text=f'“{sentence}”')
        heading(words.HELP_PRESS).classes('editor-title')
        with ui.element('dl'):
            for key, meaning in (*((key, meaning) for key, _, meaning in places(words)), *words.KEYS):
                with ui.element('dt'):
                    TextElement(tag='kbd', text=key)
                TextElement(tag='dd', text=meaning)
        with ui.element('div').classes('editor-row end'):
            plain_button(words.CLOSE, 'plain', dialog.close)
    dialog.on('hide', dialog.delete)
