"""Reminds of a task at the moment it is due; the browser decides whether it may show a notification."""

import asyncio
from datetime import UTC, datetime
from uuid import UUID

from nicegui import ui

from components.browser.calls import call_method
from components.live import Page
from services.events import SyncEvent
from services.models import TaskRead
from services.values.vocabulary import Status

_MAX_WAIT_SECONDS = 86_400.0


class Reminders(ui.element, component='reminders.js'):
    """Waits for the next task that is due at a time of day; a due date without a time has no such moment."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._next: tuple[datetime, UUID] | None = None
        self._since = datetime.now(UTC)
        self._waiting: asyncio.TimerHandle | None = None
        ui.context.client.on_delete(self._forget)

    def plan(self) -> None:
        """Find the next task that will be due."""
        self._forget()
        due = [(at, task.id) for task in self._page.state.tasks.values() if (at := self._due(task)) is not None]
        self._next = min(due, default=None)
        if self._next is not None:
            seconds = (self._next[0] - datetime.now(UTC)).total_seconds()
            wait = min(max(seconds, 0.0), _MAX_WAIT_SECONDS)
            self._waiting = asyncio.get_running_loop().call_later(wait, self._remind)

    def apply(self, event: SyncEvent) -> None:
        """Plan anew if the change is to the task that is due next, or makes a task the next one due."""
        if event.type.subject != 'task':
            return
        at = self._due(event.task)
        was_next = self._next is not None and event.task.id == self._next[1]
        if was_next or (at is not None and (self._next is None or at < self._next[0])):
            self.plan()

    def _due(self, task: TaskRead) -> datetime | None:
        if task.status is Status.COMPLETED or not isinstance(task.due_date, datetime):
            return None
        return task.due_date if task.due_date > self._since else None

    def _remind(self) -> None:
        now = datetime.now(UTC)
        for task in self._page.state.tasks.values():
            at = self._due(task)
            if at is not None and at <= now:
                body = self._page.words.DUE_NOW.format(time=self._page.words.clock(at.astimezone(self._page.zone)))
                call_method(self, 'remind', {'id': str(task.id), 'title': task.title, 'body': body})
        self._since = now
        self.plan()

    def _forget(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
