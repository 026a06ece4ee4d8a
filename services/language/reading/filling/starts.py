"""From a reading that starts a task, now or on a day, to a status or a start."""

from datetime import timedelta

from services.language.commands import Changes, Command
from services.language.dates.when import When
from services.language.mentions import SURE
from services.language.places import name_words
from services.language.reading.filling.changes import TaskChanges
from services.language.reading.notes import Annotation
from services.language.reading.readings import Reading
from services.language.reading.scene import Unsure
from services.language.reading.targets import Targets
from services.language.resolutions import Missing


class Starts(TaskChanges):
    """Fills the readings that start a task, or hide it until then."""

    def start(self, reading: Reading) -> list[Command]:
        """'Start the report' is in progress; 'start the report on Monday' is not to be seen before then."""
        return self._start_on(reading) or self.complete(reading)

    def _start_on(self, reading: Reading) -> list[Command]:
        notes, verb = self._notes, reading.verb
        if reading.sense != 'start' or verb is None or verb.form != 'base' or verb.first > self._clause.head:
            return []
        first, last = reading.object
        title = name_words(notes.raw(first, last))
        whole = self._scene.context.index.best(notes.raw(first, last), SURE, prefers=lambda _: True)
        is_title = any(name_words(task.title) == title for task in whole)
        dates = self._days_at_the_end(first, last)
        if not dates and not is_title and (early := self._day_at_the_front(first, last)):
            return [self._deferred(early.last, last, early)]
        if not dates or is_title or dates[0].form.startswith(self._scene.context.spoken.dates.deadline_leads):
            return []
        return [self._deferred(first, dates[0].first, dates[0])]

    def _day_at_the_front(self, first: int, last: int) -> Annotation | None:
        dates = [each for each in self._notes.of('date', first, last) if each.first == first and each.last < last]
        return dates[0] if dates else None

    def _days_at_the_end(self, first: int, last: int) -> list[Annotation]:
        kinds = frozenset({'date', 'start'})
        return [each for each in self._notes.any_of(kinds, first, last) if each.last >= last]

    def _deferred(self, first: int, last: int, day: Annotation) -> Command:
        """The command that has a task start on a day; 'not before Monday' begins with Monday itself."""
        when = day.value
        if not isinstance(when, When) or when.day is None or when.at is not None:
            raise Unsure(Missing.WORDS, about=self._notes.raw(day.first, day.last))
        self._coverage.use(day)
        found = Targets(self._scene, self._coverage, 'defer').find(first, last)
        is_day_before = day.kind == 'date' and day.form.startswith(self._before_leads)
        start = when.day + timedelta(days=1) if is_day_before else when.day
        return self._command(Reading('defer'), found, Changes(start=start))

    @property
    def _before_leads(self) -> tuple[str, ...]:
        return self._scene.context.spoken.dates.before_leads

    def defer(self, reading: Reading) -> list[Command]:
        """'Hide it until Monday': it starts then."""
        first, last = reading.object
        dates = self._days_at_the_end(first, last)
        verb, leads = reading.verb, self._scene.context.spoken.dates.deadline_leads
        is_denied = verb is not None and any(each.overlaps(verb) for each in self._notes.of('negation'))
        if not dates or (is_denied and not (dates[0].kind == 'start' or dates[0].form.startswith(leads))):
            raise Unsure(Missing.WORDS, about=self._notes.raw(first, last))
        return [self._deferred(first, dates[0].first, dates[0])]
