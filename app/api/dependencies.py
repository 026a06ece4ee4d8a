"""What the routes declare in their signatures: who asks, with which scope, and a transaction.

Every alias that ends in `Transaction`, `Context` or `Caller` names the scope that a token needs, and without
one nobody is authenticated, so a route cannot forget its scope.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Header, Request
from fastapi.params import Security
from fastapi.security import APIKeyCookie, HTTPBearer, SecurityScopes
from sqlalchemy.ext.asyncio import AsyncSession

from app.auth import COOKIE, Caller, authenticate
from app.bootstrap import Tandem, tandem_of
from services.accounts.people import zone_of
from services.accounts.tokens import Scope
from services.database import narrow
from services.errors import InvalidInput, NotAllowed
from services.values.cause import Cause, Moment, Via
from services.values.text import quoted
from services.values.time_zones import zone_named

MAX_INTEGER = 2**63 - 1
"""The largest whole number that the database can be asked about."""

_HOW = 'Write it as 2026-11-23T09:00:00Z.'

_bearer = HTTPBearer(auto_error=False, description='An API token; `python main.py token NAME` prints a new one.')
_cookie = APIKeyCookie(name=COOKIE, auto_error=False, description='The session of a browser that has opened a page.')

BROWSER_SESSION = [Depends(_cookie)]
"""Shows in the OpenAPI document that a session cookie does as well, whatever the scope."""

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
class CallContext:
    """Who asks, and the cause of whatever they change."""

    caller: Caller
    cause: Cause

    @property
    def user_id(self) -> UUID:
        """Whose data this is about."""
        return self.caller.user_id


@dataclass(frozen=True)
class RequestTransaction(CallContext):
    """The transaction of one request, narrowed to the data of whoever asks."""

    session: AsyncSession


async def caller_of(request: Request, scopes: SecurityScopes, _token: Annotated[object, Depends(_bearer)]) -> Caller:
    """Who asks; raises NotSignedIn, NotAllowed or ForeignOrigin."""
    async with tandem_of(request).database.everybody().transaction() as session:
        caller = await authenticate(session, request, scopes.scopes)
    check_parameters(request)
    return caller


async def context_of(
    request: Request, scopes: SecurityScopes, _token: Annotated[object, Depends(_bearer)], zone: ZoneHeader = None
) -> CallContext:
    """Who asks and when, for a route that takes longer than a transaction may."""
    async with tandem_of(request).database.everybody().transaction() as session:
        return await _context(session, request, scopes, zone)


async def transaction_of(
    request: Request, scopes: SecurityScopes, _token: Annotated[object, Depends(_bearer)], zone: ZoneHeader = None
) -> AsyncIterator[RequestTransaction]:
    """The transaction of a request: committed before the answer is sent, rolled back when that is a refusal."""
    async with tandem_of(request).database.everybody().transaction() as session:
        context = await _context(session, request, scopes, zone)
        await narrow(session, context.user_id)
        yield RequestTransaction(context.caller, context.cause, session)


async def require_fresh(caller: Caller, tandem: Tandem) -> None:
    """Raise NotAllowed unless it is a login of just now: an open browser or a stolen login is not enough."""
    caller.require_login()
    if not await tandem.verbs_of(caller.user_id).is_fresh(caller.credential):
        raise NotAllowed('You logged in a while ago. Log in again, and then do this within 15 minutes.')


def check_parameters(request: Request) -> None:
    """Raise InvalidInput for a query parameter that the route does not have."""
    request.app.state.known_parameters.check(request)


async def _context(
    session: AsyncSession, request: Request, scopes: SecurityScopes, zone_name: str | None
) -> CallContext:
    caller = await authenticate(session, request, scopes.scopes)
    check_parameters(request)
    moment = await moment_of(session, caller.user_id, request, zone_name)
    return CallContext(caller, Cause(via=Via.REST, name=caller.name, moment=moment))


async def moment_of(session: AsyncSession, user_id: UUID, request: Request, zone_name: str | None) -> Moment | None:
    """The moment that the headers state; None for the current one in the person's own zone. Raises InvalidInput."""
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
        return Moment((stated if stated.tzinfo else stated.replace(tzinfo=zone)).astimezone(UTC), zone, is_stated=True)
    except (ValueError, OverflowError):
        raise InvalidInput('X-Tandem-Now', f'{quoted(now)} is not a moment. {_HOW}') from None


# FastAPI's function `Security` cannot say when a dependency ends; the class behind it can.
ReadTransaction = Annotated[RequestTransaction, Security(transaction_of, scopes=[Scope.READ], scope='function')]
WriteTransaction = Annotated[RequestTransaction, Security(transaction_of, scopes=[Scope.WRITE], scope='function')]
ChatTransaction = Annotated[RequestTransaction, Security(transaction_of, scopes=[Scope.CHAT], scope='function')]

ReadContext = Annotated[CallContext, Security(context_of, scopes=[Scope.READ])]
ChatContext = Annotated[CallContext, Security(context_of, scopes=[Scope.CHAT])]

ReadCaller = Annotated[Caller, Security(caller_of, scopes=[Scope.READ])]
WriteCaller = Annotated[Caller, Security(caller_of, scopes=[Scope.WRITE])]

RunningTandem = Annotated[Tandem, Depends(tandem_of)]
