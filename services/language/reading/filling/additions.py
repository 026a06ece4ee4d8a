"""From a reading that adds to new tasks, or to a note, a date or a list that was meant instead."""

from collections.abc import Sequence
from dataclasses import replace

from services.language.commands import Changes, Command, Operation
from services.language.dates.when import When
from services.language.entry import Entry
from services.language.places import Place, PlaceKind, name_words
from services.language.reading.entries import Entries
from services.language.reading.filling.slots import Slots
from services.language.reading.notes import Annotation
from services.language.reading.placing.slots import slots_of, stretch_of
from services.language.reading.placing.values import placed
from services.language.reading.readings import Reading
from services.language.reading.scene import Coverage, Scene, Unsure
from services.language.reading.targets import Targets
from services.language.reading.values import Values
from services.language.resolutions import Missing
from services.values.vocabulary import Priority


class Additions(Slots):
    """Fills the readings that add."""

    def add(self, reading: Reading) -> list[Command]:
        """New tasks; a date or priority said before the verb is theirs too."""
        notes, clause = self._notes, self._clause
        first, last = self._added(reading)
        other = self._no_task(reading, first, last)
        if other:
            return other
        found, changes = self._entries(first, last)
        if len(found) == 1:
            found = [self._with_earlier_values(found[0], first)]
        for each in notes.of('list', clause.first, first):
            self._coverage.use(each)
        return [Command(Operation.CREATE, notes.text, entries=tuple(found), changes=changes)]

    def _no_task(self, reading: Reading, first: int, last: int) -> list[Command]:
        """What is added or made besides tasks: a list, a label, a note, a date."""
        notes, clause = self._notes, self._clause
        unoffered = [
            each
            for each in notes.of('unoffered', clause.head, min(last, clause.head + 5))
            if not reading.is_bare and each.value not in self._offered
        ]
        if unoffered and not notes.of('literal', clause.head, last):
            self._coverage.use_stretch(first, last)
            return [Command(Operation.UNSUPPORTED, notes.text, what=str(unoffered[0].value))]
        if self._makes_a_list(reading):
            return self._made_list(reading)
        return (
            self._asked_how(first, last)
            or self._label_given(first, last)
            or self._made_label(first, last)
            or self._note_of(first, last)
            or self._note_after_colon(first, last)
            or self._due_date_of(first, last)
        )

    def _entries(self, first: int, last: int) -> tuple[list[Entry], Changes]:
        """What is added, and where it goes: what says so is no part of a title."""
        notes = self._notes
        part = self._as_a_part(first, last)
        if part:
            first, last, changes = part
            return Entries(self._scene, self._coverage).read(first, last), changes
        slots = slots_of(notes, first, last)
        early = [each for each in notes.of('goal', self._clause.first, first) if each.last <= first]
        self._check_wholes(slots)
        changes = placed(Changes(), [*slots, *early]) or Changes()
        others = [each for each in notes.of('goal', first, last) if each not in slots and slots]
        others += [each for each in notes.of('whole', first, last) if each not in slots and each.first == first]
        if ((slots or early) and not changes) or others:
            raise Unsure(Missing.WORDS, about=', '.join(notes.raw(each.first, each.last) for each in [*slots, *others]))
        if not slots:
            return Entries(self._scene, self._coverage).read(first, last), changes
        cut = [stretch_of(notes, each, last) for each in slots]
        rest = notes.without(cut)
        gone = {at for start, end in cut for at in range(start, end)}
        size = sum(1 for at in range(first, last) if at not in gone)
        start = first - sum(1 for at in gone if at < first)
        scene = Scene(rest, self._scene.context)
        try:
            found = Entries(scene, Coverage(rest)).read(start, start + size)
        except Unsure as unsure:
            unsure.resume = replace(unsure.resume, changes=changes) if unsure.resume else None
            raise
        self._coverage.use_stretch(first, last)
        self._check_destination(slots, found, changes, first, last)
        return found, changes

    def _check_destination(
        self, slots: Sequence[Annotation], found: list[Entry], changes: Changes, first: int, last: int
    ) -> None:
        """'Drive to work' may be a title where a list is called Work. Raises Unsure."""
        notes = self._notes
        for each in slots:
            if each.kind != 'goal' or each.form or not isinstance(each.value, Place):
                continue
            words = name_words(each.value.name)
            said = notes.raw(each.last - len(words), each.last)
            if said != each.value.name and notes.any_plays(each.first, each.last, 'destination'):
                into = Command(Operation.CREATE, notes.text, entries=tuple(found), changes=changes)
                whole = replace(into, entries=(self._scene.context.entry(notes.raw(first, last)),), changes=Changes())
                raise Unsure(Missing.MEANING, resume=into, readings=(whole,))

    def _as_a_part(self, first: int, last: int) -> tuple[int, int, Changes] | None:
        """'(Add a) sub-task book a room to Plan sprint', '… a sub-task to Plan sprint: book a room'."""
        notes, start = self._notes, first
        while start < last and notes.plays(start, 'indefinite', 'new', 'definite'):
            start += 1
        said = [each.last for each in notes.of('unoffered', start, last) if each.first == start]
        if not said or not any(each.value == 'sub-tasks' for each in notes.of('unoffered', start, last)):
            return None
        begin = max(said)
        colon = next((at for at in range(begin, last - 1) if notes.tokens[at].text == ':'), None)
        if colon is not None and notes.plays(begin, 'to', 'attribute_to'):
            whole, entry = (begin + 1, colon), (colon + 1, last)
        elif (colon == begin or colon is None) and (at := self._to_a_task(begin, last)):
            whole, entry = (at + 1, last), (begin + (colon == begin), at)
        else:
            raise Unsure(Missing.WORDS, about=notes.raw(start, last))
        found = Targets(self._scene, self._coverage, 'nest').find(*whole)
        if len(found.tasks) != 1:
            raise Unsure(Missing.WHICH, choices=found.tasks)
        self._coverage.use_stretch(first, last)
        return *entry, Changes(parent=found.tasks[0].id)

    def _to_a_task(self, first: int, last: int) -> int | None:
        """Where '… to Plan sprint' names a task behind the title."""
        leads = [at for at in range(last - 2, first, -1) if self._notes.plays(at, 'to', 'attribute_to', 'part lead')]
        return next((at for at in reversed(leads) if self._scene.grounds(at + 1, last)), None)

    def _made_label(self, first: int, last: int) -> list[Command]:
        """'A label called work'."""
        label = next(
            (each for each in self._notes.of('label', first, last) if each.first == first and not each.need), None
        )
        if label is None or label.last < last or not isinstance(label.value, Place):
            return []
        self._coverage.use(label)
        return [Command(Operation.MAKE_PLACE, self._notes.text, place=label.value)]

    def _made_list(self, reading: Reading) -> list[Command]:
        """'A list called Trip', 'a new packing list'; what it shall be called is asked for."""
        notes, clause = self._notes, self._clause
        self._coverage.use_stretch(clause.head, clause.tail)
        if self._scene.context.places is None:
            return [Command(Operation.UNSUPPORTED, notes.text, what='lists')]
        first = reading.object[0] if reading.verb else clause.head
        lists = [each for kind in ('new list', 'list') for each in notes.of(kind, first, clause.tail)]
        name = self._name_of_list(lists[0]) if lists else ''
        if not name:
            resume = Command(Operation.MAKE_PLACE, notes.text, place=Place(PlaceKind.LIST, ''))
            raise Unsure(Missing.PLACE_NAME, resume=resume)
        return [Command(Operation.MAKE_PLACE, notes.text, place=Place(PlaceKind.LIST, name))]

    def _name_of_list(self, said: Annotation) -> str:
        """What stands behind 'called', a colon or 'of'; else the words before 'list'."""
        notes, tail = self._notes, self._clause.tail
        called = [each for each in notes.of('called', said.first, tail) if each.first >= said.first + 1]
        quotes = notes.of('literal', said.first, tail)
        if quotes:
            return str(quotes[0].value)
        if called:
            return notes.raw(called[0].last, tail)
        if isinstance(said.value, Place):
            behind = notes.plays(said.last - 1, 'list_word')
            return said.value.name if behind or said.last >= tail else notes.raw(said.last, tail)
        after = said.last
        while after < tail and (not notes.is_word(after) or notes.plays(after, 'list_of', 'article')):
            after += 1
        name = notes.raw(after, tail) if after < tail else ''
        return name[:1].upper() + name[1:]

    def _asked_how(self, first: int, last: int) -> list[Command]:
        """'Can I add sub-tasks?': whether that is possible, and not which."""
        said = [each for each in self._notes.of('unoffered', first, last) if each.value in self._offered]
        covered = {at for each in said for at in range(each.first, each.last)}
        plain = [at for at in self._notes.words(first, last) if at not in covered]
        if not said or not self._clause.asks or not all(self._notes.plays(at, 'small', 'indefinite') for at in plain):
            return []
        self._coverage.use_stretch(first, last)
        return [Command(Operation.HELP, self._notes.text)]

    def _with_earlier_values(self, entry: Entry, first: int) -> Entry:
        """The entry with the date and the priority that were said before it."""
        context = self._scene.context
        for each in self._notes.any_of(frozenset({'date', 'priority'}), self._clause.first, first):
            if self._coverage.holds(each):
                continue
            if isinstance(each.value, When) and entry.due is None:
                due = each.value.due(context.now, context.zone)
                entry = replace(entry, due=due, other_due=each.value.other)
                self._coverage.use(each)
            elif isinstance(each.value, Priority):
                entry = replace(entry, priority=each.value)
                self._coverage.use(each)
        return entry

    def _added(self, reading: Reading) -> tuple[int, int]:
        """The stretch that holds the entries."""
        notes, clause = self._notes, self._clause
        first, last = reading.object
        verb = reading.verb
        if verb is None:
            said = [each.last for each in notes.commands_at(first, weight=1.0) if each.value == 'add']
            return max((at for at in said if at < last), default=first), last
        if notes.plays(verb.first, 'names a thing to do') and verb.need == 'when' and verb.first == clause.head:
            return verb.first, last
        if verb.need == 'down' and notes.any_plays(first, last, 'down'):
            at = next(at for at in range(first, last) if notes.plays(at, 'down'))
            self._coverage.use_stretch(at, at + 1)
            if at == last - 1:
                last = at
        if first < last and notes.plays(first, 'me') and verb.need in {'me', 'me to', 'thing'}:
            first += 1
        if verb.first > clause.head and verb.form == 'past' and not notes.of('list', clause.head, verb.first):
            first, last = clause.head, verb.first
        if (first, last) == (clause.head, verb.first):
            while last > first and notes.plays(last - 1, 'be', 'to', 'wants', 'object_end'):
                last -= 1
        return first, last

    def _makes_a_list(self, reading: Reading) -> bool:
        """Whether a list is what shall be made; in 'add print the guest list' it is a part of what is to do."""
        notes, tail = self._notes, self._clause.tail
        start = reading.verb.last if reading.verb else self._clause.head
        if any(self._is_object(start, each) for each in notes.of('new list', start, tail)):
            return True
        return reading.verb is not None and any(
            not each.need
            and self._is_object(start, each)
            and notes.any_plays(each.first, each.last, 'list_word')
            and self._is_new(start, each)
            for each in notes.of('list', start, tail)
        )

    def _is_new(self, start: int, each: Annotation) -> bool:
        """Whether a list is named, which may be there already and then nothing else is said, or is 'a list'."""
        is_indefinite = self._notes.any_plays(start, each.last, 'indefinite', 'new')
        if isinstance(each.value, Place):
            return each.value.id is None or is_indefinite or each.last >= self._clause.tail
        return is_indefinite and each.last >= self._clause.tail

    def _is_object(self, start: int, each: Annotation) -> bool:
        """Whether nothing but 'me a new' stands between a verb and a list."""
        small = ('me', 'indefinite', 'new', 'article', 'wants', 'self')
        return all(self._notes.plays(at, *small) for at in range(start, each.first))

    def _note_of(self, first: int, last: int) -> list[Command]:
        """'Add “bring the card” as a note to the gym'."""
        notes = self._notes
        for each in notes.of('attribute', first, last):
            at = each.first - 1 - notes.plays(each.first - 1, 'article')
            if (
                each.value == 'note'
                and notes.plays(at, 'as')
                and at > first
                and notes.plays(each.last, 'attribute_to', 'to')
            ):
                quotes = notes.of('literal', first, at)
                text = str(quotes[0].value) if len(quotes) == 1 and at - first == 1 else notes.raw(first, at)
                self._coverage.use_stretch(first, each.last + 1)
                found = Targets(self._scene, self._coverage, 'note').find(each.last + 1, last)
                return [self._command(Reading('note'), found, Changes(note=text))]
        return []

    def _note_after_colon(self, first: int, last: int) -> list[Command]:
        """'Add to the party: book a clown' adds to what a task says."""
        notes = self._notes
        colon = next((at for at in range(first, last - 1) if notes.tokens[at].text == ':'), None)
        if colon is None or not notes.plays(first, 'to') or not self._scene.grounds(first + 1, colon):
            return []
        if notes.of('list', first, colon):
            return []
        found = Targets(self._scene, self._coverage, 'note').find(first + 1, colon)
        self._coverage.use_stretch(first, last)
        return [self._command(Reading('note'), found, Changes(note=notes.raw(colon + 1, last)))]

    def _due_date_of(self, first: int, last: int) -> list[Command]:
        """'Add a due date of Friday to the report' changes a task."""
        notes = self._notes
        attribute = [
            each
            for each in notes.of('attribute', first, last)
            if each.value in {'due', 'priority'} and each.first <= first + 1
        ]
        dates = notes.any_of(frozenset({'date', 'priority'}), first, last)
        if not attribute or not dates or dates[-1].last >= last:
            return []
        value = dates[-1]
        changes = Values(notes, self._clause, self._coverage).between(value.first, value.last)
        if not changes:
            return []
        self._coverage.use_stretch(first, value.last)
        reading = Reading('schedule')
        return [
            self._command(reading, Targets(self._scene, self._coverage, 'schedule').find(value.last, last), changes)
        ]
