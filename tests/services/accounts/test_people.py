from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from components.theme import Theme
from services.accounts import people
from services.accounts.people import OWNER_ID, UserUpdate
from services.errors import InvalidInput


async def test_a_new_database_has_its_owner(run):
    owner = await run(people.get_user, OWNER_ID)
    assert (owner.name, owner.email, owner.time_zone, owner.seq) == ('Owner', None, 'UTC', 0)


async def test_a_person_who_does_not_exist_cannot_be_found(run):
    with pytest.raises(InvalidInput, match='no such person'):
        await run(people.get_user, uuid4())


async def test_a_person_changes_what_they_give_and_nothing_else(owner, run):
    await run(people.update_user, owner, UserUpdate(time_zone='Asia/Tokyo'))
    changed = await run(people.update_user, owner, UserUpdate(name='Ann'))
    assert (changed.name, changed.time_zone) == ('Ann', 'Asia/Tokyo')
    assert await run(people.zone_of, owner) == ZoneInfo('Asia/Tokyo')


@pytest.mark.parametrize('zone', ['', 'Berlin', 'Mars/Olympus', '../../etc/passwd', 'UTC\x00'])
def test_a_zone_that_nobody_knows_is_refused_with_a_sentence(zone):
    with pytest.raises(ValidationError, match='is not a time zone'):
        UserUpdate(time_zone=zone)


async def test_the_zone_of_somebody_unknown_is_utc(run):
    assert await run(people.zone_of, uuid4()) == ZoneInfo('UTC')


async def test_preferences_are_kept_one_by_one(owner, run):
    await run(people.set_preference, owner, 'theme', 'dark')
    await run(people.set_preference, owner, 'view', 'board')
    await run(people.set_preference, owner, 'theme', 'light')
    assert (await run(people.get_user, owner)).preferences == {'theme': 'light', 'view': 'board'}


async def test_a_preference_may_be_one_of_our_own_words(owner, run):
    await run(people.set_preference, owner, 'theme', Theme.DARK)
    assert (await run(people.get_user, owner)).preferences == {'theme': 'dark'}


async def test_two_people_cannot_share_an_email_address(owner, other, run):
    await run(people.update_user, owner, UserUpdate(email='ann@example.com'))
    with pytest.raises(InvalidInput, match='Another account uses this e-mail address') as refusal:
        await run(people.update_user, other, UserUpdate(email='ann@example.com'))
    assert refusal.value.field == 'email'


async def test_a_zone_that_is_set_stays_and_one_that_is_not_is_learnt(owner, run):
    await run(people.set_zone, owner, 'Asia/Tokyo')
    assert (await run(people.get_user, owner)).preferences['zone'] == people.CHOSEN
    await run(people.set_zone, owner, None)
    person = await run(people.get_user, owner)
    assert (person.preferences['zone'], person.time_zone) == ('', 'Asia/Tokyo')
