"""Brings what any process commits to this process's hub.

One direct connection listens; a notification names a person and a number, and the rows above
what the hub has are read from the ledger and published in order. After a lost connection the
ledger fills the gap, so nothing is missed and nothing comes twice. An event that a newer version
wrote and this one cannot read is skipped: that person's followers take a snapshot instead.
"""

import asyncio
import contextlib
import json
import logging
from collections import Counter
from collections.abc import Callable, Iterable
from uuid import UUID

import asyncpg

from services.database import LOST_CONNECTION, Database
from services.events import read_stored
from services.hub import QUEUE_LIMIT, EventHub
from services.ledger import CHANNEL

log = logging.getLogger(__name__)

_RETRY_SECONDS = (0.1, 0.2, 0.5, 1.0)
_CHECK_SECONDS = 5.0
_LAST_EVENTS = 'SELECT id, seq FROM users WHERE id = ANY($1::uuid[])'
_NEXT_EVENTS = """
    SELECT user_id, seq, type, data, before, actor, turn_id, reverts, created_at AS timestamp
    FROM sync_events WHERE user_id = $1 AND seq > $2 ORDER BY seq LIMIT $3
"""


class Relay:
    """Publishes the ledger's events for as long as `run` runs."""

    def __init__(self, database: Database, hub: EventHub) -> None:
        self._database = database.everybody()
        self._hub = hub
        self._announced: dict[UUID, int] = {}
        self._wake = asyncio.Event()
        self._connected = asyncio.Event()
        self._watchers: set[Callable[[bool], None]] = set()
        self._unreadable: Counter[str] = Counter()

    @property
    def connected(self) -> bool:
        """Whether commits arrive at the moment."""
        return self._connected.is_set()

    @property
    def skipped(self) -> int:
        """How many events this version could not read, of people who were followed here."""
        return self._unreadable.total()

    async def wait_connected(self) -> None:
        """Return once commits arrive."""
        await self._connected.wait()

    def watch(self, watcher: Callable[[bool], None]) -> Callable[[], None]:
        """Call `watcher` whenever the connection is made or lost; returns what ends that."""
        self._watchers.add(watcher)
        return lambda: self._watchers.discard(watcher)

    async def run(self) -> None:
        """Relay until cancelled, connecting again whenever the connection is lost.

        A query that the database refuses is raised: it would be refused again at once.
        """
        failures = 0
        while True:
            try:
                connection = await self._database.connect()
            except (*LOST_CONNECTION, asyncpg.PostgresError) as error:
                pause = _RETRY_SECONDS[min(failures, len(_RETRY_SECONDS) - 1)]
                failures += 1
                log.warning('The relay cannot connect (%s); trying again in %.1f s.', type(error).__name__, pause)
                await asyncio.sleep(pause)
                continue
            failures = 0
            try:
                await self._relay(connection)
            except LOST_CONNECTION as error:
                log.warning('The relay lost its connection (%s); connecting again.', type(error).__name__)
            finally:
                self._set_connected(False)
                connection.terminate()

    async def _relay(self, connection: asyncpg.Connection) -> None:
        await connection.set_type_codec('jsonb', schema='pg_catalog', encoder=json.dumps, decoder=json.loads)
        connection.add_termination_listener(lambda _: self._wake.set())
        await connection.add_listener(CHANNEL, self._on_notification)
        for user_id in self._hub.followed:
            position = self._hub.rewind(user_id)
            if position is not None:
                self._announced[user_id] = position + 1
        await self._publish_announced(connection)
        self._set_connected(True)
        clock = asyncio.get_running_loop().time
        next_check = clock() + _CHECK_SECONDS
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout_at(next_check):
                    await self._wake.wait()
            if clock() >= next_check:
                await self._find_unannounced(connection)
                next_check = clock() + _CHECK_SECONDS
            self._wake.clear()
            await self._publish_announced(connection)

    async def _find_unannounced(self, connection: asyncpg.Connection) -> None:
        """Find events that no notification announced; also notices a connection that died silently."""
        for row in await connection.fetch(_LAST_EVENTS, self._hub.followed, timeout=_CHECK_SECONDS):
            position = self._hub.position(row['id'])
            if position is not None and position < row['seq']:
                self._announced[row['id']] = position + 1

    async def _publish_announced(self, connection: asyncpg.Connection) -> None:
        if connection.is_closed():
            raise ConnectionError
        while self._announced:
            user_id, seq = self._announced.popitem()
            position = self._hub.position(user_id)
            since = seq - 1 if position is None else position
            try:
                rows = await connection.fetch(_NEXT_EVENTS, user_id, since, QUEUE_LIMIT + 1)
            except BaseException:
                self._announced.setdefault(user_id, seq)
                raise
            if len(rows) > QUEUE_LIMIT or not self._publish(rows):
                self._hub.resync(user_id)

    def _publish(self, rows: Iterable[asyncpg.Record]) -> bool:
        """Publish these events of a person; False at the first that cannot be read."""
        for row in rows:
            event = read_stored(row)
            if event is None:
                self._note_unreadable(row['type'])
                return False
            self._hub.publish(event)
        return True

    def _note_unreadable(self, kind: str) -> None:
        self._unreadable[kind] += 1
        if self._unreadable[kind] == 1:
            log.warning(
                'An event of the type %s cannot be read by this version of Tandem. Such events are skipped, '
                'and whoever follows that person takes a snapshot instead.',
                kind,
            )

    def _on_notification(self, _connection: object, _pid: int, _channel: str, payload: object) -> None:
        user_text, _, seq_text = str(payload).partition(':')
        user_id, seq = UUID(user_text), int(seq_text)
        if self._hub.is_followed(user_id):
            self._announced[user_id] = min(seq, self._announced.get(user_id, seq))
            self._wake.set()

    def _set_connected(self, connected: bool) -> None:
        if connected == self._connected.is_set():
            return
        if connected:
            self._connected.set()
        else:
            self._connected.clear()
        for watcher in tuple(self._watchers):
            watcher(connected)
