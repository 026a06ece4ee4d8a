"""The built-in brain and what is new to it: lists, labels, sub-tasks, starts and lengths."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from services import task_service
from services.assistant import Assistant
from services.chat.builtin.brain import BuiltInBrain
from services.models import TaskCreate
from services.places.models import LabelCreate, ListCreate
from services.tasks import labels, lists
from services.values.cause import Moment
from tests.assistant.talk import Talk, states_of

BERLIN = ZoneInfo('Europe/Berlin')
NOW = Moment(datetime(2030, 5, 7, 10, 0, tzinfo=BERLIN), BERLIN, is_stated=True, language='en')  # a Tuesday


@pytest.fixture
async def talk(database, owner, do):
    home = await do(lists.create_list, ListCreate(name='Home'))
    await do(lists.create_list, ListCreate(name='Work'))
    await do(labels.create_label, LabelCreate(name='work'))
    for title in ('Prepare slides', 'Plan sprint'):
        await do(task_service.create_task, TaskCreate(title=title))
    await do(task_service.create_task, TaskCreate(title='Mow the lawn', list_id=home.id))
    return Talk(Assistant(database, BuiltInBrain(states_of(database))), database, owner, [])


async def say(talk, *messages):
    replies = [await talk.say(message, moment=NOW) for message in messages]
    return replies[-1].response


@pytest.fixture
def look(talk, do):
    """What a task is like, with the names of its list and labels."""

    async def look(title):
        [task] = [each for each in await talk.tasks() if each.title == title]
        names = {each.id: each.name for each in [*await do(lists.list_lists), *await do(labels.list_labels)]}
        parent = next((each.title for each in await talk.tasks() if each.id == task.parent_id), None)
        return {
            'list': names[task.list_id],
            'labels': [names[each] for each in task.label_ids],
            'part of': parent,
            'start': task.start_on,
            'minutes': task.estimate_minutes,
            'due': task.due_date,
        }

    return look


PLAIN = {'list': 'Inbox', 'labels': [], 'part of': None, 'start': None, 'minutes': None, 'due': None}


@pytest.mark.parametrize(
    ('said', 'title', 'expected', 'answer'),
    [
        ('add call mum to Home', 'call mum', {'list': 'Home'}, 'Added “call mum” (in “Home”).'),
        (
            'add call mum to Home tomorrow @work',
            'call mum',
            {'list': 'Home', 'labels': ['work'], 'due': date(2030, 5, 8)},
            'Added “call mum” (due tomorrow, Wed 8 May, in “Home”, labelled “work”).',
        ),
        ('move the slides to Work', 'Prepare slides', {'list': 'Work'}, '“Prepare slides” is now in “Work”.'),
        ('tag the slides with work', 'Prepare slides', {'labels': ['work']},
         '“Prepare slides” is now labelled “work”.'),
        (
            'label the slides as urgent-ish',
            'Prepare slides',
            {'labels': ['urgent-ish']},
            'Made the label “urgent-ish”. “Prepare slides” is now labelled “urgent-ish”.',
        ),
        (
            'add book a room under Plan sprint',
            'book a room',
            {'part of': 'Plan sprint'},
            'Added “book a room” (part of “Plan sprint”).',
        ),
        (
            'make the slides a sub-task of Plan sprint',
            'Prepare slides',
            {'part of': 'Plan sprint'},
            '“Prepare slides” is now a part of “Plan sprint”.',
        ),
        ('start the slides on Monday', 'Prepare slides', {'start': date(2030, 5, 13)},
         '“Prepare slides” now starts Mon 13 May.'),
        ('hide the slides until Friday', 'Prepare slides', {'start': date(2030, 5, 10)},
         '“Prepare slides” now starts Fri 10 May.'),
        ('estimate the slides at 2 hours', 'Prepare slides', {'minutes': 120},
         '“Prepare slides” is now estimated at 2 h.'),
        ('the slides take 30 minutes', 'Prepare slides', {'minutes': 30},
         '“Prepare slides” is now estimated at 30 min.'),
    ],
)  # fmt: skip
async def test_a_sentence_puts_a_task_where_it_says(talk, look, said, title, expected, answer):
    assert await say(talk, said) == answer
    assert await look(title) == PLAIN | expected


async def test_a_list_that_is_not_there_is_made_only_after_a_yes(talk, look, do):
    asked = await say(talk, 'put passports on my trip list')
    assert asked == 'There is no list “Trip”. Shall I make it and add “passports”? Say “yes”.'
    assert [each.name for each in await do(lists.list_lists)] == ['Inbox', 'Home', 'Work']

    assert await say(talk, 'yes') == 'Made the list “Trip”. Added “passports” (in “Trip”).'
    assert (await look('passports'))['list'] == 'Trip'

    await say(talk, 'undo')
    assert [each.name for each in await do(lists.list_lists)] == ['Inbox', 'Home', 'Work']
    assert 'passports' not in await talk.titles()


async def test_a_no_makes_no_list_and_adds_nothing(talk, do):
    assert await say(talk, 'add passports to the Trip list', 'no') == 'Fine. Nothing was changed.'
    assert [each.name for each in await do(lists.list_lists)] == ['Inbox', 'Home', 'Work']
    assert 'passports' not in await talk.titles()


async def test_a_pronoun_is_the_task_just_added(talk, look):
    await say(
        talk, 'add call mum', 'move it to Home', 'tag it with work', 'this takes 45 minutes', 'start it on Friday'
    )
    expected = {'list': 'Home', 'labels': ['work'], 'minutes': 45, 'start': date(2030, 5, 10)}
    assert await look('call mum') == PLAIN | expected


async def test_a_label_is_taken_off_and_others_stay(talk, look):
    await say(talk, 'tag the slides with work and urgent-ish')
    answer = await say(talk, 'remove the label work from the slides')
    assert answer == '“Prepare slides” is no longer labelled “work”.'
    assert (await look('Prepare slides'))['labels'] == ['urgent-ish']


async def test_several_tasks_keep_their_own_labels(talk, look):
    await say(talk, 'tag the slides with urgent-ish', 'tag the slides and the lawn with work')
    assert (await look('Prepare slides'))['labels'] == ['urgent-ish', 'work']
    assert (await look('Mow the lawn'))['labels'] == ['work']


@pytest.mark.parametrize(
    ('asked', 'answer'),
    [
        ('what is in Home?', '1 open task in “Home”:\n1. Mow the lawn'),
        ('show the Home list', '1 task in “Home”:\n1. Mow the lawn'),
        ('how many tasks are in Work?', 'There are no tasks in “Work”.'),
        ("what's tagged work?", 'There are no open tasks labelled “work”.'),
        ('which lists do I have?', '• Inbox: 2 tasks to do\n• Home: 1 task to do\n• Work: 0 tasks to do'),
        ('which labels do I have?', 'Your labels: “work”.'),
        (
            'show my shopping list',
            'There is no list “Shopping”. Nothing was changed. Your lists: “Inbox”, “Home” and “Work”.',
        ),
        ('show the list', '3 tasks:\n1. Mow the lawn\n2. Plan sprint\n3. Prepare slides'),
    ],
)  # fmt: skip
async def test_a_question_about_a_list_or_a_label_is_answered(talk, asked, answer):
    assert await say(talk, asked) == answer


async def test_lists_are_made_and_renamed(talk, do):
    assert await say(talk, 'make a list called Trip') == 'Made the list “Trip”.'
    assert await say(talk, 'rename the list Trip to Holiday') == 'The list “Trip” is now called “Holiday”.'
    assert [each.name for each in await do(lists.list_lists)] == ['Inbox', 'Home', 'Work', 'Holiday']
    assert 'Home' in await say(talk, 'make a list called home')
    assert await say(talk, 'create a new list', 'Garden') == 'Made the list “Garden”.'


async def test_a_list_is_deleted_with_its_tasks_after_a_yes_and_one_undo_brings_all_back(talk, do, look):
    asked = await say(talk, 'delete the list Home')
    assert asked.startswith('Delete the list “Home” with its 1 task? Nothing happens before you approve it.')
    assert await talk.titles() == ['Mow the lawn', 'Plan sprint', 'Prepare slides']

    assert await say(talk, 'yes') == 'Deleted “Home” and “Mow the lawn”.'
    assert [each.name for each in await do(lists.list_lists)] == ['Inbox', 'Work']
    assert await talk.titles() == ['Plan sprint', 'Prepare slides']

    assert await say(talk, 'undo') == 'Undone: “Mow the lawn” and “Home” are as before.'
    assert (await look('Mow the lawn'))['list'] == 'Home'


async def test_a_label_is_deleted_after_a_yes(talk, do, look):
    await say(talk, 'tag the slides with work')
    assert (await say(talk, 'delete the label work')).startswith('Take the label “work” off every task and delete it?')
    assert await say(talk, 'yes') == 'Deleted “work”.'
    assert (await look('Prepare slides'))['labels'] == []
    assert await do(labels.list_labels) == []


async def test_deleting_the_list_asks_which_and_names_every_one(talk):
    answer = await say(talk, 'delete the list')
    assert answer == (
        'What do you mean? Nothing was changed.\n1. Delete “Mow the lawn”, “Plan sprint” and “Prepare slides”\n'
        '2. Delete the list “Home”\n3. Delete the list “Work”'
    )
    assert (await say(talk, '3')).startswith('Delete the list “Work”?')


async def test_a_task_that_is_called_like_a_list_is_asked_about(talk, do):
    await do(task_service.create_task, TaskCreate(title='Home list'))
    answer = await say(talk, 'delete the Home list')
    assert answer == 'What do you mean? Nothing was changed.\n1. Delete the list “Home”\n2. Delete “Home list”'


async def test_what_may_be_a_title_is_asked_about(talk):
    answer = await say(talk, 'add drive to work')
    assert answer == 'What do you mean? Nothing was changed.\n1. Add “drive” to “Work”\n2. Add “drive to work”'
    assert await say(talk, '2') == 'Added “drive to work”.'


async def test_a_choice_by_a_label_or_list_that_is_not_there_is_answered(talk, do):
    await do(task_service.create_task, TaskCreate(title='Water the big plant'))
    await do(task_service.create_task, TaskCreate(title='Water the small plant'))
    for choice in ('the one labelled nowhere', 'the ones in the list Nowhere'):
        assert 'Which' in await say(talk, 'tag the plant with work')
        answer = await say(talk, choice)
        assert 'nowhere' in answer.lower()
        assert 'no ' in answer.lower()


async def test_only_the_tasks_of_a_list_are_meant(talk):
    assert (await say(talk, 'delete everything in Home')).startswith('Delete “Mow the lawn”?')
    assert await say(talk, 'no', 'complete the slides in Home') == (
        'I found no task that matches “the slides in Home”. Nothing was changed.'
    )


async def test_a_label_of_several_words_is_refused_in_words(talk, look):
    answer = await say(talk, 'tag the slides with very important stuff')
    assert answer == 'A label is one word. Write it without spaces, for example with a hyphen.'
    assert (await look('Prepare slides'))['labels'] == []


async def test_the_marks_of_quick_add_are_a_start_and_a_length(talk, look):
    answer = await say(talk, 'add write minutes start:friday ~30m')
    assert await look('write minutes') == {**PLAIN, 'start': date(2030, 5, 10), 'minutes': 30}
    assert 'from Fri 10 May, 30 min' in answer


async def test_what_is_offered_to_be_added_names_its_start_and_its_length(talk, look):
    offered = await say(talk, 'write minutes start:friday ~30m')
    assert '30 min' in offered
    await say(talk, 'yes')
    assert await look('write minutes') == {**PLAIN, 'start': date(2030, 5, 10), 'minutes': 30}


async def test_a_list_that_is_there_is_not_made_again_and_adds_no_task(talk):
    before = len(await talk.tasks())
    await say(talk, 'create the list Home')
    assert len(await talk.tasks()) == before


@pytest.mark.parametrize('said', ['Tom moved the slides to Home', 'she put the slides in Home'])
async def test_what_somebody_else_did_changes_nothing(talk, look, said):
    await say(talk, said)
    assert await look('Prepare slides') == PLAIN
