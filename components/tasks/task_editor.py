"""The dialog that edits all fields of a task at once."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

from nicegui import ui
from pydantic import ValidationError

from components.controls.button import plain_button
from components.controls.form import Field, SelectField, labelled, suggestions
from components.live import Page
from components.views.view import Places, View
from services.errors import InvalidInput, TandemError
from services.models import TaskRead, TaskUpdate
from services.translatable import _

_MOST_DIGITS = 9
Save = Callable[[TaskUpdate, list[str] | None, str], Awaitable[None]]


class TaskEditor:
    """Opens a dialog with the fields of `task`; what cannot be saved stays in it, with the reason below.

    `save` is called with what was changed, with the names of the labels if these differ, and with the title of a new
    sub-task if there is one; it may raise a TandemError.
    """

    def __init__(self, page: Page, task: TaskRead, save: Save) -> None:
        self._page = page
        self._task = task
        self._save = save
        self._places = Places(page.state, page.words)
        words = page.words
        with (
            ui.dialog(value=True).props(f'aria-label="{words.EDIT_TASK}"') as self._dialog,
            ui.element('div').classes('editor'),
        ):
            ui.label(words.EDIT_TASK).classes('editor-title')
            self._draw_fields()
            self._error = ui.label().classes('trouble').props('role=alert')
            with ui.element('div').classes('editor-row end'):
                if page.show_history is not None:
                    plain_button(words.HISTORY_OF_TASK, 'link', self._open_history)
                plain_button(words.CANCEL, 'plain', self._dialog.close)
                plain_button(words.SAVE, 'primary wide', self._submit)
        self._dialog.on('hide', self._dialog.delete)

    def _draw_fields(self) -> None:
        task, words = self._task, self._page.words
        local = task.due_date.astimezone(self._page.moment().zone) if isinstance(task.due_date, datetime) else None
        day = local.date() if local else task.due_date
        self._title = _field(words.FIELD_TITLE, task.title, 'maxlength=300 dir=auto autofocus')
        self._description = _field(words.FIELD_DESCRIPTION, task.description or '', 'dir=auto', tag='textarea')
        with ui.element('div').classes('editor-row'):
            self._status = _select(words.FIELD_STATUS, words.STATUS, task.status)
            self._priority = _select(words.FIELD_PRIORITY, words.PRIORITY, task.priority)
        with ui.element('div').classes('editor-row'):
            self._day = _field(words.FIELD_DUE, day.isoformat() if day else '', 'type=date')
            self._time = _field(words.FIELD_TIME, f'{local:%H:%M}' if local else '', 'type=time')
        with ui.element('div').classes('editor-row'):
            self._list = _select(words.FIELD_LIST, self._lists(), str(task.list_id))
            self._labels = _field(words.FIELD_LABELS, ' '.join(self._label_names()), 'dir=auto list=labels')
        with ui.element('div').classes('editor-row'):
            start = task.start_on.isoformat() if task.start_on else ''
            self._start = _field(words.FIELD_START, start, 'type=date')
            minutes = '' if task.estimate_minutes is None else str(task.estimate_minutes)
            self._estimate = _field(words.FIELD_ESTIMATE, minutes, 'inputmode=numeric maxlength=9')
        suggestions('labels', [each.name for each in self._places.labels()])
        self._part = _field(words.NEW_PART, '', 'maxlength=300 dir=auto')

    def _lists(self) -> dict[str, str]:
        named = {str(each.id): self._places.name_of(View.of_list(each)) for each in self._places.lists()}
        here = self._page.state.lists.get(self._task.list_id) if self._task.list_id else None
        return named if here is None else {str(here.id): here.name, **named}

    def _label_names(self) -> list[str]:
        labels = self._page.state.labels
        return [labels[each].name for each in self._task.label_ids if each in labels]

    async def _open_history(self) -> None:
        if self._page.show_history is not None:
            self._dialog.close()
            await self._page.show_history(self._task.id)

    async def _submit(self) -> None:
        try:
            await self._save(TaskUpdate.model_validate(self._changes()), self._new_labels(), self._part.value.strip())
        except (TandemError, ValidationError) as error:
            self._error.text = self._page.words.refusal(error)
        else:
            self._dialog.close()

    def _new_labels(self) -> list[str] | None:
        """The names of the labels; None when they are as they were. Words may be separated as in any list."""
        known = {each.name for each in self._places.labels()}
        names = [word if word in known else word.strip(',').removeprefix('@') for word in self._labels.value.split()]
        return names if sorted(names) != sorted(self._label_names()) else None

    def _changes(self) -> dict[str, Any]:
        """Only the fields that differ, so that a change made elsewhere to another field is not overwritten."""
        shown = {
            'title': self._title.value,
            'description': self._description.value or None,
            'status': self._status.value,
            'priority': self._priority.value,
            'due_date': self._due(),
            'list_id': self._list.value,
            'start_on': self._start.value or None,
            'estimate_minutes': self._minutes(),
        }
        stored = self._task.model_dump() | {
            'list_id': str(self._task.list_id),
            'start_on': self._task.start_on.isoformat() if self._task.start_on else None,
        }
        return {field: value for field, value in shown.items() if value != stored[field]}

    def _minutes(self) -> int | str | None:
        written = self._estimate.value.strip()
        is_number = written.isdecimal() and written.isascii() and len(written) <= _MOST_DIGITS
        return int(written) if is_number else written or None

    def _due(self) -> object:
        """What the fields for day and time say; the stored value if that is the same."""
        stored = self._task.due_date
        day, clock = self._day.value, self._time.value
        if not day:
            return None
        if not clock:
            return stored if stored and stored.isoformat() == day else day
        try:
            moment = datetime.fromisoformat(f'{day}T{clock}').replace(tzinfo=self._page.moment().zone)
        except ValueError:
            raise InvalidInput('due_date', _('That is not a day and a time. Choose both again.')) from None
        same = isinstance(stored, datetime) and moment == stored.replace(second=0, microsecond=0)
        return stored if same else moment


def _field(label: str, value: str, props: str, tag: str = 'input') -> Field:
    with labelled(label):
        return Field(label, value, tag=tag, props=props)


def _select(label: str, options: Mapping[Any, str], value: str) -> SelectField:
    with labelled(label):
        return SelectField(label, {str(key): text for key, text in options.items()}, str(value))
