"""Fields that are written in while the server hears of it."""

import pytest
from nicegui.testing.user_simulation import user_simulation

from components.form import Choice, Field


@pytest.mark.parametrize(
    ('make', 'gesture'),
    [
        (lambda: Field('Title', 'old'), 'input'),
        (lambda: Choice('Status', {'old': 'Old', 'new': 'New'}, 'old'), 'change'),
    ],
)
async def test_what_was_entered_is_known_and_not_sent_back_over_what_is_entered_next(make, gesture):
    async with user_simulation(lambda: None) as person:
        client = await person.open('/')
        with client:
            field = make()
        client.outbox.updates.clear()
        person.find(type(field)).trigger(gesture, 'new')
        assert field.value == 'new'
        assert not client.outbox.updates
