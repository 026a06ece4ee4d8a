"""The ledger over HTTP: the events since a number, or a stream that goes on."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Query, Response
from pydantic import BaseModel, Field

from app.api.dependencies import MAX_INTEGER, ReadContext, RunningTandem
from app.api.feed import Everything, Feed
from app.api.stream import EVENT_STREAM, EventStream, encode_event, prefers_stream
from app.auth import Caller
from app.bootstrap import Tandem
from app.problems import answers
from services import ledger, task_service
from services.errors import InvalidInput

router = APIRouter(prefix='/events', tags=['Events'], responses=answers(401, 403, 422, 503))

_STREAMED: dict[int | str, dict[str, Any]] = {
    200: {
        'description': 'The events, or with `Accept: text/event-stream` those and all that follow.',
        'content': {EVENT_STREAM: {'schema': {'type': 'string'}}},
    }
}


class EventPage(BaseModel):
    """Events in order, or a `snapshot` when the events that you miss are no longer kept.

    `seq` is the number of the last event that you now know: ask for events since that one next.
    """

    events: list[dict[str, Any]] = Field(
        examples=[[{'type': 'task_created', 'seq': 1, 'data': {'task': {}, 'userId': '…', 'timestamp': '…'}}]]
    )
    seq: int
    snapshot: Everything | None = Field(
        None, description='Only there when the events after `since` are no longer kept, or `since` is from a future.'
    )


def last_known(
    since: Annotated[
        int | None, Query(ge=0, le=MAX_INTEGER, description='The number of the last event you know.')
    ] = None,
    last_event_id: Annotated[
        str | None, Header(description='As `since`; sent by browsers that connect to a stream again.')
    ] = None,
) -> int | None:
    """The number of the last event that the client knows; None when it knows none."""
    if last_event_id is None:
        return since
    if not (last_event_id.isascii() and last_event_id.isdigit() and int(last_event_id[:20]) <= MAX_INTEGER):
        raise InvalidInput('Last-Event-ID', 'Last-Event-ID must be the number of an event.')
    return int(last_event_id)


@router.get(
    '',
    summary='Read or follow events',
    response_model=EventPage,
    response_model_exclude_unset=True,
    responses=_STREAMED,
)
async def read_events(
    context: ReadContext,
    tandem: RunningTandem,
    since: Annotated[int | None, Depends(last_known)],
    limit: Annotated[int, Query(ge=1, le=1_000, description='How many events to list at most.')] = 100,
    accept: Annotated[str | None, Header(include_in_schema=False)] = None,
) -> EventPage | Response:
    """What happened after event `since`, oldest first; as a stream, the messages that the WebSocket sends."""
    if prefers_stream(accept):
        return EventStream(_follow(tandem, context.caller, since))
    async with tandem.database.of(context.user_id).transaction() as session:
        # The position is read first: an event committed between the two reads then comes next time and is not lost.
        reached = await ledger.position(session, context.user_id)
        known = since or 0
        found = await ledger.read_next(session, context.user_id, known, limit)
        if known > reached or (known < reached and not found):
            whole = await task_service.snapshot(session, context.user_id)
            return EventPage(events=[], seq=whole.seq, snapshot=Everything.of(whole))
    return EventPage(events=[event.message for event in found], seq=found[-1].seq if found else reached)


async def _follow(tandem: Tandem, caller: Caller, since: int | None) -> AsyncGenerator[bytes]:
    with Feed(tandem, caller) as feed:
        async with aclosing(feed.messages(since)) as messages:
            async for message in messages:
                yield encode_event(message.text, number=message.seq)
