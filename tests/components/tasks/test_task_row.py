"""The first paint of a row is HTML made of what people wrote, so all of it is escaped."""

import pytest

from components.tasks.row_data import row_data
from components.tasks.task_row import first_paint
from components.words import ENGLISH
from services.values.cause import Moment
from services.values.vocabulary import Priority, Status
from tests.factories import shown_task

HOSTILE = '<script>alert("&")</script>'
ROW = row_data(shown_task(1), Moment.current(), ENGLISH)
LABELS = {'status': {each.value: 'S' for each in Status}, 'priority': {each.value: 'P' for each in Priority}}


@pytest.mark.parametrize('field', sorted(ROW.keys() - {'id', 'day', 'status', 'priority'}))
def test_no_text_of_a_row_becomes_markup(field):
    drawn = first_paint({**ROW, 'due': 'Today', field: HOSTILE}, LABELS)

    assert HOSTILE not in drawn
    assert '&lt;script&gt;' in drawn


@pytest.mark.parametrize('kind', LABELS)
def test_no_word_of_the_interface_becomes_markup(kind):
    drawn = first_paint(ROW, {**LABELS, kind: dict.fromkeys(LABELS[kind], HOSTILE)})

    assert HOSTILE not in drawn
    assert '&lt;script&gt;' in drawn
