"""Which tasks something waits for a yes about, so that the list can show what would become of them."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from nicegui import ui

from components.live import Page
from components.proposals import marks
from services import approvals
from services.approval_models import ApprovalRead, ApprovalState
from services.events import SyncEvent


class Waiting:
    """One page's view of the approvals that are open, whatever conversation they were asked in."""

    def __init__(self, page: Page, show: Callable[[dict[str, Any]], None]) -> None:
        self._page = page
        self._show = show
        self._open: dict[UUID, ApprovalRead] = {}
        self._expiring: asyncio.TimerHandle | None = None
        ui.context.client.on_delete(self._forget)

    async def load(self) -> None:
        """Read what waits."""
        async with self._page.database.transaction() as session:
            found = await approvals.list_approvals(session, self._page.user_id)
        self._open = {each.id: each for each in found}
        self._draw()

    def apply(self, event: SyncEvent) -> None:
        """Take in that something was asked for, edited or answered."""
        if event.type.subject != 'approval':
            return
        if event.approval.state is ApprovalState.PENDING:
            self._open[event.approval.id] = event.approval
        else:
            self._open.pop(event.approval.id, None)
        self._draw()

    def _draw(self) -> None:
        now = datetime.now(UTC)
        self._open = {key: each for key, each in self._open.items() if each.expires_at > now}
        self._show(marks(self._open.values(), self._page.moment(), self._page.words))
        self._forget()
        if self._open:
            soonest = min(each.expires_at for each in self._open.values())
            seconds = (soonest - now).total_seconds()
            self._expiring = asyncio.get_running_loop().call_later(max(seconds, 0) + 0.1, self._draw)

    def _forget(self) -> None:
        if self._expiring is not None:
            self._expiring.cancel()
            self._expiring = None
