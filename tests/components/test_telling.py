"""What the browser is told in one go."""

import pytest
from nicegui import ui
from nicegui.testing.user_simulation import user_simulation

from components.telling import tell


@pytest.fixture
async def client():
    """Somebody's open page with nothing on it."""
    async with user_simulation(lambda: None) as person:
        opened = await person.open('/')
        opened.outbox.messages.clear()
        yield opened


async def test_what_is_told_together_is_one_message_in_its_order(client):
    with client:
        first, second = ui.element('div'), ui.element('div')
    tell(first, 'show', 1, 'two')
    tell(second, 'show', {'three': 3})
    [(target, kind, told)] = client.outbox.messages
    assert (target, kind) == (client.id, 'run_javascript')
    one, other = (f'runMethod({first.id}, "show", [1,"two"])', f'runMethod({second.id}, "show", [{{"three":3}}])')
    assert -1 < told['code'].index(one) < told['code'].index(other)


@pytest.mark.parametrize('somebodys', [{'code': 'return 1', 'request_id': 'x'}, {'code': 'location.reload()'}])
async def test_what_somebody_else_told_stays_a_message_of_its_own(client, somebodys):
    with client:
        element = ui.element('div')
    client.outbox.enqueue_message('run_javascript', dict(somebodys), client.id)
    tell(element, 'show')
    assert [told for _, _, told in client.outbox.messages][:-1] == [somebodys]


async def test_an_element_that_is_gone_is_told_nothing(client):
    with client:
        gone = ui.element('div')
    gone.delete()
    tell(gone, 'show')
    assert not client.outbox.messages
