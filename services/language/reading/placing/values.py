"""Pass 2, places: what says where a task goes, what it is a part of, and how long it takes."""

from dataclasses import replace

from services.language.commands import Changes
from services.language.context import Context
from services.language.dates.when import When
from services.language.mentions import SURE
from services.language.places import Place
from services.language.queries import TaskLike
from services.language.reading.notes import Annotation, Notes

PLACING = frozenset({'goal', 'label', 'whole', 'takes', 'start'})
"""What can be said of a task besides its status, priority and date."""

_MINUTES = {'minute': 1, 'hour': 60}
_PARTS_OF_A_LENGTH = frozenset({'shift', 'length', 'verb', 'number', 'cardinal', 'quantifier', 'follow up'})
_MOST = 5
"""So many words that lead to another task are looked at; nobody writes more, and each may take a while."""

_LONGEST_TITLE = 12
"""So many words at most name the task that another one is a part of."""

_ENDS_A_NAME = frozenset({'date', 'priority', 'label', 'list', 'start', 'closing'})


def note_values(notes: Notes, context: Context) -> None:
    """Note where tasks go, what they are parts of, and how long they take."""
    for each in list(notes.of('list')):
        if isinstance(each.value, Place) and each.need == 'onto':
            notes.add(replace(each, kind='goal'))
    _note_lengths(notes)
    for each in notes.of('part of')[:_MOST]:
        _note_whole(notes, context, each)


def _note_lengths(notes: Notes) -> None:
    """'Takes 30 minutes', 'estimate it at an hour and 10 minutes': neighbours that say a length add up."""
    said = [each for each in notes.any_of(frozenset({'length', 'shift'})) if _minutes(each)]
    said.sort(key=lambda each: (each.first, -each.last))
    taken = -1
    for at, each in enumerate(said):
        start = _lead_of_length(notes, each.first)
        if start is None or each.first < taken:
            continue
        minutes, last = _minutes(each), each.last
        for other in said[at + 1 :]:
            if other.first < last:
                continue
            if other.first - last > 1 or (other.first > last and not notes.plays(last, 'and')):
                break
            minutes, last = minutes + _minutes(other), other.last
        taken = last
        inside = [
            other
            for other in notes.annotations
            if not (other.kind in _PARTS_OF_A_LENGTH and other.within(start, last)) or other.need == 'length'
        ]
        notes.keep([*inside, Annotation('takes', start, last, minutes)])


def _minutes(each: Annotation) -> int:
    if isinstance(each.value, tuple):
        many, unit = each.value
        return int(many) * _MINUTES.get(unit, 0)
    return each.value if isinstance(each.value, int) else 0


def _lead_of_length(notes: Notes, first: int) -> int | None:
    """Where the words begin that say that a length is how long something takes; None when nothing says so."""
    start = first
    while start and notes.plays(start - 1, 'roughly'):
        start -= 1
    leads = [each.first for each in notes.of('takes lead') if each.last == start and _takes(notes, each)]
    if leads:
        return min(leads)
    estimated = [each for each in notes.of('verb') if each.need == 'length' and each.last <= start]
    estimated += [each for each in notes.of('attribute') if each.value == 'estimate' and each.last <= start]
    if not estimated:
        return None
    return start - 1 if start and notes.plays(start - 1, 'before_value', 'to', 'attribute_to') else start


def _takes(notes: Notes, lead: Annotation) -> bool:
    """'The slides take an hour'; 'take an hour off' is something to do."""
    before = lead.first - 1
    return lead.value != 'of several' or (before >= 0 and notes.is_word(before) and not notes.covers(before, 'verb'))


def _note_whole(notes: Notes, context: Context, lead: Annotation) -> None:
    """The task that another is a part of: named for sure where only 'under' leads to it."""
    stop = min(_stop(notes, lead.last), lead.last + _LONGEST_TITLE)
    ends = sorted({each.first for each in notes.any_of(_ENDS_A_NAME, lead.last, stop)} | {stop})
    for last in reversed(ends):
        tasks = _named(notes, context, lead.last, last)
        if tasks and (lead.value == 'said' or len(tasks) == 1):
            _add(notes, Annotation('whole', lead.first, last, tuple(task.id for task in tasks)))
            return
    if lead.value == 'said' and lead.last < ends[-1]:
        _add(notes, Annotation('whole', lead.first, ends[-1], (), form=notes.raw(lead.last, ends[-1])))


def _stop(notes: Notes, first: int) -> int:
    stops = (at for at in range(first, len(notes)) if notes.plays(at, 'sentence') or not notes.is_word(at))
    return next(stops, len(notes))


def _named(notes: Notes, context: Context, first: int, last: int) -> list[TaskLike]:
    if first >= last:
        return []
    if last - first == 1 and any(each.first == first for each in notes.of('one')):
        return list(context.focus) if len(context.focus) == 1 else []
    return context.index.best(notes.raw(first, last), SURE)


def _add(notes: Notes, whole: Annotation) -> None:
    silent = {'unoffered', 'verb', 'thing', 'date', 'status', 'one', 'literal', 'number', 'priority', 'elsewhere'}
    inside = [each for each in notes.annotations if each.kind in silent and each.within(whole.first, whole.last)]
    notes.keep([*(each for each in notes.annotations if each not in inside), whole])


def joined(changes: Changes, more: Changes) -> Changes:
    """The place, labels, start and length of both; what is said later counts."""
    return replace(
        changes,
        place=more.place or changes.place,
        labels=tuple(dict.fromkeys((*changes.labels, *more.labels))),
        parent=more.parent or changes.parent,
        start=more.start or changes.start,
        estimate=more.estimate or changes.estimate,
    )


def placed(changes: Changes, found: list[Annotation]) -> Changes | None:
    """The changes with what these say; None when two of them say different things."""
    goals = [each.value for each in found if each.kind == 'goal' and isinstance(each.value, Place)]
    wholes = {each.value for each in found if each.kind == 'whole'}
    starts = {each.value for each in found if each.kind == 'start'}
    lengths = {each.value for each in found if each.kind == 'takes'}
    if len(set(goals)) > 1 or len(wholes) > 1 or len(starts) > 1 or len(lengths) > 1:
        return None
    labels = tuple(each.value for each in found if each.kind == 'label' and isinstance(each.value, Place))
    if goals:
        changes = replace(changes, place=goals[0])
    if labels:
        changes = replace(changes, labels=tuple(dict.fromkeys((*changes.labels, *labels))))
    for value in starts:
        if not isinstance(value, When) or value.day is None or value.at is not None:
            return None
        changes = replace(changes, start=value.day)
    for value in lengths:
        changes = replace(changes, estimate=int(str(value)))
    for value in wholes:
        changes = replace(changes, parent=value[0] if isinstance(value, tuple) and len(value) == 1 else None)
    return changes
