"""Sets of tasks told by what they have in common: a filter, with what could not be read as one."""

from dataclasses import dataclass, field, replace

from services.language.places import Place
from services.language.queries import ALL_STATUSES, OPEN, DueRange, Happening, Order, Query, opposite
from services.language.reading.notes import Annotation
from services.language.reading.scene import Coverage, NoSuchPlace, Nothing, Scene
from services.values.vocabulary import Priority, Status

_STATUSES = {
    'completed': frozenset({Status.COMPLETED}),
    'open': OPEN,
    'pending': frozenset({Status.PENDING}),
    'in_progress': frozenset({Status.IN_PROGRESS}),
}
_READ = frozenset({
    'priority', 'important', 'priority word', 'status', 'overdue', 'undated', 'dated', 'noted', 'quantifier', 'thing',
    'list',
    'label',
    'calendar',
    'negation', 'auxiliary', 'question', 'many', 'one', 'sorted', 'attribute', 'about', 'happened', 'anymore',
})  # fmt: skip


@dataclass(slots=True)
class Description:
    """A filter, whether it speaks of several tasks, and the places of the words that it does not explain."""

    query: Query = field(default_factory=Query)
    is_plural: bool = False
    is_singular: bool = False
    rest: list[int] = field(default_factory=list)

    @property
    def is_narrow(self) -> bool:
        """Whether anything but words narrows it."""
        return not replace(self.query, words='').is_everything


def describe(scene: Scene, coverage: Coverage, first: int, last: int, *, asking: bool = False) -> Description:
    """Read a stretch as a filter; raises Nothing for an exception that names no task."""
    notes = scene.notes
    cut = next(
        (each for each in notes.of('exception', first, last) if _excepts(scene, each, first, asking=asking)), None
    )
    end = cut.first if cut else last
    found = Description(is_plural=asking)
    covered = _read(scene, found, first, end, asking=asking)
    found.rest = [at for at in notes.words(first, end) if at not in covered and not notes.plays(at, 'filter_noise')]
    if not asking:
        found.rest = sorted({*found.rest, *_unread(scene, first, end)})
    if cut:
        _except(scene, coverage, found, cut, last)
        found.is_plural |= not (found.is_singular or notes.of('ordinal', first, end))
    coverage.use_stretch(first, last)
    return found


def _unread(scene: Scene, first: int, last: int) -> list[int]:
    """The words that a question may pass over, and a change may not: 'all the *email* tasks', 'all *work* tasks'."""
    notes = scene.notes
    found = [at for at in notes.words(first, last) if notes.plays(at, 'narrows a set')]
    for each in notes.of('list', first, last):
        if not isinstance(each.value, Place) and not notes.plays(each.last - 1, 'list_word'):
            found += [at for at in notes.words(each.first, each.last) if not notes.plays(at, *_OF_A_LIST)]
    placed = {at for each in notes.of('list') if isinstance(each.value, Place) for at in range(each.first, each.last)}
    found = [at for at in found if at not in placed]
    return [at for at in found if not notes.covers(at, 'status', 'priority', 'remainder', 'thing', 'label')]


_OF_A_LIST = ('list_noun', 'todo_word', 'list_place', 'owner', 'article', 'list_content', 'list_content_more', 'new')


def _excepts(scene: Scene, cut: Annotation, first: int, *, asking: bool) -> bool:
    """Whether an exception follows; 'without a date' is a filter of its own, and 'but' may only go on."""
    if cut.first <= first and not asking:
        return False
    return not any(cut.overlaps(each) for kind in ('undated', 'noted') for each in scene.notes.of(kind))


