"""An open page ends with the login it was opened with."""

from nicegui import Client, background_tasks, core, ui
from starlette.requests import Request

from app.bootstrap import Tandem


def watch(tandem: Tandem, request: Request) -> None:
    """Cut the page that is being built off as soon as its login ends; raises TooMany."""
    client = ui.context.client
    close = tandem.open_lines.open(request.state.credential, request.state.user_id, lambda: cut_off(client))
    client.on_delete(close)


def cut_off(client: Client) -> None:
    """Let nothing more come from or go to this page; the browser loads it anew, and is sent to log in."""
    sockets = list(client._socket_to_document_id)  # noqa: SLF001 - NiceGUI has no way to end a page's sockets
    client.delete()
    for socket in sockets:
        background_tasks.create(core.sio.disconnect(socket), name=f'cut off {socket}')
