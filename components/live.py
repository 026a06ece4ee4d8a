"""One open page: what its person can do, what they see, and how it follows what happens elsewhere."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from nicegui import ui

from components.theme import Looks
from components.words import ENGLISH, Words
from services.chat.turn import TurnSnapshot
from services.events import SyncEvent
from services.sync.state_directory import StateDirectory
from services.sync.sync_state import TaskSyncState
from services.values.cause import Cause, Moment, Via
from services.verbs import Verbs

_LOAD_TIMEOUT_SECONDS = 2.0
_SURELY_LATER_SECONDS = 1.0
"""How long after midnight a day begins: clocks and timers differ by less."""


@dataclass
class Page:
    """One open page; `verbs` and `state` are bound to its person when it is built.

    Who the person is must never be read from NiceGUI's storage later: in a callback of the hub, that
    would be the storage of the person who caused the event.
    """

    verbs: Verbs
    state: TaskSyncState
    zone: ZoneInfo
    words: Words = ENGLISH
    looks: Looks = field(default_factory=Looks)
    learns_zone: bool = True
    show_history: Callable[[UUID | None], Awaitable[None]] | None = None
    own_turns: set[UUID] = field(default_factory=set)
    _next_day: asyncio.TimerHandle | None = None

    async def loaded(self) -> None:
        """Wait for the first snapshot, though not for long: a page that cannot load says so itself."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_LOAD_TIMEOUT_SECONDS):
                await self.state.reached(0)

    def moment(self) -> Moment:
        """Now, for this person."""
        return Moment.current(self.zone, day_first=self.words.day_first, language=self.words.CODE)

    def cause(self, via: Via = Via.DASHBOARD) -> Cause:
        """The cause of one gesture made here; `is_own` recognises its events."""
        cause = Cause(via=via, turn_id=uuid4(), moment=self.moment())
        self.own_turns.add(cause.turn_id)
        return cause

    def is_own(self, event: SyncEvent) -> bool:
        """Whether the change was made on this page."""
        return event.turn_id in self.own_turns

    def follow(self, draw: Callable[[SyncEvent], None], redraw: Callable[[], Awaitable[None]]) -> None:
        """Call `draw` with each change while the page is connected, and `redraw` when it has missed some.

        Nothing is queued for a page that is away.
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

    def each_day(self, begin: Callable[[], None]) -> None:
        """Call `begin` at each of the person's midnights while the page is open."""
        client = ui.context.client

        def wait() -> None:
            now = datetime.now(self.zone)
            midnight = datetime.combine(now.date() + timedelta(days=1), time.min, tzinfo=self.zone)
            seconds = (midnight.astimezone(UTC) - now.astimezone(UTC)).total_seconds()
            self._next_day = asyncio.get_running_loop().call_later(seconds + _SURELY_LATER_SECONDS, go_on)

        def go_on() -> None:
            wait()
            with client:
                begin()

        def stop() -> None:
            if self._next_day is not None:
                self._next_day.cancel()

        wait()
        client.on_delete(stop)

    def follow_turns(self, draw: Callable[[TurnSnapshot], None]) -> None:
        """Call `draw` with snapshots of the person's turns while the page is connected; nothing is queued."""
        client = ui.context.client

        def on_snapshot(snapshot: TurnSnapshot) -> None:
            if client.has_socket_connection:
                with client:
                    draw(snapshot)

        client.on_delete(self.verbs.watch_turns(on_snapshot))


def open_page(states: StateDirectory, verbs: Verbs, zone: ZoneInfo, *, words: Words = ENGLISH) -> Page:
    """Begin a page for the person with these verbs; it ends with its NiceGUI client."""
    page = Page(verbs=verbs, state=states.enter(verbs.user_id), zone=zone, words=words)
    ui.context.client.on_delete(lambda: states.leave(verbs.user_id))
    return page
