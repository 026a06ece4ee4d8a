"""Your own profile over REST."""

from fastapi import APIRouter

from app.api.requests import InTransaction, Serving
from app.problems import answers
from app.settings import Auth
from services import accounts
from services.accounts import UserRead, UserUpdate
from services.errors import NotAllowed

router = APIRouter(prefix='/me', tags=['Profile'], responses=answers(401, 403, 422, 503))


@router.get('', summary='Read your profile')
async def read_me(work: InTransaction) -> UserRead:
    """Who you are, and the time zone your days are counted in."""
    return UserRead.model_validate(await accounts.get_user(work.session, work.user_id))


@router.patch('', summary='Change your profile', responses=answers(409, 413))
async def update_me(work: InTransaction, tandem: Serving, changes: UserUpdate) -> UserRead:
    """Change the fields that are sent and keep the others; with accounts, only a login can change the address."""
    if changes.email is not None and tandem.settings.auth is Auth.ACCOUNTS and not work.caller.is_login:
        raise NotAllowed('A token with a name cannot change the e-mail address. Log in to change it.')
    return UserRead.model_validate(await accounts.update_user(work.session, work.user_id, changes))
