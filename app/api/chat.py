"""Conversations with the assistant, over REST."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Header, Query, Response
from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import to_json

from app.api.dependencies import MAX_INTEGER, ChatContext, ChatTransaction, KeyHeader, ReadTransaction, RunningTandem
from app.api.idempotent_requests import idempotent
from app.api.stream import EVENT_STREAM, EventStream, encode_event, prefers_stream
from app.problems import answers
from services import chat_service
from services.accounts.tokens import Scope
from services.chat.incoming_message import IncomingMessage
from services.chat.turn import StatusUpdate, TextDelta, ToolCallsPlanned, Turn, TurnReply
from services.models import ChatMessageRead, ChatSessionRead, ChatSessionUpdate
from services.tools import ToolCall
from services.values.cause import Cause, Via
from services.values.text import MessageText, Title

router = APIRouter(prefix='/chat', tags=['Chat'], responses=answers(401, 403, 422, 503))

_STREAMED: dict[int | str, dict[str, Any]] = {
    200: {
        'description': 'The finished turn, or with `Accept: text/event-stream` the same turn as it happens.',
        'content': {EVENT_STREAM: {'schema': {'type': 'string'}}},
    }
}


class NewMessage(BaseModel):
    """A message to the assistant, in a conversation or in a new one."""

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
    """A turn that was asked to stop; `reply` is how it ended, null when it runs in another process."""

    turn_id: UUID
    reply: TurnReply | None


@router.post(
    '',
    summary='Say something to the assistant',
    response_model=TurnReply,
    responses=_STREAMED | answers(404, 409, 413, 429),
)
async def send(
    context: ChatContext,
    tandem: RunningTandem,
    new: NewMessage,
    idempotency_key: KeyHeader = None,
    accept: Annotated[str | None, Header(include_in_schema=False)] = None,
) -> TurnReply | Response:
    """Say something and get the finished turn, or the same turn as it happens.

    A stream sends the events `turn`, `text`, `note`, `plan` and `tool`, then `done`.
    A turn runs on when the connection is lost; its answer is in the conversation then. Sent again with the same
    Idempotency-Key, the message is answered by the first turn.
    """
    message = IncomingMessage(
        new.message,
        new.session_id,
        cause=Cause(via=Via.CHAT, name=context.cause.name, moment=context.cause.moment),
        replaces=new.replaces,
        idempotency_key=idempotency_key,
        may_change=Scope.WRITE in context.caller.scopes,
    )
    turn = await tandem.assistant.begin(context.user_id, message)
    if prefers_stream(accept):
        return EventStream(_events_of(turn))
    return await turn.reply()


@router.post('/turns/{turn_id}/stop', summary='Stop a turn', responses=answers(404))
async def stop(context: ChatContext, tandem: RunningTandem, turn_id: UUID) -> Stopping:
    """Stop an answer that is on its way, whoever asked for it; what it has done by then stays done."""
    turn = tandem.assistant.turns.stop(context.user_id, turn_id)
    return Stopping(turn_id=turn_id, reply=None if turn is None else await turn.reply())


@router.get('/sessions', summary='List conversations')
async def list_sessions(
    call: ReadTransaction,
    q: Annotated[
        str | None, Query(max_length=255, description='Only those with these words in the title or in a message.')
    ] = None,
    skip: Annotated[int, Query(ge=0, le=MAX_INTEGER, description='How many of the latest to leave out.')] = 0,
    limit: Annotated[int, Query(ge=1, le=1_000, description='How many to list at most.')] = 100,
) -> list[ChatSessionRead]:
    """Your conversations, the most recently used first."""
    found = await chat_service.list_sessions(call.session, call.user_id, q=q, skip=skip, limit=limit)
    return [ChatSessionRead.model_validate(chat) for chat in found]


@router.post('/sessions', status_code=201, summary='Begin a conversation', responses=answers(409, 413, 429))
async def create_session(
    call: ChatTransaction, new: NewSession | None = None, idempotency_key: KeyHeader = None
) -> ChatSessionRead:
    """Begin an empty conversation; without a title it takes one from its first message."""
    request = new or NewSession()

    async def verb() -> ChatSessionRead:
        chat = await chat_service.create_session(call.session, call.user_id, request.title, cause=call.cause)
        return ChatSessionRead.model_validate(chat)

    return await idempotent(call, idempotency_key, request, ChatSessionRead, verb)


@router.get('/sessions/{session_id}', summary='Read a conversation', responses=answers(404))
async def get_session(call: ReadTransaction, session_id: UUID) -> ChatSessionRead:
    """One conversation, without its messages."""
    return ChatSessionRead.model_validate(await chat_service.get_session(call.session, call.user_id, session_id))


@router.patch('/sessions/{session_id}', summary='Change a conversation', responses=answers(404, 413))
async def update_session(call: ChatTransaction, session_id: UUID, changes: ChatSessionUpdate) -> ChatSessionRead:
    """Rename a conversation, or set it aside with `is_active`."""
    chat = await chat_service.update_session(call.session, call.user_id, session_id, changes, cause=call.cause)
    return ChatSessionRead.model_validate(chat)


@router.delete('/sessions/{session_id}', status_code=204, summary='Delete a conversation', responses=answers(404))
async def delete_session(call: ChatTransaction, session_id: UUID) -> None:
    """Delete a conversation and its messages."""
    await chat_service.delete_session(call.session, call.user_id, session_id, cause=call.cause)


@router.get('/sessions/{session_id}/messages', summary='Read messages', responses=answers(404))
async def list_messages(
    call: ReadTransaction,
    session_id: UUID,
    before: Annotated[
        int | None, Query(ge=0, le=MAX_INTEGER, description='Only messages before this position.')
    ] = None,
    limit: Annotated[int, Query(ge=1, le=1_000, description='How many of the latest to list at most.')] = 100,
) -> list[ChatMessageRead]:
    """The latest messages of a conversation, oldest first."""
    found = await chat_service.list_messages(call.session, call.user_id, session_id, before=before, limit=limit)
    return [ChatMessageRead.model_validate(message) for message in found]


async def _events_of(turn: Turn) -> AsyncGenerator[bytes]:
    yield _event('turn', {'turn_id': turn.id, 'session_id': turn.session_id})
    async with aclosing(turn.updates()) as updates:
        async for update in updates:
            match update:
                case TextDelta(text, replaces_text):
                    yield _event('text', {'text': text, **({'anew': True} if replaces_text else {})})
                case StatusUpdate(text) if text:
                    yield _event('note', {'text': text})
                case ToolCallsPlanned(calls):
                    planned = [{'tool': tool, 'arguments': arguments} for tool, arguments in calls]
                    yield _event('plan', {'calls': planned})
                case ToolCall():
                    yield _event('tool', update)
                case TurnReply():
                    yield _event('done', update)


def _event(name: str, data: object) -> bytes:
    return encode_event(to_json(data).decode(), name=name)
