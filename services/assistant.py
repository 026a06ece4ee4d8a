"""Carries a conversation's turn: stores what was said, lets a brain act through the tools, stores the answer."""

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID
from weakref import WeakValueDictionary

from pydantic import BaseModel, TypeAdapter, ValidationError

from services import chat_service
from services.accounts import zone_of
from services.approval_models import ApprovalRead
from services.cause import Cause, Moment, Via
from services.database import Database
from services.errors import InvalidInput
from services.models import ChatMessageCreate, ChatMessageRead
from services.text import MessageText
from services.tools import Toolbox, ToolCall, explain
from services.vocabulary import MessageType, Role

_HISTORY = 40
_message_text: TypeAdapter[str] = TypeAdapter(MessageText)


@dataclass(frozen=True)
class View:
    """What the person has on the screen: which tasks are selected and which are listed, in order."""

    selected: tuple[UUID, ...] = ()
    visible: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class Request:
    """A message to answer, and all that a brain may know.

    What it puts into `memory` it finds there next time; `display` tells the panel what to show
    beside the text: the tasks it is about, choices to click, a title to offer as a task.
    """

    user_id: UUID
    session_id: UUID
    text: str
    moment: Moment
    history: list[ChatMessageRead]
    view: View
    tools: Toolbox
    memory: dict[str, Any] = field(default_factory=dict)
    display: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Said:
    """A piece of the answer's text."""

    text: str


class Reply(BaseModel):
    """A finished turn."""

    response: str
    session_id: UUID
    turn_id: UUID
    tool_calls: list[ToolCall]
    approvals: list[ApprovalRead]
    response_time: float


Step = Said | ToolCall | Reply


class Brain(Protocol):
    """Understands a message and acts on it through the request's tools."""

    def is_instruction(self, text: str, moment: Moment) -> bool:
        """Whether the message asks for something to be done."""
        ...

    def reply(self, request: Request) -> AsyncIterator[Said | ToolCall]:
        """The answer as it comes; each tool call has been carried out when it is yielded."""
        ...


class Assistant:
    """The conversation with one brain, for everybody."""

    def __init__(self, database: Database, brain: Brain) -> None:
        self._database = database
        self._brain = brain
        self._turns: WeakValueDictionary[UUID, asyncio.Lock] = WeakValueDictionary()

    async def send(
        self,
        user_id: UUID,
        message: str,
        session_id: UUID | None = None,
        *,
        via: Via = Via.CHAT,
        name: str | None = None,
        moment: Moment | None = None,
        view: View | None = None,
    ) -> Reply:
        """Say `message` in a conversation (a new one without `session_id`) and wait for the answer.

        Raises InvalidInput for an empty or too long message and ChatSessionNotFound.
        """
        steps = self.stream(user_id, message, session_id, via=via, name=name, moment=moment, view=view)
        async with aclosing(steps):
            async for step in steps:
                if isinstance(step, Reply):
                    return step
        raise AssertionError('a turn ends with its reply')

    async def stream(
        self,
        user_id: UUID,
        message: str,
        session_id: UUID | None = None,
        *,
        via: Via = Via.CHAT,
        name: str | None = None,
        moment: Moment | None = None,
        view: View | None = None,
    ) -> AsyncGenerator[Step]:
        """As `send`, step by step; the last step is the Reply."""
        began = time.perf_counter()
        text = _read_message(message)
        moment = moment or await self._moment(user_id)
        cause = Cause(via=via, name=name, moment=moment)
        chat_id = await self._open(user_id, session_id, cause)
        async with self._turn_of(chat_id):
            request = await self._hear(user_id, chat_id, text, cause, view or View())
            said: list[str] = []
            calls: list[ToolCall] = []
            async for step in self._brain.reply(request):
                if isinstance(step, Said):
                    said.append(step.text)
                else:
                    calls.append(step)
                yield step
            response = ''.join(said)
            await self._answer(request, cause, response, calls)
        yield Reply(
            response=response,
            session_id=chat_id,
            turn_id=cause.turn_id,
            tool_calls=calls,
            approvals=[
                ApprovalRead.model_validate(call.result['approval']) for call in calls if 'approval' in call.result
            ],
            response_time=round(time.perf_counter() - began, 4),
        )

    def _turn_of(self, session_id: UUID) -> asyncio.Lock:
        """One turn at a time in a conversation, so that answers follow their questions."""
        lock = self._turns.get(session_id)
        if lock is None:
            lock = self._turns[session_id] = asyncio.Lock()
        return lock

    async def _moment(self, user_id: UUID) -> Moment:
        async with self._database.transaction() as session:
            return Moment.current(await zone_of(session, user_id))

    async def _open(self, user_id: UUID, session_id: UUID | None, cause: Cause) -> UUID:
        async with self._database.transaction() as session:
            if session_id is None:
                return (await chat_service.create_session(session, user_id, cause=cause)).id
            return (await chat_service.get_session(session, user_id, session_id)).id

    async def _hear(self, user_id: UUID, session_id: UUID, text: str, cause: Cause, view: View) -> Request:
        moment = cause.moment or Moment.current()
        kind = MessageType.COMMAND if self._brain.is_instruction(text, moment) else MessageType.TEXT
        said = ChatMessageCreate(role=Role.USER, content=text, message_type=kind)
        async with self._database.transaction() as session:
            history = await chat_service.list_messages(session, user_id, session_id, limit=_HISTORY)
            await chat_service.add_message(session, user_id, session_id, said, cause=cause)
        answers = [message for message in history if message.role is Role.ASSISTANT]
        return Request(
            user_id=user_id,
            session_id=session_id,
            text=text,
            moment=moment,
            history=[ChatMessageRead.model_validate(message) for message in history],
            view=view,
            tools=Toolbox(self._database, user_id, cause, session_id),
            memory=dict(answers[-1].details.get('memory', {})) if answers else {},
        )

    async def _answer(self, request: Request, cause: Cause, response: str, calls: list[ToolCall]) -> None:
        pieces = chat_service.split_reply(response)
        details = {
            'tool_calls': [call.model_dump(mode='json') for call in calls],
            'memory': request.memory,
            'display': request.display,
        }
        async with self._database.transaction() as session:
            for piece in pieces:
                message = ChatMessageCreate(role=Role.ASSISTANT, content=piece, message_type=MessageType.RESPONSE)
                await chat_service.add_message(
                    session,
                    request.user_id,
                    request.session_id,
                    message,
                    cause=cause,
                    details=details if piece is pieces[-1] else {},
                )


def _read_message(text: str) -> str:
    try:
        return _message_text.validate_python(text)
    except ValidationError as error:
        raise InvalidInput('message', explain(error).removeprefix('arguments: ')) from None
