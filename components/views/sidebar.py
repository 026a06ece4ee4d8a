"""The views beside the tasks: days, lists and labels, each with how much there is to do in it."""

from collections.abc import Mapping
from html import escape
from typing import Any

from components.browser.icons import icon
from components.browser.live_element import LiveElement
from components.controls.button import plain_button
from components.live import Page
from components.views.view import Places, View, ViewKey, ViewKind
from components.words import Words

_DAYS = (ViewKind.TODAY, ViewKind.UPCOMING, ViewKind.ALL, ViewKind.DONE)
_ICONS = {ViewKind.TODAY: 'today', ViewKind.UPCOMING: 'day', ViewKind.ALL: 'all', ViewKind.DONE: 'tick'}

_CURRENT = ' aria-current="page"'

REMEMBERED = 'if (localStorage.tandemViews) document.documentElement.dataset.views = localStorage.tandemViews'
"""A script that sets whether only icons are shown, before the first paint."""


class Sidebar(LiveElement, component='sidebar.js'):
    """Draws the views, and reports what is done with them as the event `act`.

    What it `does`: `go` to the view at a path, `add` a list with a name, `drop` a task on a view, or `move` a list to
    the place of another one. One event, because the page carries a description of each.
    """

    def __init__(self, page: Page, view: View) -> None:
        super().__init__()
        self._page = page
        self._places = Places(page.state, page.words)
        self._current = view
        self._counts: dict[ViewKey, int] = {}
        self._groups: list[dict[str, Any]] = []
        words = page.words
        self.props['words'] = {'views': words.VIEWS, 'listName': words.LIST_NAME}
        self._groups = self._grouped()
        self.reset()

    def snapshot(self) -> dict[str, Any]:
        """The views, which of them is shown, and the counts."""
        return {
            'groups': self._groups,
            'current': str(self._current.key),
            'title': self._title(),
            'path': self._places.path_of(self._current),
            'counts': self._written(self._counts),
        }

    def first_paint(self) -> str:
        """The views with their counts."""
        return f'<nav class="sidebar">{"".join(map(self._painted, self._groups))}</nav>'

    def show(self, current: View, counts: Mapping[ViewKey, int], *, anew: bool = False) -> None:
        """Show how much there is to do in each view, and which is shown; `anew` when lists or labels may differ."""
        groups = self._grouped() if anew else self._groups
        if groups != self._groups or current != self._current:
            self._groups, self._current, self._counts = groups, current, dict(counts)
            self.reset()
            return
        changed = {key: counts[key] for key in {*counts, *self._counts} if counts[key] != self._counts.get(key, 0)}
        if changed:
            self._counts = dict(counts)
            self.patch('counts', counts=self._written(changed))

    def _title(self) -> str:
        name = self._page.words.NAME
        return name if self._current == View() else f'{self._places.name_of(self._current)} · {name}'

    def _written(self, counts: Mapping[ViewKey, int]) -> dict[str, str]:
        return {str(key): self._page.words.number(number) if number else '' for key, number in counts.items()}

    def _grouped(self) -> list[dict[str, Any]]:
        words, lists = self._page.words, self._places.lists()
        inbox = [self._row(View.of_list(each), 'inbox') for each in lists if each.is_inbox]
        days = [self._row(View(kind), _ICONS[kind]) for kind in _DAYS]
        others = [self._row(View.of_list(each), 'list', each.colour) for each in lists if not each.is_inbox]
        labels = [self._row(View.of_label(each), 'label', each.colour) for each in self._places.labels()]
        return [
            {'kind': 'days', 'name': '', 'add': '', 'rows': inbox + days},
            {'kind': 'lists', 'name': words.LISTS, 'add': words.NEW_LIST, 'rows': others},
            *([{'kind': 'labels', 'name': words.LABELS, 'add': '', 'rows': labels}] if labels else []),
        ]

    def _row(self, view: View, drawn: str, colour: str | None = None) -> dict[str, Any]:
        return {
            'key': str(view.key),
            'path': self._places.path_of(view),
            'name': self._places.name_of(view),
            'icon': drawn,
            'colour': colour or '',
        }

    def _painted(self, group: dict[str, Any]) -> str:
        counts = self._written(self._counts)
        rows = ''.join(
            f'<a class="view-link"{_CURRENT if row["key"] == str(self._current.key) else ""}'
            f' data-colour="{escape(row["colour"])}" data-initial="{escape(row["name"][0]) if group["name"] else ""}">'
            f'{icon(row["icon"])}'
            f'<span>{escape(row["name"])}</span>'
            f'<span class="count">{counts.get(row["key"], "")}</span></a>'
            for row in group['rows']
        )
        add = f'<button class="icon">{icon("plus")}</button>' if group['add'] else ''
        head = f'<div class="views-head"><h2>{escape(group["name"])}</h2>{add}</div>' if group['name'] else ''
        return f'{head}<div class="views">{rows}</div>'


def views_button(words: Words) -> None:
    """The button that shows and hides the views; sidebar.js handles it."""
    plain_button(icon('menu'), 'icon views-toggle', label=words.VIEWS)
