"""Pass 2. Everything that carries meaning, found independently, each with its place; overlaps are allowed."""

from dataclasses import replace

from services.language.dates.grammar import Reference
from services.language.lexicon import Lexicon, Phrase
from services.language.reading.lists import note_lists
from services.language.reading.notes import Annotation, Notes
from services.language.reading.times import note_times
from services.language.script import unquoted
from services.language.tokens import Kind, Token, tokens

_ARROWS = frozenset({'->', '=>', '\u2192'})
_TICKS = frozenset({'\u2713', '\u2714', '\u2705', '\u2611'})
_SILENT_IN_LISTS = frozenset(
    {
        'verb',
        'status',
        'auxiliary',
        'quantifier',
        'elsewhere',
        'closing',
        'memo',
        'order',
        'happened',
        'one',
        'thing',
        'attribute',
        'unoffered',
        'cardinal',
        'note mark',
        'calendar',
    }
)
_SLIP_WEIGHT = 0.85


def annotate(text: str, reference: Reference, lexicon: Lexicon) -> Notes:
    """Note all that the tables, the calendar and the lists know about a sentence."""
    typed = tokens(text)
    notes = Notes(text, lexicon.order(text, typed, lexicon), lexicon, typed)
    for at, token in enumerate(notes.tokens):
        _note_token(notes, at, token)
    note_lists(notes)
    note_times(notes, reference)
    _settle(notes)
    return notes


def _note_token(notes: Notes, at: int, token: Token) -> None:
    if token.kind is Kind.WORD:
        _note_words(notes, at, token)
    elif token.kind is Kind.NUMBER and token.text.isdecimal():
        notes.add(Annotation('number', at, at + 1, int(token.text)))
        _note_words(notes, at, token)
    elif token.kind is Kind.NUMBER:
        _note_words(notes, at, token)
    elif token.kind is Kind.LITERAL:
        notes.add(Annotation('literal', at, at + 1, unquoted(notes.text[token.start : token.end])))
    elif token.text in _ARROWS:
        notes.add(Annotation('verb', at, at + 1, 'schedule', 1.0, 'value', 'base'))
    elif token.text in _TICKS:
        notes.add(Annotation('status', at, at + 1, 'completed'))


def _note_words(notes: Notes, at: int, token: Token) -> None:
    found = [phrase for phrase in notes.lexicon.phrases.get(token.text, ()) if _stands(notes.tokens, at, phrase.words)]
    for phrase in found:
        notes.add(_annotation(phrase, at))
    if not found and (meant := notes.lexicon.correction(token.text)):
        corrected = replace(token, text=meant)
        around = [*notes.tokens[:at], corrected, *notes.tokens[at + 1 : at + 6]]
        for phrase in notes.lexicon.phrases.get(meant, ()):
            if phrase.kind in {'verb', 'status', 'priority', 'thing'} and _stands(around, at, phrase.words):
                notes.add(replace(_annotation(phrase, at), is_slip=True, weight=phrase.weight * _SLIP_WEIGHT))


def _stands(found: list[Token], at: int, words: tuple[str, ...]) -> bool:
    end = at + len(words)
    return end <= len(found) and all(found[at + k].text == word for k, word in enumerate(words))


def _annotation(phrase: Phrase, at: int) -> Annotation:
    return Annotation(phrase.kind, at, at + len(phrase.words), phrase.value, phrase.weight, phrase.need, phrase.form)


def _settle(notes: Notes) -> None:
    """Let the longer of two readings of the same words speak where the shorter is only a part of it."""
    lists, things = notes.of('list'), notes.of('thing')
    longer = [each for each in notes.annotations if each.last - each.first > 1 and each.kind in _LONG]
    kept = []
    for each in notes.annotations:
        size = each.last - each.first
        if each.kind in _SILENT_IN_LISTS and any(
            (each.kind != 'thing' or notes.any_plays(other.first, other.last, 'list_word'))
            and other.first <= each.first
            and each.last <= other.last
            and other.last - other.first > size
            for other in lists
        ):
            continue
        if each.kind in {'status', 'verb'} and any(
            each.overlaps(other) and other.last - other.first > size and each.first > other.first for other in things
        ):
            continue
        if each.kind in _PARTS and any(
            other.kind != each.kind
            and (each.kind != 'negation' or other.kind in _DENYING)
            and other.first <= each.first
            and each.last <= other.last
            and other.last - other.first > size
            for other in longer
        ):
            continue
        if each.kind in {'priority', 'status', 'ordinal', 'quantifier', 'order', 'undated', 'overdue'} and any(
            other.kind == each.kind
            and other.first <= each.first
            and each.last <= other.last
            and other.last - other.first > size
            for other in notes.annotations
        ):
            continue
        kept.append(_placed(notes, each))
    notes.keep(kept)


_LONG = frozenset(
    {
        'undated',
        'status',
        'order',
        'newest',
        'noted',
        'quantifier',
        'many',
        'per',
        'note mark',
        'other',
        'selected',
        'anymore',
        'priority',
        'exception',
        'start',
    }
)
_DENYING = frozenset({'start', 'undated', 'noted', 'exception', 'anymore', 'quantifier', 'note mark'})
_PARTS = frozenset(
    {
        'negation',
        'attribute',
        'status',
        'one',
        'ordinal',
        'quantifier',
        'exception',
        'priority word',
        'priority',
        'important',
        'thing',
        'cardinal',
        'many',
        'memo',
        'date',
        'elsewhere',
    }
)


def _placed(notes: Notes, each: Annotation) -> Annotation:
    """What a noun is worth where it stands: 'things to do in Rome' are no tasks, 'a list of songs' is not ours."""
    if each.kind == 'thing' and each.last - each.first > 1 and notes.plays(each.last, 'place_after'):
        return replace(each, kind='elsewhere')
    if each.kind == 'list' and not each.need and notes.plays(each.last, 'list_of'):
        head = notes.plays(each.first, 'some_list') or notes.plays(each.first, 'list_word')
        return replace(each, kind='new list') if head else each
    is_new = notes.any_plays(each.first - 1, each.last, 'new') and notes.plays(each.last - 1, 'list_word')
    if each.kind == 'list' and not each.need and is_new:
        return replace(each, kind='new list', value='new')
    return each
