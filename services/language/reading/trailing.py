"""A note at the end of a sentence: '…, note: ask for a quote', with the values that may stand behind it."""

from dataclasses import dataclass

from services.language.reading.notes import Annotation, Notes
from services.language.tokens import Kind

_SAID = frozenset({'date', 'priority', 'important'})
_VALUES = _SAID | {'start', 'priority word'}


@dataclass(frozen=True, slots=True)
class TrailingNote:
    """Where what stands before the note ends, the stretch of the note, and the values behind it."""

    before: int
    note: tuple[int, int]
    values: tuple[Annotation, ...] = ()


def trailing_note(notes: Notes, first: int, last: int) -> TrailingNote | None:
    """The note at the end of a stretch; it goes on to the end, except for values after a comma."""
    for mark in notes.of('note mark', first, last):
        if mark.first > first and _begins_a_note(notes, mark, first, last):
            start, before = mark.last, mark.first
            while start < last - 1 and not notes.is_word(start):
                start += 1
            while before > first and not notes.is_word(before - 1):
                before -= 1
            end = _end(notes, start, last)
            values = tuple(notes.any_of(_SAID, end, last))
            while end > start and notes.tokens[end - 1].kind is Kind.MARK and notes.tokens[end - 1].text in ',;':
                end -= 1
            return TrailingNote(before, (start, end), values)
    return None


def text_of(notes: Notes, said: TrailingNote) -> str:
    """The note itself, without the quotes around it."""
    quotes = notes.of('literal', *said.note)
    is_quote = len(quotes) == 1 and said.note[1] - said.note[0] == 1
    return str(quotes[0].value) if is_quote else notes.raw(*said.note).strip()


def _begins_a_note(notes: Notes, mark: Annotation, first: int, last: int) -> bool:
    """Whether the mark is led by a colon, stands apart, or follows a value; 'take the note along' names a thing."""
    if not any(notes.is_word(at) for at in range(mark.last, last)):
        return False
    if mark.last - mark.first > 1:
        return True
    valued = any(each.last == mark.first for each in notes.any_of(_VALUES, first, mark.first))
    apart = not notes.is_word(mark.first - 1) and notes.tokens[mark.first - 1].text != ':'
    if notes.tokens[mark.last].text == ':':
        is_one = not notes.lexicon.is_plural(notes.tokens[mark.first].text)
        return valued or apart or (is_one and not notes.plays(mark.first - 1, 'article', 'and'))
    if notes.plays(mark.last, 'comma', 'joins_names', 'to', 'list_of') or not notes.is_word(mark.last):
        return False
    return valued or (apart and not _lists_before(notes, first, mark.first - 1))


def _lists_before(notes: Notes, first: int, last: int) -> bool:
    """'Add pens, paper, note pads': several things are named one after the other."""
    valued = {at for each in notes.any_of(_VALUES, first, last) for at in range(each.first, each.last)}
    commas = [at for at in range(first, last) if notes.plays(at, 'comma')]
    return any(at + 1 not in valued and not notes.plays(at + 1, 'small', 'marks_priority', 'due') for at in commas)


def _end(notes: Notes, first: int, last: int) -> int:
    """Where the note ends: before the comma behind which there is nothing but values."""
    end = last
    for at in range(last - 1, first, -1):
        if notes.plays(at, 'comma') and _only_values(notes, at + 1, end):
            end = at
    return end


def _only_values(notes: Notes, first: int, last: int) -> bool:
    valued = {at for each in notes.any_of(_VALUES, first, last) for at in range(each.first, each.last)}
    words = list(notes.words(first, last))
    return bool(words) and all(at in valued or notes.plays(at, 'in_values') for at in words) and bool(valued)
