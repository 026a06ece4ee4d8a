"""Conversations over REST."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Header, Query, Response
from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import to_json

from app.api.once import once
from app.api.requests import LARGEST, InTransaction, KeyHeader, Outside, Serving
from app.api.stream import EVENT_STREAM, EventStreamResponse, ServerEvent, prefers_stream
from app.problems import answers
from services import chat_service
from services.models import ChatMessageRead, ChatSessionRead, ChatSessionUpdate
from services.text import MessageText, Title
from services.tools import ToolCall
from services.turn import Noted, Planned, Reply, Said, Turn

router = APIRouter(prefix='/chat', tags=['Chat'], responses=answers(401, 403, 422, 503))

_STREAMED: dict[int | str, dict[str, Any]] = {
    200: {
        'description': 'The finished turn, or with `Accept: text/event-stream` the same turn as it happens.',
        'content': {EVENT_STREAM: {'schema': {'type': 'string'}}},
    }
}


class NewMessage(BaseModel):
    """Something to say to the assistant, in a conversation or in a new one."""

    model_config = ConfigDict(
        extra='forbid', json_schema_extra={'examples': [{'message': 'add buy milk tomorrow at 9'}]}
    )

    message: MessageText
    session_id: UUID | None = None
    replaces: UUID | None = Field(None, description='The latest turn, to be taken back and said anew.')


class NewSession(BaseModel):
    """A conversation to begin; without a title it takes one from its first message."""

    model_config = ConfigDict(extra='forbid')

    title: Title | None = None


class Stopping(BaseModel):
    """A turn that was told to stop; `reply` is what came of it, null when it runs in another process."""

    turn_id: UUID
    reply: Reply | None


@router.post(
    '',
    summary='Say something to the assistant',
    response_model=Reply,
    responses=_STREAMED | answers(404, 409, 413, 429),
)
async def send(
    asking: Outside,
    tandem: Serving,
    new: NewMessage,
    idempotency_key: KeyHeader = None,
    accept: Annotated[str | None, Header(include_in_schema=False)] = None,
) -> Reply | Response:
    """Say something and get the finished turn, or the same turn as it happens.

    A stream sends the events `turn`, `text`, `note`, `plan` and `tool`, then `done`.
    A turn runs on when the connection is lost; its answer is in the conversation then. Sent again with the same
    Idempotency-Key, the message is answered by the first turn.
    """
    turn = await tandem.assistant.begin(
        asking.user_id,
        new.message,
        new.session_id,
        name=asking.cause.name,
        moment=asking.cause.moment,
        replaces=new.replaces,
        key=idempotency_key,
    )
    if prefers_stream(accept):
        return EventStreamResponse(_told(turn))
    return await turn.reply()


@router.post('/turns/{turn_id}/stop', summary='Stop a turn', responses=answers(404))
async def stop(asking: Outside, tandem: Serving, turn_id: UUID) -> Stopping:
    """Stop an answer that is on its way, whoever asked for it; what it has done by then stays done."""
    turn = tandem.assistant.turns.stop(asking.user_id, turn_id)
    return Stopping(turn_id=turn_id, reply=None if turn is None else await turn.reply())


@router.get('/sessions', summary='List conversations')
async def list_sessions(
    work: InTransaction,
    q: Annotated[
        str | None, Query(max_length=255, description='Only those with these words in the title or in a message.')
    ] = None,
    skip: Annotated[int, Query(ge=0, le=LARGEST, description='How many of the latest to leave out.')] = 0,
    limit: Annotated[int, Query(ge=1, le=1_000, description='How many to list at most.')] = 100,
) -> list[ChatSessionRead]:
    """Your conversations, the most recently used first."""
    found = await chat_service.list_sessions(work.session, work.user_id, q=q, skip=skip, limit=limit)
    return [ChatSessionRead.model_validate(chat) for chat in found]


@router.post('/sessions', status_code=201, summary='Begin a conversation', responses=answers(409, 413, 429))
async def create_session(
    work: InTransaction, new: NewSession | None = None, idempotency_key: KeyHeader = None
) -> ChatSessionRead:
    """Begin an empty conversation; without a title it takes one from its first message."""
    request = new or NewSession()

    async def verb() -> ChatSessionRead:
        chat = await chat_service.create_session(work.session, work.user_id, request.title, cause=work.cause)
        return ChatSessionRead.model_validate(chat)

    return await once(work, idempotency_key, request, ChatSessionRead, verb)


@router.get('/sessions/{session_id}', summary='Read a conversation', responses=answers(404))
async def get_session(work: InTransaction, session_id: UUID) -> ChatSessionRead:
    """One conversation, without its messages."""
    return ChatSessionRead.model_validate(await chat_service.get_session(work.session, work.user_id, session_id))


@router.patch('/sessions/{session_id}', summary='Change a conversation', responses=answers(404, 413))
async def update_session(work: InTransaction, session_id: UUID, changes: ChatSessionUpdate) -> ChatSessionRead:
    """Rename a conversation, or set it aside with `is_active`."""
    chat = await chat_service.update_session(work.session, work.user_id, session_id, changes, cause=work.cause)
    return ChatSessionRead.model_validate(chat)


@router.delete('/sessions/{session_id}', status_code=204, summary='Delete a conversation', responses=answers(404))
async def delete_session(work: InTransaction, session_id: UUID) -> None:
    """Delete a conversation and its messages."""
    await chat_service.delete_session(work.session, work.user_id, session_id, cause=work.cause)


@router.get('/sessions/{session_id}/messages', summary='Read messages', responses=answers(404))
async def list_messages(
    work: InTransaction,
    session_id: UUID,
    before: Annotated[int | None, Query(ge=0, le=LARGEST, description='Only messages before this position.')] = None,
    limit: Annotated[int, Query(ge=1, le=1_000, description='How many of the latest to list at most.')] = 100,
) -> list[ChatMessageRead]:
    """The latest messages of a conversation, oldest first."""
    found = await chat_service.list_messages(work.session, work.user_id, session_id, before=before, limit=limit)
    return [ChatMessageRead.model_validate(message) for message in found]


async def _told(turn: Turn) -> AsyncGenerator[ServerEvent]:
    yield _event('turn', {'turn_id': turn.id, 'session_id': turn.session_id})
    async with aclosing(turn.follow()) as steps:
        async for step in steps:
            match step:
                case Said():
                    yield _event('text', {'text': step.text, **({'anew': True} if step.anew else {})})
                case Noted() if step.text:
                    yield _event('note', {'text': step.text})
                case Planned():
                    yield _event('plan', {'calls': [{'tool': tool, 'arguments': given} for tool, given in step.calls]})
                case ToolCall():
                    yield _event('tool', step)
                case Reply():
                    yield _event('done', step)


def _event(name: str, data: object) -> ServerEvent:
    return ServerEvent(to_json(data).decode(), name)
