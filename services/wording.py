"""What the built-in understanding says: short, with titles and absolute dates."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from services.approval_models import ApprovalAction, ApprovalRead, ApprovalState
from services.approvals import Outcome
from services.cause import Moment
from services.language import Ask, Count, Missing, NotFound, Query, Question, Show
from services.models import TaskRead
from services.vocabulary import Priority, Status

NOTHING_WAITS = 'Nothing is waiting for your yes. Say “help” to see what I can do.'
WHICH = 'Which one do you mean?'
NOTHING_DONE = 'Fine. Nothing was changed.'
STATUS_WORDS = {Status.PENDING: 'to do', Status.IN_PROGRESS: 'in progress', Status.COMPLETED: 'completed'}

HELP = """You can say, for example:
• add buy milk tomorrow
• add pay rent on friday, high priority
• what is due this week?
• done with buy milk
• move buy milk to monday at 9
• rename buy milk to buy oat milk
• set pay rent to urgent
• delete buy milk
• undo
Slash commands work too: /add, /list, /done, /reopen, /start, /rename, /note, /priority, /due, /delete, /undo, /redo."""

_NAMED = 5
_QUESTIONS = {
    Missing.TITLE: 'What should the task be called?',
    Missing.NAME: 'What should its new name be?',
    Missing.DUE: 'When should it be due?',
    Missing.PRIORITY: 'Which priority: low, medium, high or urgent?',
    Missing.NOTE: 'What should the description say?',
    Missing.APPROVAL: 'Shall I go on?',
}


def quoted(title: str) -> str:
    """A title inside a sentence."""
    return f'“{title}”'


def listed(parts: Sequence[str]) -> str:
    """Parts as one enumeration: a, b and c."""
    return parts[0] if len(parts) == 1 else f'{", ".join(parts[:-1])} and {parts[-1]}'


def tasks_in_words(number: int) -> str:
    """How many tasks, with the noun in step."""
    return '1 task' if number == 1 else f'{number:,} tasks'


def due_in_words(due: date | datetime, moment: Moment) -> str:
    """A due date as people say it, always with the absolute date: tomorrow, Mon 23 Nov, 09:00."""
    local = due.astimezone(moment.zone) if isinstance(due, datetime) else due
    day = local.date() if isinstance(local, datetime) else local
    near = {-1: 'yesterday, ', 0: 'today, ', 1: 'tomorrow, '}.get((day - moment.today).days, '')
    year = '' if day.year == moment.today.year or abs(day - moment.today) < timedelta(days=180) else f' {day.year}'
    time = f', {local:%H:%M}' if isinstance(local, datetime) else ''
    return f'{near}{day:%a} {day.day} {day:%b}{year}{time}'


def traits(task: TaskRead, moment: Moment) -> str:
    """What sets a task apart, for a list: due date, unusual priority, status."""
    parts = []
    if task.due_date is not None:
        parts.append(f'due {due_in_words(task.due_date, moment)}')
    if task.priority is not Priority.MEDIUM:
        parts.append(f'{task.priority} priority')
    if task.status is not Status.PENDING:
        parts.append(STATUS_WORDS[task.status])
    return f' ({", ".join(parts)})' if parts else ''


def numbered(tasks: Sequence[TaskRead], moment: Moment) -> str:
    """The tasks as numbered lines."""
    return '\n'.join(f'{at}. {task.title}{traits(task, moment)}' for at, task in enumerate(tasks, 1))


def added(tasks: Sequence[TaskRead], moment: Moment) -> str:
    """What was added."""
    if len(tasks) == 1:
        return f'Added {quoted(tasks[0].title)}{traits(tasks[0], moment)}.'
    return f'Added {tasks_in_words(len(tasks))}:\n{numbered(tasks, moment)}'


def changed(before: Sequence[TaskRead], after: Sequence[TaskRead], moment: Moment) -> str:
    """What became of the tasks, one sentence for a single one."""
    if len(after) == 1:
        return f'{_change_of_one(before[0], after[0], moment)}.'
    return f'Changed {tasks_in_words(len(after))}:\n{numbered(after, moment)}'


def _change_of_one(before: TaskRead, after: TaskRead, moment: Moment) -> str:
    said = []
    if before.title != after.title:
        said.append(f'is now called {quoted(after.title)}')
    if before.status is not after.status:
        said.append(f'is now {STATUS_WORDS[after.status]}')
    if before.priority is not after.priority:
        said.append(f'now has {after.priority} priority')
    if before.due_date != after.due_date:
        said.append(f'is now due {due_in_words(after.due_date, moment)}' if after.due_date else 'has no due date now')
    if before.description != after.description:
        said.append('has a new description' if after.description else 'has no description now')
    return f'{quoted(before.title)} {listed(said)}' if said else f'{quoted(after.title)} is already so'


def already(tasks: Sequence[TaskRead]) -> str:
    """Tasks that did not need the change."""
    verb = 'was' if len(tasks) == 1 else 'were'
    return f'{listed([quoted(task.title) for task in tasks])} {verb} {STATUS_WORDS[tasks[0].status]} already.'


def shown(resolution: Show | Count, total: int) -> str:
    """The line above a list."""
    what = described(resolution.query, total)
    if total == 0:
        return f'There are no {what or "tasks"}.' if what or isinstance(resolution, Count) else 'Your list is empty.'
    return (f'{total:,} {what}' if what else tasks_in_words(total)) + ('.' if isinstance(resolution, Count) else ':')


def described(query: Query | None, number: int = 0) -> str:
    """What was asked for, in words, as so many are called; empty when everything was."""
    if query is None or query.is_everything:
        return ''
    parts = [str(priority) + ' priority' for priority in sorted(query.priorities)]
    if query.statuses:
        open_ = query.statuses == {Status.PENDING, Status.IN_PROGRESS}
        parts.append('open' if open_ else listed([STATUS_WORDS[status] for status in sorted(query.statuses)]))
    if query.due and query.due.overdue:
        parts.append('overdue')
    words = f' with {quoted(query.words)}' if query.words else ''
    dated = ''
    if query.due and query.due.undated:
        dated = ' without a due date'
    elif query.due and not query.due.overdue:
        dated = _between(query.due.first, query.due.last)
    return f'{", ".join(parts)}{" " if parts else ""}{"task" if number == 1 else "tasks"}{words}{dated}'


def _between(first: date | None, last: date | None) -> str:
    day = '{0:%a} {0.day} {0:%b}'.format
    if first and last:
        return f' due {day(first)}' if first == last else f' due {day(first)} to {day(last)}'
    if last:
        return f' due by {day(last)}'
    return f' due from {day(first)}' if first else ''


def asked(ask: Ask, moment: Moment) -> str:
    """The question, with its numbered choices."""
    question: Question = ask.question
    if question.missing is not Missing.WHICH:
        return _QUESTIONS[question.missing]
    choices = '\n'.join(
        f'{at}. {choice.title}' + (f' (due {due_in_words(choice.due, moment)})' if choice.due else '')
        for at, choice in enumerate(question.choices, 1)
    )
    return f'{WHICH}\n{choices}'


def not_found(missing: NotFound, near: Sequence[TaskRead]) -> str:
    """Nothing fits, and what comes near."""
    if missing.reference:
        said = f'I found no task that matches {quoted(missing.reference)}. Nothing was changed.'
    else:
        said = f'There are no {described(missing.query) or "such tasks"}. Nothing was changed.'
    if near:
        said += f' Did you mean {" or ".join(quoted(task.title) for task in near)}?'
    return said


def waiting(result: dict[str, Any]) -> str:
    """What would be done, once the person says yes."""
    approval = ApprovalRead.model_validate(result)
    titles = [quoted(item.title) for item in approval.items]
    if approval.action is ApprovalAction.DELETE:
        what = f'Delete {titles[0]}?' if len(titles) == 1 else f'Delete these {len(titles):,} tasks?'
    else:
        what = f'Change these {len(titles):,} tasks?'
    lines = (
        '' if len(titles) == 1 else '\n' + '\n'.join(f'{at}. {item.title}' for at, item in enumerate(approval.items, 1))
    )
    return f'{what} Nothing happens before you approve it.{lines}'


def unknown(suggested_title: str, near: Sequence[TaskRead]) -> str:
    """Not understood, and what can be done about it."""
    if near:
        names = ' or '.join(quoted(task.title) for task in near)
        return f'I did not understand that, so nothing was changed. Did you mean {names}?'
    if suggested_title:
        return (
            f'I did not understand that as an instruction, so nothing was changed. '
            f'To make it a task, say “add {suggested_title}”. “help” shows what you can say.'
        )
    return 'I can add, find, change, complete and delete your tasks. Say “help” to see how.'


def decided(outcome: Outcome) -> str:
    """What answering an approval did."""
    if outcome.approval.state is ApprovalState.REJECTED:
        return NOTHING_DONE
    verb = 'Deleted' if outcome.approval.action is ApprovalAction.DELETE else 'Changed'
    titles = [quoted(task.title) for task in outcome.done]
    said = f'{verb} {listed(titles) if len(titles) <= _NAMED else tasks_in_words(len(titles))}.' if titles else ''
    if outcome.skipped:
        names = listed([quoted(item.title) for item in outcome.skipped])
        said += f' Left alone, because it changed since you were asked: {names}.'
    return said.strip()


def reverted(result: dict[str, Any], *, again: bool) -> str:
    """What an undo or redo did, and what it left alone."""
    verb = 'Did it again' if again else 'Undone'
    parts = []
    if result['tasks']:
        named = [quoted(task['title']) for task in result['tasks'][:_NAMED]]
        parts.append(f'{listed(named)} {"is" if len(named) == 1 else "are"} as before')
    if result['removed']:
        parts.append(f'{listed([quoted(task["title"]) for task in result["removed"][:_NAMED]])} removed')
    said = f'{verb}: {"; ".join(parts)}.' if parts else 'Nothing could be taken back.'
    for kept in result['kept']:
        said += f' {quoted(kept["title"])} was changed since ({", ".join(kept["fields"])}), so that was left alone.'
    return said


def repetition(words: str) -> str:
    """Repeating tasks are understood but not offered."""
    return f'Repeating tasks ({quoted(words)}) are not offered, so it was added once.'


def other_reading(due: date | datetime, other: date) -> str:
    """Some people mean another day by the same words."""
    day = due.date() if isinstance(due, datetime) else due
    taken, meant = (f'{each:%a} {each.day} {each:%b}' for each in (day, other))
    return f'I took {taken}; say “make it {other.day} {other:%B}” if you meant {meant}.'


def unsupported(what: str) -> str:
    """Understood, but not offered."""
    return f'I understand that, but {what} are not something I can do. Nothing was changed.'


def more(number: int) -> str:
    """How many were left out of a list."""
    return f'… and {tasks_in_words(number)} more.' if number > 0 else ''


def query_arguments(query: Query | None) -> dict[str, Any]:
    """A query as the arguments of the tool that lists."""
    if query is None:
        return {}
    due = query.due
    return {
        **({'q': query.words} if query.words else {}),
        **({'status': sorted(query.statuses)} if query.statuses else {}),
        **({'priority': sorted(query.priorities)} if query.priorities else {}),
        **({'due_from': due.first.isoformat()} if due and due.first else {}),
        **({'due_until': due.last.isoformat()} if due and due.last else {}),
        **({'overdue': True} if due and due.overdue else {}),
    }
