"""What speaks for and against a reading in the nouns: lists, tasks, calendars, and what belongs to other worlds."""

from services.language.reading.clauses import Clause
from services.language.reading.notes import Annotation, Notes
from services.language.reading.placing.values import PLACING
from services.language.reading.readings import Reading


def of_nouns(notes: Notes, clause: Clause, reading: Reading, frame: Annotation | None) -> dict[str, float]:
    """All that the nouns of a clause say for and against a reading."""
    head, tail = clause.head, clause.tail
    found = {**_lists(notes, clause, reading), **_calendars(notes, clause, reading)}
    things = [
        each
        for each in notes.of('thing', head, tail)
        if each.last - each.first > 1 or not notes.plays(each.first, 'vague thing')
    ]
    if things:
        found['word for tasks'] = 1.0
    mentions = notes.of('mention', head, tail)
    if mentions and not (reading.verb and reading.verb.need == 'list'):
        found['mention'] = 1.0
    told = notes.of('overdue', head, tail) or notes.any_plays(head, tail, 'due', 'priority')
    placed = notes.any_of(PLACING - {'start'} | {'labels'}, head, tail)
    named = mentions or placed or (told and not notes.of('elsewhere', head, tail))
    ours = (
        named
        or _is_all_status(notes, clause)
        or _asks_for_a_day(notes, clause)
        or found.keys() & {'list', 'word for tasks', 'word of a calendar'}
    )
    if not ours and not (reading.sense == 'talk' and frame):
        found['nothing of ours'] = 1.0
    found.update(_elsewhere(notes, clause, reading, frame))
    found.update(dict.fromkeys((kind for kind in _TOLD if notes.of(kind, head, tail)), 1.0))
    if frame is None and _is_about_you(notes, clause):
        found['talk about you'] = 1.0
    if any(each.value == 'new' for each in notes.of('new list', head, tail)):
        found['list to be made'] = 1.0
    controls = any(each.value in {'undo', 'redo'} for each in notes.of('verb', head, tail) if each.first == head)
    if notes.of('meta', head, tail) and not frame and not controls:
        found['talk about talk'] = 1.0
    return found


_TOLD = ('date', 'priority', 'status', 'memo', 'overdue', 'new list')


def _is_about_you(notes: Notes, clause: Clause) -> bool:
    """'What are your hobbies?': whoever answers is spoken of, and is not only asked."""
    lists = notes.of('list', clause.head, clause.tail)
    return any(
        notes.plays(at, 'yours')
        and not any(each.first <= at < each.last for each in lists)
        and not (notes.plays(at, 'you') and notes.plays(at - 1, 'can', 'question_do', 'wants'))
        and not notes.of('memo', clause.head, clause.tail)
        for at in range(clause.head, clause.tail)
    )


def _lists(notes: Notes, clause: Clause, reading: Reading) -> dict[str, float]:
    found: dict[str, float] = {}
    for each in notes.of('list', clause.head, clause.tail)[:2]:
        found['list'] = 1.0
        if each.need in {'off', 'onto'}:
            found[f'{each.need} a list'] = 1.0
            if each.need == 'onto' and _may_add(notes, reading):
                found['as good as added'] = 1.0
        elif reading.verb and each.first - reading.verb.last in {0, 1}:
            found['list is the object'] = 1.0
    return found


def _may_add(notes: Notes, reading: Reading) -> bool:
    """'Put milk on the list' is about something new, 'put the milk on the list' about a task that is there."""
    verb = reading.verb
    if verb is None or reading.sense != 'set' or not any(each.need == 'list' for each in notes.of('verb', verb.first)):
        return False
    same = [each for each in notes.of('verb', verb.first, verb.last) if each.value == 'add']
    is_known = notes.plays(verb.last, 'definite') or notes.begins(verb.last, 'one', 'many', 'quantifier', 'literal')
    return bool(same) and not is_known


def _calendars(notes: Notes, clause: Clause, reading: Reading) -> dict[str, float]:
    calendars = notes.of('calendar', clause.head, clause.tail)
    if not calendars:
        return {'off a place': 1.0} if _is_off_a_place(notes, clause, reading) else {}
    first = reading.verb.last + 1 if reading.verb else clause.head
    is_off = any(notes.any_plays(max(first, each.first - 4), each.first, 'off') for each in calendars)
    return {'word of a calendar': 1.0, **({'off an event': 1.0} if is_off else {})}


