#!/usr/bin/env python3
"""Asks the vulnerability service about every version in the lock files, and says plainly what it could not ask.

Run it through `make audit`, which fails when nothing could be asked; with --if-possible, as
`make check` runs it, that is said and the check goes on.
"""

import json
import subprocess
import sys
from typing import Any

PIP_AUDIT = 'pip-audit>=2.10'
LOCKS = ('requirements.lock', 'requirements-dev.lock', 'requirements-native.lock')
PATIENCE_SECONDS = 120
AUDIT = [
    *(sys.executable, '-m', 'pip_audit', '--progress-spinner', 'off', '--timeout', '5', '--format', 'json'),
    *('--disable-pip', '--require-hashes'),
]


def main() -> None:
    """Exit with 0 when nothing is known against any dependency, with 1 when something is, with 2 when nobody knows."""
    found: dict[tuple[str, str], list[str]] = {}
    unknown = set()
    for lock in LOCKS:
        for dependency in ask(lock):
            if 'skip_reason' in dependency:
                unknown.add(dependency['name'])
            else:
                known = [vulnerability['id'] for vulnerability in dependency['vulns']]
                found[dependency['name'], dependency['version']] = known
    if not found:
        say('The dependencies were NOT audited: the vulnerability service cannot be reached or knows none of them.')
        sys.exit(0 if '--if-possible' in sys.argv else 2)
    bad = {dependency: known for dependency, known in found.items() if known}
    say(f'{len(found)} dependencies audited, {len(bad)} with known vulnerabilities, {len(unknown)} unknown.')
    for (name, version), known in bad.items():
        say(f'  {name} {version}: {", ".join(known)}')
    sys.exit(1 if bad else 0)


def ask(lock: str) -> list[dict[str, Any]]:
    """What the service says about each version in a lock file; nothing when it cannot be asked."""
    try:
        subprocess.run([sys.executable, '-m', 'pip', 'install', '--quiet', PIP_AUDIT], check=True)  # noqa: S603 - fixed words
        audit = subprocess.run(  # noqa: S603 - fixed words
            [*AUDIT, '--requirement', lock], capture_output=True, text=True, check=False, timeout=PATIENCE_SECONDS
        )
        dependencies: list[dict[str, Any]] = json.loads(audit.stdout)['dependencies']
    except (subprocess.SubprocessError, ValueError, KeyError):
        return []
    return dependencies


def say(line: str) -> None:
    """Print a line; the answer itself."""
    sys.stdout.write(f'{line}\n')


if __name__ == '__main__':
    main()
