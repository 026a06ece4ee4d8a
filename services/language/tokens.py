"""Pass 1. Words with their places in what was typed; what is quoted or escaped is one literal token."""

import re
from dataclasses import dataclass
from enum import StrEnum

from services.language.script import folded, lowered


class Kind(StrEnum):
    """What a token is."""

    WORD = 'word'
    NUMBER = 'number'
    MARK = 'mark'
    LITERAL = 'literal'
    BREAK = 'break'


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number, mark, literal or end of a line; `text` is in lower case, without umlauts."""

    text: str
    start: int
    end: int
    kind: Kind


_TOKEN = re.compile(
    r'"[^"\n]{1,300}"|\u201e[^\u201c\u201d\n]{1,300}[\u201c\u201d]|\u201c[^\u201d\n]{1,300}\u201d'
    r"|(?<!\w)'[^'\n]{2,300}'(?!\w)|\\\S{1,100}"
    r"|\n|->|=>|//|[^\W\d_]+(?:'[^\W\d_]+)*\d{0,3}(?!\d)|\d{1,2}(?:st|nd|rd|th)\b|\d+(?:[.:/]\d+)*|[^\w\s]"
)
_QUOTES = '"\u201c\u201e\\'


def tokens(text: str) -> list[Token]:
    """Every token; a hyphen inside a word only joins its parts."""
    lower, found = _simple(text), []
    for match in _TOKEN.finditer(lower):
        word, start, end = match[0], match.start(), match.end()
        if word == '-' and lower[start - 1 : start].isalnum() and lower[end : end + 1].isalnum():
            continue
        found.append(Token(folded(word), start, end, _kind(word)))
    return found


def _simple(text: str) -> str:
    """Lower case with simple dashes and apostrophes, but with curly quotes, which open and close."""
    lower = lowered(text)
    if not any(quote in text for quote in '\u201c\u201d\u201e'):
        return lower
    return ''.join(old if old in '\u201c\u201d\u201e' else new for old, new in zip(text, lower, strict=True))


def _kind(word: str) -> Kind:
    if word[0] in _QUOTES or (word[0] == "'" and len(word) > 2):  # noqa: PLR2004 - two apostrophes quote nothing
        return Kind.LITERAL
    if word == '\n':
        return Kind.BREAK
    if word[0].isalpha():
        return Kind.WORD
    return Kind.NUMBER if word[0].isdigit() else Kind.MARK
