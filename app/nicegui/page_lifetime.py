"""How long a page lives: no longer than the login it was opened with, nor long without a browser."""

from nicegui import Client, background_tasks, ui
from starlette.requests import Request

from app.bootstrap import Tandem
from app.nicegui.clients import reload_in_browser, sockets_of, was_never_connected

MAX_UNCONNECTED = 50
"""Pages of one person that may wait for their browser to connect; the oldest is deleted for a new one."""


def bind_to_login(tandem: Tandem, request: Request) -> None:
    """Close the page that is being built as soon as its login ends; raises TooMany."""
    client = ui.context.client
    user_id = request.state.user_id
    close = tandem.open_connections.add(request.state.credential, user_id, lambda: close_page(client))
    client.on_delete(close)
    client.on_delete(lambda: tandem.garbage_collector.page_closed(len(Client.instances)))
    for abandoned in _unconnected(user_id, client)[:-MAX_UNCONNECTED]:
        abandoned.delete()


def close_page(client: Client) -> None:
    """Delete the page at once; the browser loads its address again, which leads to the login."""
    if client.is_deleted:
        return
    sids = sockets_of(client)
    client.delete()
    background_tasks.create(reload_in_browser(client, sids), name=f'reload {client.id}')


def _unconnected(user_id: object, new: Client) -> list[Client]:
    """The pages of a person that no browser has connected to yet, except the `new` one; the oldest first."""
    return [
        client
        for client in list(Client.instances.values())
        if client is not new
        and was_never_connected(client)
        and client.request is not None
        and getattr(client.request.state, 'user_id', None) == user_id
    ]
