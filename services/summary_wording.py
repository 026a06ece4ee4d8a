"""What the built-in understanding says about amounts: a sentence, and each count for those who see no chart."""

from datetime import date

from services.summary import Summary
from services.wording import STATUS_WORDS, listed, tasks_in_words


def lead(counted: Summary, by: str) -> str:
    """The answer in a sentence or two."""
    if by == 'status':
        return f'{tasks_in_words(sum(counted.by_status.values()))}: {_enumerated(counted, by)}.'
    if by == 'priority':
        return f'{tasks_in_words(sum(counted.by_priority.values()))} not completed: {_enumerated(counted, by)}.'
    days = _day(counted.first) if counted.first == counted.last else f'{_day(counted.first)} to {_day(counted.last)}'
    said = f'{days}: {counted.completed:,} completed, {counted.added:,} added.'
    best = max(counted.days, key=lambda day: day.completed)
    if len(counted.days) > 1 and best.completed:
        said += f' Most on {best.day:%A}, {_day(best.day, named=False)} ({best.completed:,}).'
    return f'{said} {_standing(counted)}'


def lines(counted: Summary, by: str) -> list[str]:
    """Each day on which something happened; nothing for counts that the sentence holds already."""
    if by != 'day' or len(counted.days) == 1:
        return []
    return [
        f'• {_day(day.day)}: {day.completed:,} completed, {day.added:,} added'
        for day in counted.days
        if day.completed or day.added
    ]


def _standing(counted: Summary) -> str:
    left = sum(counted.by_priority.values())
    pressing = [
        f'{number:,} {what}'
        for number, what in ((counted.overdue, 'overdue'), (counted.due_today, 'due today'))
        if number
    ]
    return f'Now {tasks_in_words(left)} to go{f", {listed(pressing)}" if pressing else ""}.'


def _enumerated(counted: Summary, by: str) -> str:
    if by == 'status':
        return listed([f'{number:,} {STATUS_WORDS[status]}' for status, number in counted.by_status.items()])
    return listed([f'{number:,} {priority}' for priority, number in reversed(counted.by_priority.items())])


def _day(day: date, *, named: bool = True) -> str:
    return f'{day:%a} {day.day} {day:%b}' if named else f'{day.day} {day:%b}'
