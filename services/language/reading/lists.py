"""Pass 2, lists: 'on my shopping list', 'from the list', 'my to-do list' name the one list there is."""

from services.language.reading.notes import Annotation, Notes
from services.language.tokens import Kind

_LONGEST_NAME = 4
_MOST_KINDS = 2
_NARROWING = ('status', 'priority', 'important', 'overdue', 'undated', 'quantifier', 'selected', 'verb', 'ordinal')


def note_lists(notes: Notes) -> None:
    """Note each list that is named, with the word that leads to it ('on', 'from') as its need."""
    at = 0
    while at < len(notes):
        size = _noun(notes, at)
        if not size:
            at += 1
            continue
        end = _end(notes, at, size)
        first, owned = _start(notes, at)
        at = max(end, at + 1)
        if size > 1 and not notes.plays(end - 1, 'list_word') and not owned:
            continue
        lead, first = _lead(notes, first)
        notes.add(Annotation('list', first, end, notes.said(first, end), 1.0, lead))


def _noun(notes: Notes, at: int) -> int:
    if notes.plays(at, 'list_noun'):
        return 1
    return (
        2
        if any(
            phrase.kind == 'thing'
            and len(phrase.words) == _MOST_KINDS
            and notes.said(at, at + 2) == ' '.join(phrase.words)
            for phrase in notes.lexicon.phrases.get(notes.tokens[at].text, ())
        )
        else 0
    )


def _end(notes: Notes, at: int, size: int) -> int:
    end = at + size
    if (size > 1 or notes.plays(at, 'todo_word')) and notes.plays(end, 'list_word'):
        end += 1
    if end < len(notes) and _is_kind(notes, end, len(notes)):
        return len(notes)
    if notes.plays(end, 'list_of') and notes.plays(end + 1, 'list_content'):
        end += 2
        while end < len(notes) and notes.plays(end, 'list_content_more'):
            end += 1
    return end


def _is_kind(notes: Notes, first: int, last: int) -> bool:
    """'My list to do': what the list is of stands behind it, and nothing else."""
    said = tuple(token.text for token in notes.tokens[first:last])
    return any(phrase.kind == 'thing' and phrase.words == said for phrase in notes.lexicon.phrases.get(said[0], ()))


def _start(notes: Notes, at: int) -> tuple[int, bool]:
    """Where the list's name begins, and whether an owner stands there ('my big list')."""
    first = at
    for _ in range(_LONGEST_NAME):
        if first == 0:
            break
        if notes.plays(first - 1, 'owner'):
            return first - 1, True
        if (
            notes.tokens[first - 1].kind is not Kind.WORD
            or notes.plays(first - 1, 'on_list_before')
            or _narrows(notes, first - 1)
        ):
            break
        first -= 1
    first = at
    while first and at - first < _MOST_KINDS and notes.plays(first - 1, 'list_kind'):
        first -= 1
    return first, False


def _narrows(notes: Notes, at: int) -> bool:
    """Whether a word says which tasks are meant, and is no part of a list's name: 'my completed tasks'."""
    return any(each.first <= at < each.last for kind in _NARROWING for each in notes.of(kind))


def _lead(notes: Notes, first: int) -> tuple[str, int]:
    if not first or not notes.plays(first - 1, 'list_place'):
        return '', first
    if notes.plays(first - 1, 'off'):
        more = first > 1 and notes.plays(first - 2, 'away')
        return 'off', first - 1 - more
    return 'onto' if notes.plays(first - 1, 'onto') else 'with', first - 1
