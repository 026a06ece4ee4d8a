"""`token NAME` prints a token that lets a program in."""

import asyncio
import os
import re
import subprocess
import sys

import pytest

from app.accounts.commands import print_token
from app.bootstrap import build
from app.settings import Settings
from services.accounts.people import OWNER_ID
from services.accounts.tokens import token_owner
from services.errors import InvalidInput
from tests import ROOT


def test_it_prints_the_token_and_nothing_else(database_url, capsys):
    settings = Settings(_env_file=None, database_url=database_url)

    print_token(settings, ' my script ')

    printed = capsys.readouterr()
    assert printed.err == ''
    [token] = printed.out.splitlines()
    assert asyncio.run(owner_of(token, settings, database_url)) == (OWNER_ID, 'my script')


async def owner_of(token, settings, database_url):
    tandem = build(settings, database_url)
    try:
        async with tandem.database.everybody().transaction() as session:
            found = await token_owner(session, token)
            return found.user_id, found.name
    finally:
        await tandem.database.close()


def test_the_command_starts_the_embedded_database_and_leaves_it_stopped(tmp_path):
    environment = {**os.environ, 'TANDEM_DATA_DIR': str(tmp_path)}

    def run(name):
        command = [sys.executable, 'main.py', 'token', name]
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)  # noqa: S603

    first, second = run('first'), run('second')
    assert (first.stderr, second.stderr) == ('', '')
    tokens = [first.stdout, second.stdout]

    assert all(re.fullmatch(r'tandem_[\w-]{43}\n', token) for token in tokens)
    assert len(set(tokens)) == 2
    assert not (tmp_path / 'postgresql' / 'postmaster.pid').exists()


@pytest.mark.parametrize('name', ['', '  ', 'x' * 101, 'a\nb'])
def test_a_name_that_cannot_be_shown_is_refused(name, capsys):
    with pytest.raises(InvalidInput) as refused:
        print_token(Settings(_env_file=None), name)

    assert refused.value.field == 'NAME'
    assert capsys.readouterr().out == ''
