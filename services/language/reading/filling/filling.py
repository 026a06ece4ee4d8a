"""From a reading to finished commands: its object becomes tasks or entries, what follows becomes values."""

from collections.abc import Callable
from typing import Any

from services.language.commands import Changes, Command, Operation
from services.language.reading.clauses import Clause
from services.language.reading.filling.additions import Additions
from services.language.reading.filling.changes import TaskChanges
from services.language.reading.filling.questions import Questions
from services.language.reading.filling.slots import STATUSES, Slots
from services.language.reading.filling.starts import Starts
from services.language.reading.filling.texts import Texts
from services.language.reading.readings import OPERATIONS, Reading
from services.language.reading.scene import Coverage, Nothing, Scene, Unsure
from services.language.resolutions import Missing

_NEEDS_ONLY_A_TASK = frozenset({*STATUSES, 'delete', 'unschedule'})
CARRIES_MEANING = frozenset({
    'date', 'start', 'clash', 'past', 'shift', 'priority', 'status', 'negation', 'exception', 'repeat', 'quantifier',
    'number', 'literal', 'overdue', 'undated', 'unoffered', 'note mark', 'goal', 'label', 'whole', 'takes',
})  # fmt: skip
"""What a sentence may not lose: it is used, or the answer asks about it."""


class Filling:
    """Fills the slots of one clause's readings."""

    def __init__(self, scene: Scene, clause: Clause) -> None:
        self._scene = scene
        self._notes = scene.notes
        self._clause = clause
        self._coverage = Coverage(scene.notes)

    def commands(self, reading: Reading) -> list[Command]:
        """What the reading asks for. Raises Unsure and Nothing; nothing that carries meaning is dropped."""
        self._coverage = Coverage(self._notes)
        if reading.verb:
            self._coverage.use(reading.verb)
        self._coverage.use(*reading.used)
        try:
            made = self._filled(reading)
        except Unsure as unsure:
            unsure.resume = unsure.resume or self._pending(reading)
            raise
        except Nothing as nothing:
            if reading.sense in _NEEDS_ONLY_A_TASK:
                nothing.resume = self._pending(reading)
            raise
        self._check_made(made)
        left = self._left_over(reading)
        if left:
            tasks = self._scene.context.those([task_id for command in made for task_id in command.ids])
            raise Unsure(Missing.WORDS, choices=tasks, about=', '.join(left))
        return made

    def _check_made(self, made: list[Command]) -> None:
        """Raise Unsure for a list that is not there: it is never made without a yes."""
        for command in made:
            place = command.changes.place
            if place and place.id is None:
                raise Unsure(Missing.CONSENT, resume=command, about=place.name)

    def _filled(self, reading: Reading) -> list[Command]:
        part, fill = _FILL[reading.sense]
        return fill(part(self._scene, self._clause, self._coverage), reading)

    def _pending(self, reading: Reading) -> Command:
        """The command that goes on once it is known which task is meant."""
        changes = Changes(status=STATUSES[reading.sense]) if reading.sense in STATUSES else Changes()
        if reading.sense == 'unschedule':
            changes = Changes(clear_due=True)
        return Command(OPERATIONS[reading.sense], self._notes.text, changes=changes)

    def _left_over(self, reading: Reading) -> list[str]:
        """The words that carry meaning and that nothing has used: the first law of reading."""
        clause, notes = self._clause, self._notes
        if reading.sense in {'show', 'count', 'summarise', 'help'}:
            return []
        found = []
        for each in notes.any_of(CARRIES_MEANING, clause.first, clause.last):
            inside = each.within(clause.head, clause.tail)
            if not inside and each.kind not in {'date', 'start', 'clash', 'past', 'priority', 'exception', 'repeat'}:
                continue
            if not self._coverage.holds(each):
                found.append(notes.raw(each.first, each.last))
        return found


class Controls(Slots):
    """Fills the readings about the conversation itself."""

    def control(self, reading: Reading) -> list[Command]:
        """Undo and redo, one step at a time."""
        notes, clause = self._notes, self._clause
        first, last = clause.head, clause.tail
        many = [
            each for kind in ('number', 'cardinal') for each in notes.of(kind, first, last) if int(str(each.value)) > 1
        ]
        everything = [each for each in notes.of('quantifier', first, last) if each.value == 'all']
        self._coverage.use_stretch(first, last)
        if reading.sense == 'undo' and (many or everything):
            return [Command(Operation.UNSUPPORTED, notes.text, what='several undos at once')]
        return [Command(OPERATIONS[reading.sense], notes.text)]

    def help(self, _: Reading) -> list[Command]:
        """What can be said."""
        return [Command(Operation.HELP, self._notes.text)]


_FILL: dict[str, tuple[type[Slots], Callable[[Any, Reading], list[Command]]]] = {
    'add': (Additions, Additions.add), 'show': (Questions, Questions.show), 'count': (Questions, Questions.show),
    'summarise': (Questions, Questions.summarise), 'complete': (TaskChanges, TaskChanges.complete),
    'start': (Starts, Starts.start), 'defer': (Starts, Starts.defer), 'reopen': (TaskChanges, TaskChanges.complete),
    'delete': (TaskChanges, TaskChanges.delete), 'schedule': (TaskChanges, TaskChanges.change),
    'set': (TaskChanges, TaskChanges.change), 'prioritise': (TaskChanges, TaskChanges.change),
    'unschedule': (TaskChanges, TaskChanges.unschedule), 'rename': (Texts, Texts.rename), 'note': (Texts, Texts.note),
    'undo': (Controls, Controls.control), 'redo': (Controls, Controls.control), 'help': (Controls, Controls.help),
}  # fmt: skip
