"""The laws of reading, held over random sentences: they are worth more than any score."""

from datetime import date, datetime, time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from services.language import (
    Ask,
    Change,
    Changes,
    Command,
    Context,
    Create,
    Decline,
    Delete,
    NotFound,
    Operation,
    Show,
    Unknown,
    read_entry,
    understand,
)
from services.values.vocabulary import Priority, Status
from tests.services.language.laws import NOW, TODAY, TOMORROW, Person, laws
from tests.services.language.scene import ZONE, Task

TASKS = (
    Task('dentist', 'Call the dentist', TOMORROW),
    Task('invoice', 'Dentist invoice', priority=Priority.HIGH),
    Task('milk', 'Buy milk', TODAY),
    Task('rent', 'Pay rent', date(2026, 12, 1), priority=Priority.URGENT),
    Task('report', 'Write quarterly report', datetime(2026, 11, 30, 9, 0, tzinfo=ZONE), priority=Priority.HIGH),
    Task('ficus', 'Water the ficus'),
    Task('gutters', 'Clean the gutters', date(2026, 12, 5), priority=Priority.LOW),
    Task('passport', 'Renew passport', date(2027, 1, 15)),
    Task('books', 'Return library books', status=Status.COMPLETED),
    Task('slides', 'Prepare slides for Monday', date(2026, 11, 30), status=Status.IN_PROGRESS),
)
OPEN_KEYS = {task.key for task in TASKS if task.status is not Status.COMPLETED}

NAMES = {
    'the milk': 'milk', 'the rent': 'rent', 'the ficus': 'ficus', 'quarterly report': 'report',
    'the dentist invoice': 'invoice', 'the gutters': 'gutters', 'renew passport': 'passport', 'the slides': 'slides',
}  # fmt: skip
SETS = {
    'everything due today': {'milk'},
    'all urgent tasks': {'rent'},
    'everything due today and tomorrow': {'milk', 'dentist'},
    'all tasks due today or tomorrow': {'milk', 'dentist'},
    'all high and urgent tasks': {'rent', 'invoice', 'report'},
    'all tasks except the rent': OPEN_KEYS - {'rent'},
    'everything that is not urgent': OPEN_KEYS - {'rent'},
    'the tasks due this week': {'milk', 'dentist'},
    'all overdue tasks': set(),
    'everything but the milk and the rent': OPEN_KEYS - {'milk', 'rent'},
    'every low priority task': {'gutters'},
}
COMPLETE = ('complete {}', 'finish {}', 'tick off {}', 'mark {} as done', 'check {} off', 'mark {} done')
REMOVE = ('delete {}', 'remove {}', 'get rid of {}', 'cancel {}', 'take {} off my list', 'throw away {}')
SET = ('move {} to {}', 'make {} {}', 'set {} to {}', 'change {} to {}', 'push {} to {}', 'reschedule {} for {}')
DAYS = {
    'tomorrow': TOMORROW, 'friday': TOMORROW, 'next monday': date(2026, 11, 30), '5 december': date(2026, 12, 5),
    'saturday': date(2026, 11, 28),
}  # fmt: skip
TIMES = {'5pm': time(17), '11:00': time(11), 'noon': time(12), 'half past 3': time(15, 30)}
LEVELS = {'urgent': Priority.URGENT, 'high priority': Priority.HIGH, 'low': Priority.LOW}
PRONOUNS = ('it', 'this', 'that', 'this one', 'that task', 'the task')
TITLES = (
    'salt and pepper', 'call Ana and Ben', 'rock and roll night', 'buy bread', 'delete old photos',
    'finish the marathon form', 'say no to everything', 'all hands meeting', 'email the team about it',
    'not my monkey', 'make it work', 'move house',
)  # fmt: skip

PERSON = Person(
    TASKS,
    before=('', '', 'please ', 'can you ', 'ok, ', 'hey, could you please ', 'um ', "I'd like to ", 'I want you to '),
    after=('', '', ' please', ' thanks', '!', '.', ' now', ', please'),
)
orders, around, touched = PERSON.orders, PERSON.context, PERSON.touched
leads = st.sampled_from(PERSON.before)
pronouns = st.sampled_from(PRONOUNS)
names = st.sampled_from(sorted(NAMES))
days, times, levels = (st.sampled_from(sorted(table)) for table in (DAYS, TIMES, LEVELS))
values = (
    days | times | levels | st.builds('{} at {}'.format, days, times) | st.builds('{} and due {}'.format, levels, days)
)


