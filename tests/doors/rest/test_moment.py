"""Whose midnight counts: the request's zone, else the profile's; and the test clock, only where it is allowed."""

import pytest

from app.settings import Settings
from services.accounts import people

API = '/api/v1'
KIRITIMATI = {'X-Tandem-Zone': 'Pacific/Kiritimati'}


@pytest.fixture
def settings(request):
    return Settings(_env_file=None, test_clock=getattr(request, 'param', True))


async def due(client, due_date, **headers):
    return await client.post(f'{API}/tasks/', json={'title': 'x', 'due_date': due_date}, headers=headers)


async def test_the_stated_moment_is_now(client):
    stated = {'X-Tandem-Now': '2030-05-05T12:00:00Z'}

    assert (await due(client, '2030-05-05', **stated)).status_code == 201
    refused = await due(client, '2030-05-04', **stated)
    assert refused.status_code == 422
    assert '2030-05-05' in refused.json()['detail'][0]['message']


async def test_the_stated_zone_decides_what_today_is(client):
    late = {'X-Tandem-Now': '2030-05-05T12:00:00Z'}

    assert (await due(client, '2030-05-05', **late, **KIRITIMATI)).status_code == 422
    assert (await due(client, '2030-05-06', **late, **KIRITIMATI)).status_code == 201


async def test_without_a_stated_zone_the_profile_decides(client):
    late = {'X-Tandem-Now': '2030-05-05T12:00:00Z'}
    assert (await client.patch(f'{API}/me', json={'time_zone': 'Pacific/Kiritimati'})).status_code == 200

    assert (await due(client, '2030-05-05', **late)).status_code == 422


async def test_a_moment_without_a_zone_is_in_the_stated_one(client):
    answer = await due(client, '2999-01-01T09:00', **{'X-Tandem-Zone': 'Europe/Berlin'})

    assert answer.json()['due_date'] == '2999-01-01T08:00:00Z'


async def test_the_chat_takes_the_stated_moment(client):
    stated = {'X-Tandem-Now': '2030-05-05T12:00:00', 'X-Tandem-Zone': 'Europe/Berlin'}

    await client.post(f'{API}/chat', json={'message': 'add buy milk tomorrow'}, headers=stated)

    [task] = (await client.get(f'{API}/tasks/')).json()
    assert task['due_date'] == '2030-05-06'


@pytest.mark.parametrize('headers', [{}, {'X-Tandem-Zone': 'Europe/Berlin'}], ids=['no header', 'a zone'])
@pytest.mark.parametrize(('learnt', 'day'), [(None, '01-12'), (False, '01-12'), (True, '12-01')])
async def test_the_chat_reads_dates_in_the_order_of_the_profile(learnt, day, headers, client, tandem, owner):
    if learnt is not None:
        async with tandem.database.of(owner).transaction() as session:
            await people.learn_date_order(session, owner, day_first=learnt)

    await client.post(f'{API}/chat', json={'message': 'add call bank 1/12'}, headers=headers)

    [task] = (await client.get(f'{API}/tasks/')).json()
    assert task['due_date'][5:] == day


@pytest.mark.parametrize(('language', 'answer'), [(None, 'Added “tee kochen”.'), ('de', '„tee kochen“ hinzugefügt.')])
async def test_the_chat_answers_in_the_language_of_the_profile(language, answer, client, tandem, owner):
    if language is not None:
        async with tandem.database.of(owner).transaction() as session:
            await people.learn_language(session, owner, language=language)

    said = await client.post(f'{API}/chat', json={'message': '/add tee kochen'})

    assert said.json()['response'] == answer


async def test_the_chat_is_spoken_to_in_german(client):
    stated = {'X-Tandem-Now': '2030-05-07T10:00:00', 'X-Tandem-Zone': 'Europe/Berlin'}

    said = await client.post(
        f'{API}/chat', json={'message': 'Füge morgen um halb neun Tee kochen hinzu'}, headers=stated
    )

    assert said.json()['response'] == '„Tee kochen“ hinzugefügt (fällig morgen, Mi., 8. Mai, 08:30).'
    [task] = (await client.get(f'{API}/tasks/')).json()
    assert (task['title'], task['due_date']) == ('Tee kochen', '2030-05-08T06:30:00Z')


@pytest.mark.parametrize('settings', [False], indirect=True)
@pytest.mark.parametrize('stated', ['2001-01-01T00:00:00Z', 'nonsense'])
async def test_without_the_setting_the_stated_moment_is_ignored(client, stated):
    answer = await due(client, '2001-01-02', **{'X-Tandem-Now': stated})

    assert answer.status_code == 422
    assert 'in the past' in answer.json()['detail'][0]['message']


@pytest.mark.parametrize(
    ('header', 'value'),
    [
        ('X-Tandem-Zone', 'Mars/Olympus'),
        ('X-Tandem-Zone', '../../etc/passwd'),
        ('X-Tandem-Zone', ''),
        ('X-Tandem-Now', 'tomorrow'),
        ('X-Tandem-Now', '0001-01-01T00:00:00+14:00'),
    ],
)
async def test_an_unreadable_moment_is_refused(client, header, value):
    for path in ('/tasks/', '/chat'):
        body = {'title': 'x'} if path == '/tasks/' else {'message': 'hello'}
        answer = await client.post(API + path, json=body, headers={header: value})
        assert answer.status_code == 422
        assert [fault['field'] for fault in answer.json()['detail']] == [header]
