"""Two people who are logged in, each with a browser of their own."""

from collections.abc import Iterator

import pytest

from tests.promises.security.page_line import Person


@pytest.fixture
def ada(accounts_server: str) -> Iterator[Person]:
    person = Person(accounts_server, 'ada@example.org')
    yield person
    person.browser.close()


@pytest.fixture
def eve(accounts_server: str) -> Iterator[Person]:
    """Somebody else, who is up to something."""
    person = Person(accounts_server, 'eve@example.org')
    yield person
    person.browser.close()
