"""The desktop window, shown by pywebview in a process of its own.

Its standard input gives the address to show, then a line `front` each time the window is to come to
the front. When the input ends, Tandem has stopped, and the window closes.
"""

import json
import sys
import threading
from pathlib import Path
from typing import Any

_DEFAULT_SIZE = {'width': 1200, 'height': 820}
_MIN_SIZE = (360, 480)


def show_window(folder: Path) -> None:
    """Show the window at its last position, with its login, until it is closed."""
    import webview  # noqa: PLC0415 - only this process needs it

    address = sys.stdin.readline().strip()
    if not address:
        return
    position_file = folder / 'window.json'
    window = webview.create_window('Tandem', address, min_size=_MIN_SIZE, text_select=True, **_read(position_file))

    def remember() -> None:
        now = {'width': window.width, 'height': window.height, 'x': window.x, 'y': window.y}
        position_file.write_text(json.dumps(now), encoding='utf-8')

    def listen() -> None:
        for line in sys.stdin:
            if line.strip() == 'front':
                window.restore()
                window.show()
        window.destroy()

    window.events.closing += remember
    threading.Thread(target=listen, daemon=True).start()
    webview.settings['ALLOW_DOWNLOADS'] = True
    # On Linux the alternative, GTK, needs system packages that pip cannot install.
    gui = 'qt' if sys.platform == 'linux' else None
    webview.start(gui=gui, private_mode=False, storage_path=str(folder / 'webview'))


def _read(position_file: Path) -> dict[str, Any]:
    """The last size and position; the default when the file is missing or broken."""
    try:
        saved = json.loads(position_file.read_text(encoding='utf-8'))
        return {name: int(saved[name]) for name in ('width', 'height', 'x', 'y')}
    except (OSError, ValueError, KeyError, TypeError):
        return dict(_DEFAULT_SIZE)
