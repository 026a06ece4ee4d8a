"""What quick add reads besides dates and priorities: `#list`, `@label`, `~1h30` and `start:friday`.

A list or a label that somebody does not have is offered and stays in the title, until they accept it.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice, takewhile

from services.language.dates.composing import TimeKind, said_in
from services.language.dates.grammar import Reference
from services.language.names import OwnPlaces, Plain, keys_of
from services.language.script import HIDDEN, Span, unquoted
from services.language.tables import Language
from services.values.plans import MAX_MINUTES
from services.values.text import LABEL_LIMIT, NAME_LIMIT

LIST, LABEL, ESTIMATE, START = 'list', 'label', 'estimate', 'start'
NEW_LIST, NEW_LABEL = 'new_list', 'new_label'

_NEW = {LIST: NEW_LIST, LABEL: NEW_LABEL}
_LIMITS = {LIST: NAME_LIMIT, LABEL: LABEL_LIMIT}
_SIGNS = {'#': LIST, '@': LABEL}
_QUOTES = '"\u201c\u201e'
_BEFORE = r'(?<![^\s(\[])'
_AFTER = r'(?=[,.;:!?)\]]*(?:\s|\Z))'
_PLACE = re.compile(rf'{_BEFORE}[#@](?=\S)')
_NAME = re.compile(rf'[^\W\d_][^\s,.;:!?()\[\]{{}}<>"\'`#@/\\\x00-\x1f\u2018-\u201f]*{_AFTER}')
_QUOTED = re.compile(rf'{HIDDEN}+{_AFTER}')
_CLOSED = re.compile(_AFTER)
_ESTIMATE = re.compile(
    rf'{_BEFORE}~(?:(?P<hours>\d{{1,4}}(?:[.,]\d{{1,2}})?)(?:h|hrs?|hours?|std|stunden?)'
    rf'(?:(?P<rest>[0-5]?\d)(?:m|mins?)?| (?P<apart>[0-5]?\d)(?:m|mins?))?'
    rf'|(?P<minutes>\d{{1,5}})(?:m|mins?|minutes?|minuten?)?){_AFTER}'
)
_WORD = re.compile(r'\S+')
_CLOSING = ',.;:!?)]'
_LONGEST_DAY = 6
"""How many words a day is written in at most: the first monday of next month."""
_MOST = 30
"""How many signs of one kind are looked at in a line; nobody writes more, and each may take a while."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What was found: spans, offers, and the text in which dates and priorities are left to be found."""

    spans: tuple[Span, ...] = ()
    offers: tuple[Span, ...] = ()
    lower: str = ''


def marks_in(
    text: str,
    lower: str,
    places: OwnPlaces,
    reference: Reference,
    language: Language,
    *,
    rejected: Collection[tuple[str, str]],
) -> Marked:
    """Read the marks in `text`, of which `lower` is the readable beginning; the rejected ones are only words."""
    named = list(_places(text, lower, places))
    new = [span for span in named if span.kind in _NEW.values()]
    taken = [span for span in named if span not in new or (span.kind, span.text) in places.accepted]
    rest = _without(lower, taken)
    found = [*taken, *_estimates(text, rest), *_starts(text, rest, reference, language)]
    wanted = [span for span in found if (span.kind, span.text) not in rejected]
    new_list = _last(wanted, NEW_LIST)
    single = [*(new_list or _last(wanted, LIST)), *_last(wanted, ESTIMATE), *_last(wanted, START)]
    spans = [span for span in wanted if span.kind in {LABEL, NEW_LABEL} or span in single]
    offers = [span for span in new if span not in taken and not (new_list and span.kind == NEW_LIST)]
    offers = [offer for offer in offers if (offer.kind, offer.text) not in rejected]
    return Marked(tuple(spans), tuple(offers), _without(lower, found))


def _last(spans: list[Span], kind: str) -> list[Span]:
    """Of several that contradict each other the last one counts."""
    return [span for span in spans if span.kind == kind][-1:]


