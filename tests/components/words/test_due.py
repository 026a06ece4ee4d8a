"""Due dates in few words, and how pressing they are, in the zone of whoever looks."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from components.words import ENGLISH
from components.words.due import due_day, due_label, due_tone
from services.values.cause import Moment
from services.values.vocabulary import Status
from tests.factories import shown_task

BERLIN = Moment(datetime(2026, 11, 22, 22, 30, tzinfo=UTC), ZoneInfo('Europe/Berlin'))  # 23:30 there


@pytest.mark.parametrize(
    ('due', 'label', 'day'),
    [
        (None, '', ''),
        (date(2026, 11, 22), 'Today', '2026-11-22'),
        (date(2026, 11, 23), 'Tomorrow', '2026-11-23'),
        (date(2026, 11, 21), 'Yesterday', '2026-11-21'),
        (date(2026, 11, 27), 'Fri 27 Nov', '2026-11-27'),
        (date(2028, 2, 29), '29 Feb 2028', '2028-02-29'),
        (datetime(2026, 11, 22, 23, 15, tzinfo=UTC), 'Tomorrow, 00:15', '2026-11-23'),
    ],
)
def test_a_due_date_is_said_as_the_person_would(due, label, day):
    assert (due_label(due, BERLIN, ENGLISH), due_day(due, BERLIN)) == (label, day)


@pytest.mark.parametrize(
    ('due', 'status', 'tone'),
    [
        (date(2026, 11, 21), Status.PENDING, 'overdue'),
        (date(2026, 11, 21), Status.COMPLETED, ''),
        (date(2026, 11, 22), Status.PENDING, 'today'),
        (datetime(2026, 11, 22, 22, 29, tzinfo=UTC), Status.PENDING, 'overdue'),
        (datetime(2026, 11, 22, 22, 31, tzinfo=UTC), Status.IN_PROGRESS, 'today'),
        (date(2026, 11, 23), Status.PENDING, ''),
        (None, Status.PENDING, ''),
    ],
)
def test_how_pressing_it_is(due, status, tone):
    assert due_tone(shown_task(1, status=status).model_copy(update={'due_date': due}), BERLIN) == tone
