"""The bar below the list while tasks are selected: how many, and what can be done with all of them at once."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import UUID

from nicegui import ui
from nicegui.events import GenericEventArguments

from components.browser.gestures import fields_of, read_id
from components.browser.icons import icon
from components.controls.button import plain_button
from components.controls.form import SelectField
from components.controls.notices import Notices
from components.controls.undo_gesture import undo_turn
from components.live import Page
from components.tasks.selection import Selection
from components.tasks.task_list import TaskList
from components.words import Words
from services.errors import TaskNotFound
from services.models import TaskUpdate
from services.translatable import Plural
from services.values.cause import Cause
from services.values.vocabulary import Priority

_DAYS_AWAY = {'today': 0, 'tomorrow': 1, 'week': 7, 'none': None}


class SelectionBar:
    """Owns the selection of one list. What it does to the selected tasks is one turn, all or nothing."""

    def __init__(self, page: Page, notices: Notices, tasks: TaskList) -> None:
        self._page = page
        self._notices = notices
        self._list = tasks
        self._selection = Selection()
        self._has_buttons = False
        with ui.element('div').classes('selection').props('role=toolbar') as self._bar:
            self._bar.props['aria-label'] = page.words.SELECTION
            self._number = ui.label().classes('selection-number').props('role=status')
        self._bar.set_visibility(False)
        tasks.on('select', self._select)

    def _draw_buttons(self) -> None:
        """Draw what can be done; only at the first selection, because most pages never see one."""
        self._has_buttons = True
        words = self._page.words
        with self._bar:
            plain_button(words.SELECT_ALL, 'link', self._all)
            plain_button(words.COMPLETE, 'plain', self._complete)
            self._day = SelectField(words.DATE_OF_SELECTED, {'': words.DATE, **words.DAYS})
            self._day.on('change', self._set_due_date)
            self._priority = SelectField(words.PRIORITY_OF_SELECTED, {'': words.PRIORITY_SHORT, **_priorities(words)})
            self._priority.on('change', self._set_priority)
            plain_button(icon('bin'), 'icon', self._delete, label=words.DELETE_SELECTED)
            plain_button(icon('close'), 'icon selection-clear', self.clear, label=words.SELECT_NOTHING)

    @property
    def ids(self) -> tuple[UUID, ...]:
        """The selected tasks, in the order of the list."""
        return self._selection.ids(self._list.listing.visible_ids()) if self._selection else ()

    def clear(self) -> None:
        """Deselect everything."""
        self._selection.clear()
        self._draw()

    def drop(self, task_id: UUID) -> None:
        """Deselect a task that was deleted or is now hidden by the filter."""
        if self._selection.drop(task_id):
            self._draw()

    def keep_shown(self) -> None:
        """Deselect what the list no longer shows, and mark the rest."""
        if self._selection:
            self._selection.keep(self._list.listing.visible_ids())
        self._draw()

    def _draw(self) -> None:
        number = len(self._selection)
        if number and not self._has_buttons:
            self._draw_buttons()
        self._bar.set_visibility(number > 0)
        self._number.text = self._page.words.SELECTED.format(number=number)
        self._list.show_selected(self.ids)

    async def _select(self, event: GenericEventArguments) -> None:
        async def select() -> None:
            fields = fields_of(event)
            task_id = read_id(fields)
            if task_id not in self._list.listing:
                raise TaskNotFound
            if fields.get('range') is True:
                self._selection.extend(task_id, self._list.listing.visible_ids())
            else:
                self._selection.toggle(task_id)

        if not await self._notices.attempt(select()):
            self._list.show_selected(self.ids, anew=True)
        self._draw()

    async def _all(self) -> None:
        async def select() -> None:
            self._selection.all(self._list.listing.visible_ids())

        await self._notices.attempt(select())
        self._draw()

    async def _complete(self) -> None:
        await self._update(TaskUpdate(completed=True), self._page.words.SELECTED_COMPLETED)

    async def _set_due_date(self) -> None:
        if self._day.value in _DAYS_AWAY:
            days = _DAYS_AWAY[self._day.value]
            due = None if days is None else self._page.moment().today + timedelta(days=days)
            await self._update(TaskUpdate(due_date=due), self._page.words.SELECTED_CHANGED)
        self._day.value = ''

    async def _set_priority(self) -> None:
        if self._priority.value in set(Priority):
            priority = Priority(self._priority.value)
            await self._update(TaskUpdate(priority=priority), self._page.words.SELECTED_CHANGED)
        self._priority.value = ''

    async def _update(self, update: TaskUpdate, sentence: Plural) -> None:
        ids = self.ids
        await self._do(lambda cause: self._page.verbs.update_tasks(ids, update, cause=cause), sentence)

    async def _delete(self) -> None:
        ids = self.ids
        await self._do(lambda cause: self._page.verbs.delete_tasks(ids, cause=cause), self._page.words.SELECTED_DELETED)

    async def _do(self, verb: Callable[[Cause], Awaitable[int]], sentence: Plural) -> None:
        """Carry out a verb, and say for how many tasks it was."""
        cause = self._page.cause()

        async def carry_out() -> None:
            number = await verb(cause)
            self._notices.say(
                sentence.format(number=number), undo=lambda: undo_turn(self._page, self._notices, cause.turn_id)
            )

        await self._notices.attempt(carry_out())


def _priorities(words: Words) -> dict[str, str]:
    return {str(priority): label for priority, label in words.PRIORITY.items()}