def _read(scene: Scene, found: Description, first: int, end: int, *, asking: bool) -> set[int]:
    """Note in the description what a stretch says; returns the places of the words that say it."""
    notes, covered = scene.notes, set[int]()
    parts = _Parts()
    for start, stop, due in scene.ranges(first, end):
        if not due.overdue and not due.undated and not _is_order(scene, start, stop):
            parts.days.append(due)
            covered |= set(range(start, stop))
    orders = [each for each in notes.of('order', first, end) if each.value == 'priority']
    for each in notes.any_of(_READ, first, end):
        if each.kind in _ONLY_ASKED and not asking and each.value != 'many':
            continue
        if each.kind in {'priority', 'important'} and any(each.overlaps(other) for other in orders):
            continue
        if each.kind == 'status' and covered & set(range(each.first, each.last)):
            continue
        denied = _is_denied(scene, each, first)
        parts.take(each, denied=denied)
        covered |= set(range(each.first - denied, each.last))
    found.query = parts.query()
    found.is_plural |= parts.is_plural
    found.is_singular = not found.is_plural and (parts.is_singular or notes.any_plays(first, end, 'singular'))
    return covered


_ONLY_ASKED = frozenset({'calendar', 'attribute', 'happened', 'about'})


@dataclass(slots=True)
class _Parts:
    """What a description consists of."""

    levels: set[Priority] = field(default_factory=set)
    refused: set[Priority] = field(default_factory=set)
    statuses: frozenset[Status] = frozenset()
    days: list[DueRange] = field(default_factory=list)
    noted: bool = False
    places: list[Place] = field(default_factory=list)
    is_plural: bool = False
    is_singular: bool = False

    def take(self, each: Annotation, *, denied: bool) -> None:
        """Add one part."""
        if each.kind in {'priority', 'important'}:
            (self.refused if denied else self.levels).update(_levels(each))
        elif each.kind == 'status':
            meant = _STATUSES[str(each.value)]
            self.statuses |= ALL_STATUSES - meant if denied else meant
        elif each.kind == 'dated':
            self.days.append(DueRange())
        elif each.kind in {'overdue', 'undated'}:
            self.days.append(DueRange(overdue=each.kind == 'overdue', undated=each.kind == 'undated'))
        elif each.kind == 'noted':
            self.noted = True
        elif isinstance(each.value, Place):
            self.places.append(there(each.value))
            self.is_plural = True
        elif each.kind in {'quantifier', 'list'} or (each.kind in {'thing', 'calendar'} and each.value == 'many'):
            self.is_plural = True
        elif each.kind == 'thing':
            self.is_singular = True

    def query(self) -> Query:
        """The filter of all parts."""
        levels = self.levels - self.refused if self.levels else set(opposite(self.refused) if self.refused else ())
        days = tuple(dict.fromkeys(self.days))
        places = tuple(dict.fromkeys(self.places))
        return Query(statuses=self.statuses, priorities=frozenset(levels), days=days, noted=self.noted, places=places)


def there(place: Place) -> Place:
    """The same list or label; raises NoSuchPlace for one that is not there."""
    if place.id is None:
        raise NoSuchPlace(place)
    return place


def _levels(each: Annotation) -> set[Priority]:
    """'Important' is high and urgent."""
    if not isinstance(each.value, Priority):
        return set()
    is_important = each.kind == 'important' and each.value is Priority.HIGH
    return {Priority.HIGH, Priority.URGENT} if is_important else {each.value}


def _is_denied(scene: Scene, each: Annotation, first: int) -> bool:
    notes = scene.notes
    before = each.first - 1
    if before >= first and notes.plays(before, 'denies'):
        return True
    if (
        before - 1 >= first
        and notes.plays(before - 1, 'denies')
        and notes.plays(before, 'be', 'article', 'also', 'small')
    ):
        return True
    return (
        each.kind == 'status'
        and notes.any_plays(max(first, before - 3), before, 'denies')
        and not notes.of('priority', max(first, before - 3), before)
    )


def _is_order(scene: Scene, start: int, stop: int) -> bool:
    """Whether 'next' or 'first' asks for an order here, and is no date."""
    return any(
        each.first < stop
        and each.last == stop
        and (stop - start == 1 or each.first <= start or scene.notes.plays(start, 'onto'))
        for each in scene.notes.of('order')
    )


