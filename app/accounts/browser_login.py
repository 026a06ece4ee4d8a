"""The last step of every way to log in, and to show again who one is: a new browser session."""

from uuid import UUID

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.addresses import safe_next
from app.auth import authenticate_browser, set_session_cookie
from app.bootstrap import tandem_of
from app.client import device_of
from services.accounts.logins import knows_device, log_in_browser, sign_out
from services.accounts.notices import Notice


async def start_session(request: Request, user_id: UUID, wanted: str | None) -> Response:
    """Redirect the browser to the page it wanted, with a new session; the session it had ends."""
    answer = RedirectResponse(safe_next(wanted), 303)
    await renew_session(request, user_id, answer)
    return answer


async def renew_session(request: Request, user_id: UUID, answer: Response) -> None:
    """Have the browser begin a new session with this answer, which counts as just logged in; the one it had ends."""
    async with tandem_of(request).database.everybody().transaction() as session:
        is_known = await knows_device(session, user_id, device_of(request))
        old = await authenticate_browser(session, request)
        if old is not None:
            await sign_out(session, old.credential)
        secret = await log_in_browser(session, user_id, device_of(request))
    if not is_known:
        await tandem_of(request).authentication.notify(user_id, Notice.NEW_BROWSER)
    set_session_cookie(answer, secret, request)
