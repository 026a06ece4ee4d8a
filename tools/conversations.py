"""Play whole conversations against Tandem in this process, with the data's own player as the judge.

    python -m tools.conversations [--data DIR | --scenarios FILE …] [--only REGEX] [--quiet]

A conversation is right when every turn did what it should. One that is not right is *wrong* when something was
changed, stored or offered for approval that should not have been, and *not understood* when nothing was.
"""

import argparse
import asyncio
import importlib.util
import json
import re
import sys
import tempfile
import threading
from collections import Counter, defaultdict
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from app.postgres.embedded import start_embedded
from app.postgres.schema import prepare_database
from services import approvals, task_service
from services.accounts.people import User
from services.assistant import Assistant
from services.chat.builtin.brain import BuiltInBrain
from services.chat.incoming_message import IncomingMessage
from services.database import Database
from services.errors import TandemError
from services.hub import EventHub
from services.models import TaskCreate, TaskRead, TaskUpdate
from services.relay import Relay
from services.supervision import Supervisor
from services.sync.state_directory import StateDirectory
from services.values.cause import Cause, Moment, Via

DATA = Path(__file__).resolve().parents[2] / 'shared' / 'data'
_ACTED = re.compile(r'(?:^|: )(?:created|updated|deleted|approval asked for)\b')

Result = TypeVar('Result')


@dataclass
class Answer:
    """What a call came to, as the player reads it."""

    body: Any
    is_success: bool = True

    @property
    def text(self) -> str:
        """The body as text."""
        return json.dumps(self.body)

    def json(self) -> Any:
        """The body."""
        return self.body


class Process:
    """Tandem's services on a database of their own, in a thread with an event loop."""

    def __init__(self, url: str) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.run(prepare_database(url))
        self.database = Database(url).everybody()
        hub = EventHub()
        states = StateDirectory(self.database, hub, Relay(self.database, hub), Supervisor())
        self.assistant = Assistant(self.database, BuiltInBrain(states))

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """The result of some work in the loop."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def close(self) -> None:
        """End everything."""
        self.run(self.database.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    async def add_person(self) -> UUID:
        """Somebody new, with nothing."""
        user_id = uuid4()
        async with self.database.transaction() as session:
            session.add(User(id=user_id, name='Somebody', time_zone='UTC'))
        return user_id


class Door:
    """One person, spoken to in the player's words; it stands in for the player's own door over REST."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._user_id = process.run(process.add_person())
        self._moment = Moment.current()
        self.took: list[float] = []
        self.replies: list[str] = []

    def set_clock(self, now: datetime, zone: str) -> None:
        """Take this as the present."""
        self._moment = Moment(now, ZoneInfo(zone), is_stated=True)

    def call(self, method: str, path: str, body: Any = None, **_: Any) -> Answer:
        """Do what a request would."""
        try:
            return Answer(self._process.run(self._do(method, path, body)))
        except (TandemError, ValidationError) as error:
            return Answer({'detail': str(error)}, is_success=False)

    async def _do(self, method: str, path: str, body: Any) -> Any:
        cause = Cause(via=Via.REST, moment=self._moment)
        database, user_id = self._process.database, self._user_id
        if path == '/chat':
            session_id = UUID(body['session_id']) if body.get('session_id') else None
            message = IncomingMessage(body['message'], session_id, cause=Cause(via=Via.CHAT, moment=self._moment))
            reply = await self._process.assistant.send(user_id, message)
            self.replies.append(reply.response)
            return {'response': reply.response, 'session_id': str(reply.session_id)}
        async with database.transaction() as session:
            if path.startswith('/tasks/?'):
                tasks = await task_service.list_tasks(session, user_id, limit=None)
                return [TaskRead.model_validate(task).model_dump(mode='json') for task in tasks]
            if path.startswith('/approvals/'):
                approve = body['decision'] == 'approve'
                await approvals.decide(session, user_id, UUID(path.rpartition('/')[2]), approve=approve, cause=cause)
                return {}
            if path == '/approvals':
                found = await approvals.list_approvals(session, user_id)
                return [each.model_dump(mode='json') for each in found]
            if method == 'POST':
                task = await task_service.create_task(session, user_id, TaskCreate.model_validate(body), cause=cause)
            else:
                task_id = UUID(path.rpartition('/')[2])
                task = await task_service.update_task(
                    session, user_id, task_id, TaskUpdate.model_validate(body), cause=cause
                )
            return TaskRead.model_validate(task).model_dump(mode='json')


