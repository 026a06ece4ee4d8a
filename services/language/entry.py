"""Quick add: one line in, a task's title, date, priority and note out, with what was recognised where."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from services.language.dates.composing import Said, TimeKind, is_named_thing, said_in
from services.language.dates.grammar import Reference
from services.language.dates.when import When
from services.language.languages import language_of
from services.language.script import Span, readable, unquoted
from services.language.tables import Language
from services.values.vocabulary import Priority, Status

DUE, PRIORITY, NOTE, RECURRENCE = 'due', 'priority', 'note', 'recurrence'


@dataclass(frozen=True, slots=True)
class Entry:
    """A task as somebody wrote it down; `source` is the line it was read from."""

    title: str
    due: date | datetime | None = None
    priority: Priority | None = None
    description: str | None = None
    other_due: date | None = None
    status: Status | None = None
    source: str = ''
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
_EMPTY = re.compile(r'\s*[(\[]\s*[)\]]|\s+[(\[@]\Z')
_RUN = re.compile(r'\s+')
FIRST_PICTURE = 0x2600
"""From this letter on there are pictures: an emoji alone is a title."""


def read_entry(
    text: str,
    now: datetime,
    zone: ZoneInfo,
    rejected: Collection[tuple[str, str]] = (),
    *,
    day_first: bool = False,
    language: str = 'en',
) -> Entry:
    """Read one line; a rejected (kind, text) stays in the title, and a title is never empty."""
    spoken = language_of(language)
    return entry_of(text, Reference(now, zone, spoken.dates, day_first), spoken, rejected)


def entry_of(text: str, reference: Reference, language: Language, rejected: Collection[tuple[str, str]] = ()) -> Entry:
    """As `read_entry`, by a reference and a language that are there already."""
    now, zone = reference.now, reference.zone
    lower = readable(text)
    note = _NOTE.search(lower)
    end = note.start() if note and text[: note.start()].strip() else len(text)
    spans: list[Span] = []
    if note and end < len(text) and text[note.end() :].strip():
        spans.append(Span(end, len(text), NOTE, text[note.end() :].strip(), text[end:]))
    spans += _priorities(text, lower[:end], language)
    marked = [(span.start, span.end) for span in spans]
    times = [
        said
        for said in said_in(lower[:end], reference)
        if not any(said.start < last and first < said.end for first, last in marked)
    ]
    times = [said for said in times if not is_named_thing(text[said.start : said.end])]
    spans += [_span(text, said, RECURRENCE) for said in times if said.kind is TimeKind.REPEAT]
    spans = [span for span in spans if (span.kind, span.text) not in rejected]
    dates = [
        said for said in times if said.kind is TimeKind.DATE and (DUE, text[said.start : said.end]) not in rejected
    ]
    due, when = _chosen(dates, language)
    value = when.due(now, zone) if when else None
    if value is not None and not isinstance(value, datetime) and value < reference.today:
        due, value = [], None
    spans += [Span(said.start, said.end, DUE, value.isoformat(), text[said.start : said.end]) for said in due if value]
    return _entry(text, sorted(spans, key=lambda span: span.start), value, when.other if when and not when.at else None)


def _span(text: str, said: Said, kind: str) -> Span:
    part = text[said.start : said.end]
    return Span(said.start, said.end, kind, part.lower(), part)


def _priorities(text: str, lower: str, language: Language) -> list[Span]:
    return [
        Span(start, end, PRIORITY, level.value, text[start:end]) for start, end, level in language.marks.find(lower)
    ]


def _chosen(dates: list[Said], language: Language) -> tuple[list[Said], When | None]:
    """What is meant as due: what says so, or else the last; a day and a time apart from it belong together."""
    if not dates:
        return [], None
    said = next((each for each in dates if each.lead.startswith(language.dates.due_leads)), dates[-1])
    others = [each for each in dates if each is not said]
    if (
        len(others) == 1
        and (said.when.day is None) != (others[0].when.day is None)
        and not (said.when.at and others[0].when.at)
    ):
        joined = said.when.joined(others[0].when)
        if joined:
            return dates, joined
    return [said], said.when


def _entry(text: str, spans: list[Span], due: date | datetime | None, other: date | None) -> Entry:
    kept, at = [], 0
    for span in spans:
        if span.kind == RECURRENCE:
            continue
        kept.append(text[at : span.start])
        at = span.end
    kept.append(text[at:])
    title = unquoted(_RUN.sub(' ', ' '.join(part for part in kept if part.strip())).strip(_LEFTOVER))
    title = _EMPTY.sub('', re.sub(r'\s+([,.;!?])', r'\1', title)).strip(_LEFTOVER)
    if not any(letter.isalnum() or ord(letter) > FIRST_PICTURE for letter in title):
        return Entry(_RUN.sub(' ', unquoted(text)).strip() or text.strip() or text, source=text.strip())
    priorities = [Priority(span.label) for span in spans if span.kind == PRIORITY]
    notes = [span.label for span in spans if span.kind == NOTE]
    return Entry(
        title,
        due,
        priorities[-1] if priorities else None,
        notes[0] if notes else None,
        other,
        source=text.strip(),
        spans=tuple(spans),
    )


def entry_lines(text: str) -> list[str]:
    """The lines that hold something, without bullets, numbers and checkboxes."""
    lines = [_BULLET.sub('', line, count=1) if _BULLET.match(line) else line for line in text.splitlines()]
    return [line.strip() for line in lines if any(letter.isalnum() for letter in line)]


def read_entries(
    text: str, now: datetime, zone: ZoneInfo, *, day_first: bool = False, language: str = 'en'
) -> list[Entry]:
    """Read pasted lines, one task each."""
    return [read_entry(line, now, zone, day_first=day_first, language=language) for line in entry_lines(text)]