def _except(scene: Scene, coverage: Coverage, found: Description, cut: Annotation, last: int) -> None:
    """Take out what is excepted: by priority or status as the opposite, by name or day as tasks."""
    notes, context = scene.notes, scene.context
    inner = describe(scene, coverage, cut.last, last) if cut.last < last else Description()
    query = inner.query
    plain = not inner.rest and inner.is_narrow
    if plain and not query.days and not query.statuses and query.priorities:
        found.query = replace(found.query, priorities=opposite(query.priorities))
        return
    if plain and not query.days and not query.priorities and query.statuses:
        found.query = replace(found.query, statuses=ALL_STATUSES - query.statuses)
        return
    if plain:
        spared = query.pick(context.index.tasks.values(), context.now, context.zone)
    else:
        spared = []
        at = cut.last
        for joint in [k for k in range(cut.last, last) if notes.plays(k, 'joins_names')] + [last]:
            name = notes.raw(at, joint)
            if name.strip():
                named = context.index.best(name)
                if not named:
                    raise Nothing(_bare_name(scene, at, joint))
                spared += named
            at = joint + 1
    found.query = replace(found.query, without=found.query.without | {task.id for task in spared})


def _bare_name(scene: Scene, first: int, last: int) -> str:
    while first < last - 1 and scene.notes.plays(first, 'article', 'definite'):
        first += 1
    return scene.notes.raw(first, last)


def question_query(scene: Scene, coverage: Coverage, first: int, last: int, *, happened: Happening) -> Query:
    """The filter of a question, with its order, its limit and the words to search for."""
    notes = scene.notes
    found = describe(scene, coverage, first, last, asking=True)
    order = _order(scene, first, last)
    query = found.query
    if order:
        found.rest = [
            at for at in found.rest if not any(each.first <= at < each.last for each in notes.of('order', first, last))
        ]
        query = replace(query, order=order[0], limit=order[1])
        if not query.statuses:
            query = replace(query, statuses=OPEN)
    counted = _counted(scene, first, last)
    if counted and query.order:
        query = replace(query, limit=counted[1])
        found.rest = [at for at in found.rest if at != counted[0]]
    if happened is not Happening.DUE and query.days:
        query = replace(
            query,
            happened=happened,
            statuses=frozenset({Status.COMPLETED}) if happened is Happening.COMPLETED else query.statuses,
        )
    elif happened is Happening.COMPLETED:
        query = replace(query, statuses=frozenset({Status.COMPLETED}))
    literal = list(notes.of('literal', first, last))
    rest = [at for at in found.rest if not any(each.first <= at < each.last for each in literal)]
    words = [*(str(each.value) for each in literal), *(notes.raw(at, at + 1) for at in rest)]
    return replace(query, words=' '.join(words))


def _order(scene: Scene, first: int, last: int) -> tuple[Order, int | None] | None:
    """The order that is asked for, and one task where the first of it is meant."""
    notes = scene.notes
    asked = [
        each
        for each in notes.of('order', first, last)
        if not any(
            each.first >= start and each.last <= stop and stop - start > max(1, each.last - each.first)
            for start, stop, _ in scene.ranges(first, last)
        )
    ]
    is_sorted = bool(notes.of('sorted', first, last))
    if not asked:
        if not is_sorted:
            return None
        if notes.of('priority word', first, last):
            return Order.PRIORITY, None
        return Order.DUE, None
    best = max(asked, key=lambda each: (each.last - each.first, each.value == 'priority'))
    order = Order(str(best.value))
    if (
        order is Order.NEXT
        and notes.of('verb', first, last)
        and any(each.value == 'schedule' and each.need == 'value' for each in notes.of('verb', first, last))
    ):
        order = Order.DUE
    several = is_sorted or notes.plays(best.first, 'by')
    plural = any(each.value == 'many' for each in notes.of('thing', first, last)) and order is not Order.NEXT
    return order, None if several or plural else 1


def _counted(scene: Scene, first: int, last: int) -> tuple[int, int] | None:
    """'The next three', 'top 5'."""
    for kind in ('number', 'cardinal'):
        for each in scene.notes.of(kind, first, last):
            value = int(str(each.value))
            if 1 < value <= 50:  # noqa: PLR2004 - as many as an answer lists
                return each.first, value
    return None