@contextmanager
def process() -> Iterator[Process]:
    """Tandem's services on an embedded PostgreSQL that is thrown away."""
    with tempfile.TemporaryDirectory(prefix='tandem-conversations-') as folder:
        server = start_embedded(Path(folder))
        running = Process(server.url)
        try:
            yield running
        finally:
            running.close()
            server.leave()


def player_in(folder: Path) -> ModuleType:
    """The data's own player: it knows what a scenario means."""
    spec = importlib.util.spec_from_file_location('play', folder / 'play.py')
    if spec is None or spec.loader is None:
        raise FileNotFoundError(folder / 'play.py')
    module = importlib.util.module_from_spec(spec)
    sys.modules['play'] = module
    spec.loader.exec_module(module)

    class Joined(module.Door, Door):  # type: ignore[misc, name-defined]
        """The player's helpers over our calls."""

        __init__ = Door.__init__
        call = Door.call
        set_clock = Door.set_clock

    module.Joined = Joined  # type: ignore[attr-defined]
    return module


def play_all(
    player: ModuleType, scenarios: list[dict[str, Any]], running: Process
) -> list[tuple[dict[str, Any], list[str], list[str]]]:
    """Each scenario with its problems and with what was replied."""
    results = []
    for scenario in scenarios:
        door = player.Joined(running)
        problems = player.play(door, scenario)
        results.append((scenario, problems, door.replies))
    return results


def is_wrong(problems: list[str]) -> bool:
    """Whether something was done that should not have been."""
    return any(_ACTED.search(problem) for problem in problems)


def read_scenarios(files: list[Path], only: str = '') -> list[dict[str, Any]]:
    """The scenarios of some files, those whose id or group fits."""
    lines = [line for file in files for line in file.read_text(encoding='utf-8').splitlines() if line.strip()]
    found = [json.loads(line) for line in lines]
    return [each for each in found if re.search(only, each['id']) or re.search(only, each['group'])]


def measure_conversations(
    folder: Path, files: list[Path] | None = None, *, only: str = '', quiet: bool = False
) -> None:
    """Print how many conversations are right, not understood and wrong, by group."""
    write = sys.stdout.write
    scenarios = read_scenarios(files or [folder / 'scenarios.jsonl'], only)
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    with process() as running:
        for scenario, problems, replies in play_all(player_in(folder), scenarios, running):
            outcome = 'wrong' if is_wrong(problems) else 'not understood' if problems else 'right'
            for group in (scenario['group'], 'all'):
                groups[group][outcome] += 1
            if problems and not quiet:
                write(f'{outcome}: {scenario["id"]}: ' + '\n     '.join(problems) + f'\n     replied {replies[-1:]}\n')
    for group, counts in sorted(groups.items()):
        total = counts.total()
        share = 100 * counts['right'] / total
        missed = f'{counts["not understood"]} not understood, {counts["wrong"]} wrong'
        write(f'conversations, {group:20}{share:6.2f} %  ({counts["right"]} of {total}; {missed})\n')


def main() -> int:
    """Play the conversations; without any there is nothing to play, and that is no failure."""
    options = argparse.ArgumentParser(description='Play conversations in this process.')
    options.add_argument('--data', type=Path, default=DATA)
    options.add_argument('--scenarios', type=Path, nargs='*')
    options.add_argument('--only', default='')
    options.add_argument('--quiet', action='store_true')
    chosen = options.parse_args()
    folder = chosen.data / 'conversations'
    if not folder.is_dir():
        sys.stdout.write(f'nothing to play: no conversations in {folder}\n')
        return 0
    measure_conversations(folder, chosen.scenarios, only=chosen.only, quiet=chosen.quiet)
    return 0


if __name__ == '__main__':
    sys.exit(main())
