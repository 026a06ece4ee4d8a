"""The pages: which address shows which components."""

from nicegui import App

from app.bootstrap import Tandem
from app.pages import chat, home
from app.pages.assets import serve_assets


def install(app: App, tandem: Tandem) -> None:
    """Register every page and what pages are made of."""
    serve_assets(app)
    home.register(tandem)
    chat.register(tandem)
