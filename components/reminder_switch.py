"""Whether this browser may show that a task is due."""

from nicegui import ui

from components.words import Words


class ReminderSwitch(ui.element, component='reminder_switch.js'):
    """A switch that asks the browser; what it answers stays there."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._props['words'] = {'label': words.REMIND, 'blocked': words.REMIND_BLOCKED}
