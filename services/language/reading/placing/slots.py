"""Pass 5, places: the parts of an addition that say where it goes, apart from what it is called."""

from services.language.reading.notes import Annotation, Notes
from services.language.reading.placing.names import SAID
from services.language.reading.placing.values import PLACING

_AT_THE_FRONT = frozenset({'goal', 'whole'})
_BETWEEN = frozenset({'date', 'priority', 'priority word', 'closing', 'range', 'shift'})


def slots_of(notes: Notes, first: int, last: int) -> list[Annotation]:
    """What is said of the place of what is added: at the end, with nothing but values behind it, or at the front."""
    given = [each for each in notes.any_of(PLACING, first, last) if each.kind != 'label' or each.need]
    found: list[Annotation] = []
    for each in sorted(given, key=lambda each: -each.last):
        if _only_values(notes, each.last, last, found) and each.first > first:
            found.append(each)
    leading = [each for each in given if each.kind in _AT_THE_FRONT and each not in found]
    return [*found, *(each for each in leading if _only_announces(notes, first, each) and _leads(notes, each, last))]


def _leads(notes: Notes, slot: Annotation, last: int) -> bool:
    """'To Home: …', 'to the Home list …'; 'to work' without either may begin a title."""
    after = _after(notes, slot, last)
    if slot.form != SAID:
        while after < last and (notes.covers(after, 'thing') or notes.plays(after, 'indefinite', 'new', 'slot end')):
            after += 1
    return after < last and (notes.tokens[after].text == ':' or slot.form == SAID)


def _after(notes: Notes, slot: Annotation, last: int) -> int:
    at = slot.last
    while at < last and notes.plays(at, 'slot end'):
        at += 1
    return at


def _only_announces(notes: Notes, first: int, slot: Annotation) -> bool:
    """'A task to the Work list: …' says before the list only that something is added."""
    things = {at for each in notes.of('thing', first, slot.first) for at in range(each.first, each.last)}
    return all(at in things or notes.plays(at, 'indefinite', 'new') for at in range(first, slot.first))


def stretch_of(notes: Notes, slot: Annotation, last: int) -> tuple[int, int]:
    """The tokens of a slot with the marks that set it apart: 'to Home: …', '…, takes an hour'."""
    start, end = slot.first, _after(notes, slot, last)
    while end < last and slot.first == start and notes.tokens[end].text in {':', ','} and not _is_behind(notes, slot):
        end += 1
    while _is_behind(notes, slot) and start and (notes.plays(start - 1, 'comma', 'slot lead')):
        start -= 1
    return start, end


def _is_behind(notes: Notes, slot: Annotation) -> bool:
    return any(notes.is_word(at) and not notes.covers(at, 'verb', 'opening') for at in range(slot.first))


def _only_values(notes: Notes, first: int, last: int, found: list[Annotation]) -> bool:
    covered = {at for each in notes.any_of(_BETWEEN, first, last) for at in range(each.first, each.last)}
    covered |= {at for each in found for at in range(each.first, each.last)}
    return all(
        at in covered or notes.plays(at, 'and', 'slot lead', 'marks_priority') for at in notes.words(first, last)
    )
