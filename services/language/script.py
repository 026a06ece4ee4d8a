"""The text as the grammar reads it: lower case, simple punctuation, quoted parts out of sight.

Every reading has exactly the length of what the person wrote, so a span found in one is a span in the other.
"""

import re
from dataclasses import dataclass

SPACE = r'[^\S\n]{1,3}'
GAP = r'[^\S\n]{0,3}'

HIDDEN = '\x01'

_UMLAUTS = str.maketrans({'ä': 'ae', 'ö': 'oe', 'ü': 'ue', 'ß': 'ss', 'Ä': 'Ae', 'Ö': 'Oe', 'Ü': 'Ue'})

_LITERAL = re.compile(
    r'"[^"\n]{1,300}"|\u201e[^\u201c\u201d\n]{1,300}[\u201c\u201d]|\u201c[^\u201d\n]{1,300}\u201d|\\\S{1,100}'
)
_SIMPLER = str.maketrans({
    '\u2018': "'", '\u2019': "'", '\u02bc': "'", '\u201c': '"', '\u201d': '"',
    '\u2010': '-', '\u2011': '-', '\u2012': '-', '\u2013': '-', '\u2014': '-', '\u2212': '-',
    '\u00a0': ' ', '\u2007': ' ', '\u2009': ' ', '\u202f': ' ', '\t': ' ',
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of what was written, and what it was read as."""

    start: int
    end: int
    kind: str
    label: str
    text: str


def lowered(text: str) -> str:
    """Read in lower case with simple quotes, dashes and spaces, at the same length."""
    simple = text.translate(_SIMPLER)
    lower = simple.lower()
    if len(lower) == len(text):
        return lower
    return ''.join(low if len(low := letter.lower()) == 1 else letter for letter in simple)


def folded(text: str) -> str:
    """Read with umlauts and ß as two letters each, the way they are written where a keyboard lacks them."""
    return text if text.isascii() else text.translate(_UMLAUTS)


def readable(text: str) -> str:
    """As `lowered`, with quoted and escaped parts hidden: they mean only themselves."""
    lower = lowered(text)
    if '"' not in lower and '\\' not in lower and '\u201e' not in text:
        return lower
    for literal in _LITERAL.finditer(text):
        start, end = literal.span()
        lower = lower[:start] + HIDDEN * (end - start) + lower[end:]
    return lower


def unquoted(text: str) -> str:
    """What literal text says once its marks are gone: outer quotes and escaping backslashes."""
    if '\\' in text:
        text = re.sub(r'\\(?=\S)', '', text)
    stripped = text.strip()
    pairs = {'"': '"', '\u201c': '\u201d', "'": "'", '\u201e': '\u201c\u201d'}
    if len(stripped) > 1 and stripped[-1] in pairs.get(stripped[0], '') and stripped[-1] not in stripped[1:-1]:
        return stripped[1:-1].strip()
    return stripped
