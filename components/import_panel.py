"""Tasks from a file: looked at first, then added in one turn, which one undo takes back."""

from nicegui import ui
from nicegui.events import GenericEventArguments

from components.live import Page
from components.notices import Notices
from components.rows import due_label
from components.taking_back import take_back
from components.telling import tell
from services import task_service
from services.cause import Via
from services.errors import InvalidInput
from services.importing import read_tasks
from services.models import TaskCreate
from services.vocabulary import Priority, Status


class ImportPanel(ui.element, component='import_panel.js'):
    """A field for a file, and what is in it."""

    def __init__(self, page: Page, notices: Notices) -> None:
        super().__init__()
        self._page = page
        self._notices = notices
        self._props['words'] = dict(page.words.IMPORT)
        self.on('look', self._look)
        self.on('add', self._add)

    def _look(self, event: GenericEventArguments) -> None:
        try:
            tasks = read_tasks(str(event.args), self._page.moment())
        except InvalidInput as error:
            tell(self, 'refuse', self._page.words.refusal(error))
        else:
            tell(self, 'show', [{'title': task.title, 'traits': self._traits(task)} for task in tasks])

    def _traits(self, task: TaskCreate) -> list[str]:
        """What it will have that a task with nothing but a title has not."""
        words = self._page.words
        said = [due_label(task.due_date, self._page.moment(), words)]
        if task.priority is not Priority.MEDIUM:
            said.append(words.PRIORITY_CHIP.format(priority=words.PRIORITY[task.priority]))
        if task.status is not Status.PENDING:
            said.append(words.STATUS[task.status])
        return [trait for trait in said if trait]

    async def _add(self, event: GenericEventArguments) -> None:
        cause = self._page.cause(Via.IMPORT)

        async def add() -> int:
            tasks = read_tasks(str(event.args), self._page.moment())
            async with self._page.database.transaction() as session:
                for task in tasks:
                    await task_service.create_task(session, self._page.user_id, task, cause=cause)
            return len(tasks)

        if await self._notices.attempt(add()):
            tell(self, 'forget')
            self._notices.say(
                self._page.words.IMPORTED, undo=lambda: take_back(self._page, self._notices, cause.turn_id)
            )
