"""One run: everything is set up, everybody works, everything breaks, everything is checked."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

import aiohttp
from playwright.async_api import Browser, async_playwright

from app.postgres.schema import prepare_database
from services.database import Database
from services.hub import EventHub
from services.relay import Relay
from services.supervision import Supervisor
from services.sync.state_directory import StateDirectory
from tools.chromium import launched
from tools.torture import audit
from tools.torture.faults import Faults
from tools.torture.followers import Follower
from tools.torture.people import Person, Tally, make_people
from tools.torture.postgresql import Server
from tools.torture.processes import AppProcess
from tools.torture.proxy import Proxy
from tools.torture.windows import Window
from tools.torture.writers import Writer

_TIMEOUT = aiohttp.ClientTimeout(total=20, sock_connect=5)


@dataclass(frozen=True)
class Plan:
    """How much is done in a run; `seed` repeats its choices.

    It ends when so many `operations`, `faults` and `gestures` on pages were done, and after `seconds` in any case.
    """

    seed: int
    operations: int = 2_000
    faults: int = 0
    gestures: int = 0
    seconds: float = 60.0
    processes: int = 2
    people: int = 6
    programs: int = 3
    pages: int = 2
    undone: int = 2
    pause: float = 2.0


@dataclass(frozen=True)
class Stage:
    """What a run is set up on; some lines lead through a proxy, the others are direct."""

    server: Server
    database: Database
    processes: list[AppProcess]
    to_processes: list[Proxy]
    to_database: list[Proxy]

    def doors(self) -> list[str]:
        """Where programs can knock."""
        return [process.address for process in self.processes] + [
            f'http://127.0.0.1:{proxy.port}' for proxy in self.to_processes
        ]


async def torture(plan: Plan) -> Tally:
    """Carry the plan out; what went wrong is in the tally's violations."""
    tally = Tally(plan.operations, plan.faults, plan.gestures)
    folder = _folder()
    try:
        async with _stage(plan, folder) as stage:
            people = await make_people(stage.database, plan.people)
            async with async_playwright() as playwright, launched(playwright) as browser:
                await _act(plan, stage, people, browser, tally)
    finally:
        if tally.violations:
            tally.logs = str(folder)
        else:
            shutil.rmtree(folder, ignore_errors=True)
    return tally


def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix='tandem-torture-'))
    folder.chmod(0o755)  # The server runs as a user of its own where this runs as root.
    return folder


async def _act(plan: Plan, stage: Stage, people: list[Person], browser: Browser, tally: Tally) -> None:
    chance = Random(plan.seed)
    hub = EventHub()
    viewed = Database(_through(stage.to_database[-1]))
    relay = Relay(viewed, hub)
    supervisor = Supervisor()
    states = StateDirectory(viewed, hub, relay, supervisor)
    async with aiohttp.ClientSession(timeout=_TIMEOUT) as http, asyncio.TaskGroup() as group:
        supervisor.start('relay', relay.run)
        await relay.wait_connected()
        for person in people:
            states.enter(person.user_id)
        followers = [Follower(each, stage.doors, http, tally, Random(chance.random())) for each in people]
        background = [group.create_task(follower.run()) for follower in followers]
        writers = [
            Writer(each, stage.doors, http, tally, Random(chance.random()))
            for each in people
            for _ in range(plan.programs)
        ]
        # Without accounts a page is the owner's, who is the last of the people.
        windows = [Window(people[-1], stage.doors, browser, tally, Random(chance.random())) for _ in range(plan.pages)]
        faults = Faults(
            server=stage.server,
            processes=stage.processes,
            proxies=stage.to_processes + stage.to_database,
            tally=tally,
            chance=Random(chance.random()),
            pause=plan.pause,
        )
        ending = group.create_task(_end_after(plan.seconds, tally))
        await asyncio.gather(faults.run(), *(each.run() for each in writers), *(each.run() for each in windows))
        ending.cancel()
        await _calm_down(stage)
        for person in people:
            await audit.look_at_the_ledger(stage.database, person, tally)
        for person in people[: plan.undone]:
            await audit.undo_everything(stage.database, person, tally)
            await audit.look_at_the_ledger(stage.database, person, tally)
        await audit.look_at_copies(stage.database, followers, states, people, tally)
        await audit.look_at_pages(stage.database, windows, tally)
        tally.operations['repairs of views'] += states.repairs
        await states.close()
        await supervisor.stop()
        for each in background:
            each.cancel()
    await viewed.close()


async def _end_after(seconds: float, tally: Tally) -> None:
    await asyncio.sleep(seconds)
    tally.over = True


async def _calm_down(stage: Stage) -> None:
    """Nothing breaks any more."""
    for proxy in stage.to_processes + stage.to_database:
        proxy.restore()
    await stage.server.start()
    async with asyncio.timeout(60):
        for process in stage.processes:
            while not await process.ready():  # noqa: ASYNC110 - it is far away and cannot wake us
                await asyncio.sleep(0.1)


@asynccontextmanager
async def _stage(plan: Plan, folder: Path) -> AsyncIterator[Stage]:
    server = await asyncio.to_thread(Server, folder)
    await prepare_database(server.url)
    # The first process is beside the database, the others and the views reach it through a line that breaks.
    to_database = [Proxy(server.socket) for _ in range(plan.processes)]
    for proxy in to_database:
        await proxy.start()
    urls = [server.url, *map(_through, to_database[:-1])]
    processes = [AppProcess(url, folder / f'app{number}') for number, url in enumerate(urls)]
    to_processes = [Proxy(process.port) for process in processes]
    database = Database(server.url)
    try:
        await asyncio.gather(*(process.start() for process in processes))
        for proxy in to_processes:
            await proxy.start()
        yield Stage(server, database, processes, to_processes, to_database)
    finally:
        await database.close()
        await asyncio.gather(*(process.stop() for process in processes))
        for proxy in to_processes + to_database:
            await proxy.stop()
        await server.start()
        await asyncio.to_thread(server.leave)


def _through(proxy: Proxy) -> str:
    return f'postgresql://tandem@127.0.0.1:{proxy.port}/tandem?sslmode=disable'
