"""Carries a conversation's turn: stores what was said, lets a brain act through the tools, stores the answer."""

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Hashable
from contextlib import nullcontext, suppress
from typing import Any
from uuid import UUID
from weakref import WeakValueDictionary

from services import chat_service, idempotency, ledger, undo
from services.accounts import zone_of
from services.approval_models import ApprovalRead
from services.brain import Brain, Request
from services.cause import Cause, Moment, Via
from services.database import Database
from services.errors import InvalidInput, NotFound, TandemError, Unavailable
from services.heard import Asked, Heard, View, read_message, standing, stopped_answer
from services.limits import Limiter, Rate
from services.models import ChatMessageCreate, ChatMessageRead
from services.repeated import Claim, claim, claimed, first_turn
from services.tools import Toolbox, ToolCall
from services.turn import Reply, Step, Turn
from services.turns import Turns
from services.vocabulary import MessageType, Role

log = logging.getLogger(__name__)

CLOSED = 'Interrupted, because Tandem was stopped.'
MESSAGES = Rate(burst=200, seconds=0.5)
"""How much one person may say: more than anybody types, less than keeps everybody else waiting."""

_CLOSING_SECONDS = 3.0


class Assistant:
    """The conversation with one brain, for everybody; `runner` marks the turns that run in this process."""

    def __init__(self, database: Database, brain: Brain, turns: Turns | None = None, runner: int | None = None) -> None:
        self.turns = turns or Turns()
        self._database = database
        self._brain = brain
        self._runner = runner
        self._messages = Limiter(MESSAGES, 'Too many messages at once.')
        self._locks: WeakValueDictionary[Hashable, asyncio.Lock] = WeakValueDictionary()
        self._tasks: set[asyncio.Task[None]] = set()

    async def begin(
        self,
        user_id: UUID,
        message: str,
        session_id: UUID | None = None,
        *,
        via: Via = Via.CHAT,
        name: str | None = None,
        moment: Moment | None = None,
        view: View | None = None,
        replaces: UUID | None = None,
        key: str | None = None,
        sure: bool = False,
    ) -> Turn:
        """Say `message` in a conversation (a new one without `session_id`); the turn runs on by itself.

        With `replaces` it stands in place of the conversation's latest turn: what that one did is
        taken back, and its messages stay where they are. Raises InvalidInput for an empty or too
        long message, TooMany, or when another turn is the latest; and ChatSessionNotFound.
        With a `key` that came before, the turn is the first one; raises KeyReused for another message.
        Who is `sure` that the conversation is there saves looking for it; if it is not, the turn ends with that.
        """
        heard_at = time.perf_counter()
        text = read_message(message)
        self._messages.take(user_id)
        moment = moment or await self._moment(user_id)
        cause = Cause(via=via, name=name, moment=moment)
        heard = Heard(text, cause, view or View(), replaces, heard_at, key)
        void: Claim | None = None
        while True:
            # Whoever comes next with the same key must find the turn that has it.
            async with self._lock_of((user_id, key)) if key else nullcontext():
                if sure and session_id is not None and not key:
                    return self._start(user_id, session_id, heard)
                chat_id, first = await self._open(user_id, session_id, heard, void)
                if first is None:
                    return self._start(user_id, chat_id, heard)
            found = await first_turn(self._database, self.turns, user_id, first, self._runner)
            if found is not None:
                return found
            void = first

    def _start(self, user_id: UUID, session_id: UUID, heard: Heard) -> Turn:
        # Who repeats a request waits for its turn wherever that runs, so of such a turn there are always news.
        watched = heard.key is not None or not self._brain.at_once
        turn = self.turns.begin(heard.cause.turn_id, user_id, session_id, watched=watched)
        task = asyncio.create_task(self._run(turn, heard), name=f'turn {turn.id}')
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return turn

    async def send(self, user_id: UUID, message: str, session_id: UUID | None = None, **more: Any) -> Reply:
        """As `begin`, and wait for the answer."""
        return await (await self.begin(user_id, message, session_id, sure=True, **more)).reply()

    async def stream(
        self, user_id: UUID, message: str, session_id: UUID | None = None, **more: Any
    ) -> AsyncGenerator[Step]:
        """As `begin`, step by step; the last step is the Reply. The turn runs on when nobody listens any more."""
        turn = await self.begin(user_id, message, session_id, **more)
        async for step in turn.follow():
            yield step

    async def close(self) -> None:
        """Stop every turn and wait, though not for long, until what it did is stored."""
        for turn in self.turns.here():
            turn.stop(CLOSED)
        with suppress(TimeoutError):
            async with asyncio.timeout(_CLOSING_SECONDS):
                await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _run(self, turn: Turn, heard: Heard) -> None:
        """Bring a turn to its end, whatever happens: with a stored answer, or with an error that is told."""
        try:
            async with self._lock_of(turn.session_id):  # one turn at a time, so that answers follow their questions
                if heard.replaces is not None:
                    await self._take_back(turn, heard.replaces, heard.cause)
                request = await self._hear(turn, heard)
                stopped = await self._drive(turn, request)
                response = stopped_answer(turn) if stopped else turn.text
                seconds = round(time.perf_counter() - heard.began, 4)
                await self._answer(request, heard.cause, response, turn.calls, seconds)
        except TandemError as error:
            await self._release(turn, heard)
            turn.fail(error)
        except Exception as error:
            log.exception('A turn broke.')
            await self._release(turn, heard)
            turn.fail(error)
        else:
            turn.finish(
                Reply(
                    response=response,
                    session_id=turn.session_id,
                    turn_id=turn.id,
                    tool_calls=turn.calls,
                    approvals=[
                        ApprovalRead.model_validate(call.result['approval'])
                        for call in turn.calls
                        if 'approval' in call.result
                    ],
                    response_time=seconds,
                )
            )

    async def _drive(self, turn: Turn, request: Request) -> bool:
        """Let the brain answer; returns whether it was stopped. What it had done by then is recorded."""

        async def listen() -> None:
            async for step in self._brain.reply(request):
                turn.record(step)

        driving = asyncio.create_task(listen(), name=f'brain of {turn.id}')
        turn.when_stopped(driving.cancel)
        try:
            await driving
        except asyncio.CancelledError:
            if not turn.is_stopped:
                driving.cancel()
                raise
            told = {id(call) for call in turn.calls}
            for call in request.tools.calls:
                if id(call) not in told:
                    turn.record(call)
            return True
        return False

    async def _take_back(self, turn: Turn, replaced: UUID, cause: Cause) -> None:
        async with self._database.of(turn.user_id).transaction() as session:
            latest = await chat_service.list_messages(session, turn.user_id, turn.session_id, limit=1)
            if not latest or latest[0].turn_id != replaced:
                raise InvalidInput('replaces', 'Only the latest message of a conversation can be said anew.')
            with suppress(NotFound):
                undoing = Cause(via=cause.via, name=cause.name, moment=cause.moment)
                await undo.undo(session, turn.user_id, replaced, cause=undoing)

    def _lock_of(self, what: Hashable) -> asyncio.Lock:
        """A lock that everybody gets who asks for the same."""
        lock = self._locks.get(what)
        if lock is None:
            lock = self._locks[what] = asyncio.Lock()
        return lock

    async def _moment(self, user_id: UUID) -> Moment:
        async with self._database.of(user_id).transaction() as session:
            return Moment.current(await zone_of(session, user_id))

    async def _open(
        self, user_id: UUID, session_id: UUID | None, heard: Heard, void: Claim | None
    ) -> tuple[UUID, Claim | None]:
        """The conversation to go on in, a new one if need be; and who answers the key already, if somebody does."""
        asked = Asked(message=heard.text, session_id=session_id, replaces=heard.replaces)
        async with self._database.of(user_id).transaction() as session:
            if heard.key and (first := await claimed(session, user_id, heard.key, asked, void)):
                return first.session_id, first
            if session_id is None:
                chat = await chat_service.create_session(session, user_id, cause=heard.cause)
            else:
                chat = await chat_service.get_session(session, user_id, session_id)
            if heard.key:
                mine = Claim(turn_id=heard.cause.turn_id, session_id=chat.id, runner=self._runner)
                await claim(session, user_id, heard.key, asked, mine)
            return chat.id, None

    async def _release(self, turn: Turn, heard: Heard) -> None:
        """Let the key of a turn that failed be used again: nothing of it was stored."""
        if heard.key:
            with suppress(Unavailable):
                async with self._database.of(turn.user_id).transaction() as session:
                    await idempotency.forget(session, turn.user_id, heard.key)

    async def _hear(self, turn: Turn, heard: Heard) -> Request:
        user_id, session_id = turn.user_id, turn.session_id
        moment = heard.cause.moment or Moment.current()
        kind = MessageType.COMMAND if self._brain.is_instruction(heard.text, moment) else MessageType.TEXT
        said = ChatMessageCreate(role=Role.USER, content=heard.text, message_type=kind)
        details = {
            **({'runner': self._runner} if self._runner is not None else {}),
            **({'replaces': str(heard.replaces)} if heard.replaces else {}),
        }
        async with self._database.of(user_id).transaction() as session:
            known = await ledger.position(session, user_id)
            history = await chat_service.list_messages(session, user_id, session_id, limit=self._brain.history)
            await chat_service.add_message(session, user_id, session_id, said, cause=heard.cause, details=details)
        answers = [message for message in history if message.role is Role.ASSISTANT]
        last = answers[-1].details if answers else {}
        return Request(
            user_id=user_id,
            session_id=session_id,
            text=heard.text,
            moment=moment,
            history=standing([ChatMessageRead.model_validate(message) for message in history], heard.replaces),
            view=heard.view,
            tools=Toolbox(self._database, user_id, heard.cause, session_id),
            memory=dict(last.get('memory', {})),
            since=last.get('seq'),
            known=known,
        )

    async def _answer(
        self, request: Request, cause: Cause, response: str, calls: list[ToolCall], seconds: float
    ) -> None:
        pieces = chat_service.split_reply(response)
        form = {'display': {'format': request.display['format']}} if 'format' in request.display else {}
        async with self._database.of(request.user_id).transaction() as session:
            details = {
                'tool_calls': [call.model_dump(mode='json') for call in calls],
                'memory': request.memory,
                'display': request.display,
                'seq': request.memory.pop('seq', None) or await ledger.position(session, request.user_id),
                'seconds': seconds,
            }
            for at, piece in enumerate(pieces, 1):
                message = ChatMessageCreate(role=Role.ASSISTANT, content=piece, message_type=MessageType.RESPONSE)
                await chat_service.add_message(
                    session,
                    request.user_id,
                    request.session_id,
                    message,
                    cause=cause,
                    details=details if at == len(pieces) else form,
                )
