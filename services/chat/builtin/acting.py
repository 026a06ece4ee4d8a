"""Carries out what a message asks for: first through the tools, then in words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from services import approvals
from services.approvals import Outcome
from services.chat.brain import TurnRequest
from services.chat.builtin import wording
from services.chat.builtin.answer import AnswerPart, first_line
from services.chat.builtin.arranging import PlaceActions
from services.chat.builtin.memory import ConversationMemory
from services.chat.builtin.place_wording import MAKE_IT
from services.chat.builtin.summary_wording import SummaryWording
from services.chat.builtin.voice import Voice
from services.chat.builtin.wording import Wording
from services.errors import ApprovalClosed, ApprovalEdited, ApprovalNotFound, NotAllowed
from services.events import EventType
from services.language import (
    Ask,
    Change,
    Changes,
    Choice,
    Command,
    Confirm,
    Count,
    Create,
    Decline,
    Delete,
    DeletePlace,
    Entry,
    Help,
    KnownPlaces,
    MakePlace,
    Missing,
    NoPlace,
    NotFound,
    Operation,
    Query,
    Question,
    Redo,
    RenamePlace,
    Resolution,
    Show,
    ShowPlaces,
    Summarise,
    Told,
    Undo,
    Unknown,
    Unsupported,
)
from services.models import TaskRead
from services.tasks import history
from services.tasks.history import HistoryTurn
from services.tasks.summary import Summary
from services.tools import ToolCall, as_json

_MAX_SHOWN = 50
_RECENT_TURNS = 50


class Actions:
    """What one turn can do, with the request's tools and the person's `tasks` as they were before it."""

    def __init__(
        self,
        request: TurnRequest,
        tasks: Sequence[TaskRead],
        places: KnownPlaces,
        memory: ConversationMemory,
        voice: Voice,
    ) -> None:
        self._request = request
        self._tools = request.tools
        self._moment = request.moment
        self._words = Wording(voice, request.moment, self._name_of)
        self._memory = memory
        self._tasks = {task.id: task for task in tasks}
        self._places = PlaceActions(request.tools, places, self._words)

    async def carry_out(self, wanted: Resolution) -> AnswerPart:
        """Do one thing, or only say something where there is nothing to do."""
        match wanted:
            case Create():
                part = await self._create(wanted)
            case Show() | Count():
                part = await self._show(wanted)
            case Summarise():
                part = await self._summarise(wanted)
            case Change():
                part = await self._change(wanted)
            case Delete():
                part = await self._delete(wanted)
            case MakePlace() | RenamePlace() | DeletePlace() | ShowPlaces() | NoPlace():
                part = await self._places.arrange(wanted)
            case Undo():
                part = await self._undo(wanted)
            case Redo():
                part = await self._revert('redo', {})
            case Confirm() | Decline():
                part = await self._decide(wanted)
            case _:
                part = self._say(wanted)
        return part

    def _say(self, wanted: Ask | Help | NotFound | Told | Unsupported | Unknown) -> AnswerPart:
        match wanted:
            case Ask():
                return self._ask(wanted.question)
            case Help():
                return AnswerPart(self._words.say(wording.HELP))
            case NotFound():
                return self._not_found(wanted)
            case Told():
                return AnswerPart(self._words.told(wanted.operation))
            case Unsupported():
                return AnswerPart(self._words.unsupported(wanted.what), is_miss=True)
            case Unknown():
                return self._unknown(wanted)

    def _not_found(self, wanted: NotFound) -> AnswerPart:
        """Nothing was found; the command goes on when one of the near ones is named, or the only one agreed to."""
        near = self._known(wanted.near)
        choices = tuple(Choice(task.id, task.title, task.due_date) for task in near)
        pending = Question(Missing.WHICH, wanted.resume, choices) if wanted.resume and choices else None
        text = self._words.not_found(wanted, near)
        return AnswerPart(text, cards=_ids(near), pending=pending, is_miss=True)

    def _ask(self, question: Question) -> AnswerPart:
        choices = question.choices if question.missing is Missing.WHICH else ()
        readings = self._words.readings_of(question, self._tasks)
        if question.missing is Missing.CONSENT and question.resume.changes.place:
            readings = [self._words.say(MAKE_IT)]
        return AnswerPart(
            self._words.asked(question, self._tasks),
            pending=question,
            choices=[choice.title for choice in choices] or readings,
            shown=[choice.id for choice in choices] or None,
            mentioned=[choice.id for choice in choices] or (list(question.resume.ids) or None),
            lead=self._words.say(wording.WHICH) if choices else None,
        )

    def _unknown(self, wanted: Unknown) -> AnswerPart:
        near = self._known(wanted.near)
        text = self._words.unknown(wanted, near, before=self._memory.misses)
        pending = None
        if wanted.entries:
            pending = Question(Missing.CONSENT, Command(Operation.CREATE, entries=wanted.entries))
        single = len(wanted.entries) == 1
        return AnswerPart(
            text,
            cards=_ids(near),
            offer=wanted.entries[0].source or wanted.suggested_title if single else None,
            choices=[self._words.say(wording.ADD_ALL)] if len(wanted.entries) > 1 else None,
            pending=pending,
            is_miss=True,
        )

    async def _create(self, wanted: Create) -> AnswerPart:
        changes, made = await self._places.with_places(wanted.changes)
        if self._words.refusals_in(made):
            return AnswerPart(' '.join(self._words.refusals_in(made)), made)
        calls = [await self._tools.call('add_task', _new_task(entry, changes)) for entry in wanted.entries]
        created = _tasks_in(calls)
        said = self._words.created(created, self._words.refusals_in(calls), wanted.entries, changes)
        text = ' '.join([*self._places.made(made), *said])
        done = Command(Operation.CREATE, entries=wanted.entries, ids=tuple(_ids(created)), changes=changes)
        calls = [*made, *calls]
        return AnswerPart(text, calls, touched=_ids(created), done=done if created else None, has_changed=bool(created))

    async def _show(self, wanted: Show | Count) -> AnswerPart:
        # The tasks are here already; what is said is recorded like the use of the tool that finds them.
        tasks = self._known(wanted.ids)
        if wanted.query and wanted.query.needs_times:
            now, zone = self._moment.now, self._moment.zone
            times = {task.id: task.completed_at for task in tasks if task.completed_at}
            tasks = [task for task in tasks if wanted.query.holds(task, now, zone, times)]
        shown = tasks[:_MAX_SHOWN]
        call = ToolCall(
            tool='list_tasks',
            arguments=_list_arguments(wanted.query),
            result={'tasks': [as_json(task) for task in shown], 'total': len(tasks)},
        )
        ids = _ids(shown)
        if isinstance(wanted, Show) and wanted.what and len(tasks) == 1:
            text = self._words.about_one(tasks[0], wanted.what)
            return AnswerPart(text, [call], cards=ids, lead=text, shown=ids, mentioned=ids)
        heading = self._words.heading(wanted, len(tasks))
        if isinstance(wanted, Count):
            return AnswerPart(heading, [call], shown=ids, mentioned=ids, asked=wanted.query)
        text = self._words.listing(heading, shown, len(tasks) - len(shown))
        return AnswerPart(text, [call], cards=ids, lead=heading, shown=ids, mentioned=ids, asked=wanted.query)

    async def _summarise(self, wanted: Summarise) -> AnswerPart:
        days = {'first': wanted.first, 'last': wanted.last}
        arguments = {'by': wanted.by, **{name: day.isoformat() for name, day in days.items() if day}}
        call = await self._tools.call('summary', arguments)
        if refusals := self._words.refusals_in([call]):
            return AnswerPart(refusals[0], [call])
        summary = Summary.model_validate(call.result['summary'])
        words = SummaryWording(self._words.phrases)
        lead = words.lead(summary, wanted.by)
        return AnswerPart('\n'.join([lead, *words.lines(summary, wanted.by)]), [call], lead=lead)

    async def _change(self, wanted: Change) -> AnswerPart:
        before, unchanged = self._known(wanted.ids), self._known(wanted.unchanged)
        changes, made = await self._places.with_places(wanted.changes)
        if self._words.refusals_in(made):
            return AnswerPart(' '.join(self._words.refusals_in(made)), made)
        wanted = replace(wanted, changes=changes)
        calls = [await self._tools.call(*_call_to_change(wanted, each)) for each in _alike(before, changes)]
        after = _tasks_in(calls)
        outcome = [*self._places.made(made), *self._words.changed(wanted.changes, before, after, unchanged)]
        text = ' '.join([*outcome, *self._words.questions_in(calls[-1:]), *self._words.refusals_in(calls)])
        has_asked = bool(self._words.questions_in(calls))
        done = Command(wanted.operation, ids=wanted.ids, changes=wanted.changes) if after else None
        calls = [*made, *calls]
        return AnswerPart(
            text,
            calls,
            touched=_ids(after) or wanted.unchanged,
            mentioned=list(wanted.ids) if has_asked else None,
            lead=first_line(text),
            done=done,
            has_changed=bool(after),
            has_asked=has_asked,
        )

    async def _delete(self, wanted: Delete) -> AnswerPart:
        ids = [str(task_id) for task_id in wanted.ids]
        if len(ids) == 1:
            call = await self._tools.call('delete_task', {'task_id': ids[0]})
        else:
            call = await self._tools.call('delete_tasks', {'task_ids': ids})
        text = ' '.join(self._words.questions_in([call]) + self._words.refusals_in([call]))
        return AnswerPart(
            text,
            [call],
            mentioned=list(wanted.ids),
            lead=first_line(text),
            has_asked=bool(self._words.questions_in([call])),
        )

    async def _undo(self, wanted: Undo) -> AnswerPart:
        """Take back the latest turn when it is this conversation's own; any other only after a yes."""
        if wanted.turn is not None:
            return await self._revert('undo', {'turn_id': str(wanted.turn)})
        if self._request.waiting:
            return AnswerPart(self._words.nothing_done_yet([item.title for item in self._request.waiting[-1].items]))
        latest = await self._latest_turn()
        if latest is None or latest.turn_id in self._memory.turns:
            return await self._revert('undo', {})
        where = self._words.done_elsewhere(latest)
        adds = any(step.type is EventType.TASK_CREATED for step in latest.steps)
        if adds and not self._tools.is_persons_word:
            # A program cannot say the yes: what would be removed waits for an approval, which asks by itself.
            part = await self._revert('undo', {'turn_id': str(latest.turn_id)})
            return replace(part, text=f'{where} {part.text}')
        question = Question(Missing.CONSENT, Command(Operation.UNDO, turn=latest.turn_id))
        text = f'{where} {self._words.say(wording.SHALL_I_UNDO)}'
        return AnswerPart(text, pending=question, choices=[self._words.say(wording.UNDO_IT)])

    async def _latest_turn(self) -> HistoryTurn | None:
        """The turn that an undo would take back."""
        async with self._tools.database.of(self._request.user_id).transaction() as session:
            turns = await history.list_turns(session, self._request.user_id, limit=_RECENT_TURNS)
        return next((each for each in turns if each.reverts is None and each.can_be_undone), None)

    async def _revert(self, tool: str, arguments: dict[str, Any]) -> AnswerPart:
        call = await self._tools.call(tool, arguments)
        if said := self._words.refusals_in([call]) or self._words.questions_in([call]):
            return AnswerPart(said[0], [call])
        text = self._words.reverted(call.result, again=tool == 'redo')
        done = Command(Operation.REDO if tool == 'redo' else Operation.UNDO)
        return AnswerPart(text, [call], touched=_ids(_tasks_in([call])), done=done, has_changed=True)

    async def _decide(self, wanted: Confirm | Decline) -> AnswerPart:
        """A yes or no to what waits in this conversation."""
        approve = isinstance(wanted, Confirm)
        try:
            found = await self._answer_approvals(wanted.ids, approve=approve)
        except (NotAllowed, ApprovalClosed, ApprovalEdited, ApprovalNotFound) as error:
            return AnswerPart(self._words.say(error.sentence))
        if not found:
            return AnswerPart(
                self._words.say(wording.NOTHING_WAITS) if approve else self._words.say(wording.NOTHING_DONE)
            )
        text = ' '.join(dict.fromkeys(self._words.decided(each) for each in found))
        ids = _ids([task for each in found for task in each.done])
        done = Command(Operation.YES, ids=tuple(ids)) if ids else None
        return AnswerPart(text, touched=ids, done=done, has_changed=bool(ids))

    async def _answer_approvals(self, ids: Sequence[UUID], *, approve: bool) -> list[Outcome]:
        user_id, tools = self._request.user_id, self._tools
        shown = {each.id: each.revision for each in self._request.waiting}
        async with tools.database.of(user_id).transaction() as session:
            return [
                await approvals.decide(session, user_id, each, approve=approve, revision=shown[each], cause=tools.cause)
                for each in ids
            ]

    def _name_of(self, some_id: UUID) -> str:
        task = self._tasks.get(some_id)
        return task.title if task else self._places.names.get(some_id, '')

    def _known(self, ids: Sequence[UUID]) -> list[TaskRead]:
        """The tasks with these ids, in their order."""
        return [self._tasks[task_id] for task_id in ids if task_id in self._tasks]


