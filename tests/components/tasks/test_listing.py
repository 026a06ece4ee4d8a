"""Which rows a list shows and how they move: checked against sorting everything anew."""

from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from components.tasks.listing import Filter, Listing
from components.views.view import View, ViewKind
from services.sync.sync_state import newest_first
from services.values.cause import Moment
from services.values.vocabulary import Status
from tests.factories import shown_task

_TODAY = Moment(datetime(2026, 5, 10, 12, tzinfo=UTC), ZoneInfo('UTC'))
_LISTS = [UUID(int=100), UUID(int=200)]
_LABEL = UUID(int=300)

_titles = st.sampled_from(['buy milk', 'Buy BREAD', 'call mum', 'straße', ''])
_filters = st.builds(Filter, st.none() | st.sampled_from(Status), st.sampled_from(['', 'buy', 'MILK', 'm', 'STRASSE']))
_days = st.none() | st.sampled_from([date(2026, 5, 9), date(2026, 5, 10), date(2026, 5, 11)])
_views = st.one_of(
    st.builds(View, st.sampled_from([ViewKind.ALL, ViewKind.TODAY, ViewKind.UPCOMING, ViewKind.DONE])),
    st.builds(View, st.just(ViewKind.LIST), st.sampled_from(_LISTS)),
    st.just(View(ViewKind.LABEL, _LABEL)),
)


@st.composite
def _families(draw):
    """A task that is a part of none, or of one with a smaller number, which may be gone."""
    number = draw(st.integers(1, 6))
    parent = draw(st.none() | st.integers(1, number - 1)) if number > 1 else None
    return shown_task(
        number,
        draw(_titles),
        draw(st.sampled_from(Status)),
        draw(st.integers(0, 3)),
        parent_id=UUID(int=parent) if parent else None,
        rank=draw(st.sampled_from('ABC')),
        list_id=draw(st.sampled_from(_LISTS)),
        label_ids=draw(st.sampled_from([[], [_LABEL]])),
        due_date=draw(_days),
        start_on=draw(_days),
    )


_tasks = st.builds(shown_task, st.integers(1, 6), _titles, st.sampled_from(Status), st.integers(0, 3))


@given(
    view=_views, shown=_filters, changes=st.lists(st.tuples(st.sampled_from(['put', 'drop']), _families()), max_size=30)
)
def test_after_any_changes_the_rows_are_those_of_a_list_made_anew(view, shown, changes):
    listing, tasks = Listing(), {}
    listing.reset([], view=view, shown=shown, moment=_TODAY)
    rows = []
    for verb, changed in changes:
        if verb == 'put':
            move = listing.put(changed)
            tasks[changed.id] = changed
        else:
            move = listing.drop(changed.id)
            tasks.pop(changed.id, None)
        if move is None:
            rows = listing.rows(0, len(listing))
            continue
        if move.before is not None:
            del rows[move.before : move.before + move.rows]
        if move.after is not None:
            rows[move.after : move.after] = listing.rows(move.after, move.after + move.rows)
    anew = Listing()
    anew.reset(newest_first(tasks.values()), view=view, shown=shown, moment=_TODAY)
    assert listing.rows(0, len(listing)) == anew.rows(0, len(anew)) == rows
    assert +listing.counts == +anew.counts
    assert +listing.open == +anew.open
    assert listing.total == anew.total


@given(view=_views, tasks=st.lists(_families(), unique_by=lambda each: each.id))
def test_a_sub_task_stands_below_what_it_is_a_part_of_or_names_it(view, tasks):
    listing = Listing()
    listing.reset(newest_first(tasks), view=view, moment=_TODAY)
    rows = listing.rows(0, len(listing))
    numbers = {each.id: at for at, each in enumerate(rows)}
    for at, each in enumerate(rows):
        wholes = [whole.id for whole in listing.wholes_of(each)]
        above = wholes[: listing.shown_above(each)]
        assert all(numbers[whole] < at for whole in above)
        between = rows[numbers[above[0]] + 1 : at] if above else []
        assert all(above[0] in {whole.id for whole in listing.wholes_of(other)} for other in between)
        assert listing.shown_above(each) == len(wholes) or wholes[len(above)] not in numbers


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
