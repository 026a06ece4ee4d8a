"""Commands for whoever runs Tandem: tokens, invitations, and a way back in. Each prints its answer and nothing else."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import select

from app.embedded import CannotStart, database_url
from app.schema import prepare_database
from app.settings import Auth, Settings
from services import audit
from services.accounts import OWNER_ID, Email, Scope, User, create_token
from services.audit import Deed
from services.database import Database
from services.errors import InvalidInput
from services.gate import Gate
from services.models import table_of
from services.text import Name

_users = table_of(User)


def print_token(
    settings: Settings, name: str, email: str | None = None, scopes: Collection[str] = tuple(Scope)
) -> None:
    """Print a new token called `name`: for the owner, or in `accounts` mode for the person with this address."""
    name = _read(Name, 'NAME', name)
    wanted = tuple(Scope(_read(Scope, '--scopes', scope.strip())) for scope in scopes)
    if (settings.auth is Auth.ACCOUNTS) != (email is not None):
        raise InvalidInput(
            '--user', 'Say whose token it shall be: --user EMAIL.' if email is None else 'There is only the owner here.'
        )
    address = None if email is None else _read(Email, '--user', email)

    async def make(database: Database) -> str:
        async with database.transaction() as session:
            who = _users.c.id == OWNER_ID if address is None else _users.c.email == address
            user_id = await session.scalar(select(_users.c.id).where(who))
            if user_id is None:
                raise InvalidInput('--user', f'Nobody has registered with {address}.')
            await audit.note(session, Deed.TOKEN_CREATED, user_id)
            return await create_token(session, user_id, name, scopes=wanted)

    print(_in_database(settings, make))  # noqa: T201 - the answer itself


def print_invitation(settings: Settings, email: str) -> None:
    """Print a link with which this address can register, within a week."""
    _need_accounts(settings)
    address = _read(Email, 'EMAIL', email)
    secret = _in_database(settings, lambda database: Gate(database).invite(address))
    print(f'{settings.address}/login?invitation={secret}')  # noqa: T201


def print_reset_link(settings: Settings, email: str) -> None:
    """Print a link with which whoever has this address can set a new password, within an hour."""
    _need_accounts(settings)
    address = _read(Email, 'EMAIL', email)
    secret = _in_database(settings, lambda database: Gate(database).offer_reset(address))
    print(f'{settings.address}/reset?link={secret}')  # noqa: T201


def _need_accounts(settings: Settings) -> None:
    if settings.auth is not Auth.ACCOUNTS:
        raise CannotStart('There are no accounts here. Set TANDEM_AUTH=accounts.')


def _read(kind: Any, name: str, text: str) -> str:
    try:
        read: str = TypeAdapter(kind).validate_python(text)
    except ValidationError as error:
        raise InvalidInput(name, error.errors()[0]['msg'].removeprefix('Value error, ')) from None
    return read


def _in_database(settings: Settings, make: Callable[[Database], Awaitable[str]]) -> str:
    async def run(url: str) -> str:
        await prepare_database(url)
        database = Database(url)
        try:
            return await make(database)
        finally:
            await database.close()

    with database_url(settings) as url:
        return asyncio.run(run(url))
