"""Helpers to write the patterns of a language."""

import re
from collections.abc import Iterable


def vocabulary(*lines: str) -> frozenset[str]:
    """The words that are written in these lines."""
    return frozenset(' '.join(lines).split())


def any_of(words: Iterable[str]) -> str:
    """Write the words as one alternative, the longest first, so that none hides another."""
    return '|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))
