"""An open page ends with the login it was opened with, and a page that nobody looks at does not wait for long."""

from nicegui import Client, background_tasks, core, ui
from starlette.requests import Request

from app.bootstrap import Tandem
from app.garbage import ClosedPages

MOST_WAITING = 50
"""How many pages of one person may wait for their browser to connect; the oldest make room."""

_closed_pages = ClosedPages()


def watch(tandem: Tandem, request: Request) -> None:
    """Cut the page that is being built off as soon as its login ends."""
    client = ui.context.client
    user_id = request.state.user_id
    close = tandem.open_lines.open(request.state.credential, user_id, lambda: cut_off(client))
    client.on_delete(close)
    client.on_delete(lambda: _closed_pages.add(len(Client.instances)))
    for forgotten in _waiting(user_id, client)[:-MOST_WAITING]:
        forgotten.delete()


def cut_off(client: Client) -> None:
    """Let nothing more come from or go to this page; the browser loads it anew, and is sent to log in."""
    if client.is_deleted:
        return
    sockets = list(client._socket_to_document_id)  # noqa: SLF001 - NiceGUI has no way to end a page's sockets
    client.delete()
    for socket in sockets:
        background_tasks.create(_hang_up(socket, client.outbox.next_message_id), name=f'cut off {socket}')


async def _hang_up(socket: str, number: int) -> None:
    # A browser that the server hangs up on stays as it is, with everything still to be read; so it is told first.
    await core.sio.emit('run_javascript', {'code': 'window.location.reload()', '_id': number}, to=socket)
    await core.sio.disconnect(socket)


def _waiting(user_id: object, but: Client) -> list[Client]:
    """The pages of a person that no browser has connected to yet, oldest first."""
    return [
        client
        for client in list(Client.instances.values())
        if client is not but
        and not client.has_socket_connection
        and not client._delete_tasks  # noqa: SLF001 - pages that were connected have their own end
        and client.request is not None
        and getattr(client.request.state, 'user_id', None) == user_id
    ]
