"""Whether this browser may show notifications of tasks that are due."""

from nicegui import ui

from components.words import Words


class ReminderSwitch(ui.element, component='reminder_switch.js'):
    """A switch that asks the browser for the permission, and is remembered there."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.props['words'] = {'label': words.REMIND, 'blocked': words.REMIND_BLOCKED}
