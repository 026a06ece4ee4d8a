"""Pass 5, places: the parts of an addition that say where it goes, apart from what it is called."""

from services.language.reading.notes import Annotation, Notes
from services.language.reading.placing.values import PLACING

_BETWEEN = frozenset({'date', 'priority', 'priority word', 'closing', 'range', 'shift'})


def slots_of(notes: Notes, first: int, last: int) -> list[Annotation]:
    """What is said of the place of what is added: at the end, with nothing but values behind it, or at the front."""
    given = [each for each in notes.any_of(PLACING, first, last) if each.kind != 'label' or each.need]
    found: list[Annotation] = []
    for each in sorted(given, key=lambda each: -each.last):
        if _only_values(notes, each.last, last, found) and each.first > first:
            found.append(each)
    leading = [each for each in given if each.first == first and each.last < last and each.kind == 'goal']
    return [*found, *(each for each in leading if each not in found)]


def stretch_of(notes: Notes, slot: Annotation, last: int) -> tuple[int, int]:
    """The tokens of a slot with the marks that set it apart: 'to Home: …', '…, takes an hour'."""
    start, end = slot.first, slot.last
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
