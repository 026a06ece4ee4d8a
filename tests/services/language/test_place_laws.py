"""The laws of reading for lists, labels, sub-tasks, starts and lengths, held over random sentences."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.language import (
    Ask,
    Change,
    Create,
    Delete,
    DeletePlace,
    Missing,
    NoPlace,
    understand,
)
from tests.services.language.german import scene as german
from tests.services.language.laws import laws
from tests.services.language.scene import OWN, PLACED, among_places

OWN_LISTS = ('Home', 'Work', 'Groceries', 'Summer trip')
ABSENT = ('Trip', 'Packing', 'Garden', 'Christmas', 'Reading')
TITLES = ('call mum', 'bring milk', 'fix the bike', 'mend the roof', 'water the cactus')
DAYS = {'': None, ' tomorrow': date(2026, 11, 25), ' on friday': date(2026, 11, 27)}
SENTENCES_TO = (
    'add {} to the {} list', 'put {} on the {} list', 'add {} to my {} list', 'please add {} to the list {}',
    'remind me to {} on the {} list', 'add {} to the {} list please',
)  # fmt: skip
OF_ONE = ('tag {} with errands', 'move {} to Home', 'estimate {} at 2 hours', 'hide {} until friday',
          'start {} on monday', 'make {} a sub-task of the rent')  # fmt: skip


@laws
@given(
    pattern=st.sampled_from(SENTENCES_TO),
    title=st.sampled_from(TITLES),
    name=st.sampled_from(OWN_LISTS),
    day=st.sampled_from(tuple(DAYS)),
)
def test_a_list_that_is_there_gets_the_task_and_nothing_of_it_is_in_the_title(pattern, title, name, day):
    said = pattern.format(title, name)
    said = said.removesuffix(' please') + day
    (found,) = understand(said, among_places())
    assert isinstance(found, Create)
    assert [(entry.title, entry.due) for entry in found.entries] == [(title, DAYS[day])]
    assert found.changes.place
    assert found.changes.place.name == name


@laws
@given(pattern=st.sampled_from(SENTENCES_TO), title=st.sampled_from(TITLES), name=st.sampled_from(ABSENT))
def test_a_list_that_is_not_there_is_asked_about_with_all_that_was_said(pattern, title, name):
    (found,) = understand(pattern.format(title, name), among_places())
    assert isinstance(found, Ask)
    question = found.question
    assert question.missing is Missing.CONSENT
    assert [entry.title for entry in question.resume.entries] == [title]
    assert question.resume.changes.place
    assert (question.resume.changes.place.name, question.resume.changes.place.id) == (name, None)


@laws
@given(
    verb=st.sampled_from(('delete', 'remove', 'get rid of', 'bin')),
    thing=st.sampled_from((
        'the list', 'my list', 'the agenda', 'the planner', 'this list', 'the {} list', 'my {} list', 'the list {}',
    )),
    name=st.sampled_from((*OWN_LISTS, *ABSENT)),
)  # fmt: skip
def test_a_list_that_is_to_go_never_means_every_task(verb, thing, name):
    for found in understand(f'{verb} {thing.format(name)}', among_places()):
        assert isinstance(found, Ask | DeletePlace | NoPlace)
        assert not isinstance(found, DeletePlace) or found.place.name == name


@laws
@given(pattern=st.sampled_from(OF_ONE), pronoun=st.sampled_from(('it', 'this', 'that')))
def test_a_pronoun_is_one_task(pattern, pronoun):
    said = pattern.format(pronoun)
    for found in understand(said, among_places('slides')):
        assert isinstance(found, Change)
        assert len((*found.ids, *found.unchanged)) == 1
    for found in understand(said, among_places('slides dentist')):
        assert isinstance(found, Ask)


@laws
@given(
    name=st.sampled_from(OWN_LISTS), verb=st.sampled_from(('complete', 'delete', 'finish', 'remove')),
    where=st.sampled_from(('everything in {}', 'all tasks in {}', 'everything on the {} list', 'all {} tasks')),
)  # fmt: skip
def test_only_what_is_in_a_list_is_meant(name, verb, where):
    inside = {task.id for task in PLACED if task.list_id == next(each.id for each in OWN.lists if each.name == name)}
    for found in understand(f'{verb} {where.format(name)}', among_places()):
        if isinstance(found, Change | Delete):
            assert inside.issuperset(found.ids)
            assert found.ids
        else:
            assert not inside


@laws
@given(pattern=st.sampled_from(('do not {}', "don't {}", 'please do not {}')), order=st.sampled_from(OF_ONE))
def test_what_is_denied_changes_nothing(pattern, order):
    for found in understand(pattern.format(order.format('the slides')), among_places()):
        assert not isinstance(found, Change | Create | Delete)


@pytest.mark.parametrize('language', ['en', 'de'])
def test_where_it_is_not_known_which_lists_there_are_every_list_is_the_whole(language):
    said = {'en': 'put milk on my shopping list', 'de': 'setz Milch auf die Einkaufsliste'}[language]
    (found,) = understand(said, german.context() if language == 'de' else _without_places())
    assert isinstance(found, Create)
    assert found.changes.place is None


def _without_places():
    return among_places(places=None)


@laws
@given(
    pattern=st.sampled_from((
        'füge {} zur Liste {} hinzu', 'setz {} auf die Liste {}', 'schreib {} auf die Liste {}',
    )),
    title=st.sampled_from(('Mama anrufen', 'Rad reparieren', 'Blumen kaufen')),
    name=st.sampled_from(('Home', 'Arbeit', 'Einkauf', 'Garten', 'Urlaub')),
)  # fmt: skip
def test_in_german_a_list_is_used_or_asked_about(pattern, title, name):
    (found,) = understand(pattern.format(title, name), german.among_places())
    command = found.question.resume if isinstance(found, Ask) else found
    assert isinstance(found, Create if name in {'Home', 'Arbeit', 'Einkauf'} else Ask)
    assert [entry.title for entry in command.entries] == [title]
    assert command.changes.place.name == name


def test_a_label_of_several_words_is_taken_whole_to_be_refused():
    (found,) = understand('tag the slides with very important stuff', among_places())
    assert isinstance(found, Change)
    assert [label.name for label in found.changes.labels] == ['very important stuff']
