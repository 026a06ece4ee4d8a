"""The first paint of a row is HTML made of what people wrote, so all of it is escaped."""

from types import SimpleNamespace
from typing import Any

import pytest

from components.tasks.listing import Listing
from components.tasks.row_data import row_data
from components.tasks.task_row import first_paint
from components.words import ENGLISH
from services.values.cause import Moment
from services.values.vocabulary import Priority, Status
from tests.factories import shown_task

HOSTILE = '<script>alert("&")</script>'
PLACES = SimpleNamespace(lists={}, labels={})
PAGE: Any = SimpleNamespace(moment=Moment.current, words=ENGLISH, state=PLACES)
ROW = row_data(shown_task(1), PAGE, Listing())
LABELS = {'status': {each.value: 'S' for each in Status}, 'priority': {each.value: 'P' for each in Priority}}


@pytest.mark.parametrize('field', sorted(ROW.keys() - {'id', 'day', 'status', 'priority', 'facts', 'depth', 'level'}))
def test_no_text_of_a_row_becomes_markup(field):
    drawn = first_paint({**ROW, 'due': 'Today', field: HOSTILE}, LABELS)

    assert HOSTILE not in drawn
    assert '&lt;script&gt;' in drawn


@pytest.mark.parametrize('part', ['kind', 'text', 'colour'])
def test_no_name_of_a_list_or_label_becomes_markup(part):
    fact = {'kind': 'list', 'text': 'Home', 'colour': 'red', part: HOSTILE}
    drawn = first_paint({**ROW, 'facts': [fact]}, LABELS)

    assert HOSTILE not in drawn
    assert '&lt;script&gt;' in drawn


@pytest.mark.parametrize('kind', LABELS)
def test_no_word_of_the_interface_becomes_markup(kind):
    drawn = first_paint(ROW, {**LABELS, kind: dict.fromkeys(LABELS[kind], HOSTILE)})

    assert HOSTILE not in drawn
    assert '&lt;script&gt;' in drawn
