"""Your profile and your tokens over REST."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from pydantic import Field

from app.api.dependencies import (
    ReadCaller,
    ReadTransaction,
    RequestTransaction,
    RunningTandem,
    WriteCaller,
    WriteTransaction,
    require_fresh,
)
from app.bootstrap import Tandem
from app.client import address_of
from app.problems import answers
from app.settings import Auth
from components.words import words_for
from services.accounts import people, tokens
from services.accounts.passkeys import ID_LIMIT, PasskeyRead
from services.accounts.passwords import MAX_LENGTH
from services.accounts.people import UserRead, UserUpdate
from services.accounts.tokens import TokenRead
from services.accounts.totp import CODE_LIMIT
from services.errors import InvalidInput, NotAllowed

router = APIRouter(prefix='/me', tags=['Profile'], responses=answers(401, 403, 422, 503))


@router.get('', summary='Read your profile')
async def read_me(call: ReadTransaction) -> UserRead:
    """Who you are, and the time zone your days are counted in."""
    return UserRead.model_validate(await people.get_user(call.session, call.user_id))


class ProfileChange(UserUpdate):
    """What to change; with accounts, another address needs the password, and a code where there is a second factor."""

    current_password: Annotated[str, Field(max_length=MAX_LENGTH)] | None = None
    code: Annotated[str, Field(max_length=CODE_LIMIT)] | None = None


@router.patch('', summary='Change your profile', responses=answers(409, 413, 429))
async def update_me(
    call: WriteTransaction, tandem: RunningTandem, request: Request, changes: ProfileChange
) -> UserRead:
    """Change the fields that are sent and keep the others; with accounts, only a login can change the address.

    Where mail is set up, a new address counts once the link that is sent to it was used.
    """
    wanted = UserUpdate.model_validate(changes.model_dump(exclude={'current_password', 'code'}))
    if changes.email is not None and tandem.settings.auth is Auth.ACCOUNTS:
        await _change_email(call, tandem, request, changes)
        wanted = wanted.model_copy(update={'email': None})
    return UserRead.model_validate(await people.update_user(call.session, call.user_id, wanted))


async def _change_email(call: RequestTransaction, tandem: Tandem, request: Request, changes: ProfileChange) -> None:
    email, password = changes.email, changes.current_password
    if not call.caller.is_login:
        raise NotAllowed('A token with a name cannot change the e-mail address. Log in to change it.')
    if email is None or password is None:
        raise InvalidInput('current_password', 'Send your password as well: the address is what you log in with.')
    link = await tandem.authentication.addresses.change(
        call.user_id, email, password, address_of(request), changes.code
    )
    if link is not None:
        words = words_for(None, request.headers.get('accept-language'))
        tandem.mailer.send_verification(call.user_id, email, link, words)


@router.get('/tokens', summary='List your tokens')
async def list_tokens(call: ReadTransaction) -> list[TokenRead]:
    """Your tokens with a name, newest first: what each may do, when it was used last, and until when it works."""
    return [TokenRead.model_validate(each) for each in await tokens.list_tokens(call.session, call.user_id, named=True)]


@router.delete('/tokens/{thing_id}', status_code=204, summary='Revoke a token', responses=answers(404))
async def revoke_token(
    caller: WriteCaller, tandem: RunningTandem, request: Request, thing_id: Annotated[str, Path(max_length=64)]
) -> None:
    """Have a token stop working at once. A token with a name can revoke itself and no other."""
    if not caller.is_login and thing_id != caller.credential:
        raise NotAllowed('A token with a name can revoke only itself. Log in to revoke others.')
    await tandem.authentication.revoke_token(caller.user_id, thing_id, address_of(request))
    await tandem.open_connections.sweep()


@router.get('/passkeys', summary='List your passkeys')
async def list_passkeys(caller: ReadCaller, tandem: RunningTandem) -> list[PasskeyRead]:
    """Your passkeys, newest first: their names, when they were added, and when they were used last."""
    own = await tandem.authentication.passkeys.list_of(caller.user_id)
    return [PasskeyRead.model_validate(each) for each in own]


@router.delete('/passkeys/{thing_id}', status_code=204, summary='Remove a passkey', responses=answers(404))
async def remove_passkey(
    caller: WriteCaller, tandem: RunningTandem, request: Request, thing_id: Annotated[str, Path(max_length=ID_LIMIT)]
) -> None:
    """Have a passkey log nobody in any more. It takes a login of the last 15 minutes: log in again first."""
    await require_fresh(caller, tandem)
    await tandem.authentication.passkeys.remove(caller.user_id, thing_id, address_of(request))
