"""Due dates: a plain calendar date, which never shifts, or a moment in time.

A plain date is what most people mean by "due Friday": it stays that Friday in every time zone.
A moment ("Friday 17:00") is kept in UTC and shown in the zone of whoever looks.
"""

from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, PlainSerializer

from services.errors import InvalidInput
from services.translatable import _
from services.values.cause import Moment
from services.values.text import printable

_NOT_A_DATE = _('The due date is not a date. Write a date as 2026-11-23 or a moment as 2026-11-23T09:00:00Z.')
_UNREADABLE = _('“{text}” is not a date. Write a date as 2026-11-23 or a moment as 2026-11-23T09:00:00Z.')


def read_due(value: Any) -> date | datetime | None:
    """`value` as a plain date or a moment; raises ValueError for anything else."""
    if value is None or isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise ValueError(_NOT_A_DATE)  # noqa: TRY004 - pydantic reports ValueError only
    text = value.strip()
    for kind in (date, datetime):
        with suppress(ValueError):
            return kind.fromisoformat(text)
    raise ValueError(_UNREADABLE.format(text=printable(text)))


def write_due(value: date | datetime | None) -> str | None:
    """The due date as every representation shows it: ISO 8601, moments in UTC with a Z.

    A moment that has no zone yet stays without one: only its person's zone could give it one.
    """
    if value is None:
        return None
    if isinstance(value, datetime) and value.tzinfo:
        return value.astimezone(UTC).isoformat().replace('+00:00', 'Z')
    return value.isoformat()


def in_zone(value: date | datetime | None, zone: ZoneInfo) -> date | datetime | None:
    """`value` with a moment that came without a zone placed in `zone`, and moments in UTC."""
    if not isinstance(value, datetime):
        return value
    try:
        return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(UTC)
    except OverflowError:
        raise too_far_away() from None


def too_far_away() -> InvalidInput:
    """The refusal of a due date that no calendar has."""
    return InvalidInput('due_date', _('The due date is too far away. Choose a year between 1 and 9999.'))


def refuse_past(value: date | datetime | None, moment: Moment) -> None:
    """Raise InvalidInput when `value` lies before `moment`; the person's own today never does."""
    if value is None:
        return
    if value < moment.now if isinstance(value, datetime) else value < moment.today:
        # In the person's zone, for those who read it on a page; the English sentence has it in UTC all the same.
        due = value.astimezone(moment.zone) if isinstance(value, datetime) else value
        sentence = _('The due date {due} is in the past. Choose today ({today}) or later.')
        raise InvalidInput('due_date', sentence.format(due=due, today=moment.today))


def settled(value: date | datetime | None, earlier: date | datetime | None, moment: Moment) -> date | datetime | None:
    """A new due date as it is stored; raises InvalidInput for one in the past, unless it is the `earlier` one."""
    placed = in_zone(value, moment.zone)
    if placed != earlier:
        refuse_past(placed, moment)
    return placed


DueDate = Annotated[
    datetime | date | None,
    BeforeValidator(read_due),
    PlainSerializer(write_due, return_type=str | None),
]
