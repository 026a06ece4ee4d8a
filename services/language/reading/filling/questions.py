"""From a question to one task that is asked about, a filter, or counts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from services.language.commands import Command, Operation
from services.language.places import Place, PlaceKind
from services.language.queries import OPEN, DueRange, Happening, Query
from services.language.reading.clauses import Clause
from services.language.reading.filling.slots import Slots
from services.language.reading.filters import question_query
from services.language.reading.notes import Annotation
from services.language.reading.readings import Reading, asked_at
from services.language.reading.targets import ids_of


class Questions(Slots):
    """Fills the readings that ask."""

    def _pointed_at(self, first: int) -> list[Command]:
        """'Show it', 'show them': what the last answer was about."""
        notes, clause, focus = self._notes, self._clause, self._scene.focus
        pointers = {each.first for kind in ('one', 'many') for each in notes.of(kind, first, clause.tail)}
        is_all = first > clause.head and pointers == set(notes.words(first, clause.tail))
        return [Command(Operation.SHOW, notes.text, ids=ids_of(focus))] if is_all and pointers and focus else []

    def _just_added(self) -> list[Command]:
        """'What did I just add?': what was added last in this conversation."""
        notes, clause, done = self._notes, self._clause, self._scene.context.done
        added = [each for each in notes.of('happened', clause.head, clause.tail) if each.value == 'created']
        ranges = self._scene.ranges(clause.head, clause.tail)
        if not added or ranges or done is None or done.operation is not Operation.CREATE:
            return []
        if not notes.begins(clause.head, 'question') or added[-1].last < clause.tail:
            return []
        return [Command(Operation.SHOW, notes.text, ids=done.ids)]

    def show(self, reading: Reading) -> list[Command]:
        """A question: one task that is asked about, or a filter."""
        notes, clause = self._notes, self._clause
        verb = reading.verb
        first = (
            verb.last if verb and 'verb at the head' in reading.evidence and verb.last < clause.tail else clause.head
        )
        asked = self._asks_for_places(first)
        if asked:
            return asked
        one = self._about_one(reading) or self._pointed_at(first) or self._just_added()
        if one:
            return one
        if 'only a noun' in reading.evidence and not notes.covers(first, 'range', 'status', 'priority', 'overdue'):
            first = min((each.first for each in notes.of('list', first, clause.tail)), default=first)
        unoffered = [
            each
            for each in notes.of('unoffered', clause.head, clause.tail)
            if each.value not in {'sharing', 'early reminders', *self._offered}
        ]
        if unoffered and not self._scene.grounds(clause.head, clause.tail):
            return [Command(Operation.UNSUPPORTED, notes.text, what=str(unoffered[0].value))]
        query = question_query(self._scene, self._coverage, first, clause.tail, happened=self._happened())
        if not query.statuses and self._means_open(reading, query):
            query = replace(query, statuses=OPEN)
        operation = Operation.COUNT if reading.sense == 'count' else Operation.SHOW
        return [Command(operation, notes.text, query=query)]

    def _asks_for_places(self, first: int) -> list[Command]:
        """'Which lists do I have?', 'show my labels'."""
        notes, clause = self._notes, self._clause
        if self._scene.context.places is None:
            return []
        for kind, role in ((PlaceKind.LIST, 'lists'), (PlaceKind.LABEL, 'labels')):
            said = [at for at in notes.words(first, clause.tail) if notes.plays(at, role)]
            rest = [at for at in notes.words(first, clause.tail) if at not in said]
            is_led = any(notes.plays(at - 1, 'list_place') for at in said)
            told = frozenset({'question', 'auxiliary', 'verb', 'quantifier'})
            covered = {at for each in notes.any_of(told, first, clause.tail) for at in range(each.first, each.last)}
            if said and not is_led and all(at in covered or notes.plays(at, 'filter_noise') for at in rest):
                return [Command(Operation.SHOW_PLACES, notes.text, place=Place(kind, ''))]
        return []

    def _means_open(self, reading: Reading, query: Query) -> bool:
        """Whether what is still to do is meant: what is due, what is on the list."""
        at = asked_at(self._notes, self._clause)
        asks = any(each.first == at for each in self._notes.of('question')) or 'asks about me' in reading.evidence
        if query.happened is not Happening.DUE or reading.sense == 'count':
            return query.happened is Happening.DUE and (
                bool(query.days) or self._notes.any_plays(self._clause.head, self._clause.tail, 'still')
            )
        return (
            bool(query.days)
            or self._notes.any_plays(self._clause.head, self._clause.tail, 'still')
            or (asks and not query.words and not query.priorities)
        )

    def _happened(self) -> Happening:
        """What the days of a question are about: done, added, or due."""
        notes, clause = self._notes, self._clause
        found = notes.of('happened', clause.head, clause.tail)
        past = any(
            each.last and each.last < self._scene.context.reference.today
            for _, _, each in self._scene.ranges(clause.head, clause.tail)
        )
        mine = notes.any_plays(clause.head, clause.tail, 'self', 'had')
        due = any(
            each.value == 'schedule' and each.need == 'value' and not notes.plays(each.first, 'vague act')
            for each in notes.of('verb', clause.head, clause.tail)
        ) or notes.any_plays(clause.head, clause.tail, 'due')
        if due or not found:
            return Happening.DUE
        if any(each.value == 'created' for each in found):
            return Happening.CREATED
        told = [each for each in found if not notes.plays(each.first, 'vague act')]
        denied = any(notes.plays(each.first - 1, 'denies') or notes.plays(each.first - 2, 'denies') for each in found)
        if denied:
            return Happening.DUE
        if told and (mine or past or any(each.last - each.first for each in told)) and self._is_past_form(told):
            return Happening.COMPLETED
        return Happening.COMPLETED if (mine and past) or self._did(found) else Happening.DUE

    def _is_past_form(self, told: Sequence[Annotation]) -> bool:
        notes = self._notes
        return any(
            any(verb.first == each.first and verb.form == 'past' for verb in notes.of('verb')) for each in told
        ) or self._did(told)

    def _did(self, found: Sequence[Annotation]) -> bool:
        """'Did I finish', 'have I done'."""
        notes = self._notes
        return any(
            notes.plays(at, 'past auxiliary') and notes.plays(at + 1, 'self')
            for each in found
            for at in range(max(0, each.first - 4), each.first)
        )

    def _about_one(self, reading: Reading) -> list[Command]:
        """'When is the dentist?', 'did I already return the library books?', 'what does the dentist task say?'."""
        notes, clause = self._notes, self._clause
        at = asked_at(notes, clause)
        sets = [each for each in notes.of('thing', clause.head, clause.tail) if each.value == 'many'] or notes.of(
            'quantifier', clause.head, clause.tail
        )
        if reading.sense == 'count' or sets:
            return []
        asked = reading.verb.last if reading.verb and reading.verb.need == 'asks' else at
        question = next((each for each in notes.of('question', at, clause.tail) if each.first in {at, asked}), None)
        attribute = [
            each for each in notes.of('attribute', at, clause.tail) if not notes.of('mention', each.first, each.last)
        ]
        yes_no = any(each.first == at for each in notes.of('auxiliary')) and 'request' not in clause.leads
        wh_when = question is not None and question.value == 'when'
        says = notes.any_plays(at, clause.tail, 'tells') and question is not None
        if not (wh_when or attribute or yes_no or says or self._names_one(reading)):
            return []
        names = [k for k in notes.words(at, clause.tail) if any(each.first == k for each in notes.of('mention'))]
        if not names:
            return self._about_it(clause, wh_when=wh_when, attribute=attribute, says=says)
        phrase = ' '.join(notes.raw(k, k + 1) for k in range(names[0], names[-1] + 1) if notes.is_word(k))
        loose = [
            k
            for k in notes.words(at, clause.tail)
            if k not in names
            and not notes.plays(k, 'filter_noise', 'small', 'be', 'has', 'tells')
            and not self._explained(k)
        ]
        context = self._scene.context
        tasks = context.index.best(phrase, 0.6, prefers=lambda _: True)
        ranges = self._scene.ranges(at, clause.tail)
        told = [
            k
            for k in loose
            if yes_no and not notes.begins(k, 'mention') and (k < names[-1] or not notes.lexicon.has_verb_first)
        ]
        if not tasks or len(loose) > min(1, len(told)) or (len(tasks) > 1 and (ranges or (yes_no and not wh_when))):
            return []
        if ranges and not yes_no:
            return []
        self._coverage.use_stretch(clause.head, clause.tail)
        what = (
            'due'
            if wh_when or any(each.value == 'due' for each in attribute)
            else 'note'
            if says or any(each.value == 'note' for each in attribute)
            else 'status'
            if yes_no
            else ''
        )
        return [Command(Operation.SHOW, notes.text, ids=ids_of(tasks), what=what)]

    def _about_it(self, clause: Clause, *, wh_when: bool, attribute: list[Annotation], says: bool) -> list[Command]:
        notes = self._notes
        pointed = notes.of('one', clause.head, clause.tail) or notes.any_plays(clause.head, clause.tail, 'its')
        focus = self._scene.focus
        led = any(notes.plays(each.first - 1, 'article') for each in attribute)
        if not (pointed or led) or len(focus) != 1 or not (wh_when or attribute or says):
            return []
        if self._scene.ranges(clause.head, clause.tail):
            return []
        what = 'due' if wh_when else str(attribute[0].value) if attribute else 'note'
        return [Command(Operation.SHOW, notes.text, ids=ids_of(focus), what=what)]

    def _names_one(self, reading: Reading) -> bool:
        """'Show the dentist': nothing but a name after the verb."""
        notes = self._notes
        if reading.verb is None or reading.sense != 'show':
            return False
        first, last = reading.object
        kinds = frozenset({'status', 'priority', 'overdue', 'undated', 'range', 'list', 'about'})
        return notes.plays(first, 'definite') and not notes.any_of(kinds, first, last)

    def _explained(self, at: int) -> bool:
        kinds = frozenset(
            {
                'question',
                'auxiliary',
                'verb',
                'status',
                'attribute',
                'thing',
                'closing',
                'date',
                'range',
                'happened',
                'overdue',
                'calendar',
                'memo',
                'says',
                'list',
            }
        )
        return any(each.first <= at < each.last for each in self._notes.any_of(kinds))

    def summarise(self, _: Reading) -> list[Command]:
        """Counts by day, status or priority."""
        notes, clause = self._notes, self._clause
        per = notes.of('per', clause.head, clause.tail)
        kind = next((str(each.value) for each in per if each.value != 'day'), 'day')
        days = self._days_counted()
        query = Query(days=(days,)) if days else None
        return [Command(Operation.SUMMARISE, notes.text, what=kind, query=query)]

    def _days_counted(self) -> DueRange | None:
        """'My week' is the last seven days; what lies ahead has no counts yet."""
        notes, clause, today = self._notes, self._clause, self._scene.context.reference.today
        for each in notes.of('stretch', clause.head, clause.tail):
            if isinstance(each.value, int) and notes.any_plays(each.first - 2, each.first, 'own'):
                return DueRange(today - timedelta(days=each.value), today)
        for _, _, due in self._scene.ranges(clause.head, clause.tail):
            if due.first and due.first <= today:
                return DueRange(due.first, min(due.last or today, today))
        return None
