"""Pass 2, time: dates, lengths, distances, repetitions, and stretches of days for questions."""

from services.language.dates.composing import Said, TimeKind, is_named_thing, said_in
from services.language.dates.grammar import Reference
from services.language.dates.ranges import ranges_in
from services.language.reading.notes import Annotation, Notes
from services.language.script import readable

_KINDS = {
    TimeKind.DATE: 'date', TimeKind.START: 'start', TimeKind.SHIFT: 'shift', TimeKind.LENGTH: 'length',
    TimeKind.REPEAT: 'repeat', TimeKind.PAST: 'past', TimeKind.CLASH: 'clash',
}  # fmt: skip


def note_times(notes: Notes, reference: Reference) -> None:
    """Note all that is said about time, in token places."""
    lower = readable(notes.text)
    for said in said_in(lower, reference):
        place = _place(notes, said.start, said.end)
        if place and not is_named_thing(notes.text[said.start : said.end]):
            notes.add(Annotation(_KINDS[said.kind], *place, _value(said, notes), form=said.lead))
    for span in ranges_in(lower, reference):
        place = _place(notes, span.start, span.end)
        if place:
            notes.add(Annotation('range', *place, span.due))


def _place(notes: Notes, start: int, end: int) -> tuple[int, int] | None:
    """The tokens of a stretch; a full stop after a weekday or a month ends the sentence as well."""
    place = notes.covering(start, end)
    if place and place[1] - place[0] > 1 and notes.tokens[place[1] - 1].text == '.':
        return place[0], place[1] - 1
    return place


def _value(said: Said, notes: Notes) -> object:
    if said.kind in {TimeKind.DATE, TimeKind.START, TimeKind.CLASH}:
        return said.when
    if said.kind is TimeKind.LENGTH:
        return said.minutes
    return said.shift if said.kind is TimeKind.SHIFT else notes.text[said.start : said.end]
