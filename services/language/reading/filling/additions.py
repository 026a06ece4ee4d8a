"""From a reading that adds to new tasks, or to a note, a date or a list that was meant instead."""

from dataclasses import replace

from services.language.commands import Changes, Command, Operation
from services.language.dates.when import When
from services.language.entry import Entry
from services.language.reading.entries import Entries
from services.language.reading.filling.slots import Slots
from services.language.reading.readings import Reading
from services.language.reading.targets import Targets
from services.language.reading.values import Values
from services.values.vocabulary import Priority


class Additions(Slots):
    """Fills the readings that add."""

    def add(self, reading: Reading) -> list[Command]:
        """New tasks; a date or priority said before the verb is theirs too."""
        notes, clause = self._notes, self._clause
        first, last = self._added(reading)
        unoffered = [
            each for each in notes.of('unoffered', clause.head, min(last, clause.head + 5)) if not reading.is_bare
        ]
        if unoffered and not notes.of('literal', clause.head, last):
            self._coverage.use_stretch(first, last)
            return [Command(Operation.UNSUPPORTED, notes.text, what=str(unoffered[0].value))]
        if notes.of('new list', clause.head, clause.tail) or self._makes_a_list(reading):
            self._coverage.use_stretch(clause.head, clause.tail)
            return [Command(Operation.UNSUPPORTED, notes.text, what='lists')]
        noted = self._note_of(first, last) or self._note_after_colon(first, last)
        if noted:
            return noted
        due = self._due_date_of(first, last)
        if due:
            return due
        entries = Entries(self._scene, self._coverage)
        found = entries.read(first, last)
        if len(found) == 1:
            found = [self._with_earlier_values(found[0], first)]
        for each in notes.of('list', clause.first, first):
            self._coverage.use(each)
        return [Command(Operation.CREATE, notes.text, entries=tuple(found))]

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
        notes, verb = self._notes, reading.verb
        if verb is None:
            return False
        return any(
            not each.need
            and each.first - verb.last in {0, 1, 2}
            and each.last >= self._clause.tail
            and notes.plays(each.last - 1, 'list_word')
            and notes.any_plays(verb.last, each.last, 'indefinite', 'new')
            for each in notes.of('list', verb.last, self._clause.tail)
        )

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
