"""The pages: which address shows which components."""

from fastapi import FastAPI
from nicegui import App
from starlette.requests import Request
from starlette.responses import Response

from app.accounts.mail import ResetMailer
from app.addresses import is_page
from app.assets import unavailable_page
from app.bootstrap import Tandem
from app.nicegui import socket_guard
from app.pages import (
    account,
    audit,
    chat,
    confirm,
    error_pages,
    export,
    forgot,
    home,
    login,
    passkeys,
    second_factor,
    settings,
    start,
)
from app.problems import problem_of
from app.settings import Auth
from services.errors import Unavailable


def add_html_pages(app: FastAPI, tandem: Tandem) -> None:
    """Register the pages that are plain HTML, those for errors included."""
    app.add_exception_handler(Unavailable, _unavailable)
    error_pages.install(app)
    app.include_router(export.router)
    if tandem.settings.auth is not Auth.ACCOUNTS:
        return
    app.include_router(login.router)
    app.include_router(account.router)
    app.include_router(audit.router)
    app.include_router(confirm.router)
    app.include_router(second_factor.router)
    app.include_router(passkeys.router)
    if tandem.settings.smtp_url:
        app.include_router(forgot.router_for(ResetMailer(tandem.settings, tandem.authentication, tandem.mailer)))
    if tandem.settings.oidc_issuer:
        # The libraries for OpenID Connect are slow to import, and few people need them.
        from app.accounts.provider import Provider  # noqa: PLC0415
        from app.pages import provider  # noqa: PLC0415

        app.include_router(provider.router_for(Provider(tandem.settings)))


def add_nicegui_pages(app: App, tandem: Tandem) -> None:
    """Register the pages that NiceGUI draws, and guard their sockets."""
    # Quasar would show a progress bar without an accessible name whenever the socket falls back to polling.
    app.config.quasar_config['loadingBar']['skipHijack'] = True
    # The language is the person's, so each page sets the lang attribute itself.
    app.config.quasar_config['lang'] = {'noHtmlAttrs': True}
    socket_guard.install(app)
    home.register(tandem)
    chat.register(tandem)
    settings.register(tandem)
    start.register()


async def _unavailable(request: Request, error: Exception) -> Response:
    """A person gets a page that waits for the database, a program the problem as JSON."""
    if not isinstance(error, Unavailable):
        raise error
    return unavailable_page() if is_page(request.url.path) else problem_of(error)
