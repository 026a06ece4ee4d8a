"""Pass 6. From scored readings to what is done, asked or left alone.

Effects are compared, not senses: two readings that would do the same are no doubt. The margin by which the best one
has to win grows with what is at stake.
"""

from dataclasses import replace
from itertools import pairwise

from services.language import resolutions as to
from services.language.commands import Command, Operation
from services.language.dates.when import When
from services.language.entry import Entry
from services.language.mentions import PERHAPS
from services.language.reading.clauses import Clause, clauses, trimmed
from services.language.reading.dialogue import Dialogue
from services.language.reading.entries import Entries
from services.language.reading.filling.filling import CARRIES_MEANING, Filling
from services.language.reading.notes import Annotation
from services.language.reading.outcome import outcome_of
from services.language.reading.placing.values import joined
from services.language.reading.readings import CHANGES, OPERATIONS, Reading
from services.language.reading.scene import Coverage, NoSuchPlace, Nothing, Scene, Unsure
from services.language.reading.scoring import ranked
from services.language.reading.talk import Talk
from services.language.reading.telling import told_of
from services.language.reading.trailing import TrailingNote, text_of
from services.language.reading.unoffered import not_offered
from services.language.reading.values import Values
from services.language.resolutions import Choice, Missing, Question, Resolution
from services.language.tokens import Kind
from services.values.vocabulary import Priority

MOST_CHOICES = 9
ANSWER_MARGIN, CHANGE_MARGIN, STAKES_MARGIN = 0.5, 0.5, 1.5
"""By how much the best reading must win: to answer or add, to change one task, to delete or change many."""

_WEAK = 0.8
_ANSWERS = frozenset({Operation.SHOW, Operation.COUNT, Operation.SUMMARISE})
_MANY_UNEXPLAINED = 0.3
_NEVER_A_TITLE = frozenset({'reopen', 'rename', 'note', 'unschedule', 'prioritise'})
_HOLD_A_NOTE = frozenset({
    Operation.COMPLETE, Operation.REOPEN, Operation.START, Operation.RENAME, Operation.PRIORITISE, Operation.SCHEDULE,
    Operation.UNSCHEDULE,
})  # fmt: skip
_PLACED = frozenset({'list', 'label', 'whole'})
_POINTERS = ('one', 'many', 'number', 'newest', 'quantifier')


