"""`python -m tools.mutate`: breaks each promise of docs/guarantees.md on purpose, and sees its test fail.

A mutation is one edit of the code that breaks a promise, and the test that has to fail then. They stand in
mutations.toml beside this file. The edits are made in a copy of the working tree, never in the tree itself.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
LIST = Path(__file__).with_name('mutations.toml')

_TESTS_FAILED = 1
"""What pytest exits with when tests ran and some of them failed; anything else is no proof."""


@dataclass(frozen=True)
class Mutation:
    """In `file`, `find` becomes `replace`; then `test` has to fail."""

    promise: str
    file: str
    find: str
    replace: str
    test: str


def read_mutations() -> list[Mutation]:
    """All mutations of the list."""
    return [Mutation(**each) for each in tomllib.loads(LIST.read_text(encoding='utf-8'))['mutation']]


def main(arguments: list[str]) -> int:
    """Try the mutations whose promise contains the given words; 1 when a test does not notice one."""
    parser = argparse.ArgumentParser(prog='python -m tools.mutate', description=__doc__)
    parser.add_argument('words', nargs='*', help='only promises with these words')
    words = ' '.join(parser.parse_args(arguments).words).lower()
    mutations = [each for each in read_mutations() if words in each.promise.lower()]
    with tempfile.TemporaryDirectory(prefix='tandem-mutations-') as folder:
        tree = _copy(Path(folder) / 'tandem')
        tests = sorted({each.test for each in mutations})
        untouched = _run(tree, *tests)
        if untouched.returncode != 0:
            _say(f'{untouched.stdout}\nThe tests fail before anything is broken.')
            return 1
        survived = [each for each in mutations if not _is_caught(tree, each)]
    _say(f'{len(mutations) - len(survived)} of {len(mutations)} mutations caught.')
    return 1 if survived else 0


def _is_caught(tree: Path, mutation: Mutation) -> bool:
    file = tree / mutation.file
    before = file.read_text(encoding='utf-8')
    file.write_text(before.replace(mutation.find, mutation.replace), encoding='utf-8')
    code = _run(tree, mutation.test).returncode
    file.write_text(before, encoding='utf-8')
    is_caught = before.count(mutation.find) == 1 and code == _TESTS_FAILED
    result = 'caught' if is_caught else f'NOT CAUGHT (pytest exits with {code})'
    _say(f'{result}: {mutation.promise}: {mutation.file}: {mutation.find.strip()} by {mutation.test}')
    return is_caught


def _copy(target: Path) -> Path:
    """The working tree as it is, without what git ignores; the environment is shared."""
    listing = ['git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard']
    names = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split('\0')  # noqa: S603 - fixed words
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    return target


def _run(tree: Path, *tests: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, '-m', 'pytest', '-x', '-q', '-p', 'no:cacheprovider', *tests]
    # What is imported has to be what was edited, whatever was compiled before.
    environment = os.environ | {'PYTHONDONTWRITEBYTECODE': '1'}
    return subprocess.run(command, cwd=tree, env=environment, check=False, capture_output=True, text=True)  # noqa: S603 - from our own list


def _say(line: str) -> None:
    sys.stdout.write(f'{line}\n')
    sys.stdout.flush()


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
