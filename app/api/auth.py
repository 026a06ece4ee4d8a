"""Accounts over REST; there only in `accounts` mode."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.api.dependencies import (
    BROWSER_SESSION,
    ReadCaller,
    RunningTandem,
    WriteCaller,
    check_parameters,
    require_fresh,
)
from app.client import address_of
from app.problems import LoginProblem, answers
from services.accounts import audit_log
from services.accounts.access import Kept
from services.accounts.audit_log import AuditAction
from services.accounts.authentication import Login, Registration
from services.accounts.logins import LOGIN_LIFETIME, log_in_program, sign_out
from services.accounts.passkeys import ID_LIMIT, MAX_PASSKEYS
from services.accounts.passwords import MAX_LENGTH, NewPassword
from services.accounts.people import UserRead, get_user
from services.accounts.tokens import MAX_TOKENS
from services.accounts.totp import CODE_LIMIT
from services.database import narrow
from services.tasks.export import everything_of

router = APIRouter(prefix='/auth', tags=['Account'], responses=answers(413, 422, 429, 503))
_PUBLIC = [Depends(check_parameters)]
_LOGIN_ANSWERS: dict[int | str, dict[str, Any]] = {
    401: {'model': LoginProblem, 'description': 'The address or the password is wrong, or a code is needed as well.'}
}
_signed_in = APIRouter(dependencies=BROWSER_SESSION, responses=answers(401, 403))


Code = Annotated[str | None, Field(max_length=CODE_LIMIT, description='With a second factor: a code of the app.')]


class LoggedIn(BaseModel):
    """A token for the `Authorization` header, and for how many seconds it works."""

    access_token: str
    token_type: str = 'bearer'  # noqa: S105 - the word the standard has for it
    expires_in: int = int(LOGIN_LIFETIME.total_seconds())


class Registered(UserRead, LoggedIn):
    """The new person, logged in."""


class Keeping(BaseModel):
    """What you keep, while everything else that opens your account ends."""

    model_config = ConfigDict(extra='forbid')

    keep_tokens: list[Annotated[str, Field(max_length=64)]] = Field(
        [], max_length=MAX_TOKENS, description='The `id` of each named token that shall go on working.'
    )
    keep_passkeys: list[Annotated[str, Field(max_length=ID_LIMIT)]] = Field(
        [], max_length=MAX_PASSKEYS, description='The `id` of each passkey that shall go on working.'
    )
    keep_identities: bool = Field(False, description='Whether the logins at a provider stay linked.')

    def kept(self) -> Kept:
        """The same, for the service."""
        return Kept(frozenset(self.keep_tokens), frozenset(self.keep_passkeys), self.keep_identities)


class ChangePassword(Keeping):
    """The current password and the new one."""

    current_password: Annotated[str, Field(max_length=MAX_LENGTH)]
    code: Code = None
    new_password: NewPassword


class Confirmation(BaseModel):
    """The password, and a code where there is a second factor, to show that it is really you."""

    model_config = ConfigDict(extra='forbid')

    password: Annotated[str, Field(max_length=MAX_LENGTH)]
    code: Code = None


@router.post('/register', status_code=201, summary='Make an account', responses=answers(403, 409), dependencies=_PUBLIC)
async def register(tandem: RunningTandem, request: Request, wanted: Registration) -> Registered:
    """Register with an e-mail address and a password, and be logged in."""
    user_id = await tandem.authentication.register(wanted, address_of(request))
    async with tandem.database.of(user_id).transaction() as session:
        person = UserRead.model_validate(await get_user(session, user_id))
        return Registered(**person.model_dump(), access_token=await log_in_program(session, user_id))


@router.post('/login', summary='Log in', responses=_LOGIN_ANSWERS, dependencies=_PUBLIC)
async def log_in(tandem: RunningTandem, request: Request, login: Login) -> LoggedIn:
    """Get a token for your e-mail address and password, and a code where there is a second factor.

    Without the code the answer is 401, and `needs` in it is `code`.
    """
    user_id = await tandem.authentication.log_in(login, address_of(request))
    async with tandem.database.of(user_id).transaction() as session:
        return LoggedIn(access_token=await log_in_program(session, user_id))


@_signed_in.post('/logout', status_code=204, summary='Log out')
async def log_out(tandem: RunningTandem, request: Request, caller: WriteCaller) -> None:
    """End this login. A token with a name of its own stays until it is revoked."""
    async with tandem.database.everybody().transaction() as session:
        await sign_out(session, caller.credential)
        await audit_log.record(session, AuditAction.LOGGED_OUT, caller.user_id, address_of(request))
    await tandem.open_connections.sweep()


@_signed_in.post('/logout-everywhere', status_code=204, summary='Log out everywhere')
async def log_out_everywhere(
    tandem: RunningTandem, request: Request, caller: WriteCaller, keeping: Keeping | None = None
) -> None:
    """End every login of yours, this one included, named tokens, passkeys and provider logins, unless you keep them.

    Provider logins stay when you have no password. A token with a name cannot do this.
    """
    caller.require_login()
    kept = (keeping or Keeping()).kept()
    await tandem.authentication.access.log_out_everywhere(caller.user_id, address_of(request), kept=kept)
    await tandem.open_connections.sweep()


@_signed_in.post('/password', status_code=204, summary='Change your password')
async def change_password(tandem: RunningTandem, request: Request, caller: WriteCaller, change: ChangePassword) -> None:
    """Replace your password; every other login, named token, passkey and provider login ends, unless you keep them.

    A token with a name cannot do this. Whoever has no password yet sets one, within 15 minutes of a login.
    """
    caller.require_login()
    if not await tandem.authentication.access.has_password(caller.user_id):
        await require_fresh(caller, tandem)
    await tandem.authentication.access.change_password(
        caller.user_id,
        change.current_password,
        change.new_password,
        address_of(request),
        keep=caller.credential,
        kept=change.kept(),
        code=change.code,
    )
    await tandem.open_connections.sweep()


@_signed_in.get('/export', summary='Export everything of yours')
async def export(tandem: RunningTandem, request: Request, caller: ReadCaller) -> dict[str, Any]:
    """Everything Tandem keeps about you, the trash included. It takes a login of the last 15 minutes."""
    await require_fresh(caller, tandem)
    async with tandem.database.everybody().transaction() as session:
        await audit_log.record(session, AuditAction.ACCOUNT_EXPORTED, caller.user_id, address_of(request))
        await narrow(session, caller.user_id)
        return await everything_of(session, caller.user_id)


@_signed_in.post('/delete', status_code=204, summary='Delete your account')
async def delete_account(
    tandem: RunningTandem, request: Request, caller: WriteCaller, confirmation: Confirmation
) -> Response:
    """Remove your account and everything of yours for good. Export it first."""
    caller.require_login()
    await tandem.authentication.delete_account(
        caller.user_id, confirmation.password, address_of(request), confirmation.code
    )
    await tandem.open_connections.sweep()
    return Response(status_code=204)


router.include_router(_signed_in)
