"""The approvals that wait for an answer, marked on the tasks that they would change."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from nicegui import ui

from components.chat.approval_view import marks
from components.live import Page
from services.approval_models import ApprovalRead, ApprovalState
from services.events import SyncEvent


class PendingApprovals:
    """One page's view of the approvals that are pending, in whichever conversation they were requested.

    `show` is called with the marks of every task that one of them is about.
    """

    def __init__(self, page: Page, show: Callable[[dict[str, Any]], None]) -> None:
        self._page = page
        self._show = show
        self._pending: dict[UUID, ApprovalRead] = {}
        self._changes = 0
        self._next_expiry: asyncio.TimerHandle | None = None
        ui.context.client.on_delete(self._cancel_timer)

    async def load(self) -> None:
        """Read which approvals are pending."""
        changes = -1
        while changes != self._changes:  # what changed meanwhile may or may not have been read
            changes = self._changes
            found = await self._page.verbs.list_approvals()
        self._pending = {each.id: each for each in found}
        self._draw()

    def apply(self, event: SyncEvent) -> None:
        """Take in that an approval was requested, edited or decided."""
        if event.type.subject != 'approval':
            return
        self._changes += 1
        if event.approval.state is ApprovalState.PENDING:
            self._pending[event.approval.id] = event.approval
        else:
            self._pending.pop(event.approval.id, None)
        self._draw()

    def _draw(self) -> None:
        now = datetime.now(UTC)
        self._pending = {key: each for key, each in self._pending.items() if each.expires_at > now}
        self._show(marks(self._pending.values(), self._page))
        self._cancel_timer()
        if self._pending:
            first = min(each.expires_at for each in self._pending.values())
            seconds = (first - now).total_seconds()
            self._next_expiry = asyncio.get_running_loop().call_later(max(seconds, 0) + 0.1, self._draw)

    def _cancel_timer(self) -> None:
        if self._next_expiry is not None:
            self._next_expiry.cancel()
            self._next_expiry = None