class Decider:
    """Reads one message among the person's tasks."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._notes = scene.notes
        self._context = scene.context
        self._dialogue = Dialogue(scene)
        self._talk = Talk(scene)
        self._made: list[Command] = []

    def decide(self) -> list[Resolution]:
        """All that the message comes to; never empty."""
        notes = self._notes
        if not any(notes.is_word(at) or notes.tokens[at].text == '+' for at in range(len(notes))):
            asks = any(token.text == '?' for token in notes.tokens)
            return [to.Help() if asks else to.Unknown()]
        self._scene.note_mentions()
        whole = trimmed(notes, 0, len(notes))
        answered = None if whole.note else self._dialogue.answer(whole)
        if answered:
            commands, resolutions = answered
            return [*(outcome_of(command, self._context) for command in commands), *resolutions]
        try:
            return self._of_lines() or self._of_clauses()
        except Unsure as unsure:
            return [*self._so_far(), to.Ask(self._question(unsure))]
        except NoSuchPlace as absent:
            return [*self._so_far(), to.NoPlace(absent.place)]
        except Nothing as nothing:
            return [to.NotFound(nothing.reference, tuple(task.id for task in nothing.near), resume=nothing.resume)]

    def _so_far(self) -> list[Resolution]:
        return [outcome_of(command, self._context) for command in self._made]

    def _question(self, unsure: Unsure) -> Question:
        resume = unsure.resume or Command(Operation.SHOW, self._notes.text)
        choices = tuple(Choice(task.id, task.title, task.due) for task in unsure.choices[:MOST_CHOICES])
        return Question(unsure.missing, resume, choices, readings=unsure.readings, about=unsure.about)

    # Lines

    def _of_lines(self) -> list[Resolution]:
        """Several lines: one entry each; the first may say 'add', or only introduce the others."""
        notes = self._notes
        breaks = [at for at, token in enumerate(notes.tokens) if token.kind is Kind.BREAK]
        bounds = [0, *(at + 1 for at in breaks), len(notes)]
        lines = [(a, b - (b != len(notes))) for a, b in pairwise(bounds)]
        lines = [(a, b) for a, b in lines if any(notes.is_word(at) for at in range(a, b))]
        if len(lines) < 2:  # noqa: PLR2004 - one line is a sentence
            return []
        entries = Entries(self._scene, Coverage(notes))
        found = []
        for first, last in lines:
            start = self._after_adding(first, last)
            if start < last and not (first == lines[0][0] and self._only_introduces(start, last)):
                found += entries.lines(start, last)
        return [to.Create(tuple(found))] if found else []

    def _after_adding(self, first: int, last: int) -> int:
        head = trimmed(self._notes, first, last).head
        verbs = [each for each in self._notes.commands_at(head, weight=1.0) if each.value == 'add']
        return max((each.last for each in verbs), default=first)

    def _only_introduces(self, first: int, last: int) -> bool:
        notes = self._notes
        return all(
            notes.plays(at, 'head_words', 'list_place') or notes.covers(at, 'list') for at in notes.words(first, last)
        )

    # Clauses

    def _of_clauses(self) -> list[Resolution]:
        notes, index = self._notes, self._context.index
        other = self._dialogue.other_task(trimmed(notes, 0, len(notes)))
        if other:
            return [outcome_of(command, self._context) for command in other]
        talked: list[Resolution] = []
        unheard: list[Clause] = []
        done: list[Resolution] = []
        for clause in clauses(notes, lambda first, last: bool(index.best(notes.raw(first, last), PERHAPS))):
            made = self._noted(clause, self._clause(clause))
            if isinstance(made, to.Unknown):
                talked.append(made)
                unheard.append(clause)
                self._keep_in_mind(clause)
            elif not isinstance(made, list):
                done.append(made)
            elif not self._is_taken_back(clause):
                self._made += self._into_new(made)
        self._check_heard(unheard)
        if self._made:
            done = [each for each in done if not isinstance(each, to.Told)]
        return _together([*self._so_far(), *done]) or talked[:1] or [to.Unknown()]

    def _check_heard(self, unheard: list[Clause]) -> None:
        """Nothing is done of a sentence that also says what was not understood; the answer asks about that first."""
        notes, index = self._notes, self._context.index
        done = {task_id for command in self._made for task_id in command.ids}
        for clause in unheard if self._made else ():
            about = notes.raw(clause.head, clause.tail)
            spoken_of = {task.id for task in index.best(about, PERHAPS, prefers=lambda _: True)}
            if notes.any_of(CARRIES_MEANING, clause.head, clause.tail) and not spoken_of & done:
                self._made.clear()
                raise Unsure(Missing.WORDS, about=about)

    def _noted(self, clause: Clause, made: list[Command] | Resolution) -> list[Command] | Resolution:
        """The same with the note at the end of the clause. Raises Unsure where no task could hold it."""
        if clause.note is None:
            return made
        said, text = clause.note, text_of(self._notes, clause.note)
        if isinstance(made, to.Unknown) and made.entries:
            return replace(made, entries=tuple(self._noted_entry(each, said) for each in made.entries))
        if isinstance(made, list) and made and all(each.operation is Operation.CREATE for each in made):
            return [replace(each, entries=tuple(self._noted_entry(one, said) for one in each.entries)) for each in made]
        holds = isinstance(made, list) and made and all(each.ids and each.operation in _HOLD_A_NOTE for each in made)
        if not isinstance(made, list) or not holds or said.values:
            raise Unsure(Missing.WORDS, about=text)
        return [replace(each, changes=replace(each.changes, note=text)) for each in made]

    def _noted_entry(self, entry: Entry, said: TrailingNote) -> Entry:
        """The entry with the note, and with the values that stand behind it."""
        text = '\n'.join(filter(None, (entry.description, text_of(self._notes, said))))
        entry = replace(entry, description=text)
        for each in said.values:
            if isinstance(each.value, When):
                due = each.value.due(self._context.now, self._context.zone, entry.due)
                entry = replace(entry, due=due, other_due=each.value.other)
            elif isinstance(each.value, Priority):
                entry = replace(entry, priority=each.value)
        return entry

    def _keep_in_mind(self, clause: Clause) -> None:
        """'The fridge is not clean after all, reopen it': what was spoken of is what 'it' means."""
        named = self._context.index.best(self._notes.raw(clause.head, clause.tail), PERHAPS, prefers=lambda _: True)
        if not self._made and len(named) == 1:
            self._scene.focus = named

    def _is_taken_back(self, clause: Clause) -> bool:
        """'Add paint, no scratch that, add primer': taken back in the same breath."""
        near = clause.last + 3
        return not self._made and any(
            clause.head < each.first and each.last <= near for each in self._notes.of('scratch', clause.first)
        )

    def _into_new(self, made: list[Command]) -> list[Command]:
        """Put what is said of a task that is about to be added into its entry."""
        if not made or made[0].what != 'new':
            return made
        new, changes = self._made[-1], made[0].changes
        entry = new.entries[0]
        when = changes.when
        entry = replace(
            entry,
            priority=changes.priority or entry.priority,
            status=changes.status or entry.status,
            due=when.due(self._context.now, self._context.zone, entry.due) if when else entry.due,
        )
        self._made[-1] = replace(new, entries=(entry,), changes=joined(new.changes, changes))
        return []

    def _clause(self, clause: Clause) -> list[Command] | Resolution:
        """One clause's commands, or what else it comes to. Raises Unsure and Nothing."""
        if sense := told_of(self._scene, clause):
            return self._dialogue.about_deed(OPERATIONS[sense]) or to.Told(OPERATIONS[sense])
        early = self._about_new(clause) or (
            None if self._made else self._dialogue.correction(clause) or self._dialogue.to_another(clause)
        )
        if early:
            return early
        if self._adds_again(clause):
            return []
        clause = self._after_subject(clause)
        if what := not_offered(self._scene, clause):
            return to.Unsupported(what)
        return self._of_subject(clause) or self._ranked(clause)

    def _ranked(self, clause: Clause) -> list[Command] | Resolution:
        found = ranked(self._notes, clause, self._scene.grounds)
        best = next(each for each in found if not each.is_bare)
        bare = next(each for each in found if each.is_bare)
        if 'marked as an entry' in bare.evidence:
            return self._filled(clause, bare)
        if best.sense == 'talk':
            return self._talk.read(clause, found)
        if self._talk.is_negated(clause, best):
            return self._talk.denied(clause, best)
        if self._made and self._made[-1].ids:
            self._scene.focus = self._context.those(self._made[-1].ids)
        return self._acted(clause, found, best)

    def _after_subject(self, clause: Clause) -> Clause:
        """'The dentist: add a note …', 'rent: move to friday': the task is named first, and the rest is its command."""
        notes = self._notes
        start = clause.head
        if notes.commands_at(start):
            return clause
        for colon in [at for at in range(start + 1, clause.tail - 1) if notes.tokens[at].text == ':']:
            named = self._context.index.best(notes.raw(start, colon))
            rest = trimmed(notes, colon + 1, clause.last)
            if len(named) == 1 and any(self._needs_no_name(rest, verb) for verb in notes.of('verb', rest.head)):
                self._scene.focus, self._scene.has_subject = named, True
                return rest
            start = colon + 1
        return clause

    def _of_subject(self, clause: Clause) -> list[Command]:
        """The command that follows a task's name; none when no task was named before it."""
        if not self._scene.has_subject:
            return []
        found = [
            each
            for each in ranked(self._notes, clause, self._scene.grounds)
            if each.verb and each.verb.first == clause.head and each.sense in CHANGES and each.is_complete
        ]
        best = max(found, key=lambda each: (each.verb.last if each.verb else 0, each.score), default=None)
        return self._filled(clause, best) if best else []

    def _needs_no_name(self, clause: Clause, verb: Annotation) -> bool:
        """Whether a verb at the head says what shall become of a task, without naming one itself."""
        if verb.first != clause.head or verb.form != 'base' or verb.value not in CHANGES:
            return False
        start = verb.last + any(each.first == verb.last for each in self._notes.of('one', verb.last, clause.tail))
        says_all = verb.value == 'note' or start >= clause.tail
        return says_all or bool(Values(self._notes, clause, Coverage(self._notes)).between(start, clause.tail))

    def _about_new(self, clause: Clause) -> list[Command] | None:
        """'… and set it to in progress', said of the task that the clause before adds."""
        notes = self._notes
        if not self._made or self._made[-1].operation is not Operation.CREATE or len(self._made[-1].entries) != 1:
            return None
        pointed = [each for each in notes.of('one', clause.head, clause.tail) if each.first <= clause.head + 1]
        verbs = [each for each in notes.of('verb', clause.head, clause.tail) if each.first == clause.head]
        if not pointed or not any(each.value in {'set', 'schedule', 'prioritise'} for each in verbs):
            return None
        changes = Values(notes, clause, Coverage(notes)).between(pointed[0].last, clause.tail)
        if changes and changes.place and changes.place.id is None:
            raise Unsure(Missing.WORDS, about=notes.raw(clause.head, clause.tail))
        return [Command(Operation.SCHEDULE, notes.text, changes=changes, what='new')] if changes else None

    def _adds_again(self, clause: Clause) -> bool:
        """'I need to mop the floor, so add it to my list': what the clause before adds already."""
        notes = self._notes
        adds = any(each.value == 'add' and each.first == clause.head for each in notes.of('verb', clause.head))
        pointed = notes.of('one', clause.head + 1, clause.head + 2)
        rest = {at for each in notes.of('list', clause.head, clause.tail) for at in range(each.first, each.last)}
        plain = [at for at in notes.words(clause.head + 2, clause.tail) if at not in rest]
        is_new = bool(self._made) and self._made[-1].operation is Operation.CREATE
        return is_new and adds and bool(pointed) and not plain

    def _filled(self, clause: Clause, reading: Reading) -> list[Command]:
        return Filling(self._scene, clause).commands(reading)

    def _acted(self, clause: Clause, found: list[Reading], best: Reading) -> list[Command] | Resolution:
        try:
            made = self._filled(clause, best)
        except Nothing as nothing:
            added = self._rather_new(clause, found, best)
            if added:
                return added
            if self._could_be_a_title(best):
                return self._talk.offer(clause, nothing)
            raise
        if best.sense == 'show' and self._finds_nothing(best, made):
            return self._talk.offer(clause, None)
        return self._doubt(clause, found, best, made) or made

    def _rather_new(self, clause: Clause, found: list[Reading], best: Reading) -> list[Command] | None:
        """'Schedule lunch with Maria': no such task is there, and the verb may as well mean a new one."""
        added = next((each for each in found if each.sense == 'add' and each.verb and each.is_complete), None)
        talk = next(each for each in found if each.sense == 'talk')
        if added and added.score > talk.score and best.verb and best.verb.weight < _WEAK:
            return self._filled(clause, added)
        return None

    def _doubt(self, clause: Clause, found: list[Reading], best: Reading, made: list[Command]) -> Resolution | None:
        """The question to ask when another reading, which would do something else, comes too close."""
        rival = next((each for each in found if self._is_rival(each, best)), None)
        if rival is None or best.score - rival.score >= self._margin(best, made):
            return None
        try:
            second = self._filled(clause, rival)
        except (Unsure, Nothing, NoSuchPlace):
            return None
        if _effect(second) == _effect(made) or {made[0].operation, second[0].operation} <= _ANSWERS:
            return None
        about = self._notes.raw(clause.head, clause.tail)
        return to.Ask(Question(Missing.MEANING, made[0], readings=tuple(second[:1]), about=about))

    @staticmethod
    def _is_rival(each: Reading, best: Reading) -> bool:
        return each.operation is not best.operation and each.sense != 'talk' and not each.is_bare and each.is_complete

    @staticmethod
    def _margin(best: Reading, made: list[Command]) -> float:
        if best.sense not in CHANGES:
            return ANSWER_MARGIN
        several = any(len(command.ids) > 1 for command in made)
        if best.sense == 'delete' or several or 'grounded' not in best.evidence:
            return STAKES_MARGIN
        return CHANGE_MARGIN

    def _finds_nothing(self, best: Reading, made: list[Command]) -> bool:
        """A search whose words stand nowhere, from a sentence that may be no question about tasks at all."""
        query = made[0].query
        if query is None or not query.words or made[0].ids:
            return False
        weak = best.evidence.get('unexplained words', 0) > _MANY_UNEXPLAINED or 'nothing of ours' in best.evidence
        searched = best.verb is not None and best.verb.need == 'few'
        context = self._context
        return weak and not searched and not query.pick(context.index.tasks.values(), context.now, context.zone)

    def _could_be_a_title(self, best: Reading) -> bool:
        """'Finish my novel', 'start the car': a verb of ours, but no task of that name."""
        verb = best.verb
        if verb is None:
            return 'state after is' not in best.evidence
        placed = [each for each in self._notes.any_of(_PLACED, *best.object) if not isinstance(each.value, str)]
        if placed:
            return False
        if 'via status' in best.evidence or verb.need or verb.form != 'base' or best.sense in _NEVER_A_TITLE:
            return False
        if self._notes.begins(verb.last, *_POINTERS) or self._notes.plays(verb.last, 'number_word'):
            return False
        if best.sense == 'delete':
            return verb.weight < 1
        return best.sense in {'complete', 'start'} or 'a value' not in best.evidence


def _effect(commands: list[Command]) -> list[tuple[object, ...]]:
    return [(each.operation, each.ids, each.entries and each.entries[0].title, each.changes) for each in commands]


def _together(found: list[Resolution]) -> list[Resolution]:
    """Additions of one message as one, when they stand side by side."""
    made: list[Resolution] = []
    for each in found:
        if made and isinstance(each, to.Create) and isinstance(made[-1], to.Create):
            made[-1] = to.Create((*made[-1].entries, *each.entries))
        elif each not in made:
            made.append(each)
    return made
