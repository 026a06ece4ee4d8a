"""Quick add: one line in, a task's title, date, priority and note out, with what was recognised where."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from services.language.anchors import Reference
from services.language.dates import DateSpan, dates_in
from services.language.priorities import MARK, level
from services.language.recurrence import find_recurrences
from services.language.script import Span, readable, unquoted
from services.vocabulary import Priority

DUE, PRIORITY, NOTE, RECURRENCE = 'due', 'priority', 'note', 'recurrence'


@dataclass(frozen=True, slots=True)
class Entry:
    """A task as somebody wrote it down."""

    title: str
    due: date | datetime | None = None
    priority: Priority | None = None
    description: str | None = None
    other_due: date | None = None
    spans: tuple[Span, ...] = ()

    @property
    def recurrence(self) -> Span | None:
        """The repetition that was asked for and is not offered yet."""
        return next((span for span in self.spans if span.kind == RECURRENCE), None)


_NOTE = re.compile(r'(?:(?<=\s)|\A)//(?=\s|\w)\s{0,3}')
_BULLET = re.compile(
    r'\s{0,20}(?:(?:[-*+\u2022\u2023\u25aa\u25cf\u2013\u2014](?=\s)|\d{1,3}[.)](?=\s)|[a-z]\)(?=\s)'
    r'|\[[ xX]?\]|[\u2610-\u2612\u2713\u2714\u2705])\s{0,5}){1,3}'
)
_LEFTOVER = ' \t\r\n,;:-\u2013\u2014'
_RUN = re.compile(r'\s+')


def read_entry(
    text: str, now: datetime, zone: ZoneInfo, rejected: Collection[tuple[str, str]] = (), *, day_first: bool = False
) -> Entry:
    """Read one line; a rejected (kind, text) stays in the title, and a title is never empty."""
    reference = Reference(now, zone, day_first)
    lower = readable(text)
    note = _NOTE.search(lower)
    end = note.start() if note and text[: note.start()].strip() else len(text)
    spans: list[Span] = []
    if note and end < len(text) and text[note.end() :].strip():
        spans.append(Span(end, len(text), NOTE, text[note.end() :].strip(), text[end:]))
    body = lower[:end]
    repeats = [
        Span(span.start, span.end, RECURRENCE, span.label, text[span.start : span.end])
        for span in find_recurrences(body)
    ]
    spans += [span for span in repeats if (span.kind, span.text) not in rejected]
    marks = {match.span(): level(match) for match in MARK.finditer(body)}
    for (first, last), priority in marks.items():
        spans.append(Span(first, last, PRIORITY, priority.value, text[first:last]))
    dates = list(dates_in(body, reference, [(span.start, span.end) for span in spans + repeats]))
    spans = [span for span in spans if (span.kind, span.text) not in rejected]
    dates = [found for found in dates if (DUE, text[found.start : found.end]) not in rejected]
    due = _chosen(dates)
    if due:
        spans.append(Span(due.start, due.end, DUE, due.value.isoformat(), text[due.start : due.end]))
    return _entry(text, sorted(spans, key=lambda span: span.start), due)


def _chosen(dates: list[DateSpan]) -> DateSpan | None:
    """The date that is meant as due: one that says so, or else the last."""
    said = [found for found in dates if found.lead.startswith(('due', 'deadline', 'by'))]
    return said[0] if said else dates[-1] if dates else None


def _entry(text: str, spans: list[Span], due: DateSpan | None) -> Entry:
    kept, at = [], 0
    for span in spans:
        if span.kind == RECURRENCE:
            continue
        kept.append(text[at : span.start])
        at = span.end
    kept.append(text[at:])
    title = unquoted(_RUN.sub(' ', ' '.join(part for part in kept if part.strip())).strip(_LEFTOVER))
    title = re.sub(r'\s+([,.;!?])', r'\1', title)
    if not any(letter.isalnum() for letter in title):
        return Entry(_RUN.sub(' ', unquoted(text)).strip() or text.strip() or text)
    priorities = [Priority(span.label) for span in spans if span.kind == PRIORITY]
    notes = [span.label for span in spans if span.kind == NOTE]
    return Entry(
        title,
        due.value if due else None,
        priorities[-1] if priorities else None,
        notes[0] if notes else None,
        due.other if due else None,
        tuple(spans),
    )


def entry_lines(text: str) -> list[str]:
    """The lines that hold something, without bullets, numbers and checkboxes."""
    lines = [_BULLET.sub('', line, count=1) if _BULLET.match(line) else line for line in text.splitlines()]
    return [line.strip() for line in lines if any(letter.isalnum() for letter in line)]


def read_entries(text: str, now: datetime, zone: ZoneInfo, *, day_first: bool = False) -> list[Entry]:
    """Read pasted lines, one task each."""
    return [read_entry(line, now, zone, day_first=day_first) for line in entry_lines(text)]
