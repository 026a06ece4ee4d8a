"""The laws of reading, held a second way: something is meant first, and then said in one of many orders.

`test_laws` puts names and values into the patterns of commands. Here the meaning comes first: what shall happen, to
which task, with which day, time and priority. Its parts are put in any order that a person may choose, as an order, a
wish, a statement, or with the task or the time named first, so whoever reads it knows what must not happen.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from hypothesis import given
from hypothesis import strategies as st

from services.language import Change, Create, Delete, Operation, Show, Undo, Unknown, understand
from services.values.vocabulary import Priority, Status
from tests.services.language.laws import Person, keys_of, laws
from tests.services.language.scene import ZONE, Task

TASKS = (
    Task('lease', 'Sign the lease', date(2026, 12, 3), priority=Priority.HIGH),
    Task('boiler', 'Have the boiler serviced', datetime(2026, 12, 1, 8, 30, tzinfo=ZONE)),
    Task('recital', 'Practise for the recital'),
    Task('vaccine', 'Get the cat vaccinated', date(2026, 11, 24), priority=Priority.URGENT),
    Task('essay', 'Write essay on coral reefs', date(2026, 11, 27), Status.IN_PROGRESS, Priority.LOW),
    Task('hedge', 'Trim the hedge', date(2026, 11, 29)),
    Task('tickets', 'Print train tickets', status=Status.COMPLETED),
    Task('oven', 'Scrub the oven', priority=Priority.LOW),
)
PERSON = Person(TASKS)
DUE = {task.key: task.due for task in TASKS}
NAMES = {
    'lease': ('the lease', 'signing the lease', 'the lease task', '"Sign the lease"'),
    'boiler': ('the boiler', 'the boiler service', 'the task about the boiler'),
    'recital': ('the recital', 'practising for the recital', 'the recital practice'),
    'essay': ('the essay', 'my essay', 'the coral reefs essay', 'the essay task'),
    'hedge': ('the hedge', 'trimming the hedge', 'trim the hedge'),
    'oven': ('the oven', 'scrubbing the oven', 'the oven one'),
}
DAYS = {
    'saturday': date(2026, 11, 28), 'tomorrow': date(2026, 11, 27), 'the 9th of december': date(2026, 12, 9),
    'next wednesday': date(2026, 12, 2), '14 december': date(2026, 12, 14), 'christmas eve': date(2026, 12, 24),
}  # fmt: skip
TIMES = {'8am': time(8), '16:45': time(16, 45), 'quarter past nine': time(9, 15), 'midday': time(12)}
LEVELS = {'urgent': Priority.URGENT, 'high priority': Priority.HIGH, 'low priority': Priority.LOW}
SAID_FIRST = ('', '', 'well, ', 'so ', 'ok then, ', 'sorry, ', 'quick one: ', 'please ')
SAID_LAST = ('', '', '.', '!', ' please', ' if you can', ', thanks')


class Kind(StrEnum):
    """What shall happen to a task."""

    COMPLETE = 'complete'
    DELETE = 'delete'
    MOVE = 'move'
    RANK = 'rank'


@dataclass(frozen=True)
class Meant:
    """What a sentence is meant to do, and how it is said."""

    kind: Kind
    key: str
    text: str
    day: date | None = None
    at: time | None = None
    level: Priority | None = None


def _orders(kind: Kind, name: str, value: str) -> tuple[str, ...]:
    """The ways to say it: as an order, a wish, a statement, with the name or the value first."""
    return {
        Kind.COMPLETE: (
            f'tick off {name}', f'{name} is done', f'{name} is finished now', f"I'm done with {name}",
            f'you can mark {name} as finished', f'{name}: done', f'I have finished {name}', f'done with {name}',
        ),
        Kind.DELETE: (
            f'delete {name}', f'get rid of {name}', f'I want {name} deleted', f"I don't need {name} anymore",
            f'{name}: delete it', f'take {name} off my list', f'please remove {name} from my list',
        ),
        Kind.MOVE: (
            f'move {name} to {value}', f'{name} is due {value}', f'{name} should be done by {value}',

            f'can {name} be moved to {value}', f"I'd like to push {name} to {value}", f'{name} can wait until {value}',
            f'{name}: move to {value}', f'{value} is better for {name}', f'reschedule {name} for {value}',
        ),
        Kind.RANK: (
            f'make {name} {value}', f'{name} is {value}', f'{name} should be {value}', f'set {name} to {value}',
            f'{name} has become {value}', f'mark {name} as {value}', f'{name}: {value}',
        ),
    }[kind]  # fmt: skip


@st.composite
def meanings(draw, kinds=tuple(Kind)):
    """Something to do to one task, in words."""
    kind, key = draw(st.sampled_from(kinds)), draw(st.sampled_from(sorted(NAMES)))
    day, at, level, value = None, None, None, ''
    if kind is Kind.MOVE:
        said = draw(st.sampled_from(sorted(DAYS)))
        day, value = DAYS[said], said
        if draw(st.booleans()):
            clock = draw(st.sampled_from(sorted(TIMES)))
            at, value = TIMES[clock], f'{said} at {clock}'
    if kind is Kind.RANK:
        value = draw(st.sampled_from(sorted(LEVELS)))
        level = LEVELS[value]
    said = draw(st.sampled_from(_orders(kind, draw(st.sampled_from(NAMES[key])), value)))
    return Meant(kind, key, draw(st.sampled_from(SAID_FIRST)) + said + draw(st.sampled_from(SAID_LAST)), day, at, level)


around = PERSON.context


def effects(found):
    return [each for each in found if isinstance(each, Change | Delete | Create | Undo)]


def touched(found):
    return keys_of(TASKS, (each for each in found if isinstance(each, Change | Delete)))


@laws
@given(meanings(), st.sampled_from(('', 'vaccine', 'tickets')))
def test_no_other_task_is_touched_than_the_one_that_is_meant(meant, mentioned):
    assert touched(understand(meant.text, around(mentioned=mentioned))) <= {meant.key}, meant


@laws
@given(meanings())
def test_nothing_is_deleted_unless_deleting_is_meant(meant):
    deletes = any(isinstance(each, Delete) for each in understand(meant.text, around()))
    assert not deletes or meant.kind is Kind.DELETE, meant


@laws
@given(meanings())
def test_nothing_is_completed_unless_completing_is_meant(meant):
    found = understand(meant.text, around())
    completes = any(isinstance(each, Change) and each.changes.status is Status.COMPLETED for each in found)
    assert not completes or meant.kind is Kind.COMPLETE, meant


@laws
@given(meanings())
def test_a_command_about_a_task_adds_none(meant):
    assert not any(isinstance(each, Create) for each in understand(meant.text, around())), meant


@laws
@given(meanings(kinds=(Kind.MOVE,)))
def test_what_is_moved_is_due_when_it_was_said(meant):
    for each in understand(meant.text, around()):
        if isinstance(each, Change):
            due = each.changes.due
            assert due is not None, meant
            assert (due.date() if isinstance(due, datetime) else due) == meant.day, meant
            before = DUE[meant.key]
            kept = before.astimezone(ZONE).time() if isinstance(before, datetime) else None
            assert (due.astimezone(ZONE).time() if isinstance(due, datetime) else None) == (meant.at or kept), meant


@laws
@given(meanings(kinds=(Kind.RANK,)))
def test_what_is_ranked_has_the_priority_that_was_said_and_nothing_else_new(meant):
    for each in understand(meant.text, around()):
        if isinstance(each, Change):
            assert each.changes.priority is meant.level, meant
            assert (each.changes.due, each.changes.status, each.changes.clear_due) == (None, None, False), meant


@laws
@given(meanings(), meanings(), st.sampled_from((' and then ', '. ', ', and ', '; ')))
def test_of_two_commands_neither_touches_what_the_other_means(first, second, joint):
    text = first.text.rstrip('.!') + joint + second.text
    found = understand(text, around())
    assert touched(found) <= {first.key, second.key}, text
    deleted = keys_of(TASKS, (each for each in found if isinstance(each, Delete)))
    assert deleted <= {each.key for each in (first, second) if each.kind is Kind.DELETE}, text


@laws
@given(
    st.sampled_from(sorted(NAMES)).flatmap(lambda key: st.sampled_from(NAMES[key])),
    st.sampled_from(
        (
            'is {} done?', 'when is {} due?', 'did I finish {}?', 'have I already deleted {}?', 'what about {}?',
            'is {} urgent?', 'do I have to do {} today?', 'should I delete {}?', 'why is {} not done?',
            'how important is {}?', 'can you tell me when {} is due?',
        )
    ),
    st.sampled_from(SAID_FIRST[:4]),
)  # fmt: skip
def test_a_question_changes_nothing(name, pattern, lead):
    text = lead + pattern.format(name)
    assert effects(understand(text, around())) == [], text


@laws
@given(
    st.sampled_from(('hang the curtains', 'ring uncle Theo', 'order firewood', 'collect the parcel', 'tune the piano')),
    st.none() | st.sampled_from(sorted(set(DAYS) - {'christmas eve'})),
    st.none() | st.sampled_from(sorted(TIMES)),
    st.sampled_from(
        (
            'remind me {when} to {what}', '{when} I need to {what}', "don't let me forget to {what} {when}",
            'put {what} on my list {when}', 'add {what} {when}', 'I have to {what} {when}',
            'note to self: {what} {when}',
        )
    ),
)  # fmt: skip
def test_what_is_added_has_its_title_its_day_and_its_time(what, day, clock, pattern):
    when = ' at '.join(part for part in (day, clock) if part)
    when = f'at {when}' if clock and not day else f'on {when}' if day and day[0].isdigit() else when
    text = ' '.join(pattern.format(what=what, when=when).split())
    found = understand(text, around())
    entries = [entry for each in found if isinstance(each, Create | Unknown) for entry in each.entries]
    assert touched(found) == set(), text
    for entry in entries:
        assert entry.title.lower() == what.lower(), text
        assert (entry.due is not None) == bool(when), text
        if day and entry.due:
            assert (entry.due.date() if isinstance(entry.due, datetime) else entry.due) == DAYS[day], text
        if clock:
            assert isinstance(entry.due, datetime), text
            assert entry.due.time() == TIMES[clock], text


@laws
@given(
    st.sampled_from(sorted(NAMES)).flatmap(lambda key: st.sampled_from(NAMES[key])),
    st.sampled_from(('delete {}', 'get rid of {}', 'remove {} from my list', 'take {} off my list')),
    st.sampled_from(("please don't ", 'under no circumstances ', 'I never said to ', 'nobody should ', 'do not ever ')),
)
def test_what_is_refused_is_not_deleted(name, order, refusal):
    text = refusal + order.format(name)
    assert not any(isinstance(each, Delete) for each in understand(text, around())), text


def test_everything_that_is_meant_is_understood_when_it_is_said_plainly():
    plain = {
        'tick off the hedge': (Operation.COMPLETE, 'hedge'), 'the essay is finished now': (Operation.COMPLETE, 'essay'),
        'make the oven urgent': (Operation.PRIORITISE, 'oven'),
        'move the lease to saturday': (Operation.SCHEDULE, 'lease'),
    }  # fmt: skip
    for text, (operation, key) in plain.items():
        (found,) = understand(text, around())
        assert isinstance(found, Change), text
        assert (found.operation, touched([found])) == (operation, {key}), text
    (shown,) = understand('when is the boiler due?', around())
    assert isinstance(shown, Show)
