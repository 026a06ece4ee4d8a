"""Ranks: texts whose order is an order by hand. Between any two there is room for another.

A rank is a fraction in base 62, written as its digits after the point. PostgreSQL compares it byte by byte
(`COLLATE "C"`), as Python compares ASCII.
"""

from collections.abc import Iterator

DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
LONGEST = 32
"""A rank that is longer means that its neighbours should get new ones."""

_BASE = len(DIGITS)
_PLACES = 5
_STEP = _BASE**2


def between(before: str, after: str | None = None) -> str:
    """A short rank between these two; '' stands for the beginning, None for the end.

    At the ends it is a step away from its neighbour, so that a hundred thousand additions there make no rank longer;
    between two it is the middle. Raises ValueError when `before` is not less than `after`.
    """
    if after is not None and before >= after:
        raise ValueError(before, after)
    if after is None and before:
        return _away(before, _STEP) or _middle(before, after)
    if after is not None and not before:
        return _away(after, -_STEP) or _middle(before, after)
    return _middle(before, after)


def _away(rank: str, step: int) -> str | None:
    """The rank a step away, counted in units of the last of _PLACES; None when that is past an end."""
    value = 0
    for digit in rank[:_PLACES].ljust(_PLACES, DIGITS[0]):
        value = value * _BASE + DIGITS.index(digit)
    value += step
    return _written(value, _PLACES) if 0 < value < _BASE**_PLACES else None


def _middle(before: str, after: str | None) -> str:
    digits: list[str] = []
    at = 0
    while True:
        low = DIGITS.index(before[at]) if at < len(before) else 0
        high = DIGITS.index(after[at]) if after is not None and at < len(after) else _BASE
        if high - low > 1:
            return ''.join(digits) + DIGITS[(low + high) // 2]
        digits.append(DIGITS[low])
        if low < high:
            after = None  # what follows is less than `after` whatever it is
        at += 1


def spread(number: int) -> Iterator[str]:
    """So many ranks in their order, evenly apart and as short as they can be."""
    length = 1
    while _BASE**length <= number:
        length += 1
    step = _BASE**length / (number + 1)
    for place in range(1, number + 1):
        yield _written(int(place * step), length)


def _written(value: int, places: int) -> str:
    digits = ''
    for _ in range(places):
        value, digit = divmod(value, _BASE)
        digits = DIGITS[digit] + digits
    return digits.rstrip(DIGITS[0])
