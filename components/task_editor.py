"""The dialog that edits all of a task at once."""

from collections.abc import Awaitable, Callable
from datetime import datetime, time
from typing import Any

from nicegui import ui
from pydantic import ValidationError

from components import words
from components.notices import plain_button
from services.cause import Moment
from services.errors import TandemError
from services.models import TaskRead, TaskUpdate
from services.tools import explain

Save = Callable[[TaskUpdate], Awaitable[None]]


class TaskEditor:
    """Shows a task's fields; what cannot be saved stays in the dialog with the reason beside it."""

    def __init__(self, moment: Callable[[], Moment]) -> None:
        self._moment = moment
        self._save: Save | None = None
        self._task: TaskRead | None = None
        with ui.dialog().props('aria-label="Edit task"') as self._dialog, ui.element('div').classes('editor'):
            ui.label('Edit task').classes('editor-title')
            self._title = _field('Title', 'maxlength=300 autofocus')
            self._description = ui.textarea('Description').props('outlined autogrow aria-label=Description')
            with ui.element('div').classes('editor-row'):
                self._status = _choice('Status', {str(key): label for key, label in words.STATUS.items()})
                self._priority = _choice('Priority', {str(key): label for key, label in words.PRIORITY.items()})
            with ui.element('div').classes('editor-row'):
                self._day = _field('Due date', 'type=date stack-label')
                self._time = _field('Time', 'type=time stack-label')
            self._trouble = ui.label().classes('trouble').props('role=alert')
            with ui.element('div').classes('editor-row end'):
                plain_button('Cancel', 'plain', self._dialog.close)
                plain_button('Save', 'primary wide', self._submit)

    def open(self, task: TaskRead, save: Save) -> None:
        """Edit `task`; `save` is called with what was changed, and may raise a TandemError."""
        self._task, self._save = task, save
        local = task.due_date.astimezone(self._moment().zone) if isinstance(task.due_date, datetime) else None
        self._title.value = task.title
        self._description.value = task.description or ''
        self._status.value = str(task.status)
        self._priority.value = str(task.priority)
        self._day.value = (local.date() if local else task.due_date).isoformat() if task.due_date else ''
        self._time.value = f'{local:%H:%M}' if local else ''
        self._trouble.text = ''
        self._dialog.open()

    async def _submit(self) -> None:
        if self._task is None or self._save is None:
            return
        try:
            update = TaskUpdate.model_validate(self._changes(self._task))
            await self._save(update)
        except ValidationError as error:
            self._trouble.text = explain(error)
        except TandemError as error:
            self._trouble.text = str(error)
        else:
            self._dialog.close()

    def _changes(self, task: TaskRead) -> dict[str, Any]:
        """Only what differs, so that another person's change of another field is not overwritten."""
        shown = {
            'title': self._title.value or '',
            'description': self._description.value or None,
            'status': self._status.value,
            'priority': self._priority.value,
            'due_date': self._due(),
        }
        return {field: value for field, value in shown.items() if value != getattr(task, field)}

    def _due(self) -> object:
        if not self._day.value:
            return None
        if not self._time.value:
            return (
                self._day.value
                if self._task is None or str(self._task.due_date) != self._day.value
                else self._task.due_date
            )
        day = datetime.fromisoformat(self._day.value)
        moment = datetime.combine(day, time.fromisoformat(self._time.value), tzinfo=self._moment().zone)
        same = self._task is not None and moment == self._task.due_date
        return self._task.due_date if same and self._task else moment


def _field(label: str, props: str) -> ui.input:
    field = ui.input(label).props(f'outlined {props}')
    field.props['aria-label'] = label
    return field


def _choice(label: str, options: dict[str, str]) -> ui.select:
    # The path is drawn by Quasar itself, so that no icon font has to be loaded.
    choice = ui.select(options, label=label).props('outlined options-dense')
    choice.props['aria-label'] = label
    choice.props['dropdown-icon'] = 'M7 10l5 5 5-5z'
    return choice
