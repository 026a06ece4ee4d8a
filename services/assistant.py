"""Carries the turns of conversations: stores the message, has the brain answer through the tools, stores the reply."""

import asyncio
import logging
import time
from contextlib import suppress
from dataclasses import replace
from uuid import UUID

from services import approvals, chat_service, ledger
from services.accounts.people import moment_of
from services.change_limits import is_own
from services.chat import transcript
from services.chat.brain import Brain, TurnRequest
from services.chat.idempotent_turns import IdempotentTurns
from services.chat.incoming_message import IncomingMessage
from services.chat.locks import NamedLocks
from services.chat.running_turns import RunningTurns
from services.chat.turn import Turn, TurnReply
from services.database import Database
from services.errors import InvalidInput, NotAllowed, NotFound, TandemError
from services.tasks import undo
from services.tools import Toolbox
from services.translatable import _
from services.values.cause import Cause, Moment
from services.values.rate_limits import Limiter, Rate
from services.values.vocabulary import MessageType, Role

log = logging.getLogger(__name__)

CLOSED = 'Interrupted, because Tandem was stopped.'
MESSAGES = Rate(burst=200, seconds=0.5)
"""How much one person may say: more than anybody types, and too little to keep everybody else waiting."""

_CLOSE_TIMEOUT_SECONDS = 3.0


