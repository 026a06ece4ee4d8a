"""Where the object of a change may end and its values begin. Attachment is a search: the decision tries each end."""

from services.language.reading.notes import Notes

_STARTS = frozenset({
    'date', 'priority', 'shift', 'status', 'range', 'important', 'start', 'past', 'clash', 'undated', 'overdue', 'goal',
    'label', 'whole', 'takes',
})  # fmt: skip


def splits(notes: Notes, first: int, last: int, *, everywhere: bool = False) -> list[int]:
    """The places, the longest object first; after a pronoun there is only one."""
    pronouns = [each for kind in ('one', 'many') for each in notes.of(kind, first, last) if each.first == first]
    for each in sorted(pronouns, key=lambda each: -each.last):
        end = each.last + notes.plays(each.last, 'one_word')
        if end < last:
            return [end]
    names_none = first + 2 < last and notes.plays(first, 'definite') and notes.plays(first + 1, 'singular')
    if names_none and (notes.plays(first + 2, 'before_value', 'be') or notes.begins(first + 2, *_STARTS)):
        return [first + 2]
    return _ends(notes, first, last, everywhere=everywhere)


def _ends(notes: Notes, first: int, last: int, *, everywhere: bool) -> list[int]:
    starts = [each for each in notes.any_of(_STARTS, first, last) if each.first > first]
    ends = {each.first for each in starts if not (each.kind == 'label' and _follows_a_label(notes, each.first))}
    ends |= {
        at
        for at in range(first + 1, last)
        if notes.plays(at, 'to', 'as') or notes.tokens[at].text in {':', '-', '->', '=>', '\u2192'}
    }
    ends |= {
        each.first
        for each in notes.of('verb', first + 1, last)
        if each.value in {'schedule', 'rename'} and (each.need == 'value' or each.last - each.first > 1)
    }
    if everywhere:
        ends |= {at for at in range(first + 1, last) if notes.plays(at, 'from', 'be')}
    trimmed = set()
    for end in ends:
        at = end
        while at - 1 > first and (
            notes.plays(at - 1, 'before_value', 'be', 'adverb', 'becomes') or notes.tokens[at - 1].text in {',', ':'}
        ):
            at -= 1
        trimmed |= {at, end - (notes.plays(end - 1, 'before_value', 'be') and end - 1 > first)}
    return [*sorted(trimmed, reverse=True), last]


def _follows_a_label(notes: Notes, at: int) -> bool:
    """'With work and home': the second of two labels is no value by itself."""
    while at and notes.plays(at - 1, 'joins_names'):
        at -= 1
    return notes.covers(at - 1, 'label')
