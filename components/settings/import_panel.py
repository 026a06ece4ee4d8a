"""Import of tasks from a file: shown first, then added in one turn, which one undo reverts."""

import asyncio

from nicegui import ui
from nicegui.events import GenericEventArguments

from components.browser.calls import call_method
from components.controls.notices import Notices
from components.controls.undo_gesture import undo_turn
from components.live import Page
from components.words.due import due_label
from services.errors import InvalidInput
from services.models import TaskCreate
from services.tasks.import_file import read_tasks
from services.values.cause import Via
from services.values.vocabulary import Priority, Status


class ImportPanel(ui.element, component='import_panel.js'):
    """A field for a file, and a preview of the tasks in it."""

    def __init__(self, page: Page, notices: Notices) -> None:
        super().__init__()
        self._page = page
        self._notices = notices
        self.props['words'] = dict(page.words.IMPORT)
        self.on('preview', self._preview)
        self.on('add', self._add)

    async def _preview(self, event: GenericEventArguments) -> None:
        try:
            tasks = await self._read(event)
        except InvalidInput as error:
            call_method(self, 'refuse', self._page.words.refusal(error))
        else:
            lines = [{'title': task.title, 'traits': self._traits(task)} for task in tasks]
            call_method(self, 'show', lines, self._page.words.ADD_TASKS.format(number=len(tasks)))

    async def _read(self, event: GenericEventArguments) -> list[TaskCreate]:
        # In a thread, because a large file takes seconds, and everybody else would wait for them.
        return await asyncio.to_thread(read_tasks, str(event.args), self._page.moment())

    def _traits(self, task: TaskCreate) -> list[str]:
        """What it will have besides its title: due date, priority and status where they differ from the defaults."""
        words = self._page.words
        traits = [due_label(task.due_date, self._page.moment(), words)]
        if task.priority is not Priority.MEDIUM:
            traits.append(words.PRIORITY_CHIP.format(priority=words.PRIORITY[task.priority]))
        if task.status is not Status.PENDING:
            traits.append(words.STATUS[task.status])
        return [trait for trait in traits if trait]

    async def _add(self, event: GenericEventArguments) -> None:
        cause = self._page.cause(Via.IMPORT)

        async def add() -> None:
            await self._page.verbs.add_tasks(await self._read(event), cause=cause)

        if await self._notices.attempt(add()):
            call_method(self, 'forget')
            self._notices.say(
                self._page.words.IMPORTED, undo=lambda: undo_turn(self._page, self._notices, cause.turn_id)
            )
