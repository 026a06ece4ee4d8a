"""The list of tasks: one element, whatever the number of tasks (see docs/decisions/0008)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from nicegui.events import GenericEventArguments

from components.browser.calls import call_method
from components.browser.first_paint import FIRST_ROWS
from components.browser.gestures import fields_of
from components.browser.live_element import LiveElement
from components.live import Page
from components.tasks import task_row
from components.tasks.listing import Filter, Listing, Move
from components.tasks.row_data import row_data
from components.views.view import View
from services.events import EventType, SyncEvent
from services.models import TaskRead

_SNAPSHOT_ROWS = 40
_MAX_ROWS = 200


class TaskList(LiveElement, component='task_list.js', dependencies=['task_row.js']):
    """Draws what its Listing holds and reports gestures.

    Gestures arrive as the events `tick`, `rename`, `change`, `edit`, `remove`, `select` and, for a row that is put
    elsewhere, `place`, each with the task's id; `focusTask` says which row somebody is in, `zone` which time zone the
    browser is in.
    """

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.listing = Listing()
        self._page = page
        self._waits: dict[str, Any] = {}
        self._selected: list[str] = []
        words = page.words
        self._words = {
            **words.TASK_LIST,
            'status': {str(status): label for status, label in words.STATUS.items()},
            'priority': {str(priority): label for priority, label in words.PRIORITY.items()},
        }
        self.props['words'] = self._words
        self.on('need', self._on_need)
        self.reset()

    def first_paint(self) -> str:
        """The first rows."""
        rows = ''.join(task_row.first_paint(each, self._words) for each in self._rows(0, FIRST_ROWS))
        return f'<div class="tasks"><div class="tasks-space">{rows}</div></div>'

    def snapshot(self) -> dict[str, Any]:
        """How many tasks there are, the first of them, and what is shown on them."""
        return {
            'total': len(self.listing),
            'rows': self._rows(0, _SNAPSHOT_ROWS),
            'selected': self._selected,
            'waits': self._waits,
        }

    def show(self, tasks: list[TaskRead], *, view: View | None = None, shown: Filter | None = None) -> None:
        """Draw everything anew."""
        self.listing.reset(tasks, view=view, shown=shown, moment=self._page.moment())
        self.reset()

    def apply(self, event: SyncEvent, *, own: bool) -> None:
        """Draw one change; `own` says that it was made on this page."""
        task, before = event.task, self.listing.get(event.task.id)
        move = self.listing.drop(task.id) if event.type is EventType.TASK_DELETED else self.listing.put(task)
        if move is None or self._is_named_below(task, before):
            self.reset()
            return
        self._patch_row(task, move, own=own, added=event.type is EventType.TASK_CREATED)
        for whole in {task.parent_id, before.parent_id if before else None}:
            self._patch_progress(whole)

    def show_waiting(self, waits: dict[str, Any]) -> None:
        """Draw what waits for a yes on the rows it is about, and on no others."""
        if waits != self._waits:
            self._waits = waits
            self.patch('waits', waits=waits)

    def show_selected(self, task_ids: Sequence[UUID], *, anew: bool = False) -> None:
        """Show which tasks are selected; `anew` also when nothing has changed, because a gesture was refused."""
        selected = [str(each) for each in task_ids]
        if selected or self._selected or anew:
            self._selected = selected
            self.patch('selected', ids=selected)

    def take_back(self, gesture: object) -> None:
        """Show again what is stored: the server refused what was shown at once."""
        if isinstance(gesture, dict):
            call_method(self, 'refuse', str(gesture.get('id')))

    def _patch_row(self, task: TaskRead, move: Move, *, own: bool, added: bool) -> None:
        at, count = move.after, move.rows
        rows = [] if at is None else self._rows(at, at + min(count, _SNAPSHOT_ROWS))
        places = {'from': move.before, 'to': at, 'count': count}
        self.patch('move', id=str(task.id), rows=rows, own=own, added=added, **places)

    def _patch_progress(self, task_id: UUID | None) -> None:
        at = self.listing.row_of(task_id) if task_id else None
        if at is not None:
            self.patch('row', at=at, row=self._rows(at, at + 1)[0])

    def _is_named_below(self, task: TaskRead, before: TaskRead | None) -> bool:
        """Whether sub-tasks that stand elsewhere say what this one was called before."""
        renamed = before is not None and before.title != task.title
        return renamed and task.id not in self.listing and self.listing.progress_of(task.id) is not None

    def _rows(self, first: int, last: int) -> list[dict[str, Any]]:
        return [row_data(task, self._page, self.listing) for task in self.listing.rows(first, last)]

    def _on_need(self, event: GenericEventArguments) -> None:
        wanted = fields_of(event)
        first, last = wanted.get('from'), wanted.get('to')
        if not isinstance(first, int) or not isinstance(last, int) or first < 0:
            return
        last = min(last, first + _MAX_ROWS, len(self.listing))
        call_method(self, 'fill', first, self._rows(first, last))
