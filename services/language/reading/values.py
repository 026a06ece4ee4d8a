"""What shall become of tasks: the values between the end of the object and the end of the clause."""

from dataclasses import replace
from datetime import timedelta

from services.language.commands import Changes
from services.language.dates.when import When
from services.language.reading.clauses import Clause
from services.language.reading.notes import Annotation, Notes
from services.language.reading.placing.values import PLACING, placed
from services.language.reading.readings import Reading
from services.language.reading.scene import Coverage
from services.values.vocabulary import Priority, Status

_VALUES = frozenset({'date', 'priority', 'shift', 'status', 'important', 'undated'}) | PLACING
_UNITS = {
    'minute': timedelta(minutes=1),
    'hour': timedelta(hours=1),
    'day': timedelta(days=1),
    'week': timedelta(days=7),
    'fortnight': timedelta(days=14),
}
_STATUS = {
    'completed': Status.COMPLETED,
    'open': Status.PENDING,
    'pending': Status.PENDING,
    'in_progress': Status.IN_PROGRESS,
}


class Values:
    """Reads the values of a change, and notes which words it used."""

    def __init__(self, notes: Notes, clause: Clause, coverage: Coverage) -> None:
        self._notes = notes
        self._clause = clause
        self._coverage = coverage

    def between(self, end: int, last: int) -> Changes | None:
        """All values of a stretch that says nothing else; None when it does."""
        notes = self._notes
        if end >= last:
            return None
        found = self._distinct(end, last)
        covered = {at for each in found for at in range(each.first, each.last)}
        direction = list(notes.of('earlier', end, last))
        covered |= {at for each in direction for at in range(each.first, each.last)}
        rest = [
            at
            for at in notes.words(end, last)
            if at not in covered and not notes.plays(at, 'in_values') and not notes.plays(at, 'denies')
        ]
        if rest or not found:
            return None
        return self._changes(found, is_earlier=self._is_earlier(direction))

    def _is_earlier(self, direction: list[Annotation]) -> bool:
        moved_up = [
            each
            for each in self._notes.of('verb', self._clause.head, self._clause.tail)
            if self._notes.of('earlier', each.first, each.last)
        ]
        return bool(moved_up) or any(not self._notes.plays(each.first, 'upward') for each in direction)

    def _distinct(self, end: int, last: int) -> list[Annotation]:
        found = self._notes.any_of(_VALUES, end, last)
        strong = [each for each in found if each.kind in {'date', 'priority', 'important', 'undated'} | PLACING]
        return [each for each in found if each in strong or not any(each.overlaps(other) for other in strong)]

    def _changes(self, found: list[Annotation], *, is_earlier: bool) -> Changes | None:
        when = self._when([each for each in found if each.kind == 'date'])
        shifts = [each for each in found if each.kind == 'shift']
        levels = {each.value for each in found if each.kind in {'priority', 'important'}}
        denied = any(
            self._notes.plays(each.first - 1, 'denies') for each in found if each.kind in {'priority', 'important'}
        )
        if len(levels) > 1 or denied or (when is None and any(each.kind == 'date' for each in found)):
            return None
        said = placed(Changes(when=when, other_due=when.other if when else None), found)
        if said is None:
            return None
        changes = said
        for each in found:
            if isinstance(each.value, Priority):
                changes = replace(changes, priority=each.value)
            elif each.kind == 'undated':
                changes = replace(changes, clear_due=True)
            elif each.kind == 'status':
                changes = replace(changes, status=self._status(each))
        if shifts and when is None:
            changes = _shifted(changes, shifts[0], sign=-1 if is_earlier else 1)
        self._coverage.use(*found)
        return changes or None

    @staticmethod
    def _when(dates: list[Annotation]) -> When | None:
        """One day, one time, or one of each; None for more."""
        said = [each.value for each in dates if isinstance(each.value, When)]
        if len(said) == 1:
            return said[0]
        if len(said) != 2 or (said[0].day is None) == (said[1].day is None):  # noqa: PLR2004 - a day and a time
            return None
        return said[0].joined(said[1])

    def _status(self, each: Annotation) -> Status:
        notes = self._notes
        if notes.plays(each.first - 1, 'denies'):
            self._coverage.use_stretch(each.first - 1, each.last)
            return Status.PENDING
        return _STATUS[str(each.value)]

    def level_of_verb(self, reading: Reading) -> Changes | None:
        """'Prioritise the report', 'lower the priority of the slides': the verb is the value."""
        verb = reading.verb
        if verb is None:
            return None
        levels = list(self._notes.of('level', verb.first, verb.last))
        if not levels or not isinstance(levels[0].value, Priority):
            return None
        said = any(each.value == 'priority' for each in self._notes.of('attribute', *reading.object))
        return Changes(priority=levels[0].value) if said or reading.sense == 'prioritise' else None


def _shifted(changes: Changes, shift: Annotation, *, sign: int) -> Changes:
    if not isinstance(shift.value, tuple):
        return changes
    many, unit = shift.value
    return moved_by(changes, sign * many, unit)


def moved_by(changes: Changes, many: int, unit: str) -> Changes:
    """The changes with a distance: so many units later, or earlier for less than nothing."""
    if unit in {'month', 'year'}:
        return replace(changes, months=many * (12 if unit == 'year' else 1), by=(many, unit))
    return replace(changes, shift=many * _UNITS[unit], by=(many, unit))
