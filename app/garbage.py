"""When Python looks for objects that only refer to each other (docs/decisions/0014)."""

import gc

_NEW = 5_000
"""After how many new objects it looks at those; Python's default is 700."""
_OLDER = 4
"""After how many of these looks also at what they left; by default 10."""
_ALL = 100
"""After how many of those at everything; by default 10."""


def pause() -> None:
    """Do not look while the app is loaded: nothing of it goes."""
    gc.disable()


def resume() -> None:
    """Look from now on, but never through what has been loaded."""
    gc.freeze()
    gc.set_threshold(_NEW, _OLDER, _ALL)
    gc.enable()
