"""A chat turn as its conversation keeps it: the message, the reply, and what is read back of both."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services import chat_service, ledger
from services.approval_models import ApprovalRead
from services.chat.brain import TurnRequest
from services.chat.incoming_message import IncomingMessage
from services.chat.turn import TurnReply
from services.models import ChatMessageCreate, ChatMessageRead
from services.tools import ToolCall
from services.values.vocabulary import MessageType, Role


async def open_session(session: AsyncSession, user_id: UUID, message: IncomingMessage) -> UUID:
    """The conversation of a message, which begins here if it names none; raises ChatSessionNotFound."""
    if message.session_id is None:
        return (await chat_service.create_session(session, user_id, cause=message.cause)).id
    return (await chat_service.get_session(session, user_id, message.session_id)).id


async def read_history(session: AsyncSession, user_id: UUID, session_id: UUID, limit: int) -> list[ChatMessageRead]:
    """The latest messages, oldest first; raises ChatSessionNotFound."""
    found = await chat_service.list_messages(session, user_id, session_id, limit=limit)
    return [ChatMessageRead.model_validate(message) for message in found]


def without_replaced(history: Iterable[ChatMessageRead], replaced: UUID | None) -> list[ChatMessageRead]:
    """The messages, without those of turns in place of which others stand now: `replaced`, and any in the history."""
    history = list(history)
    gone = {message.details.get('replaces') for message in history} | {str(replaced)}
    return [message for message in history if str(message.turn_id) not in gone]


async def store_message(
    session: AsyncSession,
    user_id: UUID,
    session_id: UUID,
    message: IncomingMessage,
    *,
    kind: MessageType,
    runner: int | None,
) -> None:
    """Append a message to its conversation; `runner` is the process that answers it."""
    stored = ChatMessageCreate(role=Role.USER, content=message.text, message_type=kind)
    details = {
        **({'runner': runner} if runner is not None else {}),
        **({'replaces': str(message.replaces)} if message.replaces else {}),
    }
    await chat_service.add_message(session, user_id, session_id, stored, cause=message.cause, details=details)


async def store_reply(session: AsyncSession, request: TurnRequest, reply: TurnReply) -> None:
    """Append a reply to its conversation, in as many messages as it needs; the last one has the details."""
    known_seq = request.memory.pop('seq', None) or await ledger.position(session, request.user_id)
    details: dict[str, Any] = {
        'tool_calls': [call.model_dump(mode='json') for call in reply.tool_calls],
        'memory': request.memory,
        'display': request.display,
        'seq': known_seq,
        'seconds': reply.response_time,
    }
    form: dict[str, Any] = {'display': {'format': request.display['format']}} if 'format' in request.display else {}
    *others, last = chat_service.split_reply(reply.response)
    for content, extra in [*((other, form) for other in others), (last, details)]:
        stored = ChatMessageCreate(role=Role.ASSISTANT, content=content, message_type=MessageType.RESPONSE)
        await chat_service.add_message(
            session, request.user_id, request.session_id, stored, cause=request.message.cause, details=extra
        )


async def find_reply(session: AsyncSession, user_id: UUID, session_id: UUID, turn_id: UUID) -> TurnReply | None:
    """The stored reply of a turn, None when there is none; raises ChatSessionNotFound."""
    found = await chat_service.list_messages(session, user_id, session_id, turn_id=turn_id)
    answers = [message for message in found if message.role is Role.ASSISTANT]
    if not answers:
        return None
    details = answers[-1].details
    return make_reply(
        '\n\n'.join(answer.content for answer in answers),
        session_id,
        turn_id,
        [ToolCall.model_validate(call) for call in details.get('tool_calls', [])],
        details.get('seconds', 0.0),
    )


def _approvals_of(calls: Iterable[ToolCall]) -> Iterable[ApprovalRead]:
    """Each approval once, as the last call that asked left it."""
    asked = {call.result['approval']['id']: call.result['approval'] for call in calls if 'approval' in call.result}
    return map(ApprovalRead.model_validate, asked.values())


def make_reply(response: str, session_id: UUID, turn_id: UUID, calls: list[ToolCall], seconds: float) -> TurnReply:
    """A reply with the approvals that its calls have asked for."""
    return TurnReply(
        response=response,
        session_id=session_id,
        turn_id=turn_id,
        tool_calls=calls,
        approvals=list(_approvals_of(calls)),
        response_time=seconds,
    )
