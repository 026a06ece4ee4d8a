"""What one person can do: every verb that their pages need, bound to their id and to what is theirs in the database.

Each verb is one transaction: all of it is stored, or nothing. The rules stand in the services that it delegates to.
"""

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services import approvals, chat_service, task_service
from services.accounts import logins, people, tokens
from services.accounts.logins import BrowserSession
from services.accounts.people import User, UserUpdate
from services.accounts.tokens import ApiToken
from services.approval_models import ApprovalRead
from services.approvals import Outcome
from services.assistant import Assistant
from services.chat.incoming_message import IncomingMessage
from services.chat.turn import Turn, TurnReply, TurnSnapshot
from services.database import Database
from services.language import Entry
from services.models import ChatMessageRead, ChatSessionRead, ChatSessionUpdate, TaskCreate, TaskRead, TaskUpdate
from services.places.models import LabelUpdate, ListCreate, ListUpdate, TaskListRead
from services.tasks import bulk, editing, entries, export, history, labels, lists, moving, trash, undo
from services.tasks.history import HistoryTurn
from services.tasks.moving import TaskMove
from services.tasks.trash import TrashItem, TrashKind
from services.tasks.undo_result import UndoResult
from services.values.cause import Cause, Via

_Arguments = ParamSpec('_Arguments')
_Result = TypeVar('_Result')


