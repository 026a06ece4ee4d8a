"""What is no command: denials, wishes, lines that may be a task, and talk."""

import itertools
from dataclasses import replace

from services.language import resolutions as to
from services.language.commands import Changes, Command, Operation
from services.language.mentions import PERHAPS, stem, words_of
from services.language.queries import TaskLike
from services.language.reading.clauses import Clause
from services.language.reading.filling.filling import Filling
from services.language.reading.notes import Notes
from services.language.reading.readings import CHANGES, Reading
from services.language.reading.scene import Coverage, NoSuchPlace, Nothing, Scene, Unsure
from services.language.reading.targets import Targets, ids_of
from services.language.resolutions import Resolution
from services.values.vocabulary import Status

_COMMANDING = 0.8
_BEFORE_TELLING = frozenset({'greeting'})
_SMALL_IN_TELLING = frozenset({'small', 'self', 'be', 'past auxiliary', 'also', 'please', 'article', 'adverb', 'both'})
_SETS = frozenset({'quantifier', 'exception', 'thing'})
_TIMES = frozenset({'date', 'shift', 'number', 'range'})


class Talk:
    """Reads clauses in which nothing is asked for, or something is denied."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._notes = scene.notes
        self._context = scene.context

    # Denials

    def is_negated(self, clause: Clause, best: Reading) -> bool:
        """Whether a command is denied; 'no longer need' and 'is not done' mean something of their own."""
        if 'negated' not in best.evidence or best.sense not in CHANGES or 'denied state' in best.evidence:
            return False
        negations = self._notes.of('negation', clause.first, clause.tail)
        if best.verb is None:
            return True
        if best.sense in {'delete', 'reopen', 'defer'} and any(each.overlaps(best.verb) for each in negations):
            return False
        is_after = all(each.first >= best.verb.first for each in negations)
        return not (best.sense == 'reopen' and 'via status' in best.evidence and is_after)

    def denied(self, clause: Clause, best: Reading) -> list[Command] | Resolution:
        """'I have not finished the essay' reopens a completed one; any other command that is denied does nothing."""
        notes = self._notes
        is_told = best.verb is None or best.verb.form == 'past' or notes.any_plays(clause.head, clause.tail, 'self')
        if best.sense != 'complete' or not is_told:
            return to.Decline()
        first = max((each.last for each in notes.of('negation', clause.head, clause.tail)), default=clause.head)
        first = max(first, best.verb.last) if best.verb else first
        names = notes.raw(first, clause.tail) if first < clause.tail else notes.raw(clause.head, clause.tail)
        named = self._context.index.best(names, PERHAPS, prefers=_is_completed)
        done = [task for task in named if _is_completed(task)]
        if len(done) != 1:
            return to.Decline()
        changes = Changes(status=Status.PENDING)
        return [Command(Operation.REOPEN, notes.text, ids=(done[0].id,), changes=changes)]

    # Talk

    def read(self, clause: Clause, found: list[Reading]) -> list[Command] | Resolution:
        """A clause in which no command was found: an answer to what it may still be."""
        talk = next(each for each in found if each.sense == 'talk')
        if clause.asks or 'in a question' in talk.evidence or 'in a yes-no question' in talk.evidence:
            return to.Unknown()
        early = (
            self._denial(clause, found, talk)
            or self._told(clause)
            or self._row(clause)
            or self._verb_alone(clause, found)
        )
        if early:
            return early
        if self._says_too_little(clause, talk):
            return to.Unknown()
        bare = next(each for each in found if each.is_bare)
        if 'negated' in talk.evidence and notes_self(self._notes, clause):
            return to.Unknown()
        try:
            made = self._filled(clause, bare)
        except (Unsure, Nothing, NoSuchPlace):
            return to.Unknown()
        return made if is_wished(self._notes, clause, found) else _offered(made)

    def offer(self, clause: Clause, nothing: Nothing | None) -> Resolution:
        """Not understood, but it may be a new task: the offer holds all that was understood of it."""
        near = tuple(task.id for task in nothing.near) if nothing else ()
        if clause.asks or self._notes.begins(clause.head, 'question'):
            return to.Unknown(near=near)
        bare = Reading('add', None, (clause.head, clause.tail), [], {'bare': 1.0})
        try:
            return replace(_offered(self._filled(clause, bare)), near=near)
        except (Unsure, Nothing, NoSuchPlace):
            return to.Unknown(near=near)

    def _filled(self, clause: Clause, reading: Reading) -> list[Command]:
        return Filling(self._scene, clause).commands(reading)

    def _denial(self, clause: Clause, found: list[Reading], talk: Reading) -> list[Command] | Resolution | None:
        if 'negated' not in talk.evidence:
            return None
        mine = self._notes.any_plays(clause.head, clause.tail, 'self')
        for each in found:
            is_told = mine or each.verb is None or each.verb.form == 'past'
            if each.sense in CHANGES and is_told and 'grounded' in each.evidence:
                return self.denied(clause, each)
        commands = [each for each in found if each.sense in CHANGES and each.verb and each.verb.form == 'base']
        is_denied = any(
            'negated' in each.evidence and each.verb and each.verb.weight >= _COMMANDING for each in commands
        )
        return to.Decline() if is_denied else None

    def _told(self, clause: Clause) -> list[Command] | Resolution | None:
        """'I paid the rent', 'the rent is paid': the past of a title's own verb, with the rest of what it names."""
        notes = self._notes
        if notes.any_plays(clause.first, clause.tail, 'if', 'denies') or notes.of(
            'negation', clause.first, clause.tail
        ):
            return None
        if not clause.leads <= _BEFORE_TELLING:
            return None
        meant = self._meant(self._telling(clause.head, clause.tail))
        if not meant:
            return self._told_of_several(clause)
        command = Command(Operation.COMPLETE, notes.text, changes=Changes(status=Status.COMPLETED))
        if len(meant) > 1:
            choices = tuple(to.Choice(task.id, task.title, task.due) for task in meant)
            return to.Ask(to.Question(to.Missing.WHICH, command, choices))
        return [replace(command, ids=(meant[0].id,))]

    def _telling(self, first: int, last: int) -> list[str]:
        return [word for word in words_of(self._notes.raw(first, last)) if not self._is_small(word)]

    def _meant(self, said: list[str]) -> list[TaskLike]:
        return [task for task in self._context.index.best(' '.join(said), PERHAPS) if self._tells_of(task, said)]

    def _told_of_several(self, clause: Clause) -> list[Command] | None:
        """'I paid the rent and watered the plants', 'I paid the rent and the bill': all of them, or none."""
        notes = self._notes
        joints = [at for at in range(clause.head + 1, clause.tail) if notes.plays(at, 'joins_names')]
        tasks: list[TaskLike] = []
        verb: list[str] = []
        for a, b in itertools.pairwise([clause.head - 1, *joints, clause.tail]):
            said = self._telling(a + 1, b)
            meant = self._meant(said) or self._meant([*verb, *said])
            if len(meant) != 1:
                return None
            told = self._notes.lexicon.past_forms(self._notes.lexicon.verb_of_title(words_of(meant[0].title))[0])
            verb = [word for word in said if word in told] or verb
            tasks += [task for task in meant if task not in tasks]
        if len(tasks) < 2:  # noqa: PLR2004 - one is told of plainly
            return None
        changes = Changes(status=Status.COMPLETED)
        return [Command(Operation.COMPLETE, notes.text, ids=ids_of(tasks), changes=changes)]

    def _is_small(self, word: str) -> bool:
        return bool(self._notes.lexicon.roles.get(word, frozenset()) & _SMALL_IN_TELLING)

    def _tells_of(self, task: TaskLike, said: list[str]) -> bool:
        """Whether these words are the past of the title's first word and others of the title, nothing else."""
        lexicon = self._notes.lexicon
        verb, rest = lexicon.verb_of_title(words_of(task.title))
        past = lexicon.past_forms(verb) - {verb}
        told = [word for word in said if word in past]
        named = [word for word in said if word not in past]
        stems = {stem(word) for word in rest}
        return len(told) == 1 and bool(named) and all(stem(word) in stems for word in named)

    def _row(self, clause: Clause) -> list[Command] | None:
        """'The second one': a row of the list in sight, shown by itself."""
        if not self._context.shown:
            return None
        found = Targets(self._scene, Coverage(self._notes), 'show').numbered(clause.head, clause.tail)
        return [Command(Operation.SHOW, self._notes.text, ids=ids_of(found.tasks))] if found else None

    def _verb_alone(self, clause: Clause, found: list[Reading]) -> list[Command] | None:
        """'Add', 'delete': a command that lacks what it is about. Raises Unsure and Nothing."""
        commands = self._notes.commands_at(clause.head, weight=1.0)
        if not any(each.last == clause.tail for each in commands):
            return None
        alone = next((each for each in found if each.verb in commands and each.sense in {'add', *CHANGES}), None)
        return self._filled(clause, alone) if alone else None

    def _says_too_little(self, clause: Clause, talk: Reading) -> bool:
        notes = self._notes
        words = list(notes.words(clause.head, clause.tail))
        wished = {'wish', 'duty'} & clause.leads
        if len(words) < 2 and not wished:  # noqa: PLR2004 - one word is no thing to do
            return True
        dated = {at for each in notes.any_of(_TIMES, clause.head, clause.tail) for at in range(each.first, each.last)}
        if all(at in dated or notes.plays(at, 'small') for at in words):
            return True
        commanding = bool(notes.commands_at(clause.head, _COMMANDING)) and 'foreign object' in talk.evidence
        return commanding or notes.begins(clause.head, 'small talk')


