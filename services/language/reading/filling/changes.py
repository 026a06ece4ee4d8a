"""From a reading that changes or deletes to the tasks that are meant and what shall become of them."""

from dataclasses import replace

from services.language.commands import Changes, Command, Operation
from services.language.mentions import SURE
from services.language.places import Place, name_words
from services.language.queries import TaskLike
from services.language.reading.filling.slots import STATUSES, Slots
from services.language.reading.filters import there
from services.language.reading.notes import Annotation
from services.language.reading.readings import Reading
from services.language.reading.scene import Nothing, Unsure
from services.language.reading.splits import splits
from services.language.reading.targets import Found, Targets
from services.language.reading.values import Values
from services.language.resolutions import Missing
from services.values.vocabulary import Status

_PLACED = {'place': 'move', 'parent': 'nest', 'labels': 'label', 'start': 'defer', 'estimate': 'estimate'}
_MOST_LISTS = 8
_MISSING = {'schedule': Missing.DUE, 'prioritise': Missing.PRIORITY, 'rename': Missing.NAME, 'note': Missing.NOTE}


class TaskChanges(Slots):
    """Fills the readings that change a status, a date or a priority, or delete."""

    def complete(self, reading: Reading) -> list[Command]:
        """Done, started, not done: the status is said by the verb or by what is stated."""
        notes, clause = self._notes, self._clause
        first, last = reading.object
        states = [
            each
            for each in notes.of('status', first, last)
            if each.last >= last or notes.plays(each.first - 1, 'as', 'be') or notes.plays(each.first - 1, 'denies')
        ]
        self._check_before(reading)
        states = [each for each in states if each.last >= last - 1]
        for each in states:
            self._coverage.use(each)
            if each.first > first:
                last = min(last, each.first)
        for each in notes.of('negation', clause.first, clause.last):
            if 'denied state' in reading.evidence or 'via status' in reading.evidence or reading.sense == 'reopen':
                self._coverage.use(each)
                if each.first >= first:
                    last = min(last, each.first)
        for each in notes.of('verb', clause.head, clause.tail):
            if reading.used and each.overlaps(reading.used[0]):
                self._coverage.use(each)
        if reading.verb and reading.verb.need == 'off':
            last = self._without_particle(first, last)
        first = self._after_attribute(first, last, 'status')
        planned = [
            each
            for each in notes.of('date', first, last)
            if each.form.startswith(self._scene.context.spoken.dates.deadline_leads) and each.last >= last
        ]
        if planned and reading.sense == 'complete' and reading.verb and reading.verb.form == 'base':
            raise Nothing(notes.raw(first, last))
        found = self._targets(reading).find(first, last)
        command = self._command(reading, found, Changes(status=STATUSES[reading.sense]))
        said_not = reading.verb is not None and any(each.overlaps(reading.verb) for each in notes.of('negation'))
        denied = reading.sense == 'reopen' and (
            said_not or 'denied state' in reading.evidence or any(each.value == 'completed' for each in states)
        )
        return [replace(command, what='not completed') if denied else command]

    def _check_before(self, reading: Reading) -> None:
        """'Anna is done, Bob too': a task before a state in the middle is not passed over for the one behind it."""
        verb, head = reading.verb, self._clause.head
        if verb is None or verb.form != 'past' or verb.first <= head or reading.object[0] < verb.last:
            return
        if self._notes.of('mention', head, verb.first) and self._notes.of('mention', *reading.object):
            raise Unsure(Missing.WORDS, about=self._notes.raw(head, verb.first))

    def delete(self, reading: Reading) -> list[Command]:
        """Tasks to be gone; or only their date or note."""
        notes = self._notes
        first, last = reading.object
        if reading.verb and self._only_tidies(reading.verb, first):
            raise Unsure(Missing.WORDS, about=notes.raw(reading.verb.first, last))
        for kind in ('negation', 'anymore'):
            for each in notes.of(kind, self._clause.first, self._clause.last):
                if 'negated' in reading.evidence or (reading.verb and each.overlaps(reading.verb)) or kind == 'anymore':
                    self._coverage.use(each)
        placed = self._place_gone(reading, first, last)
        if placed:
            return placed
        attribute = next(
            (each for each in notes.of('attribute', first, last) if self._leads_to_task(each, first, last)), None
        )
        if attribute and attribute.value in {'due', 'note', 'priority'}:
            at = self._after_attribute(first, last, str(attribute.value))
            if at == first:
                at = attribute.last
            self._coverage.use_stretch(first, at)
            changes = (
                Changes(clear_due=True)
                if attribute.value == 'due'
                else Changes(description='')
                if attribute.value == 'note'
                else Changes(priority=None)
            )
            if changes:
                sense = 'unschedule' if attribute.value == 'due' else 'note'
                return [
                    self._command(Reading(sense), Targets(self._scene, self._coverage, sense).find(at, last), changes)
                ]
        if reading.verb and reading.verb.need == 'off':
            last = self._without_particle(first, last)
        return [self._command(reading, self._targets(reading).find(first, last), Changes())]

    def _place_gone(self, reading: Reading, first: int, last: int) -> list[Command]:
        """'Delete the list Trip', 'delete the label work', 'remove the label work from the slides'."""
        notes, verb = self._notes, reading.verb
        label = self._label_given(first, last, taken_off=True)
        if label or verb is None or self._scene.context.places is None:
            return label
        places = notes.any_of(frozenset({'list', 'label'}), verb.first, last)
        whole = next((each for each in places if _is_all_of(each, first, last)), None)
        if self._says_only_lists(first, last):
            return self._which_list(reading, first, last)
        if whole is None or notes.plays(verb.first, 'empties'):
            return []
        if not isinstance(whole.value, Place):
            is_vague = whole.kind == 'list' and not notes.plays(last - 1, 'todo_word')
            return self._which_list(reading, whole.first, last) if is_vague else []
        if not notes.any_plays(first, last, 'list_word', 'label_word'):
            return []
        self._coverage.use(whole)
        command = Command(Operation.DELETE_PLACE, notes.text, place=there(whole.value))
        namesake = self._named_whole(first, last)
        if namesake:
            task = Command(Operation.DELETE, notes.text, ids=(namesake[0].id,))
            raise Unsure(Missing.MEANING, resume=command, readings=(task,))
        return [command]

    def _says_only_lists(self, first: int, last: int) -> bool:
        """'All lists', 'my lists'."""
        notes = self._notes
        words = [at for at in notes.words(first, last) if not notes.covers(at, 'quantifier')]
        plain = [at for at in words if not notes.plays(at, 'owner', 'article', 'list_of')]
        return bool(plain) and all(notes.plays(at, 'lists') for at in plain)

    def _named_whole(self, first: int, last: int) -> list[TaskLike]:
        """The tasks that have just this title."""
        said = name_words(self._notes.raw(first, last))
        found = self._scene.context.index.best(self._notes.raw(first, last), SURE, prefers=lambda _: True)
        return [task for task in found if name_words(task.title) in {said, said[1:]}]

    def _which_list(self, reading: Reading, first: int, last: int) -> list[Command]:
        """'Delete the list' names none and says nothing of its tasks. Raises Unsure with what may be meant."""
        context = self._scene.context
        own = [each for each in context.places.lists if not each.is_inbox] if context.places else []
        found = self._targets(reading).find(first, last)
        everything = self._command(reading, found, Changes())
        lists = [Command(Operation.DELETE_PLACE, self._notes.text, place=each) for each in own[:_MOST_LISTS]]
        raise Unsure(Missing.MEANING, resume=everything, readings=lists)

    def _only_tidies(self, verb: Annotation, after: int) -> bool:
        """'Clean up my list' does not say what shall be gone."""
        notes = self._notes
        return notes.plays(verb.first, 'tidies') and (not notes.lexicon.has_verb_first or notes.plays(after, 'upward'))

    def _leads_to_task(self, attribute: Annotation, first: int, last: int) -> bool:
        """'The due date of X', 'the date'; not 'the note for Anna', if that is what a task is called."""
        notes = self._notes
        if not all(
            notes.plays(at, 'article', 'definite') or notes.of('quantifier', at, at + 1)
            for at in range(first, attribute.first)
        ):
            return False
        if attribute.last >= last:
            return not self._scene.grounds(first, last)
        return notes.plays(attribute.last, 'attribute_to')

    def change(self, reading: Reading) -> list[Command]:
        """Move, make, set, change: where the object ends is searched, the longest one understood whole first."""
        first, last = reading.object
        first = self._after_attribute(first, last, 'due', 'priority', 'status', 'estimate')
        values = Values(self._notes, self._clause, self._coverage)
        self._check_wholes(self._notes.of('whole', first, last))
        label = self._label_given(first, last)
        if label:
            return label
        named = self._named_first(reading, values) or self._one_by_one(reading, values, first, last)
        if named:
            return named
        whole = values.between(first, last) if first < last else None
        if whole and (first > reading.object[0] or self._scene.has_subject):
            return [self._changed(self._targets(reading).find(first, first), whole)]
        doubt: Unsure | Nothing | None = None
        mark = self._coverage.mark()
        for end in splits(self._notes, first, last):
            self._coverage.back_to(mark)
            changes = values.between(end, last)
            if changes is None and end == last and not self._is_everything(first, last):
                changes = values.level_of_verb(reading)
            if not changes:
                continue
            stop = self._before_old_value(first, end)
            try:
                found = self._targets(reading).find(first, stop)
            except (Unsure, Nothing) as error:
                doubt = self._better(doubt, error, reading, changes)
                continue
            return [self._changed(found, changes)]
        self._coverage.back_to(mark)
        if doubt:
            raise doubt
        return self._without_value(reading, first, last)

    def _one_by_one(self, reading: Reading, values: Values, first: int, last: int) -> list[Command]:
        """'Move the essay to Friday and the lease to Monday': each gets its own; none where not all have one."""
        notes, found = self._notes, []
        joints = [at for at in range(first + 1, last - 1) if notes.plays(at, 'joins_names')]
        start, mark = first, self._coverage.mark()
        for stop in [*joints, last] if joints else []:
            ends = [end for end in splits(notes, start, stop) if end > start and values.between(end, stop)]
            if ends:
                found.append((start, ends, stop))
                start = stop + 1
        self._coverage.back_to(mark)
        if len(found) < 2 or start <= last or not all(self._names_all(a, ends[-1]) for a, ends, _ in found):  # noqa: PLR2004 - one by one
            return []
        return [self._first_named(reading, values, *each) for each in found]

    def _names_all(self, first: int, last: int) -> bool:
        """Whether tasks are called by name there; a set with several values in its description is one."""
        notes = self._notes
        named = any(not notes.plays(at, 'in_values', 'joins_names') for at in notes.words(first, last))
        return named and not notes.any_of(frozenset({'quantifier', 'thing', 'exception'}), first, last)

    def _first_named(self, reading: Reading, values: Values, first: int, ends: list[int], last: int) -> Command:
        """The command of one stretch, with the longest object that is found. Raises Unsure and Nothing."""
        doubt: Unsure | Nothing | None = None
        for end in ends:
            changes = values.between(end, last)
            try:
                if changes:
                    return self._changed(self._targets(reading).find(first, end), changes)
            except (Unsure, Nothing) as error:
                doubt = error
        raise doubt or Nothing(self._notes.raw(first, last))

    def _is_everything(self, first: int, last: int) -> bool:
        """'My tasks', without a word on which."""
        return all(
            self._notes.plays(at, 'names_task', 'filter_noise') for at in self._notes.words(first, last)
        ) and not self._notes.of('one', first, last)

    def _named_first(self, reading: Reading, values: Values) -> list[Command]:
        """'Milk -> Friday', 'buy milk is due tomorrow': the object stands before the verb."""
        verb = reading.verb
        if verb is None or 'a task and a value' not in reading.evidence or reading.sense == 'rename':
            return []
        changes = values.between(verb.last, self._clause.tail)
        if not changes:
            return []
        return [self._changed(self._targets(reading).find(reading.object[0], verb.first), changes)]

    def _changed(self, found: Found, changes: Changes) -> Command:
        return self._command(Reading(sense_of(changes)), found, changes)

    def _before_old_value(self, first: int, end: int) -> int:
        """Where the object ends in 'from high to low', 'from Friday to Monday'."""
        notes = self._notes
        for each in notes.any_of(frozenset({'priority', 'date', 'status', 'important'}), first, end):
            leads_from = notes.plays(each.first - 1, 'from') or (
                notes.plays(each.first, 'from') and each.kind == 'date'
            )
            if leads_from and each.last >= end - 1 and each.first - 1 > first:
                name_end = each.first - (0 if notes.plays(each.first, 'from') else 1)
                plural = notes.of('quantifier', first, name_end) or any(
                    one.value == 'many' for one in notes.of('thing', first, name_end)
                )
                if plural:
                    return end
                self._coverage.use(each)
                return name_end
        return end

    def _without_value(self, reading: Reading, first: int, last: int) -> list[Command]:
        """'Reschedule the dentist': the value is asked for."""
        goals = self._notes.of('goal', first, last)
        if goals:
            raise Unsure(Missing.WORDS, about=self._notes.raw(goals[0].first, last))
        missing = _MISSING.get(reading.sense)
        attribute = next((each for each in self._notes.of('attribute', *reading.object)), None)
        if missing is None and attribute:
            missing = {
                'due': Missing.DUE,
                'priority': Missing.PRIORITY,
                'title': Missing.NAME,
                'note': Missing.NOTE,
            }.get(str(attribute.value))
        found = self._targets(reading).find(
            first, min(splits(self._notes, first, last)) if self._is_pronoun(first, last) else last
        )
        if missing is None:
            raise Unsure(Missing.WORDS, choices=found.tasks, about=self._notes.raw(first, last))
        sense = {Missing.DUE: 'schedule', Missing.PRIORITY: 'prioritise', Missing.NAME: 'rename', Missing.NOTE: 'note'}[
            missing
        ]
        raise Unsure(missing, resume=self._command(Reading(sense), found, Changes()), choices=())

    def _is_pronoun(self, first: int, last: int) -> bool:
        return any(each.first == first for kind in ('one', 'many') for each in self._notes.of(kind, first, last))

    def unschedule(self, reading: Reading) -> list[Command]:
        """Take the due date off."""
        first, last = reading.object
        self._coverage.use(*self._notes.of('negation', self._clause.head, self._clause.tail))
        return [self._command(reading, self._targets(reading).find(first, last), Changes(clear_due=True))]


def _is_all_of(each: Annotation, first: int, last: int) -> bool:
    """Whether a list or label is all that is said; 'of' in 'get rid of' leads to none."""
    return each.last >= last and (each.first < first or (each.first == first and not each.need))


def sense_of(changes: Changes) -> str:
    """What a change is called that sets these values."""
    plain = [sense for field, sense in _PLACED.items() if getattr(changes, field)]
    if plain and not (changes.status or changes.priority or changes.when or changes.shift or changes.clear_due):
        return plain[0]
    if changes.status:
        return {Status.COMPLETED: 'complete', Status.IN_PROGRESS: 'start', Status.PENDING: 'reopen'}[changes.status]
    if changes.priority and not (changes.when or changes.shift or changes.months or changes.clear_due):
        return 'prioritise'
    return 'unschedule' if changes.clear_due else 'schedule'
