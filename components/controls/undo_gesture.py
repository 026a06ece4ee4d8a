"""The undo of a gesture, the same wherever it is offered."""

from uuid import UUID

from components.controls.notices import Notices
from components.live import Page
from services.errors import TandemError


async def undo_turn(page: Page, notices: Notices, turn_id: UUID | None = None) -> None:
    """Undo a turn, or the latest one, and name the tasks of which something was left alone."""
    try:
        result = await page.verbs.undo(turn_id, cause=page.cause())
    except TandemError as error:
        notices.say(page.words.refusal(error), trouble=True)
        return
    kept = [page.words.KEPT.format(title=each.title) for each in result.kept]
    notices.say(' '.join([page.words.UNDONE, *kept]))
