"""One message that the built-in understanding carries out: what it knows, and what it leaves behind."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from services.brain import Request
from services.cause import Moment
from services.conversation_memory import Memory
from services.language import Context
from services.models import TaskRead


@dataclass
class BuiltInTurn:
    """One message being carried out: what was known before, and what will be known after."""

    request: Request
    tasks: Sequence[TaskRead]
    before: Memory
    after: Memory = field(default_factory=Memory)
    cards: list[UUID] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    offer: str = ''
    lead: str = ''

    @property
    def moment(self) -> Moment:
        """When it is, for the person."""
        return self.request.moment

    @property
    def context(self) -> Context:
        """The person's side of the conversation, as the understanding takes it."""
        return Context(
            now=self.moment.now,
            zone=self.moment.zone,
            tasks=self.tasks,
            shown=tuple(self.before.shown),
            mentioned=tuple(self.before.mentioned),
            selected=self.request.view.selected,
            visible=self.request.view.visible,
            pending=self.before.pending,
            asked=self.before.asked,
        )

    def known(self, ids: Sequence[UUID]) -> list[TaskRead]:
        """The tasks with these ids, in their order."""
        by_id = {task.id: task for task in self.tasks} if ids else {}
        return [by_id[task_id] for task_id in ids if task_id in by_id]

    def touch(self, ids: Sequence[UUID]) -> None:
        """Remember that the answer is about these tasks."""
        self.cards += ids
        self.after.mentioned = [*ids, *self.after.mentioned]

    def remember(self) -> None:
        """Hand over what the next message and the panel need."""
        if not self.after.shown:
            self.after.shown = self.before.shown
        if not self.after.mentioned:
            self.after.mentioned = self.before.mentioned
        if self.after.asked is None:
            self.after.asked = self.before.asked
        self.request.memory.clear()
        self.request.memory.update(self.after.model_dump(mode='json'))
        self.request.display.update(
            {
                'lead': self.lead,
                'cards': [str(task_id) for task_id in dict.fromkeys(self.cards)],
                'choices': self.choices,
                'offer': self.offer,
            }
        )
