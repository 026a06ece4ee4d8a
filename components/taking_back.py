"""The way back from a gesture, the same wherever it is offered."""

from uuid import UUID

from components.live import Page
from components.notices import Notices
from services import undo
from services.errors import TandemError


async def take_back(page: Page, notices: Notices, turn_id: UUID | None = None) -> None:
    """Undo a turn, or the latest one, and say what had to be left alone."""
    try:
        async with page.database.transaction() as session:
            result = await undo.undo(session, page.user_id, turn_id, cause=page.cause())
    except TandemError as error:
        notices.say(page.words.refusal(error), trouble=True)
        return
    kept = [page.words.KEPT.format(title=each.title) for each in result.kept]
    notices.say(' '.join([page.words.UNDONE, *kept]))
