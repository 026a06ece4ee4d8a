"""The field that adds tasks: what it understands shows while one types, and can be refused with a click."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from functools import partial
from html import escape
from typing import Any

from nicegui.events import GenericEventArguments
from pydantic import Field, ValidationError

from components.browser.calls import call_method
from components.browser.icons import icon
from components.browser.sent_text import Sent, SentText
from components.live import Page
from components.words.due import due_label
from services.language import Entry, Span, read_entries, read_entry

MAX_PREVIEW = 100
"""How many pasted lines are shown before they are added; the others are counted."""

_MAX_LENGTH = 50_000
_MAX_READ = 2_000
"""How many characters of one line are read; title and note of a task together have fewer."""

Add = Callable[[list[Entry]], Awaitable[bool]]


class _Written(Sent):
    """The text, and the parts of it that are to stay in the title."""

    text: str = Field(max_length=_MAX_LENGTH)
    rejected: list[tuple[str, str]] = Field(default_factory=list, max_length=20)


class QuickAdd(SentText, component='quick_add.js'):
    """Reads while one types in the same way as it adds; text that `on_add` refuses (False) is given back."""

    def __init__(self, page: Page, on_add: Add) -> None:
        super().__init__()
        self._page = page
        self._on_add = on_add
        self._words = dict(page.words.QUICK_ADD)
        self.props['words'] = self._words
        self.on('typing', self._read)
        self.on('lines', self._preview)
        self.on('submit', self._submit)
        self.on('addLines', self._submit_lines)

    def first_paint(self) -> str:
        """The empty field."""
        field = f'<input type="text" placeholder="{escape(self._words["placeholder"])}">'
        return (
            '<div class="quick-add"><form class="entry quick">'
            f'<div class="quick-field"><div class="quick-mirror"></div>{field}</div>'
            f'<button class="primary">{icon("plus")}</button></form></div>'
        )

    async def lost(self, gesture: str, text: str) -> None:
        """Give back what did not arrive, pasted lines as their preview."""
        if gesture == 'addLines':
            self._show(await self._entries(text))
        else:
            call_method(self, 'giveBack', text)

    def _read(self, event: GenericEventArguments) -> None:
        if written := _written(event):
            entry = self._entry(written.text, written.rejected)
            call_method(self, 'read', {'text': written.text, 'spans': self._spans(entry, written.text)})

    async def _preview(self, event: GenericEventArguments) -> None:
        if written := _written(event):
            self._show(await self._entries(written.text))

    async def _submit(self, event: GenericEventArguments) -> None:
        written = _written(event)
        if written is None or not self.is_new(written):
            return
        if not await self._on_add([self._entry(written.text, written.rejected)]):
            call_method(self, 'giveBack', written.text)

    async def _submit_lines(self, event: GenericEventArguments) -> None:
        written = _written(event)
        if written is None or not self.is_new(written):
            return
        if (entries := await self._entries(written.text)) and not await self._on_add(entries):
            self._show(entries)

    def _show(self, entries: list[Entry]) -> None:
        words, hidden = self._page.words, len(entries) - MAX_PREVIEW
        call_method(
            self,
            'preview',
            [self._line(entry) for entry in entries[:MAX_PREVIEW]],
            words.AND_MORE.format(number=hidden) if hidden > 0 else '',
            words.ADD_TASKS.format(number=len(entries)),
        )

    def _entry(self, text: str, rejected: Collection[tuple[str, str]]) -> Entry:
        if len(text) > _MAX_READ:
            return Entry(title=text)  # no task can be called that, which is said once it is added
        moment = self._page.moment()
        return read_entry(
            text, moment.now, moment.zone, rejected, day_first=bool(moment.day_first), language=moment.language or 'en'
        )

    async def _entries(self, text: str) -> list[Entry]:
        """Each line as a task, read in a thread, because many lines take a while."""
        moment = self._page.moment()
        lines = [line for line in text.splitlines() if line.strip()]
        read = partial(read_entries, day_first=bool(moment.day_first), language=moment.language or 'en')
        return await asyncio.to_thread(read, '\n'.join(line[:_MAX_READ] for line in lines), moment.now, moment.zone)

    def _line(self, entry: Entry) -> dict[str, Any]:
        return {'title': entry.title, 'spans': self._spans(entry, '')}

    def _spans(self, entry: Entry, text: str) -> list[dict[str, Any]]:
        return [
            {
                'start': _utf16_index(text, span.start),
                'end': _utf16_index(text, span.end),
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


def _utf16_index(text: str, index: int) -> int:
    """An index into the text as the browser counts: in UTF-16 code units, of which an emoji takes two."""
    return len(text[:index].encode('utf-16-le', 'surrogatepass')) // 2
