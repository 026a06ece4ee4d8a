"""German word order: the verb is brought to the front, where the passes look for it, and its prefix back to it.

'Hak die Milch bitte ab' is read as 'abhaken die Milch bitte', 'kannst du die Milch löschen?' as 'kannst du löschen die
Milch?', 'die Milch nicht löschen' as 'nicht löschen die Milch'. Each word keeps its place in what was typed.
"""

from collections.abc import Sequence
from dataclasses import replace

from services.language.german.clause_order import JOINTS, ClauseOrder
from services.language.german.dates.words import VOCABULARY
from services.language.german.repairs import POINTING, PREPOSITIONS
from services.language.german.separable import FINITE, INFINITIVES, PREFIXES
from services.language.lexicon import SURE, Lexicon
from services.language.tokens import Kind, Token

_BEFORE_AN_ORDINAL = POINTING | PREPOSITIONS | {'zum', 'vom', 'ab', 'jeden'}
_ENDS = frozenset({'.', '!', '?', ';', ':'})
_NEAR_THE_START = 4


def arranged(text: str, tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with the verb of each clause at its front."""
    found: list[Token] = []
    for clause in _clauses(_with_ordinals(tokens), lexicon):
        found += ClauseOrder(text, clause, lexicon).arranged()
    return found


def _with_ordinals(tokens: Sequence[Token]) -> list[Token]:
    """The full stop after a number that counts belongs to it: 'am 3.', 'die 2. löschen', '3. März', '3.12.'."""
    found: list[Token] = []
    for at, token in enumerate(tokens):
        before = found[-1] if found else None
        if token.text == '.' and before and before.kind is Kind.NUMBER and before.end == token.start:
            led = len(found) > 1 and found[-2].text in _BEFORE_AN_ORDINAL
            follows = tokens[at + 1].text if at + 1 < len(tokens) else ''
            if led or '.' in before.text or follows in VOCABULARY.months:
                found[-1] = replace(before, end=token.end)
                continue
        found.append(token)
    return found


def _clauses(tokens: Sequence[Token], lexicon: Lexicon) -> list[list[Token]]:
    """The tokens between full stops, and between joints that follow a verb at the end or come before one."""
    found: list[list[Token]] = [[]]
    for at, token in enumerate(tokens):
        starts_anew = token.text in JOINTS and found[-1] and _is_joint(tokens, at, found[-1], lexicon)
        if starts_anew:
            found.append([])
        found[-1].append(token)
        if (token.kind is Kind.BREAK or token.text in _ENDS) and token.kind is not Kind.LITERAL:
            found.append([])
    return [clause for clause in found if clause]


def _is_joint(tokens: Sequence[Token], at: int, before: Sequence[Token], lexicon: Lexicon) -> bool:
    last = before[-1].text
    if last in INFINITIVES or (last in PREFIXES and _opens_with_verb(before, lexicon)):
        return len(before) > 1
    following = tokens[at + 1].text if at + 1 < len(tokens) else ''
    if following in JOINTS and at + 2 < len(tokens):
        following = tokens[at + 2].text
    return _is_imperative(following, lexicon) and following != last


def _opens_with_verb(clause: Sequence[Token], lexicon: Lexicon) -> bool:
    return any(_is_imperative(token.text, lexicon) for token in clause[:_NEAR_THE_START])


def _is_imperative(word: str, lexicon: Lexicon) -> bool:
    if word in FINITE:
        return True
    return any(
        phrase.kind == 'verb' and phrase.form == 'base' and len(phrase.words) == 1 and not word.endswith('en')
        for phrase in lexicon.phrases.get(word, ())
        if (phrase.words == (word,) and phrase.value not in {'help', 'add'})
        or (phrase.weight >= SURE and not phrase.need)
    )
