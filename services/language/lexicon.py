"""What the words of a language can mean, made from its tables: phrases by their first word, roles by word.

A language is a folder of tables beside this file. Its rows are plain text: phrases, separated by `|`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from services.language.script import folded
from services.language.tokens import Token

LETTERS_FOR_A_SLIP = 4
"""A shorter word is taken as it stands: too many others are one letter away."""

LONGEST_WITH_A_SLIP = 40
"""A longer word is taken as it stands, so that the work does not grow with the square of its letters."""

SURE = 0.9
"""From this weight on a verb gives a command by itself."""


class VerbRow(NamedTuple):
    """Verbs of one sense: how much they weigh alone, and what they need around them to have it.

    Needs: 'me' ("remind me"), 'me to' ("tell me to"), 'list' (a list is named), 'thing' (a word for tasks is the
    object), 'off' and 'down' (a particle follows), 'set' (a set or a list), 'value' (a date, priority or status),
    'when' (a date), 'length' (how long it takes), 'label' (a label), 'goal' (a list to go to), 'asks' (a question),
    'few' (a short object), 'no place' (no word of place follows, unless a list is named), '' (nothing).
    """

    sense: str
    weight: float
    need: str
    verbs: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """One meaning of some words; `form` tells a verb's: base, s, past or ing."""

    words: tuple[str, ...]
    kind: str
    value: object = None
    weight: float = 1.0
    need: str = ''
    form: str = ''


def phrases_in(row: str) -> list[str]:
    """The phrases of a table's row."""
    return [phrase for part in folded(row).split('|') if (phrase := part.strip())]


Order = Callable[[str, Sequence[Token], 'Lexicon'], list[Token]]
"""Brings the tokens of a text into the order in which they are read."""


def as_it_stands(_: str, tokens: Sequence[Token], __: 'Lexicon') -> list[Token]:
    """The order of a language whose commands begin with the verb."""
    return list(tokens)


def first_word(words: list[str]) -> tuple[str, list[str]]:
    """The verb of a title in a language that says it first, and the other words."""
    return (words[0], words[1:]) if words else ('', [])


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language, ready for the passes."""

    code: str
    phrases: Mapping[str, tuple[Phrase, ...]]
    roles: Mapping[str, frozenset[str]]
    answers: Mapping[str, frozenset[str]]
    slips: Mapping[str, tuple[str, ...]] = field(repr=False)
    known: frozenset[str] = field(repr=False)
    past_forms: Callable[[str], frozenset[str]] = field(repr=False)
    verb_of_title: Callable[[list[str]], tuple[str, list[str]]] = field(repr=False)
    order: 'Order' = field(repr=False)
    titled: Callable[[str], str] = field(repr=False)
    letters_for_a_slip: int
    is_plural: Callable[[str], bool] = field(repr=False)
    is_adverb: Callable[[str], bool] = field(repr=False)
    list_in_word: Callable[[str], str] = field(repr=False)

    @classmethod
    def of(
        cls,
        code: str,
        *,
        verbs: Iterable[VerbRow],
        words: Iterable[tuple[str, object, str]],
        openings: Mapping[str, str],
        closings: Mapping[str, str],
        answers: Mapping[str, str],
        roles: Mapping[str, str],
        forms: Callable[[str], Mapping[str, str]],
        past_forms: Callable[[str], frozenset[str]],
        verb_of_title: Callable[[list[str]], tuple[str, list[str]]] = first_word,
        order: 'Order' = as_it_stands,
        titled: Callable[[str], str] = str,
        letters_for_a_slip: int = LETTERS_FOR_A_SLIP,
        no_slips: str = '',
        is_plural: Callable[[str], bool] = lambda _: False,
        is_adverb: Callable[[str], bool] = lambda _: False,
        list_in_word: Callable[[str], str] = lambda _: '',
    ) -> 'Lexicon':
        """Make a language of its tables.

        `forms` gives the forms of a verb and `past_forms` those of its past, `verb_of_title` divides a title's words
        into the verb and the others, `order` brings a sentence into the order that the passes read, the verb first,
        `titled` makes a title of what was said, `is_plural` tells the plural of a noun, and
        `is_adverb` what is one by its form, and `list_in_word` gives the name in a word that also says it is a list.
        Words of fewer than `letters_for_a_slip` letters, and the words of `no_slips`, are taken as they stand.
        """
        found = [
            *_verb_phrases(verbs, forms),
            *(_phrase(words_of_row, kind, value) for kind, value, row in words for words_of_row in phrases_in(row)),
            *(_phrase(each, 'opening', value) for value, row in openings.items() for each in phrases_in(row)),
            *(_phrase(each, 'closing', value) for value, row in closings.items() for each in phrases_in(row)),
        ]
        made: dict[str, list[Phrase]] = {}
        for phrase in found:
            made.setdefault(phrase.words[0], []).append(phrase)
        by_word: dict[str, set[str]] = {}
        for role, row in roles.items():
            for word in folded(row).split():
                by_word.setdefault(word, set()).add(role)
        known = {word for phrase in found for word in phrase.words} | by_word.keys() | set(folded(no_slips).split())
        return cls(
            code,
            {first: tuple(rows) for first, rows in made.items()},
            {word: frozenset(parts) for word, parts in by_word.items()},
            {name: frozenset(phrases_in(row)) for name, row in answers.items()},
            _slips_of({phrase.words[0] for phrase in found if _is_correctable(phrase)}),
            frozenset(known),
            past_forms,
            verb_of_title,
            order,
            titled,
            letters_for_a_slip,
            is_plural,
            is_adverb,
            list_in_word,
        )

    @property
    def has_verb_first(self) -> bool:
        """Whether a sentence says its verb before what it is about, also in a question."""
        return self.verb_of_title is first_word

    def correction(self, word: str) -> str | None:
        """The word of a command that this one is a slip of: a letter lost, added, changed or swapped; else None."""
        if len(word) < self.letters_for_a_slip or word in self.known:
            return None
        near = {
            known
            for key in without_a_letter(word)
            for known in self.slips.get(key, ())
            if abs(len(known) - len(word)) <= 1 and known[0] == word[0]
        }
        return min(near, key=lambda known: (sorted(known) != sorted(word), known)) if near else None


def _phrase(text: str, kind: str, value: object) -> Phrase:
    return Phrase(tuple(text.split()), kind, value)


def _verb_phrases(rows: Iterable[VerbRow], forms: Callable[[str], Mapping[str, str]]) -> Iterator[Phrase]:
    for row in rows:
        for verb in phrases_in(row.verbs):
            for form, tense in forms(verb).items():
                yield Phrase(tuple(folded(form).split()), 'verb', row.sense, row.weight, row.need, tense)


def _is_correctable(phrase: Phrase) -> bool:
    """Whether a slip in it is forgiven: single words that a command hangs on."""
    if len(phrase.words) > 1:
        return False
    if phrase.kind == 'verb':
        return phrase.weight >= SURE and not phrase.need
    return phrase.kind in {'status', 'priority', 'thing'}


def without_a_letter(word: str) -> set[str]:
    """The word, and what is left of it without any one letter: equal ones are a slip apart."""
    if len(word) > LONGEST_WITH_A_SLIP:
        return {word}
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _slips_of(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    slips: dict[str, list[str]] = {}
    for word in sorted(words):
        if len(word) >= LETTERS_FOR_A_SLIP:
            for key in without_a_letter(word):
                slips.setdefault(key, []).append(word)
    return {key: tuple(found) for key, found in slips.items()}
