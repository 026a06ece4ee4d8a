"""The field that adds tasks: what it understands shows while one types, and can be refused with a click."""

import asyncio
from collections.abc import Awaitable, Callable
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
from services.language import Entry, OwnPlaces, Span, read_entries, read_entry
from services.places.families import DEEPEST
from services.places.models import TaskListRead

MAX_PREVIEW = 100
"""How many pasted lines are shown before they are added; the others are counted."""

_MAX_LENGTH = 50_000
_MAX_READ = 2_000
"""How many characters of one line are read; title and note of a task together have fewer."""

Add = Callable[[list[Entry]], Awaitable[bool]]
Implied = Callable[[Entry], Entry]
"""Adds to an entry what goes without saying where it is written."""


class _Written(Sent):
    """The text, the parts of it that are to stay in the title, and those that are to become new lists and labels."""

    text: str = Field(max_length=_MAX_LENGTH)
    rejected: list[tuple[str, str]] = Field(default_factory=list, max_length=20)
    accepted: list[tuple[str, str]] = Field(default_factory=list, max_length=20)


class QuickAdd(SentText, component='quick_add.js'):
    """Reads while one types in the same way as it adds; text that `on_add` refuses (False) is given back."""

    def __init__(self, page: Page, on_add: Add, implied: Implied) -> None:
        super().__init__()
        self._page = page
        self._on_add = on_add
        self._implied = implied
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
            text, entry = written.text, self._entry(written)
            spans, offers = self._spans(entry, entry.spans, text), self._spans(entry, entry.offers, text)
            call_method(self, 'read', {'text': text, 'spans': spans, 'offers': offers})

    async def _preview(self, event: GenericEventArguments) -> None:
        if written := _written(event):
            self._show(await self._entries(written.text))

    async def _submit(self, event: GenericEventArguments) -> None:
        written = _written(event)
        if written is None or not self.is_new(written):
            return
        if not await self._on_add([self._implied(self._entry(written))]):
            call_method(self, 'giveBack', written.text)

    async def _submit_lines(self, event: GenericEventArguments) -> None:
        written = _written(event)
        if written is None or not self.is_new(written):
            return
        entries = await self._entries(written.text)
        if entries and not await self._on_add([self._implied(entry) for entry in entries]):
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

    def _entry(self, written: _Written) -> Entry:
        if len(written.text) > _MAX_READ:
            return Entry(title=written.text)  # no task can be called that, which is said once it is added
        moment = self._page.moment()
        return read_entry(
            written.text,
            moment.now,
            moment.zone,
            written.rejected,
            day_first=bool(moment.day_first),
            language=moment.language or 'en',
            places=self._places(written),
        )

    async def _entries(self, text: str) -> list[Entry]:
        """Each line as a task, read in a thread, because many lines take a while."""
        moment = self._page.moment()
        lines = [line for line in text.splitlines() if line.strip()]
        read = partial(
            read_entries,
            day_first=bool(moment.day_first),
            language=moment.language or 'en',
            places=self._places(_Written(text='')),
        )
        return await asyncio.to_thread(read, '\n'.join(line[:_MAX_READ] for line in lines), moment.now, moment.zone)

    def _places(self, written: _Written) -> OwnPlaces:
        state = self._page.state
        return OwnPlaces(
            lists={name: each.id for each in state.lists.values() for name in self._names_of(each)},
            labels={each.name: each.id for each in state.labels.values()},
            accepted=written.accepted,
        )

    def _names_of(self, each: TaskListRead) -> set[str]:
        """What a list is called: the Inbox also as the page calls it."""
        return {each.name, self._page.words.INBOX} if each.is_inbox else {each.name}

    def _line(self, entry: Entry) -> dict[str, Any]:
        spans = self._spans(entry, entry.spans, '')
        return {'title': entry.title, 'spans': spans, 'depth': min(entry.depth, DEEPEST)}

    def _spans(self, entry: Entry, spans: tuple[Span, ...], text: str) -> list[dict[str, Any]]:
        return [
            {
                'start': _utf16_index(text, span.start),
                'end': _utf16_index(text, span.end),
                'kind': span.kind,
                'text': span.text,
                'label': self._label(span, entry),
            }
            for span in spans
        ]

    def _label(self, span: Span, entry: Entry) -> str:
        words, moment = self._page.words, self._page.moment()
        match span.kind:
            case 'due':
                return due_label(entry.due, moment, words)
            case 'priority':
                level = words.PRIORITY[entry.priority] if entry.priority else span.label
                return words.PRIORITY_CHIP.format(priority=level)
            case 'start':
                return words.START_CHIP.format(day=due_label(entry.start_on, moment, words))
            case 'estimate':
                return words.ESTIMATE_CHIP.format(length=words.length(int(span.label)))
            case 'list' | 'label' | 'new_list' | 'new_label':
                return words.PLACE_CHIPS[span.kind].format(name=span.label)
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
