"""A language: the texts translated, and dates, numbers and refusals as its readers write them."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import lru_cache
from gettext import NullTranslations
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from pydantic import ValidationError

from components.words.english import Texts
from services.errors import TandemError
from services.translatable import Plural, Translatable
from services.values.validation import explain

_CACHED = 4_096
"""How many dates, times and numbers a language keeps as it wrote them: Babel takes 10 to 60 µs for each."""


class Words(Texts):
    """What a page says to its reader; belongs to the page, never to a context variable (docs/decisions/0025)."""

    # The ways to write a day, by the names (skeletons) that CLDR knows in every language.
    DAY = 'MMMd'
    DAY_OF_WEEK = 'MMMEd'
    DAY_SHORT = 'Ed'
    DAY_OF_YEAR = 'yMMMd'
    DAY_IN_FULL = 'yMMMEd'

    def __init__(self, locale: Locale, translations: NullTranslations) -> None:
        self.CODE: str = locale.language
        self.day_first: bool = not locale.date_formats['short'].pattern.startswith('M')
        self._translations = translations
        self._locale = locale
        self._number = lru_cache(_CACHED)(lambda number: format_decimal(number, locale=locale))
        self._moment: Callable[[str, date], str] = lru_cache(_CACHED)(
            lambda skeleton, at: format_skeleton(skeleton, at, locale=locale)
        )
        for name, text in vars(Texts).items():
            if name.isupper():
                setattr(self, name, self._translated(text))

    def number(self, number: float) -> str:
        """A number with the separators of this language."""
        return self._number(number)

    def day(self, day: date, skeleton: str = DAY_OF_WEEK) -> str:
        """A day, written in one of the ways above."""
        return self._moment(skeleton, date(day.year, day.month, day.day))

    def weekday(self, day: date) -> str:
        """The name of a day's weekday."""
        return format_date(day, 'EEEE', locale=self._locale)

    def clock(self, at: datetime) -> str:
        """The time of day, in the zone of `at`; on 24 hours in every language, as the assistant says it."""
        return self._moment('Hm', datetime(1, 1, 1, at.hour, at.minute))  # noqa: DTZ001 - a time of day has no zone

    def day_and_time(self, at: datetime, skeleton: str = DAY_OF_YEAR) -> str:
        """The day and the time of day, in the zone of `at`."""
        return self.DAY_AND_TIME.format(day=self.day(at, skeleton), time=self.clock(at))

    def length(self, minutes: int) -> str:
        """How long something takes, in hours and minutes."""
        hours, rest = divmod(minutes, 60)
        parts = [self.HOURS.format(hours=hours)] * bool(hours) + [self.MINUTES.format(minutes=rest)] * bool(rest)
        return ' '.join(parts)

    def exactly(self, at: datetime) -> str:
        """The day and the time to the second, in the zone of `at`."""
        time = self._moment('Hms', datetime(1, 1, 1, at.hour, at.minute, at.second))  # noqa: DTZ001 - as in `clock`
        return self.DAY_AND_TIME.format(day=self.day(at, self.DAY_IN_FULL), time=time)

    def refusal(self, error: TandemError | ValidationError) -> str:
        """Why something was refused, with the values in it written as in this language."""
        if isinstance(error, ValidationError):
            return self.say(explain(error))
        return self.say(error.sentence)

    def say(self, text: str) -> str:
        """A text that was marked for translation, in this language; any other text as it is."""
        if not isinstance(text, Translatable):
            return self._translations.gettext(text) if text else text
        message, values = text.message, text.values
        if message.plural is not None:
            number = values['number']
            template = self._translations.ngettext(
                message.text, message.plural, number if isinstance(number, int) else 0
            )
        elif message.context is not None:
            template = self._translations.pgettext(message.context, message.text)
        else:
            template = self._translations.gettext(message.text)
        written = {name: self._written(value) for name, value in values.items()}
        return _with_one_full_stop(template, written).format(**written) if values else template

    def _written(self, value: object) -> str:
        match value:
            case Translatable():
                return self.say(value)
            case datetime():
                return self.day_and_time(value, self.DAY_IN_FULL)
            case date():
                return self.day(value, self.DAY_IN_FULL)
            case bool():
                return str(value)
            case int() | float():
                return self.number(value)
            case _:
                return str(value)

    def _translated(self, text: Any) -> Any:
        match text:
            case Plural():
                return _Counted(text, self.say)
            case str():
                return self.say(text)
            case Mapping():
                return {key: self._translated(inner) for key, inner in text.items()}
            case _:
                return tuple(map(self._translated, text))


class _Counted(Plural):
    """A sentence with a number, in one language."""

    def __init__(self, text: Plural, say: Callable[[str], str]) -> None:
        super().__init__(text.message)
        self._say = say

    def format(self, *, number: int, **values: object) -> str:
        return self._say(super().format(number=number, **values))


def _with_one_full_stop(template: str, values: Mapping[str, str]) -> str:
    """The template without the full stops that would follow that of an abbreviation, as in “am 30. Nov.”."""
    for name, value in values.items():
        if value.endswith('.') and not value.endswith('..'):
            template = re.sub(rf'({{{name}}})\.(?!\.)', r'\1', template)
    return template
