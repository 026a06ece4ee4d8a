"""A file or many pasted lines take long to read: that happens beside the event loop, so that nobody else waits."""

import threading

import pytest

from components.settings import import_panel
from components.settings.import_panel import ImportPanel
from components.tasks import quick_add
from components.tasks.dashboard import Dashboard
from components.tasks.quick_add import QuickAdd
from components.views.sidebar import Sidebar
from components.views.view import View
from tests.timeouts import until


async def _tasks(page, notices):
    Dashboard(page, notices, Sidebar(page, View()), View()).show()


async def _import(page, notices):
    ImportPanel(page, notices)


@pytest.mark.parametrize(
    ('draw', 'element', 'gesture', 'sent', 'module', 'reader'),
    [
        (_tasks, QuickAdd, 'lines', {'text': 'one\ntwo'}, quick_add, 'read_entries'),
        (_tasks, QuickAdd, 'addLines', {'text': 'one\ntwo', 'number': 1}, quick_add, 'read_entries'),
        (_import, ImportPanel, 'preview', 'one\ntwo', import_panel, 'read_tasks'),
        (_import, ImportPanel, 'add', 'one\ntwo', import_panel, 'read_tasks'),
    ],
)
async def test_what_takes_long_to_read_holds_nobody_up(
    simulate, database, monkeypatch, draw, element, gesture, sent, module, reader
):
    read, threads = getattr(module, reader), []

    def reading(*args, **more):
        threads.append(threading.current_thread())
        return read(*args, **more)

    monkeypatch.setattr(module, reader, reading)
    async with simulate(draw, database) as user:
        await user.open('/')
        user.find(element).trigger(gesture, sent)
        await until(lambda: threads)
    assert threading.current_thread() not in threads
