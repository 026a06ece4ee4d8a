"""The pages: which address shows which components."""

from nicegui import App
from starlette.requests import Request
from starlette.responses import Response

from app import harden
from app.accounts.mail import Post
from app.assets import serve_assets, without_database
from app.bootstrap import Tandem
from app.differences import send_differences
from app.entrance import is_page
from app.pages import account, apology, chat, export, forgot, home, login, settings, start
from app.pages.blank import blank_page
from app.problems import problem_of
from app.settings import Auth
from services.errors import Unavailable


def install(app: App, tandem: Tandem) -> None:
    """Register every page and what pages are made of."""
    # Quasar would show a bar, which has no name to read out, whenever a socket falls back to requests.
    app.config.quasar_config['loadingBar']['skipHijack'] = True
    # The language is the person's, so the page says itself which it is.
    app.config.quasar_config['lang'] = {'noHtmlAttrs': True}
    harden.install(app, tandem)
    app.add_exception_handler(Unavailable, _unavailable)
    apology.install(app)
    serve_assets(app)
    app.include_router(export.router)
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
    send_differences(app, lambda words: blank_page(tandem, words))


async def _unavailable(request: Request, error: Exception) -> Response:
    """A person gets a screen that opens the page when it can be drawn; a program gets the problem as data."""
    if not isinstance(error, Unavailable):
        raise error
    return without_database() if is_page(request.url.path) else problem_of(error)