def is_asked(text, context):
    return not any(isinstance(each, Change | Delete | Create) for each in understand(text, context))


any_orders = orders(COMPLETE, pronouns) | orders(REMOVE, pronouns) | orders(SET, pronouns, values)


@laws
@given(any_orders)
def test_a_pronoun_after_several_shown_tasks_changes_none(text):
    assert touched(text, around('rent invoice report', 'rent invoice report')) == set(), text


@laws
@given(any_orders)
def test_a_pronoun_is_the_one_task_touched_whatever_else_is_said(text):
    assert touched(text, around(mentioned='ficus')) <= {'ficus'}, text


@laws
@given(
    st.sampled_from(('complete {}', 'delete {}', 'mark {} as done', 'move {} to friday', 'make {} urgent')),
    st.sampled_from(('2', 'number 3', 'task 2', 'the second one', 'the last one', '#1', '1 and 3')),
)
def test_a_number_without_a_list_names_nothing(pattern, number):
    text = pattern.format(number)
    assert touched(text, around()) == set(), text


@laws
@given(orders(SET, st.just('the quarterly report'), days))
def test_a_new_day_keeps_the_time(text):
    for each in understand(text, around()):
        if isinstance(each, Change) and each.changes.due:
            assert isinstance(each.changes.due, datetime), text
            assert each.changes.due.astimezone(ZONE).time() == time(9), text


@laws
@given(orders(SET, st.just('the quarterly report'), times))
def test_a_new_time_keeps_the_day(text):
    for each in understand(text, around()):
        if isinstance(each, Change) and each.changes.due:
            assert isinstance(each.changes.due, datetime), text
            assert each.changes.due.date() == date(2026, 11, 30), text


@laws
@given(
    st.sampled_from(sorted(SETS)).flatmap(
        lambda name: st.tuples(
            st.just(name),
            orders(COMPLETE, st.just(name))
            | orders(REMOVE, st.just(name))
            | orders(SET, st.just(name), st.sampled_from(('low', 'next monday'))),
        )
    )
)
def test_a_set_is_taken_whole_or_asked_about(pair):
    name, text = pair
    found = touched(text, around())
    assert found - {'books'} in (set(), SETS[name]), (text, found)
    assert not any(isinstance(each, Create) for each in understand(text, around())), text


@laws
@given(
    st.lists(names, min_size=2, max_size=3, unique_by=NAMES.get),
    st.sampled_from((*COMPLETE, *REMOVE)),
    st.sampled_from((' and ', ', ', ' & ')),
)
def test_of_several_names_all_are_taken_or_none(said, pattern, joint):
    text = pattern.format(joint.join(said))
    assert touched(text, around()) in (set(), {NAMES[name] for name in said}), text


@laws
@given(
    st.sampled_from(TITLES),
    leads,
    st.sampled_from(
        (
            'add {}',
            'remind me to {}',
            'new task: {}',
            'create a task to {}',
            'put "{}" on my list',
            'add a task called {}',
        )
    ),
    st.sampled_from(('', ' tomorrow', ' on friday')),
    st.sampled_from(('', ' p1', ' p2')),
)
def test_an_entry_keeps_its_title_and_every_value(title, lead, pattern, day, level):
    text = lead + pattern.format(title) + day + level
    found = understand(text, around())
    created = [entry for each in found if isinstance(each, Create) for entry in each.entries]
    assert touched(text, around()) == set(), text
    if created:
        assert [entry.title.lower() for entry in created] == [title.lower()], text
        assert (created[0].due is not None) == bool(day), text
        assert (created[0].priority is not None) == bool(level), text


@laws
@given(
    st.sampled_from(("don't ", 'do not ', "please don't ", 'never ', 'please do not ')),
    orders(COMPLETE, names) | orders(REMOVE, names) | orders(SET, names, values),
)
def test_a_command_that_is_denied_changes_nothing(no, text):
    assume(not text.startswith(tuple(lead for lead in ('please', 'can', 'ok', 'hey', 'um', 'I'))))
    assert touched(no + text, around()) == set(), no + text
    assert not any(isinstance(each, Create) for each in understand(no + text, around())), no + text


