"""Which tasks a stretch of words means: by pointing, by number, by description or by name. One named task stays one."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from uuid import UUID, uuid4

from services.language.context import Waiting
from services.language.dates.when import When
from services.language.mentions import LIKELY, PERHAPS, SURE, MentionIndex, stem, words_of
from services.language.places import Place
from services.language.queries import OPEN, DueRange, Query, TaskLike
from services.language.reading.filters import describe, there
from services.language.reading.notes import Annotation, Notes
from services.language.reading.scene import Coverage, Nothing, Scene, Unsure
from services.language.resolutions import Missing
from services.values.vocabulary import Priority, Status

_POINTERS = ('newest', 'selected', 'other', 'many', 'one')
_SWALLOWED = frozenset(
    {'date', 'priority', 'shift', 'start', 'negation', 'exception', 'past', 'clash', 'overdue', 'undated', 'important'}
)
_PLACED = frozenset({'list', 'label'})
_MOST_NEAR = 3
_ABOUT_NAMES = ('called', 'about', 'thing', 'list', 'closing', 'quantifier')


@dataclass(slots=True)
class Found:
    """The tasks that are meant; `is_set` when they were described or pointed at together."""

    tasks: list[TaskLike]
    is_set: bool = False
    query: Query | None = None


Prefers = Callable[[TaskLike], bool]


def _open(task: TaskLike) -> bool:
    return task.status is not Status.COMPLETED


def _done(task: TaskLike) -> bool:
    return task.status is Status.COMPLETED


PREFERRED: dict[str, Prefers] = {'reopen': _done}


class Targets:
    """Finds what the words of one clause mean, and notes which of them it used."""

    def __init__(self, scene: Scene, coverage: Coverage, sense: str) -> None:
        self._scene = scene
        self._notes = scene.notes
        self._context = scene.context
        self._coverage = coverage
        self._sense = sense
        self._prefers = PREFERRED.get(sense, _open)
        self._from_day = False
        self._places: list[Place] = []
        self._said = ''

    def find(self, first: int, last: int) -> Found:
        """The tasks that a stretch means. Raises Unsure and Nothing."""
        self._said = self._notes.raw(first, last)
        first, last = self._bare(*self._out_of_places(first, last))
        if first >= last:
            return self._picked(Query(), is_plural=True) if self._places else self._focus(first, last)
        for look in (self._quoted, self._remaining, self._pointed, self._numbered, self._pronoun):
            found = look(first, last)
            if found:
                return found
        among = self._among
        whole = self._context.index.best(self._notes.raw(first, last), SURE, among=among, prefers=self._prefers)
        exact = bool(whole) and words_of(whole[0].title) in (
            words_of(self._notes.raw(first, last)),
            words_of(self._notes.raw(first, last))[1:],
        )
        if not exact:
            described = self._described(first, last)
            if described:
                return described
        return self._named(first, last, whole, is_exact=exact)

    def _out_of_places(self, first: int, last: int) -> tuple[int, int]:
        """The stretch without the lists and labels that the tasks are in or have. Raises NoSuchPlace."""
        notes = self._notes
        found = [each for each in notes.any_of(_PLACED, first, last) if isinstance(each.value, Place)]
        for each in reversed(found):
            if each.first > first and each.last < last - notes.plays(last - 1, 'object_end'):
                break
            self._coverage.use(each)
            self._places += [there(each.value)] if isinstance(each.value, Place) else []
            if each.first <= first:
                first = each.last
            else:
                last = each.first
        return first, max(first, last)

    @property
    def _among(self) -> set[UUID] | None:
        """The ids of the tasks that are there; None when no list and no label is named."""
        if not self._places:
            return None
        there = Query(places=tuple(self._places))
        context = self._context
        return {task.id for task in there.pick(context.index.tasks.values(), context.now, context.zone)}

    def _bare(self, first: int, last: int) -> tuple[int, int]:
        """The stretch without the list it stands on and without words that only lead to it or away."""
        notes = self._notes
        for each in notes.of('list', first, last):
            if each.need and not isinstance(each.value, Place) and each.first > first and each.last >= last - 2:
                self._coverage.use(each)
                last = min(last, each.first)
        last = next(
            (
                at
                for at in range(first + 2, last)
                if notes.plays(at - 1, 'comma') and (notes.plays(at, 'self', 'person') or self._explains(at, last))
            ),
            last,
        )
        if last - 2 > first and notes.plays(last - 1, 'both') and notes.plays(last - 2, 'be'):
            last -= 1
            self._coverage.use_stretch(last, last + 1)
        while (
            last > first
            and (not notes.is_word(last - 1) or notes.plays(last - 1, 'object_end'))
            and not self._holds_last(first, last)
        ):
            last -= 1
        while first < last - 1 and (
            not notes.is_word(first) or (notes.plays(first, 'object_start') and not self._starts_phrase(first, last))
        ):
            first += 1
        return first, last

    def _explains(self, first: int, last: int) -> bool:
        """'…, my sister picked it up': somebody else did it, and no task is named."""
        notes = self._notes
        did = any(each.form == 'past' for each in notes.of('verb', first + 1, last)) or notes.any_plays(
            first, last, 'had'
        )
        return notes.plays(first, 'own') and (did or bool(notes.of('one', first + 2, last)))

    def _holds_last(self, first: int, last: int) -> bool:
        """Whether the last word belongs to a longer phrase: 'the one I added last', 'everything overdue'."""
        return any(
            each.last == last and each.last - each.first > 1
            for kind in ('newest', 'undated', 'many', 'other', 'status')
            for each in self._notes.of(kind, first, last)
        )

    def _starts_phrase(self, first: int, last: int) -> bool:
        return (
            any(
                each.first == first and each.last - each.first > 1
                for kind in ('newest', 'selected', 'other', 'many')
                for each in self._notes.of(kind, first, last)
            )
            or any(each.first == first for each in self._notes.of('one', first, last))
            or any(each.first == first for kind in ('undated', 'list') for each in self._notes.of(kind, first, last))
        )

    def _focus(self, first: int, last: int) -> Found:
        focus = self._scene.focus
        if len(focus) == 1:
            return Found(list(focus))
        if not focus:
            raise Nothing(self._notes.said(first, last) or 'it')
        raise Unsure(Missing.WHICH, choices=focus)

    def _quoted(self, first: int, last: int) -> Found | None:
        quotes = self._notes.of('literal', first, last)
        if not quotes:
            return None
        self._coverage.use_stretch(first, last)
        tasks: list[TaskLike] = []
        for each in quotes:
            tasks += self._one(str(each.value))
        if self._sense == 'delete':
            for task in tasks:
                self._names_no_other(task, first, last)
        return Found(tasks)

    def _remaining(self, first: int, last: int) -> Found | None:
        """'The rest', 'everything else': what is left of the list in sight. Raises Unsure when none can be meant."""
        context, done = self._context, self._context.done
        if not any(self._is_all(each, first, last) for each in self._notes.of('remainder', first, last)):
            return None
        self._coverage.use_stretch(first, last)
        touched = set(done.ids) if done else set()
        tasks = [task for task in context.those(context.shown) if task.id not in touched]
        if not touched or not tasks or len(tasks) == len(context.shown):
            raise Unsure(Missing.WHICH, about=self._notes.raw(first, last))
        return Found(tasks, is_set=True)

    def _pointed(self, first: int, last: int) -> Found | None:
        """A pronoun is one task whatever else the sentence holds; 'them' are those of the last answer."""
        notes = self._notes
        found = next(
            (each for kind in _POINTERS for each in notes.of(kind, first, last) if self._is_all(each, first, last)),
            None,
        )
        if found is None:
            return self._unnamed(first, last)
        self._coverage.use_stretch(first, last)
        if found.kind == 'one':
            return self._focus(first, last)
        if found.kind in {'newest', 'other'}:
            return self._newest(first, last) if found.kind == 'newest' else self._other()
        is_selected = found.kind == 'selected' or notes.plays(found.first, 'these')
        return self._together(first, last, selected=is_selected)

    def _pronoun(self, first: int, last: int) -> Found | None:
        """'It', with more behind it: still the one task, and what is more is left over, to be asked about."""
        return self._focus(first, last) if self._notes.plays(first, 'pronoun') else None

    def _unnamed(self, first: int, last: int) -> Found | None:
        """'The task', 'both': words that only say how many are meant."""
        notes = self._notes
        if not all(notes.plays(at, 'names_task') for at in notes.words(first, last)):
            return None
        if notes.plays(first, 'both'):
            self._coverage.use_stretch(first, last)
            return self._together(first, last)
        several = notes.of('quantifier', first, last) or any(
            each.value == 'many' for each in notes.of('thing', first, last)
        )
        if several or not notes.any_plays(first, last, 'singular', 'one_word'):
            return None
        self._coverage.use_stretch(first, last)
        return self._focus(first, last)

    def _newest(self, first: int, last: int) -> Found:
        tasks = self._context.index.tasks.values()
        if not tasks:
            raise Nothing(self._notes.said(first, last))
        return Found([max(tasks, key=lambda task: task.created_at)])

    def _other(self) -> Found:
        focus = self._scene.focus
        if len(focus) == 2:  # noqa: PLR2004 - one of two is the other
            return Found(focus[1:])
        raise Unsure(Missing.WHICH, choices=focus)

    def _is_all(self, each: Annotation, first: int, last: int) -> bool:
        """Whether nothing but the pointer stands there."""
        return all(
            at in range(each.first, each.last) or self._notes.plays(at, 'names_task')
            for at in self._notes.words(first, last)
        )

    def _together(self, first: int, last: int, *, selected: bool = False) -> Found:
        context = self._context
        order = (
            (context.selected, context.shown, context.mentioned)
            if selected
            else (context.mentioned, context.selected, context.shown)
        )
        for ids in order:
            if tasks := context.those(ids):
                return Found(tasks, is_set=True)
        if self._scene.focus:
            return Found(list(self._scene.focus), is_set=True)
        raise Nothing(self._notes.said(first, last))

    def numbered(self, first: int, last: int) -> Found | None:
        """The rows that a stretch numbers, when it says nothing else."""
        return self._numbered(first, last)

    def _numbered(self, first: int, last: int) -> Found | None:
        numbers = self._numbers(first, last)
        if not numbers:
            return None
        self._coverage.use_stretch(first, last)
        shown = self._context.those(self._context.shown)
        if not shown:
            raise Unsure(Missing.WHICH, about=self._notes.raw(first, last))
        indexes = [number - 1 if number > 0 else number for number in numbers]
        if any(not -len(shown) <= at < len(shown) for at in indexes):
            raise Nothing(', '.join(map(str, numbers)))
        return Found([shown[at] for at in dict.fromkeys(at % len(shown) for at in indexes)])

    def _numbers(self, first: int, last: int) -> list[int]:
        """The row numbers that a stretch consists of; none when it says anything else."""
        notes, found = self._notes, []
        places = [at for at in range(first, last) if notes.is_word(at) or notes.tokens[at].text == '#']
        ordinals = [at for at in places if self._value('ordinal', at) is not None]
        for at in places:
            ordinal, number, cardinal = (self._value(kind, at) for kind in ('ordinal', 'number', 'cardinal'))
            if ordinal is not None:
                found.append(ordinal)
            elif number is not None and number < 1000:  # noqa: PLR2004 - no list shows more
                if found and ordinals:
                    return self._so_many(found, number)
                found.append(number)
            elif cardinal is not None and not notes.plays(at, 'one_word'):
                if ordinals and ordinals[0] < at:
                    return self._so_many(found, cardinal)
                found.append(cardinal)
            elif not notes.plays(at, 'per_number', 'names_task', 'list_of', 'onto', 'list_noun', 'owner'):
                return []
        if len(found) == 2 and self._is_span(places) and found[0] < found[1]:  # noqa: PLR2004 - from one to another
            return list(range(found[0], found[1] + 1))
        return found

    @staticmethod
    def _so_many(found: list[int], many: int) -> list[int]:
        """'The first two', 'the last three'."""
        return list(range(1, many + 1)) if found[-1] == 1 else list(range(-many, 0)) if found[-1] == -1 else []

    def _is_span(self, places: list[int]) -> bool:
        numbers = [at for at in places if self._value('number', at) is not None]
        if len(numbers) != 2:  # noqa: PLR2004 - from one to another
            return False
        between = self._notes.text[self._notes.tokens[numbers[0]].end : self._notes.tokens[numbers[1]].start]
        return between.strip() in {'-', '\u2013', 'to', 'through', 'bis'}

    def _value(self, kind: str, at: int) -> int | None:
        return next((int(str(each.value)) for each in self._notes.of(kind, at, at + 1)), None)

    def _described(self, first: int, last: int) -> Found | None:
        """A set by what its tasks have in common; None when the words name something instead."""
        mark = self._coverage.mark()
        about = next((each for each in self._notes.of('about', first, last) if each.first > first), None)
        if about and about.last < last:
            head = describe(self._scene, self._coverage, first, about.first)
            if not head.rest and head.is_plural:
                self._coverage.use_stretch(first, last)
                start = about.last + (about.last + 1 < last and self._notes.plays(about.last, 'article'))
                return self._picked(replace(head.query, words=self._notes.raw(start, last)), is_plural=True)
        self._from_day = self._notes.any_plays(first, last, 'from')
        found = describe(self._scene, self._coverage, first, last)
        if found.rest and self._kind_of_task(found.rest, first, last):
            words = ' '.join(self._searched(at) for at in found.rest)
            return self._picked(replace(found.query, words=words), is_plural=True)
        if found.rest or not (found.is_plural or found.is_narrow or found.query.without):
            self._coverage.back_to(mark)
            return None
        at_times = self._times(first, last)
        if at_times:
            return self._at(at_times, self._picked(found.query, is_plural=True), first, last, found.is_plural)
        is_one = found.is_singular or bool(self._notes.of('ordinal', first, last))
        return self._picked(found.query, is_plural=found.is_plural or not is_one)

    def _searched(self, at: int) -> str:
        """A word as titles are searched for it: 'watering' finds 'water'."""
        word = self._notes.tokens[at].text
        near, root = self._context.index.near(word), stem(word)
        return root if near and word.startswith(root) else word

    def _times(self, first: int, last: int) -> set[time]:
        """The times of day that a description says. Raises Unsure for a part of the day, which filters nothing."""
        notes, found = self._notes, set()
        for each in notes.of('date', first, last):
            if isinstance(each.value, When) and each.value.at:
                if not any(notes.tokens[at].text[0].isdigit() for at in range(each.first, each.last)):
                    raise Unsure(Missing.WORDS, about=notes.raw(each.first, each.last))
                found.add(each.value.at)
        return found

    def _at(self, times: set[time], found: Found, first: int, last: int, is_plural: bool) -> Found:
        """'My 10 o'clock on Monday': of these tasks the ones at that time; one, unless several were spoken of."""
        zone = self._context.zone
        tasks = [
            task
            for task in found.tasks
            if isinstance(task.due, datetime) and task.due.astimezone(zone).time().replace(second=0) in times
        ]
        if not tasks:
            raise Nothing(self._notes.raw(first, last))
        if len(tasks) > 1 and not is_plural:
            raise Unsure(Missing.WHICH, choices=tasks)
        return Found(tasks, is_set=True)

    def _kind_of_task(self, rest: list[int], first: int, last: int) -> bool:
        """'All email tasks': a quantifier, words, and the word for tasks."""
        notes = self._notes
        things = [each for each in notes.of('thing', first, last) if each.value == 'many']
        quantified = [each for each in notes.of('quantifier', first, last) if each.value == 'all']
        return (
            bool(things and quantified)
            and quantified[0].first <= first + 1
            and all(quantified[0].first < at < things[-1].first for at in rest)
        )

    def _picked(self, query: Query, *, is_plural: bool) -> Found:
        context = self._context
        if self._sense in {'schedule', 'set'}:
            query = replace(
                query,
                days=tuple(
                    DueRange(each.first, each.first) if each.first and each.last is None and self._from_day else each
                    for each in query.days
                ),
            )
        query = replace(query, places=tuple(dict.fromkeys((*query.places, *self._places))))
        if not query.statuses and self._sense in _OF_OPEN:
            query = replace(query, statuses=OPEN)
        elif not query.statuses and self._sense == 'reopen':
            query = replace(query, statuses=frozenset({Status.COMPLETED}))
        tasks = query.pick(context.index.tasks.values(), context.now, context.zone)
        if not is_plural and len(tasks) > 1:
            raise Unsure(Missing.WHICH, choices=tasks)
        return Found(tasks, is_set=True, query=query)

    def _named(self, first: int, last: int, whole: Sequence[TaskLike], *, is_exact: bool) -> Found:
        joints = [at for at in range(first + 1, last - 1) if self._notes.plays(at, 'joins_names')]
        if joints and not is_exact:
            several = self._several(first, last, joints, whole)
            if several:
                return several
        self._coverage.use_stretch(first, last)
        found = list(whole) if len(whole) == 1 else self._narrowed(first, last) or self._one(self._name(first, last))
        if not is_exact:
            self._lies_in_title(found[0], first, last)
        return Found(found)

    def _narrowed(self, first: int, last: int) -> list[TaskLike]:
        """'The dentist task due Friday': a name, and what sets it apart."""
        mark = self._coverage.mark()
        found = describe(self._scene, self._coverage, first, last)
        if (
            not found.is_narrow
            or not found.rest
            or (not replace(found.query, words='').days and not found.query.priorities)
        ):
            self._coverage.back_to(mark)
            return []
        context = self._context
        among = {task.id for task in found.query.pick(context.index.tasks.values(), context.now, context.zone)}
        words = ' '.join(self._notes.raw(at, at + 1) for at in found.rest)
        tasks = context.index.best(words, LIKELY, among=among, prefers=self._prefers)
        return tasks if len(tasks) == 1 else []

    def _several(self, first: int, last: int, joints: list[int], whole: Sequence[TaskLike]) -> Found | None:
        """'The dentist, the rent and the milk': each by its own name; one that is not clear stops them all."""
        bounds = [first, *(at + 1 for at in joints), last]
        spans = [(a, b - (b != last)) for a, b in itertools.pairwise(bounds)]
        spans = [(a, b) for a, b in spans if b > a]
        names = [self._name(a, b) for a, b in spans]
        among = self._among
        each = [self._context.index.best(name, LIKELY, among=among, prefers=self._prefers) for name in names]
        if len(whole) == 1 and any(whole[0] in found and len(found) > 1 for found in each):
            return None
        if not all(each):
            if not any(each) or len(whole) == 1:
                return None
            raise Nothing(next(name for name, found in zip(names, each, strict=True) if not found))
        self._coverage.use_stretch(first, last)
        tasks: list[TaskLike] = []
        for name, found, (a, b) in zip(names, each, spans, strict=True):
            if len(found) > 1:
                raise Unsure(Missing.WHICH, choices=found, about=name)
            self._lies_in_title(found[0], a, b)
            tasks += [task for task in found if task not in tasks]
        return Found(tasks)

    def _name(self, first: int, last: int) -> str:
        """The name itself, without the words for tasks around it."""
        notes = self._notes
        places = list(notes.words(first, last))
        kept = [at for at in places if not notes.plays(at, 'names_task') or notes.tokens[at].text.isdigit()]
        for each in notes.of('called', first, last):
            kept = [at for at in kept if not each.first <= at < each.last]
        if not kept:
            return notes.raw(first, last)
        return ' '.join(
            notes.raw(at, at + 1)
            for at in places
            if kept[0] <= at <= kept[-1] and not (notes.plays(at, 'one_word') and at == kept[-1])
        )

    def _one(self, name: str) -> list[TaskLike]:
        found = self._context.index.best(name, LIKELY, among=self._among, prefers=self._prefers)
        if len(found) == 1:
            return found
        if not found:
            near = self._context.index.best(name, PERHAPS, among=self._among)[:_MOST_NEAR]
            raise Nothing(self._said if self._places else name, near)
        raise Unsure(Missing.WHICH, choices=found, about=name)

    def _names_no_other(self, task: TaskLike, first: int, last: int) -> None:
        """Before a task is deleted: no word may stand in other titles only."""
        notes, own = self._notes, {stem(word) for word in words_of(task.title)}
        for each in notes.of('mention', first, last):
            near = self._context.index.near(notes.tokens[each.first].text)
            said = notes.plays(each.first, 'names_task', 'small') or notes.covers(each.first, *_ABOUT_NAMES)
            if near and not said and not near.keys() & own:
                raise Unsure(Missing.WORDS, choices=[task], about=notes.raw(each.first, each.last))

    def _lies_in_title(self, task: TaskLike, first: int, last: int) -> None:
        """A date or priority inside a name stands in that task's title, or sets it apart; else it was swallowed."""
        title = set(words_of(task.title))
        notes, context = self._notes, self._context
        if self._sense == 'delete':
            self._names_no_other(task, first, last)
        for each in notes.any_of(_SWALLOWED, first, last):
            words = [notes.tokens[at].text for at in notes.words(each.first, each.last) if not notes.plays(at, 'small')]
            if set(words) <= title:
                continue
            trails = each.kind in {'priority', 'important'} and not any(
                notes.is_word(at) and not notes.plays(at, 'priority', 'names_task') for at in range(each.last, last)
            )
            if trails or (notes.plays(each.first - 1, 'to', 'as') and each.first - 1 > first):
                raise Unsure(Missing.WORDS, choices=[task], about=notes.raw(each.first, each.last))
            if each.kind in {'date', 'priority', 'overdue', 'undated', 'important'}:
                query = describe(self._scene, Coverage(notes), each.first, each.last).query
                if not query.is_everything and query.holds(task, context.now, context.zone):
                    continue
            raise Unsure(Missing.WORDS, choices=[task], about=notes.raw(each.first, each.last))


