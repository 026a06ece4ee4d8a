"""The window of its own, drawn by pywebview in a process that does nothing else.

It reads what to do from its standard input: the address to show, then `front` for each time it is
wanted in front; when the input ends, Tandem has ended, and so does the window.
"""

import json
import sys
import threading
from pathlib import Path
from typing import Any

_AT_FIRST = {'width': 1200, 'height': 820}
_SMALLEST = (360, 480)


def show_window(folder: Path) -> None:
    """Show the window where it was last time, with its login, until it is closed."""
    import webview  # noqa: PLC0415 - only this process needs it

    address = sys.stdin.readline().strip()
    if not address:
        return
    place = folder / 'window.json'
    window = webview.create_window('Tandem', address, min_size=_SMALLEST, text_select=True, **_read(place))

    def remember() -> None:
        now = {'width': window.width, 'height': window.height, 'x': window.x, 'y': window.y}
        place.write_text(json.dumps(now), encoding='utf-8')

    def listen() -> None:
        for line in sys.stdin:
            if line.strip() == 'front':
                window.restore()
                window.show()
        window.destroy()

    window.events.closing += remember
    threading.Thread(target=listen, daemon=True).start()
    webview.settings['ALLOW_DOWNLOADS'] = True
    # On Linux the other choice needs packages of the system that pip cannot install.
    gui = 'qt' if sys.platform == 'linux' else None
    webview.start(gui=gui, private_mode=False, storage_path=str(folder / 'webview'))


def _read(place: Path) -> dict[str, Any]:
    """Size and place of last time; a file that makes no sense is as good as none."""
    try:
        stored = json.loads(place.read_text(encoding='utf-8'))
        return {name: int(stored[name]) for name in ('width', 'height', 'x', 'y')}
    except (OSError, ValueError, KeyError, TypeError):
        return dict(_AT_FIRST)
