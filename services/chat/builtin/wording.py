"""The words of the built-in brain: short, with titles and absolute dates, in the language of the message."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from services.approval_models import ApprovalAction, ApprovalRead, ApprovalState
from services.approvals import Outcome
from services.chat.builtin.descriptions import Descriptions
from services.chat.builtin.phrases import Phrases
from services.chat.builtin.place_wording import NameOf, PlaceWording
from services.chat.builtin.voice import DAY_OF_MONTH, Voice
from services.events import EventType
from services.language import (
    Changes,
    Command,
    Count,
    Entry,
    Missing,
    NotFound,
    Operation,
    Order,
    Question,
    Show,
    Unknown,
)
from services.language.queries import is_past
from services.models import TaskRead
from services.tasks.history import HistoryTurn
from services.tools import ToolCall
from services.translatable import _, n_, p_
from services.values.cause import Moment, Via
from services.values.vocabulary import Priority, Status

ADD_ALL = _('Yes, add them all')
SHALL_I_UNDO = _('Shall I take that back?')
UNDO_IT = _('Yes, take it back')
NOTHING_WAITS = _('Nothing is waiting for your yes. Say “help” to see what I can do.')
WHICH = _('Which one do you mean?')
NOTHING_DONE = _('Fine. Nothing was changed.')
# The examples are read by the built-in understanding, so a translation says them as its language does.
HELP = _("""You can say, for example:
• add buy milk tomorrow
• add pay rent on friday, high priority
• what is due this week?
• done with buy milk
• move buy milk to monday at 9
• rename buy milk to buy oat milk
• set pay rent to urgent
• delete buy milk
• add eggs to the groceries list
• tag pay rent with home
• what is in groceries?
• undo
Slash commands work too: /add, /list, /done, /reopen, /start, /rename, /note, /priority, /due, /delete, /undo, \
/redo.""")

_WHICH_APPROVAL = _(
    'Several things wait for your yes, so nothing was changed. Which one do you mean? Say its number, or “all”.'
)
_IN_QUESTION = {
    ApprovalAction.DELETE: _('Delete {titles}'),
    ApprovalAction.UPDATE: _('Change {titles}'),
    ApprovalAction.MIXED: _('Change or delete {titles}'),
    ApprovalAction.UNDO: _('Undo what was done to {titles}'),
}
_ASKED_BY = _('{what} (asked for by {program})')
_WHICH_FOR = _('Which task do you mean for {title}? No list is in sight that could be counted on.')
_WHICH_TASK = _('Which task do you mean? No list is in sight that could be counted on.')
_MAX_NAMED = 5
_DUE = _('due {day}')
_TRAITS = _(' ({traits})')
_ADDED = _('Added {title}{traits}.')
_ADDED_MANY = n_('Added {number} task:\n{tasks}', 'Added {number} tasks:\n{tasks}')
_CHANGED_MANY = n_('Changed {number} task:\n{tasks}', 'Changed {number} tasks:\n{tasks}')
_CHANGED = _('{title} {changes}.')
_IS_SO = _('{title} is already so.')
_CALLED = _('is now called {title}')
_IS_NOW = {
    Status.PENDING: _('is now to do'),
    Status.IN_PROGRESS: _('is now in progress'),
    Status.COMPLETED: _('is now completed'),
}
_LEVEL_NOW = {
    Priority.LOW: _('now has low priority'),
    Priority.MEDIUM: _('now has medium priority'),
    Priority.HIGH: _('now has high priority'),
    Priority.URGENT: _('now has urgent priority'),
}
_DUE_NOW = _('is now due {day}')
_UNDATED_NOW = _('has no due date now')
_NOTE_NOW = _('has a new description')
_NO_NOTE_NOW = _('has no description now')
_ALREADY = {
    Status.PENDING: (_('{titles} was to do already.'), _('{titles} were to do already.')),
    Status.IN_PROGRESS: (_('{titles} was in progress already.'), _('{titles} were in progress already.')),
    Status.COMPLETED: (_('{titles} was completed already.'), _('{titles} were completed already.')),
}
_FIRST = {
    Order.NEXT: p_('heading', 'Next:'),
    Order.PRIORITY: _('The most urgent:'),
    Order.DUE: _('Due first:'),
    Order.NEWEST: _('The newest:'),
}
_THERE_ARE_NONE = _('There are no {what}.')
_NO_TASKS = _('There are no tasks.')
_EMPTY = _('Your list is empty.')
_FOUND = _('{count} {what}')
_SAYS = _('{title} says: {note}')
_NO_NOTE = _('{title} has no note.')
_YES_COMPLETED = _('Yes, {title} is completed.')
_YES_COMPLETED_ON = _('Yes, {title} is completed, on {day}.')
_COMPLETED = _('{title} is completed.')
_COMPLETED_ON = _('{title} is completed, on {day}.')
_IS_DUE = _('{title} is due {day}.')
_IS_UNDATED = _('{title} is without a due date.')
_IS_OVERDUE = _(' It is overdue.')
_HAS_LEVEL = {
    Priority.LOW: _('{title} has low priority.'),
    Priority.MEDIUM: _('{title} has medium priority.'),
    Priority.HIGH: _('{title} has high priority.'),
    Priority.URGENT: _('{title} has urgent priority.'),
}
_ABOUT = _('{title} is {status}, {due}{level}.')
_WITHOUT_DATE = _('without a due date')
_AND_MORE = n_('… and {number} task more.', '… and {number} tasks more.')
_MEANING = _('What do you mean? Nothing was changed.\n{readings}')
_WHICH_DATE = _('I cannot tell which date {words} is. When should it be due?')
_LEFT_OVER = _('I do not know what to do with {words}, so nothing was changed. What shall I do?')
_LEFT_OVER_ABOUT = _(
    'I do not know what to do with {words}, so nothing was changed. I take it to be about {titles}. What shall I do?'
)
_CONSENT_TO_UNDO = _('Shall I take the last change back? Say “yes”.')
_CONSENT_TO_REDO = _('Shall I do again what I took back? Say “yes”.')
_IS_OVER = _('{words} is over. Shall I add {title} without a date?')
_QUESTIONS = {
    Missing.TITLE: _('What should the task be called?'),
    Missing.NAME: _('What should its new name be?'),
    Missing.DUE: _('When should it be due?'),
    Missing.PRIORITY: _('Which priority: low, medium, high or urgent?'),
    Missing.NOTE: _('What should the description say?'),
    Missing.APPROVAL: _('Shall I go on?'),
}
_ADD = _('Add {titles}')
_SHOW = _('Show the tasks')
_OPERATIONS = {
    Operation.COMPLETE: (_('Complete {tasks}'), p_('command', 'Complete')),
    Operation.DELETE: (_('Delete {tasks}'), p_('command', 'Delete')),
    Operation.REOPEN: (_('Reopen {tasks}'), p_('command', 'Reopen')),
    Operation.START: (_('Start {tasks}'), p_('command', 'Start')),
    Operation.SCHEDULE: (_('Move {tasks}'), p_('command', 'Move')),
    Operation.PRIORITISE: (_('Change the priority of {tasks}'), p_('command', 'Change the priority of')),
    Operation.RENAME: (_('Rename {tasks}'), p_('command', 'Rename')),
    Operation.DESCRIBE: (_('Add a note to {tasks}'), p_('command', 'Add a note to')),
    Operation.UNSCHEDULE: (_('Take the date off {tasks}'), p_('command', 'Take the date off')),
    Operation.UNDO: (_('Undo {tasks}'), p_('command', 'Undo')),
    Operation.MOVE: (_('Move {tasks}'), p_('command', 'Move')),
    Operation.LABEL: (_('Label {tasks}'), p_('command', 'Label')),
}
_SHOW_THEM = _('Show the tasks {tasks}')
_MORE_TITLES = n_('{titles} and {number} more', '{titles} and {number} more')
_ELSEWHERE = _('The last change was not made in this conversation: {done}.')
_DONE_ELSEWHERE: Mapping[EventType | None, tuple[str, str]] = {
    EventType.TASK_CREATED: (_('{titles} was added {door}, {day}'), _('{titles} were added {door}, {day}')),
    EventType.TASK_DELETED: (_('{titles} was deleted {door}, {day}'), _('{titles} were deleted {door}, {day}')),
    None: (_('{titles} was changed {door}, {day}'), _('{titles} were changed {door}, {day}')),
}
_DOORS = {
    Via.DASHBOARD: _('on the page'), Via.CHAT: _('in another conversation'), Via.REST: _('by a program'),
    Via.WEBSOCKET: _('by a program'), Via.MCP: _('by an agent'), Via.IMPORT: _('by an import'),
    Via.SYSTEM: _('by Tandem'),
}  # fmt: skip
_DOOR_UNKNOWN = p_('a change was made', 'elsewhere')
_STILL_WAITS = _('Nothing was done yet: what I asked about {what} still waits for your yes. Say “no” to drop it.')
_NOT_FOUND = _('I found no task that matches {title}. Nothing was changed.')
_NONE_SUCH = _('There are no such tasks. Nothing was changed.')
_NONE_OF = _('There are no {what}. Nothing was changed.')
_DID_YOU_MEAN = _(' Did you mean {titles}?')
_EITHER = _('{first} or {second}')
_WAITS = _('{what} Nothing happens before you approve it.{lines}')
_ASK_DELETE = (_('Delete {title}?'), n_('Delete this {number} task?', 'Delete these {number} tasks?'))
_ASK_UNDO = (
    _('Undo what was done to {title}?'),
    n_('Undo what was done to {number} task?', 'Undo what was done to {number} tasks?'),
)
_ASK_CHANGE = (_('Change {title}?'), n_('Change this {number} task?', 'Change these {number} tasks?'))
_NOT_UNDERSTOOD = _('I did not understand that, so nothing was changed. Did you mean {titles}?')
_LOST = (
    _('I can add, find, change, complete and delete your tasks. Say “help” to see how.'),
    _('I did not understand that. Try “add buy milk tomorrow” or “what is due today?”.'),
    _('I could not make a task or a question of that. “help” shows what you can say.'),
)
_OFFER = _('I did not understand that as an instruction, so nothing was changed. Shall I add {what}? Say “yes”.')
_OFFER_NEAR = _(
    'I did not understand that as an instruction, so nothing was changed. The nearest there is: {near}. '
    'Shall I add {what}? Say “yes”.'
)
_DECIDED = {
    ApprovalAction.DELETE: _('Deleted {tasks}.'),
    ApprovalAction.MIXED: _('Changed or deleted {tasks}.'),
    ApprovalAction.UNDO: _('Undone for {tasks}.'),
}
_DECIDED_CHANGE = _('Changed {tasks}.')
_LEFT_ALONE = _(' Left alone, because it changed since you were asked: {titles}.')
_UNDONE = _('Undone: {parts}.')
_REDONE = _('Did it again: {parts}.')
_NOTHING_UNDONE = _('Nothing could be taken back.')
_AS_BEFORE = (_('{titles} is as before'), _('{titles} are as before'))
_AGAIN_AS_IT_WAS = (_('{titles} is again as it was'), _('{titles} are again as it was'))
_REMOVED = _('{titles} removed')
_KEPT = _(' {title} was changed since ({fields}), so that was left alone.')
_REPEATS = _('Repeating tasks ({words}) are not offered, so it was added once.')
_OTHER_READING = _('I took {taken}; say “make it {command}” if you meant {meant}.')
_TOLD = _('I take that as something you tell me, so nothing was changed. To have it done, say it as a command.')
_TOLD_OF_DELETING = _(
    'Nothing was deleted just now. What was deleted stays in the trash for 30 days, and “undo” takes the last change '
    'back.'
)
_UNSUPPORTED = {
    'alarms': _(
        'I understand that, but alarms are not something I can do. Nothing was changed. '
        'A task can have a time: “remind me to get up at 7”.'
    ),
    'attachments': _(
        'I understand that, but attachments are not something I can do. Nothing was changed. '
        'A note can hold a link: “add a note to the report: …”.'
    ),
    'early reminders': _(
        'I understand that, but early reminders are not something I can do. Nothing was changed. '
        'Add a task for the day before.'
    ),
    'exchanged dates': _(
        'I understand that, but exchanging dates is not something I can do. Nothing was changed. '
        'Say the new date of each: “move the rent to friday”.'
    ),
    'projects': _(
        'I understand that, but projects are not something I can do. Nothing was changed. '
        'Make a list for it: “make a list called …”.'
    ),
    'repeating tasks': _(
        'I understand that, but repeating tasks are not something I can do. Nothing was changed. '
        'Move the date on each time: “move the rent to 1 december”.'
    ),
    'several undos at once': _(
        'I understand that, but several undos at once are not something I can do. Nothing was changed. '
        'Say “undo” once for each.'
    ),
    'sharing': _('I understand that, but sharing is not something I can do. Nothing was changed.'),
}
_UNSUPPORTED_THING = _('I understand that, but {what} are not something I can do. Nothing was changed.')


class Wording:
    """What is said to one person at one moment, in one language."""

    def __init__(self, voice: Voice, moment: Moment, name_of: NameOf = str) -> None:
        self.phrases = Phrases(voice, moment)
        self.places = PlaceWording(self.phrases, name_of)
        self._voice = voice
        self._moment = moment
        self._describe = Descriptions(self.phrases)
        self.say = voice.say

    # What was done

    def created(
        self, tasks: Sequence[TaskRead], refusals: Sequence[str], entries: Sequence[Entry], changes: Changes
    ) -> list[str]:
        """What was added, what was refused, and what was understood in these entries but not taken."""
        quoted = self.phrases.quoted
        repeats = [entry.recurrence.text for entry in entries if entry.recurrence]
        repeated = [self.say(_REPEATS.format(words=quoted(words))) for words in repeats]
        others = [self._other_reading(entry.due, entry.other_due) for entry in entries if entry.due and entry.other_due]
        return [*([self._added(tasks, changes)] if tasks else []), *refusals, *repeated, *others]

    def _added(self, tasks: Sequence[TaskRead], changes: Changes) -> str:
        if len(tasks) == 1:
            title = self.phrases.quoted(tasks[0].title)
            return self.say(_ADDED.format(title=title, traits=self._traits(tasks[0], changes)))
        return self.say(_ADDED_MANY.format(number=len(tasks), tasks=self._numbered(tasks, changes)))

    def _traits(self, task: TaskRead, changes: Changes | None = None) -> str:
        """What sets a task apart, for a list: due date, unusual priority, status; with changes also its place."""
        parts = []
        if task.due_date is not None:
            parts.append(self.say(_DUE.format(day=self.phrases.due(task.due_date))))
        if task.priority is not Priority.MEDIUM:
            parts.append(self.phrases.level(task.priority))
        if task.status is not Status.PENDING:
            parts.append(self.phrases.status(task.status))
        parts += self.places.traits(task, changes) if changes is not None else []
        return self.say(_TRAITS.format(traits=', '.join(parts))) if parts else ''

    def _numbered(self, tasks: Sequence[TaskRead], changes: Changes | None = None) -> str:
        """The tasks as numbered lines."""
        return '\n'.join(f'{at}. {task.title}{self._traits(task, changes)}' for at, task in enumerate(tasks, 1))

    def changed(
        self,
        changes: Changes,
        before: Sequence[TaskRead],
        after: Sequence[TaskRead],
        unchanged: Sequence[TaskRead],
    ) -> list[str]:
        """What became of the tasks that were changed; `unchanged` ones were so already."""
        said = [self._already(unchanged)] if unchanged else []
        if len(after) == 1:
            [earlier] = [task for task in before if task.id == after[0].id]
            said.append(self._change_of_one(earlier, after[0]))
        elif after:
            said.append(self.say(_CHANGED_MANY.format(number=len(after), tasks=self._numbered(after))))
        if after and changes.due and changes.other_due:
            said.append(self._other_reading(changes.due, changes.other_due))
        return said

    def _change_of_one(self, before: TaskRead, after: TaskRead) -> str:
        said: list[str] = []
        if before.title != after.title:
            said.append(_CALLED.format(title=self.phrases.quoted(after.title)))
        if before.status is not after.status:
            said.append(_IS_NOW[after.status])
        if before.priority is not after.priority:
            said.append(_LEVEL_NOW[after.priority])
        if before.due_date != after.due_date:
            due = after.due_date
            said.append(_UNDATED_NOW if due is None else _DUE_NOW.format(day=self.phrases.due(due)))
        if before.description != after.description:
            said.append(_NOTE_NOW if after.description else _NO_NOTE_NOW)
        said += self.places.changed(before, after)
        if not said:
            return self.say(_IS_SO.format(title=self.phrases.quoted(after.title)))
        changes = self.phrases.listed([self.say(each) for each in said])
        return self.say(_CHANGED.format(title=self.phrases.quoted(before.title), changes=changes))

    def _already(self, tasks: Sequence[TaskRead]) -> str:
        titles = self.phrases.titles([task.title for task in tasks])
        return self.say(_form(_ALREADY[tasks[0].status], len(tasks)).format(titles=titles))

    def _other_reading(self, due: date | datetime, other: date) -> str:
        """Which of two days was taken, where people mean either by the same words."""
        day = due.date() if isinstance(due, datetime) else due
        taken, meant = self.phrases.day(day), self.phrases.day(other)
        command = self._voice.day(other, DAY_OF_MONTH)
        return self.say(_OTHER_READING.format(taken=taken, command=command, meant=meant))

    # What there is

    def heading(self, wanted: Show | Count, total: int) -> str:
        """How many tasks were found and by which filter; above a list, or by itself."""
        query = wanted.query
        what = self._describe.of(query, total)
        if isinstance(wanted, Show) and query and query.limit == 1 and query.order and total == 1:
            return self.say(_FIRST[query.order])
        if total == 0:
            if what:
                return self.say(_THERE_ARE_NONE.format(what=what))
            return self.say(_NO_TASKS if isinstance(wanted, Count) else _EMPTY)
        said = self.say(_FOUND.format(count=total, what=what)) if what else self.phrases.tasks(total)
        return said + ('.' if isinstance(wanted, Count) else f'{self._describe.order(query)}:')

    def about_one(self, task: TaskRead, what: str) -> str:
        """One task's date, state or note, as it was asked about."""
        title, due = self.phrases.quoted(task.title), task.due_date
        if what == 'note':
            note = task.description
            return self.say(_SAYS.format(title=title, note=note) if note else _NO_NOTE.format(title=title))
        if task.status is Status.COMPLETED and what in {'status', 'due'}:
            return self._completed(title, task.completed_at, is_asked=what == 'status')
        if what == 'due':
            if due is None:
                return self.say(_IS_UNDATED.format(title=title))
            late = self.say(_IS_OVERDUE) if is_past(due, self._moment.now, self._moment.zone) else ''
            return self.say(_IS_DUE.format(title=title, day=self.phrases.due(due))) + late
        if what == 'priority':
            return self.say(_HAS_LEVEL[task.priority].format(title=title))
        said = self.say(_DUE.format(day=self.phrases.due(due))) if due else self.say(_WITHOUT_DATE)
        level = '' if task.priority is Priority.MEDIUM else f', {self.phrases.level(task.priority)}'
        return self.say(_ABOUT.format(title=title, status=self.phrases.status(task.status), due=said, level=level))

    def _completed(self, title: str, at: datetime | None, *, is_asked: bool) -> str:
        if at is None:
            return self.say((_YES_COMPLETED if is_asked else _COMPLETED).format(title=title))
        said = _YES_COMPLETED_ON if is_asked else _COMPLETED_ON
        return self.say(said.format(title=title, day=self.phrases.due(at)))

    def listing(self, title: str, tasks: Sequence[TaskRead], left_out: int) -> str:
        """Tasks under their heading, and how many were left out."""
        rest = self.say(_AND_MORE.format(number=left_out)) if left_out else ''
        return '\n'.join(filter(None, [title, self._numbered(tasks), rest]))

    # Questions

    def asked(self, question: Question, tasks: Mapping[UUID, TaskRead]) -> str:
        """The question, with its numbered choices."""
        if question.missing in {Missing.WHICH, Missing.APPROVAL}:
            return self._which(question)
        if question.missing in {Missing.MEANING, Missing.WORDS}:
            return self._unclear(question, tasks)
        if question.missing is Missing.DUE and question.about:
            return self.say(_WHICH_DATE.format(words=self.phrases.quoted(question.about)))
        if question.missing is Missing.CONSENT:
            return self._consent(question, tasks)
        place = question.resume.place if question.missing is Missing.PLACE_NAME else None
        return self.places.what_name(place) if place else self.say(_QUESTIONS[question.missing])

    def _unclear(self, question: Question, tasks: Mapping[UUID, TaskRead]) -> str:
        if question.missing is Missing.WORDS:
            return self._left_over(question)
        readings = '\n'.join(f'{at}. {text}' for at, text in enumerate(self.readings_of(question, tasks), 1))
        return self.say(_MEANING.format(readings=readings))

    def _which(self, question: Question) -> str:
        if not question.choices:
            about = question.about
            return self.say(_WHICH_FOR.format(title=self.phrases.quoted(about)) if about else _WHICH_TASK)
        lines = [self.say(WHICH if question.missing is Missing.WHICH else _WHICH_APPROVAL)]
        for at, choice in enumerate(question.choices, 1):
            due = self.say(_DUE.format(day=self.phrases.due(choice.due))) if choice.due else ''
            lines.append(f'{at}. {choice.title}{self.say(_TRAITS.format(traits=due)) if due else ""}')
        return '\n'.join(lines)

    def _left_over(self, question: Question) -> str:
        words, titles = self.phrases.quoted(question.about), [choice.title for choice in question.choices]
        if not titles:
            return self.say(_LEFT_OVER.format(words=words))
        return self.say(_LEFT_OVER_ABOUT.format(words=words, titles=self.phrases.titles(titles)))

    def _consent(self, question: Question, tasks: Mapping[UUID, TaskRead]) -> str:
        if question.resume.changes.place:
            titles = [entry.title for entry in question.resume.entries]
            titles += [tasks[each].title for each in question.resume.ids if each in tasks]
            return self.places.consent(question.resume, titles)
        if question.resume.operation is Operation.UNDO:
            return self.say(_CONSENT_TO_UNDO)
        if question.resume.operation is Operation.REDO:
            return self.say(_CONSENT_TO_REDO)
        if question.resume.entries and question.about:
            title = self.phrases.quoted(question.resume.entries[0].title)
            return self.say(_IS_OVER.format(words=self.phrases.quoted(question.about), title=title))
        return self.say(_QUESTIONS[Missing.APPROVAL])

    def readings_of(self, question: Question, tasks: Mapping[UUID, TaskRead]) -> list[str]:
        """Each thing that may be meant, as a button says it."""
        if question.missing is not Missing.MEANING:
            return []
        return [self._in_words(each, tasks) for each in (question.resume, *question.readings)]

    def _in_words(self, command: Command, tasks: Mapping[UUID, TaskRead]) -> str:
        titles = [tasks[task_id].title for task_id in command.ids if task_id in tasks]
        if command.place or (command.entries and command.changes.place):
            return self.places.in_words(command)
        if command.entries:
            return self.say(_ADD.format(titles=self.phrases.titles([entry.title for entry in command.entries])))
        with_tasks, alone = _OPERATIONS.get(command.operation, (_SHOW_THEM, _SHOW))
        if not titles:
            return self.say(alone)
        return self.say(with_tasks.format(tasks=self._named(titles)))

    def _named(self, titles: Sequence[str]) -> str:
        """The titles, or how many they are when they are many."""
        return self.phrases.titles(titles) if 0 < len(titles) <= _MAX_NAMED else self.phrases.tasks(len(titles))

    def done_elsewhere(self, turn: HistoryTurn) -> str:
        """The last change, which was not made in this conversation, and by which door it came."""
        titles = list(dict.fromkeys(step.title for step in turn.steps))
        what = self.phrases.titles(titles[:_MAX_NAMED])
        if len(titles) > _MAX_NAMED:
            what = self.say(_MORE_TITLES.format(number=len(titles) - _MAX_NAMED, titles=what))
        kind = turn.steps[0].type if turn.steps and turn.steps[0].type in _DONE_ELSEWHERE else None
        door = self.say(_DOORS.get(turn.actor.via, _DOOR_UNKNOWN))
        day = self.phrases.due(turn.at)
        done = self.say(_form(_DONE_ELSEWHERE[kind], len(titles)).format(titles=what, door=door, day=day))
        return self.say(_ELSEWHERE.format(done=done))

    def nothing_done_yet(self, titles: Sequence[str]) -> str:
        """An undo while something still waits for a yes."""
        return self.say(_STILL_WAITS.format(what=self._named(titles)))

    def not_found(self, missing: NotFound, near: Sequence[TaskRead]) -> str:
        """No task matches; those with similar titles are named."""
        what = self._describe.of(missing.query)
        if missing.reference:
            said = _NOT_FOUND.format(title=self.phrases.quoted(missing.reference))
        else:
            said = _NONE_OF.format(what=what) if what else _NONE_SUCH
        return self.say(said) + (self.say(_DID_YOU_MEAN.format(titles=self._either(near))) if near else '')

    def _either(self, tasks: Sequence[TaskRead]) -> str:
        whole = self.phrases.quoted(tasks[0].title)
        for task in tasks[1:]:
            whole = self.say(_EITHER.format(first=whole, second=self.phrases.quoted(task.title)))
        return whole

    def approval_asked(self, result: dict[str, Any]) -> str:
        """What will be done once the person approves it."""
        approval = ApprovalRead.model_validate(result)
        asks = {ApprovalAction.DELETE: _ASK_DELETE, ApprovalAction.UNDO: _ASK_UNDO}
        one, many = asks.get(approval.action, _ASK_CHANGE)
        tasks = [item for item in approval.items if not item.place]
        if len(tasks) < len(approval.items):
            what = self.places.asked_to_delete(approval.items)
            lines = ''.join(f'\n{at}. {item.title}' for at, item in enumerate(tasks, 1))
        elif len(approval.items) == 1:
            what, lines = one.format(title=self.phrases.quoted(approval.items[0].title)), ''
        else:
            what = many.format(number=len(approval.items))
            lines = '\n' + '\n'.join(f'{at}. {item.title}' for at, item in enumerate(approval.items, 1))
        return self.say(_WAITS.format(what=self.say(what), lines=lines))

    def questions_in(self, calls: Sequence[ToolCall]) -> list[str]:
        """What these uses of tools ask for."""
        return [self.approval_asked(call.result['approval']) for call in calls if 'approval' in call.result]

    def refusals_in(self, calls: Sequence[ToolCall]) -> list[str]:
        """Why uses of tools were refused."""
        return [self.say(call.result['error']) for call in calls if 'error' in call.result]

    def in_question(self, approval: ApprovalRead) -> str:
        """What waits for a yes, to tell it from other things that do."""
        titles = [item.title for item in approval.items]
        left = len(titles) - _MAX_NAMED
        named = self.phrases.titles(titles) if left <= 0 else self._first_of(titles, left)
        what = self.say(_IN_QUESTION[approval.action].format(titles=named))
        if not approval.program:
            return what
        return self.say(_ASKED_BY.format(what=what, program=self.phrases.quoted(approval.program)))

    def _first_of(self, titles: Sequence[str], left: int) -> str:
        named = ', '.join(map(self.phrases.quoted, titles[:_MAX_NAMED]))
        return self.say(_MORE_TITLES.format(number=left, titles=named))

    def unknown(self, wanted: Unknown, near: Sequence[TaskRead], *, before: int = 0) -> str:
        """The message was not understood; says what can be done about it, and never the same twice in a row."""
        if wanted.entries:
            return self._offer(wanted.entries, near)
        if near:
            return self.say(_NOT_UNDERSTOOD.format(titles=self._either(near)))
        return self.say(_LOST[before % len(_LOST)])

    def _offer(self, entries: Sequence[Entry], near: Sequence[TaskRead]) -> str:
        what = self.phrases.listed([self._entry(entry) for entry in entries])
        if not near:
            return self.say(_OFFER.format(what=what))
        return self.say(_OFFER_NEAR.format(what=what, near=self.phrases.titles([task.title for task in near])))

    def _entry(self, entry: Entry) -> str:
        traits = [self.say(_DUE.format(day=self.phrases.due(entry.due)))] if entry.due else []
        traits += [self.phrases.level(entry.priority)] if entry.priority else []
        traits += self.places.plans(entry)
        said = self.say(_TRAITS.format(traits=self.phrases.listed(traits))) if traits else ''
        return f'{self.phrases.quoted(entry.title)}{said}'

    # What came of an approval, an undo, a redo

    def decided(self, outcome: Outcome) -> str:
        """What answering an approval did."""
        if outcome.approval.state is ApprovalState.REJECTED:
            return self.say(NOTHING_DONE)
        titles = [task.title for task in outcome.done]
        named = self._named(titles) if titles else ''
        if outcome.places:
            said = self.places.deleted(outcome.places, named)
        else:
            said = self.say(_DECIDED.get(outcome.approval.action, _DECIDED_CHANGE).format(tasks=named))
            said = said if titles else ''
        if outcome.skipped:
            said += self.say(_LEFT_ALONE.format(titles=self.phrases.titles([item.title for item in outcome.skipped])))
        return said.strip()

    def reverted(self, result: dict[str, Any], *, again: bool) -> str:
        """What an undo or redo did, and what it left alone."""
        parts = []
        back = [*_titles(result, 'tasks'), *_titles(result, 'lists'), *_titles(result, 'labels')]
        gone = [*_titles(result, 'removed'), *_titles(result, 'removed_lists'), *_titles(result, 'removed_labels')]
        if back:
            restored = _AGAIN_AS_IT_WAS if again else _AS_BEFORE
            parts.append(self.say(_form(restored, len(back)).format(titles=self._some(back))))
        if gone:
            parts.append(self.say(_REMOVED.format(titles=self._some(gone))))
        if parts:
            said = self.say((_REDONE if again else _UNDONE).format(parts='; '.join(parts)))
        else:
            said = self.say(_NOTHING_UNDONE)
        for kept in result['kept']:
            said += self.say(_KEPT.format(title=self.phrases.quoted(kept['title']), fields=', '.join(kept['fields'])))
        return said

    def _some(self, titles: Sequence[str]) -> str:
        left = len(titles) - _MAX_NAMED
        return self.phrases.titles(titles) if left <= 0 else self._first_of(titles, left)

    def told(self, operation: Operation) -> str:
        """What somebody is said to have done is not carried out."""
        return self.say(_TOLD_OF_DELETING if operation is Operation.DELETE else _TOLD)

    def unsupported(self, what: str) -> str:
        """Something that is understood but cannot be done, with what can be done instead."""
        return self.say(_UNSUPPORTED.get(what) or _UNSUPPORTED_THING.format(what=what))


def _titles(result: dict[str, Any], kind: str) -> list[str]:
    """The titles of tasks, or the names of places, of one kind."""
    return [each.get('title') or each['name'] for each in result.get(kind, ())]


def _form(forms: tuple[str, str], number: int) -> str:
    """A sentence about one thing or about several, in which no number is said."""
    return forms[0] if number == 1 else forms[1]
