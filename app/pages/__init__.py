"""The pages: which address shows which components."""

from nicegui import App

from app import harden
from app.accounts.mail import Post
from app.bootstrap import Tandem
from app.pages import account, chat, forgot, home, login, settings, start
from app.pages.assets import serve_assets
from app.settings import Auth


def install(app: App, tandem: Tandem) -> None:
    """Register every page and what pages are made of."""
    # Quasar would show a bar, which has no name to read out, whenever a socket falls back to requests.
    app.config.quasar_config['loadingBar']['skipHijack'] = True
    harden.install(app, tandem)
    serve_assets(app)
    if tandem.settings.auth is Auth.ACCOUNTS:
        app.include_router(login.router)
        app.include_router(account.router)
        if tandem.settings.smtp_url:
            app.include_router(forgot.router_for(Post(tandem.settings, tandem.gate)))
        if tandem.settings.oidc_issuer:
            # What speaks to a provider is slow to load, and needed by few.
            from app.accounts.provider import Provider  # noqa: PLC0415
            from app.pages import provider  # noqa: PLC0415

            app.include_router(provider.router_for(Provider(tandem.settings)))
    home.register(tandem)
    chat.register(tandem)
    settings.register(tandem)
    start.register()
