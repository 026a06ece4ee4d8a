"""Quick add: one line in, a task's title, date, priority and note out, with what was recognised where."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from services.language.dates.composing import Said, TimeKind, is_named_thing, said_in
from services.language.dates.grammar import Reference
from services.language.dates.when import When
from services.language.entry_marks import ESTIMATE, LABEL, LIST, NEW_LABEL, NEW_LIST, START, Marked, marks_in
from services.language.languages import language_of
from services.language.names import OwnPlaces
from services.language.script import Span, readable, unquoted
from services.language.tables import Language
from services.values.vocabulary import Priority, Status

DUE, PRIORITY, NOTE, RECURRENCE = 'due', 'priority', 'note', 'recurrence'


@dataclass(frozen=True, slots=True)
class Entry:
    """A task as somebody wrote it down; `source` is the line it was read from.

    `offers` are the lists and labels that are named and not there. Of pasted lines, one is a part of the last one above
    it that has less `depth`.
    """

    title: str
    due: date | datetime | None = None
    priority: Priority | None = None
    description: str | None = None
    other_due: date | None = None
    status: Status | None = None
    source: str = ''
    spans: tuple[Span, ...] = ()
    list_id: UUID | None = None
    new_list: str | None = None
    label_ids: tuple[UUID, ...] = ()
    new_labels: tuple[str, ...] = ()
    start_on: date | None = None
    estimate_minutes: int | None = None
    offers: tuple[Span, ...] = ()
    depth: int = 0

    @property
    def recurrence(self) -> Span | None:
        """The repetition that was asked for and is not offered yet."""
        return next((span for span in self.spans if span.kind == RECURRENCE), None)


_NOTE = re.compile(r'(?:(?<=\s)|\A)//(?=\s|\w)\s{0,3}')
_BULLET = re.compile(
    r'\s{0,20}(?:(?:[-*+\u2022\u2023\u25aa\u25cf\u2013\u2014](?=\s)|\d{1,3}[.)](?=\s)|[a-z]\)(?=\s)'
    r'|\[[ xX]?\]|[\u2610-\u2612\u2713\u2714\u2705])\s{0,5}){1,3}'
)
_TAB = 4
_INDENT = 2
"""How many columns further right a line is a part of another one."""

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
    places: OwnPlaces | None = None,
) -> Entry:
    """Read one line; a rejected (kind, text) stays in the title, and a title is never empty.

    Lists, labels, estimates and starts are read where `places` says which lists and labels there are.
    """
    spoken = language_of(language)
    return entry_of(text, Reference(now, zone, spoken.dates, day_first), spoken, rejected, places)


def entry_of(
    text: str,
    reference: Reference,
    language: Language,
    rejected: Collection[tuple[str, str]] = (),
    places: OwnPlaces | None = None,
) -> Entry:
    """As `read_entry`, by a reference and a language that are there already."""
    lower = readable(text)
    note = _NOTE.search(lower)
    end = note.start() if note and text[: note.start()].strip() else len(text)
    marks = Marked(lower=lower[:end])
    if places is not None:
        marks = marks_in(text, lower[:end], places, reference, language, rejected=rejected)
    lower = marks.lower
    spans: list[Span] = []
    if note and end < len(text) and text[note.end() :].strip():
        spans.append(Span(end, len(text), NOTE, text[note.end() :].strip(), text[end:]))
    spans += _priorities(text, lower, language)
    times = [said for said in said_in(lower, reference) if not any(_overlap(said, span) for span in spans)]
    times = [said for said in times if not is_named_thing(text[said.start : said.end])]
    taken: list[Said | Span] = [*times, *spans, *marks.spans]
    offers = [offer for offer in marks.offers if not any(_overlap(offer, each) for each in taken)]
    spans += [_span(text, said, RECURRENCE) for said in times if said.kind is TimeKind.REPEAT]
    spans = [*marks.spans, *(span for span in spans if (span.kind, span.text) not in rejected)]
    dates = [
        said for said in times if said.kind is TimeKind.DATE and (DUE, text[said.start : said.end]) not in rejected
    ]
    due, value, other = _due(dates, reference, language)
    spans += [Span(said.start, said.end, DUE, value.isoformat(), text[said.start : said.end]) for said in due if value]
    entry = _entry(text, sorted(spans, key=lambda span: span.start), value, other)
    return _placed(entry, places, offers) if places is not None else entry


def _overlap(one: Said | Span, other: Said | Span) -> bool:
    return one.start < other.end and other.start < one.end


def _due(
    dates: list[Said], reference: Reference, language: Language
) -> tuple[list[Said], date | datetime | None, date | None]:
    """What says when it is due, what that is, and the other day that some people mean; what has passed is none."""
    said, when = _chosen(dates, language)
    if when is None:
        return [], None, None
    value, other = when.due(reference.now, reference.zone), None if when.at else when.other
    if not isinstance(value, datetime) and value < reference.today:
        return [], None, other
    return said, value, other


def _placed(entry: Entry, places: OwnPlaces, offers: list[Span]) -> Entry:
    """The entry with the places and plans that its spans say, and what is offered besides."""

    def said(kind: str) -> list[str]:
        return [span.label for span in entry.spans if span.kind == kind]

    lists, starts, estimates = said(LIST), said(START), said(ESTIMATE)
    new = {name.casefold(): name for name in reversed(said(NEW_LABEL))}
    return replace(
        entry,
        list_id=places.lists[lists[0]] if lists else None,
        new_list=next(iter(said(NEW_LIST)), None),
        label_ids=tuple(dict.fromkeys(places.labels[name] for name in said(LABEL))),
        new_labels=tuple(reversed(new.values())),
        start_on=date.fromisoformat(starts[0]) if starts else None,
        estimate_minutes=int(estimates[0]) if estimates else None,
        offers=tuple(offers) if _would_have_a_title(entry, offers) else (),
    )


def _would_have_a_title(entry: Entry, offers: list[Span]) -> bool:
    """Whether there would be words left for the title if all of the offers were accepted."""
    rest = entry.title
    for offer in offers:
        rest = rest.replace(offer.text, ' ')
    return _says_something(rest)


def _says_something(title: str) -> bool:
    return any(letter.isalnum() or ord(letter) > FIRST_PICTURE for letter in title)


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
    if not _says_something(title):
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
    return [line for line, _ in outline(text)]


def outline(text: str) -> list[tuple[str, int]]:
    """As `entry_lines`, each with its depth: a line is a part of the last one above that is further left."""
    found: list[tuple[str, int]] = []
    margins: list[int] = []
    for line in text.splitlines():
        if not any(letter.isalnum() for letter in line):
            continue
        wide = line.expandtabs(_TAB)
        margin = len(wide) - len(wide.lstrip())
        while margins and margin < margins[-1] + _INDENT:
            margins.pop()
        bullet = _BULLET.match(line.strip())
        found.append((line.strip()[bullet.end() if bullet else 0 :].strip(), len(margins)))
        margins.append(margin)
    return found


def read_entries(
    text: str,
    now: datetime,
    zone: ZoneInfo,
    *,
    day_first: bool = False,
    language: str = 'en',
    places: OwnPlaces | None = None,
) -> list[Entry]:
    """Read pasted lines, one task each; a line under another one is in the list of that, so that it names none."""
    inside = replace(places, lists={}) if places is not None else None
    return [
        replace(
            read_entry(line, now, zone, day_first=day_first, language=language, places=inside if depth else places),
            depth=depth,
        )
        for line, depth in outline(text)
    ]
