"""The pages: which address shows which components."""

from nicegui import App

from app.bootstrap import Tandem
from app.pages import chat, home, settings, start
from app.pages.assets import serve_assets


def install(app: App, tandem: Tandem) -> None:
    """Register every page and what pages are made of."""
    # Quasar would show a bar, which has no name to read out, whenever a socket falls back to requests.
    app.config.quasar_config['loadingBar']['skipHijack'] = True
    serve_assets(app)
    home.register(tandem)
    chat.register(tandem)
    settings.register(tandem)
    start.register()
