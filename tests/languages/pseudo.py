"""Tandem in a language that nobody speaks: every word of the pages in brackets, so that what has none stands out.

Run as a program it is Tandem itself with that language in place of English.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

if __name__ in {'__main__', '__mp_main__'}:
    sys.path.insert(0, str(Path(__file__).parents[2]))

from components.words import LANGUAGES, Words

_NOT_SPOKEN = {'CODE', 'THOUSANDS', 'REFUSALS'}


def bracketed(value: Any) -> Any:
    """The same, with every text in brackets."""
    if isinstance(value, str):
        return f'⟦{value}⟧'
    if isinstance(value, Mapping):
        return {key: bracketed(inner) for key, inner in value.items()}
    return tuple(bracketed(inner) for inner in value)


def pseudo_language() -> Words:
    names = [name for name in dir(Words) if name.isupper() and name not in _NOT_SPOKEN]
    return type('Pseudo', (Words,), {name: bracketed(getattr(Words, name)) for name in names})()


if __name__ in {'__main__', '__mp_main__'}:
    LANGUAGES['en'] = pseudo_language()

    from app.cli import run

    sys.exit(run(sys.argv[1:]))
