"""Passwords are compared in a way that tells nothing."""

from services import passwords


async def test_a_password_of_nobody_is_wrong_and_costs_what_any_other_costs() -> None:
    assert not passwords._hasher.check_needs_rehash(passwords._UNKNOWN)
    assert await passwords.Hasher().matches(None, 'whatever it is') is False
