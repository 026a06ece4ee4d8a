"""The running app: what is served, in which order it starts, and how it ends."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from typing import Any

from fastapi import FastAPI
from nicegui import app, ui

from app import VERSION, api, garbage, lean, mcp, pages
from app.bootstrap import Tandem, build
from app.invitation import Invitation
from app.native import window_beside
from app.settings import Settings
from components.theme import FAVICON

RECONNECT_SECONDS = 60.0
"""How long a page that lost its connection is kept; phones and laptops sleep."""


def run_app(settings: Settings, database_url: str, window: list[str] | None) -> None:
    """Serve until told to stop, with the window that the command `window` shows."""
    tandem = build(settings, database_url, invitation=Invitation() if window else None)
    api.install(app, tandem)
    pages.install(app, tandem)
    mcp.install(app, tandem)
    _wrap_lifespan(tandem, window)
    _run_server(settings)


def _wrap_lifespan(tandem: Tandem, window: list[str] | None) -> None:
    """Have everything running before the first request, and the database closed last.

    NiceGUI does not wait for its start-up handlers, so this goes around its lifespan instead.
    """
    inner = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(asgi: FastAPI) -> AsyncIterator[Any]:
        shown = (
            window_beside(tandem.settings, window, tandem.invitation, app.shutdown)
            if window and tandem.invitation
            else nullcontext()
        )
        async with tandem.running(), inner(asgi) as state, shown:
            sys.stdout.write(f'Tandem is at {tandem.settings.address}\n')
            sys.stdout.flush()
            garbage.resume()
            yield state

    app.router.lifespan_context = lifespan


def _run_server(settings: Settings) -> None:
    lean.install()
    ui.run(
        host=settings.host,
        port=settings.port,
        title='Tandem',
        # The keyboard of a phone makes room for itself, and does not lie over the field one writes in.
        viewport='width=device-width, initial-scale=1, interactive-widget=resizes-content',
        favicon=FAVICON,
        language='en-US',
        dark=None,
        reload=False,
        show=False,
        tailwind=False,
        reconnect_timeout=RECONNECT_SECONDS,
        binding_refresh_interval=None,
        fastapi_docs={'title': 'Tandem', 'version': VERSION},  # type: ignore[arg-type]  # all its keys are optional
        show_welcome_message=False,
        timeout_graceful_shutdown=5,
        log_config=None,
        **api.SERVER_OPTIONS,
    )
