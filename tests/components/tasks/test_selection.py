"""What is selected: checked against a plain model of the same gestures."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.tasks.selection import MAX_SELECTED, Selection
from services.errors import InvalidInput

_shown = tuple(UUID(int=number) for number in range(8))
_gestures = st.lists(st.tuples(st.sampled_from(['toggle', 'extend', 'drop']), st.sampled_from(_shown)), max_size=20)


@given(gestures=_gestures)
def test_a_second_click_undoes_the_first_and_the_order_is_that_of_the_list(gestures):
    selection, expected = Selection(), set()
    for gesture, task_id in gestures:
        if gesture == 'extend':
            before = set(selection.ids(_shown))
            selection.extend(task_id, _shown)
            expected = set(selection.ids(_shown))
            assert before | {task_id} <= expected
        elif gesture == 'toggle':
            selection.toggle(task_id)
            expected ^= {task_id}
        else:
            assert selection.drop(task_id) == (task_id in expected)
            expected -= {task_id}
        assert selection.ids(_shown) == tuple(each for each in _shown if each in expected)
        assert len(selection) == len(expected)


@pytest.mark.parametrize(('first', 'last'), [(2, 5), (5, 2)])
def test_a_range_runs_from_the_task_selected_last(first, last):
    selection = Selection()
    selection.toggle(_shown[first])
    selection.extend(_shown[last], _shown)
    assert selection.ids(_shown) == _shown[2:6]


def test_what_is_no_longer_shown_is_let_go_of():
    selection = Selection()
    selection.all(_shown)
    selection.keep(_shown[:3])
    assert selection.ids(_shown) == _shown[:3]


def test_too_many_are_refused_and_nothing_changes():
    selection = Selection()
    many = tuple(UUID(int=number) for number in range(MAX_SELECTED + 1))
    selection.toggle(many[4])
    with pytest.raises(InvalidInput, match='Narrow the list'):
        selection.all(many)
    assert selection.ids(many) == (many[4],)
