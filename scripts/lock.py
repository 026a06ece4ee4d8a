#!/usr/bin/env python3
"""Writes requirements.lock, requirements-native.lock and requirements-dev.lock from what pyproject.toml asks for.

Versions and hashes only: a lock file that names an index, a host or a path would hold what is
true on one machine. Run it through `make lock`.
"""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

PIP_TOOLS = 'pip-tools>=7.5'
LOCKED_FOR = (3, 11)
HEADER = '# Written by `make lock`; not by hand.\n'
COMPILE = [
    *(sys.executable, '-m', 'piptools', 'compile', '-', '--quiet', '--upgrade', '--generate-hashes', '--allow-unsafe'),
    *('--strip-extras', '--no-header', '--no-emit-options', '--annotation-style=line', '--no-config'),
]


def main() -> None:
    """Write every file; the others agree with the first wherever they overlap."""
    if sys.version_info[:2] != LOCKED_FOR:
        sys.exit('The lock files are made with Python 3.11: make .venv with it (PYTHON=python3.11) and repeat.')
    project = tomllib.loads(Path('pyproject.toml').read_text(encoding='utf-8'))
    run([sys.executable, '-m', 'pip', 'install', '--quiet', PIP_TOOLS])
    lock('requirements.lock', project['project']['dependencies'])
    native = project['project']['optional-dependencies']['native']
    lock('requirements-native.lock', native, '--constraint', 'requirements.lock')
    lock('requirements-dev.lock', project['dependency-groups']['dev'], '--constraint', 'requirements.lock')


def lock(file: str, requirements: list[str], *options: str) -> None:
    """Write one lock file."""
    run([*COMPILE, *options, '--output-file', file], '\n'.join(requirements))
    written = Path(file).read_text(encoding='utf-8').replace('via -r -', 'via pyproject.toml')
    Path(file).write_text(HEADER + written.removeprefix(HEADER), encoding='utf-8')


def run(command: list[str], text: str = '') -> None:
    """Run a command that sees the package index and nothing else this machine's pip is set to look at."""
    own = ('PIP_FIND_LINKS', 'PIP_EXTRA_INDEX_URL')
    environment = {name: value for name, value in os.environ.items() if name not in own}
    subprocess.run(command, input=text, text=True, check=True, env=environment | {'PIP_CONFIG_FILE': os.devnull})  # noqa: S603 - fixed words


if __name__ == '__main__':
    main()
