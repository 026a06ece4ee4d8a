"""`/metrics`, for whoever has the token."""

import pytest

from app.settings import Settings

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

    async def test_a_method_that_was_made_up_is_counted_with_the_others(self, nobody):
        for number in range(3):
            await nobody.request(f'X{number}', '/healthz')

        answer = await nobody.get('/metrics', headers={'Authorization': f'Bearer {TOKEN}'})

        assert 'tandem_requests_total{method="other",status="405"} 3.0' in answer.text
        assert '"X' not in answer.text


async def test_without_a_token_there_is_nothing(nobody):
    assert (await nobody.get('/metrics')).status_code == 404
