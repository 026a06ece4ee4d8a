"""What is said in German in a way of its own, put the way the passes read it, before the verb of a clause is moved."""

from collections.abc import Callable
from dataclasses import replace

from services.language.german.separable import INFINITIVES
from services.language.lexicon import Lexicon
from services.language.tokens import Kind, Token

POINTING = frozenset({'die', 'den', 'das', 'dem', 'der'})
_AFTER_A_POINTER = frozenset({
    'auf', 'als', 'bitte', 'auch', 'nicht', 'doch', 'mal', 'lieber', 'wieder', 'jetzt', 'zu', 'und', 'in', 'um', 'ab',
    'weg', 'raus', 'fuer', 'dringend', 'wichtig', 'hoch', 'ist', 'sind', 'war', 'erst', 'schon', 'noch', 'fertig',
    'erledigt', 'heute', 'morgen', 'uebermorgen', 'bis', 'von', 'aus', 'am', 'an', 'rueckgaengig', 'hinzu', 'faellig',
    'zurueck', 'dauert', 'braucht',
})  # fmt: skip
PREPOSITIONS = frozenset(
    {'auf', 'in', 'an', 'von', 'aus', 'mit', 'bei', 'zu', 'fuer', 'bis', 'nach', 'vor', 'um', 'am'}
)
_OBLIGING = frozenset({'muss', 'muessen', 'soll', 'sollen', 'sollte', 'sollten'})
_FINISHED = frozenset({'fertig', 'erledigt', 'abgeschlossen', 'durch'})
_NEEDED = frozenset({'brauche', 'brauch', 'brauchen'})

Repair = Callable[[str, list[Token], Lexicon], list[Token]]


def repaired(text: str, tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens of a clause after all repairs."""
    for repair in _REPAIRS:
        tokens = repair(text, tokens, lexicon)
    return tokens


def _relate(_: str, tokens: list[Token], __: Lexicon) -> list[Token]:
    """'Alles, was fällig ist' asks nothing."""
    found = list(tokens)
    for at in range(1, len(found)):
        before = next((token.text for token in reversed(found[:at]) if token.kind is Kind.WORD), '')
        follows = found[at + 1].text if at + 1 < len(found) else ''
        if found[at].text == 'was' and follows != 'mit' and before in {'alles', 'das'}:
            found[at] = replace(found[at], text='die')
    return found


def _make_whole(_: str, tokens: list[Token], __: Lexicon) -> list[Token]:
    """'Das Ganze' is one thing."""
    for at in range(1, len(tokens)):
        one, two = tokens[at - 1 : at + 1]
        if (one.text, two.text) == ('das', 'ganze'):
            return [*tokens[: at - 1], replace(one, text='es', end=two.end), *tokens[at + 1 :]]
    return tokens


def _oblige(_: str, tokens: list[Token], __: Lexicon) -> list[Token]:
    """'… muss bis morgen fertig sein' says when."""
    words = [token.text for token in tokens]
    is_state = len(words) > 1 and words[-1] in {'sein', 'werden'} and words[-2] in _FINISHED
    return tokens[:-2] if is_state and _OBLIGING & set(words) else tokens


def _need(_: str, tokens: list[Token], __: Lexicon) -> list[Token]:
    """'Brauche … nicht mehr' stands together."""
    words = [token.text for token in tokens]
    at = next((at for at, word in enumerate(words) if word in _NEEDED), None)
    if at is None or words[-2:] != ['nicht', 'mehr'] or words[at + 1 : -2] in ([], ['ich'], ['wir']):
        return tokens
    return [*tokens[: at + 1], *tokens[-2:], *tokens[at + 1 : -2]]


def _point(text: str, tokens: list[Token], _: Lexicon) -> list[Token]:
    """An article with no noun after it points at something: 'lösch die', 'den auf Freitag'."""
    return [
        replace(token, text='es') if token.text in POINTING and _points(text, tokens, at) else token
        for at, token in enumerate(tokens)
    ]


def _points(text: str, tokens: list[Token], at: int) -> bool:
    if at and tokens[at - 1].text in PREPOSITIONS:
        return False
    if at + 1 == len(tokens):
        return at > 0
    following = tokens[at + 1]
    is_verb = following.text in INFINITIVES and text[following.start].islower()
    return is_verb or following.kind in {Kind.MARK, Kind.BREAK} or following.text in _AFTER_A_POINTER


def _state(_: str, tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """'Ist erledigt.' states something; only with a question mark it asks."""
    words = [token for token in tokens if token.kind is Kind.WORD]
    if len(words) != 2 or words[0].text not in {'ist', 'sind'} or tokens[-1].text == '?':  # noqa: PLR2004 - as shown
        return tokens
    is_state = any(phrase.kind == 'status' for phrase in lexicon.phrases.get(words[1].text, ()))
    return [token for token in tokens if token is not words[0]] if is_state else tokens


_REPAIRS: tuple[Repair, ...] = (_relate, _make_whole, _oblige, _need, _point, _state)
