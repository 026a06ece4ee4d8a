"""Keeps background tasks running: one that fails is logged, counted, and started again after a pause."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field

log = logging.getLogger(__name__)

Work = Callable[[], Awaitable[object]]
"""What a background task does. It is called again for each start, and runs until it is cancelled."""


@dataclass
class Backoff:
    """How long a task that failed waits before it starts again: twice as long after each failure.

    A run of at least `steady_seconds` counts as a recovery, after which the waits begin anew.
    """

    first_seconds: float = 0.1
    max_seconds: float = 30.0
    steady_seconds: float = 60.0
    _next_seconds: float = field(default=0.0, init=False)

    def after(self, run_seconds: float) -> float:
        """The wait in seconds after a run of this length."""
        has_recovered = run_seconds >= self.steady_seconds
        wait = self.first_seconds if has_recovered else max(self._next_seconds, self.first_seconds)
        self._next_seconds = min(2 * wait, self.max_seconds)
        return wait


@dataclass
class Status:
    """How the background tasks of one name are doing.

    `down` counts those that have failed and wait to start again; `failed_at` is the time of the last
    failure by the monotonic clock. While a `needed` one is down, the process should get no requests.
    """

    name: str
    needed: bool
    down: int = 0
    restarts: int = 0
    failed_at: float | None = None


class Ended(Exception):
    """A background task ended by itself, which counts as a failure like any other."""


class Supervisor:
    """Starts background tasks, starts them again when they fail, and stops them in the opposite order."""

    def __init__(self, backoff: Callable[[], Backoff] = Backoff) -> None:
        self._backoff = backoff
        self._tasks: dict[asyncio.Task[None], None] = {}
        self._statuses: dict[str, Status] = {}
        self._logged: set[tuple[object, ...]] = set()

    def start(self, name: str, work: Work, *, needed: bool = True) -> asyncio.Task[None]:
        """Keep `work` running until the task returned here is cancelled, or all are stopped.

        Tasks that share a name share a status.
        """
        status = self._statuses.setdefault(name, Status(name, needed))
        task = asyncio.create_task(self._keep_running(status, work), name=name)
        self._tasks[task] = None
        task.add_done_callback(self._tasks.pop)
        return task

    def statuses(self) -> Iterator[Status]:
        """How each kind of task is doing, by the order of their first start."""
        return iter(self._statuses.values())

    def down(self) -> list[str]:
        """The names of the needed tasks that are not running."""
        return [status.name for status in self._statuses.values() if status.needed and status.down]

    async def stop(self) -> None:
        """End all tasks, the last one first, and each before the next."""
        for task in reversed(list(self._tasks)):
            task.cancel()
            await asyncio.wait([task])

    async def _keep_running(self, status: Status, work: Work) -> None:
        backoff = self._backoff()
        while True:
            began = time.monotonic()
            error = await self._run(status, work)
            wait = backoff.after(time.monotonic() - began)
            self._log(status.name, error, f'It starts again in {wait:.1f} s.')
            del error  # whose traceback holds on to everything the task worked with
            status.failed_at = time.monotonic()
            status.down += 1
            try:
                await asyncio.sleep(wait)
            finally:
                status.down -= 1
            status.restarts += 1

    async def _run(self, status: Status, work: Work) -> Exception:
        """Run `work` until it fails, and return with what; raises CancelledError when the task is to end."""
        try:
            await work()
        except asyncio.CancelledError:
            if _is_to_end():
                raise
            return Ended('something that it waited for was cancelled')
        except Exception as error:  # noqa: BLE001 - whatever it is, it is logged, and the task goes on
            if not _is_to_end():
                return error
            self._log(status.name, error, 'It was about to end.')
        else:
            if not _is_to_end():
                return Ended('it returned')
        raise asyncio.CancelledError

    def _log(self, name: str, error: Exception, then: str) -> None:
        """Log each kind of failure once with its traceback, and from then on in a line."""
        kind = (name, type(error), *_place_of(error))
        if kind in self._logged:
            log.warning('The background task %s failed again (%s). %s', name, type(error).__name__, then)
        else:
            self._logged.add(kind)
            log.error('The background task %s failed (%s). %s', name, type(error).__name__, then, exc_info=error)


def _is_to_end() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def _place_of(error: Exception) -> tuple[object, ...]:
    """The file and line that raised it; nothing for an error that was never raised."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return () if trace is None else (trace.tb_frame.f_code.co_filename, trace.tb_lineno)