def _without(lower: str, spans: list[Span]) -> str:
    """The text with these parts out of sight; a full stop keeps what stands on both sides apart."""
    for span in spans:
        lower = f'{lower[: span.start]}.{" " * (span.end - span.start - 1)}{lower[span.end :]}'
    return lower


def _places(text: str, lower: str, places: OwnPlaces) -> Iterator[Span]:
    """Each list and label that is named, in order: an own one, or else a new one that could be made."""
    plain, done = None, 0
    for sign in islice(_PLACE.finditer(lower), _MOST):
        if sign.start() < done:
            continue
        plain = plain or Plain(lower)
        span = _place_at(text, lower, sign, places, plain)
        if span:
            done = span.end
            yield span


def _place_at(text: str, lower: str, sign: re.Match[str], places: OwnPlaces, plain: Plain) -> Span | None:
    start, kind = sign.end(), _SIGNS[sign[0]]
    if kind == LIST and text[start] in _QUOTES:
        return _quoted_list(text, lower, sign, places)
    names = places.lists if kind == LIST else places.labels
    for end, name in plain.named(start, names):
        if _CLOSED.match(lower, end) and not text[start:end].isdigit():  # “fix #123” names no list
            return _span(text, sign.start(), end, kind, name)
    word = _NAME.match(lower, start)
    if not word or len(word[0]) > _LIMITS[kind] or _is_unfinished(plain.rest(start), names):
        return None
    return _span(text, sign.start(), word.end(), _NEW[kind], text[start : word.end()])


def _quoted_list(text: str, lower: str, sign: re.Match[str], places: OwnPlaces) -> Span | None:
    """The list whose whole name stands in quotation marks, whatever the name is."""
    quoted = _QUOTED.match(lower, sign.end())
    name = unquoted(text[sign.end() : quoted.end()]) if quoted else ''
    if not quoted or not 1 <= len(name) <= NAME_LIMIT:
        return None
    own = next((each for end, each in Plain(name).named(0, places.lists) if end == len(name)), None)
    return _span(text, sign.start(), quoted.end(), LIST if own else NEW_LIST, own or name)


def _is_unfinished(rest: str, names: Collection[str]) -> bool:
    """Whether an own name is just being written at the end of the text."""
    return any(key.startswith(rest) for name in names for key in keys_of(name))


def _span(text: str, start: int, end: int, kind: str, label: str) -> Span:
    return Span(start, end, kind, label, text[start:end])


def _estimates(text: str, lower: str) -> Iterator[Span]:
    """Each length of time after a tilde, in minutes."""
    for match in _ESTIMATE.finditer(lower):
        hours = float((match['hours'] or '0').replace(',', '.'))
        minutes = round(hours * 60) + int(match['rest'] or match['apart'] or match['minutes'] or 0)
        if 1 <= minutes <= MAX_MINUTES:
            yield _span(text, *match.span(), ESTIMATE, str(minutes))


def _starts(text: str, lower: str, reference: Reference, language: Language) -> Iterator[Span]:
    """Each day after a word for a start and a colon."""
    leads = re.finditer(rf'{_BEFORE}(?:{"|".join(language.marks.starts)}):\s?', lower)
    for lead in islice(leads, _MOST):
        for end in reversed(_ends_of_a_day(lower, lead.end(), language)):
            day = lower[lead.end() : end].rstrip(_CLOSING)
            said = said_in(day, reference)
            if [(each.start, each.end, each.kind) for each in said] == [(0, len(day), TimeKind.DATE)]:
                when = said[0].when
                if when.day is not None and when.at is None:
                    yield _span(text, lead.start(), lead.end() + len(day), START, when.day.isoformat())
                    break


def _ends_of_a_day(lower: str, start: int, language: Language) -> list[int]:
    """Where a day that begins at `start` may end: after each word, until one that says when something is due."""
    words = islice(_WORD.finditer(lower, start), _LONGEST_DAY)
    return [
        word.end() for word in takewhile(lambda word: not word[0].startswith(('-', *language.dates.due_leads)), words)
    ]
