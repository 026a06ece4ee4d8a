"""Where a task goes when its row is dragged or moved with the keys."""

from uuid import UUID

from components.tasks.listing import Listing
from services.errors import InvalidInput
from services.models import TaskRead
from services.tasks.moving import TaskMove
from services.translatable import _

_NOT_BY_HAND = _('This view is not ordered by hand. Open the list of the task to put it in order.')
_WHOLE_UNSEEN = _('What that is a part of is not shown here. Clear the search or filter first.')


def dropped(listing: Listing, task: TaskRead, target: TaskRead, where: str) -> TaskMove:
    """The place `before`, `after` or `inside` another task.

    Raises InvalidInput where there is no order by hand, and where nobody sees what the task would become a part of.
    """
    if where == 'inside':
        return _last_inside(listing, task, target)
    _require_order(listing)
    if target.parent_id is not None and not listing.shown_above(target):
        raise InvalidInput('view', _WHOLE_UNSEEN)
    siblings = _siblings(listing, task, target.parent_id)
    at = siblings.index(target.id) if target.id in siblings else len(siblings)
    if where == 'before':
        at -= 1
    return _behind(siblings[at] if 0 <= at < len(siblings) else None, target.parent_id)


def stepped(listing: Listing, task: TaskRead, way: str) -> TaskMove | None:
    """A step `up`, `down`, `in` below the row above or `out` of what it is a part of; None when there is none.

    Raises InvalidInput where there is no order by hand.
    """
    everybody = _siblings(listing, None, task.parent_id)
    at = everybody.index(task.id) if task.id in everybody else 0
    if way == 'in':
        above = listing.get(everybody[at - 1]) if at else None
        return _last_inside(listing, task, above) if above else None
    if way == 'out':
        whole = listing.get(task.parent_id) if task.parent_id else None
        return _behind(whole.id, whole.parent_id) if whole else None
    _require_order(listing)
    if way == 'up' and at:
        return _behind(everybody[at - 2] if at > 1 else None, task.parent_id)
    if way == 'down' and at < len(everybody) - 1:
        return _behind(everybody[at + 1], task.parent_id)
    return None


def _require_order(listing: Listing) -> None:
    if not listing.view.is_by_hand:
        raise InvalidInput('view', _NOT_BY_HAND)


def _siblings(listing: Listing, besides: TaskRead | None, parent_id: UUID | None) -> list[UUID]:
    """The rows that are parts of the same task, in order."""
    rows = listing.rows(0, len(listing))
    return [each.id for each in rows if each.parent_id == parent_id and each is not besides]


def _last_inside(listing: Listing, task: TaskRead, whole: TaskRead) -> TaskMove:
    parts = [each for each in listing.parts_of(whole.id) if each.id != task.id]
    return _behind(parts[-1].id if parts else None, whole.id)


def _behind(after: UUID | None, parent_id: UUID | None) -> TaskMove:
    return TaskMove(after=after, parent_id=parent_id)
