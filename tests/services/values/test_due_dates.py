from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from services import task_service
from services.accounts import people
from services.accounts.people import UserUpdate
from services.errors import InvalidInput
from services.models import TaskCreate, TaskUpdate
from services.values.cause import Cause, Moment
from services.values.due_dates import in_zone, read_due, write_due
from tests.factories import events_of, make_overdue_task, make_task

_UTC, _BERLIN = ZoneInfo('UTC'), ZoneInfo('Europe/Berlin')
_FARTHEST_EAST, _HONOLULU, _FARTHEST_WEST = (
    ZoneInfo(name) for name in ('Pacific/Kiritimati', 'Pacific/Honolulu', 'Etc/GMT+12')
)
# Ten past midnight on the 24th in Berlin, still the 23rd in UTC.
_NEAR_MIDNIGHT = datetime(2026, 11, 23, 23, 10, tzinfo=UTC)


def _at(now, zone):
    return Cause(moment=Moment(now, zone))


async def test_today_is_accepted_in_every_zone(database, owner):
    for zone, today in ((_HONOLULU, 23), (_UTC, 23), (_BERLIN, 24), (_FARTHEST_EAST, 24)):
        task = await make_task(database, owner, due_date=date(2026, 11, today), cause=_at(_NEAR_MIDNIGHT, zone))
        assert task.due_date == date(2026, 11, today)


async def test_yesterday_is_refused_in_every_zone_with_a_sentence_that_names_today(database, owner):
    for zone, yesterday in ((_HONOLULU, 22), (_UTC, 22), (_BERLIN, 23), (_FARTHEST_EAST, 23)):
        with pytest.raises(InvalidInput) as refusal:
            await make_task(database, owner, due_date=date(2026, 11, yesterday), cause=_at(_NEAR_MIDNIGHT, zone))
        assert refusal.value.field == 'due_date'
        assert str(refusal.value) == (
            f'The due date 2026-11-{yesterday} is in the past. Choose today (2026-11-{yesterday + 1}) or later.'
        )


async def test_without_a_zone_of_its_own_a_request_is_in_the_zone_of_the_profile(database, owner):
    far_east = datetime.now(UTC).astimezone(_FARTHEST_EAST).date()
    far_west = datetime.now(UTC).astimezone(_FARTHEST_WEST).date()
    assert far_west < far_east
    await _move_to(database, owner, 'Pacific/Kiritimati')
    with pytest.raises(InvalidInput):
        await make_task(database, owner, due_date=far_west)
    await _move_to(database, owner, 'Etc/GMT+12')
    assert (await make_task(database, owner, due_date=far_west)).due_date == far_west


async def test_a_moment_that_has_passed_is_refused_and_one_to_come_is_accepted(database, owner):
    cause = _at(_NEAR_MIDNIGHT, _BERLIN)
    soon = _NEAR_MIDNIGHT + timedelta(seconds=1)
    assert (await make_task(database, owner, due_date=soon, cause=cause)).due_date == soon
    with pytest.raises(InvalidInput):
        await make_task(database, owner, due_date=_NEAR_MIDNIGHT - timedelta(seconds=1), cause=cause)


async def test_a_moment_without_a_zone_is_read_in_the_persons_zone(database, owner):
    cause = _at(_NEAR_MIDNIGHT, _BERLIN)
    task = await make_task(database, owner, due_date='2026-12-01T09:00', cause=cause)
    assert task.due_date == datetime(2026, 12, 1, 8, tzinfo=UTC)
    async with database.transaction() as session:
        changes = TaskUpdate(due_date='2027-07-01T09:00')
        changed = await task_service.update_task(session, owner, task.id, changes, cause=cause)
        assert changed.due_date == datetime(2027, 7, 1, 7, tzinfo=UTC)


async def test_a_moment_is_shown_in_utc_whatever_zone_it_came_in(database, owner):
    task = await make_task(database, owner, due_date='2099-05-01T09:00:00+02:00')
    assert task.model_dump()['due_date'] == '2099-05-01T07:00:00Z'