@laws
@given(
    st.sampled_from(
        ("{} isn't done", '{} is not finished yet', 'I have not finished {}', "I haven't done {} yet", '{} is not done')
    ),
    names,
)
def test_what_is_not_finished_is_never_completed_or_set_back(pattern, name):
    text = pattern.format(name)
    for each in understand(text, around()):
        assert not isinstance(each, Change) or each.ids == (), (text, each)


@laws
@given(orders(SET, names, st.builds('{} and due {}'.format, levels, days)))
def test_both_of_two_values_are_taken_or_neither(text):
    for each in understand(text, around()):
        if isinstance(each, Change):
            assert each.changes.priority, text
            assert each.changes.due, text


@laws
@given(
    names,
    st.sampled_from(('add a note to {}: {}', 'note on {}: {}')),
    st.sampled_from(('ask Ben', 'bring the card', 'call first')),
)
def test_a_note_is_added_to_what_stood_there(name, pattern, note):
    noted = tuple(
        Task(task.key, task.title, task.due, task.status, task.priority, 'what stood there') for task in TASKS
    )
    for each in understand(pattern.format(name, note), Context(NOW, ZONE, noted)):
        if isinstance(each, Change):
            assert each.changes.description == f'what stood there\n{note}'


@laws
@given(
    st.sampled_from(('ring the plumber', 'post the parcel', 'book flights', 'sharpen knives')),
    days,
    times,
    st.sampled_from(('', ' p1')),
)
def test_what_is_offered_carries_all_that_was_understood(title, day, clock, level):
    text = f'{title} {day} at {clock}{level}'
    (found,) = understand(text, around())
    entries = found.entries if isinstance(found, Create | Unknown) else ()
    assert [entry.title for entry in entries] == [title], text
    assert isinstance(entries[0].due, datetime), text
    assert (entries[0].priority is Priority.URGENT) == bool(level), text


@laws
@given(
    st.sampled_from(('', 'hmm ', 'oh, ', 'ugh ', 'oops ', 'damn, ')),
    st.sampled_from(('no', 'no, not that one', 'no no', 'no wait', 'wrong', 'nope', 'that was wrong', "no, don't")),
    st.sampled_from(('milk', 'ficus')),
)
def test_no_after_a_change_offers_to_take_it_back(filler, answer, key):
    task = PERSON.by_key[key]
    done = Command(Operation.COMPLETE, ids=(task.id,), changes=Changes(status=Status.COMPLETED))
    (found,) = understand(filler + answer, around(mentioned=key, done=done))
    assert isinstance(found, Ask), filler + answer
    assert found.question.resume.operation is Operation.UNDO


@laws
@given(st.sampled_from(('no', 'nope', 'never mind', 'not now', 'hang on')))
def test_no_after_nothing_was_done_takes_nothing_back(answer):
    (found,) = understand(answer, around())
    assert isinstance(found, Decline)


@laws
@given(orders(COMPLETE, names) | orders(REMOVE, names))
def test_one_name_is_one_task(text):
    assert len(touched(text, around())) <= 1, text


@laws
@given(st.sampled_from(('tuesday 8 december', 'monday 7 december', 'the 35th', '25:70')), names)
def test_a_date_that_cannot_be_is_never_passed_over(day, name):
    text = f'move {name} to {day}'
    for each in understand(text, around()):
        if isinstance(each, Change):
            assert each.changes.due, text
            assert each.changes.due in {date(2026, 12, 8), date(2026, 12, 7)} or isinstance(
                each.changes.due, datetime
            ), text


@laws
@given(st.sampled_from(TITLES[:6]), days, times, st.sampled_from(('', ' !high')))
def test_quick_add_takes_day_time_and_priority_wherever_they_stand(title, day, clock, level):
    entry = read_entry(f'{title} {day} at {clock}{level}', NOW, ZONE)
    assert entry.title == title
    assert isinstance(entry.due, datetime)
    assert (entry.due.date(), entry.due.time()) == (DAYS[day], TIMES[clock])
    assert (entry.priority is Priority.HIGH) == bool(level)


@pytest.mark.parametrize('answer', ['what did I finish yesterday?', 'show what I completed today'])
def test_a_question_about_the_past_asks_the_ledger(answer):
    (found,) = understand(answer, around())
    assert isinstance(found, Show)
    assert found.query
    assert found.query.needs_times


def test_an_unknown_name_is_said_and_nothing_is_changed():
    (found,) = understand('delete the unicorn', around())
    assert isinstance(found, NotFound)
    assert is_asked('complete the rent and the unicorn', around())
