"""What whoever runs Tandem can do for people, and what stops a start."""

import asyncio
import re

import pyotp
import pytest
from pydantic import ValidationError

from app.accounts.commands import (
    disable_second_factor,
    print_invitation,
    print_people,
    print_reset_link,
    print_token,
    revoke_tokens,
    set_disabled,
    set_quota,
)
from app.postgres.refusals import CannotStart
from app.settings import Settings
from services.accounts.authentication import Authentication, Login, Registration
from services.accounts.people import find_user_with
from services.accounts.tokens import token_owner
from services.database import Database
from services.errors import InvalidInput
from tests.accounts import PASSWORD, account_settings


@pytest.fixture
def settings(database_url):
    return account_settings(database_url=database_url, public_url='https://tasks.example.org', registration='closed')


@pytest.fixture
def ada(settings, database_url, capsys):
    """An account, and its address."""
    print_invitation(settings, 'ada@example.org')
    invitation = printed(capsys).partition('=')[2]
    wanted = Registration(email='ada@example.org', password=PASSWORD, invitation=invitation)
    in_database(database_url, lambda _database, gate: gate.register(wanted, 'here'))
    return 'ada@example.org'


def in_database(url, work):
    async def run():
        database = Database(url).everybody()
        try:
            return await work(database, Authentication(database, is_open=False))
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
        await gate.access.reset_password(link, 'a better horse', 'here')
        return await gate.log_in(Login(email='ada@example.org', password='a better horse'), 'here')

    assert in_database(database_url, reset) == user_id


def test_what_makes_no_sense_is_said(settings, capsys):
    with pytest.raises(InvalidInput, match='There is no account with this e-mail address'):
        print_reset_link(settings, 'nobody@example.org')
    with pytest.raises(InvalidInput, match='There is no account with nobody'):
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


def test_a_token_is_revoked_by_its_name(settings, database_url, ada, capsys):
    for _ in range(2):
        print_token(settings, 'script', ada, days=30)
        token = printed(capsys)
    revoke_tokens(settings, 'script', ada)
    assert printed(capsys) == 'Revoked 2 tokens.'

    async def whose(database, _gate):
        async with database.transaction() as session:
            return await token_owner(session, token)

    assert in_database(database_url, whose) is None
    with pytest.raises(InvalidInput, match='There is no token called “script”'):
        revoke_tokens(settings, 'script', ada)
    for days in (0, 3_651):
        with pytest.raises(InvalidInput, match='works for 1 to 3,650 days'):
            print_token(settings, 'script', ada, days=days)


def test_accounts_are_listed_disabled_and_enabled(settings, ada, capsys):
    set_disabled(settings, ada, disabled=True)
    assert printed(capsys) == 'ada@example.org is disabled.'
    print_people(settings)
    assert re.fullmatch(r'ada@example\.org\tsince [\d-]{10}\t0 tasks\tdisabled', printed(capsys))
    set_disabled(settings, ada, disabled=False)
    capsys.readouterr()
    print_people(settings)
    assert 'disabled' not in printed(capsys)
    with pytest.raises(InvalidInput, match='no account'):
        set_disabled(settings, 'eve@example.org', disabled=True)


def test_who_has_lost_their_second_factor_logs_in_with_the_password_again(ada, database_url, settings, capsys):
    async def has_one(database, gate):
        async with database.transaction() as session:
            user_id = await find_user_with(session, ada)
        secret = (await gate.second_factor.begin(user_id, PASSWORD, 'here')).secret
        await gate.second_factor.turn_on(user_id, pyotp.TOTP(secret).now(), 'here')

    in_database(database_url, has_one)
    disable_second_factor(settings, ada)
    assert printed(capsys) == 'ada@example.org logs in with the password alone now.'

    async def logs_in(_database, gate):
        return await gate.log_in(Login(email=ada, password=PASSWORD), 'here')

    assert in_database(database_url, logs_in)
    with pytest.raises(InvalidInput, match='has no second factor'):
        disable_second_factor(settings, ada)


def test_the_quota_of_one_person_is_changed_listed_and_taken_back(ada, settings, capsys):
    set_quota(settings, ada, {'tasks': None})
    assert printed(capsys) == '50,000 tasks, 5,000 conversations, 200,000 messages'
    set_quota(settings, ada, {'tasks': '7', 'messages': '1000'})
    assert printed(capsys) == '7 tasks, 5,000 conversations, 1,000 messages'
    print_people(settings)
    assert printed(capsys).endswith('\tat most 7 tasks\tat most 1,000 messages')
    set_quota(settings, ada, {'tasks': 'default', 'messages': 'default'})
    assert printed(capsys) == '50,000 tasks, 5,000 conversations, 200,000 messages'
    for wrong in ('0', '-1', 'many', '1' * 10):
        with pytest.raises(InvalidInput, match='Say how many'):
            set_quota(settings, ada, {'tasks': wrong})
    with pytest.raises(InvalidInput, match='no account'):
        set_quota(settings, 'nobody@example.org', {})
