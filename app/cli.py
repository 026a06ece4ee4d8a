"""The commands: run the app, or print a token, an invitation, or a link to a new password."""

import argparse
import asyncio
import signal
import socket
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from types import FrameType
from typing import NoReturn

from app import VERSION, garbage, logs
from app.embedded import CannotStart, database_url
from app.native import WINDOW_COMMAND, sole_instance, window_command, with_free_port
from app.settings import LogFormat, Settings, read_settings
from app.window import show_window
from services.errors import TandemError


def run(arguments: list[str]) -> int:
    """Carry out the command line; returns the exit code, 1 with one sentence on standard error when it cannot."""
    given = _parser().parse_args(arguments)
    logs.configure(LogFormat.TEXT)
    try:
        settings = read_settings(**({'native': True} if given.native else {}))
        logs.configure(settings.log_format)
        if given.command == WINDOW_COMMAND:
            show_window(given.folder)
        elif given.command is not None:
            _administer(given, settings)
        elif settings.native:
            serve_window(settings)
        else:
            serve(settings)
    except TandemError as error:
        sys.stderr.write(f'Tandem: {error}\n')
        return 1
    return 0


def _administer(given: argparse.Namespace, settings: Settings) -> None:
    # What these need is not loaded where they are not asked for: a start is waited for.
    from app.accounts.commands import print_invitation, print_reset_link, print_token  # noqa: PLC0415
    from app.backup import back_up, restore  # noqa: PLC0415

    match given.command:
        case 'token':
            scopes = {'scopes': given.scopes.split(',')} if given.scopes else {}
            print_token(settings, given.name, given.user, **scopes)
        case 'invite':
            print_invitation(settings, given.email)
        case 'reset-password':
            print_reset_link(settings, given.email)
        case 'backup':
            back_up(settings, given.file)
        case 'restore':
            restore(settings, given.file)


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
    garbage.pause()
    # Having stopped, the server sends itself the signal once more, which would end the process before `finally`.
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, _exit)
    with ExitStack() as database:
        with ThreadPoolExecutor(1) as beside:
            starting = beside.submit(database.enter_context, database_url(settings))
            # Loading all of the app takes as long as starting a database, so each is done while the other is. Only
            # one of the two threads loads anything: modules that need each other must not be loaded by both.
            from app.schema import prepare_database  # noqa: PLC0415
            from app.serving import run_app  # noqa: PLC0415
        url = starting.result()
        asyncio.run(prepare_database(url))
        run_app(settings, url, window)


def _exit(_signal: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(0)


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
        '--scopes', help='what it is for: read, write, chat and mcp, with commas between; default: everything'
    )
    invite = commands.add_parser('invite', help='print a link with which somebody can register')
    invite.add_argument('email', help='their e-mail address')
    reset = commands.add_parser('reset-password', help='print a link with which somebody can set a new password')
    reset.add_argument('email', help='their e-mail address')
    for name, what in (('backup', 'write everything to a file'), ('restore', 'read it back into an empty database')):
        commands.add_parser(name, help=what).add_argument('file', type=Path)
    parser.add_argument('--version', action='version', version=f'Tandem {VERSION}')
    return parser
