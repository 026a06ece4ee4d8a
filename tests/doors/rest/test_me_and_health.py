import asyncio
from dataclasses import replace

import asyncpg
import pytest

from app.bootstrap import build
from app.settings import Settings
from services.supervision import Backoff, Supervisor
from tests.programs import client_of
from tests.scripted_work import ScriptedWork
from tests.timeouts import TIMEOUT

ME = '/api/v1/me'


async def test_a_profile_is_read_and_changed(client, owner):
    assert (await client.get(ME)).json() == {'id': str(owner), 'email': None, 'name': 'Owner', 'time_zone': 'UTC'}

    changed = await client.patch(ME, json={'name': ' Ada ', 'email': 'Ada@Example.org', 'time_zone': 'Europe/Berlin'})

    expected = {'id': str(owner), 'email': 'ada@example.org', 'name': 'Ada', 'time_zone': 'Europe/Berlin'}
    assert changed.json() == expected
    assert (await client.get(ME)).json() == expected
    assert (await client.patch(ME, json={})).json() == expected


async def test_an_address_belongs_to_one_person(client, others_client):
    await client.patch(ME, json={'email': 'ada@example.org'})

    refused = await others_client.patch(ME, json={'email': 'ADA@example.org', 'name': 'Eve'})

    assert refused.status_code == 422
    assert refused.json()['detail'][0]['field'] == 'email'
    assert (await others_client.get(ME)).json()['name'] == 'Somebody else'


@pytest.mark.parametrize('email', ['', 'ada', '@example.org', 'ada@', 'a da@example.org', 'a\0@b', f'{"a" * 320}@b'])
async def test_what_is_no_address_is_refused(client, email):
    assert (await client.patch(ME, json={'email': email})).status_code == 422


async def test_health_needs_no_token(nobody):
    assert (await nobody.get('/healthz')).json() == {'status': 'ok'}
    assert (await nobody.get('/readyz')).json() == {'status': 'ready'}


async def test_readiness_notices_a_lost_database(nobody, tandem):
    await tandem.database.close()
    tandem.database._url = 'postgresql://nobody@127.0.0.1:1/nothing'

    answer = await nobody.get('/readyz')

    assert answer.status_code == 503
    assert 'database' in answer.json()['detail']
    assert (await nobody.get('/healthz')).status_code == 200


async def test_readiness_names_a_needed_task_that_is_not_running(app, nobody, tandem):
    supervisor = Supervisor(lambda: Backoff(first_seconds=TIMEOUT))
    app.state.tandem = replace(tandem, supervisor=supervisor)
    supervisor.start('not needed', ScriptedWork(ZeroDivisionError()), needed=False)
    await asyncio.sleep(0)
    assert (await nobody.get('/readyz')).status_code == 200

    supervisor.start('compass', ScriptedWork(ZeroDivisionError()))
    await asyncio.sleep(0)
    answer = await nobody.get('/readyz')

    assert answer.status_code == 503
    assert 'the background task compass' in answer.json()['detail']
    assert (await nobody.get('/healthz')).status_code == 200
    await supervisor.stop()


async def test_a_full_disk_is_answered_with_a_sentence_and_the_process_is_not_ready(client, nobody, database_url):
    sql = await asyncpg.connect(database_url)
    await sql.execute("""
        CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
        CREATE TRIGGER fill BEFORE INSERT ON tasks FOR EACH ROW EXECUTE FUNCTION fill()
    """)
    await sql.close()
    refused = await client.post('/api/v1/tasks/', json={'title': 'Buy milk'})
    assert refused.status_code == 507
    assert refused.json()['detail'].startswith('The disk of the database is full. Nothing was changed')
    answer = await nobody.get('/readyz')
    assert (answer.status_code, 'full' in answer.json()['detail']) == (503, True)
    assert (await client.get('/api/v1/tasks/')).json() == []


async def test_readiness_waits_for_the_relay(app, database_url):
    app.state.tandem = build(Settings(_env_file=None), database_url)

    async with client_of(app) as nobody:
        answer = await nobody.get('/readyz')

    assert answer.status_code == 503
    assert 'relay' in answer.json()['detail']
    await app.state.tandem.database.close()
