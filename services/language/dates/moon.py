"""Sun and moon, as far as feasts need them: where they stand, to about a tenth of a degree.

The series are the largest terms of those in Meeus, “Astronomical Algorithms”, chapters 25 and 47; a lunar day is
12 degrees, so a feast is off by a day only where the moon enters one within a quarter of an hour of the time that
counts.
"""

import itertools
import math
from datetime import UTC, date, datetime, time, timedelta, timezone

INDIA, CHINA = timezone(timedelta(hours=5, minutes=30)), timezone(timedelta(hours=8))

_J2000 = datetime(2000, 1, 1, 12, tzinfo=UTC)
_CENTURY = 36525
_AYANAMSA, _AYANAMSA_A_YEAR = 23.85, 0.01397
_SIGN, _LUNAR_DAY, _MANSION = 30, 12, 360 / 27
_SHRAVANA = 280
_MOON = (
    (6.2888, 0, 1, 0, 0), (1.2740, 2, -1, 0, 0), (0.6583, 2, 0, 0, 0), (0.2136, 0, 2, 0, 0), (-0.1851, 0, 0, 1, 0),
    (-0.1143, 0, 0, 0, 2), (0.0588, 2, -2, 0, 0), (0.0571, 2, -1, -1, 0), (0.0533, 2, 1, 0, 0), (0.0458, 2, 0, -1, 0),
    (-0.0409, 0, -1, 1, 0), (-0.0347, 1, 0, 0, 0), (-0.0304, 0, 1, 1, 0), (0.0153, 2, 0, 0, -2),
)  # fmt: skip


def _centuries(moment: datetime) -> float:
    return (moment - _J2000) / timedelta(days=_CENTURY)


def sun(moment: datetime) -> float:
    """The longitude of the sun in degrees."""
    t = _centuries(moment)
    anomaly = math.radians(357.5291 + 35999.0503 * t)
    center = 1.9146 * math.sin(anomaly) + 0.0200 * math.sin(2 * anomaly)
    return (280.4665 + 36000.7698 * t + center) % 360


def moon(moment: datetime) -> float:
    """The longitude of the moon in degrees."""
    t = _centuries(moment)
    mean = 218.3165 + 481267.8813 * t
    elongation, own, suns, node = (
        math.radians(start + speed * t)
        for start, speed in (
            (297.8502, 445267.1115), (134.9634, 477198.8676), (357.5291, 35999.0503), (93.2721, 483202.0175),
        )
    )  # fmt: skip
    terms = sum(size * math.sin(d * elongation + m * own + s * suns + f * node) for size, d, m, s, f in _MOON)
    return (mean + terms) % 360


def lunar_day(moment: datetime) -> int:
    """1 to 15 of the waxing moon, 16 to 30 of the waning one."""
    return int((moon(moment) - sun(moment)) % 360 // _LUNAR_DAY) + 1


def new_moon_before(moment: datetime) -> datetime:
    """The last new moon before, to a few minutes."""
    found = moment
    for _ in range(4):
        behind = (moon(found) - sun(found)) % 360
        if found is not moment and behind > 180:  # noqa: PLR2004 - half a round: it is just ahead
            behind -= 360
        found -= timedelta(days=behind / 360 * 29.530589)
    return found


def chinese_new_year(year: int) -> date:
    """The new moon, in China, of the month in which the sun reaches 330 degrees (about 19 February)."""
    entered = datetime(year, 2, 19, 12, tzinfo=CHINA)
    for _ in range(3):
        entered -= timedelta(days=((sun(entered) - 330 + 180) % 360 - 180) / 360 * 365.2422)
    end = datetime.combine(entered.date() + timedelta(days=1), time(), CHINA)
    return new_moon_before(end).astimezone(CHINA).date()


def hindu(year: int, month: int, day: int, hour: float = 6.5) -> date:
    """The day of a Hindu month (1 is Chaitra, to the new moon) on which a lunar day reigns at an hour in India.

    A month is the one that begins with a new moon in the sign before its own; leap months are passed over. Where a
    lunar day reigns at that hour on no day, it is the day before it is over.
    """
    start = _month_start(year, month)
    first = (start + timedelta(days=(day - 2.5) * 0.9843)).astimezone(INDIA).date()
    clock = time(int(hour), round(hour % 1 * 60))
    days = [first + timedelta(days=more) for more in range(5)]
    reigning = [(each, lunar_day(datetime.combine(each, clock, INDIA))) for each in days]
    for each, found in reigning:
        if found == day:
            return each
    return next(
        each for (each, found), (_, after) in itertools.pairwise(reigning) if found == day - 1 and after != found
    )


def moon_in_shravana(year: int) -> date:
    """The day in the sun's month of Leo, 17 August to 16 September, on whose morning the moon is in Shravana."""
    days = [datetime(year, 8, 17, 8, tzinfo=INDIA) + timedelta(days=more) for more in range(31)]
    return next(day.date() for day in days if _SHRAVANA <= _sidereal(moon(day), day) < _SHRAVANA + _MANSION)


def _sidereal(longitude: float, moment: datetime) -> float:
    years = (moment - _J2000) / timedelta(days=365.25)
    return (longitude - _AYANAMSA - _AYANAMSA_A_YEAR * years) % 360


def _month_start(year: int, month: int) -> datetime:
    """The new moon that begins a month: the last one before the sun enters the month's sign."""
    sign = (month - 1) % 12
    entered = datetime(year, 4, 14, tzinfo=INDIA) + timedelta(days=30.44 * sign)
    if month > 9:  # noqa: PLR2004 - the tenth month begins around the new year
        entered = entered.replace(year=year) if entered.year == year else entered - timedelta(days=365.2422)
    for _ in range(3):
        entered -= timedelta(
            days=((_sidereal(sun(entered), entered) - sign * _SIGN + 180) % 360 - 180) / 360 * 365.2564
        )
    return new_moon_before(entered)
