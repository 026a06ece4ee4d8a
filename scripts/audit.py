#!/usr/bin/env python3
"""Looks for known vulnerabilities in the versions in the lock files, and says what it could not check.

`make audit` fails if the vulnerability service cannot be reached. `make check` runs this with
`--if-possible`, which prints a message instead and succeeds.
"""

import json
import subprocess
import sys
from typing import Any

LOCKS = (
    *('requirements.lock', 'requirements-oidc.lock', 'requirements-native.lock', 'requirements-dev.lock'),
    'requirements-tools.lock',
)
TIMEOUT_SECONDS = 120
AUDIT = [
    *(sys.executable, '-m', 'pip_audit', '--progress-spinner', 'off', '--timeout', '5', '--format', 'json'),
    *('--disable-pip', '--require-hashes'),
]


def main() -> None:
    """Exit with 0 if no vulnerability is known, 1 if some are, 2 if none of the dependencies could be checked."""
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
        say('The dependencies were NOT audited: the vulnerability service cannot be reached, or knows none of them.')
        sys.exit(0 if '--if-possible' in sys.argv else 2)
    bad = {dependency: known for dependency, known in found.items() if known}
    say(f'{len(found)} dependencies audited, {len(bad)} with known vulnerabilities, {len(unknown)} unknown.')
    for (name, version), known in bad.items():
        say(f'  {name} {version}: {", ".join(known)}')
    sys.exit(1 if bad else 0)


def ask(lock: str) -> list[dict[str, Any]]:
    """Return the report for each version in a lock file; an empty list if the service cannot be reached."""
    try:
        audit = subprocess.run(  # noqa: S603 - fixed words
            [*AUDIT, '--requirement', lock], capture_output=True, text=True, check=False, timeout=TIMEOUT_SECONDS
        )
        dependencies: list[dict[str, Any]] = json.loads(audit.stdout)['dependencies']
    except (subprocess.SubprocessError, ValueError, KeyError):
        return []
    return dependencies


def say(line: str) -> None:
    """Print a line to standard output."""
    sys.stdout.write(f'{line}\n')


if __name__ == '__main__':
    main()
