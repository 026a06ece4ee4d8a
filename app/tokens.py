"""`python main.py token NAME`: a new API token for the owner."""

import asyncio

from pydantic import TypeAdapter, ValidationError

from app.auth import refuse_accounts
from app.embedded import start_embedded
from app.schema import prepare_database
from app.settings import Settings
from services.accounts import OWNER_ID, create_token
from services.database import Database
from services.errors import InvalidInput
from services.text import Name

_name: TypeAdapter[str] = TypeAdapter(Name)


def print_token(settings: Settings, name: str) -> None:
    """Print a new token called `name`, and nothing else; raises InvalidInput or CannotStart."""
    refuse_accounts(settings)
    try:
        name = _name.validate_python(name)
    except ValidationError as error:
        raise InvalidInput('NAME', error.errors()[0]['msg'].removeprefix('Value error, ')) from None
    if settings.database_url is not None:
        print(asyncio.run(_create(settings.database_url.get_secret_value(), name)))  # noqa: T201 - the answer itself
        return
    embedded = start_embedded(settings.database_dir)
    try:
        print(asyncio.run(_create(embedded.url, name)))  # noqa: T201
    finally:
        embedded.leave()


async def _create(url: str, name: str) -> str:
    await prepare_database(url)
    database = Database(url)
    try:
        async with database.transaction() as session:
            return await create_token(session, OWNER_ID, name)
    finally:
        await database.close()
