"""The language an answer is said in: texts translated, and days, times and numbers as its readers write them."""

from datetime import date, datetime
from typing import Protocol

DAY, DAY_OF_YEAR, DAY_OF_MONTH = 'MMMEd', 'yMMMEd', 'MMMd'
"""The ways to write a day, by the names (skeletons) that CLDR knows in every language."""


class Voice(Protocol):
    """What answers are said with; pages hand in the words of each language they speak."""

    def say(self, text: str) -> str:
        """A text that was marked for translation, with its values, in this language."""
        ...

    def number(self, number: float) -> str:
        """A number with its separators."""
        ...

    def day(self, day: date, skeleton: str) -> str:
        """A day, written in one of the ways above."""
        ...

    def weekday(self, day: date) -> str:
        """The name of its weekday."""
        ...

    def clock(self, at: datetime) -> str:
        """The time of day, in the zone of `at`, on 24 hours."""
        ...


class English:
    """English as it is written in the code."""

    def say(self, text: str) -> str:
        """The text itself."""
        return str(text)

    def number(self, number: float) -> str:
        """Thousands are separated by commas."""
        return f'{number:,}'

    def day(self, day: date, skeleton: str) -> str:
        """Mon 23 Nov, Mon 23 Nov 2026, 23 Nov."""
        match skeleton:
            case 'MMMd':
                return f'{day.day} {day:%b}'
            case 'yMMMEd':
                return f'{day:%a} {day.day} {day:%b} {day.year}'
            case _:
                return f'{day:%a} {day.day} {day:%b}'

    def weekday(self, day: date) -> str:
        """Monday."""
        return f'{day:%A}'

    def clock(self, at: datetime) -> str:
        """09:00."""
        return f'{at:%H:%M}'


ENGLISH = English()


def english_only(_: str) -> Voice:
    """English in every language, where there are no translations."""
    return ENGLISH
