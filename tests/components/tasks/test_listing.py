"""Which rows a list shows and how they move: checked against sorting everything anew."""

from hypothesis import given
from hypothesis import strategies as st

from components.tasks.listing import Filter, Listing
from services.sync.sync_state import newest_first
from services.values.vocabulary import Status
from tests.factories import shown_task

_titles = st.sampled_from(['buy milk', 'Buy BREAD', 'call mum', 'straße', ''])
_filters = st.builds(Filter, st.none() | st.sampled_from(Status), st.sampled_from(['', 'buy', 'MILK', 'm', 'STRASSE']))
_tasks = st.builds(shown_task, st.integers(1, 6), _titles, st.sampled_from(Status), st.integers(0, 3))
_changes = st.lists(st.tuples(st.sampled_from(['put', 'drop']), _tasks), max_size=30)


@given(shown=_filters, changes=_changes)
def test_after_any_changes_the_rows_are_those_of_a_list_made_anew(shown, changes):
    listing, tasks = Listing(), {}
    listing.reset([], shown)
    rows = []
    for verb, changed in changes:
        if verb == 'put':
            move = listing.put(changed)
            tasks[changed.id] = changed
        else:
            move = listing.drop(changed.id)
            tasks.pop(changed.id, None)
        if move.before is not None:
            rows.pop(move.before)
        if move.after is not None:
            rows.insert(move.after, changed)
    anew = Listing()
    anew.reset(newest_first(tasks.values()), shown)
    assert listing.rows(0, len(listing)) == anew.rows(0, len(anew)) == rows
    assert +listing.counts == +anew.counts
    assert listing.total == len(tasks)


@given(tasks=st.lists(_tasks, unique_by=lambda each: each.id))
def test_the_newest_come_first(tasks):
    listing = Listing()
    listing.reset([])
    for each in tasks:
        listing.put(each)
    made = [each.created_at for each in listing.rows(0, len(listing))]
    assert made == sorted(made, reverse=True)


def test_only_the_rows_asked_for_are_given_and_none_outside():
    listing = Listing()
    listing.reset(newest_first(shown_task(number, minute=number) for number in range(1, 6)))
    assert [each.id.int for each in listing.rows(1, 3)] == [4, 3]
    assert listing.rows(-5, 0) == []
    assert len(listing.rows(3, 99)) == 2
