"""One German clause with its verb at the front, its prefix back at it, and a denial before it."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from services.language.german.dates import DATES
from services.language.german.repairs import repaired
from services.language.german.separable import INFINITIVES, NEVER_A_PREPOSITION, SEPARATED
from services.language.lexicon import SURE, Lexicon, Phrase, VerbRow
from services.language.tokens import Kind, Token

JOINTS = frozenset({'und', ',', 'dann', 'oder'})

_CLEAR = 0.8
_SHORTEST_GOAL = 3  # auf die Liste
_NAMING = frozenset({'alle', 'alles', 'die', 'den', 'das', 'der', 'nummer', 'nr'})
_ACCUSATIVE = frozenset({'die', 'meine', 'unsere', 'den', 'meinen', 'unseren'})
_BEFORE_A_VALUE = frozenset({'auf', 'fuer'})
_FILLERS = frozenset(
    {'bitte', 'mal', 'doch', 'einfach', 'eben', 'schnell', 'kurz', 'mir', 'uns', 'halt', 'nochmal', 'schon', 'noch'}
)
_AFTER_THE_VERB = frozenset({
    'bitte', 'danke', 'mal', 'jetzt', 'sofort', 'gleich', 'schon', 'doch', 'ja', 'auch', 'heute', 'morgen',
})  # fmt: skip
_REMINDING = frozenset({('nicht', 'vergessen'), ('daran', 'denken'), ('dran', 'denken')})
_MADE_ANYWHERE = frozenset({'erstellen', 'aufnehmen', 'ergaenzen', 'einfuegen'})
_MADE_ON_A_DAY = frozenset({'anlegen'})
_OF_THE_LAST = frozenset({'zuruecknehmen', 'zurueckholen', 'zuruecksetzen', 'wiederholen', 'widerrufen'})
_THE_LAST = frozenset({
    'es', 'sie', 'das', 'alles', 'die', 'den', 'letzte', 'letzten', 'letztes', 'aenderung', 'schritt', 'aktion',
    'bitte', 'wieder', 'mal', 'eingabe', 'loeschung', 'doch', 'noch',
})  # fmt: skip
_NEGATIONS = frozenset({'nicht', 'nie', 'niemals', 'keinesfalls'})


class ClauseOrder:
    """One clause on its way to the order of the passes."""

    def __init__(self, text: str, tokens: list[Token], lexicon: Lexicon) -> None:
        self._text = text
        self._tokens = repaired(text, tokens, lexicon)
        self._lexicon = lexicon
        self._is_asked_for = False

    def arranged(self) -> list[Token]:
        """The clause with its verb at the front."""
        head = self._head()
        self._is_asked_for = any(token.kind is Kind.WORD and token.text not in JOINTS for token in self._tokens[:head])
        if self._is_phrase(head):
            return self._tokens
        tail = self._tail(head)
        if head >= tail:
            return self._tokens
        if not self._rejoin(head, tail):
            self._bring_forward(head, tail)
        self._drop_fillers(head)
        return self._tokens

    def _is_phrase(self, head: int) -> bool:
        """Whether the clause begins with a verb of several words, in their own order: 'vergiss nicht'."""
        return any(phrase.kind == 'verb' and len(phrase.words) > 1 for phrase in self._phrases(head))

    def _head(self) -> int:
        """Where the clause begins, after joints, marks and openings."""
        at, tokens = 0, self._tokens
        while at < len(tokens):
            if tokens[at].kind is Kind.MARK or tokens[at].text in JOINTS:
                at += 1
                continue
            size = max((len(each.words) for each in self._phrases(at) if each.kind == 'opening'), default=0)
            if not size or at + size >= len(tokens):
                return at
            at += size
        return at

    def _tail(self, head: int) -> int:
        """Where it ends, before marks and what is said after a verb at the end."""
        tail = len(self._tokens)
        while tail > head and (
            self._tokens[tail - 1].kind in {Kind.MARK, Kind.BREAK} or self._tokens[tail - 1].text in _AFTER_THE_VERB
        ):
            tail -= 1
        return tail

    def _rejoin(self, head: int, tail: int) -> bool:
        """'Hak … ab', 'mach … rückgängig': the verb and its prefix become one word again."""
        tokens = self._tokens
        for start in range(head, min(head + 2, tail)):
            verb = tokens[start]
            if verb.kind is not Kind.WORD or (start > head and tokens[head].text not in _FILLERS | _NEGATIONS):
                continue
            for at in range(tail - 1, start, -1):
                whole = SEPARATED.get((verb.text, tokens[at].text))
                is_last = at == tail - 1 or tokens[at + 1].text in {',', 'dass'}
                others = [token.text for token in (*tokens[start + 1 : at], *tokens[at + 1 : tail])]
                if whole and _is_meant(whole, others) and (is_last or tokens[at].text in NEVER_A_PREPOSITION):
                    self._tokens = [
                        *tokens[:start],
                        replace(verb, text=whole),
                        *tokens[start + 1 : at],
                        *tokens[at + 1 :],
                    ]
                    self._deny(start)
                    return True
        is_heading = 'heading' in self._lexicon.roles.get(tokens[head].text, frozenset())
        is_verb = self._is_verb(tokens[head].text) and not is_heading
        if is_verb:
            self._deny(head)
        return is_verb

    def _deny(self, verb: int) -> None:
        """'Lösch die Milch nicht': a denial at the end, or right after the verb, goes before it."""
        tokens = self._tokens
        tail = self._tail(verb)
        for at in (tail - 1, verb + 1):
            follows = tokens[at + 1].text if at + 1 < len(tokens) else ''
            is_plain = at == tail - 1 or not any(
                phrase.kind in {'status', 'priority', 'important'} for phrase in self._lexicon.phrases.get(follows, ())
            )
            if verb < at < len(tokens) and tokens[at].text in _NEGATIONS and is_plain and follows != 'mehr':
                self._tokens = [*tokens[:verb], tokens[at], *tokens[verb:at], *tokens[at + 1 :]]
                return

    def _bring_forward(self, head: int, tail: int) -> None:
        """'… die Milch löschen', '… rückgängig machen': the verb at the end, or before its value, is read first."""
        tokens = self._tokens
        if tail - head > len(('nicht', 'vergessen')) and (tokens[tail - 2].text, tokens[tail - 1].text) in _REMINDING:
            self._tokens = [*tokens[:head], *tokens[tail - 2 : tail], *tokens[head : tail - 2], *tokens[tail:]]
            return
        last = next(
            (
                at
                for at in range(tail - 1, head - 1, -1)
                if tokens[at].text in INFINITIVES and (at == tail - 1 or tokens[at + 1].text in _BEFORE_A_VALUE)
            ),
            None,
        )
        if last is None:
            if not self._asks(head):
                self._supply(head, tail)
            return
        if self._asks(head, tokens[last].text):
            return
        verb, first = tokens[last], last
        whole = SEPARATED.get((verb.text, tokens[last - 1].text)) if last - 1 >= head else None
        if whole:
            verb, first = replace(verb, text=whole, start=tokens[last - 1].start), last - 1
        after = tokens[last + 1 :]
        is_zu = first > head and tokens[first - 1].text == 'zu'
        if is_zu or not self._is_command(verb, tokens[head:first] + after):
            return
        inner = tokens[head:first]
        denied = next((at for at in (len(inner) - 1, 0) if inner and inner[at].text in _NEGATIONS), None)
        denial = [] if denied is None else [inner.pop(denied)]
        self._tokens = [*tokens[:head], *denial, verb, *inner, *after]

    def _supply(self, head: int, tail: int) -> None:
        """'Milch auf die Liste', 'alles von heute auf morgen': the verb that goes without saying."""
        tokens = self._tokens
        words = [token.text for token in tokens[head:tail]]
        if tokens[-1].text == '?' or any(self._is_verb(word) for word in words):
            return
        goes_onto = len(words) > _SHORTEST_GOAL and words[-1].endswith(('liste', 'zettel')) and words[-2] in _ACCUSATIVE
        if goes_onto and words[-3] in {'auf', 'in'}:
            verb = 'setzen'
        elif (words[0] in _NAMING or words[0].isdigit()) and _moves(words):
            verb = 'verschieben'
        else:
            return
        start = tokens[head].start
        self._tokens = [*tokens[:head], Token(verb, start, start, Kind.WORD), *tokens[head:]]

    def _phrases(self, at: int) -> list[Phrase]:
        """What the words from a place on may mean."""
        words = tuple(token.text for token in self._tokens[at:])
        found = self._lexicon.phrases.get(words[0], ()) if words else ()
        return [phrase for phrase in found if words[: len(phrase.words)] == phrase.words]

    def _is_verb(self, word: str) -> bool:
        return any(
            phrase.kind == 'verb' and len(phrase.words) == 1 and phrase.form == 'base'
            for phrase in self._lexicon.phrases.get(word, ())
        )

    def _is_command(self, verb: Token, others: Sequence[Token]) -> bool:
        """Whether the verb is meant: it is sure by itself, or what it needs is there."""
        rest = [token.text for token in others]
        is_framed = self._is_asked_for or _names_a_task(rest)
        is_dated = any(word in DATES.starts for word in rest)
        if verb.text in _MADE_ANYWHERE and not is_framed:
            return False
        if verb.text in _MADE_ON_A_DAY and not (is_framed or is_dated):
            return False
        if not _is_meant(verb.text, rest):
            return False
        return any(self._has_what_it_needs(row, rest) for row in INFINITIVES[verb.text])

    def _has_what_it_needs(self, row: VerbRow, rest: list[str]) -> bool:
        if not row.need:
            return row.weight >= _CLEAR
        if row.need in {'list', 'off'}:
            return any('list' in word or word.endswith('zettel') for word in rest)
        if row.need in {'label', 'length', 'when', 'goal'}:
            return row.weight >= _CLEAR and self._is_asked_for  # else 'Ostereier verstecken' is something to do
        if row.need == 'me':
            return any(word in {'mich', 'mir', 'uns'} for word in rest)
        if row.need == 'value':
            return any(word in _BEFORE_A_VALUE for word in rest) or any(
                phrase.kind in {'priority', 'important', 'status', 'undated'}
                for word in rest
                for phrase in self._lexicon.phrases.get(word, ())
            )
        return False

    def _asks(self, head: int, verb: str = '') -> bool:
        """Whether the clause begins with a question, or with words that add what follows: 'Aufgabe: Fotos löschen'."""
        adds = any(row.sense == 'add' for row in INFINITIVES.get(verb, ()))
        return any(
            phrase.kind == 'question'
            or (phrase.kind == 'verb' and phrase.value in {'add', 'count'} and phrase.weight >= SURE and not adds)
            for phrase in self._phrases(head)
        )

    def _drop_fillers(self, head: int) -> None:
        """'Zeig mir bitte mal …', 'löschen Sie …': words that only soften what was said."""
        tokens = self._tokens
        while head < len(tokens) and tokens[head].text in _NEGATIONS:
            head += 1
        if head >= len(tokens) or tokens[head].text.startswith('erinner'):
            return
        at = head + 1
        is_verb = any(phrase.kind == 'verb' for phrase in self._lexicon.phrases.get(tokens[head].text, ()))
        while (
            is_verb
            and at < len(tokens)
            and (
                tokens[at].text in _FILLERS
                or (at == head + 1 and self._text[tokens[at].start : tokens[at].end] == 'Sie')
            )
        ):
            del tokens[at]
        self._tokens = tokens


def _is_meant(verb: str, others: Sequence[str]) -> bool:
    """Whether a verb that takes something back is about what was done here: 'nimm das zurück', not 'Ware …'."""
    return verb not in _OF_THE_LAST or _THE_LAST.issuperset(others)


def _names_a_task(words: Sequence[str]) -> bool:
    return any(
        word.endswith(('liste', 'zettel', 'aufgabe', 'aufgaben', 'todo', 'eintrag', 'erinnerung')) for word in words
    )


def _moves(words: Sequence[str]) -> bool:
    """Whether 'auf' leads to a day or a time."""
    return any(one == 'auf' and two in DATES.starts for one, two in pairwise(words[1:]))
