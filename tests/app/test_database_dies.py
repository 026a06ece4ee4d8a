"""A real process whose embedded database is killed under it: not ready, and soon ready again with everything in it."""

import subprocess
import sys

import httpx

from tests.app.postgres.folders import kill, server_of
from tests.serving import MAIN, forked
from tests.timeouts import TIMEOUT, until


async def test_a_process_whose_database_is_killed_is_ready_again_by_itself_with_everything_in_it(tmp_path):
    try:
        with forked(tmp_path) as address:
            async with httpx.AsyncClient(base_url=address, timeout=TIMEOUT) as program:
                program.headers['Authorization'] = f'Bearer {token_for(tmp_path)}'
                (await program.post('/api/v1/tasks/', json={'title': 'Buy milk'})).raise_for_status()
                killed = server_of(tmp_path / 'postgresql').pid
                kill(tmp_path / 'postgresql')

                seen = set()
                await until(lambda: is_ready(program, seen))

                assert seen <= {200, 503}
                assert server_of(tmp_path / 'postgresql').pid != killed
                assert [task['title'] for task in (await program.get('/api/v1/tasks/')).json()] == ['Buy milk']
                (await program.post('/api/v1/tasks/', json={'title': 'Call mum'})).raise_for_status()
    finally:
        kill(tmp_path / 'postgresql')  # which the killed process has left running


async def is_ready(program, seen):
    answer = await program.get('/readyz')
    seen.add(answer.status_code)
    return answer.is_success


def token_for(folder):
    command = [sys.executable, str(MAIN), 'token', 'program']
    environment = {'TANDEM_DATA_DIR': str(folder), 'PYTHONPATH': ':'.join(sys.path)}
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=True)  # noqa: S603
    return done.stdout.strip().splitlines()[-1]