class Verbs:
    """The verbs of the person with the id `user_id`.

    Every verb raises what the service function it calls raises, and Unavailable.
    """

    def __init__(self, database: Database, assistant: Assistant, user_id: UUID) -> None:
        self.user_id = user_id
        self._database = database.of(user_id)
        self._assistant = assistant

    # Tasks

    async def get_task(self, task_id: UUID) -> TaskRead:
        """The task as it is stored."""
        return TaskRead.model_validate(await self._do(task_service.get_task, task_id))

    async def update_task(self, task_id: UUID, update: TaskUpdate, *, cause: Cause) -> TaskRead:
        """Change a task, and return it as it is then."""
        return TaskRead.model_validate(await self._do(task_service.update_task, task_id, update, cause=cause))

    async def edit_task(
        self, task_id: UUID, update: TaskUpdate, *, label_names: Sequence[str] | None, part: str | None, cause: Cause
    ) -> None:
        """Save what was entered about a task: its fields, its labels by their names, and a new sub-task."""
        await self._do(editing.edit_task, task_id, update, label_names=label_names, part=part, cause=cause)

    async def delete_task(self, task_id: UUID, *, cause: Cause) -> None:
        """Move a task to the trash."""
        await self._do(task_service.delete_task, task_id, cause=cause)

    async def add_tasks(self, tasks: Iterable[TaskCreate], *, cause: Cause) -> None:
        """Add tasks in this order."""
        await self._do(bulk.create_tasks, tasks, cause=cause)

    async def add_entries(self, written: Sequence[Entry], *, cause: Cause) -> None:
        """Add what somebody wrote, with the lists and labels that are new; lines under a line are its sub-tasks."""
        await self._do(entries.add_entries, written, cause=cause)

    async def update_tasks(self, task_ids: Iterable[UUID], update: TaskUpdate, *, cause: Cause) -> int:
        """Make the same change to each task that is still there; returns their number."""
        return len(await self._do(bulk.update_tasks, task_ids, update, cause=cause))

    async def delete_tasks(self, task_ids: Iterable[UUID], *, cause: Cause) -> int:
        """Move each task that is still there to the trash; returns their number."""
        return await self._do(bulk.delete_tasks, task_ids, cause=cause)

    async def move_task(self, task_id: UUID, place: TaskMove, *, cause: Cause) -> None:
        """Move a task, with its sub-tasks, to another place in the order by hand."""
        await self._do(moving.move_task, task_id, place, cause=cause)

    # Lists and labels

    async def add_list(self, new: ListCreate, *, cause: Cause) -> TaskListRead:
        """Add a list after the others."""
        return TaskListRead.model_validate(await self._do(lists.create_list, new, cause=cause))

    async def update_list(self, list_id: UUID, changes: ListUpdate, *, cause: Cause) -> None:
        """Rename, colour, archive or bring back a list."""
        await self._do(lists.update_list, list_id, changes, cause=cause)

    async def move_list(self, list_id: UUID, after: UUID | None, *, cause: Cause) -> None:
        """Put a list behind another one, None before all."""
        await self._do(lists.move_list, list_id, after, cause=cause)

    async def delete_list(self, list_id: UUID, *, cause: Cause) -> int:
        """Delete a list with its tasks; returns their number."""
        return await self._do(lists.delete_list, list_id, cause=cause)

    async def update_label(self, label_id: UUID, changes: LabelUpdate, *, cause: Cause) -> None:
        """Rename or colour a label."""
        await self._do(labels.update_label, label_id, changes, cause=cause)

    async def delete_label(self, label_id: UUID, *, cause: Cause) -> int:
        """Take a label off every task and delete it; returns how many tasks had it."""
        return await self._do(labels.delete_label, label_id, cause=cause)

    async def undo(self, turn_id: UUID | None = None, *, cause: Cause) -> UndoResult:
        """Revert a turn, or the latest one that still stands."""
        return await self._do(undo.undo, turn_id, cause=cause)

    async def list_history(
        self, *, via: Via | None = None, task_id: UUID | None = None, before: int | None = None, limit: int
    ) -> list[HistoryTurn]:
        """Turns, the latest first: of one door, of one task, below the number `before`."""
        return await self._do(history.list_turns, via=via, task_id=task_id, before=before, limit=limit)

    async def list_trash(self, *, before: TrashItem | None = None, limit: int) -> list[TrashItem]:
        """What was deleted, the latest first: below the item `before`."""
        return await self._do(trash.list_trash, before=before, limit=limit)

    async def restore(self, thing_id: UUID, *, cause: Cause) -> TrashKind:
        """Bring a task or a conversation back from the trash."""
        return await self._do(trash.restore, thing_id, cause=cause)

    # Conversations

    async def list_conversations(
        self, q: str | None = None, *, including: UUID | None = None, limit: int
    ) -> list[ChatSessionRead]:
        """Conversations with the words `q`, the one used last first; `including` is there whatever the limit."""
        async with self._database.transaction() as session:
            found = await chat_service.list_sessions(session, self.user_id, q=q, limit=limit)
            if including is not None and all(each.id != including for each in found):
                found.append(await chat_service.get_session(session, self.user_id, including))
        return [ChatSessionRead.model_validate(each) for each in found]

    async def current_conversation(self) -> UUID | None:
        """The conversation that a new page shows."""
        return await self._do(chat_service.current_session)

    async def set_current_conversation(self, session_id: UUID | None) -> None:
        """Have new pages show this conversation; None stands for one that has not begun."""
        await self._do(chat_service.set_current_session, session_id)

    async def rename_conversation(self, session_id: UUID, title: str, *, cause: Cause) -> None:
        """Give a conversation a title; raises ValidationError for one that cannot be."""
        await self._do(chat_service.update_session, session_id, ChatSessionUpdate(title=title), cause=cause)

    async def delete_conversation(self, session_id: UUID, *, cause: Cause) -> None:
        """Move a conversation to the trash."""
        await self._do(chat_service.delete_session, session_id, cause=cause)

    async def list_messages(self, session_id: UUID, *, before: int | None = None, limit: int) -> list[ChatMessageRead]:
        """The last messages of a conversation, oldest first: below the position `before`."""
        found = await self._do(chat_service.list_messages, session_id, before=before, limit=limit)
        return [ChatMessageRead.model_validate(each) for each in found]

    # Turns of the assistant, which last longer than a transaction

    async def begin_turn(self, message: IncomingMessage) -> Turn:
        """The turn that answers the message, which begins a conversation when it names none; it runs on by itself."""
        return await self._assistant.begin(self.user_id, message)

    async def send(self, message: IncomingMessage) -> TurnReply:
        """As `begin_turn`, and wait for the reply."""
        return await self._assistant.send(self.user_id, message)

    def running_turns(self, session_id: UUID) -> list[TurnSnapshot]:
        """The turns that run in a conversation, in whichever process."""
        return self._assistant.turns.running(self.user_id, session_id)

    def stop_turn(self, turn_id: UUID) -> None:
        """Stop a turn, in whichever process; raises TurnNotFound when it does not run."""
        self._assistant.turns.stop(self.user_id, turn_id)

    def watch_turns(self, watcher: Callable[[TurnSnapshot], None]) -> Callable[[], None]:
        """Call `watcher` with snapshots of every turn; returns what ends that."""
        return self._assistant.turns.watch(self.user_id, watcher)

    # Approvals

    async def list_approvals(self, ids: Collection[UUID] | None = None) -> list[ApprovalRead]:
        """The approvals with these ids, answered or not; without ids those that wait for an answer."""
        return await self._do(approvals.list_approvals, pending=ids is None, ids=ids)

    async def decide(
        self,
        approval_id: UUID,
        *,
        approve: bool,
        task_ids: Collection[UUID] | None = None,
        revision: int | None = None,
        cause: Cause,
    ) -> Outcome:
        """Answer an approval; a yes is carried out at once, for all of it or for `task_ids` alone."""
        return await self._do(
            approvals.decide, approval_id, approve=approve, task_ids=task_ids, revision=revision, cause=cause
        )

    async def edit_approval(
        self, approval_id: UUID, changes: Mapping[UUID, TaskUpdate], *, cause: Cause
    ) -> ApprovalRead:
        """Put other values in place of those that wait for a yes, task by task."""
        return await self._do(approvals.edit, approval_id, changes, cause=cause)

    # The person

    async def profile(self) -> User:
        """The person as they are stored."""
        return await self._do(people.get_user)

    async def update_profile(self, *, name: str | None = None, time_zone: str | None = None) -> None:
        """Change the name or the time zone; raises ValidationError for one that cannot be."""
        await self._do(people.update_user, UserUpdate(name=name, time_zone=time_zone))

    async def set_zone(self, zone: str | None) -> None:
        """Choose a time zone; None stands for the one of the browser used last."""
        await self._do(people.set_zone, zone)

    async def set_preference(self, key: str, value: str) -> None:
        """Remember one choice about the interface."""
        await self._do(people.set_preference, key, value)

    async def learn_date_order(self, *, day_first: bool) -> None:
        """Remember in which order day and month are written."""
        await self._do(people.learn_date_order, day_first=day_first)

    async def learn_language(self, language: str) -> None:
        """Remember the language that the person's pages are in."""
        await self._do(people.learn_language, language=language)

    async def list_tokens(self) -> list[ApiToken]:
        """The API tokens, newest first."""
        return await self._do(tokens.list_tokens)

    async def list_devices(self) -> list[BrowserSession]:
        """The browsers that are logged in, the one seen last first."""
        return await self._do(logins.list_devices)

    async def is_fresh(self, credential: str) -> bool:
        """Whether whoever has this session or token logged in just now, so that the password need not be asked for."""
        return await self._do(logins.is_fresh, credential)

    async def export(self) -> dict[str, Any]:
        """Everything there is of the person."""
        return await self._do(export.everything_of)

    async def _do(
        self,
        verb: Callable[Concatenate[AsyncSession, UUID, _Arguments], Awaitable[_Result]],
        *args: _Arguments.args,
        **kwargs: _Arguments.kwargs,
    ) -> _Result:
        async with self._database.transaction() as session:
            return await verb(session, self.user_id, *args, **kwargs)
