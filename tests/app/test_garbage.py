"""The collector rests while the app is loaded, and later leaves alone what was loaded."""

import asyncio
import gc
import weakref

import pytest

from app import garbage


class Circle:
    itself = None


@pytest.fixture(autouse=True)
def as_before():
    thresholds = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)
    gc.enable()


def test_nothing_is_looked_for_until_the_app_is_loaded():
    garbage.pause()
    assert not gc.isenabled()
    garbage.resume()
    assert gc.isenabled()


def test_what_was_loaded_is_never_looked_through_again():
    loaded = [[]]
    garbage.resume()
    assert not any(each is loaded for each in gc.get_objects())
    assert gc.get_freeze_count() > 0


def test_what_only_refers_to_itself_still_goes():
    garbage.resume()
    for _ in range(100):
        circle = []
        circle.append(circle)
    del circle
    assert gc.collect() >= 100


async def test_what_closed_pages_leave_behind_goes_when_they_are_enough(monkeypatch):
    monkeypatch.setattr(garbage, '_SOON_SECONDS', 0)
    garbage.resume()
    closed = garbage.ClosedPages()
    gone = asyncio.Event()
    for number in range(25):  # a fourth of those that are still open
        assert not gone.is_set()
        circle = Circle()
        circle.itself = circle
        weakref.finalize(circle, gone.set)
        del circle
        closed.add(100)
        if number < 24:
            await asyncio.sleep(0)
    async with asyncio.timeout(10):
        await gone.wait()
