"""The home page as it is for nobody: no tasks, no conversation, nothing anybody chose."""

import re
from uuid import UUID
from zoneinfo import ZoneInfo

from nicegui import Client, app, ui
from starlette.requests import Request

from app.bootstrap import Tandem
from app.pages import home
from components.first_sight import show_first_sight
from components.live import Page
from components.theme import Looks
from components.words import Words
from services.sync_state import TaskSyncState

_NOBODY = UUID(int=0)
_IDS = re.compile(rb'[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}')


def blank_page(tandem: Tandem, words: Words) -> bytes:
    """The same bytes whenever and wherever it is drawn; the database is not asked for anything."""
    page = Page(
        user_id=_NOBODY,
        zone=ZoneInfo('UTC'),
        database=tandem.database,
        assistant=tandem.assistant,
        state=TaskSyncState(tandem.database, tandem.hub, _NOBODY),
        words=words,
    )
    request = Request({'type': 'http', 'method': 'GET', 'path': '/', 'query_string': b'', 'headers': [], 'app': app})
    # Nobody can meet this client: nothing else has a turn before it is gone again.
    with Client(ui.page('/', title=words.NAME), request=request) as client:
        home.draw(page, Looks())
        show_first_sight()
        drawn = client.build_response(request).body
        client.delete()
    return _IDS.sub(str(_NOBODY).encode(), bytes(drawn))
