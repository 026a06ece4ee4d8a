"""The bar under the list while tasks are selected: how many, and what can be done with all of them at once."""

from datetime import timedelta
from uuid import UUID

from nicegui import ui
from nicegui.events import GenericEventArguments

from components.form import Choice
from components.given import given, read_id
from components.icons import icon
from components.live import Page
from components.notices import Notices, plain_button
from components.selection import Selection
from components.taking_back import take_back
from components.task_list import TaskList
from components.words import Words
from services import task_service
from services.cause import Cause
from services.errors import TaskNotFound
from services.models import TaskUpdate
from services.vocabulary import Priority

_DAYS_AWAY = {'today': 0, 'tomorrow': 1, 'week': 7, 'none': None}


class SelectionBar:
    """Owns what is selected in one list. Everything it does to the selected tasks is one turn: all of it or nothing."""

    def __init__(self, page: Page, notices: Notices, tasks: TaskList) -> None:
        self._page = page
        self._notices = notices
        self._list = tasks
        self._selection = Selection()
        self._is_whole = False
        with ui.element('div').classes('selection').props('role=toolbar') as self._bar:
            self._bar.props['aria-label'] = page.words.SELECTION
            self._number = ui.label().classes('selection-number').props('role=status')
        self._bar.set_visibility(False)
        tasks.on('select', self._select)

    def _complete_bar(self) -> None:
        """Draw what can be done; only at the first selection, because most pages are left without."""
        self._is_whole = True
        words = self._page.words
        with self._bar:
            plain_button(words.SELECT_ALL, 'link', self._all)
            plain_button(words.COMPLETE, 'plain', self._complete)
            self._day = Choice(words.DATE_OF_SELECTED, {'': words.DATE, **words.DAYS})
            self._day.on('change', self._move)
            self._priority = Choice(words.PRIORITY_OF_SELECTED, {'': words.PRIORITY_SHORT, **_priorities(words)})
            self._priority.on('change', self._rank)
            plain_button(icon('bin'), 'icon', self._delete, label=words.DELETE_SELECTED)
            plain_button(icon('close'), 'icon selection-clear', self.clear, label=words.SELECT_NOTHING)

    @property
    def ids(self) -> tuple[UUID, ...]:
        """The selected tasks, in the order of the list."""
        return self._selection.ids(self._list.listing.visible_ids()) if self._selection else ()

    def clear(self) -> None:
        """Select nothing."""
        self._selection.clear()
        self._draw()

    def drop(self, task_id: UUID) -> None:
        """A task was deleted or is hidden by the filter now."""
        if self._selection.drop(task_id):
            self._draw()

    def keep_shown(self) -> None:
        """Let go of what the list no longer shows, and mark the rest."""
        if self._selection:
            self._selection.keep(self._list.listing.visible_ids())
        self._draw()

    def _draw(self) -> None:
        number = len(self._selection)
        if number and not self._is_whole:
            self._complete_bar()
        self._bar.set_visibility(number > 0)
        self._number.text = self._page.words.SELECTED.format(number=self._page.words.number(number))
        self._list.show_selected(self.ids)

    async def _select(self, event: GenericEventArguments) -> None:
        async def select() -> None:
            fields = given(event)
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
        await self._change(TaskUpdate(completed=True), self._page.words.SELECTED_COMPLETED)

    async def _move(self) -> None:
        if self._day.value in _DAYS_AWAY:
            days = _DAYS_AWAY[self._day.value]
            due = None if days is None else self._page.moment().today + timedelta(days=days)
            await self._change(TaskUpdate(due_date=due), self._page.words.SELECTED_CHANGED)
        self._day.value = ''

    async def _rank(self) -> None:
        if self._priority.value in set(Priority):
            priority = Priority(self._priority.value)
            await self._change(TaskUpdate(priority=priority), self._page.words.SELECTED_CHANGED)
        self._priority.value = ''

    async def _delete(self) -> None:
        await self._change(None, self._page.words.SELECTED_DELETED)

    async def _change(self, update: TaskUpdate | None, sentence: str) -> None:
        """Change each selected task that is still there, or delete it when there is no `update`."""
        cause, ids = self._page.cause(), self.ids
        if await self._notices.attempt(self._carry_out(ids, update, cause)):
            self._notices.say(
                sentence.format(number=len(ids)), undo=lambda: take_back(self._page, self._notices, cause.turn_id)
            )

    async def _carry_out(self, ids: tuple[UUID, ...], update: TaskUpdate | None, cause: Cause) -> None:
        user_id = self._page.user_id
        async with self._page.database.transaction() as session:
            for task_id in ids:
                try:
                    if update is None:
                        await task_service.delete_task(session, user_id, task_id, cause=cause)
                    else:
                        await task_service.update_task(session, user_id, task_id, update, cause=cause)
                except TaskNotFound:
                    continue  # Somebody deleted it a moment ago.


def _priorities(words: Words) -> dict[str, str]:
    return {str(priority): label for priority, label in words.PRIORITY.items()}