_OF_OPEN = frozenset({'complete', 'start', 'schedule', 'unschedule', 'prioritise', 'set'})


def ids_of(tasks: Sequence[TaskLike]) -> tuple[UUID, ...]:
    """The ids of tasks, in their order."""
    return tuple(task.id for task in tasks)


def waiting_meant(
    scene: Scene, waiting: Sequence[Waiting], first: int, last: int, *, is_listed: bool
) -> tuple[UUID, ...] | None:
    """What some tokens name of what waits; None when they say anything else, or it is not certain.

    Numbers count only once the changes were listed, and so does one title of a change that is about several.
    """
    if _is_everything(scene, first, last):
        return tuple(each.id for each in waiting)
    rows = {each.id: [_Row(title, scene.context.now) for title in each.titles] for each in waiting}
    every = [row for found in rows.values() for row in found]
    numbered = tuple(found[0].id for found in rows.values() if found) if is_listed else ()
    offered = replace(
        scene.context,
        tasks=every,
        shown=numbered,
        mentioned=(),
        selected=(),
        pending=None,
        index=MentionIndex(every, scene.context.spoken.titles),
    )
    try:
        found = Targets(Scene(scene.notes, offered), Coverage(scene.notes), 'choose').find(first, last)
    except (Unsure, Nothing):
        return None
    named = {task.id for task in found.tasks}
    chosen = [each for each in waiting if any(row.id in named for row in rows[each.id])]
    is_plain = is_listed or all(len(each.titles) == 1 for each in chosen)
    return tuple(each.id for each in chosen) if is_plain else None


@dataclass(frozen=True, slots=True)
class _Row:
    """A title of something that waits, to be found as a task would be."""

    title: str
    created_at: datetime
    id: UUID = field(default_factory=uuid4)
    description: None = None
    status: Status = Status.PENDING
    priority: Priority = Priority.MEDIUM
    due: None = None
    list_id: None = None
    label_ids: tuple[UUID, ...] = ()


def _is_everything(scene: Scene, first: int, last: int) -> bool:
    notes = scene.notes
    counted = [*notes.of('quantifier', first, last), *notes.of('many', first, last)]
    return says_everything(notes, first, last) and all(
        notes.plays(at, 'both', 'names_task', 'list_of', 'small')
        or any(each.first <= at < each.last for each in counted)
        for at in notes.words(first, last)
    )


def says_everything(notes: Notes, first: int, last: int) -> bool:
    """Whether 'all' or 'both' stands there."""
    quantified = any(each.value == 'all' for each in notes.of('quantifier', first, last))
    return quantified or bool(notes.of('many', first, last)) or notes.any_plays(first, last, 'both')
