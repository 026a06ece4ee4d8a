"""A request that is repeated with the same Idempotency-Key gets the first answer and does nothing."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from pydantic import BaseModel

from app.api.requests import Work
from services import idempotency, ledger

Result = TypeVar('Result', bound=BaseModel)


async def once(
    work: Work, key: str | None, request: BaseModel, kind: type[Result], verb: Callable[[], Awaitable[Result]]
) -> Result:
    """What `verb` results in, or what it did when `request` first carried `key`."""
    if key is None:
        return await verb()
    await ledger.hold(work.session, work.user_id)
    earlier = await idempotency.recall(work.session, work.user_id, key, request)
    if earlier is not None:
        return kind.model_validate(earlier)
    result = await verb()
    await idempotency.remember(work.session, work.user_id, key, request, result.model_dump(mode='json'))
    return result
