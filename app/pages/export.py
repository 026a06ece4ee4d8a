"""`/account/export`: everything of one person as a file."""

from fastapi import APIRouter, Request
from pydantic_core import to_json
from starlette.responses import Response

from app.accounts.visitor import address_of
from app.api.requests import tandem_of
from services import audit
from services.audit import Deed
from services.export import everything_of

router = APIRouter(include_in_schema=False)
PATH = '/account/export'


@router.get(PATH)
async def export(request: Request) -> Response:
    """Everything of theirs; who is asking, the entrance has seen to."""
    user_id = request.state.user_id
    database = tandem_of(request).database
    async with database.transaction() as session:
        await audit.note(session, Deed.ACCOUNT_EXPORTED, user_id, address_of(request))
    async with database.of(user_id).transaction() as session:
        everything = await everything_of(session, user_id)
    as_file = {'Content-Disposition': 'attachment; filename="tandem-export.json"'}
    return Response(to_json(everything, indent=2), media_type='application/json', headers=as_file)
