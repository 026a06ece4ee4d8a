"""English texts that can be shown in other languages: each remembers its template and the values in it.

`_`, `n_` and `p_` mark texts for translators (`make messages` collects them; docs/languages.md). A marked text is an
ordinary English string, so programs, logs and the API need nothing else; `components.words` translates it for a page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Self


@dataclass(frozen=True)
class Message:
    """What a translator sees: the template, its plural if there is one, and a context that tells homonyms apart."""

    text: str
    plural: str | None = None
    context: str | None = None


class Translatable(str):
    """English text with what it was made from: a message, and the values of its placeholders."""

    __slots__ = ('message', 'values')

    message: Message
    values: Mapping[str, object]

    def __new__(cls, english: str, message: Message | None = None, values: Mapping[str, object] | None = None) -> Self:
        """The text `english`: `message` filled with `values`, or itself the message."""
        text = super().__new__(cls, english)
        text.message = message or Message(english)
        text.values = values or {}
        return text

    def format(self, *args: object, **values: object) -> str:
        """The text with its placeholders filled; counts get thousands separators, dates are ISO 8601."""
        return Translatable(_filled(str(self), values, *args), self.message, values)


class Plural:
    """A sentence with a `{number}` in it, in the singular and in the plural."""

    def __init__(self, message: Message) -> None:
        self.message = message

    def format(self, *, number: int, **values: object) -> str:
        """The sentence about this many."""
        given = {'number': number, **values}
        template = self.message.text if number == 1 else self.message.plural or self.message.text
        return Translatable(_filled(template, given), self.message, given)


def _(text: str) -> str:
    """Mark a text for translation; `.format(name=value)` fills its placeholders."""
    return Translatable(text)


def p_(context: str, text: str) -> str:
    """Mark a text that means several things in English; `context` says which one, and is never shown."""
    return Translatable(text, Message(text, context=context))


def n_(singular: str, plural: str) -> Plural:
    """Mark a sentence with a `{number}`; `.format(number=…)` chooses its form."""
    return Plural(Message(singular, plural))


def _filled(template: str, values: Mapping[str, object], *args: object) -> str:
    return template.format(*args, **{name: _english(value) for name, value in values.items()})


def _english(value: object) -> str:
    match value:
        case datetime(tzinfo=None) | bool():
            return str(value)
        case datetime():
            return value.astimezone(UTC).isoformat().replace('+00:00', 'Z')
        case date():
            return value.isoformat()
        case int():
            return f'{value:,}'
        case _:
            return str(value)
