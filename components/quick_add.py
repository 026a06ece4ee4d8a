"""The line that adds tasks: what it understands shows while one types, and can be refused with a click."""

from collections.abc import Awaitable, Callable, Collection
from html import escape
from typing import Any

from nicegui import ui
from nicegui.events import GenericEventArguments
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from components.icons import icon
from components.live import Page
from components.rows import due_label
from components.telling import tell
from services.language import Entry, Span, read_entries, read_entry

MOST_LINES = 100
"""How many pasted lines become tasks at once."""

_LONGEST = 50_000
Add = Callable[[list[Entry]], Awaitable[bool]]


class _Written(BaseModel):
    """What the browser sends: the text, and the spans of it that shall stay words."""

    model_config = ConfigDict(extra='forbid')

    text: str = Field(max_length=_LONGEST)
    rejected: list[tuple[str, str]] = Field(default_factory=list, max_length=20)


class QuickAdd(ui.element, component='quick_add.js'):
    """Reads the same way as it adds; `on_add` says whether the tasks were taken, else the text is given back."""

    def __init__(self, page: Page, on_add: Add) -> None:
        super().__init__()
        self._page = page
        self._on_add = on_add
        self._props['words'] = dict(page.words.QUICK_ADD)
        self.on('typing', self._read)
        self.on('lines', self._preview)
        self.on('submit', self._submit)
        self.on('addLines', self._submit_lines)

    def first_sight(self) -> str:
        """The line before one can write in it."""
        field = f'<input type="text" placeholder="{escape(self._props["words"]["placeholder"])}">'
        return (
            '<div class="quick-add"><form class="entry quick">'
            f'<div class="quick-field"><div class="quick-mirror"></div>{field}</div>'
            f'<button class="primary">{icon("plus")}</button></form></div>'
        )

    def focus(self) -> None:
        """Put the cursor in."""
        tell(self, 'focus')

    def _read(self, event: GenericEventArguments) -> None:
        if written := _written(event):
            entry = self._entry(written.text, written.rejected)
            tell(self, 'read', {'text': written.text, 'spans': self._spans(entry, written.text)})

    def _preview(self, event: GenericEventArguments) -> None:
        if written := _written(event):
            entries = self._entries(written.text)
            tell(self, 'preview', [self._line(entry) for entry in entries])

    async def _submit(self, event: GenericEventArguments) -> None:
        if (written := _written(event)) and not await self._on_add([self._entry(written.text, written.rejected)]):
            tell(self, 'giveBack', written.text)

    async def _submit_lines(self, event: GenericEventArguments) -> None:
        written = _written(event)
        if written and (entries := self._entries(written.text)) and not await self._on_add(entries):
            tell(self, 'preview', [self._line(entry) for entry in entries])

    def _entry(self, text: str, rejected: Collection[tuple[str, str]]) -> Entry:
        moment = self._page.moment()
        return read_entry(text, moment.now, moment.zone, rejected)

    def _entries(self, text: str) -> list[Entry]:
        moment = self._page.moment()
        return read_entries(text, moment.now, moment.zone)[:MOST_LINES]

    def _line(self, entry: Entry) -> dict[str, Any]:
        return {'title': entry.title, 'spans': self._spans(entry, '')}

    def _spans(self, entry: Entry, text: str) -> list[dict[str, Any]]:
        return [
            {
                'start': _place(text, span.start),
                'end': _place(text, span.end),
                'kind': span.kind,
                'text': span.text,
                'label': self._label(span, entry),
            }
            for span in entry.spans
        ]

    def _label(self, span: Span, entry: Entry) -> str:
        words = self._page.words
        if span.kind == 'due':
            return due_label(entry.due, self._page.moment(), words)
        if span.kind == 'priority':
            return words.PRIORITY_CHIP.format(priority=words.PRIORITY[entry.priority] if entry.priority else span.label)
        return words.NOTE_CHIP if span.kind == 'note' else words.REPEAT_CHIP


def _written(event: GenericEventArguments) -> _Written | None:
    """What was written; nothing for what no page of ours would send."""
    try:
        return _Written.model_validate(event.args)
    except ValidationError:
        return None


def _place(text: str, at: int) -> int:
    """A place in the text as the browser counts: in UTF-16, where an emoji takes two."""
    return len(text[:at].encode('utf-16-le', 'surrogatepass')) // 2
