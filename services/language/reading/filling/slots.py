"""What the fillings of all readings share: tasks for words, commands for tasks."""

from collections.abc import Sequence

from services.language.commands import Changes, Command, Operation
from services.language.places import Place
from services.language.reading.clauses import Clause
from services.language.reading.notes import Annotation
from services.language.reading.readings import OPERATIONS, Reading
from services.language.reading.scene import Coverage, NoSuchPlace, Nothing, Scene, Unsure
from services.language.reading.targets import Found, Targets, ids_of
from services.language.resolutions import Missing
from services.values.vocabulary import Status

STATUSES = {'complete': Status.COMPLETED, 'start': Status.IN_PROGRESS, 'reopen': Status.PENDING}
"""The status that a sense gives a task."""


class Slots:
    """What every reading of one clause is filled with: the scene, and which words have been used."""

    def __init__(self, scene: Scene, clause: Clause, coverage: Coverage) -> None:
        self._scene = scene
        self._notes = scene.notes
        self._clause = clause
        self._coverage = coverage

    def _targets(self, reading: Reading) -> Targets:
        return Targets(self._scene, self._coverage, reading.sense)

    def _command(self, reading: Reading, found: Found, changes: Changes) -> Command:
        operation = operation_of(OPERATIONS[reading.sense], changes)
        return Command(operation, self._notes.text, ids=ids_of(found.tasks), changes=changes, query=found.query)

    @property
    def _offered(self) -> frozenset[str]:
        """What is offered where it is known which lists and labels there are."""
        return frozenset({'labels', 'sub-tasks'}) if self._scene.context.places is not None else frozenset()

    def _check_wholes(self, found: Sequence[Annotation]) -> None:
        """Raise Nothing or Unsure for something to be a part of that is no one task."""
        for each in found:
            if each.kind == 'whole' and isinstance(each.value, tuple) and len(each.value) != 1:
                if not each.value:
                    raise Nothing(each.form)
                raise Unsure(Missing.WORDS, about=self._notes.raw(each.first, each.last))

    def _label_given(self, first: int, last: int, *, taken_off: bool = False) -> list[Command]:
        """'(Add) the label work to the slides', '(remove) the label work from the slides'."""
        notes = self._notes
        labels = [each for each in notes.of('label', first, last) if not each.need and isinstance(each.value, Place)]
        if taken_off and (every := self._all_labels(first, last)):
            return every
        if not labels:
            return []
        if labels[0].first != first:
            return [] if taken_off else self._given_the_label(first, last, labels)
        at = labels[0].last
        while at < last and (following := [each for each in labels if each.first in {at, at + 1}]):
            at = following[-1].last
        if at + 1 >= last or not notes.plays(at, 'off' if taken_off else 'label_to'):
            return []
        given = [each for each in labels if each.last <= at]
        places = tuple(each.value for each in given if isinstance(each.value, Place))
        self._coverage.use(*given)
        found = Targets(self._scene, self._coverage, 'label').find(at + 1, last)
        if taken_off:
            absent = next((place for place in places if place.id is None), None)
            if absent:
                raise NoSuchPlace(absent)
            return [self._command(Reading('label'), found, Changes(unlabels=places))]
        return [self._command(Reading('label'), found, Changes(labels=places))]

    def _given_the_label(self, first: int, last: int, labels: list[Annotation]) -> list[Command]:
        """'Füge dem Bericht das Etikett eilt hinzu': what gets the label is named before it."""
        if labels[-1].last < last or not self._scene.grounds(first, labels[0].first):
            return []
        places = tuple(each.value for each in labels if isinstance(each.value, Place))
        self._coverage.use(*labels)
        found = Targets(self._scene, self._coverage, 'label').find(first, labels[0].first)
        return [self._command(Reading('label'), found, Changes(labels=places))]

    def _all_labels(self, first: int, last: int) -> list[Command]:
        """'(Remove) all labels from the slides'."""
        notes, places = self._notes, self._scene.context.places
        said = next((each for each in notes.of('labels', first, last)), None)
        if places is None or said is None or said.last + 1 >= last or not notes.plays(said.last, 'off'):
            return []
        if not all(notes.plays(at, 'article') or notes.covers(at, 'quantifier') for at in range(first, said.first)):
            return []
        self._coverage.use_stretch(first, said.last)
        found = Targets(self._scene, self._coverage, 'label').find(said.last + 1, last)
        return [self._command(Reading('label'), found, Changes(unlabels=places.labels))]

    def _after_attribute(self, first: int, last: int, *values: str) -> int:
        """Where the task is named after 'the due date of'."""
        notes = self._notes
        for each in notes.of('attribute', first, last):
            before = range(first, each.first)
            if (
                each.value in values
                and all(
                    notes.plays(at, 'article', 'definite', 'object_start', 'quantifier_any')
                    or notes.of('quantifier', at, at + 1)
                    for at in before
                )
                and each.last < last
                and (notes.plays(each.last, 'attribute_to') or each.last == last)
            ):
                self._coverage.use_stretch(first, each.last)
                at = each.last
                while at < last - 1 and notes.plays(at, 'attribute_to'):
                    at += 1
                return at
        return first

    def _without_particle(self, first: int, last: int) -> int:
        while last > first and self._notes.plays(last - 1, 'away'):
            last -= 1
        return last

    def _better(
        self, doubt: Unsure | Nothing | None, error: Unsure | Nothing, reading: Reading, changes: Changes
    ) -> Unsure | Nothing:
        """The doubt to ask about: the first that offers tasks, with the finished command."""
        if isinstance(error, Unsure) and error.resume is None:
            error.resume = Command(operation_of(OPERATIONS[reading.sense], changes), self._notes.text, changes=changes)
        if doubt is None or (
            isinstance(error, Unsure) and error.choices and not (isinstance(doubt, Unsure) and doubt.choices)
        ):
            return error
        return doubt

    def _title(self, first: int, last: int) -> str:
        quotes = self._notes.of('literal', first, last)
        if len(quotes) == 1 and last - first == 1:
            return str(quotes[0].value)
        return self._notes.raw(first, last).strip()


def operation_of(operation: Operation, changes: Changes) -> Operation:
    """The operation of a change; a note that takes the date away is about the date."""
    if operation is Operation.DESCRIBE and changes.clear_due:
        return Operation.UNSCHEDULE
    return operation
