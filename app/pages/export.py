"""`/account/export`: everything that is stored about one person, as a file."""

from fastapi import APIRouter, Request
from pydantic_core import to_json
from starlette.responses import RedirectResponse, Response

from app.addresses import EXPORT, confirmation_of
from app.bootstrap import tandem_of
from app.client import address_of
from app.settings import Auth
from services.accounts import audit_log
from services.accounts.audit_log import AuditAction

router = APIRouter(include_in_schema=False)


@router.get(EXPORT)
async def export(request: Request) -> Response:
    """The export of the person whom the middleware PageAuthentication has found."""
    user_id, tandem = request.state.user_id, tandem_of(request)
    has_logins = tandem.settings.auth is Auth.ACCOUNTS
    if has_logins and not await tandem.verbs_of(user_id).is_fresh(request.state.credential):
        return RedirectResponse(confirmation_of(EXPORT), 303)
    async with tandem.database.everybody().transaction() as session:
        await audit_log.record(session, AuditAction.ACCOUNT_EXPORTED, user_id, address_of(request))
    everything = await tandem.verbs_of(user_id).export()
    as_file = {'Content-Disposition': 'attachment; filename="tandem-export.json"'}
    return Response(to_json(everything, indent=2), media_type='application/json', headers=as_file)
