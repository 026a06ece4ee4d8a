"""The ledger over HTTP: what happened since, and what happens."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Query, Response
from pydantic import BaseModel, Field

from app.api.feed import Feed
from app.api.requests import LARGEST, Outside, Serving
from app.api.stream import EVENT_STREAM, EventStreamResponse, ServerEvent, prefers_stream
from app.auth import Caller
from app.bootstrap import Tandem
from app.problems import answers
from services import ledger, task_service
from services.errors import InvalidInput
from services.models import TaskRead

router = APIRouter(prefix='/events', tags=['Events'], responses=answers(401, 403, 422, 503))

_STREAMED: dict[int | str, dict[str, Any]] = {
    200: {
        'description': 'The events, or with `Accept: text/event-stream` those and all that follow.',
        'content': {EVENT_STREAM: {'schema': {'type': 'string'}}},
    }
}


class Everything(BaseModel):
    """All that there is, for whoever cannot be told change by change."""

    tasks: list[TaskRead]


class EventPage(BaseModel):
    """Events in order, or, when those you miss are no longer kept, everything at once in `snapshot`.

    `seq` is the number to ask on from: that of the last event you now know.
    """

    events: list[dict[str, Any]] = Field(
        examples=[[{'type': 'task_created', 'seq': 1, 'data': {'task': {}, 'userId': '…', 'timestamp': '…'}}]]
    )
    seq: int
    snapshot: Everything | None = Field(
        None, description='Only there when the events after `since` are no longer kept, or `since` is from a future.'
    )


def known(
    since: Annotated[int | None, Query(ge=0, le=LARGEST, description='The number of the last event you know.')] = None,
    last_event_id: Annotated[
        str | None, Header(description='As `since`; sent by browsers that connect to a stream again.')
    ] = None,
) -> int | None:
    """The number of the last event that the client knows; None when it knows none."""
    if last_event_id is None:
        return since
    if not (last_event_id.isascii() and last_event_id.isdigit() and int(last_event_id[:20]) <= LARGEST):
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
    asking: Outside,
    tandem: Serving,
    since: Annotated[int | None, Depends(known)],
    limit: Annotated[int, Query(ge=1, le=1_000, description='How many events to list at most.')] = 100,
    accept: Annotated[str | None, Header(include_in_schema=False)] = None,
) -> EventPage | Response:
    """What happened after event `since`, oldest first; as a stream, the messages that the WebSocket sends."""
    if prefers_stream(accept):
        return EventStreamResponse(_follow(tandem, asking.caller, since))
    async with tandem.database.of(asking.user_id).transaction() as session:
        # The position is read first: what is committed between the two reads is then only told later, not missed.
        reached = await ledger.position(session, asking.user_id)
        found = await ledger.read(session, asking.user_id, since or 0, limit)
        expected = (since or 0) + 1
        if expected > reached + 1 or (expected <= reached and (not found or found[0].seq != expected)):
            whole = await task_service.snapshot(session, asking.user_id)
            return EventPage(events=[], seq=whole.seq, snapshot=Everything(tasks=list(whole.tasks)))
    return EventPage(events=[event.message for event in found], seq=found[-1].seq if found else reached)


async def _follow(tandem: Tandem, caller: Caller, since: int | None) -> AsyncGenerator[ServerEvent]:
    with Feed(tandem, caller) as feed:
        async with aclosing(feed.messages(since)) as messages:
            async for message in messages:
                yield ServerEvent(message.text, id=message.seq)
