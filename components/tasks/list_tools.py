"""The tools above the list of tasks: what it shows, a tab for each status with its number, and the search."""

from collections.abc import Callable
from html import escape
from typing import Any

from nicegui.events import GenericEventArguments

from components.browser.gestures import fields_of
from components.browser.live_element import LiveElement
from components.tasks.listing import Filter, Listing
from components.views.view import View, ViewKind
from components.words import Words
from services.values.vocabulary import Status


class ListTools(LiveElement, component='list_tools.js'):
    """Draws the counts of a listing, calls `choose` with the filter that somebody wants, and `edit` for its list."""

    def __init__(self, words: Words, choose: Callable[[Filter], None], edit: Callable[[], None]) -> None:
        super().__init__()
        self._words = words
        self._filter = Filter()
        self._choose = choose
        self._tabs: list[dict[str, Any]] = []
        self._title = ''
        self._edits = ''
        self.props['words'] = {'filter': words.FILTER, 'find': words.FIND, 'findTasks': words.FIND_TASKS}
        self.on('edit', lambda _: edit())
        self.on('choose', self._on_choose)
        self.on('find', self._on_find)
        self.show(Listing(), '')

    def snapshot(self) -> dict[str, Any]:
        """The tabs, what the list is called, and what the button is called that edits it."""
        return {'tabs': self._tabs, 'title': self._title, 'edits': self._edits}

    def first_paint(self) -> str:
        """The tabs and the search."""
        tabs = ''.join(
            f'<button class="tab" aria-pressed="{str(tab["chosen"]).lower()}"><span>{tab["label"]}</span>'
            f' <span class="count">{tab["count"]}</span></button>'
            for tab in self._tabs
        )
        search = f'<input type="search" class="search" placeholder="{self._words.FIND}">'
        head = f'<div class="view-head"><h2>{escape(self._title)}</h2></div>' if self._title else ''
        return f'<div class="list-tools">{head}<div class="toolbar"><div class="tabs">{tabs}</div>{search}</div></div>'

    def show(self, listing: Listing, title: str) -> None:
        """Draw how many tasks there are now, and what is shown of them; the view of everything has no title."""
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
        view = listing.view
        title = '' if view == View() else title
        edits = {ViewKind.LIST: self._words.EDIT_LIST, ViewKind.LABEL: self._words.EDIT_LABEL}.get(view.kind, '')
        if (tabs, title, edits) != (self._tabs, self._title, self._edits):
            self._tabs, self._title, self._edits = tabs, title, edits
            self.reset()

    def _on_choose(self, event: GenericEventArguments) -> None:
        status = fields_of(event).get('status')
        if status is None or str(status) in set(Status):
            self._choose(Filter(Status(status) if status else None, self._filter.text))

    def _on_find(self, event: GenericEventArguments) -> None:
        self._choose(Filter(self._filter.status, str(fields_of(event).get('text', '')).strip()[:255]))
