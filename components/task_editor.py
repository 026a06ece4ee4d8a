"""The dialog that edits all of a task at once."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from nicegui import ui
from pydantic import ValidationError

from components.form import Choice, Field, labelled
from components.live import Page
from components.notices import plain_button
from services.errors import TandemError
from services.models import TaskRead, TaskUpdate
from services.tools import explain

Save = Callable[[TaskUpdate], Awaitable[None]]


class TaskEditor:
    """Shows a task's fields; what cannot be saved stays in the dialog with the reason beside it."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._save: Save | None = None
        self._task: TaskRead | None = None

    def open(self, task: TaskRead, save: Save) -> None:
        """Edit `task`; `save` is called with what was changed, and may raise a TandemError."""
        self._task, self._save = task, save
        self._build()
        local = task.due_date.astimezone(self._page.moment().zone) if isinstance(task.due_date, datetime) else None
        self._title.value = task.title
        self._description.value = task.description or ''
        self._status.value = str(task.status)
        self._priority.value = str(task.priority)
        self._day.value = (local.date() if local else task.due_date).isoformat() if task.due_date else ''
        self._time.value = f'{local:%H:%M}' if local else ''
        self._trouble.text = ''

    def _build(self) -> None:
        words = self._page.words
        with (
            ui.dialog(value=True).props(f'aria-label="{words.EDIT_TASK}"') as self._dialog,
            ui.element('div').classes('editor'),
        ):
            ui.label(words.EDIT_TASK).classes('editor-title')
            self._title = _field(words.FIELD_TITLE, 'maxlength=300 dir=auto autofocus')
            self._description = _field(words.FIELD_DESCRIPTION, 'dir=auto', tag='textarea')
            with ui.element('div').classes('editor-row'):
                self._status = _choice(words.FIELD_STATUS, {str(key): label for key, label in words.STATUS.items()})
                self._priority = _choice(
                    words.FIELD_PRIORITY, {str(key): label for key, label in words.PRIORITY.items()}
                )
            with ui.element('div').classes('editor-row'):
                self._day = _field(words.FIELD_DUE, 'type=date')
                self._time = _field(words.FIELD_TIME, 'type=time')
            self._trouble = ui.label().classes('trouble').props('role=alert')
            with ui.element('div').classes('editor-row end'):
                if self._page.show_history is not None:
                    plain_button(words.HISTORY_OF_TASK, 'link', self._open_history)
                plain_button(words.CANCEL, 'plain', self._dialog.close)
                plain_button(words.SAVE, 'primary wide', self._submit)
        self._dialog.on('hide', self._dialog.delete)

    async def _open_history(self) -> None:
        if self._task is not None and self._page.show_history is not None:
            self._dialog.close()
            await self._page.show_history(self._task.id)

    async def _submit(self) -> None:
        if self._task is None or self._save is None:
            return
        try:
            update = TaskUpdate.model_validate(self._changes(self._task))
            await self._save(update)
        except ValidationError as error:
            self._trouble.text = explain(error)
        except TandemError as error:
            self._trouble.text = self._page.words.refusal(error)
        else:
            self._dialog.close()

    def _changes(self, task: TaskRead) -> dict[str, Any]:
        """Only what differs, so that another person's change of another field is not overwritten."""
        shown = {
            'title': self._title.value,
            'description': self._description.value or None,
            'status': self._status.value,
            'priority': self._priority.value,
            'due_date': self._due(),
        }
        return {field: value for field, value in shown.items() if value != getattr(task, field)}

    def _due(self) -> object:
        """What the two fields say; the stored value where they say the same."""
        stored = self._task.due_date if self._task else None
        day, clock = self._day.value, self._time.value
        if not day:
            return None
        if not clock:
            return stored if stored and stored.isoformat() == day else day
        moment = datetime.fromisoformat(f'{day}T{clock}').replace(tzinfo=self._page.moment().zone)
        same = isinstance(stored, datetime) and moment == stored.replace(second=0, microsecond=0)
        return stored if same else moment


def _field(label: str, props: str, tag: str = 'input') -> Field:
    with labelled(label):
        return Field(label, tag=tag, props=props)


def _choice(label: str, options: dict[str, str]) -> Choice:
    with labelled(label):
        return Choice(label, options)