async def test_a_plain_date_never_shifts(database, owner):
    for zone in (_HONOLULU, _UTC, _FARTHEST_EAST):
        task = await make_task(database, owner, due_date='2026-12-24', cause=_at(_NEAR_MIDNIGHT, zone))
        async with database.transaction() as session:
            stored = await task_service.get_task(session, owner, task.id)
            assert (stored.due_on, stored.due_at, stored.due_date) == (date(2026, 12, 24), None, date(2026, 12, 24))
        assert task.model_dump()['due_date'] == '2026-12-24'


async def test_an_overdue_task_can_still_be_edited(database, owner):
    for due_date in (date(2020, 1, 1), datetime(2020, 1, 1, tzinfo=UTC)):
        task = await make_overdue_task(database, owner, due_date)
        async with database.transaction() as session:
            changes = TaskUpdate(title='Pay the rent', status='in_progress', due_date=due_date)
            changed = await task_service.update_task(session, owner, task.id, changes)
            assert (changed.title, changed.due_date) == ('Pay the rent', due_date)
            assert (await task_service.toggle_task(session, owner, task.id)).completed is True
            assert await task_service.delete_task(session, owner, task.id)
            assert (await task_service.restore_task(session, owner, task.id)).due_date == due_date


async def test_an_overdue_task_cannot_get_another_due_date_in_the_past(database, owner):
    task = await make_overdue_task(database, owner, date(2020, 1, 1))
    async with database.transaction() as session:
        with pytest.raises(InvalidInput):
            await task_service.update_task(session, owner, task.id, TaskUpdate(due_date=date(2020, 1, 2)))
        assert (await task_service.get_task(session, owner, task.id)).due_date == date(2020, 1, 1)
    assert len(await events_of(database, owner)) == 1


async def test_a_due_date_can_change_its_kind_and_be_taken_away(database, owner):
    task = await make_task(database, owner, due_date='2099-05-01')
    for due_date, expected in (
        ('2099-05-01T09:00:00Z', datetime(2099, 5, 1, 9, tzinfo=UTC)),
        ('2099-05-02', date(2099, 5, 2)),
        (None, None),
    ):
        async with database.transaction() as session:
            changed = await task_service.update_task(session, owner, task.id, TaskUpdate(due_date=due_date))
            assert changed.due_date == expected


async def test_the_same_moment_in_another_zone_is_no_change(database, owner):
    task = await make_task(database, owner, due_date='2099-05-01T09:00:00Z')
    async with database.transaction() as session:
        changes = TaskUpdate(due_date='2099-05-01T11:00:00+02:00')
        assert (await task_service.update_task(session, owner, task.id, changes)).version == task.version


@pytest.mark.parametrize('due_date', ['0001-01-01T00:00:00+14:00', '9999-12-31T23:59:59-12:00'])
async def test_a_moment_at_the_end_of_time_is_refused_with_a_sentence(database, owner, due_date):
    with pytest.raises(InvalidInput, match='too far away'):
        await make_task(database, owner, due_date=due_date)


@pytest.mark.parametrize('value', ['', 'soon', '2026-02-30', '24.12.2026', '2026-13-01', 1_800_000_000, True, [], {}])
def test_what_is_not_a_date_is_refused_with_a_sentence_that_shows_how(value):
    with pytest.raises(ValidationError, match='Write a date as 2026-11-23 or a moment as 2026-11-23T09:00:00Z'):
        TaskCreate(title='Buy milk', due_date=value)


@pytest.mark.parametrize('text', ['2026-11-23', '20261123', '2026-W48-1', ' 2026-11-23 '])
def test_every_iso_spelling_of_a_day_is_a_plain_date(text):
    assert read_due(text) == date(2026, 11, 23)
    assert not isinstance(read_due(text), datetime)


def test_a_moment_without_a_zone_is_written_without_one():
    assert write_due(datetime(2026, 11, 23, 9)) == '2026-11-23T09:00:00'  # noqa: DTZ001 - the case in question
    assert write_due(None) is None


@given(st.dates() | st.datetimes(timezones=st.timezones()) | st.none())
def test_a_due_date_that_is_written_and_read_again_is_the_same(value):
    try:
        value = in_zone(value, ZoneInfo('UTC'))
    except InvalidInput:
        return
    assert read_due(write_due(value)) == value


async def _move_to(database, user_id, zone):
    async with database.transaction() as session:
        await people.update_user(session, user_id, UserUpdate(time_zone=zone))
