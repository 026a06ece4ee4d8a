"""`make chaos`: the embedded database is killed, stopped, damaged, filled and copied at random while it is used.

Programs write to it, and people work on pages of a Tandem that is killed and stopped as well. Afterwards each time:
all is back, or a sentence says why not, and nothing that was acknowledged is missing. At the end the pages agree.
"""

import argparse
import asyncio
import contextlib
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import asyncpg
import psutil

from app.postgres import processes
from app.postgres.embedded import Embedded, start_embedded
from app.postgres.refusals import CannotStart
from tools.chaos_pages import Pages

_WRITERS = 4
_BACK_SECONDS = 120.0
_MUCH = 2_000
_SPACE = '1500m'
_LOST = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)


@dataclass
class Tally:
    """What was done, and what should not have happened."""

    done: Counter[str] = field(default_factory=Counter)
    acknowledged: set[int] = field(default_factory=set)
    gestures: int = 0
    violations: list[str] = field(default_factory=list)


async def chaos(rounds: int, seed: int, *, full_disks: bool, pages: int) -> Tally:
    """So many accidents, in an order that `seed` decides, while somebody works on so many pages.

    `full_disks` needs the right to mount a small disk.
    """
    tally, chance = Tally(), Random(seed)  # noqa: S311 - it has to be repeatable
    with _disk(full_disks) as folder:
        stage = Stage(folder / 'data' / 'postgresql', chance, tally)
        async with stage.running(pages):
            accidents = list(stage.accidents(full_disks=full_disks))
            for number in range(rounds):
                await asyncio.sleep(chance.uniform(0, 0.3))
                # Each has its turn before chance alone decides.
                accident = accidents[number] if number < len(accidents) else chance.choice(accidents)
                tally.done[accident.__name__.replace('_', ' ')] += 1
                await accident()
                await stage.check(accident.__name__)
    return tally


class Stage:
    """A database in `folder`, kept running as Tandem does it, and those who write to it."""

    def __init__(self, folder: Path, chance: Random, tally: Tally) -> None:
        self._folder = folder
        self._chance = chance
        self._tally = tally
        self._next = 0
        self._embedded: Embedded = start_embedded(folder)
        self._keeping: asyncio.Task[None] | None = None
        self._pages = Pages(folder.parent, tally.violations)

    def accidents(self, *, full_disks: bool) -> Iterator[Callable[[], Coroutine[None, None, None]]]:
        """What can happen."""
        yield from (self.kill_everything, self.kill_the_server_alone, self.stop, self.stop_at_once, self.kill_a_writer)
        yield from (self.damage_the_pid_file, self.name_another_program, self.start_again, self.copy)
        yield from (self.kill_tandem, self.cut_the_power)
        if full_disks:
            yield self.fill_the_disk

    @contextlib.asynccontextmanager
    async def running(self, pages: int) -> AsyncIterator[None]:
        """Keep the database running, write to it and look at it on so many pages for the length of the block."""
        await self._ask('CREATE TABLE written (number int PRIMARY KEY, much text)')
        self._keep()
        try:
            async with self._pages.open(pages, self._embedded.url, self._chance):
                writers = [asyncio.create_task(self._write()) for _ in range(_WRITERS)]
                try:
                    yield
                finally:
                    await _end(*writers)
        finally:
            self._tally.gestures = self._pages.gestures
            await self._leave()

    async def check(self, accident: str) -> None:
        """Wait until the database is back, and look for what was acknowledged."""
        before = set(self._tally.acknowledged)
        try:
            async with asyncio.timeout(_BACK_SECONDS):
                kept = await self._ask_until_it_answers('SELECT array_agg(number) FROM written')
        except TimeoutError:
            self._tally.violations.append(f'it was not back {_BACK_SECONDS:.0f} seconds after: {accident}')
            return
        if lost := before - set(kept or ()):
            self._tally.violations.append(f'{len(lost)} acknowledged rows were lost after: {accident}')
        await self._pages.check(accident)

    async def kill_everything(self) -> None:
        """As the system does when memory runs out."""
        for process in self._processes():
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()

    async def kill_the_server_alone(self) -> None:
        """Its children notice a little later."""
        self._signal(signal.SIGKILL)

    async def stop(self) -> None:
        """As an administrator does."""
        self._signal(signal.SIGINT)

    async def stop_at_once(self) -> None:
        """Without finishing anything."""
        self._signal(signal.SIGQUIT)

    async def kill_a_writer(self) -> None:
        """A process of the server that serves one connection; the others have to be ended with it."""
        if children := self._processes()[1:]:
            with contextlib.suppress(psutil.NoSuchProcess):
                self._chance.choice(children).kill()

    async def damage_the_pid_file(self) -> None:
        """Empty, cut off or binary."""
        await self.kill_everything()
        self._write_pid_file(self._chance.choice([b'', b'12', b'\x00\xff', b'-1\n', b'99999999999\n']))

    async def name_another_program(self) -> None:
        """Its number was given to somebody else."""
        await self.kill_everything()
        self._write_pid_file(f'{os.getpid()}\n{self._folder}\n1\n5432\n/\n\n 1 2\nready   \n'.encode())

    async def start_again(self) -> None:
        """As when Tandem is stopped and started."""
        await self._pages.stop()
        await self._leave()
        await self._pages.start()
        self._embedded = await asyncio.to_thread(start_embedded, self._folder)
        self._keep()

    async def kill_tandem(self) -> None:
        """The process that serves the pages; the database stays."""
        await self._pages.kill()
        await self._pages.start()

    async def cut_the_power(self) -> None:
        """To Tandem and its database at once."""
        await asyncio.gather(self._pages.kill(), self.kill_everything())
        await self._pages.start()

    async def copy(self) -> None:
        """A copy made while everybody writes starts as a database of its own, or is refused in one sentence."""
        to = Path(tempfile.mkdtemp(prefix='tandem-copy-')) / 'postgresql'
        try:
            with contextlib.suppress(shutil.Error):  # what vanished while it was copied
                await asyncio.to_thread(shutil.copytree, self._folder, to, symlinks=True)
            await asyncio.to_thread(self._try_copy, to)
        finally:
            shutil.rmtree(to.parent, ignore_errors=True)

    async def fill_the_disk(self) -> None:
        """Until nothing more fits; then, a moment later, there is space again."""
        filler = self._folder.parent / 'filler'
        await asyncio.to_thread(_fill, filler)
        await asyncio.sleep(self._chance.uniform(0.2, 2))
        if self._chance.random() < 1 / 2:
            await self.kill_everything()
            await asyncio.sleep(self._chance.uniform(0.2, 2))
        filler.unlink()

    def _try_copy(self, folder: Path) -> None:
        try:
            copied = start_embedded(folder)
        except CannotStart as refusal:
            self._tally.done['copy refused'] += 1
            if '\n' in str(refusal):
                self._tally.violations.append(f'more than a sentence: {refusal}')
            return
        mine, theirs = processes.server_of(folder), processes.server_of(self._folder)
        if mine is not None and mine == theirs:
            self._tally.violations.append('a copy joined the server of the original')
        copied.leave()

    def _processes(self) -> list[psutil.Process]:
        server = processes.server_of(self._folder)
        with contextlib.suppress(psutil.NoSuchProcess):
            return [] if server is None else [server, *server.children(recursive=True)]
        return []

    def _signal(self, number: signal.Signals) -> None:
        for server in self._processes()[:1]:
            with contextlib.suppress(psutil.NoSuchProcess):
                server.send_signal(number)

    def _write_pid_file(self, content: bytes) -> None:
        with contextlib.suppress(OSError):
            (self._folder / processes.PID_FILE).write_bytes(content)

    def _keep(self) -> None:
        self._keeping = asyncio.create_task(self._embedded.keep_running())

    async def _leave(self) -> None:
        if self._keeping is not None:
            await _end(self._keeping)
        await asyncio.to_thread(self._embedded.leave)

    async def _write(self) -> None:
        while True:
            with contextlib.suppress(*_LOST):
                await self._write_on_one_connection()
            await asyncio.sleep(0.05)

    async def _write_on_one_connection(self) -> None:
        connection = await asyncpg.connect(self._embedded.url, timeout=10, command_timeout=10)
        try:
            while True:
                self._next, number = self._next + 1, self._next
                await connection.execute('INSERT INTO written VALUES ($1, $2)', number, 'x' * _MUCH)
                self._tally.acknowledged.add(number)
                await asyncio.sleep(self._chance.uniform(0, 0.02))
        finally:
            connection.terminate()

    async def _ask(self, query: str) -> list[int] | None:
        connection = await asyncpg.connect(self._embedded.url, timeout=10, command_timeout=30)
        try:
            found: list[int] | None = await connection.fetchval(query)
            return found
        finally:
            connection.terminate()

    async def _ask_until_it_answers(self, query: str) -> list[int] | None:
        while True:
            with contextlib.suppress(*_LOST):
                return await self._ask(query)
            await asyncio.sleep(0.05)


