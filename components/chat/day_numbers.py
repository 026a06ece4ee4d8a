"""The day in numbers: what is due, overdue and done; counted again when something changes."""

import asyncio
from collections.abc import Callable
from typing import Any

from nicegui import background_tasks

from components.live import Page
from services.errors import Unavailable
from services.events import SyncEvent

_DELAY_SECONDS = 0.3
"""Lets the change itself be drawn first, and counts the events of one turn together."""


class DayNumbers:
    """One page's numbers, counted only while `is_shown` returns True."""

    def __init__(self, page: Page, is_shown: Callable[[], bool], show: Callable[[list[dict[str, Any]]], None]) -> None:
        self._page = page
        self._is_shown = is_shown
        self._show = show
        self._counting = False
        self._stale = False

    def apply(self, event: SyncEvent) -> None:
        """Count again, soon, because something has changed."""
        if event.type.subject == 'task' and self._is_shown():
            self._stale = True
            if not self._counting:
                self._counting = True  # set here, because the next event may come before the task runs
                background_tasks.create(self.count(_DELAY_SECONDS), name='counting the day')

    async def count(self, after: float = 0) -> None:
        """Count in `after` seconds and show; all that changes meanwhile is counted once more, together."""
        self._counting = True
        try:
            while True:
                await asyncio.sleep(after)
                self._stale = False
                day = await self._page.state.count_day(self._page.moment())
                words = self._page.words
                self._show(
                    [
                        {'name': words.DUE_TODAY, 'number': day.due_today, 'tone': 'today'},
                        {
                            'name': words.OVERDUE,
                            'number': day.overdue,
                            'tone': 'overdue' if day.overdue else '',
                        },
                        {'name': words.DONE_TODAY, 'number': day.completed, 'tone': 'done'},
                    ]
                )
                if not self._stale:
                    return
                after = _DELAY_SECONDS
        except Unavailable:
            return  # The badge says so; the next change or the next redraw counts again.
        finally:
            self._counting = False
