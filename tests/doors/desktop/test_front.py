"""The window that is there comes to the front when somebody starts Tandem once more."""

import io
import sys
from types import SimpleNamespace

from app.desktop.window import show_window


class Events:
    def __init__(self) -> None:
        self.heard = []

    def __iadd__(self, listener):
        self.heard.append(listener)
        return self


def test_a_window_that_is_asked_for_shows_itself_again_and_goes_when_tandem_ends(monkeypatch, tmp_path):
    done: list[str] = []
    window = SimpleNamespace(
        events=SimpleNamespace(closing=Events()),
        width=700,
        height=600,
        x=10,
        y=20,
        restore=lambda: done.append('restore'),
        show=lambda: done.append('show'),
        destroy=lambda: done.append('destroy'),
    )

    class Webview:
        settings: dict[str, bool] = {}  # noqa: RUF012 - as the real one has it

        @staticmethod
        def create_window(*_place, **_more):
            return window

        @staticmethod
        def start(**_more):
            while done[-1:] != ['destroy']:
                pass

    monkeypatch.setitem(sys.modules, 'webview', Webview)
    monkeypatch.setattr(sys, 'stdin', io.StringIO('http://127.0.0.1:1/start\nfront\n'))
    show_window(tmp_path)
    assert done == ['restore', 'show', 'destroy']
