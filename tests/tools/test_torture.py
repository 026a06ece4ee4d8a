"""The short form of `make torture`: everything breaks once, and no promise does."""

import logging

import pytest

from tests.timeouts import TIMEOUT
from tools.torture.run import Plan, torture


@pytest.fixture(autouse=True)
def _troubles_are_expected(caplog):
    caplog.set_level(logging.CRITICAL)


@pytest.mark.first
async def test_no_promise_is_broken_while_everything_else_is():
    enough = {'operations': 50, 'faults': 5, 'gestures': 1}
    tally = await torture(Plan(1, **enough, seconds=5 * TIMEOUT, people=3, programs=2, pages=1, undone=1, pause=0.3))
    assert tally.violations == []
    assert not tally.over, 'it took too long to do enough'
