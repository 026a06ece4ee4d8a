"""Whether a copy of a person's tasks is what the database holds, told by two numbers instead of by the tasks."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import BigInteger, Integer, Numeric, String, and_, cast, func, literal_column, select
from sqlalchemy.dialects.postgresql import BIT
from sqlalchemy.ext.asyncio import AsyncSession

from services.accounts.people import User
from services.models import Task, TaskRead
from services.storage.columns import table_of

_DIGITS = 12
_SHIFT = 128 - 4 * _DIGITS

_task = table_of(Task)
_user = table_of(User)


@dataclass(frozen=True)
class Digest:
    """How many tasks there are, and a sum in which every id and version has a part."""

    count: int
    total: int


def digest_of(tasks: Iterable[TaskRead]) -> Digest:
    """The digest of a copy. A version belongs to one content only, so content needs no part in it."""
    count = total = 0
    for task in tasks:
        count += 1
        total += (task.id.int >> _SHIFT) * task.version
    return Digest(count, total)


async def stored_digest(session: AsyncSession, user_id: UUID) -> tuple[int, Digest]:
    """The digest of what the database holds and the number of the last event in it, read in one statement."""
    digits = func.left(func.replace(cast(_task.c.id, String), '-', ''), _DIGITS)
    part = cast(cast(cast(literal_column("'x'").op('||')(digits), BIT(4 * _DIGITS)), BigInteger), Numeric)
    joined = _user.outerjoin(_task, and_(_task.c.user_id == _user.c.id, _task.c.deleted_at.is_(None)))
    query = (
        select(_user.c.seq, cast(func.count(_task.c.id), Integer), func.coalesce(func.sum(part * _task.c.version), 0))
        .select_from(joined)
        .where(_user.c.id == user_id)
        .group_by(_user.c.seq)
    )
    seq, count, total = (await session.execute(query)).one()
    return seq, Digest(count, int(total))
