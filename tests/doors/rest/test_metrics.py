"""`/metrics`, for whoever has the token."""

import asyncio
from datetime import UTC, datetime

import pytest

from app.api.metrics import WRONG_TOKENS
from app.settings import Settings
from tests.scripted_work import ScriptedWork
from tests.timeouts import TIMEOUT, until

TOKEN = 'a token for the one who watches'


class TestWithAToken:
    @pytest.fixture
    def settings(self):
        return Settings(_env_file=None, metrics_token=TOKEN)

    async def test_the_numbers_are_for_whoever_has_it(self, client, nobody):
        await client.post('/api/v1/tasks/', json={'title': 'Buy milk'})
        assert (await nobody.get('/metrics')).status_code == 401
        assert (await client.get('/metrics')).status_code == 401

        answer = await nobody.get('/metrics', headers={'Authorization': f'Bearer {TOKEN}'})

        assert answer.headers['content-type'].startswith('text/plain')
        assert 'tandem_requests_total{method="POST",status="201"} 1.0' in answer.text
        assert 'tandem_relay_connected 1.0' in answer.text
        assert 'milk' not in answer.text

    async def test_each_background_task_says_whether_it_runs(self, nobody, tandem):
        broken = ScriptedWork(ZeroDivisionError())
        tandem.supervisor.start('broken', broken)
        async with asyncio.timeout(TIMEOUT):
            await broken.steady.wait()

        text = (await nobody.get('/metrics', headers={'Authorization': f'Bearer {TOKEN}'})).text

        for task in ('relay', 'turn_channel', 'login_check', 'state_verification', 'retention'):
            assert f'tandem_task_up{{task="{task}"}} 1.0' in text
            assert f'tandem_task_restarts_total{{task="{task}"}} 0.0' in text
            assert f'tandem_task_last_failure_age_seconds{{task="{task}"}}' not in text
        assert 'tandem_task_restarts_total{task="broken"} 1.0' in text
        assert 'tandem_task_last_failure_age_seconds{task="broken"}' in text
        assert 'tandem_relay_skipped_events_total 0.0' in text

    async def test_guessing_the_token_has_to_wait(self, nobody):
        right = {'Authorization': f'Bearer {TOKEN}'}
        for _ in range(WRONG_TOKENS.burst + 1):
            assert (await nobody.get('/metrics', headers=right)).status_code == 200
        for _ in range(WRONG_TOKENS.burst):
            assert (await nobody.get('/metrics', headers={'Authorization': 'Bearer a guess'})).status_code == 401

        refused = await nobody.get('/metrics', headers=right)

        assert refused.status_code == 429
        assert 0 < int(refused.headers['retry-after']) <= WRONG_TOKENS.seconds

    async def test_a_method_that_was_made_up_is_counted_with_the_others(self, nobody):
        for number in range(3):
            await nobody.request(f'X{number}', '/healthz')

        answer = await nobody.get('/metrics', headers={'Authorization': f'Bearer {TOKEN}'})

        assert 'tandem_requests_total{method="other",status="405"} 3.0' in answer.text
        assert '"X' not in answer.text


class TestWithBackups:
    @pytest.fixture
    def settings(self, tmp_path):
        return Settings(_env_file=None, metrics_token=TOKEN, backup_dir=tmp_path / 'backups')

    async def test_the_last_backup_and_a_late_one_show(self, nobody, tandem):
        await until(lambda: tandem.backups.last(datetime.now(UTC)) is not None)
        headers = {'Authorization': f'Bearer {TOKEN}'}
        text = (await nobody.get('/metrics', headers=headers)).text
        assert 'tandem_backup_overdue 0.0' in text
        assert 'tandem_backup_last_success_timestamp_seconds' in text

        for file in tandem.backups.folder.glob('*.backup'):
            file.unlink()
        text = (await nobody.get('/metrics', headers=headers)).text
        assert 'tandem_backup_overdue 1.0' in text
        assert 'tandem_backup_last_success' not in text


async def test_without_a_token_there_is_nothing(nobody):
    assert (await nobody.get('/metrics')).status_code == 404
