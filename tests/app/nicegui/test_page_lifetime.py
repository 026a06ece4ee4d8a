"""What happens when a page ends."""

from types import SimpleNamespace

import pytest
from nicegui import ui
from nicegui.testing.user_simulation import user_simulation
from starlette.requests import Request

from app.nicegui import page_lifetime
from app.open_connections import OpenConnections


class ScriptedCollector:
    """Notes which pages closed."""

    def __init__(self):
        self.still_open = []

    def page_closed(self, still_open):
        self.still_open.append(still_open)


@pytest.fixture
def tandem(database):
    return SimpleNamespace(open_connections=OpenConnections(database), garbage_collector=ScriptedCollector())


def request_with(user_id, credential):
    return Request({'type': 'http', 'state': {'user_id': user_id, 'credential': credential}})


async def test_a_page_that_closes_is_open_no_more_and_its_garbage_is_counted(tandem, owner):
    request = request_with(owner, 'a login')

    def root():
        page_lifetime.bind_to_login(tandem, request)
        ui.label('Here')

    async with user_simulation(root) as person:
        await person.open('/')
        assert tandem.open_connections.count() == 1
        person.client.delete()

    assert tandem.open_connections.count() == 0
    assert len(tandem.garbage_collector.still_open) == 1


async def test_a_page_whose_login_has_ended_is_cut_off(tandem, owner):
    request = request_with(owner, 'an ended login')
    async with user_simulation(lambda: page_lifetime.bind_to_login(tandem, request)) as person:
        await person.open('/')
        await tandem.open_connections.sweep()
        assert person.client.is_deleted
    assert tandem.open_connections.count() == 0
