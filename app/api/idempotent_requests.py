"""Idempotency keys: a request that is repeated with the same key does nothing and gets the first answer."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from pydantic import BaseModel

from app.api.dependencies import RequestTransaction
from services import ledger
from services.storage import idempotency

Result = TypeVar('Result', bound=BaseModel)


async def idempotent(
    call: RequestTransaction,
    key: str | None,
    request: BaseModel,
    kind: type[Result],
    verb: Callable[[], Awaitable[Result]],
) -> Result:
    """The result of `verb`, or the stored one when a request with the same `key` was answered before."""
    if key is None:
        return await verb()
    await ledger.hold(call.session, call.user_id)
    earlier = await idempotency.recall(call.session, call.user_id, key, request)
    if earlier is not None:
        return kind.model_validate(earlier)
    result = await verb()
    await idempotency.remember(
        call.session, call.user_id, key, request, result.model_dump(mode='json', exclude_unset=True)
    )
    return result