def _new_task(entry: Entry, changes: Changes) -> dict[str, Any]:
    fields = {
        'title': entry.title,
        'due_date': _iso(entry.due),
        'priority': entry.priority,
        'status': entry.status,
        'start_on': _iso(entry.start_on),
        'estimate_minutes': entry.estimate_minutes,
    }
    return {
        **{name: value for name, value in fields.items() if value is not None},
        **_placed(changes),
        **({'label_ids': [str(each.id) for each in changes.labels]} if changes.labels else {}),
        **({'description': entry.description} if entry.description else {}),
    }


def _placed(changes: Changes) -> dict[str, Any]:
    """The list, the task that it is a part of, the start and the length, as far as they are said."""
    given = {
        'list_id': str(changes.place.id) if changes.place else None,
        'parent_id': str(changes.parent) if changes.parent else None,
        'start_on': _iso(changes.start),
        'estimate_minutes': changes.estimate,
    }
    return {name: value for name, value in given.items() if value is not None}


def _labels_after(task: TaskRead, changes: Changes) -> list[UUID]:
    """The labels that a task has once some were put on and others taken off."""
    gone = {each.id for each in changes.unlabels}
    kept = [each for each in task.label_ids if each not in gone]
    return [*kept, *(each.id for each in changes.labels if each.id and each.id not in kept)]


