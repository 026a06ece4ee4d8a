"""The brain that asks a language model: a bounded loop of answers and tools, with the built-in brain behind it.

Whatever the model does, it acts through the same tools as everybody, so ownership, approvals and undo hold. When it
fails before it changed anything, the built-in brain answers instead and says why; when it fails afterwards, what was
done is kept and named.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import replace
from uuid import UUID

from services import ledger
from services.chat.brain import TurnRequest
from services.chat.builtin.brain import BuiltInBrain
from services.chat.model.client import ModelClient
from services.chat.model.errors import ModelError, ModelFailure
from services.chat.model.prompt import MAX_CHANGES, conversation, describe, system_message
from services.chat.model.stream import StreamedAnswer
from services.chat.model.tool_schemas import schemas
from services.chat.model.turn import ModelTurn
from services.chat.turn import BrainUpdate, StatusUpdate, TextDelta, ToolCallsPlanned
from services.database import Database
from services.events import SyncEvent
from services.language import Operation, parse, spoken_in
from services.sync.state_directory import StateDirectory
from services.values.cause import Moment

MAX_ROUNDS = 6
TURN_TIMEOUT_SECONDS = 180.0
MAX_RETRY_SECONDS = 20.0
_RETRY_SECONDS = (1.0, 3.0)
_YES_OR_NO = {Operation.YES, Operation.NO}

Sleep = Callable[[float], Awaitable[object]]


class ModelBrain:
    """Answers with a language model, and with `builtin` what a model must not or need not decide."""

    is_instant = False
    history = 40

    def __init__(
        self,
        client: ModelClient,
        builtin: BuiltInBrain,
        database: Database,
        states: StateDirectory,
        *,
        sleep: Sleep = asyncio.sleep,
        timeout: float = TURN_TIMEOUT_SECONDS,
    ) -> None:
        self._client = client
        self._builtin = builtin
        self._database = database
        self._states = states
        self._sleep = sleep
        self._timeout = timeout

    def is_instruction(self, text: str, moment: Moment) -> bool:
        """Whether the message, read without a model, asks for something to be done."""
        return self._builtin.is_instruction(text, moment)

    async def reply(self, request: TurnRequest) -> AsyncIterator[BrainUpdate]:
        """Ask the model, carry out what it wants, and ask again, until it only answers."""
        if self._is_for_builtin(request):
            async for update in self._builtin.reply(request):
                yield update
            return
        # What the model makes of a message is not the person's word.
        turn = await self._begin(replace(request, tools=replace(request.tools, is_persons_word=False)))
        yield StatusUpdate('')  # Those who watch learn that it runs: it can be stopped while the model only thinks.
        try:
            async with aclosing(self._converse(turn)) as updates:
                async for update in updates:
                    yield update
        except ModelError as error:
            if not turn.has_acted:
                async for update in self._reply_without_model(request, error):
                    yield update
                return
            yield TextDelta(f'{turn.paragraph}{error} What was done before is kept: {turn.summary()}.')
        turn.store()

    async def _reply_without_model(self, request: TurnRequest, error: ModelError) -> AsyncIterator[BrainUpdate]:
        why = f'{error} So the built-in understanding answers:\n\n'
        yield TextDelta(why, replaces_text=True)
        request.display['trouble'] = error.kind
        async for update in self._builtin.reply(request):
            yield update
        if request.display.get('lead'):
            # What the page shows instead of the whole text must say what happened, too.
            request.display['lead'] = why + request.display['lead']

    def _is_for_builtin(self, request: TurnRequest) -> bool:
        """A slash command, or an answer to what waits: a model must not answer for the person."""
        text, moment = request.message.text, request.moment
        if text.startswith('/'):
            return True
        if not request.waiting:
            return False
        language = spoken_in(text, moment.language or '')
        parts = {command.operation for command in parse(text, moment.now, moment.zone, language=language)}
        return parts <= _YES_OR_NO or (len(request.waiting) > 1 and self._builtin.is_decision(request))

    async def _begin(self, request: TurnRequest) -> ModelTurn:
        tasks = await self._states.tasks_of(request.user_id, request.seq)
        async with self._database.of(request.user_id).transaction() as session:
            seq = await ledger.position(session, request.user_id)
            known = seq if request.last_answer_seq is None else max(request.last_answer_seq, seq - MAX_CHANGES)
            changes = await ledger.read(session, request.user_id, known)
        messages = [system_message(request, tasks, changes), *conversation(request.history, request.message.text)]
        return ModelTurn(request, messages, seq, asyncio.get_running_loop().time() + self._timeout)

    async def _converse(self, turn: ModelTurn) -> AsyncGenerator[BrainUpdate]:
        for _ in range(MAX_ROUNDS):
            answer = StreamedAnswer()
            async with aclosing(self._stream(turn, answer)) as updates:
                async for update in updates:
                    yield update
            calls = answer.tool_calls()
            if not calls:
                if not turn.text.strip():
                    if not turn.has_acted:
                        raise ModelError(ModelFailure.UNUSABLE_ANSWER)
                    yield turn.say(f'{turn.summary()}.')
                return
            turn.add_answer(answer, calls)
            yield ToolCallsPlanned(tuple((call.name, call.arguments or {}) for call in calls))
            for call in calls:
                yield await turn.use(call)
            turn.add_results(calls, await self._changed_meanwhile(turn))
        raise ModelError(ModelFailure.ENDLESS_ANSWER)

    async def _stream(self, turn: ModelTurn, answer: StreamedAnswer) -> AsyncGenerator[TextDelta | StatusUpdate]:
        """One answer as it comes in; asked for again, and said so, while the failure may pass."""
        for default_delay in (*_RETRY_SECONDS, None):
            try:
                left = turn.seconds_left()
                async with aclosing(self._client.stream(turn.messages, schemas(), seconds=left)) as deltas:
                    async for delta in deltas:
                        if shown := answer.add(delta):
                            yield turn.say(shown)
                        turn.check_length(answer)
            except ModelError as error:
                delay = error.retry_after if error.retry_after is not None else default_delay
                if answer.size or default_delay is None or delay is None:
                    raise
                if not error.may_pass or delay > min(MAX_RETRY_SECONDS, turn.seconds_left()):
                    raise
                yield StatusUpdate(f'Waiting for the model, trying again in {max(round(delay), 1)} s.')
                await self._sleep(delay)
            else:
                return

    async def _changed_meanwhile(self, turn: ModelTurn) -> list[str]:
        """What others have changed since the model was last told."""
        request = turn.request
        async with self._database.of(request.user_id).transaction() as session:
            events = await ledger.read(session, request.user_id, turn.seq)
        turn.seq = events[-1].seq if events else turn.seq
        own = request.message.cause.turn_id
        return describe([event for event in events if _is_foreign(event, own)])


def _is_foreign(event: SyncEvent, turn_id: UUID) -> bool:
    return event.turn_id != turn_id and event.type.subject in {'task', 'approval'}
