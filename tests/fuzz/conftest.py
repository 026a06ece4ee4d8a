"""How long one fuzzes, and the doors of a Tandem in `accounts` mode to do it at."""

import os

from hypothesis import HealthCheck, settings

# One server for each way to stand before the doors; both are told elsewhere.
from tests.isolation.conftest import address, app, eve, tandem  # noqa: F401
from tests.security.conftest import accounts_server  # noqa: F401

EXAMPLES = int(os.environ.get('FUZZ_EXAMPLES', '2'))
"""How much is tried: what `make fuzz` sets, and little without it."""


def tries(factor: int) -> settings:
    """Settings for a test that may take so many tries for each example asked for."""
    return settings(
        max_examples=EXAMPLES * factor,
        deadline=None,
        # What comes before is made once and serves all tries: nothing of it may matter to the next.
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
        derandomize='FUZZ_EXAMPLES' not in os.environ,
    )