def _alike(tasks: Sequence[TaskRead], changes: Changes) -> list[list[TaskRead]]:
    """The tasks in groups that one call can change: with labels, those that have the same ones afterwards."""
    groups: dict[tuple[UUID, ...], list[TaskRead]] = {}
    for task in tasks:
        key = tuple(_labels_after(task, changes)) if changes.labels or changes.unlabels else ()
        groups.setdefault(key, []).append(task)
    return list(groups.values())


def _call_to_change(wanted: Change, tasks: Sequence[TaskRead]) -> tuple[str, dict[str, Any]]:
    """The tool to change these tasks with, and its arguments."""
    fields = _fields(wanted.changes)
    if wanted.changes.labels or wanted.changes.unlabels:
        fields['label_ids'] = [str(each) for each in _labels_after(tasks[0], wanted.changes)]
    if len(tasks) > 1:
        ids = [str(task.id) for task in tasks]
        return 'update_tasks', {'task_ids': ids, 'changes': fields, **_relative(wanted.changes)}
    task_id = str(tasks[0].id)
    if wanted.operation is Operation.COMPLETE and set(fields) == {'status'}:
        return 'complete_task', {'task_id': task_id}
    return 'update_task', {'task_id': task_id, **fields}


def _fields(changes: Changes) -> dict[str, Any]:
    fields: dict[str, Any] = {
        name: value for name in ('title', 'status', 'priority') if (value := getattr(changes, name)) is not None
    }
    fields |= _placed(changes)
    clear = []
    if changes.description:
        fields['description'] = changes.description
    elif changes.description is not None:
        clear.append('description')
    if changes.due is not None:
        fields['due_date'] = _iso(changes.due)
    elif changes.clear_due:
        clear.append('due_date')
    return {**fields, 'clear': clear} if clear else fields


