"""The brain that needs no model: it reads the sentence, acts through the tools and says what it did."""

from collections.abc import AsyncIterator, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from services import approvals, summary_wording, wording
from services.brain import Request
from services.builtin_turn import BuiltInTurn
from services.cause import Moment
from services.conversation_memory import Memory
from services.database import Database
from services.language import (
    Ask,
    Change,
    Changes,
    Confirm,
    Count,
    Create,
    Decline,
    Delete,
    Entry,
    Help,
    NotFound,
    Operation,
    Redo,
    Resolution,
    Show,
    Summarise,
    Undo,
    Unknown,
    Unsupported,
    parse,
    understand,
)
from services.models import TaskRead
from services.state_directory import StateDirectory
from services.summary import Summary
from services.tools import ToolCall, as_json
from services.turn import Said

_SHOWN = 50
_TALK = {Operation.UNKNOWN, Operation.YES, Operation.NO, Operation.STOP, Operation.CHOOSE, Operation.UNSUPPORTED}


class BuiltIn:
    """Understands plain sentences and slash commands; the same sentence is always read the same way."""

    at_once = True
    history = 10  # the last answer among them says what was spoken of

    def __init__(self, database: Database, states: StateDirectory) -> None:
        self._database = database
        self._states = states

    def is_instruction(self, text: str, moment: Moment) -> bool:
        """Whether any part of the message is read as something to do."""
        commands = parse(text, moment.now, moment.zone)
        return any(command.operation not in _TALK or command.maybe for command in commands)

    async def reply(self, request: Request) -> AsyncIterator[Said | ToolCall]:
        """Carry out what was said, one part after the other."""
        turn = BuiltInTurn(
            request, await self._states.tasks_of(request.user_id, request.known), Memory.model_validate(request.memory)
        )
        parts = []
        for resolution in understand(request.text, turn.context):
            answer, calls = await self._act(turn, resolution)
            for call in calls:
                yield call
            parts.append(answer)
        turn.remember()
        yield Said('\n\n'.join(parts))

    async def _act(  # noqa: C901, PLR0911, PLR0912 - one line for each thing a sentence can come to
        self, turn: BuiltInTurn, resolution: Resolution
    ) -> tuple[str, list[ToolCall]]:
        match resolution:
            case Create():
                return await _create(turn, resolution)
            case Show() | Count():
                return _show(turn, resolution)
            case Summarise():
                return await _summarise(turn, resolution)
            case Change():
                return await _change(turn, resolution)
            case Delete():
                return await _delete(turn, resolution)
            case Undo() | Redo():
                return await _revert(turn, 'undo' if isinstance(resolution, Undo) else 'redo')
            case Confirm() | Decline():
                return await self._answer(turn, approve=isinstance(resolution, Confirm))
            case Ask():
                turn.after.pending = resolution.question
                turn.choices = [choice.title for choice in resolution.question.choices]
                turn.after.shown = [choice.id for choice in resolution.question.choices]
                if turn.choices:
                    turn.lead = wording.WHICH
                return wording.asked(resolution, turn.moment), []
            case Help():
                return wording.HELP, []
            case NotFound():
                near = turn.known(resolution.near)
                turn.cards += [task.id for task in near]
                return wording.not_found(resolution, near), []
            case Unsupported():
                return wording.unsupported(resolution.what), []
            case Unknown():
                near = turn.known(resolution.near)
                turn.offer = resolution.suggested_title
                turn.cards += [task.id for task in near]
                return wording.unknown(resolution.suggested_title, near), []

    async def _answer(self, turn: BuiltInTurn, *, approve: bool) -> tuple[str, list[ToolCall]]:
        """A plain yes or no, which is about the latest thing that waits in this conversation."""
        request = turn.request
        async with self._database.of(request.user_id).transaction() as session:
            outcome = await approvals.decide_latest(
                session, request.user_id, request.session_id, approve=approve, cause=request.tools.cause
            )
        if outcome is None:
            return (wording.NOTHING_WAITS if approve else wording.NOTHING_DONE), []
        turn.touch([task.id for task in outcome.done])
        return wording.decided(outcome), []


async def _create(turn: BuiltInTurn, wanted: Create) -> tuple[str, list[ToolCall]]:
    calls = [await turn.request.tools.call('add_task', _new_task(entry)) for entry in wanted.entries]
    made = _tasks_of(calls)
    turn.touch([task.id for task in made])
    said = [wording.added(made, turn.moment)] if made else []
    said += _refusals(calls)
    said += [wording.repetition(entry.recurrence.text) for entry in wanted.entries if entry.recurrence]
    said += [
        wording.other_reading(entry.due, entry.other_due) for entry in wanted.entries if entry.due and entry.other_due
    ]
    return ' '.join(said), calls


def _new_task(entry: Entry) -> dict[str, Any]:
    given = {'title': entry.title, 'due_date': _iso(entry.due), 'priority': entry.priority}
    return {
        **{name: value for name, value in given.items() if value is not None},
        **({'description': entry.description} if entry.description else {}),
    }


