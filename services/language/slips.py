"""Words that were meant where another was typed: one slip of a letter, or two in a long word.

A letter lost, added, changed or swapped with its neighbour is one slip. The first letter of a short word stays, unless
it was swapped.
"""

from collections import defaultdict
from collections.abc import Iterator

from services.language.lexicon import LETTERS_FOR_A_SLIP, without_a_letter

_LETTERS_FOR_TWO = 8
_LETTERS_WITHOUT_THE_FIRST = 6
_MOST = 2


class Slips:
    """Words as they are written, each with what it stands for."""

    def __init__(self) -> None:
        self._meant: dict[str, str] = {}
        self._shortened: dict[str, set[str]] = defaultdict(set)
        self._long: dict[str, set[str]] = defaultdict(set)

    def add(self, word: str, meant: str) -> None:
        """Hold a word; short ones are taken only as they stand."""
        if len(word) < LETTERS_FOR_A_SLIP or word in self._meant:
            return
        self._meant[word] = meant
        for key in without_a_letter(word):
            self._shortened[key].add(word)
        if len(word) >= _LETTERS_FOR_TWO:
            self._long[word[0]].add(word)

    def discard(self, word: str) -> None:
        """Forget a word."""
        if self._meant.pop(word, None) is None:
            return
        for key in without_a_letter(word):
            self._shortened[key].discard(word)
        self._long[word[0]].discard(word)

    def near(self, typed: str) -> set[str]:
        """What the words stand for that this one may be a slip of."""
        if len(typed) < LETTERS_FOR_A_SLIP:
            return set()
        return {self._meant[word] for word in self._one_slip(typed)} or {
            self._meant[word] for word in self._two_slips(typed)
        }

    def _one_slip(self, typed: str) -> Iterator[str]:
        for key in without_a_letter(typed):
            for word in self._shortened.get(key, ()):
                starts = word[0] == typed[0] or word[:2] == typed[1::-1]
                long = min(len(word), len(typed)) >= _LETTERS_WITHOUT_THE_FIRST
                if (starts or long) and abs(len(word) - len(typed)) <= 1:
                    yield word

    def _two_slips(self, typed: str) -> Iterator[str]:
        if len(typed) < _LETTERS_FOR_TWO:
            return
        for word in self._long.get(typed[0], ()):
            if abs(len(word) - len(typed)) <= _MOST and are_near(typed, word, _MOST):
                yield word


def are_near(one: str, two: str, most: int) -> bool:
    """Whether so many slips at most lead from one word to the other: their distance after Damerau, swaps made once.

    Only a band around the diagonal can hold so small a distance, and a row beyond it ends the search.
    """
    far = most + 1
    before: list[int] = []
    row = [to if to <= most else far for to in range(len(two) + 1)]
    for at, letter in enumerate(one, 1):
        above, before = before, row
        row = [far] * (len(two) + 1)
        row[0] = min(at, far)
        for to in range(max(1, at - most), min(len(two), at + most) + 1):
            cost = min(before[to], row[to - 1]) + 1
            cost = min(cost, before[to - 1] + (letter != two[to - 1]))
            if at > 1 and to > 1 and letter == two[to - 2] and one[at - 2] == two[to - 1]:
                cost = min(cost, above[to - 2] + 1)
            row[to] = cost
        if min(row) > most:
            return False
    return row[-1] <= most