def notes_self(notes: Notes, clause: Clause) -> bool:
    """Whether the person tells what they do or do not: 'I won't read it after all' is nothing to add."""
    return notes.plays(clause.head, 'self')


def is_wished(notes: Notes, clause: Clause, found: list[Reading]) -> bool:
    """Whether a wish is plainly for a new task: no command, no set, nothing of another world is in it."""
    talk = next(each for each in found if each.sense == 'talk')
    if 'duty' not in clause.leads or 'negated' in talk.evidence or notes.plays(clause.head, 'outside'):
        return False
    commanded = any(
        each.evidence.get('verb at the head', 0) >= _COMMANDING and each.sense in CHANGES and each.is_complete
        for each in found
    )
    foreign = [
        each
        for each in notes.of('elsewhere', clause.head, clause.tail)
        if each.first > clause.head and not notes.any_plays(each.first - 3, each.first, 'indefinite')
    ]
    is_foreign = bool(foreign) and 'foreign noun' in talk.evidence
    return not commanded and not is_foreign and not notes.any_of(_SETS, clause.head, clause.tail)


def _is_completed(task: object) -> bool:
    return getattr(task, 'status', None) is Status.COMPLETED


def _offered(made: list[Command]) -> to.Unknown:
    entries = tuple(entry for command in made for entry in command.entries)
    return to.Unknown(entries[0].title if entries else '', (), entries)
