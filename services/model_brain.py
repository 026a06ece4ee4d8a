"""The brain that asks a language model: a bounded loop of answers and tools, with the built-in brain behind it.

Whatever the model does, it acts through the same tools as everybody, so ownership, approvals and
undo hold. When it fails before it changed anything, the built-in understanding answers instead and
says why; when it fails afterwards, what was done is kept and named.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from uuid import UUID

from services import approvals, ledger
from services.brain import Brain, Request
from services.cause import Moment
from services.database import Database
from services.events import SyncEvent
from services.language import Operation, parse
from services.model_client import ModelClient
from services.model_context import CHANGES, conversation, described, system_message
from services.model_stream import Incoming
from services.model_tools import schemas
from services.model_trouble import ModelTrouble, Trouble
from services.model_turn import ModelTurn
from services.state_directory import StateDirectory
from services.tools import ToolCall
from services.turn import Noted, Planned, Said

ROUNDS = 6
TURN_SECONDS = 180.0
LONGEST_PAUSE = 20.0
_PAUSES = (1.0, 3.0)
_SHORT_ANSWERS = {Operation.YES, Operation.NO}

Pause = Callable[[float], Awaitable[object]]


class ModelBrain:
    """Answers with a language model, and with `builtin` what a model must not or need not decide."""

    at_once = False
    history = 40

    def __init__(
        self,
        client: ModelClient,
        builtin: Brain,
        database: Database,
        states: StateDirectory,
        *,
        pause: Pause = asyncio.sleep,
        turn_seconds: float = TURN_SECONDS,
    ) -> None:
        self._client = client
        self._builtin = builtin
        self._database = database
        self._states = states
        self._pause = pause
        self._turn_seconds = turn_seconds

    def is_instruction(self, text: str, moment: Moment) -> bool:
        """Whether the message, read without a model, asks for something to be done."""
        return self._builtin.is_instruction(text, moment)

    async def reply(self, request: Request) -> AsyncIterator[Said | Noted | Planned | ToolCall]:
        """Ask the model, carry out what it wants, and ask again, until it only answers."""
        if await self._is_for_builtin(request):
            async for step in self._builtin.reply(request):
                yield step
            return
        turn = await self._begin(request)
        yield Noted('')  # Those who watch learn that it runs: it can be stopped while the model only thinks.
        try:
            async with aclosing(self._converse(turn)) as steps:
                async for step in steps:
                    yield step
        except ModelTrouble as trouble:
            if not turn.has_acted:
                why = f'{trouble} So the built-in understanding answers:\n\n'
                yield Said(why, anew=True)
                request.display['trouble'] = trouble.kind
                async for step in self._builtin.reply(request):
                    yield step
                if request.display.get('lead'):
                    # What the panel shows instead of the whole text must say what happened, too.
                    request.display['lead'] = why + request.display['lead']
                return
            yield Said(f'{turn.gap}{trouble} What was done before is kept: {turn.summary()}.')
        turn.remember()

    async def _is_for_builtin(self, request: Request) -> bool:
        """A slash command, or a plain yes or no while something waits: a model must not answer for the person."""
        if request.text.startswith('/'):
            return True
        parts = {command.operation for command in parse(request.text, request.moment.now, request.moment.zone)}
        if not parts or not parts <= _SHORT_ANSWERS:
            return False
        async with self._database.of(request.user_id).transaction() as session:
            waiting = await approvals.list_approvals(session, request.user_id)
        return any(each.session_id == request.session_id for each in waiting)

    async def _begin(self, request: Request) -> ModelTurn:
        tasks = await self._states.tasks_of(request.user_id, request.known)
        async with self._database.of(request.user_id).transaction() as session:
            seq = await ledger.position(session, request.user_id)
            since = seq if request.since is None else max(request.since, seq - CHANGES)
            changes = await ledger.read(session, request.user_id, since)
        messages = [system_message(request, tasks, changes), *conversation(request.history, request.text)]
        return ModelTurn(request, messages, seq, asyncio.get_running_loop().time() + self._turn_seconds)

    async def _converse(self, turn: ModelTurn) -> AsyncGenerator[Said | Noted | Planned | ToolCall]:
        for _ in range(ROUNDS):
            heard = Incoming()
            async with aclosing(self._listen(turn, heard)) as steps:
                async for step in steps:
                    yield step
            calls = heard.wanted()
            if not calls:
                if not turn.text.strip():
                    if not turn.has_acted:
                        raise ModelTrouble(Trouble.RUBBISH)
                    yield turn.say(f'{turn.summary()}.')
                return
            turn.answered(heard, calls)
            yield Planned(tuple((call.name, call.arguments or {}) for call in calls))
            for call in calls:
                yield await turn.use(call)
            turn.told(await self._meanwhile(turn))
        raise ModelTrouble(Trouble.ENDLESS)

    async def _listen(self, turn: ModelTurn, heard: Incoming) -> AsyncGenerator[Said | Noted]:
        """One answer as it comes in; asked for again, in the open, while the trouble may pass."""
        for pause in (*_PAUSES, None):
            try:
                left = turn.seconds_left()
                async with aclosing(self._client.listen(turn.messages, schemas(), seconds=left)) as pieces:
                    async for piece in pieces:
                        if shown := heard.add(piece):
                            yield turn.say(shown, begins=not turn.is_speaking)
                        turn.refuse_endless(heard)
            except ModelTrouble as trouble:
                seconds = trouble.retry_after if trouble.retry_after is not None else pause
                if heard.size or pause is None or seconds is None:
                    raise
                if not trouble.is_passing or seconds > min(LONGEST_PAUSE, turn.seconds_left()):
                    raise
                yield Noted(f'Waiting for the model, trying again in {max(round(seconds), 1)} s.')
                await self._pause(seconds)
            else:
                return

    async def _meanwhile(self, turn: ModelTurn) -> list[str]:
        """What others have changed since the model was last told."""
        request = turn.request
        async with self._database.of(request.user_id).transaction() as session:
            events = await ledger.read(session, request.user_id, turn.seq)
        turn.seq = events[-1].seq if events else turn.seq
        own = request.tools.cause.turn_id
        return described([event for event in events if _is_foreign(event, own)])


def _is_foreign(event: SyncEvent, turn_id: UUID) -> bool:
    return event.turn_id != turn_id and event.type.subject in {'task', 'approval'}
