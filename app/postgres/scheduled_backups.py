"""A backup every day, into a folder of whoever runs Tandem, of which the newest are kept."""

import asyncio
import fcntl
import logging
import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.postgres.backup import back_up_database
from app.postgres.refusals import CannotStart

EVERY = timedelta(days=1)
"""How often a backup is made."""

OVERDUE = timedelta(hours=36)
"""So old is the last backup when something is wrong: a night and half a day late."""

_NAME = 'tandem-{:%Y%m%d-%H%M%S}.backup'
_NAMES = re.compile(r'tandem-(\d{8}-\d{6})\.backup')
_LOOK_SECONDS = 300.0

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ScheduledBackups:
    """Makes a backup of the database at `url` every day and keeps the newest `keep` of them in `folder`.

    When the last one was made is read from the names in the folder, so that a restart does not
    forget it, and processes that share the folder make one backup between them.
    """

    url: str
    folder: Path
    keep: int
    recipient: str | None = None

    async def run(self) -> None:
        """Make backups until cancelled; one that fails is tried again, and logged each time."""
        while True:
            try:
                await asyncio.to_thread(self.make_if_due, datetime.now(UTC))
            except CannotStart as refusal:
                log.error('The daily backup was not made. %s', refusal)  # noqa: TRY400 - the sentence says it all
            await asyncio.sleep(_LOOK_SECONDS)

    def make_if_due(self, now: datetime) -> bool:
        """Make a backup if the last one is a day old and nobody else is making one; whether it did.

        Raises CannotStart when it cannot be made.
        """
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = os.open(self.folder / '.lock', os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise CannotStart(
                f'TANDEM_BACKUP_DIR={self.folder} cannot be written to ({error.strerror}). Name another folder.'
            ) from error
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            last = self.last(now)
            if last is not None and now - last < EVERY:
                return False
            back_up_database(self.url, self.folder / _NAME.format(now), self.recipient)
            self._forget_old(now)
        except BlockingIOError:
            return False
        else:
            return True
        finally:
            os.close(lock)

    def last(self, now: datetime) -> datetime | None:
        """When the newest backup was made; one from the future was named by a clock that was wrong."""
        return max((made for made, _ in self._made() if made <= now), default=None)

    def is_overdue(self, now: datetime) -> bool:
        """Whether the newest backup is so old that somebody should look; also when there is none."""
        last = self.last(now)
        return last is None or now - last > OVERDUE

    def _forget_old(self, now: datetime) -> None:
        newest_first = sorted(self._made(), key=lambda made: (made[0] <= now, made[0]), reverse=True)
        for _, file in newest_first[self.keep :]:
            file.unlink(missing_ok=True)

    def _made(self) -> list[tuple[datetime, Path]]:
        names = ((_NAMES.fullmatch(path.name), path) for path in self.folder.glob('tandem-*.backup'))
        return [(datetime.strptime(f'{name[1]}+0000', '%Y%m%d-%H%M%S%z'), path) for name, path in names if name]
