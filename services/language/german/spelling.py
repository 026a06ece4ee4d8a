"""German spelling: ä is also written ae, ß also ss; tables are written once and read both ways."""

from collections.abc import Mapping
from typing import TypeVar

Value = TypeVar('Value')

_OTHER = {'ä': 'ae', 'ö': 'oe', 'ü': 'ue', 'ß': 'ss'}


def either(pattern: str) -> str:
    """A pattern that takes both spellings."""
    for letter, other in _OTHER.items():
        pattern = pattern.replace(letter, f'(?:{letter}|{other})')
    return pattern


def folded(text: str) -> str:
    """A text in the spelling without umlauts."""
    for letter, other in _OTHER.items():
        text = text.replace(letter, other)
    return text


def both(table: Mapping[str, Value]) -> dict[str, Value]:
    """A table whose words are found in both spellings."""
    return {spelling: value for word, value in table.items() for spelling in (word, folded(word))}
