"""The commands: run the app, or print a token, an invitation, or a link to a new password."""

import argparse
import asyncio
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from fastapi import FastAPI
from nicegui import app, ui

from app import VERSION, api, logs, mcp, pages
from app.accounts.commands import database_url, print_invitation, print_reset_link, print_token, scopes
from app.backup import back_up, restore
from app.bootstrap import Tandem, build
from app.embedded import CannotStart
from app.invitation import Invitation
from app.native import WINDOW_COMMAND, sole_instance, window_beside, window_command, with_free_port
from app.schema import prepare_database
from app.settings import LogFormat, Settings, read_settings
from app.window import show_window
from components.theme import FAVICON
from services.accounts import Scope
from services.errors import TandemError

RECONNECT_SECONDS = 60.0
"""How long a page that lost its connection is kept; phones and laptops sleep."""


def run(arguments: list[str]) -> int:
    """Carry out the command line; returns the exit code, 1 with one sentence on standard error when it cannot."""
    given = _parser().parse_args(arguments)
    logs.configure(LogFormat.TEXT)
    try:
        settings = read_settings(**({'native': True} if given.native else {}))
        logs.configure(settings.log_format)
        match given.command:
            case 'token':
                print_token(settings, given.name, given.user, given.scopes)
            case 'invite':
                print_invitation(settings, given.email)
            case 'reset-password':
                print_reset_link(settings, given.email)
            case 'backup':
                back_up(settings, given.file)
            case 'restore':
                restore(settings, given.file)
            case command if command == WINDOW_COMMAND:
                show_window(given.folder)
            case _ if settings.native:
                serve_window(settings)
            case _:
                serve(settings)
    except TandemError as error:
        sys.stderr.write(f'Tandem: {error}\n')
        return 1
    return 0


def serve_window(settings: Settings) -> None:
    """Run the app in a window of its own until that is closed; raises CannotStart."""
    folder = settings.database_dir.parent
    command = window_command(folder)
    with sole_instance(folder) as first:
        if first:
            serve(with_free_port(settings), command)


def serve(settings: Settings, window: list[str] | None = None) -> None:
    """Run the app until it is told to stop, with the window that this command shows; raises CannotStart."""
    _refuse_taken_port(settings)
    # Having stopped, the server sends itself the signal once more, which would end the process before `finally`.
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, _exit)
    with database_url(settings) as url:
        asyncio.run(prepare_database(url))
        tandem = build(settings, url, invitation=Invitation() if window else None)
        api.install(app, tandem)
        pages.install(app, tandem)
        mcp.install(app, tandem)
        _wrap_lifespan(tandem, window)
        _run_server(settings)


def _exit(_signal: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(0)


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
            yield state

    app.router.lifespan_context = lifespan


def _run_server(settings: Settings) -> None:
    ui.run(
        host=settings.host,
        port=settings.port,
        title='Tandem',
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


def _refuse_taken_port(settings: Settings) -> None:
    """Say so before anything is started when another program listens there."""
    family = socket.AF_INET6 if ':' in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise CannotStart(
                f'{settings.host}:{settings.port} cannot be listened on ({error.strerror}). '
                'Set TANDEM_PORT to another port, or stop the program that uses this one.'
            ) from error


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog='main.py', description='Tandem: tasks and an assistant on one page.')
    parser.add_argument('--native', action='store_true', help='open in a window of its own')
    commands = parser.add_subparsers(dest='command', metavar='{token,invite,reset-password,backup,restore}')
    commands.add_parser(WINDOW_COMMAND).add_argument('folder', type=Path)
    token = commands.add_parser('token', help='print a new API token')
    token.add_argument('name', help='what the token is for, as the history will show it')
    token.add_argument('--user', metavar='EMAIL', help='whose token it is; only with TANDEM_AUTH=accounts')
    token.add_argument(
        '--scopes', type=scopes, default=tuple(Scope), help='what it is for, such as read,chat; default: everything'
    )
    invite = commands.add_parser('invite', help='print a link with which somebody can register')
    invite.add_argument('email', help='their e-mail address')
    reset = commands.add_parser('reset-password', help='print a link with which somebody can set a new password')
    reset.add_argument('email', help='their e-mail address')
    for name, what in (('backup', 'write everything to a file'), ('restore', 'read it back into an empty database')):
        commands.add_parser(name, help=what).add_argument('file', type=Path)
    parser.add_argument('--version', action='version', version=f'Tandem {VERSION}')
    return parser
