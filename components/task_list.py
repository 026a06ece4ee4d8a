"""The list of tasks: one element, whatever the number of tasks (see docs/decisions/0008)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from nicegui import ui
from nicegui.events import GenericEventArguments

from components.first_sight import IN_SIGHT, task_row
from components.listing import Filter, Listing, Move
from components.live import Page
from components.rows import row
from components.telling import draw, seed, tell
from services.events import EventType, SyncEvent
from services.models import TaskRead

_FIRST_ROWS = 40
_MOST_ROWS = 200


class TaskList(ui.element, component='task_list.js'):
    """Draws what its Listing holds and reports gestures.

    Gestures arrive as the events `tick`, `rename`, `change`, `edit`, `remove` and `select`, each with
    the task's id. Every message to the browser carries a number, so that one that comes twice is
    harmless; `ready` tells the number the browser has when it appears or comes back.
    """

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.listing = Listing()
        self._page = page
        self._revision = 0
        self._waits: dict[str, Any] = {}
        self._selected: list[str] = []
        words = page.words
        self._props['words'] = {
            **words.TASK_LIST,
            'status': {str(status): label for status, label in words.STATUS.items()},
            'priority': {str(priority): label for priority, label in words.PRIORITY.items()},
        }
        seed(self, self._everything())
        self.on('ready', self._on_ready)
        self.on('need', self._on_need)

    def first_sight(self) -> str:
        """The rows in sight before the list itself is there."""
        rows = ''.join(task_row(each, self._props['words']) for each in self._rows(0, IN_SIGHT))
        return f'<div class="tasks" role="list"><div class="tasks-space">{rows}</div></div>'

    def show(self, tasks: list[TaskRead], shown: Filter | None = None) -> None:
        """Draw everything anew."""
        self.listing.reset(tasks, shown)
        self._revision += 1
        draw(self, self._everything(), self._everything)

    def apply(self, event: SyncEvent, *, own: bool) -> None:
        """Draw one change; `own` says that it was made on this page."""
        if event.type is EventType.TASK_DELETED:
            move = self.listing.drop(event.task.id)
        else:
            move = self.listing.put(event.task)
        self._revision += 1
        tell(self, 'apply', self._one(event.task, move, own=own, added=event.type is EventType.TASK_CREATED))

    def show_waiting(self, waits: dict[str, Any]) -> None:
        """Draw what waits for a yes on the rows it is about, and on no others."""
        if waits != self._waits:
            self._waits = waits
            draw(self, {'op': 'waits', 'waits': waits}, self._everything)

    def show_selected(self, task_ids: Sequence[UUID], *, anew: bool = False) -> None:
        """Show which tasks are selected; `anew` also when nothing has changed, because a gesture was refused."""
        selected = [str(each) for each in task_ids]
        if selected or self._selected or anew:
            self._selected = selected
            tell(self, 'apply', {'op': 'selected', 'ids': selected})

    def take_back(self, gesture: object) -> None:
        """Show again what is stored: the server refused what was shown at once."""
        if isinstance(gesture, dict):
            tell(self, 'apply', {'op': 'refused', 'id': str(gesture.get('id'))})

    def _one(self, task: TaskRead, move: Move, *, own: bool, added: bool) -> dict[str, Any]:
        return {
            'op': 'move',
            'rev': self._revision,
            'total': len(self.listing),
            'id': str(task.id),
            'from': move.before,
            'to': move.after,
            'row': row(task, self._page.moment(), self._page.words) if move.after is not None else None,
            'own': own,
            'added': added,
        }

    def _everything(self) -> dict[str, Any]:
        return {
            'op': 'all',
            'rev': self._revision,
            'total': len(self.listing),
            'rows': self._rows(0, _FIRST_ROWS),
            'selected': self._selected,
            'waits': self._waits,
        }

    def _rows(self, first: int, last: int) -> list[dict[str, Any]]:
        moment, words = self._page.moment(), self._page.words
        return [row(task, moment, words) for task in self.listing.rows(first, last)]

    def _on_ready(self, event: GenericEventArguments) -> None:
        if not isinstance(event.args, dict) or event.args.get('rev') != self._revision:
            self._revision += 1
            tell(self, 'apply', self._everything())

    def _on_need(self, event: GenericEventArguments) -> None:
        wanted = event.args if isinstance(event.args, dict) else {}
        first, last = wanted.get('from'), wanted.get('to')
        if not isinstance(first, int) or not isinstance(last, int) or first < 0:
            return
        last = min(last, first + _MOST_ROWS, len(self.listing))
        tell(self, 'apply', {'op': 'rows', 'at': first, 'rows': self._rows(first, last)})
