"""The small pieces that answers are put together from: titles, enumerations, dates, priorities."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from services.chat.builtin.voice import DAY, DAY_OF_YEAR, Voice
from services.translatable import _, n_, p_
from services.values.cause import Moment
from services.values.vocabulary import Priority, Status

STATUS_WORDS = {
    Status.PENDING: p_('a task is', 'to do'),
    Status.IN_PROGRESS: p_('a task is', 'in progress'),
    Status.COMPLETED: p_('a task is', 'completed'),
}
LEVEL_WORDS = {
    Priority.LOW: _('low priority'),
    Priority.MEDIUM: _('medium priority'),
    Priority.HIGH: _('high priority'),
    Priority.URGENT: _('urgent priority'),
}
_QUOTED = _('“{title}”')
_LISTED = _('{first} and {last}')
_TASKS = n_('{number} task', '{number} tasks')
_NEAR = {-1: _('yesterday, {day}'), 0: _('today, {day}'), 1: _('tomorrow, {day}')}
_AT = _('{day}, {time}')
_HALF_A_YEAR = timedelta(days=180)
_ISOLATE, _END = '\u2068', '\u2069'


class Phrases:
    """The pieces in one language, for one person at one moment."""

    def __init__(self, voice: Voice, moment: Moment) -> None:
        self.voice = voice
        self.moment = moment
        self.say = voice.say

    def quoted(self, title: str) -> str:
        """A title inside a sentence; one that is read from the right does not turn the sentence round."""
        is_plain = all(letter < '\u0590' or '\u2000' <= letter < '\ufb1d' for letter in title)
        return self.say(_QUOTED.format(title=title if is_plain else f'{_ISOLATE}{title}{_END}'))

    def titles(self, titles: Sequence[str]) -> str:
        """Several titles, enumerated."""
        return self.listed([self.quoted(title) for title in titles])

    def listed(self, parts: Sequence[str]) -> str:
        """An enumeration: a, b and c."""
        if len(parts) == 1:
            return parts[0]
        return self.say(_LISTED.format(first=', '.join(parts[:-1]), last=parts[-1]))

    def tasks(self, number: int) -> str:
        """A number of tasks."""
        return self.say(_TASKS.format(number=number))

    def due(self, due: date | datetime) -> str:
        """A due date as people say it, always with the absolute date: tomorrow, Mon 23 Nov, 09:00."""
        moment = self.moment
        local = due.astimezone(moment.zone) if isinstance(due, datetime) else due
        day = local.date() if isinstance(local, datetime) else local
        is_this_year = day.year == moment.today.year or abs(day - moment.today) < _HALF_A_YEAR
        said = self.voice.day(day, DAY if is_this_year else DAY_OF_YEAR)
        near = _NEAR.get((day - moment.today).days)
        said = self.say(near.format(day=said)) if near else said
        return self.say(_AT.format(day=said, time=self.voice.clock(local))) if isinstance(local, datetime) else said

    def day(self, day: date) -> str:
        """A day without a year."""
        return self.voice.day(day, DAY)

    def status(self, status: Status) -> str:
        """What a task is."""
        return self.say(STATUS_WORDS[status])

    def level(self, level: Priority) -> str:
        """What a task has."""
        return self.say(LEVEL_WORDS[level])
