"""What shall be added: without the list it goes to, one or several, each read as quick add reads it."""

import itertools
import re
from dataclasses import replace

from services.language.commands import Command, Operation
from services.language.entry import FIRST_PICTURE, Entry, entry_lines
from services.language.reading.notes import Annotation
from services.language.reading.scene import Coverage, Scene, Unsure
from services.language.resolutions import Missing
from services.language.tokens import Kind
from services.values.vocabulary import Priority

_LONGEST_ITEM = 6
_EDGES = ' \t\r\n,;:-\u2013\u2014>'
_CLOSED = re.compile(r'(?:(?<!\d)[ .!]|[ !])+\Z')
_LATER = frozenset({'date', 'start'})


class Entries:
    """Reads entries from the tokens of one clause."""

    def __init__(self, scene: Scene, coverage: Coverage) -> None:
        self._scene = scene
        self._notes = scene.notes
        self._coverage = coverage
        self._head_level: Priority | None = None

    def read(self, first: int, last: int) -> list[Entry]:
        """Every task that a stretch names. Raises Unsure when it names none, or says two things at once."""
        notes = self._notes
        first = self._after_marks(first, last)
        tail = self._place(first, last)
        outside: list[Annotation] = []
        if tail:
            outside = list(notes.any_of(_LATER, tail.last, last))
            self._coverage.use(tail)
            last, after = tail.first, (tail.last, last)
            while last - 1 > first and notes.plays(last - 1, 'is'):
                last -= 1
        else:
            after = (last, last)
        several, first = self._head(first, last)
        if first >= last or self._says_nothing(first, last):
            raise Unsure(Missing.TITLE, resume=Command(Operation.CREATE))
        parts = self._parts(first, last, several=several)
        extra = notes.raw(*after) if after[1] > after[0] and (outside or notes.of('priority', *after)) else ''
        entries = [self._one(a, b, extra) for a, b in parts]
        if self._head_level and len(entries) == 1:
            entries = [replace(entries[0], priority=entries[0].priority or self._head_level)]
        self._coverage.use_stretch(first, after[1])
        return _shared(entries, self._date_of_all(parts))

    def lines(self, first: int, last: int) -> list[Entry]:
        """One entry for each line."""
        notes, context = self._notes, self._scene.context
        text = notes.raw(first, last)
        self._coverage.use_stretch(first, last)
        return [context.entry(line) for line in entry_lines(text)]

    def _after_marks(self, first: int, last: int) -> int:
        while (
            first < last
            and self._notes.tokens[first].kind in {Kind.MARK, Kind.BREAK}
            and ord(self._notes.tokens[first].text[0]) < FIRST_PICTURE
        ):
            first += 1
        return first

    def _place(self, first: int, last: int) -> Annotation | None:
        """The list that it goes to, when nothing but a date or a priority follows."""
        notes = self._notes
        for each in reversed(notes.of('list', first, last)):
            after = {
                at
                for other in notes.any_of(frozenset({'date', 'priority', 'closing', 'priority word'}), each.last, last)
                for at in range(other.first, other.last)
            }
            rest = [at for at in notes.words(each.last, last) if at not in after]
            if each.need in {'onto', 'with'} and each.first > first and not rest:
                return each
        return None

    def _head(self, first: int, last: int) -> tuple[bool, int]:
        """Step over 'the following tasks:', 'a task called', 'to'; True when several are announced."""
        notes = self._notes
        colon = next(
            (at for at in range(first, min(last, first + 8)) if notes.tokens[at].text in {':', '\u2013', '-', '\n'}),
            None,
        )
        if (
            colon is not None
            and colon > first
            and all(
                notes.plays(at, 'head_words')
                or not notes.is_word(at)
                or any(each.within(at, at + 1) for each in notes.of('number'))
                for at in range(first, colon)
            )
            and colon + 1 < last
        ):
            plural = any(each.value == 'many' for each in notes.of('thing', first, colon)) or (
                notes.any_plays(first, colon, 'head_words')
                and not notes.any_plays(first, colon, 'singular')
                and not self._is_list(first, colon)
            )
            return plural, colon + 1
        several = False
        things = [
            each
            for each in notes.of('thing', first, last)
            if all(
                notes.plays(at, 'head_words', 'indefinite', 'new', 'owner') or self._is_level(at)
                for at in range(first, each.first)
            )
        ]
        if things:
            each = max((each for each in things if each.first == things[0].first), key=lambda each: each.last)
            follows = each.last < last
            single = (
                each.value == 'one'
                and (
                    (each.first == first and not notes.plays(each.last, 'list_word'))
                    or each.first > first
                    or notes.plays(each.last, 'title_start')
                    or notes.of('called', each.last, last)
                    or each.last - each.first > 1
                )
            ) or notes.tokens[min(each.last, last - 1)].text == ':'
            plural = (
                each.value == 'many'
                and not notes.plays(each.last, 'list_of', 'to', 'list_word')
                and (notes.any_plays(first, each.first, 'head_words') or each.first == first)
            )
            if follows and (single or plural):
                for level in notes.of('priority', first, each.first):
                    self._head_level = level.value if isinstance(level.value, Priority) else None
                    self._coverage.use(level)
                several, first = plural, each.last
            elif not follows and each.last == last:
                first = (
                    last
                    if all(
                        notes.plays(at, 'head_words', 'indefinite', 'new', 'owner') for at in range(first, each.first)
                    )
                    else first
                )
        first = self._after_causative(self._after_marks(first, last), last)
        for each in notes.of('called', first, last):
            if each.first == first and each.last < last:
                first = self._after_marks(each.last, last)
                break
        if first < last - 1 and notes.plays(first, 'title_start') and several is False:
            first += 1
            first += first < last - 1 and notes.plays(first, 'me') and notes.plays(first + 1, 'infinitive')
            first += first < last - 1 and notes.plays(first, 'infinitive')
        return several, self._after_marks(first, last)

    def _after_causative(self, first: int, last: int) -> int:
        """'(Have a reminder) set up for the rent'."""
        notes = self._notes
        made = [each.last for each in notes.of('verb', first, last) if each.first == first and each.value == 'add']
        return max((at for at in made if at + 1 < last and notes.plays(at, 'title_start')), default=first)

    def _is_list(self, first: int, last: int) -> bool:
        return bool(self._notes.of('list', first, last))

    def _is_level(self, at: int) -> bool:
        return any(
            each.first <= at < each.last
            for kind in ('priority', 'priority word', 'important')
            for each in self._notes.of(kind)
        )

    def _says_nothing(self, first: int, last: int) -> bool:
        """'It', 'a task', 'this one too': words that only point."""
        notes = self._notes
        if notes.of('literal', first, last):
            return False
        return all(
            (
                notes.plays(at, 'names_task', 'indefinite', 'also', 'new', 'to', 'me', 'in_correction')
                and not notes.plays(at, 'denies')
            )
            or any(
                each.first <= at < each.last
                for kind in ('one', 'thing', 'closing', 'many', 'date')
                for each in notes.of(kind, first, last)
            )
            for at in notes.words(first, last)
        ) and not any(ord(notes.tokens[at].text[0]) >= FIRST_PICTURE for at in range(first, last))

    def _parts(self, first: int, last: int, *, several: bool) -> list[tuple[int, int]]:
        """The stretches of single entries: lines, 'milk, eggs and bread', each with a date or priority of its own."""
        notes = self._notes
        joints = [
            at
            for at in range(first + 1, last - 1)
            if notes.plays(at, 'joins_names') and not (notes.plays(at, 'comma') and notes.plays(at + 1, 'and'))
        ]
        if not joints:
            return [(first, last)]
        parts = self._between(first, last, joints)
        if all(self._is_quoted(a, b) for a, b in parts):
            return parts
        parts = self._with_their_values(parts)
        if len(parts) == 1 or several:
            return parts
        valued = [self._has_value(a, b) for a, b in parts]
        if sum(valued) > 1:
            return self._up_to_values(parts, valued, first, last)
        again = [at for at in joints if notes.plays(at + 1, 'infinitive') and not notes.plays(at, 'comma')]
        if again:
            return [(a + notes.plays(a, 'infinitive'), b) for a, b in self._between(first, last, again)]
        commas = sum(notes.plays(at, 'comma') for at in joints)
        short = all(
            b - a <= _LONGEST_ITEM and not notes.plays(a, 'clause_no_split', 'nor', 'if', 'be') for a, b in parts
        )
        return parts if commas and len(parts) > 2 and short else [(first, last)]  # noqa: PLR2004 - two may be one title

    def _is_quoted(self, first: int, last: int) -> bool:
        """Whether a title in quotes stands there, with nothing but a date or a priority beside it."""
        quotes = self._notes.of('literal', first, last)
        return (
            len(quotes) == 1 and not self._is_wordy(first, quotes[0].first) and not self._is_wordy(quotes[0].last, last)
        )

    def _between(self, first: int, last: int, joints: list[int]) -> list[tuple[int, int]]:
        bounds = [first, *(at + 1 for at in joints), last]
        found = []
        for a, b in itertools.pairwise(bounds):
            start, end = a, b - (b != last)
            while end > start and self._notes.plays(end - 1, 'joins_names'):
                end -= 1
            while end - start > 1 and self._notes.plays(start, 'joins_names', 'then', 'also'):
                start += 1
            if end > start:
                found.append((start, end))
        return found

    def _with_their_values(self, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """', high priority' belongs to what stands before it."""
        found: list[tuple[int, int]] = []
        for a, b in parts:
            if found and not self._is_wordy(a, b) and not self._notes.of('literal', a, b):
                found[-1] = (found[-1][0], b)
            else:
                found.append((a, b))
        return found

    def _is_wordy(self, first: int, last: int) -> bool:
        notes = self._notes
        valued = {
            at
            for each in notes.any_of(frozenset({'date', 'start', 'priority', 'priority word', 'closing'}), first, last)
            for at in range(each.first, each.last)
        }
        return any(
            at not in valued and not notes.plays(at, 'small', 'marks_priority', 'be', 'in_values')
            for at in notes.words(first, last)
        )

    def _has_value(self, first: int, last: int) -> bool:
        return bool(self._notes.any_of(_LATER, first, last)) or any(
            self._is_marked(each) for each in self._notes.of('priority', first, last)
        )

    def _up_to_values(
        self, parts: list[tuple[int, int]], valued: list[bool], first: int, last: int
    ) -> list[tuple[int, int]]:
        found, start = [], first
        for at, (_, end) in enumerate(parts):
            if valued[at] and any(valued[at + 1 :]):
                found.append((start, end))
                start = parts[at + 1][0]
        return [*found, (start, last)]

    def _is_marked(self, each: Annotation) -> bool:
        """Whether a priority word says a priority here, and is no part of a title: it says so, or stands apart."""
        notes = self._notes
        if notes.tokens[each.first].text[:1] == 'p' and notes.tokens[each.first].text[1:].isdigit():
            return True
        near = notes.of('priority word')
        if any(
            other.first in {each.last, each.first} or other.last == each.first
            for other in near
            if other.kind == 'priority word' and not other.within(each.first, each.last)
        ):
            return True
        return (notes.plays(each.first - 1, 'marks_priority') and notes.plays(each.first - 1, 'be')) or (
            notes.tokens[each.first - 1].text in {'!', ','} and each.first > 0
        )

    def _one(self, first: int, last: int, extra: str) -> Entry:
        """One task, read as quick add reads it."""
        notes, context = self._notes, self._scene.context
        self._check_times(first, last)
        first += first < last - 1 and notes.plays(first, 'infinitive')
        levels, drop = self._levels(first, last)
        drop += self._stating(first, last)
        text = self._without(first, last, drop)
        lead = self._leading(first, last)
        if lead:
            text = f'{self._without(lead[1], last, drop)} {notes.raw(first, lead[0])}'
        entry = context.entry(f'{_CLOSED.sub("", text)} {extra}'.strip())
        quotes = notes.of('literal', first, last)
        title = (
            str(quotes[0].value)
            if len(quotes) == 1
            and not self._is_wordy(first, quotes[0].first)
            and not self._is_wordy(quotes[0].last, last)
            else notes.lexicon.titled(entry.title.strip(_EDGES))
        )
        return replace(entry, title=title or entry.title, priority=levels or entry.priority)

    def _leading(self, first: int, last: int) -> tuple[int, int] | None:
        """Where a date at the front ends and the title begins: 'tomorrow at 9 to take out the bins'."""
        notes = self._notes
        for each in notes.any_of(frozenset({'date', 'repeat', 'start'}), first, last):
            if each.first == first and each.last + 1 < last and notes.plays(each.last, 'infinitive'):
                return each.last, each.last + 1
            wishes = [
                lead.last
                for lead in notes.of('opening', each.last, last - 1)
                if lead.first == each.last and lead.value in {'duty', 'wish'}
            ]
            if each.first == first and wishes:
                return each.last, max(wishes)
        return None

    def _check_times(self, first: int, last: int) -> None:
        notes = self._notes
        for each in notes.of('past', first, last):
            if each.last >= last - 1 and (each.first > first):
                rest = self._scene.context.entry(notes.raw(first, each.first))
                raise Unsure(
                    Missing.CONSENT,
                    about=notes.raw(each.first, each.last),
                    resume=Command(Operation.CREATE, entries=(rest,)),
                )
        clashes = [
            each
            for each in notes.of('clash', first, last)
            if each.last >= last - 1 or (each.value is not None and not isinstance(each.value, str))
        ]
        if clashes:
            raise Unsure(
                Missing.DUE,
                about=notes.raw(clashes[0].first, clashes[0].last),
                resume=Command(
                    Operation.CREATE,
                    entries=(Entry(notes.raw(first, clashes[0].first).strip(_EDGES) or notes.raw(first, last)),),
                ),
            )
        dates = notes.of('date', first, last)
        said = [each for each in dates if each.form.startswith(self._scene.context.spoken.dates.due_leads)]
        days = {getattr(each.value, 'day', None) for each in dates} - {None}
        if len(days) > 1 and not said and all(self._stands_free(each, last) for each in dates):
            raise Unsure(Missing.DUE, about=', '.join(notes.raw(each.first, each.last) for each in dates))

    def _stands_free(self, each: Annotation, last: int) -> bool:
        return each.form != '' or each.last >= last or self._notes.plays(each.last, 'joins_names') or each.first == 0

    def _levels(self, first: int, last: int) -> tuple[Priority | None, list[tuple[int, int]]]:
        """The priority that stands apart ('…, and it is urgent', 'urgent: …') with the stretch to leave out."""
        notes, drop, level = self._notes, [], None
        for each in notes.any_of(frozenset({'priority', 'important'}), first, last):
            start, end = each.first, each.last
            labelled = start == first and end + 1 < last and notes.tokens[end].text == ':'
            while start > first and (
                notes.plays(start - 1, 'marks_priority', 'and', 'be')
                or notes.tokens[start - 1].text in {',', '!'}
                or any(other.within(start - 1, start) for kind in ('one', 'priority word') for other in notes.of(kind))
            ):
                start -= 1
            while end < last and (
                any(other.first == end for other in notes.of('priority word')) or notes.tokens[end].text == ')'
            ):
                end += 1
            named = any(other.within(start, end) for other in notes.of('priority word'))
            apart = (
                start < each.first
                and not self._is_wordy(end, last)
                and (notes.any_plays(start, each.first, 'be', 'comma') or '!' in notes.said(start, each.first))
            )
            if (labelled and each.kind == 'priority') or ((apart or named) and start > first - 1):
                level = each.value if isinstance(each.value, Priority) else None
                drop.append((start, end))
                self._coverage.use(each)
        return level, drop

    def _stating(self, first: int, last: int) -> list[tuple[int, int]]:
        """'It's' before 'due Friday', which says nothing by itself."""
        notes, found = self._notes, []
        for each in notes.of('date', first, last):
            at = each.first - 1
            if (
                at > first
                and notes.plays(at, 'be')
                and (notes.plays(at - 1, 'comma', 'and') or notes.plays(at - 2, 'comma', 'and'))
            ):
                start = at if notes.plays(at - 1, 'comma', 'and') else at - 1
                found.append((start - 1, at + 1))
        return found

    def _without(self, first: int, last: int, drop: list[tuple[int, int]]) -> str:
        notes, kept = self._notes, []
        at, stop = notes.bounds(first, last)
        for start, end in sorted(drop):
            kept.append(notes.text[at : max(at, notes.tokens[start].start)])
            at = max(at, notes.tokens[end - 1].end)
        kept.append(notes.text[at:stop])
        return re.sub(r'\s+', ' ', ' '.join(part.strip() for part in kept if part.strip())).strip(_EDGES)

    def _date_of_all(self, parts: list[tuple[int, int]]) -> bool:
        return (
            len(parts) > 1
            and bool(self._notes.any_of(_LATER, *parts[-1]))
            and not any(self._has_value(a, b) for a, b in parts[:-1])
        )


def _shared(entries: list[Entry], is_shared: bool) -> list[Entry]:
    """A date said once, at the end, is meant for all: 'buy milk, eggs and bread tomorrow'."""
    last = entries[-1]
    if not is_shared or last.due is None:
        return entries
    return [replace(entry, due=last.due, other_due=last.other_due) for entry in entries]