class Assistant:
    """The conversations of all people with one brain; `runner` is the number of this process."""

    def __init__(
        self, database: Database, brain: Brain, turns: RunningTurns | None = None, runner: int | None = None
    ) -> None:
        self.turns = turns or RunningTurns()
        self._database = database
        self._brain = brain
        self._runner = runner
        self._idempotent_turns = IdempotentTurns(database, self.turns, runner)
        self._messages = Limiter(MESSAGES, _('Too many messages at once.'))
        self._conversations = NamedLocks()
        self._tasks: set[asyncio.Task[None]] = set()

    async def begin(self, user_id: UUID, message: IncomingMessage) -> Turn:
        """The turn that answers `message`; it runs on by itself.

        A message with an idempotency key that came before is answered by the first turn. Raises TooMany,
        ChatSessionNotFound and KeyReused. A message in place of one that is no longer the latest fails its turn.
        """
        message = await self._admit(user_id, message)
        if message.idempotency_key:
            return await self._idempotent_turns.begin(user_id, message, message.idempotency_key, self._start)
        async with self._database.of(user_id).transaction() as session:
            session_id = await transcript.open_session(session, user_id, message)
        return self._start(user_id, session_id, message)

    async def send(self, user_id: UUID, message: IncomingMessage) -> TurnReply:
        """As `begin`, and wait for the reply."""
        if message.session_id is None or message.idempotency_key:
            turn = await self.begin(user_id, message)
        else:
            # That the conversation exists need not be asked first: without it, the turn fails.
            turn = self._start(user_id, message.session_id, await self._admit(user_id, message))
        return await turn.reply()

    async def close(self) -> None:
        """Stop every turn and wait until what they did is stored, but not for long."""
        for turn in self.turns.local():
            turn.stop(CLOSED)
        with suppress(TimeoutError):
            async with asyncio.timeout(_CLOSE_TIMEOUT_SECONDS):
                await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _admit(self, user_id: UUID, message: IncomingMessage) -> IncomingMessage:
        """The message with its moment, completed from the person's profile; raises TooMany."""
        self._messages.take(user_id)
        stated = message.cause.moment
        if stated is not None and stated.day_first is not None:
            return message
        async with self._database.of(user_id).transaction() as session:
            own = await moment_of(session, user_id)
        return message.at(
            own
            if stated is None
            else replace(stated, day_first=own.day_first, language=stated.language or own.language)
        )

    def _start(self, user_id: UUID, session_id: UUID, message: IncomingMessage) -> Turn:
        # A repeated request may wait for its turn in another process, which learns of the end only if it is shown.
        is_shown = message.idempotency_key is not None or not self._brain.is_instant
        turn = self.turns.begin(message.cause.turn_id, user_id, session_id, is_shown=is_shown)
        task = asyncio.create_task(self._run(turn, message), name=f'turn {turn.id}')
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return turn

    async def _run(self, turn: Turn, message: IncomingMessage) -> None:
        """Bring a turn to its end, whatever happens: to a reply that is stored, or to an error."""
        try:
            async with self._conversations[turn.session_id]:  # one after the other, so that replies follow messages
                reply = await self._answer(turn, message)
        except Exception as error:
            if not isinstance(error, TandemError):
                log.exception('A turn broke.')
            if message.idempotency_key:
                await self._idempotent_turns.release(turn.user_id, message.idempotency_key)
            turn.fail(error)
        else:
            turn.finish(reply)

    async def _answer(self, turn: Turn, message: IncomingMessage) -> TurnReply:
        if message.replaces is not None:
            await self._undo_replaced(turn, message.replaces, message)
        request = await self._store_message(turn, message)
        await self._run_brain(turn, request)
        seconds = round(time.perf_counter() - message.received_at, 4)
        reply = transcript.make_reply(turn.answer, turn.session_id, turn.id, turn.calls, seconds)
        async with self._database.of(turn.user_id).transaction() as session:
            await transcript.store_reply(session, request, reply)
        return reply

    async def _undo_replaced(self, turn: Turn, replaced: UUID, message: IncomingMessage) -> None:
        """Take back what the replaced turn did; a program may do that only where its undo would not have to wait."""
        cause = message.cause
        async with self._database.of(turn.user_id).transaction() as session:
            latest = await chat_service.list_messages(session, turn.user_id, turn.session_id, limit=1)
            if not latest or latest[0].turn_id != replaced:
                raise InvalidInput('replaces', _('Only the latest message of a conversation can be edited or retried.'))
            with suppress(NotFound):
                own = Cause(via=cause.via, name=cause.name, moment=cause.moment)
                did = await ledger.read_turn(session, turn.user_id, replaced)
                undone = await undo.undo(session, turn.user_id, replaced, cause=own)
                if cause.name is None or not (undone.tasks or undone.removed or undone.is_about_places):
                    return
                if undone.removed or undone.is_about_places or not (message.may_change and is_own(did.of_tasks, cause)):
                    raise NotAllowed(_('Only the person can take that turn back. Send the message without “replaces”.'))

    async def _store_message(self, turn: Turn, message: IncomingMessage) -> TurnRequest:
        """Store the message, and gather what the brain may know."""
        user_id, session_id = turn.user_id, turn.session_id
        moment = message.cause.moment or Moment.current()
        kind = MessageType.COMMAND if self._brain.is_instruction(message.text, moment) else MessageType.TEXT
        async with self._database.of(user_id).transaction() as session:
            seq = await ledger.position(session, user_id)
            history = await transcript.read_history(session, user_id, session_id, self._brain.history)
            await transcript.store_message(session, user_id, session_id, message, kind=kind, runner=self._runner)
            waiting = await approvals.list_approvals(session, user_id, session_id=session_id)
        left = next((each.details for each in reversed(history) if each.role is Role.ASSISTANT), {})
        return TurnRequest(
            user_id=user_id,
            session_id=session_id,
            message=message,
            moment=moment,
            history=transcript.without_replaced(history, message.replaces),
            tools=Toolbox(
                self._database,
                user_id,
                message.cause,
                session_id,
                may_change=message.may_change,
                is_persons_word=message.cause.name is None,
            ),
            waiting=tuple(reversed(waiting)),
            seq=seq,
            last_answer_seq=left.get('seq'),
            memory=dict(left.get('memory', {})),
        )

    async def _run_brain(self, turn: Turn, request: TurnRequest) -> None:
        """Let the brain answer until it has ended or the turn is stopped; what it had done by then is recorded."""

        async def listen() -> None:
            async for update in self._brain.reply(request):
                turn.apply(update)

        running = asyncio.create_task(listen(), name=f'brain of {turn.id}')
        turn.on_stop(running.cancel)
        try:
            await running
        except asyncio.CancelledError:
            if not turn.is_stopped:
                running.cancel()
                raise
            recorded = {id(call) for call in turn.calls}
            for call in request.tools.calls:
                if id(call) not in recorded:
                    turn.apply(call)