def _is_off_a_place(notes: Notes, clause: Clause, reading: Reading) -> bool:
    """'… from the get-together': no list of ours is named as what it is taken from."""
    return (
        reading.verb is not None
        and not notes.of('list', clause.head, clause.tail)
        and any(
            notes.plays(at, 'off') and notes.plays(at + 1, 'article')
            for at in range(reading.verb.last + 1, clause.tail - 1)
        )
    )


def _is_all_status(notes: Notes, clause: Clause) -> bool:
    """'What is still open?': a status, and nothing that would need another world to explain it."""
    if not notes.of('status', clause.head, clause.tail):
        return False
    covered = {
        at
        for each in notes.annotations
        if each.kind in {'status', 'question', 'verb', 'auxiliary'}
        for at in range(each.first, each.last)
    }
    return all(at in covered or notes.plays(at, 'filter_noise') for at in notes.words(clause.head, clause.tail))


def _asks_for_a_day(notes: Notes, clause: Clause) -> bool:
    """'What is on for today?': a question in which nothing but a day is named."""
    questions = notes.of('question', clause.head, clause.head + 1)
    days = notes.of('range', clause.head, clause.tail)
    if not days or not any(each.value == 'what' for each in questions):
        return False
    covered = {at for each in [*questions, *days] for at in range(each.first, each.last)}
    return all(at in covered or notes.plays(at, 'small', 'be', 'self') for at in notes.words(clause.head, clause.tail))


def _elsewhere(notes: Notes, clause: Clause, reading: Reading, frame: Annotation | None) -> dict[str, float]:
    """Nouns of other worlds: songs, lights, cards; in a title they are as good as any."""
    found: dict[str, float] = {}
    mentions = notes.of('mention')
    others = [
        each
        for each in notes.of('elsewhere', clause.head, clause.tail)
        if not (reading.verb and each.overlaps(reading.verb)) and not any(each.overlaps(other) for other in mentions)
    ]
    if not others:
        return found
    lists = notes.of('list', clause.head, clause.tail)
    is_title = frame is not None and reading.sense in {'add', 'talk'}
    is_listed = any(each.need for each in lists) or _follows_a_thing(notes, clause, others)
    found['foreign noun in a title' if is_title or is_listed else 'foreign noun'] = 1.0
    if reading.verb and not lists:
        after = reading.verb.last
        leads_to_verb = notes.plays(after - 1, 'infinitive') or notes.plays(after, 'infinitive')
        if not leads_to_verb and any(
            (each.first == after + 1 and notes.plays(after, 'article', 'definite')) or each.first == after
            for each in others
        ):
            found['foreign object'] = 1.0
    if not lists and any(_is_place(notes, clause, each) or _goes_elsewhere(notes, clause, each) for each in others):
        found['foreign place'] = 1.0
    return found


def _follows_a_thing(notes: Notes, clause: Clause, nouns: list[Annotation]) -> bool:
    """'The task about the flight': a noun of another world names one of ours."""
    things = [
        each
        for each in notes.of('thing', clause.head, nouns[0].first)
        if each.value == 'one' and notes.plays(each.last, 'title_start')
    ]
    return bool(things)


def _is_place(notes: Notes, clause: Clause, noun: Annotation) -> bool:
    """'… to my jazz playlist': a foreign noun after a word that leads to a place."""
    before = range(max(clause.head, noun.first - 5), noun.first)
    adds = any(
        each.value == 'add' and each.first <= clause.head + 1 for each in notes.of('verb', clause.head, clause.tail)
    )
    led = [
        at for at in before if notes.plays(at, 'into' if adds else 'off') and notes.plays(at + 1, 'article', 'definite')
    ]
    return bool(led) and (noun.last >= clause.tail - 1 or noun.first - led[-1] <= 2)  # noqa: PLR2004 - 'to my playlist'


def _goes_elsewhere(notes: Notes, clause: Clause, noun: Annotation) -> bool:
    """'Add this song to …', 'add … to playlist …': things that are collected in another place than a list of tasks."""
    if noun.value == 'collected':
        return notes.plays(noun.last, 'into') and notes.plays(noun.first - 1, 'article', 'indefinite', 'definite')
    return noun.value == 'collection' and notes.any_plays(clause.head + 1, noun.first, 'into')
