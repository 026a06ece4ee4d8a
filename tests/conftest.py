"""What every test may ask for. Each gets a PostgreSQL database of its own, with real commits and notifications."""

pytest_plugins = [
    'tests.fixtures.isolation',
    'tests.fixtures.postgresql',
    'tests.fixtures.services',
    'tests.fixtures.browser',
]
