"""Ways to write how much a task matters, as quick add reads them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from services.values.vocabulary import Priority


@dataclass(frozen=True, slots=True)
class Marks:
    """How a language marks a priority: a pattern whose first filled group holds a level's word.

    `starts` are the words before a colon and the day from which on something can be done.
    """

    pattern: re.Pattern[str]
    levels: Mapping[str, Priority]
    starts: tuple[str, ...] = ('start',)

    def find(self, lower: str) -> Iterator[tuple[int, int, Priority]]:
        """Each mark in a text in lower case: where it starts and ends, and which priority it says."""
        for match in self.pattern.finditer(lower):
            word = next(found for found in match.groups() if found)
            yield *match.span(), self.levels[f'p{word}' if word.isdigit() else word]