@contextlib.contextmanager
def _disk(is_small: bool) -> Iterator[Path]:
    """A folder, on a small disk of its own if so wanted, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix='tandem-chaos-'))
    mount = ['mount', '-t', 'tmpfs', '-o', f'size={_SPACE},mode=700', 'tmpfs', str(folder)]
    if is_small:
        subprocess.run(mount, check=True)  # noqa: S603 - our own
    try:
        yield folder
    finally:
        if is_small:
            subprocess.run(['umount', '--lazy', str(folder)], check=True)  # noqa: S603, S607 - as above
        shutil.rmtree(folder, ignore_errors=True)


def _fill(file: Path) -> None:
    with contextlib.suppress(OSError), file.open('wb', buffering=0) as output:
        while True:
            output.write(bytes(1_000_000))


async def _end(*tasks: asyncio.Task[None]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)


def main() -> int:
    """Run from the command line; returns 1 if anything should not have happened."""
    parser = argparse.ArgumentParser(prog='chaos', description=__doc__)
    parser.add_argument('--rounds', type=int, default=200)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--pages', type=int, default=2)
    options = parser.parse_args()
    full_disks = os.geteuid() == 0
    logging.disable(logging.ERROR)
    tally = asyncio.run(chaos(options.rounds, options.seed, full_disks=full_disks, pages=options.pages))
    for name, times in tally.done.most_common():
        sys.stdout.write(f'{times:>5} {name}\n')
    sys.stdout.write(f'{len(tally.acknowledged):>5} rows acknowledged\n{tally.gestures:>5} gestures on pages\n')
    if not full_disks:
        sys.stdout.write('Only root can mount the small disk that is filled, so none was.\n')
    for violation in tally.violations:
        sys.stdout.write(f'VIOLATION: {violation}\n')
    return bool(tally.violations)


if __name__ == '__main__':
    sys.exit(main())
