"""What stands above the list of tasks: which status is shown, how many tasks have each, and the search."""

from collections.abc import Callable
from typing import Any

from nicegui import ui
from nicegui.events import GenericEventArguments

from components.given import given
from components.listing import Filter, Listing
from components.telling import draw
from components.words import Words
from services.vocabulary import Status


class ListTools(ui.element, component='list_tools.js'):
    """Draws the counts of a listing and tells `choose` which filter somebody wants."""

    def __init__(self, words: Words, choose: Callable[[Filter], None]) -> None:
        super().__init__()
        self._words = words
        self._filter = Filter()
        self._choose = choose
        self._shown: list[dict[str, Any]] = []
        self._props['words'] = {'filter': words.FILTER, 'find': words.FIND, 'findTasks': words.FIND_TASKS}
        self.on('choose', self._on_choose)
        self.on('find', self._on_find)
        self.show(Listing())

    def first_sight(self) -> str:
        """The tabs and the search before they can be used."""
        tabs = ''.join(
            f'<button class="tab" aria-pressed="{str(tab["chosen"]).lower()}"><span>{tab["label"]}</span>'
            f' <span class="count">{tab["count"]}</span></button>'
            for tab in self._shown
        )
        search = f'<input type="search" class="search" placeholder="{self._words.FIND}">'
        return f'<div class="toolbar"><div class="tabs">{tabs}</div>{search}</div>'

    def show(self, listing: Listing) -> None:
        """Draw how many tasks there are now, and what is shown of them."""
        self._filter = listing.filter
        numbers: dict[Status | None, int] = {None: listing.total, **{each: listing.counts[each] for each in Status}}
        tabs = [
            {
                'status': status,
                'label': self._words.STATUS[status] if status else self._words.ALL,
                'count': self._words.number(number),
                'chosen': status is self._filter.status,
            }
            for status, number in numbers.items()
        ]
        if tabs == self._shown:
            return
        self._shown = tabs
        draw(self, tabs, lambda: tabs)

    def _on_choose(self, event: GenericEventArguments) -> None:
        status = given(event).get('status')
        if status is None or str(status) in set(Status):
            self._choose(Filter(Status(status) if status else None, self._filter.words))

    def _on_find(self, event: GenericEventArguments) -> None:
        self._choose(Filter(self._filter.status, str(given(event).get('text', '')).strip()[:255]))
