"""A sentence among the person's tasks: what its words may name, and what of it has been used."""

from collections.abc import Sequence

from services.language.commands import Command
from services.language.context import Context
from services.language.dates.ranges import ranges_in
from services.language.places import Place
from services.language.queries import DueRange, TaskLike
from services.language.reading.notes import Annotation, Notes
from services.language.reading.placing.names import note_names
from services.language.reading.placing.values import note_values
from services.language.resolutions import Missing
from services.language.script import readable

_SHORTEST_MENTION = 3
_NOT_PART_OF_A_NAME = frozenset({'list', 'date', 'priority', 'shift', 'closing', 'attribute', 'priority word'})


class Unsure(Exception):
    """The sentence cannot be carried out as it stands: what is missing, and the tasks it may be about."""

    def __init__(
        self,
        missing: Missing,
        *,
        choices: Sequence[TaskLike] = (),
        about: str = '',
        resume: Command | None = None,
        readings: Sequence[Command] = (),
    ) -> None:
        super().__init__(about)
        self.missing = missing
        self.choices = list(choices)
        self.about = about
        self.resume = resume
        self.readings = tuple(readings)


class Nothing(Exception):
    """No task is named by these words; near ones may be offered."""

    def __init__(self, reference: str, near: Sequence[TaskLike] = ()) -> None:
        super().__init__(reference)
        self.reference = reference
        self.near = list(near)
        self.resume: Command | None = None


class NoSuchPlace(Exception):
    """There is no list or label of that name."""

    def __init__(self, place: Place) -> None:
        super().__init__(place.name)
        self.place = place


class Scene:
    """One message's notes with its context; `focus` is what 'it' means in the clause that is read."""

    def __init__(self, notes: Notes, context: Context) -> None:
        self.notes = notes
        self.context = context
        self.focus: list[TaskLike] = context.focus
        self.has_subject = False  # the task was named before the command
        self._grounds: dict[tuple[int, int], bool] = {}
        self._ranges: dict[tuple[int, int], list[tuple[int, int, DueRange]]] = {}
        self._lower = readable(notes.text)

    def note_mentions(self) -> None:
        """Note the words of the person's own titles: 'passport' is foreign until somebody has to renew one."""
        notes = self.notes
        for at, token in enumerate(notes.tokens):
            is_telling = token.text.isalpha() and len(token.text) >= _SHORTEST_MENTION and not notes.plays(at, 'small')
            is_known = token.text in notes.lexicon.known or notes.covers(at, 'date', 'range', 'repeat')
            if is_telling and self.context.index.near(token.text, slips=not is_known):
                notes.add(Annotation('mention', at, at + 1))
        note_names(notes, self.context)
        note_values(notes, self.context)
        # A word of the person's own titles is no slip of a command's: 'dune' is not 'done' to who has to read it.
        slips = [each for each in notes.annotations if each.is_slip and notes.covers(each.first, 'mention')]
        if slips:
            notes.keep([each for each in notes.annotations if each not in slips])

    def ranges(self, first: int, last: int) -> list[tuple[int, int, DueRange]]:
        """The stretches of days that some tokens speak of, read without their surroundings."""
        key = (first, last)
        if key not in self._ranges:
            self._ranges[key] = self._find_ranges(first, last)
        return self._ranges[key]

    def _find_ranges(self, first: int, last: int) -> list[tuple[int, int, DueRange]]:
        notes = self.notes
        if last <= first or not any(each.first < last and first < each.last for each in notes.of('range')):
            return []
        start, end = notes.bounds(first, last)
        found = []
        for span in ranges_in(self._lower[start:end], self.context.reference):
            place = notes.covering(span.start + start, span.end + start)
            if place:
                found.append((*place, span.due))
        return found

    def grounds(self, first: int, last: int) -> bool:
        """Whether tokens name a task that is there, point at one, or mean a set of them."""
        key = (first, last)
        if key not in self._grounds:
            self._grounds[key] = self._find_ground(first, last)
        return self._grounds[key]

    def _find_ground(self, first: int, last: int) -> bool:
        notes = self.notes
        hidden = {at for each in notes.any_of(_NOT_PART_OF_A_NAME, first, last) for at in range(each.first, each.last)}
        if last <= first:
            return bool(self.focus)
        pointers = [
            each for kind in ('newest', 'selected', 'other', 'many', 'one') for each in notes.of(kind, first, last)
        ]
        hidden |= {at for each in pointers if each.last - each.first > 1 for at in range(each.first, each.last)}
        plain = [
            at
            for at in notes.words(first, last)
            if at not in hidden and not notes.plays(at, 'names_task', 'object_end')
        ]
        if len(plain) <= 2 and self._points(first, last, plain):  # noqa: PLR2004 - 'it', 'the second one'
            return True
        if notes.of('quantifier', first, last) or any(each.value == 'many' for each in notes.of('thing', first, last)):
            return True
        if self._only_described(first, last, plain):
            return True
        words = ' '.join(notes.tokens[at].text for at in plain)
        if self.context.index.find(words) or self.context.index.find(notes.said(first, last)):
            return True
        names = [name for name in self._names(first, last) if name]
        return len(names) > 1 and all(self.context.index.find(name) for name in names)

    def _only_described(self, first: int, last: int, plain: list[int]) -> bool:
        """Whether a status, 'overdue' or a list is all that is said."""
        kinds = frozenset({'status', 'overdue', 'undated', 'range', 'important'})
        told = self.notes.any_of(kinds, first, last)
        covered = {at for each in told for at in range(each.first, each.last)}
        if not all(at in covered or self.notes.plays(at, 'small', 'filter_noise') for at in plain):
            return False
        return any(each.kind != 'range' for each in told) or any(
            not each.need or each.need == 'off' for each in self.notes.of('list', first, last)
        )

    def _points(self, first: int, last: int, plain: list[int]) -> bool:
        notes, context = self.notes, self.context
        kinds = ('one', 'many', 'newest', 'selected', 'other')
        if any(each.first <= (plain[0] if plain else last) for kind in kinds for each in notes.of(kind, first, last)):
            return True
        numbers = notes.of('number', first, last) or notes.of('ordinal', first, last)
        return bool(numbers) and bool(context.shown)

    def _names(self, first: int, last: int) -> list[str]:
        names, at = [], first
        for joint in [k for k in range(first, last) if self.notes.plays(k, 'joins_names')] + [last]:
            names.append(self.notes.said(at, joint))
            at = joint + 1
        return names


class Coverage:
    """Which tokens a reading has used: what carries meaning and is not among them was dropped."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._used: set[int] = set()

    def use(self, *annotations: Annotation) -> None:
        """What these cover was taken into account."""
        for each in annotations:
            self._used.update(range(each.first, each.last))

    def use_stretch(self, first: int, last: int) -> None:
        """All of these tokens were."""
        self._used.update(range(first, last))

    def holds(self, annotation: Annotation) -> bool:
        """Whether any part of it was used."""
        return any(at in self._used for at in range(annotation.first, annotation.last))

    def mark(self) -> set[int]:
        """The state, to come back to."""
        return set(self._used)

    def back_to(self, mark: set[int]) -> None:
        """Forget what was used since."""
        self._used = set(mark)
