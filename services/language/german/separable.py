"""The verbs of commands by their infinitive, and which finite form and prefix make one: 'hak … ab' is 'abhaken'."""

from collections.abc import Iterator

from services.language.german.forms import SEPARABLE, finite_forms, parts_of
from services.language.german.verbs import VERBS
from services.language.lexicon import VerbRow
from services.language.script import folded


def _verbs() -> Iterator[tuple[str, VerbRow]]:
    for row in VERBS:
        for verb in row.verbs.split('|'):
            if ' ' not in verb and verb.endswith('n'):
                yield verb, row


def _rows() -> dict[str, list[VerbRow]]:
    found: dict[str, list[VerbRow]] = {}
    for verb, row in _verbs():
        if row.need != 'asks':
            found.setdefault(folded(verb), []).append(row)
    return found


def _separated() -> dict[tuple[str, str], str]:
    found = {}
    for verb, _ in _verbs():
        prefix, rest = parts_of(verb)
        imperatives = [form for form, kind in finite_forms(rest).items() if kind == 'base'] if prefix else []
        found.update({(folded(form), folded(prefix)): folded(verb) for form in imperatives})
    return found


INFINITIVES = _rows()
"""The rows of the table that hold a verb, by its infinitive."""

SEPARATED = _separated()
"""The infinitive, by its finite form and its prefix."""

FINITE = frozenset(form for form, _prefix in SEPARATED)
PREFIXES = frozenset(map(folded, SEPARABLE))
NEVER_A_PREPOSITION = frozenset(
    {'hinzu', 'dazu', 'weg', 'raus', 'runter', 'heraus', 'herunter', 'rueckgaengig', 'fertig', 'zurueck', 'rein'}
)
"""Prefixes that are one wherever they stand; the others are only at the end of a clause."""
