"""Fields that are written in while the server hears of it."""

import pytest
from nicegui.testing.user_simulation import user_simulation

from components.controls.form import Field, SelectField


@pytest.mark.parametrize(
    'make',
    [
        lambda: Field('Title', 'old'),
        lambda: SelectField('Status', {'old': 'Old', 'new': 'New'}, 'old'),
    ],
)
async def test_what_was_entered_is_known_and_not_sent_back_over_what_is_entered_next(make):
    async with user_simulation(lambda: None) as person:
        client = await person.open('/')
        with client:
            field = make()
        client.outbox.updates.clear()
        person.find(type(field)).trigger('entered', 'new')
        assert field.value == 'new'
        assert not client.outbox.updates
