"""Passwords are compared in a way that tells nothing."""

import pytest

from services.accounts import passwords
from services.errors import InvalidInput


async def test_a_password_of_nobody_is_wrong_and_costs_what_any_other_costs() -> None:
    assert not passwords._hasher.check_needs_rehash(passwords._NO_PASSWORD)
    assert await passwords.Hasher().matches(None, 'whatever it is') is False


COMMON = {
    'plain': 'football',
    'capitals': 'FootBall',
    'wide letters': '\uff46\uff4f\uff4f\uff54\uff42\uff41\uff4c\uff4c',
    'invisible': 'foot\u200bball',
    'a blank at the end': 'qwerty123\u00a0',
    'hyphens': 'f-o-o-t-b-a-l-l',
    'twice': 'footballfootball',
    'a mark at the end': 'password1!',
    'a year at the end': 'football2026',
    'one letter': 'aaaaaaaaaa',
    'three letters': 'abcabcabc',
}


@pytest.mark.parametrize('password', COMMON.values(), ids=COMMON)
def test_a_common_password_is_refused_in_every_disguise(password: str) -> None:
    with pytest.raises(InvalidInput, match='easy to guess'):
        passwords.check_new_password(password)


@pytest.mark.parametrize('password', ['correct horse battery', 'xk7-Rq2 mmp', 'der alte Apfelbaum 9', 'another horse'])
def test_a_few_words_are_fine(password: str) -> None:
    assert passwords.check_new_password(password) == password
    passwords.check_not_own(password, 'ada@example.org', 'Ada Lovelace')


OWN = (
    *('ada.lovelace@example.org', 'ADA.LOVELACE@EXAMPLE.ORG', 'ada.lovelace @ example.org', 'adalovelaceexampleorg'),
    *('ada.lovelace@example.org1', 'adalovelace', 'Ada Lovelace 7'),
)


@pytest.mark.parametrize('password', OWN)
def test_ones_own_address_or_name_is_refused_in_every_disguise(password: str) -> None:
    with pytest.raises(InvalidInput, match='your own address or name'):
        passwords.check_not_own(password, 'ada.lovelace@example.org', 'Ada Lovelace')
