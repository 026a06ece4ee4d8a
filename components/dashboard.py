"""The tasks: add, find, filter, and every gesture on a row."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from nicegui import ui
from nicegui.events import GenericEventArguments

from components.given import given, read_id
from components.list_tools import ListTools
from components.listing import Filter
from components.live import Page
from components.notices import Notices, plain_button
from components.overwritten import Overwritten, RecentWrites
from components.quick_add import QuickAdd
from components.samples import sample_tasks
from components.selection_bar import SelectionBar
from components.taking_back import take_back
from components.task_editor import TaskEditor
from components.task_list import TaskList
from services import accounts
from services.cause import Cause
from services.errors import InvalidInput, Unavailable
from services.events import SyncEvent
from services.heard import View
from services.language import Entry
from services.models import TaskCreate, TaskUpdate
from services.sync_state import newest_first
from services.zones import zone_named


class Dashboard:
    """One page's view of the tasks; it changes only when an event says so."""

    def __init__(self, page: Page, notices: Notices) -> None:
        self._page = page
        self._notices = notices
        self._focused: UUID | None = None
        self._recent = RecentWrites()
        with (
            ui.element('section')
            .classes('pane tasks-pane')
            .props(f'aria-label="{page.words.TASKS}" tabindex=-1 id=tasks')
        ):
            with ui.element('div').classes('tasks-head'):
                QuickAdd(page, self._add)
                self._tools = ListTools(page.words, self.show)
            self._trouble = ui.label().classes('banner').props('role=alert')
            self._list = TaskList(page)
            self._selection = SelectionBar(page, notices, self._list)
            with ui.element('div').classes('nothing') as self._empty:
                self._empty_title = ui.label().classes('nothing-title')
                self._empty_how = ui.label()
                self._samples = plain_button(page.words.SAMPLES, 'plain', self._add_samples)
            self._editor = TaskEditor(page)
        self._list.on('zone', self._learn_zone)
        self._list.on('focusTask', self._focus)
        for gesture, handle in (
            ('tick', self._tick),
            ('rename', self._rename),
            ('change', self._change),
            ('edit', self._edit),
            ('remove', self._remove),
        ):
            self._list.on(gesture, handle)

    def apply(self, event: SyncEvent) -> None:
        """Draw one change."""
        if event.type.subject == 'task':
            own = self._page.is_own(event)
            self._list.apply(event, own=own)
            if event.task.id not in self._list.listing:
                self._selection.drop(event.task.id)
            self._summarise()
            for replaced in self._recent.hear(event, own=own):
                self._tell_overwritten(replaced)

    def show(self, wanted: Filter | None = None) -> None:
        """Draw everything anew; what is not `wanted` otherwise stays filtered as it was."""
        self._list.show(newest_first(self._page.state.tasks.values()), wanted)
        self._selection.keep_shown()
        self._summarise()

    def show_waiting(self, waits: dict[str, Any]) -> None:
        """Draw on the tasks themselves what waits for a yes."""
        self._list.show_waiting(waits)

    def view(self) -> View:
        """What the person sees here: the selected tasks, and those that the filter lets through, in order."""
        return View(
            selected=self._selection.ids,
            visible=self._list.listing.visible_ids(),
            filter=str(self._list.listing.filter),
            focused=self._focused,
        )

    def _tell_overwritten(self, replaced: Overwritten) -> None:
        async def write_again(cause: Cause) -> object:
            update = TaskUpdate.model_validate({replaced.field: replaced.mine})
            return await self._page.state.update_task(replaced.task.id, update, cause=cause)

        async def take_it_back() -> None:
            await self._do(write_again)

        self._notices.say(replaced.sentence(self._page.moment(), self._page.words), undo=take_it_back)

    async def _focus(self, event: GenericEventArguments) -> None:
        async def note() -> None:
            self._focused = read_id(given(event))

        await self._notices.attempt(note())

    def _summarise(self) -> None:
        """Counts, and what stands in place of an empty list."""
        listing, words = self._list.listing, self._page.words
        self._tools.show(listing)
        state = self._page.state
        self._trouble.text = words.refusal(Unavailable()) if state.error else ''
        self._trouble.set_visibility(bool(state.error))
        empty = not len(listing) and not state.is_loading and not state.error
        self._empty.set_visibility(empty)
        if not empty:
            return
        nothing = not listing.total
        self._empty_title.text = words.NOTHING_YET if nothing else words.NOTHING_FITS
        self._samples.set_visibility(nothing)
        self._empty_how.text = words.NOTHING_YET_HOW if nothing else words.NOTHING_FITS_HOW

    async def _add(self, entries: list[Entry]) -> bool:
        """Add what was written: one task, or several pasted lines as one turn."""

        async def save(cause: Cause) -> None:
            tasks = [_new_task(entry) for entry in entries]
            for task in tasks:
                await self._page.state.add_task(task, cause=cause)

        return await self._do(save)

    async def _add_samples(self) -> None:
        async def save(cause: Cause) -> None:
            for task in sample_tasks(self._page.moment().today, self._page.words):
                await self._page.state.add_task(task, cause=cause)

        await self._do(save)

    async def _tick(self, event: GenericEventArguments) -> None:
        await self._update(event, lambda fields: {'completed': bool(fields.get('done'))})

    async def _rename(self, event: GenericEventArguments) -> None:
        await self._update(event, lambda fields: {'title': fields.get('title')})

    async def _change(self, event: GenericEventArguments) -> None:
        await self._update(event, lambda fields: {str(fields.get('field')): self._value(fields)})

    def _value(self, fields: dict[str, Any]) -> object:
        """A new day keeps the time of day that the task was due at."""
        value = fields.get('value')
        task = self._page.state.tasks.get(read_id(fields))
        due = task.due_date if task else None
        if fields.get('field') != 'due_date' or not value or not isinstance(due, datetime):
            return value
        local = due.astimezone(self._page.zone)
        return datetime.combine(_day(value), local.time(), tzinfo=self._page.zone)

    async def _update(self, event: GenericEventArguments, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
        async def save(cause: Cause) -> object:
            fields = given(event)
            task_id = read_id(fields)
            return await self._page.state.update_task(task_id, TaskUpdate.model_validate(change(fields)), cause=cause)

        if not await self._do(save):
            self._list.take_back(event.args)

    async def _remove(self, event: GenericEventArguments) -> None:
        async def delete(cause: Cause) -> None:
            task_id = read_id(given(event))
            task = self._page.state.tasks.get(task_id)
            await self._page.state.delete_task(task_id, cause=cause)
            self._notices.say(
                self._page.words.DELETED.format(title=task.title if task else ''),
                undo=lambda: take_back(self._page, self._notices, cause.turn_id),
            )

        await self._do(delete)

    async def _edit(self, event: GenericEventArguments) -> None:
        async def edit(_: Cause) -> None:
            task = await self._page.state.get_task(read_id(given(event)))
            self._editor.open(task, lambda update: self._save(task.id, update))

        await self._do(edit)

    async def _save(self, task_id: UUID, update: TaskUpdate) -> None:
        await self._page.state.update_task(task_id, update, cause=self._page.cause())

    async def _do(self, verb: Callable[[Cause], Awaitable[object]]) -> bool:
        """Carry out one gesture; on a refusal say why and return False."""
        return await self._notices.attempt(verb(self._page.cause()))

    async def _learn_zone(self, event: GenericEventArguments) -> None:
        """The browser knows where the person is; the profile learns it from there."""
        try:
            zone: ZoneInfo = zone_named(str(event.args))
        except InvalidInput:
            return
        if zone.key == self._page.zone.key or not self._page.learns_zone:
            return
        self._page.zone = zone
        async with self._page.database.transaction() as session:
            await accounts.update_user(session, self._page.user_id, accounts.UserUpdate(time_zone=zone.key))
        self.show()


def _new_task(entry: Entry) -> TaskCreate:
    given: dict[str, Any] = {'title': entry.title, 'description': entry.description, 'due_date': entry.due}
    return TaskCreate.model_validate({**given, **({'priority': entry.priority} if entry.priority else {})})


def _day(value: object) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise InvalidInput('due_date', 'That is not a date. Choose one from the calendar.') from None
