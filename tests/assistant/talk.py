"""A conversation with an assistant that a scripted model answers."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services import task_service
from services.assistant import Assistant
from services.chat.builtin.brain import BuiltInBrain
from services.chat.incoming_message import IncomingMessage
from services.chat.model.brain import ModelBrain
from services.chat.model.client import ModelClient, ModelSettings
from services.chat.turn import TurnReply
from services.database import Database
from services.hub import EventHub
from services.models import TaskRead
from services.relay import Relay
from services.supervision import Supervisor
from services.sync.state_directory import StateDirectory
from services.values.cause import Cause, Moment, Via

KEY = 'sk-not-to-be-seen'


@dataclass
class Talk:
    """One person's conversation with the assistant."""

    assistant: Assistant
    database: Database
    user_id: UUID
    pauses: list[float]
    session_id: UUID | None = None

    async def say(
        self, text: str, *, moment: Moment | None = None, program: str | None = None, **more: Any
    ) -> TurnReply:
        """Say something, as the person or as a program with a token of that name, and wait for the answer."""
        cause = Cause(via=Via.CHAT, name=program, moment=moment)
        message = IncomingMessage(text, self.session_id, cause=cause, **more)
        reply = await self.assistant.send(self.user_id, message)
        self.session_id = reply.session_id
        return reply

    async def tasks(self) -> list[TaskRead]:
        """The person's tasks, newest first."""
        async with self.database.transaction() as session:
            return [TaskRead.model_validate(task) for task in await task_service.list_tasks(session, self.user_id)]

    async def titles(self) -> list[str]:
        """Their titles, in order of the alphabet."""
        return sorted(task.title for task in await self.tasks())


def talk_to(database: Database, user_id: UUID, settings: ModelSettings, **options: Any) -> '_Talking':
    return _Talking(database, user_id, settings, options)


def states_of(database: Database) -> StateDirectory:
    """The directory of views of a process that shows none."""
    hub = EventHub()
    return StateDirectory(database, hub, Relay(database, hub), Supervisor())


class _Talking:
    def __init__(self, database: Database, user_id: UUID, settings: ModelSettings, options: dict[str, Any]) -> None:
        pauses: list[float] = []

        async def sleep(seconds: float) -> None:
            pauses.append(seconds)

        states = states_of(database)
        self._client = ModelClient(settings, timeout=options.pop('silence_timeout', 10.0))
        brain = ModelBrain(self._client, BuiltInBrain(states), database, states, sleep=sleep, **options)
        self._talk = Talk(Assistant(database, brain), database, user_id, pauses)

    async def __aenter__(self) -> Talk:
        return self._talk

    async def __aexit__(self, *_: object) -> None:
        await self._talk.assistant.close()
        await self._client.close()