def _relative(changes: Changes) -> dict[str, Any]:
    """What each of several tasks comes to by its own due date."""
    when = changes.when
    given = {
        'shift': changes.shift,
        'months': changes.months or None,
        'day': when.day.isoformat() if when and when.day else None,
        'at': when.at.isoformat() if when and when.at else None,
    }
    return {name: value for name, value in given.items() if value is not None}


def _list_arguments(query: Query | None) -> dict[str, Any]:
    """A query as the arguments of the tool that finds tasks, as far as it knows them."""
    if query is None:
        return {}
    days = query.days[0] if len(query.days) == 1 else None
    places = {f'{each.kind}_id': str(each.id) for each in query.places} if len(query.places) == 1 else {}
    return {
        **places,
        **({'q': query.words} if query.words else {}),
        **({'status': sorted(query.statuses)} if query.statuses else {}),
        **({'priority': sorted(query.priorities)} if query.priorities else {}),
        **({'due_from': days.first.isoformat()} if days and days.first else {}),
        **({'due_until': days.last.isoformat()} if days and days.last else {}),
        **({'overdue': True} if days and days.overdue else {}),
    }


def _tasks_in(calls: Sequence[ToolCall]) -> list[TaskRead]:
    """The tasks that calls have left behind, as they are now."""
    return [
        TaskRead.model_validate(task)
        for call in calls
        for task in ([call.result['task']] if 'task' in call.result else call.result.get('tasks', []))
    ]


def _ids(tasks: Sequence[TaskRead]) -> list[UUID]:
    return [task.id for task in tasks]


def _iso(due: date | datetime | None) -> str | None:
    return due.isoformat() if due else None
