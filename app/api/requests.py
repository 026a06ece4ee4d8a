"""What a request brings along: who asks, the moment it is for them, and a transaction to work in."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Header, Request
from fastapi.security import APIKeyCookie, HTTPBearer
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import HTTPConnection

from app.auth import COOKIE, Caller, recognise
from app.bootstrap import Tandem
from services.accounts import zone_of
from services.cause import Cause, Moment, Via
from services.database import narrow
from services.errors import InvalidInput
from services.text import quoted
from services.zones import zone_named

LARGEST = 2**63 - 1
"""The largest whole number that the database can be asked about."""

_HOW = 'Write it as 2026-11-23T09:00:00Z.'

_bearer = HTTPBearer(auto_error=False, description='An API token; `python main.py token NAME` prints a new one.')
_cookie = APIKeyCookie(name=COOKIE, auto_error=False, description='The session of a browser that has opened a page.')

ZoneHeader = Annotated[
    str | None,
    Header(
        alias='X-Tandem-Zone',
        description='The IANA time zone to read and write dates in. Default: the one in your profile.',
        examples=['Europe/Berlin'],
    ),
]
KeyHeader = Annotated[
    str | None,
    Header(
        alias='Idempotency-Key',
        description='Makes repeating the request safe: the same key is answered with the first result.',
        examples=['4b0c6d1e-groceries'],
    ),
]


@dataclass(frozen=True)
class Asking:
    """Who asks, and the cause of whatever they change."""

    caller: Caller
    cause: Cause

    @property
    def user_id(self) -> UUID:
        """Whose things are asked about."""
        return self.caller.user_id


@dataclass(frozen=True)
class Work(Asking):
    """One request's transaction, and who asks in it."""

    session: AsyncSession


def tandem_of(connection: HTTPConnection) -> Tandem:
    """The running Tandem that serves this request."""
    tandem: Tandem = connection.app.state.tandem
    return tandem


async def work(request: Request, zone: ZoneHeader = None) -> AsyncIterator[Work]:
    """The transaction of a request: committed before the answer is sent, rolled back when it is a refusal."""
    async with tandem_of(request).database.transaction() as session:
        asking = await _who_asks(session, request, zone)
        await narrow(session, asking.user_id)
        yield Work(asking.caller, asking.cause, session)


async def asking(request: Request, zone: ZoneHeader = None) -> Asking:
    """Who asks, for what takes longer than a transaction may."""
    async with tandem_of(request).database.transaction() as session:
        return await _who_asks(session, request, zone)


async def _who_asks(session: AsyncSession, request: Request, zone: str | None) -> Asking:
    caller = await recognise(session, request)
    moment = await moment_of(session, caller.user_id, request, zone)
    return Asking(caller, Cause(via=Via.REST, name=caller.name, moment=moment))


async def moment_of(session: AsyncSession, user_id: UUID, request: Request, zone_name: str | None) -> Moment | None:
    """The moment that the request states; None when it is just now in the person's own zone."""
    now = request.headers.get('x-tandem-now') if tandem_of(request).settings.test_clock else None
    if zone_name is None and now is None:
        return None
    try:
        zone = await zone_of(session, user_id) if zone_name is None else zone_named(zone_name)
    except InvalidInput as error:
        raise InvalidInput('X-Tandem-Zone', str(error)) from None
    if now is None:
        return Moment.current(zone)
    try:
        stated = datetime.fromisoformat(now)
        return Moment((stated if stated.tzinfo else stated.replace(tzinfo=zone)).astimezone(UTC), zone)
    except (ValueError, OverflowError):
        raise InvalidInput('X-Tandem-Now', f'{quoted(now)} is not a moment. {_HOW}') from None


SIGNED_IN = [Depends(_bearer), Depends(_cookie)]
"""Shows in the OpenAPI document how to sign in; `work` and `asking` are what checks it."""

InTransaction = Annotated[Work, Depends(work, scope='function')]
Outside = Annotated[Asking, Depends(asking)]
Serving = Annotated[Tandem, Depends(tandem_of)]
