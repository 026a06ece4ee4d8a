"""The names of somebody's lists and labels, found in what was written: whatever its case, with or without accents."""

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from uuid import UUID

from services.language.script import folded, lowered


@dataclass(frozen=True, slots=True)
class OwnPlaces:
    """Somebody's lists and labels by their names; `accepted` are the (kind, text) that are to become new ones."""

    lists: Mapping[str, UUID] = field(default_factory=dict)
    labels: Mapping[str, UUID] = field(default_factory=dict)
    accepted: Collection[tuple[str, str]] = ()


class Plain:
    """A text without its accents and in one case, which knows where each letter stands in what was written."""

    def __init__(self, text: str) -> None:
        self._written = text
        letters = [(part, at) for at, letter in enumerate(text) for part in _plain(letter)]
        self.text = ''.join(part for part, _ in letters)
        self._places = [*(at for _, at in letters), len(text)]
        self._numbers = {at: number for number, at in reversed(list(enumerate(self._places)))}

    def rest(self, start: int) -> str:
        """What follows the place `start` of what was written."""
        return self.text[self._numbers[start] :] if start in self._numbers else ''

    def named(self, start: int, names: Iterable[str]) -> list[tuple[int, str]]:
        """The names that stand at `start`, and where they end: the longest first, and the one in these very letters."""
        if start not in self._numbers:
            return []
        first = self._numbers[start]
        found = set()
        for name in names:
            for key in keys_of(name):
                last = first + len(key)
                if self.text.startswith(key, first) and self._places[last] != self._places[last - 1]:
                    found.add((self._places[last], name))
        return sorted(found, key=lambda each: (-each[0], lowered(each[1]) != lowered(self._written[start : each[0]])))


@lru_cache(4_096)
def keys_of(name: str) -> frozenset[str]:
    """The ways to write a name without its accents: Büro is buro, and buero."""
    written = lowered(name)
    return frozenset(''.join(map(_plain, way)) for way in (written, folded(written))) - {''}


@lru_cache(4_096)
def _plain(letter: str) -> str:
    parts = unicodedata.normalize('NFKD', letter).casefold()
    return ''.join(part for part in parts if not unicodedata.combining(part))
