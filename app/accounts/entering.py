"""The step that every way of logging in ends with: a browser session that was not there before."""

from uuid import UUID

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.accounts.visitor import device_of
from app.api.requests import tandem_of
from app.auth import recognise_browser, remember_browser
from app.entrance import safe_next
from services.sessions import log_in_browser, sign_out


async def enter(request: Request, user_id: UUID, wanted: str | None) -> Response:
    """Send the browser on to the page it wanted, with a new session; the one it had ends."""
    async with tandem_of(request).database.transaction() as session:
        old = await recognise_browser(session, request)
        if old is not None:
            await sign_out(session, old.credential)
        secret = await log_in_browser(session, user_id, device_of(request))
    answer = RedirectResponse(safe_next(wanted), 303)
    remember_browser(answer, secret, request)
    return answer
