"""The help dialog: sentences to say, what to write into “New task”, and keyboard shortcuts."""

from nicegui import ui

from components.browser.first_paint import Text
from components.controls.button import plain_button
from components.controls.form import heading
from components.frame.shortcuts import places
from components.words import Words


def open_help(words: Words) -> None:
    """Open the dialog."""
    with (
        ui.dialog(value=True).props(f'aria-label="{words.HELP}"') as dialog,
        ui.element('div').classes('editor help'),
    ):
        heading(words.HELP_SAY).classes('editor-title')
        with ui.element('ul'):
            for sentence in words.SENTENCES:
                Text('li', f'“{sentence}”')
        heading(words.HELP_WRITE).classes('editor-title')
        with ui.element('dl'):
            for written, meaning in words.MARKS:
                with ui.element('dt'):
                    Text('code', written)
                Text('dd', meaning)
        Text('p', words.WRITE_LINES)
        heading(words.HELP_PRESS).classes('editor-title')
        with ui.element('dl'):
            for key, meaning in (*((key, meaning) for key, _, meaning in places(words)), *words.KEYS):
                with ui.element('dt'):
                    Text('kbd', key)
                Text('dd', meaning)
        with ui.element('div').classes('editor-row end'):
            plain_button(words.CLOSE, 'plain', dialog.close)
    dialog.on('hide', dialog.delete)
