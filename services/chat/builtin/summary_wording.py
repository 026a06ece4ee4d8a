"""The words of the built-in brain about counts: a sentence, and each count for those who see no chart."""

from datetime import date

from services.chat.builtin.phrases import Phrases
from services.chat.builtin.voice import DAY_OF_MONTH
from services.tasks.summary import Summary
from services.translatable import _, n_, p_
from services.values.vocabulary import Priority

_BY_STATUS = _('{tasks}: {counts}.')
_BY_PRIORITY = _('{tasks} not completed: {counts}.')
_DAYS = _('{days}: {completed} completed, {added} added.')
_FROM_TO = _('{first} to {last}')
_MOST = _(' Most on {weekday}, {day} ({count}).')
_DAY_LINE = _('• {day}: {completed} completed, {added} added')
_LEFT = _('Now {tasks} to go.')
_LEFT_AND = _('Now {tasks} to go, {pressing}.')
_OVERDUE = n_('{number} overdue', '{number} overdue')
_DUE_TODAY = n_('{number} due today', '{number} due today')
_COUNTED = _('{count} {what}')
_LEVELS = {
    Priority.LOW: p_('so many tasks are', 'low'),
    Priority.MEDIUM: p_('so many tasks are', 'medium'),
    Priority.HIGH: p_('so many tasks are', 'high'),
    Priority.URGENT: p_('so many tasks are', 'urgent'),
}


class SummaryWording:
    """Counts in one language."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._say = phrases.say

    def lead(self, summary: Summary, by: str) -> str:
        """The answer in a sentence or two."""
        if by in {'status', 'priority'}:
            return self._counts(summary, by)
        days = self._day(summary.first)
        if summary.first != summary.last:
            days = self._say(_FROM_TO.format(first=days, last=self._day(summary.last)))
        said = self._say(_DAYS.format(days=days, completed=summary.completed, added=summary.added))
        best = max(summary.days, key=lambda day: day.completed)
        if len(summary.days) > 1 and best.completed:
            voice = self._phrases.voice
            weekday, day = voice.weekday(best.day), voice.day(best.day, DAY_OF_MONTH)
            said += self._say(_MOST.format(weekday=weekday, day=day, count=best.completed))
        return f'{said} {self._remaining(summary)}'

    def lines(self, summary: Summary, by: str) -> list[str]:
        """A line for each day on which something was done; nothing where the sentence says it all."""
        if by != 'day' or len(summary.days) == 1:
            return []
        return [
            self._say(_DAY_LINE.format(day=self._day(day.day), completed=day.completed, added=day.added))
            for day in summary.days
            if day.completed or day.added
        ]

    def _remaining(self, summary: Summary) -> str:
        tasks = self._phrases.tasks(sum(summary.by_priority.values()))
        counted = ((summary.overdue, _OVERDUE), (summary.due_today, _DUE_TODAY))
        pressing = [self._say(what.format(number=number)) for number, what in counted if number]
        if not pressing:
            return self._say(_LEFT.format(tasks=tasks))
        return self._say(_LEFT_AND.format(tasks=tasks, pressing=self._phrases.listed(pressing)))

    def _counts(self, summary: Summary, by: str) -> str:
        if by == 'status':
            kinds = [(number, self._phrases.status(status)) for status, number in summary.by_status.items()]
        else:
            kinds = [(number, self._say(_LEVELS[level])) for level, number in reversed(summary.by_priority.items())]
        counts = self._phrases.listed([self._say(_COUNTED.format(count=number, what=what)) for number, what in kinds])
        tasks = self._phrases.tasks(sum(number for number, _what in kinds))
        return self._say((_BY_STATUS if by == 'status' else _BY_PRIORITY).format(tasks=tasks, counts=counts))

    def _day(self, day: date) -> str:
        return self._phrases.day(day)
