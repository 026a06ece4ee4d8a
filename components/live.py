"""The one meeting of the event hub and a page: who looks, what they see, and when it ends."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from nicegui import ui

from components.words import ENGLISH, Words
from services.assistant import Assistant
from services.cause import Cause, Moment, Via
from services.database import Database
from services.events import SyncEvent
from services.state_directory import StateDirectory
from services.sync_state import TaskSyncState
from services.turn import Progress

_PATIENCE_SECONDS = 2.0


@dataclass
class Page:
    """One open page: the person, captured when it is built, and the state it shares with their other views.

    `user_id` must come from here and never from NiceGUI's storage: in something the hub calls,
    that would be the storage of whoever caused the event.
    """

    user_id: UUID
    zone: ZoneInfo
    database: Database
    assistant: Assistant
    state: TaskSyncState
    words: Words = ENGLISH
    learns_zone: bool = True
    show_history: Callable[[UUID | None], Awaitable[None]] | None = None
    own_turns: set[UUID] = field(default_factory=set)

    async def loaded(self) -> None:
        """Wait for the first snapshot, but not long: a page that cannot load says so itself."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE_SECONDS):
                await self.state.reached(0)

    def moment(self) -> Moment:
        """Now, for this person."""
        return Moment.current(self.zone)

    def cause(self, via: Via = Via.DASHBOARD) -> Cause:
        """The cause of one gesture made here; its event will be known as this page's own."""
        cause = Cause(via=via, turn_id=uuid4(), moment=self.moment())
        self.own_turns.add(cause.turn_id)
        return cause

    def is_own(self, event: SyncEvent) -> bool:
        """Whether the change was made on this page."""
        return event.turn_id in self.own_turns

    def follow(self, draw: Callable[[SyncEvent], None], redraw: Callable[[], Awaitable[None]]) -> None:
        """Draw each change while the page is connected, and everything when it comes back.

        A page that is away is not told each change, so that nothing piles up for it.
        """
        client = ui.context.client
        missed = False

        async def come_back() -> None:
            nonlocal missed
            if missed:
                missed = False
                with client:
                    await redraw()

        def on_change(event: SyncEvent | None) -> None:
            nonlocal missed
            if not client.has_socket_connection:
                missed = True
            elif event is None:
                missed = True
                client.safe_invoke(come_back)
            else:
                with client:
                    draw(event)

        stop = self.state.listen(on_change)
        client.on_connect(come_back)
        client.on_delete(stop)

    def follow_turns(self, draw: Callable[[Progress], None]) -> None:
        """Draw how the person's turns come on, for as long as the page is there; nothing piles up while it is away."""
        client = ui.context.client

        def on_progress(progress: Progress) -> None:
            if client.has_socket_connection:
                with client:
                    draw(progress)

        client.on_delete(self.assistant.turns.watch(self.user_id, on_progress))


def open_page(
    states: StateDirectory,
    database: Database,
    assistant: Assistant,
    user_id: UUID,
    zone: ZoneInfo,
    *,
    words: Words = ENGLISH,
) -> Page:
    """Begin a page for this person; it ends with its NiceGUI client."""
    page = Page(
        user_id=user_id,
        zone=zone,
        database=database.of(user_id),
        assistant=assistant,
        state=states.enter(user_id),
        words=words,
    )
    ui.context.client.on_delete(lambda: states.leave(user_id))
    return page
