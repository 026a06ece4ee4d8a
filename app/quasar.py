"""Quasar's stylesheet without the one rule that makes browsers slow (docs/decisions/0013)."""

import re
from pathlib import Path

import nicegui
from nicegui import App
from starlette.responses import Response
from starlette.routing import Route

_NAME = 'quasar.unimportant.prod.css'
PATH = f'/_nicegui/{nicegui.__version__}/static/{_NAME}'
"""Where NiceGUI's pages look for it."""

NEEDLESS = re.compile(r'\[dir="(?:ltr|rtl)"\] \.q-field__marginal>\*\+\*\{[^}]*\}')
"""It styles anything that follows anything in an input of Quasar's, of which no page of ours has one.

With such a rule a browser styles all that is beside an element anew whenever one comes or goes.
"""


def serve_lighter_styles(app: App) -> None:
    """Serve the stylesheet from here; it comes before the folder that NiceGUI serves."""
    styles = NEEDLESS.sub('', whole_styles())
    app.router.routes.insert(0, Route(PATH, lambda _: Response(styles, media_type='text/css')))


def whole_styles() -> str:
    """The stylesheet as NiceGUI brings it."""
    return (Path(nicegui.__file__).parent / 'static' / _NAME).read_text(encoding='utf-8')
