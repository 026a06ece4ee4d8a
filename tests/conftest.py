"""What every test may ask for. Each gets a PostgreSQL database of its own, with real commits and notifications."""

import gc

import pytest

pytest_plugins = [
    'tests.fixtures.isolation',
    'tests.fixtures.postgresql',
    'tests.fixtures.services',
    'tests.fixtures.tandem',
    'tests.fixtures.programs',
    'tests.fixtures.browser',
    'tests.fixtures.model',
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start the tests that take longest first, so that no process is left with one of them at the end."""
    items.sort(key=lambda item: item.get_closest_marker('first') is None)


def pytest_collection_finish() -> None:
    """Leave all that is loaded by now out of garbage collections, which would look through it a thousand times."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
