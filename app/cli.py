"""The command line: run the app, print a token, an invitation or a reset link, back up and restore."""

import argparse
import asyncio
import signal
import socket
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from types import FrameType
from typing import NoReturn

from app import VERSION, garbage_collection, logs
from app.desktop.native import WINDOW_COMMAND, sole_instance, window_command, with_free_port
from app.desktop.window import show_window
from app.postgres.embedded import opened
from app.postgres.refusals import CannotStart
from app.settings import LogFormat, Settings, read_settings
from services.errors import TandemError

_QUOTA = ('tasks', 'conversations', 'messages')


def run(arguments: list[str]) -> int:
    """Carry out a command; returns the exit code, which is 1 after one sentence on standard error when it fails."""
    options = _parser().parse_args(arguments)
    logs.configure(LogFormat.TEXT)
    try:
        settings = read_settings(**({'native': True} if options.native else {}))
        logs.configure(settings.log_format)
        if options.command == WINDOW_COMMAND:
            show_window(options.folder)
        elif options.command is not None:
            _administer(options, settings)
        elif settings.native:
            serve_window(settings)
        else:
            serve(settings)
    except TandemError as error:
        sys.stderr.write(f'Tandem: {error}\n')
        return 1
    return 0


def _administer(options: argparse.Namespace, settings: Settings) -> None:
    # Imported only for these commands, because people wait for the app to start.
    from app.accounts import commands  # noqa: PLC0415

    match options.command:
        case 'link':
            commands.print_link(settings)
        case 'token' if options.revoke:
            commands.revoke_tokens(settings, options.name, options.user)
        case 'token':
            scopes = {'scopes': options.scopes.split(',')} if options.scopes else {}
            commands.print_token(settings, options.name, options.user, **scopes, days=options.days)
        case 'invite':
            commands.print_invitation(settings, options.email)
        case 'reset-password':
            commands.print_reset_link(settings, options.email)
        case 'people':
            commands.print_people(settings)
        case 'disable' | 'enable':
            commands.set_disabled(settings, options.email, disabled=options.command == 'disable')
        case 'quota':
            wanted = {what: getattr(options, what) for what in _QUOTA}
            commands.set_quota(settings, options.email, wanted)
        case 'disable-second-factor':
            commands.disable_second_factor(settings, options.email)
        case _:
            _copy(options, settings)


def _copy(options: argparse.Namespace, settings: Settings) -> None:
    from app.postgres.backup import back_up, print_contents, restore  # noqa: PLC0415
    from app.postgres.encryption import make_key  # noqa: PLC0415

    if options.command == 'backup-key':
        sys.stdout.write(f'{make_key(options.file)}\n')
    elif options.command == 'backup':
        back_up(settings, options.file)
    elif options.verify:
        print_contents(options.file, options.key)
    else:
        restore(settings, options.file, options.key)


def serve_window(settings: Settings) -> None:
    """Run the app in a window of its own until the window is closed; raises CannotStart."""
    folder = settings.database_dir.parent
    command = window_command(folder)
    with sole_instance(folder) as first:
        if first:
            serve(with_free_port(settings), command)


def serve(settings: Settings, window: list[str] | None = None) -> None:
    """Run the app until it is stopped, with the window that the command `window` opens; raises CannotStart."""
    refuse_missing_packages(settings)
    _refuse_taken_port(settings)
    garbage_collection.pause()
    # Once stopped, uvicorn raises the signal again, which by default would end the process before `finally`.
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, _exit)
    with ExitStack() as stack:
        with ThreadPoolExecutor(1) as executor:
            starting = executor.submit(stack.enter_context, opened(settings))
            # Importing the app takes as long as starting the database, so both happen at once. Only this thread
            # imports anything: two threads importing modules that need each other can deadlock.
            from app.postgres.schema import prepare_database  # noqa: PLC0415
            from app.serving import run_app  # noqa: PLC0415
        database = starting.result()
        asyncio.run(prepare_database(database.url))
        run_app(settings, database, window)


def refuse_missing_packages(settings: Settings, find: Callable[[str], object] = find_spec) -> None:
    """Raise CannotStart when a setting needs packages that `find` does not find."""
    if settings.oidc_issuer and not all(find(name) for name in ('authlib', 'httpx2', 'joserfc')):
        raise CannotStart(
            'TANDEM_OIDC_ISSUER needs packages that are not installed. This installs them: '
            f'{sys.executable} -m pip install --require-hashes -r requirements-oidc.lock'
        )


def _exit(_signal: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(0)


def _refuse_taken_port(settings: Settings) -> None:
    """Raise CannotStart, before anything is started, when another program listens on the port."""
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
    names = (
        'link,token,invite,reset-password,people,disable,enable,disable-second-factor,quota,backup,backup-key,restore'
    )
    commands = parser.add_subparsers(dest='command', metavar=f'{{{names}}}')
    commands.add_parser(WINDOW_COMMAND).add_argument('folder', type=Path)
    commands.add_parser('link', help='print a link that lets any browser in; only with TANDEM_AUTH=local')
    token = commands.add_parser('token', help='print a new API token')
    token.add_argument('name', help='what the token is for, as the history will show it')
    token.add_argument('--user', metavar='EMAIL', help='whose token it is; only with TANDEM_AUTH=accounts')
    token.add_argument(
        '--scopes', help='what it is for: read, write, chat and mcp, with commas between; default: everything'
    )
    token.add_argument('--days', type=int, help='how long it works; default: a year')
    token.add_argument('--revoke', action='store_true', help='have the tokens of this name stop working instead')
    invite = commands.add_parser('invite', help='print a link with which somebody can register')
    invite.add_argument('email', help='their e-mail address')
    reset = commands.add_parser('reset-password', help='print a link with which somebody can set a new password')
    reset.add_argument('email', help='their e-mail address')
    commands.add_parser('people', help='list the accounts')
    for name, purpose in (
        ('disable', 'end every login of an account and allow no more'),
        ('enable', 'allow them again'),
        ('disable-second-factor', 'have the password be enough again'),
    ):
        commands.add_parser(name, help=purpose).add_argument('email', help='their e-mail address')
    quota = commands.add_parser('quota', help='print how much somebody may keep, or change it')
    quota.add_argument('email', help='their e-mail address')
    for what in _QUOTA:
        quota.add_argument(f'--{what}', metavar='N', help=f'{what} at most, or “default” for what everybody may have')
    commands.add_parser('backup', help='write everything to a file').add_argument('file', type=Path)
    key = commands.add_parser('backup-key', help='make a key for encrypted backups, and print its public half')
    key.add_argument('file', type=Path, help='where to keep the key; without it nobody can read the backups')
    back = commands.add_parser('restore', help='read it back into an empty database')
    back.add_argument('file', type=Path)
    back.add_argument('--key', type=Path, metavar='FILE', help='the key of an encrypted backup')
    back.add_argument('--verify', action='store_true', help='only try it, in a database of its own, and compare')
    parser.add_argument('--version', action='version', version=f'Tandem {VERSION}')
    return parser
