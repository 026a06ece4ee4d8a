"""What is understood and not offered: said so in one sentence, and never taken for a title."""

from services.language.reading.clauses import Clause
from services.language.reading.notes import Notes
from services.language.reading.scene import Scene

_NEAR = 3


def not_offered(scene: Scene, clause: Clause) -> str:
    """What a clause asks for that is not offered; empty when it asks for nothing of the kind."""
    for what, asks in (
        ('exchanged dates', _exchanges),
        ('alarms', _sets_an_alarm),
        ('repeating tasks', _repeats),
        ('lists', _names_a_list),
    ):
        if asks(scene, clause):
            return what
    return ''


def _exchanges(scene: Scene, clause: Clause) -> bool:
    """'Swap the dates of the dentist and the rent'; what is swapped are tasks, or their dates."""
    notes = scene.notes
    if not notes.begins(clause.head, 'exchange'):
        return False
    if any(each.value in {'due', 'priority'} for each in notes.of('attribute', clause.head, clause.tail)):
        return True
    return any(
        scene.grounds(clause.head + 1, at) and scene.grounds(at + 1, clause.tail)
        for at in range(clause.head + 2, clause.tail - 1)
        if notes.plays(at, 'joins_names', 'exchanged_for')
    )


def _sets_an_alarm(scene: Scene, clause: Clause) -> bool:
    """'Set an alarm for 7', 'wake me at 7'; not what a task is called, and no reminder."""
    notes = scene.notes
    if notes.begins(clause.head, 'waking'):
        return True
    verbs = [each for each in notes.of('verb', clause.head, clause.tail) if each.first == clause.head]
    reminds = any(each.need == 'me' and notes.plays(each.last, 'me') for each in notes.of('verb', clause.head))
    return (
        not reminds
        and any(each.form == 'base' for each in verbs)
        and any(
            each.first - clause.head <= _NEAR and not notes.covers(each.first, 'mention')
            for each in notes.of('alarm', clause.head + 1, clause.tail)
        )
    )


def _repeats(scene: Scene, clause: Clause) -> bool:
    """'Make the ficus weekly': a task that is there shall repeat."""
    notes = scene.notes
    rules = [each for each in notes.of('repeat', clause.head, clause.tail) if each.last == clause.tail]
    verbs = [each for each in notes.of('verb', clause.head, clause.tail) if each.first == clause.head]
    starts = [each.last for each in verbs if each.value in {'set', 'schedule'}]
    starts += [each.last for each in notes.of('repeating', clause.head, clause.tail) if each.first == clause.head]
    return any(scene.grounds(start, _name_end(notes, start, rules[0].first)) for start in starts) if rules else False


def _name_end(notes: Notes, first: int, last: int) -> int:
    while last > first and (notes.plays(last - 1, 'to', 'before_value', 'be') or notes.covers(last - 1, 'repeating')):
        last -= 1
    return last


def _names_a_list(scene: Scene, clause: Clause) -> bool:
    """'Add eggs to shopping': a list of its own is named, without the word."""
    notes, last = scene.notes, clause.tail - 1
    if scene.context.places is not None:
        return False
    verbs = [each for each in notes.of('verb', clause.head, clause.tail) if each.first == clause.head]
    adds = any(each.value == 'add' and each.form == 'base' for each in verbs)
    is_named = notes.plays(last, 'list_name') and notes.plays(last - 1, 'into') and last - 1 > clause.head + 1
    return adds and is_named and not notes.covers(last, 'mention')
