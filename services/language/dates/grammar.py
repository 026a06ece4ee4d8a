"""What a language says about dates: the types its tables are made of. The rules of reading are the same for all.

A pattern marks its parts with named groups; the words in them are looked up in the vocabulary.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum
from zoneinfo import ZoneInfo

from services.language.dates.calendar_days import full_year

ANY_LEAD = re.compile('')


class Hold(IntEnum):
    """How much support a word needs from around it before it counts as a date."""

    ANYWHERE = 0
    EDGE = 1  # after a lead such as 'on', at the end, or before a word that starts another phrase
    END = 2  # after a lead, or at the end
    LED = 3  # only after a lead, or when nothing else is written
    BOTH = 4  # after a lead and before an edge, or when nothing else is written


class Bound(StrEnum):
    """Which end of a stretch of days the word before a day names."""

    BEFORE = 'before'
    BY = 'by'
    AFTER = 'after'
    SINCE = 'since'


class Half(StrEnum):
    """Which half of the clock a part of the day says an hour is in; at night both come, one after the other."""

    MORNING = 'morning'
    AFTERNOON = 'afternoon'
    NIGHT = 'night'


@dataclass(frozen=True, slots=True)
class Day:
    """A day as it was written."""

    day: date
    weekday: bool = False  # only a weekday was named: a past time moves it a week on
    other: date | None = None  # the day some people mean by the same words
    part: str = ''  # the part of the day that the same word names
    is_date: bool = False  # written as a date of the calendar


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as it was written."""

    hour: int
    minute: int = 0
    guessed: bool = False  # which half of the day was not said
    next_day: bool = False  # midnight ends the day that it is said of
    named: bool = False


