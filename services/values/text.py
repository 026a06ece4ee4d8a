"""What text people may store: trimmed, within its limit, and free of control characters."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from services.translatable import _, n_

TITLE_LIMIT = 255
DESCRIPTION_LIMIT = 1_000
MESSAGE_LIMIT = 4_000
NAME_LIMIT = 100
LABEL_LIMIT = 50

_EMPTY = _('{what} must not be empty. Type at least one visible character.')
_BREAK = _('{what} contains a line break or tab (U+{code}). Remove it and try again.')
_CONTROL = _('{what} contains a control character (U+{code}). Remove it and try again.')
_SEVERAL_WORDS = _('A label is one word. Write it without spaces, for example with a hyphen.')
_TOO_LONG = n_(
    '{what} is {number} character long. Shorten it to {limit} or fewer.',
    '{what} is {number} characters long. Shorten it to {limit} or fewer.',
)
_BREAKS = '\n\r\t\u2028\u2029'
# Unicode counts these among letters, marks and symbols, but they draw nothing: fillers, joiners, variation selectors.
_BLANK = frozenset('\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0') | {chr(code) for code in range(0xFE00, 0xFE10)}


def one_line(label: str, limit: int) -> AfterValidator:
    """A required single line of 1 to `limit` characters after trimming."""

    def check(value: str) -> str:
        value = value.strip()
        if not value:
            raise ValueError(_EMPTY.format(what=label))
        _refuse_controls(label, value, allowed='')
        if not is_visible(value):
            raise ValueError(_EMPTY.format(what=label))
        return _within(label, value, limit)

    return AfterValidator(check)


def several_lines(label: str, limit: int) -> AfterValidator:
    """Text of 1 to `limit` characters after trimming; line breaks and tabs are kept."""

    def check(value: str) -> str:
        value = value.replace('\r\n', '\n').strip()
        if not value or not is_visible(value):
            raise ValueError(_EMPTY.format(what=label))
        _refuse_controls(label, value, allowed='\n\t\u2028\u2029')
        return _within(label, value, limit)

    return AfterValidator(check)


def _one_word(value: str) -> str:
    value = value.removeprefix('@')
    if not value:
        raise ValueError(_EMPTY.format(what=_('The label')))
    if any(character.isspace() for character in value):
        raise ValueError(_SEVERAL_WORDS)
    return value


def quoted(text: str, limit: int = 40) -> str:
    """What `printable` makes of `text`, in quotation marks."""
    return f'“{printable(text, limit)}”'


def printable(text: str, limit: int = 40) -> str:
    """The beginning of `text`, fit to be shown and sent whatever it contains."""
    return ''.join(character if character.isprintable() else '�' for character in text[:limit])


def _blank_is_none(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


def _refuse_controls(label: str, value: str, allowed: str) -> None:
    for character in value:
        if unicodedata.category(character) in {'Cc', 'Cs', 'Zl', 'Zp'} and character not in allowed:
            sentence = _BREAK if character in _BREAKS else _CONTROL
            raise ValueError(sentence.format(what=label, code=f'{ord(character):04X}'))


def is_visible(value: str) -> bool:
    """Whether anything would show: zero-width and other format characters alone would not."""
    return any(unicodedata.category(character)[0] not in 'CZ' and character not in _BLANK for character in value)


def can_be_stored(text: str) -> bool:
    """Whether the database could hold `text` at all: it has no place for U+0000 and halves of characters."""
    return not any(character == '\x00' or unicodedata.category(character) == 'Cs' for character in text)


def _within(label: str, value: str, limit: int) -> str:
    if len(value) > limit:
        raise ValueError(_TOO_LONG.format(what=label, number=len(value), limit=limit))
    return value


Title = Annotated[str, one_line(_('The title'), TITLE_LIMIT)]
Description = Annotated[
    Annotated[str, several_lines(_('The description'), DESCRIPTION_LIMIT)] | None, BeforeValidator(_blank_is_none)
]
MessageText = Annotated[str, several_lines(_('The message'), MESSAGE_LIMIT)]
Name = Annotated[str, one_line(_('The name'), NAME_LIMIT)]
LabelName = Annotated[
    str, one_line(_('The label'), LABEL_LIMIT + 1), AfterValidator(_one_word), one_line(_('The label'), LABEL_LIMIT)
]
"""Without the @ that it is written with."""
