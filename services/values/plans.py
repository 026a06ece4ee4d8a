"""What somebody plans for a task besides its due date: its start, how many minutes it takes, and its labels."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, Field

from services.translatable import _
from services.values.text import printable

MAX_MINUTES = 60_000
"""A thousand hours."""

MAX_LABELS = 20
"""How many labels one task can have."""

_NOT_A_DAY = _('The start is not a date. Write it as 2026-11-23.')
_UNREADABLE = _('“{text}” is not a date without a time. Write the start as 2026-11-23.')


def _read_day(value: Any) -> date | None:
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    if not isinstance(value, str):
        raise ValueError(_NOT_A_DAY)  # noqa: TRY004 - pydantic reports ValueError only
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise ValueError(_UNREADABLE.format(text=printable(value.strip()))) from None


StartDate = Annotated[date | None, BeforeValidator(_read_day)]
"""A plain date, which never shifts with the zone; a start may lie in the past."""

Estimate = Annotated[int, Field(strict=True, ge=1, le=MAX_MINUTES)] | None
"""Minutes of work."""

LabelIds = Annotated[list[UUID], Field(max_length=MAX_LABELS), AfterValidator(lambda ids: list(dict.fromkeys(ids)))]
"""Labels by their ids, each once."""
