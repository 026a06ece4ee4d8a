"""The collector rests while the app is loaded, and later leaves alone what was loaded."""

import gc

import pytest

from app import garbage


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
