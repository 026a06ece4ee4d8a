#!/usr/bin/env python3
"""Writes requirements.lock and the lock files of the extras and of development from pyproject.toml.

They contain versions and hashes only. An index, host or path would be valid on one machine only.
Run it through `make lock`.
"""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

LOCKED_FOR = (3, 11)
HEADER = '# Written by `make lock`; not by hand.\n'
UNSAFE = '\n# The following packages are considered to be unsafe in a requirements file:\n'
"""What pip-tools writes above pip and setuptools, which some of the tools need."""

COMPILE = [
    *(sys.executable, '-m', 'piptools', 'compile', '-', '--quiet', '--upgrade', '--generate-hashes', '--allow-unsafe'),
    *('--strip-extras', '--no-header', '--no-emit-options', '--annotation-style=line', '--no-config'),
]


def main() -> None:
    """Write all lock files; the later ones use the versions of the first where they overlap."""
    if sys.version_info[:2] != LOCKED_FOR:
        sys.exit('The lock files are made with Python 3.11. Create .venv with it (PYTHON=python3.11) and try again.')
    project = tomllib.loads(Path('pyproject.toml').read_text(encoding='utf-8'))
    lock('requirements.lock', project['project']['dependencies'])
    extras = project['project']['optional-dependencies']
    constraints = ['--constraint', 'requirements.lock']
    lock('requirements-native.lock', extras['native'], *constraints)
    lock('requirements-oidc.lock', extras['oidc'], *constraints)
    # It is installed together with the one before, because the tests need both.
    constraints += ['--constraint', 'requirements-oidc.lock']
    lock('requirements-dev.lock', project['dependency-groups']['dev'], *constraints)
    constraints += ['--constraint', 'requirements-dev.lock']
    lock('requirements-tools.lock', project['dependency-groups']['tools'], *constraints)


def lock(file: str, requirements: list[str], *options: str) -> None:
    """Write one lock file."""
    run([*COMPILE, *options, '--output-file', file], '\n'.join(requirements))
    written = Path(file).read_text(encoding='utf-8').replace('via -r -', 'via pyproject.toml').replace(UNSAFE, '')
    Path(file).write_text(HEADER + written.removeprefix(HEADER), encoding='utf-8')


def run(command: list[str], text: str = '') -> None:
    """Run a command that uses only the package index, ignoring this machine's pip configuration."""
    own = ('PIP_FIND_LINKS', 'PIP_EXTRA_INDEX_URL')
    environment = {name: value for name, value in os.environ.items() if name not in own}
    subprocess.run(command, input=text, text=True, check=True, env=environment | {'PIP_CONFIG_FILE': os.devnull})  # noqa: S603 - fixed words


if __name__ == '__main__':
    main()
