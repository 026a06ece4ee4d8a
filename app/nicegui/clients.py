"""What NiceGUI knows about the sockets of a page and has no public way to ask for.

Read in NiceGUI 3.18 (client.py, outbox.py). It brings that a page is gone from the screen some 50 ms
after its login has ended, instead of staying readable until somebody reloads it, and that pages no
browser has connected to, of some 0.3 MB each, can be told from pages that wait for a reconnect.
"""

from nicegui import Client, core


def has_socket(client: Client, sid: str) -> bool:
    """Whether this socket was opened for this page."""
    return sid in client._socket_to_document_id  # noqa: SLF001 - see above


def was_never_connected(client: Client) -> bool:
    """Whether no browser has connected to this page yet."""
    return not client.has_socket_connection and not client._delete_tasks  # noqa: SLF001 - a lost connection leaves one


async def reload_in_browser(client: Client, sids: list[str]) -> None:
    """Have the browser load the page again, and disconnect these sockets of it; works for a deleted page, too.

    A deleted client sends nothing any more, and a browser that is only disconnected keeps showing the page.
    """
    reload = {'code': 'window.location.reload()', '_id': client.outbox.next_message_id}
    for sid in sids:
        await core.sio.emit('run_javascript', reload, to=sid)
        await core.sio.disconnect(sid)


def sockets_of(client: Client) -> list[str]:
    """The sockets that are open for this page: one, or several while its browser reconnects."""
    return list(client._socket_to_document_id)  # noqa: SLF001 - see above
