"""The short form of `make torture`: everything breaks once, and no promise does."""

import logging

import pytest

from tools.torture.run import Plan, torture


@pytest.fixture(autouse=True)
def _troubles_are_expected(caplog):
    caplog.set_level(logging.CRITICAL)


async def test_no_promise_is_broken_while_everything_else_is():
    plan = Plan(seed=1, operations=900, seconds=16, people=3, programs=2, pages=1, undone=1, pause=0.3)
    tally = await torture(plan)
    assert tally.violations == []
    assert tally.faults.total() >= 5
    assert tally.operations.total() >= 50
    assert any(name.endswith('on a page') for name in tally.operations)
