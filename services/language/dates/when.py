"""A moment as far as somebody said it: a day, a time of day or both; what is not said stays as it was."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.language.dates.clock import local_moment


@dataclass(frozen=True, slots=True)
class When:
    """A day, a time of day or both; `other` is the day that some people mean by the same words."""

    day: date | None = None
    at: time | None = None
    other: date | None = None

    def joined(self, more: 'When') -> 'When | None':
        """Both as one; None when they say the same thing twice, and differently."""
        if (self.day and more.day and self.day != more.day) or (self.at and more.at and self.at != more.at):
            return None
        return When(self.day or more.day, self.at or more.at, self.other or more.other)

    def due(self, now: datetime, zone: ZoneInfo, before: date | datetime | None = None) -> date | datetime:
        """The due date this makes of the one before: a new day keeps the time, a new time keeps the day."""
        if self.at is None:
            if self.day is None:
                raise ValueError('empty')
            if isinstance(before, datetime):
                return local_moment(self.day, before.astimezone(zone).time().replace(microsecond=0), zone)
            return self.day
        if self.day is not None:
            return local_moment(self.day, self.at, zone)
        if before is not None:
            day = before.astimezone(zone).date() if isinstance(before, datetime) else before
            return local_moment(day, self.at, zone)
        today = now.astimezone(zone).date()
        moment = local_moment(today, self.at, zone)
        return moment if moment > now else local_moment(today + timedelta(days=1), self.at, zone)
