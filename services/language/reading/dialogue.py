"""The other half of a conversation: answers, choices, corrections and follow-ups are read from what came before."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from services.language import resolutions as to
from services.language.commands import Changes, Command, Operation
from services.language.context import Context, Waiting
from services.language.dates.when import When
from services.language.mentions import MentionIndex
from services.language.queries import Happening, Query
from services.language.reading.clauses import Clause, trimmed
from services.language.reading.entries import Entries
from services.language.reading.filling.changes import sense_of
from services.language.reading.filters import question_query
from services.language.reading.placing.values import PLACING
from services.language.reading.readings import OPERATIONS
from services.language.reading.scene import Coverage, NoSuchPlace, Nothing, Scene, Unsure
from services.language.reading.targets import Targets, ids_of, says_everything, waiting_meant
from services.language.reading.values import Values, moved_by
from services.language.resolutions import Missing, Question, Resolution
from services.language.tokens import Kind
from services.values.vocabulary import Status

_MOST_WORDS = 5
_LAST_HOUR = 12
_OTHER_COMMANDS = frozenset({'show', 'undo', 'redo', 'help', 'count'})
_POLITE = frozenset({'polite', 'request', 'polite end'})
_NOON = 12
_VALUES = frozenset({'date', 'priority', 'shift'})
_NOT_SAID_ALONE = frozenset({'goal', 'label', 'whole'})
_SAID_ALONE = frozenset({'start', 'takes'})
_CORRECTED = frozenset({'date', 'shift', 'important', 'undated'}) | PLACING
_NOT_DONE_TO_ANOTHER = frozenset({Operation.CREATE, Operation.DELETE, Operation.YES, Operation.UNDO, Operation.REDO})
_DONE_TO_ANOTHER = frozenset({
    Operation.COMPLETE, Operation.REOPEN, Operation.START, Operation.PRIORITISE, Operation.SCHEDULE,
    Operation.UNSCHEDULE, Operation.MOVE, Operation.LABEL, Operation.NEST, Operation.DEFER, Operation.ESTIMATE,
})  # fmt: skip
Answer = tuple[list[Command], list[Resolution]]
"""Commands to carry out, or what they come to already."""


class Dialogue:
    """Reads a message as part of the conversation before it is read as a sentence of its own."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._notes = scene.notes
        self._context = scene.context
        lexicon = scene.notes.lexicon
        self._answers = lexicon.answers
        self._said = ' '.join(token.text for token in scene.notes.typed if token.kind is not Kind.MARK)
        bare = trimmed(scene.notes, 0, len(scene.notes))
        words = ' '.join(
            token.text for token in scene.notes.tokens[bare.head : bare.tail] if token.kind is not Kind.MARK
        )
        self._bare = words if bare.leads <= _POLITE else self._said
        typed, silent = scene.notes.typed, frozenset({'filler', 'comma'})
        first = next(
            (at for at, token in enumerate(typed) if not lexicon.roles.get(token.text, frozenset()) & silent), 0
        )
        rest = typed[first:]
        self._unfilled = ' '.join(token.text for token in rest if token.kind is not Kind.MARK)

    def says(self, answer: str) -> bool:
        """Whether the whole message is one of these answers."""
        return {self._said, self._bare, self._unfilled} & self._answers.get(answer, frozenset()) != set()

    def answer(self, clause: Clause) -> Answer | None:
        """What the message comes to as an answer; None when it is a sentence of its own."""
        if self.says('redo'):
            return [Command(Operation.REDO, self._notes.text)], []
        pending = self._context.pending
        if pending and pending.missing is not Missing.APPROVAL:
            found = self._to_question(pending, clause)
            if found:
                return found
        if self._context.waiting and (found := self._to_waiting(self._context.waiting)):
            return found
        return self._yes_or_no() or self._part_taken_back(clause) or self._follow_up(clause)

    # Questions

    def _to_question(self, question: Question, clause: Clause) -> Answer | None:
        if self._is_no() and not self._corrects(clause):
            return [], [to.Decline()]
        if question.missing in {Missing.CONSENT, Missing.MEANING, Missing.WORDS}:
            return self._to_offer(question)
        if question.missing is Missing.WHICH:
            return self._only_choice(question) or self._choice(question)
        return self._value(question, clause)

    def _to_offer(self, question: Question) -> Answer | None:
        readings = [question.resume, *question.readings]
        number = self._only_number()
        if number and len(readings) > 1 and 0 < number <= len(readings):
            return [readings[number - 1]], []
        if (self.says('yes') or self.says('agreed')) and question.missing is Missing.CONSENT:
            return [question.resume, *question.more], []
        if amended := self._amended(question):
            return [amended], []
        if question.choices and question.missing is Missing.WORDS:
            return None
        if self.says('yes') and len(readings) > 1:
            return [], [to.Ask(question)]
        return None

    def _only_number(self, first: int = 0) -> int | None:
        notes = self._notes
        found = [each for kind in ('number', 'ordinal') for each in notes.of(kind, first)]
        plain = [
            at
            for at in notes.words(first, len(notes))
            if not notes.plays(at, 'names_task', 'per_number')
            and not any(each.first <= at < each.last for each in found)
        ]
        return int(str(found[0].value)) if len(found) == 1 and not plain else None

    def _amended(self, question: Question) -> Command | None:
        """'Make it Wednesday at 4', said of a task that is only offered: it is added with that."""
        resume, notes = question.resume, self._notes
        clause = trimmed(notes, 0, len(notes))
        if resume.operation is not Operation.CREATE or len(resume.entries) != 1 or clause.asks:
            return None
        first = clause.head
        while first < clause.tail and notes.plays(first, 'correction_lead') and not notes.begins(first, *_VALUES):
            first += 1
        changes = Values(notes, clause, Coverage(notes)).between(first, clause.tail) if first > clause.head else None
        if not changes or not (changes.when or changes.priority) or changes.status:
            return None
        entry, when = resume.entries[0], changes.when
        due = when.due(self._context.now, self._context.zone, entry.due) if when else entry.due
        return replace(resume, entries=(replace(entry, due=due, priority=changes.priority or entry.priority),))

    def _only_choice(self, question: Question) -> Answer | None:
        """A yes to the one task that was named; with several it says nothing."""
        if not question.choices or not self.says('yes'):
            return None
        if len(question.choices) > 1:
            return [], [to.Ask(question)]
        return [replace(question.resume, ids=(question.choices[0].id,))], []

    def _choice(self, question: Question) -> Answer | None:
        """The chosen ones of the tasks that were offered: by number, by name, by description, or all of them."""
        notes, context = self._notes, self._context
        if not question.choices or len(list(notes.words(0, len(notes)))) > _MOST_WORDS + 3:
            return None
        ids = tuple(choice.id for choice in question.choices)
        tasks = context.those(ids)
        offered = replace(
            context,
            tasks=tuple(tasks),
            shown=ids,
            mentioned=ids,
            selected=(),
            pending=None,
            index=MentionIndex(tasks, context.spoken.titles),
        )
        everything = [each for each in notes.of('quantifier') if each.value == 'all'] or notes.of('many')
        plain = [
            at
            for at in notes.words(0, len(notes))
            if not notes.plays(at, 'names_task', 'list_of', 'denies', 'small')
            and not any(each.first <= at < each.last for each in everything)
        ]
        if everything and not plain and not notes.of('negation'):
            return [replace(question.resume, ids=ids)], []
        if notes.of('negation') or notes.commands_at(0):
            return None
        return self._described_choice(question, offered)

    def _described_choice(self, question: Question, offered: Context) -> Answer | None:
        notes = self._notes
        first, last = self._inner(trimmed(notes, 0, len(notes)))
        try:
            found = Targets(Scene(notes, offered), Coverage(notes), 'choose').find(first, last)
        except Unsure:
            return None
        except NoSuchPlace as absent:
            return [], [to.NoPlace(absent.place)]
        except Nothing:
            return ([], [to.Ask(question)]) if self._only_number() else None
        return [replace(question.resume, ids=ids_of(found.tasks))], []

    def _inner(self, clause: Clause) -> tuple[int, int]:
        """The stretch without 'I mean' and 'it is'."""
        first, notes = clause.head, self._notes
        while (
            first < clause.tail - 1
            and notes.plays(first, 'correction_lead')
            and not notes.of('ordinal', first, first + 1)
            and not notes.of('number', first, first + 1)
        ):
            first += 1
        return first, clause.tail

    def _value(self, question: Question, clause: Clause) -> Answer | None:
        """A date, a priority, a title or a note, when the message is not a command of its own."""
        notes = self._notes
        if question.missing is Missing.DUE:
            return self._due(question)
        commands = notes.commands_at(clause.head)
        if commands and self._scene.grounds(clause.head + 1, clause.tail):
            return None
        if question.missing is Missing.PRIORITY:
            return self._priority(question, clause)
        if notes.begins(clause.head, 'question') or any(each.value in _OTHER_COMMANDS for each in commands):
            return None
        if question.missing is Missing.TITLE:
            return self._title(question, clause)
        return self._text(question)

    def _text(self, question: Question) -> Answer | None:
        """The whole message as a name or a note."""
        notes, resume = self._notes, question.resume
        if question.missing is Missing.PLACE_NAME and resume.place:
            name = notes.text.strip()
            named = replace(resume, place=replace(resume.place, name=name)) if resume.place.id is None else None
            return [named or replace(resume, what=name)], []
        field = {Missing.NAME: 'title', Missing.NOTE: 'note'}.get(question.missing)
        said = {field: notes.text.strip()} if field else {}
        return ([replace(resume, changes=replace(resume.changes, **said))], []) if said else None  # type: ignore[arg-type]

    def _priority(self, question: Question, clause: Clause) -> Answer | None:
        changes = Values(self._notes, clause, Coverage(self._notes)).between(clause.head, clause.tail)
        if not changes or not changes.priority:
            return None
        resume = question.resume
        return [replace(resume, changes=replace(resume.changes, priority=changes.priority))], []

    def _title(self, question: Question, clause: Clause) -> Answer | None:
        if any(
            each.first == clause.head and each.value == 'add'
            for each in self._notes.of('verb', clause.head, clause.tail)
        ):
            return None
        try:
            entries = Entries(self._scene, Coverage(self._notes)).read(clause.head, clause.tail)
        except Unsure:
            return None
        return [replace(question.resume, entries=tuple(entries))], []

    def _due(self, question: Question) -> Answer | None:
        notes, resume = self._notes, question.resume
        dates = [each for each in notes.of('date') if isinstance(each.value, When)]
        shifts = notes.of('shift')
        covered = {at for each in [*dates, *shifts] for at in range(each.first, each.last)}
        rest = [
            at
            for at in notes.words(0, len(notes))
            if at not in covered and not notes.plays(at, 'in_correction', 'small', 'please')
        ]
        rest = [at for at in rest if not any(each.first <= at < each.last for each in notes.of('closing'))]
        if len(dates) != 1 or rest:
            return None
        when: When = dates[0].value  # type: ignore[assignment]
        if resume.operation is Operation.CREATE:
            entry = (
                replace(resume.entries[0], due=when.due(self._context.now, self._context.zone))
                if resume.entries
                else None
            )
            return ([replace(resume, entries=(entry,))], []) if entry else None
        return [replace(resume, changes=replace(resume.changes, when=when, other_due=when.other))], []

    # Approvals

    def _to_waiting(self, waiting: Sequence[Waiting]) -> Answer | None:
        """A yes or no in any wording; with several that wait, to those that are named."""
        ids = tuple(each.id for each in waiting)
        if self.says('yes') or self.says('agreed'):
            everything = says_everything(self._notes, 0, len(self._notes))
            is_clear = len(waiting) == 1 or everything
            return [], [to.Confirm(ids) if is_clear else self._which_waits(waiting, Operation.YES)]
        if len(waiting) > 1 and not self.says('no') and (found := self._to_named(waiting)):
            return found
        return ([], [to.Decline(ids)]) if self._is_no() else None

    def _to_named(self, waiting: Sequence[Waiting]) -> Answer | None:
        """A yes or no to some of several; once they were listed, their number or title is enough."""
        notes, pending = self._notes, self._context.pending
        is_listed = pending is not None and pending.missing is Missing.APPROVAL
        answer, first = self._lead()
        if answer is None and pending is not None and is_listed and not notes.commands_at(0):
            answer = pending.resume.operation
        if answer is None:
            return None
        if any(notes.plays(at, 'reply_yes_but') for at in range(len(notes))):
            return None
        inner, last = self._inner(trimmed(notes, first, len(notes)))
        chosen = waiting_meant(self._scene, waiting, inner, last, is_listed=is_listed)
        if chosen is not None:
            return [], [to.Decline(chosen) if answer is Operation.NO else to.Confirm(chosen)]
        return ([], [self._which_waits(waiting, answer)]) if self._only_number(first) else None

    def _which_waits(self, waiting: Sequence[Waiting], answer: Operation) -> to.Ask:
        choices = tuple(to.Choice(each.id, each.said) for each in waiting)
        return to.Ask(Question(Missing.APPROVAL, Command(answer, self._notes.text), choices))

    def _lead(self) -> tuple[Operation | None, int]:
        """The yes or no that the message begins with before it goes on, and where it goes on."""
        words = [at for at in range(len(self._notes)) if self._notes.tokens[at].kind is not Kind.MARK]
        for size in (3, 2, 1):
            start = ' '.join(self._notes.tokens[at].text for at in words[:size])
            for answer, operation in (('yes', Operation.YES), ('no', Operation.NO)):
                if len(words) > size and start in self._answers[answer]:
                    return operation, words[size]
        return None, 0

    # Yes and no without a question

    def _is_no(self) -> bool:
        words = self._said.split(' ')
        if {self._said, self._bare, self._unfilled} & self._answers['no']:
            return True
        opening = any(' '.join(words[:size]) in self._answers['no start'] for size in (2, 1) if len(words) > size)
        if opening and any(' '.join(words[size:]) in self._answers['no'] for size in (1, 2)):
            return True
        return opening and len(words) <= 4 and not self._carries_values()  # noqa: PLR2004

    def _carries_values(self) -> bool:
        notes = self._notes
        kinds = frozenset({'date', 'priority', 'shift', 'important', 'mention', 'literal'})
        commands = [each for at in range(len(notes)) for each in notes.commands_at(at)]
        verbs = [each for each in commands if each.value not in {'undo', 'delete'}]
        return bool(notes.any_of(kinds)) or bool(verbs)

    def _corrects(self, clause: Clause) -> bool:
        return bool(self._notes.any_of(frozenset({'date', 'priority', 'shift'}), clause.head, clause.tail))

    def _yes_or_no(self) -> Answer | None:
        if self.says('yes'):
            return [], [to.Confirm()]
        if self.says('undone') and self._context.done:
            return [], [self._take_back()]
        if self._is_no() or self.says('wrong'):
            return [], [self._take_back() if self._context.done else to.Decline()]
        return None

    def _take_back(self) -> Resolution:
        """The offer to take the last change back; what was taken back would be done again."""
        done = self._context.done
        again = done is not None and done.operation is Operation.UNDO
        return to.Ask(Question(Missing.CONSENT, Command(Operation.REDO if again else Operation.UNDO, self._notes.text)))

    def about_deed(self, operation: Operation) -> Resolution | None:
        """'You deleted it', after it was: the offer to take that back; None when nothing of the kind was done."""
        done = self._context.done
        deleted = {Operation.DELETE, Operation.YES}
        is_that = done is not None and (done.operation is operation or {operation, done.operation} <= deleted)
        return self._take_back() if is_that else None

    def _part_taken_back(self, clause: Clause) -> Answer | None:
        """'Not the ficus', after several were completed: that one is opened again; any other change asks first."""
        notes, done = self._notes, self._context.done
        if done is None or len(done.ids) < 2 or done.operation in _NOT_DONE_TO_ANOTHER:  # noqa: PLR2004 - one of two
            return None
        denied = [each for each in notes.any_of(frozenset({'negation', 'exception'})) if each.first <= clause.first + 2]
        if not denied or notes.any_of(_VALUES) or notes.of('verb') or notes.of('meant'):
            return None
        words = [at for at in notes.words(denied[-1].last, len(notes)) if not notes.plays(at, 'small')]
        named = self._context.index.best(notes.raw(denied[-1].last, len(notes)), among=done.ids, prefers=lambda _: True)
        if len(named) != 1 or not all(self._context.index.near(notes.tokens[at].text) for at in words):
            return None
        if done.operation is not Operation.COMPLETE:
            return [], [self._take_back()]
        changes = Changes(status=Status.PENDING)
        return [Command(Operation.REOPEN, notes.text, ids=ids_of(named), changes=changes)], []

    # What goes on with the question before

    def _follow_up(self, clause: Clause) -> Answer | None:
        """'And tomorrow?', 'what about high?', 'only the urgent ones': the last filter with this part put in."""
        notes, asked = self._notes, self._context.asked
        leads = [each for each in notes.of('follow up') if each.first == 0]
        if asked is None or not leads:
            return None
        first = max(each.last for each in leads)
        while (
            first < len(notes) - 1
            and not any(each.first == first for each in notes.of('range'))
            and (notes.plays(first, 'article', 'definite', 'list_of') or not notes.is_word(first))
        ):
            first += 1
        try:
            query = question_query(self._scene, Coverage(notes), first, clause.tail, happened=Happening.DUE)
        except (Unsure, Nothing):
            return None
        if query.words or query.is_everything:
            return None
        return [Command(Operation.SHOW, notes.text, query=merged(asked, query))], []

    def correction(self, clause: Clause) -> list[Command] | None:
        """'Actually 10am', 'make that 4', 'not high, low': a bare value for the one task just touched."""
        notes, focus = self._notes, self._scene.focus
        if len(focus) != 1 or notes.of('question', clause.head, clause.tail) or self._only_asks(clause):
            return None
        first = clause.head
        while (
            first < clause.tail
            and (notes.plays(first, 'correction_lead') or not notes.is_word(first))
            and not notes.of('date', first, first + 1)
        ):
            if any(each.first == first for each in notes.any_of(_CORRECTED | _VALUES, first, clause.tail)):
                break
            first += 1
        if first >= clause.tail:
            return None
        stated = first > clause.head or clause.head > clause.first
        pointed = notes.of('one', clause.head, first) or not notes.of('verb', clause.head, first)
        if not pointed:
            return None
        return (
            self._amount(clause, first, stated=stated)
            or self._hour(clause, first, stated=stated)
            or self._bare_value(clause, first, stated=stated)
        )

    def _was_a_date(self, clause: Clause) -> bool:
        """After a date, 'make that two weeks' may be so long after it, or from when that was counted: it asks."""
        done = self._context.done
        further = self._notes.any_plays(clause.head, clause.last, 'further')
        return done is not None and done.changes.due is not None and done.changes.by is None and not further

    def _only_asks(self, clause: Clause) -> bool:
        """'Is it urgent?' changes nothing."""
        return clause.asks and self._notes.begins(clause.head, 'auxiliary')

    def _amount(self, clause: Clause, first: int, *, stated: bool) -> list[Command] | None:
        """After 'push it back two days', 'make that 4' is four days in place of two."""
        notes, done = self._notes, self._context.done
        if done is None or not done.changes.by or done.ids != ids_of(self._scene.focus):
            return None
        if not stated and not notes.plays(first, 'by'):
            return None
        said, unit = done.changes.by
        shifts = [each for each in notes.of('shift', first, clause.tail) if isinstance(each.value, tuple)]
        numbers = [each for kind in ('number', 'cardinal') for each in notes.of(kind, first, clause.tail)]
        found = shifts or numbers
        covered = {at for each in [*found, *notes.of('earlier')] for at in range(each.first, each.last)}
        plain = [at for at in notes.words(first, clause.tail) if at not in covered]
        if len(found) != 1 or any(not notes.plays(at, 'in_correction') for at in plain):
            return None
        value: tuple[int, str] = found[0].value if shifts else (int(str(found[0].value)), unit)  # type: ignore[assignment]
        many, new_unit = value
        before = moved_by(Changes(), -said, unit)
        after = moved_by(Changes(), many if said > 0 else -many, new_unit)
        if bool(before.months) != bool(after.months):
            return None
        shift = (before.shift or timedelta()) + (after.shift or timedelta())
        changes = replace(after, months=before.months + after.months, shift=shift or None)
        return [Command(Operation.SCHEDULE, notes.text, ids=done.ids, changes=changes)]

    def _hour(self, clause: Clause, first: int, *, stated: bool) -> list[Command] | None:
        """After 'at 3', 'make that 4' is an hour."""
        notes, task = self._notes, self._scene.focus[0]
        due = task.due
        numbers = [each for each in notes.of('number', first, clause.tail) if 0 < int(str(each.value)) <= _LAST_HOUR]
        plain = [at for at in notes.words(first, clause.tail) if not notes.plays(at, 'in_correction')]
        if len(numbers) != 1 or plain != [numbers[0].first] or not stated or not hasattr(due, 'hour'):
            return None
        local = due.astimezone(self._context.zone)  # type: ignore[union-attr]
        hour = int(str(numbers[0].value)) % _NOON + (_NOON if local.hour >= _NOON else 0)
        when = When(at=local.time().replace(hour=hour, minute=0, second=0, microsecond=0))
        return [Command(Operation.SCHEDULE, notes.text, ids=(task.id,), changes=Changes(when=when))]

    def _bare_value(self, clause: Clause, first: int, *, stated: bool) -> list[Command] | None:
        notes, task = self._notes, self._scene.focus[0]
        levels = list(notes.of('priority', clause.head, clause.tail))
        denied = [
            each for each in levels if notes.plays(each.first - 1, 'denies') or notes.plays(each.first - 2, 'denies')
        ]
        others = notes.any_of(_CORRECTED, clause.head, clause.tail)
        kept = [each for each in levels if each not in denied]
        values = [*others, *kept]
        covered = {at for each in [*values, *denied] for at in range(each.first, each.last)}
        plain = [
            at
            for at in notes.words(first, clause.tail)
            if at not in covered and not notes.plays(at, 'in_correction', 'denies')
        ]
        if plain or not values or (denied and not kept):
            return None
        if any(each.kind in _NOT_SAID_ALONE for each in values) and (clause.asks or not self._context.done):
            return None
        alone = not stated and clause.first == 0
        if not stated and not (
            alone
            and all(each.kind in _VALUES | _SAID_ALONE for each in values)
            and (self._context.done or all(each.kind in _SAID_ALONE for each in values))
        ):
            return None
        if denied:
            coverage = Coverage(notes)
            changes = Values(notes, clause, coverage).between(kept[0].first, kept[0].last)
        else:
            changes = Values(notes, clause, Coverage(notes)).between(min(each.first for each in values), clause.tail)
        if not changes:
            return None
        if changes.by and self._was_a_date(clause):
            raise Unsure(Missing.DUE, resume=Command(Operation.SCHEDULE, notes.text, ids=(task.id,)))
        operation = OPERATIONS[sense_of(changes)]
        return [Command(operation, notes.text, ids=(task.id,), changes=changes)]

    def to_another(self, clause: Clause) -> list[Command] | None:
        """'Also the rent', 'the milk as well': what was just done, done to another task too."""
        notes, done = self._notes, self._context.done
        if done is None or not done.ids or done.operation not in _DONE_TO_ANOTHER or clause.asks:
            return None
        also = any(notes.plays(at, 'also', 'and') for at in range(clause.first, clause.head))
        also = also or any(each.last > clause.tail for each in notes.of('closing', clause.tail, clause.last))
        if not also or notes.of('verb', clause.head, clause.tail) or notes.any_of(_VALUES, clause.head, clause.tail):
            return None
        try:
            found = Targets(self._scene, Coverage(notes), 'complete').find(clause.head, clause.tail)
        except (Unsure, Nothing):
            return None
        if len(found.tasks) != 1 or found.tasks[0].id in done.ids:
            return None
        by, due = done.changes.by, done.changes.due
        if isinstance(due, datetime) and not by:
            return None  # the time may be the one that the other task had before
        changes = moved_by(Changes(), *by) if by else done.changes
        return [replace(done, ids=ids_of(found.tasks), changes=changes, text=notes.text)]

    def other_task(self, clause: Clause) -> list[Command] | None:
        """'Not laundry, I meant the dishes': what was done is taken back and done to the other one."""
        notes, done = self._notes, self._context.done
        if done is None or not done.ids or done.operation in _NOT_DONE_TO_ANOTHER:
            return None
        meant = notes.of('meant')
        denied = [each for each in notes.of('negation') if each.first <= 2]  # noqa: PLR2004 - 'no, not that, …'
        first = max((each.last for each in meant), default=0)
        if not meant:
            commas = [at for at in range(len(notes)) if notes.plays(at, 'comma')]
            if not denied or not commas or commas[-1] < denied[-1].first:
                return None
            first = commas[-1] + 1
        last = clause.tail if clause.tail > first else len(notes)
        names = [at for at in notes.words(first, last) if not notes.plays(at, 'in_correction', 'denies')]
        if not names:
            return None
        try:
            found = Targets(self._scene, Coverage(notes), 'complete').find(first, last)
        except (Unsure, Nothing):
            return None
        if len(found.tasks) != 1 or found.tasks[0].id in done.ids:
            return None
        return [Command(Operation.UNDO, notes.text), replace(done, ids=ids_of(found.tasks), text=notes.text)]


def merged(asked: Query, more: Query) -> Query:
    """The filter asked before, with what was named now in its place."""
    statuses = more.statuses or asked.statuses
    if any(each.overdue for each in more.days):
        return replace(more, words=asked.words)
    if more.priorities and not more.days:
        return replace(asked, priorities=more.priorities, statuses=statuses, limit=None)
    priorities = more.priorities or (frozenset() if more.days else asked.priorities)
    return replace(asked, statuses=statuses, priorities=priorities, days=more.days or asked.days, limit=None)


def offered(context: Context, text: str) -> Command:
    """A command that would add the text as it stands."""
    return Command(Operation.CREATE, text, entries=(context.entry(text),))
