"""The short form of `make chaos`: every accident happens once, to the embedded database and to Tandem."""

import logging

import pytest

from tools.chaos import chaos


@pytest.fixture(autouse=True)
def _troubles_are_expected(caplog):
    caplog.set_level(logging.CRITICAL)


@pytest.mark.first
async def test_nothing_acknowledged_is_lost_and_pages_agree_whatever_happens():
    tally = await chaos(11, 1, full_disks=False, pages=1)
    assert tally.violations == []
    assert len(tally.done) >= 11
    assert tally.acknowledged
    assert tally.gestures
