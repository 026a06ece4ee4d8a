"""Accounts over REST; only `accounts` mode has them."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.accounts.visitor import address_of
from app.api.requests import SIGNED_IN, Serving, tandem_of
from app.auth import Caller, recognise
from app.problems import answers
from services import audit
from services.accounts import UserRead, get_user
from services.audit import Deed
from services.database import narrow
from services.export import everything_of
from services.gate import Login, Registration
from services.passwords import LONGEST, NewPassword
from services.sessions import LOGIN_LIFETIME, log_in_program, sign_out, sign_out_everywhere

router = APIRouter(prefix='/auth', tags=['Account'], responses=answers(413, 422, 429, 503))
_own = APIRouter(dependencies=SIGNED_IN, responses=answers(401, 403))


class LoggedIn(BaseModel):
    """A token for the `Authorization` header, and for how many seconds it works."""

    access_token: str
    token_type: str = 'bearer'  # noqa: S105 - the word the standard has for it
    expires_in: int = int(LOGIN_LIFETIME.total_seconds())


class Registered(UserRead, LoggedIn):
    """The new person, logged in."""


class ChangePassword(BaseModel):
    """The password that holds now, and the one that shall."""

    model_config = ConfigDict(extra='forbid')

    current_password: Annotated[str, Field(max_length=LONGEST)]
    new_password: NewPassword


class Confirmation(BaseModel):
    """The password, to show that it is really you."""

    model_config = ConfigDict(extra='forbid')

    password: Annotated[str, Field(max_length=LONGEST)]


async def caller(request: Request) -> Caller:
    """Who asks; raises NotSignedIn."""
    async with tandem_of(request).database.transaction() as session:
        return await recognise(session, request)


Calling = Annotated[Caller, Depends(caller)]


@router.post('/register', status_code=201, summary='Make an account', responses=answers(403, 409))
async def register(tandem: Serving, request: Request, wanted: Registration) -> Registered:
    """Register with an e-mail address and a password, and be logged in."""
    user_id = await tandem.gate.register(wanted, address_of(request))
    async with tandem.database.transaction() as session:
        person = UserRead.model_validate(await get_user(session, user_id))
        return Registered(**person.model_dump(), access_token=await log_in_program(session, user_id))


@router.post('/login', summary='Log in', responses=answers(401))
async def log_in(tandem: Serving, request: Request, login: Login) -> LoggedIn:
    """Get a token for your e-mail address and password."""
    user_id = await tandem.gate.log_in(login, address_of(request))
    async with tandem.database.transaction() as session:
        return LoggedIn(access_token=await log_in_program(session, user_id))


@_own.post('/logout', status_code=204, summary='Log out')
async def log_out(tandem: Serving, request: Request, calling: Calling) -> None:
    """End this login. A token with a name of its own stays until it is revoked."""
    async with tandem.database.transaction() as session:
        await sign_out(session, calling.credential)
        await audit.note(session, Deed.LOGGED_OUT, calling.user_id, address_of(request))
    await tandem.open_lines.sweep()


@_own.post('/logout-everywhere', status_code=204, summary='Log out everywhere')
async def log_out_everywhere(tandem: Serving, request: Request, calling: Calling) -> None:
    """End every login of yours, this one included. Tokens with a name stay until they are revoked."""
    async with tandem.database.transaction() as session:
        await sign_out_everywhere(session, calling.user_id)
        await audit.note(session, Deed.LOGGED_OUT_EVERYWHERE, calling.user_id, address_of(request))
    await tandem.open_lines.sweep()


@_own.post('/password', status_code=204, summary='Change your password')
async def change_password(tandem: Serving, request: Request, calling: Calling, change: ChangePassword) -> None:
    """Replace your password; every other login of yours ends."""
    await tandem.gate.change_password(
        calling.user_id,
        change.current_password,
        change.new_password,
        address_of(request),
        keep=calling.credential,
    )
    await tandem.open_lines.sweep()


@_own.get('/export', summary='Export everything of yours')
async def export(tandem: Serving, request: Request, calling: Calling) -> dict[str, Any]:
    """Everything Tandem keeps about you, the trash included."""
    async with tandem.database.transaction() as session:
        await audit.note(session, Deed.ACCOUNT_EXPORTED, calling.user_id, address_of(request))
        await narrow(session, calling.user_id)
        return await everything_of(session, calling.user_id)


@_own.post('/delete', status_code=204, summary='Delete your account')
async def delete_account(tandem: Serving, request: Request, calling: Calling, sure: Confirmation) -> Response:
    """Remove your account and everything of yours for good. Export it first."""
    await tandem.gate.delete_account(calling.user_id, sure.password, address_of(request))
    await tandem.open_lines.sweep()
    return Response(status_code=204)


router.include_router(_own)