@dataclass(frozen=True, slots=True)
class PartOfDay:
    """A part of the day: the hour it stands for alone, and the half of the clock."""

    hour: int
    half: Half = Half.AFTERNOON


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Number words, names of days and months, units, and the small words between them, by what they mean."""

    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    cardinals: Mapping[str, int]
    ordinals: Mapping[str, int]
    amounts: Mapping[str, float]
    units: Mapping[str, str]  # minute, hour, day, week, fortnight, month, year
    periods: Mapping[str, str]  # day, week, weekend, month, quarter, year
    relative: Mapping[str, tuple[int, str]]  # days from today, and the part of the day that the same word names
    turns: tuple[
        tuple[re.Pattern[str], int], ...
    ]  # which one: -2 that of the last week, -1 the last, 0 this, 1 the next, 2 the one after
    last: frozenset[str]  # of several in a row
    ends: frozenset[str]  # the other words for an edge mean a beginning
    backward: frozenset[str]  # between a distance and a day: so long before it
    parts: Mapping[str, PartOfDay]
    hours: Mapping[str, Clock]  # hours with a name
    minutes: Mapping[str, int]  # minutes with a name
    minutes_before: frozenset[str]  # 'to' in 'ten to six'
    halves: Mapping[str, str]  # first letter of am and pm: what it means, 'a' or 'p'
    last_afternoon: int  # an hour said alone is in the afternoon from one until this one
    piece: re.Pattern[str]  # an amount, a unit and perhaps a half, in a row of them
    years: Mapping[str, int] = field(default_factory=dict)  # years in words
    joining: frozenset[str] = frozenset()  # words between those of a year

    def number(self, text: str) -> int:
        """Read '7', '7th', 'seven', 'twenty-one' or 'twenty first'; nothing else may be passed."""
        digits = re.match(r'\d+', text)
        if digits:
            return int(digits[0])
        return sum(self.cardinals.get(word) or self.ordinals[word] for word in re.split(r'[ -]', text))

    def amount(self, text: str) -> float:
        """Read how many: '3', '1.5', 'an', 'a couple of', 'half an'."""
        if text in self.amounts:
            return self.amounts[text]
        return float(text.replace(',', '.')) if text[0].isdigit() else self.number(text)

    def year(self, text: str) -> int:
        """Read '2027', "'27", '98', 'two thousand and ten', 'nineteen seventy-two'."""
        plain = text.lstrip("'")
        if plain.isdigit():
            return full_year(plain)
        words = [word for word in re.split(r'[ -]', text) if word in self.cardinals or word not in self.joining]
        whole = ' '.join(words)
        return (
            self.years[whole] if whole in self.years else self.years[' '.join(words[:-1])] + self.cardinals[words[-1]]
        )

    def weekday(self, name: str) -> int:
        """The number of a weekday, Monday is 0."""
        return self.weekdays[name.rstrip('.')]

    def turn(self, text: str) -> int | None:
        """Which one of a row these words mean; None when they do not say."""
        return next((turn for pattern, turn in self.turns if pattern.search(text)), None)


@dataclass(frozen=True, slots=True)
class DayRule:
    """One way to write a day, and the support it needs."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], 'Reference'], 'Day | date | None']
    hold: Hold = Hold.ANYWHERE
    leads: re.Pattern[str] = ANY_LEAD


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One way to write a time of day, and the support it needs."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Vocabulary], Clock | None]
    hold: Hold
    beside_day: bool = False  # a day next to it is support enough


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around single days and times and belongs to them."""

    length: re.Pattern[str]
    length_hints: tuple[str, ...]  # a text without any of these says no length
    clock_range: re.Pattern[str]  # hour, minute, half, last_minute, last, last_half; from
    before_clock_range: re.Pattern[str]
    not_before: re.Pattern[str]  # what makes a date a start
    not_before_leads: frozenset[str]
    start_leads: frozenset[str]  # make a date a start by themselves
    not_earlier: tuple[str, ...]  # the words among `not_before` that need no such lead
    end_of_day: re.Pattern[str]
    distance_before: re.Pattern[str]  # 'two weeks on' Friday
    distance_leads: frozenset[str]
    weekday_before: re.Pattern[str]
    numbered_day: re.Pattern[str]  # 'Sunday 29'
    shift: re.Pattern[str]
    later: re.Pattern[str]
    looks_like_a_date: re.Pattern[str]
    past: re.Pattern[str]
    joint: re.Pattern[str]  # between a day and a time of one moment
    article: re.Pattern[str]
    nouns: frozenset[str]  # words for days that may only name a thing: 'the weekend trip'
    before_length: re.Pattern[str] | None = None  # before a length that is the distance to a date


@dataclass(frozen=True, slots=True)
class Stretches:
    """How a language writes stretches of days."""

    overdue: re.Pattern[str]
    undated: re.Pattern[str]
    period: re.Pattern[str]  # lead, which, unit
    month: re.Pattern[str]  # lead, which, month, year
    next_few: re.Pattern[str]  # which, many, unit
    relative: re.Pattern[str]  # lead, day
    relative_days: Mapping[str, int]
    longer: re.Pattern[str]  # before a relative day that is part of a longer one: 'the day after' tomorrow
    join: re.Pattern[str]
    period_turns: Mapping[str, int]
    nearest: frozenset[str]  # with a weekend, the one that comes first
    bare: frozenset[str]  # say which one only with a weekend: 'the weekend'
    rest: tuple[str, ...]
    bounds: Mapping[str, Bound]
    pairs: frozenset[str]  # open a stretch from one day to another
    pair_ends: frozenset[str]  # close it
    pair_goes_on: frozenset[str]  # before a second month
    month_leads: frozenset[str]
    weak_month_leads: frozenset[str]  # not enough for a month whose name is a word of its own
    doubtful_months: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Grammar:
    """All that a language says about dates."""

    vocabulary: Vocabulary
    starts: frozenset[str]  # the words that a date can begin with
    lead: re.Pattern[str]
    clock_lead: re.Pattern[str]
    before_leads: tuple[str, ...]  # the day before is meant
    due_leads: tuple[str, ...]  # of several dates this is the due one
    deadline_leads: tuple[str, ...]  # something is to be done until then
    end: re.Pattern[str]
    edge: re.Pattern[str]
    between: re.Pattern[str]  # between the parts of one date
    at: frozenset[str]  # what of it announces a time of day
    distance: re.Pattern[str]  # many, unit, side: before another day
    day_rules: tuple[DayRule, ...]
    clock_rules: tuple[ClockRule, ...]
    within_day: re.Pattern[str]  # part, and `today` when it says that too
    part_of_day: re.Pattern[str]  # name, and `alone` when nothing else has to lead to it
    named_parts: frozenset[str]
    surroundings: Surroundings
    stretches: Stretches
    repetition: re.Pattern[str]
    repetition_hints: tuple[str, ...]  # a text without any of these repeats nothing
    sure_clock_rules: tuple[ClockRule, ...] = field(init=False)

    def __post_init__(self) -> None:
        sure = tuple(rule for rule in self.clock_rules if rule.hold in {Hold.ANYWHERE, Hold.END})
        object.__setattr__(self, 'sure_clock_rules', sure)


@dataclass(frozen=True, slots=True)
class Reference:
    """The instant, the zone, the customs and the language that dates are read by."""

    now: datetime
    zone: ZoneInfo
    grammar: Grammar
    day_first: bool = False
    looks_back: bool = False  # what is over is read too: a value, though no task is due then

    @property
    def local(self) -> datetime:
        """The reference instant on the person's own clock."""
        return self.now.astimezone(self.zone)

    @property
    def today(self) -> date:
        """The person's own day."""
        return self.local.date()

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the language."""
        return self.grammar.vocabulary
