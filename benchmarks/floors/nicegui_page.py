"""An empty NiceGUI page, as light as NiceGUI goes."""

import sys

from nicegui import ui


@ui.page('/')
def empty() -> None:
    """One word, so that one can see that it is there."""
    ui.label('Hello').classes('task').props('role=listitem')


if __name__ in {'__main__', '__mp_main__'}:
    ui.run(
        host='127.0.0.1',
        port=int(sys.argv[1]),
        reload=False,
        show=False,
        tailwind=False,
        reconnect_timeout=60.0,
        binding_refresh_interval=None,
        show_welcome_message=False,
    )
