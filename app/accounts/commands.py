"""Commands for whoever runs Tandem: tokens, invitations, resets, accounts. Each prints its result, nothing else."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.local_user import LocalUser
from app.postgres.embedded import database_url
from app.postgres.refusals import CannotStart
from app.postgres.schema import prepare_database
from app.settings import Auth, Settings
from services.accounts import audit_log, people
from services.accounts.audit_log import AuditAction
from services.accounts.authentication import Authentication
from services.accounts.people import OWNER_ID, Email, User, refuse_disabled
from services.accounts.tokens import LIFETIME, LONGEST_LIFETIME, Scope, create_token, revoke_named
from services.database import Database
from services.errors import InvalidInput
from services.storage.columns import table_of
from services.values.text import Name, quoted
from services.values.validation import read_value

_users = table_of(User)

_DEFAULT = 'default'
_MOST_DIGITS = 9


def print_link(settings: Settings) -> None:
    """Print a link that lets in the browser in which it is opened, whoever runs that."""
    if settings.auth is not Auth.LOCAL:
        raise InvalidInput('link', 'With accounts people log in at the plain address.')
    try:
        print(LocalUser(settings).link)  # noqa: T201 - the result
    except OSError as error:
        raise CannotStart(f'The key of the link cannot be kept ({error.strerror}: {error.filename}).') from error


def print_token(
    settings: Settings,
    name: str,
    email: str | None = None,
    scopes: Collection[str] = tuple(Scope),
    *,
    days: int | None = None,
) -> None:
    """Print a new token called `name`: for the owner, or in `accounts` mode for the person with this address.

    It works for so many `days`, by default for a year.
    """
    name = _parse(Name, 'NAME', name)
    wanted = tuple(Scope(_parse(Scope, '--scopes', scope.strip())) for scope in scopes)
    lifetime = LIFETIME if days is None else timedelta(days=_days(days))

    async def create(session: AsyncSession, user_id: UUID) -> str:
        await refuse_disabled(session, user_id)
        await audit_log.record(session, AuditAction.TOKEN_CREATED, user_id)
        return await create_token(session, user_id, name, expires_at=datetime.now(UTC) + lifetime, scopes=wanted)

    print(_for_person(settings, email, create))  # noqa: T201 - the result


def revoke_tokens(settings: Settings, name: str, email: str | None = None) -> None:
    """Have every token called `name` of the owner, or of the person with this address, stop working at once."""

    async def revoke(session: AsyncSession, user_id: UUID) -> str:
        revoked = await revoke_named(session, user_id, name)
        if not revoked:
            raise InvalidInput('NAME', f'There is no token called {quoted(name)}.')
        await audit_log.record(session, AuditAction.TOKEN_REVOKED, user_id)
        return f'Revoked {revoked} token{"s" if revoked > 1 else ""}.'

    print(_for_person(settings, email, revoke))  # noqa: T201


def print_people(settings: Settings) -> None:
    """Print every account: address, since when, tasks, and what is unusual about it."""
    _require_accounts(settings)

    async def listed(database: Database) -> str:
        async with database.everybody().transaction() as session:
            everybody = await session.scalars(select(User).where(_users.c.id != OWNER_ID).order_by(_users.c.created_at))
            return '\n'.join(_described(person) for person in everybody) or 'There are no accounts yet.'

    print(_in_database(settings, listed))  # noqa: T201


def set_disabled(settings: Settings, email: str, *, disabled: bool) -> None:
    """Disable an account, so that nobody can log in to it and whoever is logged in is not any more, or enable it."""
    _require_accounts(settings)
    address = _parse(Email, 'EMAIL', email)

    async def change(database: Database) -> str:
        await Authentication(database).set_disabled(address, disabled=disabled)
        return f'{address} is {"disabled" if disabled else "enabled"}.'

    print(_in_database(settings, change))  # noqa: T201


def disable_second_factor(settings: Settings, email: str) -> None:
    """Have the password of an account be enough again, for who has lost both their app and the recovery codes."""
    _require_accounts(settings)
    address = _parse(Email, 'EMAIL', email)

    async def change(database: Database) -> str:
        if not await Authentication(database).second_factor.turn_off_for(address):
            raise InvalidInput('EMAIL', f'{address} has no second factor.')
        return f'{address} logs in with the password alone now.'

    print(_in_database(settings, change))  # noqa: T201


def set_quota(settings: Settings, email: str, wanted: Mapping[str, str | None]) -> None:
    """Print how much a person may keep, after changing those of `wanted` that are not None; “default” is the setting's.

    The keys of `wanted` are tasks, conversations and messages.
    """
    _require_accounts(settings)
    address = _parse(Email, 'EMAIL', email)
    limits = {f'max_{what}': _limit(what, text) for what, text in wanted.items() if text is not None}

    async def change(database: Database) -> str:
        async with database.everybody().transaction() as session:
            user_id = await people.find_user_with(session, address)
            person = await people.set_quota(session, user_id, limits)
            general = (settings.max_tasks, settings.max_conversations, settings.max_messages)
            named = zip(_own_quota(person).items(), general, strict=True)
            return ', '.join(f'{own or usual:,} {what}' for (what, own), usual in named)

    print(_in_database(settings, change))  # noqa: T201


def _own_quota(person: User) -> dict[str, int | None]:
    return {
        'tasks': person.max_tasks,
        'conversations': person.max_conversations,
        'messages': person.max_messages,
    }


def _limit(what: str, text: str) -> int | None:
    if text == _DEFAULT:
        return None
    if not text.isascii() or not text.isdigit() or not int(text[:_MOST_DIGITS]) >= 1 or len(text) > _MOST_DIGITS:
        raise InvalidInput(f'--{what}', f'Say how many, from 1 on, or “{_DEFAULT}” for what everybody may have.')
    return int(text)


def _described(person: User) -> str:
    facts = [
        person.email or person.name,
        f'since {person.created_at:%Y-%m-%d}',
        f'{person.task_count:,} tasks',
        *(['disabled'] if person.disabled_at else []),
        *(['verified'] if person.email_verified_at else []),
        *(f'at most {limit:,} {what}' for what, limit in _own_quota(person).items() if limit is not None),
    ]
    return '\t'.join(facts)


def _days(days: int) -> int:
    if not 1 <= days <= LONGEST_LIFETIME.days:
        raise InvalidInput('--days', f'A token works for 1 to {LONGEST_LIFETIME.days:,} days.')
    return days


def _for_person(settings: Settings, email: str | None, work: Callable[[AsyncSession, UUID], Awaitable[str]]) -> str:
    """Run `work` for the owner, or in `accounts` mode for the person with this address."""
    if (settings.auth is Auth.ACCOUNTS) != (email is not None):
        raise InvalidInput(
            '--user', 'Say whose token it shall be: --user EMAIL.' if email is None else 'There is only the owner here.'
        )
    address = None if email is None else _parse(Email, '--user', email)

    async def run(database: Database) -> str:
        async with database.everybody().transaction() as session:
            who = _users.c.id == OWNER_ID if address is None else _users.c.email == address
            user_id = await session.scalar(select(_users.c.id).where(who))
            if user_id is None:
                raise InvalidInput('--user', f'There is no account with {address}.')
            return await work(session, user_id)

    return _in_database(settings, run)


def print_invitation(settings: Settings, email: str) -> None:
    """Print a link with which this address can register, within a week."""
    _require_accounts(settings)
    address = _parse(Email, 'EMAIL', email)
    secret = _in_database(settings, lambda database: Authentication(database).invite(address))
    print(f'{settings.address}/login?invitation={secret}')  # noqa: T201


def print_reset_link(settings: Settings, email: str) -> None:
    """Print a link with which whoever has this address can set a new password, within an hour."""
    _require_accounts(settings)
    address = _parse(Email, 'EMAIL', email)
    secret = _in_database(settings, lambda database: Authentication(database).access.make_reset_link(address))
    print(f'{settings.address}/reset?link={secret}')  # noqa: T201


def _require_accounts(settings: Settings) -> None:
    if settings.auth is not Auth.ACCOUNTS:
        raise CannotStart('There are no accounts here. Set TANDEM_AUTH=accounts.')


def _parse(kind: Any, name: str, text: str) -> str:
    return read_value(TypeAdapter[str](kind), name, text)


def _in_database(settings: Settings, work: Callable[[Database], Awaitable[str]]) -> str:
    async def run(url: str) -> str:
        await prepare_database(url)
        database = Database(url)
        try:
            return await work(database)
        finally:
            await database.close()

    with database_url(settings) as url:
        return asyncio.run(run(url))