def _show(turn: BuiltInTurn, resolution: Show | Count) -> tuple[str, list[ToolCall]]:
    tasks = turn.known(resolution.ids)
    shown = tasks[:_SHOWN]
    turn.after.asked = resolution.query
    turn.after.shown = [task.id for task in shown]
    turn.after.mentioned = [task.id for task in shown]
    call = ToolCall(
        tool='list_tasks',
        arguments=wording.query_arguments(resolution.query),
        result={'tasks': [as_json(task) for task in shown], 'total': len(tasks)},
    )
    lead = wording.shown(resolution, len(tasks))
    if isinstance(resolution, Count):
        return lead, [call]
    turn.cards += [task.id for task in shown]
    turn.lead = lead
    return '\n'.join(
        filter(None, [lead, wording.numbered(shown, turn.moment), wording.more(len(tasks) - len(shown))])
    ), [call]


async def _summarise(turn: BuiltInTurn, wanted: Summarise) -> tuple[str, list[ToolCall]]:
    days = {'first': _iso(wanted.first), 'last': _iso(wanted.last)}
    given = {'by': wanted.by, **{name: day for name, day in days.items() if day}}
    call = await turn.request.tools.call('summary', given)
    if 'error' in call.result:
        return str(call.result['error']), [call]
    counted = Summary.model_validate(call.result['summary'])
    turn.lead = summary_wording.lead(counted, wanted.by)
    return '\n'.join([turn.lead, *summary_wording.lines(counted, wanted.by)]), [call]


async def _change(turn: BuiltInTurn, wanted: Change) -> tuple[str, list[ToolCall]]:
    before = turn.known(wanted.ids)
    said = [wording.already(turn.known(wanted.unchanged))] if wanted.unchanged else []
    if len(before) == 1 and wanted.operation is Operation.COMPLETE:
        calls = [await turn.request.tools.call('complete_task', {'task_id': str(before[0].id)})]
    elif len(before) == 1:
        fields = _fields(wanted.changes)
        calls = [await turn.request.tools.call('update_task', {'task_id': str(before[0].id), **fields})]
    elif before:
        arguments: dict[str, Any] = {'task_ids': [str(task.id) for task in before], 'changes': _fields(wanted.changes)}
        if wanted.changes.shift is not None:
            arguments['shift'] = wanted.changes.shift
        calls = [await turn.request.tools.call('update_tasks', arguments)]
    else:
        calls = []
    after = _tasks_of(calls)
    turn.touch([task.id for task in after] or list(wanted.unchanged))
    if after:
        said.append(
            wording.changed([task for task in before if task.id in {one.id for one in after}], after, turn.moment)
        )
        if wanted.changes.due and wanted.changes.other_due:
            said.append(wording.other_reading(wanted.changes.due, wanted.changes.other_due))
    return _led(turn, ' '.join([*said, *_waiting(calls), *_refusals(calls)])), calls


def _fields(changes: Changes) -> dict[str, Any]:
    fields: dict[str, Any] = {
        name: value
        for name in ('title', 'status', 'priority', 'description')
        if (value := getattr(changes, name)) is not None
    }
    if changes.clear_due or changes.due is not None:
        fields['due_date'] = _iso(changes.due)
    return fields


async def _delete(turn: BuiltInTurn, wanted: Delete) -> tuple[str, list[ToolCall]]:
    ids = [str(task_id) for task_id in wanted.ids]
    if len(ids) == 1:
        call = await turn.request.tools.call('delete_task', {'task_id': ids[0]})
    else:
        call = await turn.request.tools.call('delete_tasks', {'task_ids': ids})
    turn.after.mentioned = list(wanted.ids)
    return _led(turn, ' '.join([*_waiting([call]), *_refusals([call])])), [call]


def _led(turn: BuiltInTurn, said: str) -> str:
    """What is said; on a page, where what waits is drawn as a card, only its first line."""
    turn.lead = said.partition('\n')[0]
    return said


async def _revert(turn: BuiltInTurn, tool: str) -> tuple[str, list[ToolCall]]:
    call = await turn.request.tools.call(tool, {})
    if 'error' in call.result:
        return str(call.result['error']), [call]
    turn.touch([UUID(task['id']) for task in call.result['tasks']])
    return wording.reverted(call.result, again=tool == 'redo'), [call]


def _tasks_of(calls: Sequence[ToolCall]) -> list[TaskRead]:
    """The tasks that calls have left behind, as they are now."""
    return [
        TaskRead.model_validate(task)
        for call in calls
        for task in ([call.result['task']] if 'task' in call.result else call.result.get('tasks', []))
    ]


def _waiting(calls: Sequence[ToolCall]) -> list[str]:
    return [wording.waiting(call.result['approval']) for call in calls if 'approval' in call.result]


def _refusals(calls: Sequence[ToolCall]) -> list[str]:
    return [str(call.result['error']) for call in calls if 'error' in call.result]


def _iso(due: date | datetime | None) -> str | None:
    return due.isoformat() if due else None
