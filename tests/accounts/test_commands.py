"""What whoever runs Tandem can do for people, and what stops a start."""

import asyncio
import re

import pytest
from pydantic import ValidationError

from app.accounts.commands import print_invitation, print_reset_link, print_token
from app.embedded import CannotStart
from app.settings import Settings
from services.accounts import token_owner
from services.database import Database
from services.errors import InvalidInput
from services.gate import Gate, Login, Registration
from tests.accounts.conftest import PASSWORD, account_settings


@pytest.fixture
def settings(database_url):
    return account_settings(database_url=database_url, public_url='https://tasks.example.org', registration='closed')


def in_database(url, work):
    async def run():
        database = Database(url)
        try:
            return await work(database, Gate(database, is_open=False))
        finally:
            await database.close()

    return asyncio.run(run())


def printed(capsys):
    [line] = capsys.readouterr().out.splitlines()
    return line


def test_an_invitation_a_token_and_a_way_back_in(settings, database_url, capsys):
    print_invitation(settings, 'Ada@Example.org')
    invitation = re.fullmatch(r'https://tasks\.example\.org/login\?invitation=([\w-]{43})', printed(capsys))[1]

    async def register(_database, gate):
        wanted = Registration(email='ada@example.org', password=PASSWORD, invitation=invitation)
        return await gate.register(wanted, 'here')

    user_id = in_database(database_url, register)

    print_token(settings, 'script', 'ada@example.org')
    token = printed(capsys)

    async def whose(database, _gate):
        async with database.transaction() as session:
            return (await token_owner(session, token)).user_id

    assert in_database(database_url, whose) == user_id

    print_reset_link(settings, 'ada@example.org')
    link = re.fullmatch(r'https://tasks\.example\.org/reset\?link=([\w-]{43})', printed(capsys))[1]

    async def reset(_database, gate):
        await gate.reset_password(link, 'a better horse', 'here')
        return await gate.log_in(Login(email='ada@example.org', password='a better horse'), 'here')

    assert in_database(database_url, reset) == user_id


def test_what_makes_no_sense_is_said(settings, capsys):
    with pytest.raises(InvalidInput, match='Nobody has registered'):
        print_reset_link(settings, 'nobody@example.org')
    with pytest.raises(InvalidInput, match='Nobody has registered'):
        print_token(settings, 'script', 'nobody@example.org')
    with pytest.raises(InvalidInput, match='--user'):
        print_token(settings, 'script')
    with pytest.raises(InvalidInput, match='only the owner'):
        print_token(Settings(_env_file=None), 'script', 'ada@example.org')
    with pytest.raises(InvalidInput, match='not an e-mail address'):
        print_invitation(settings, 'ada')
    with pytest.raises(CannotStart, match='TANDEM_AUTH=accounts'):
        print_invitation(Settings(_env_file=None), 'ada@example.org')
    assert capsys.readouterr().out == ''


@pytest.mark.parametrize('secret', [None, '', 'short', 'x' * 64, 'abababab' * 8])
def test_accounts_need_a_secret_that_nobody_guesses(secret):
    with pytest.raises(ValidationError, match='TANDEM_SECRET'):
        Settings(_env_file=None, auth='accounts', secret=secret)


@pytest.mark.parametrize('address', ['tasks.example.org', 'ftp://x', 'https://', 'https://x/tandem', 'javascript:x'])
def test_a_public_address_is_one(address):
    with pytest.raises(ValidationError, match=r'https://tasks\.example\.org'):
        Settings(_env_file=None, public_url=address)
