"""`python -m tools.torture`: a long run; ends with status 1 when a promise was broken."""

import argparse
import asyncio
import logging
import secrets
import sys
import time

from tools.torture.people import Tally
from tools.torture.run import Plan, torture


def main(arguments: list[str]) -> int:
    """Run, and say what was done, what was broken, what went wrong, and how to do the same again."""
    plan = _plan(arguments)
    logging.disable(logging.CRITICAL)
    started = time.monotonic()
    tally = asyncio.run(torture(plan))
    _report(plan, tally, time.monotonic() - started)
    return 1 if tally.violations else 0


def _plan(arguments: list[str]) -> Plan:
    parser = argparse.ArgumentParser(prog='python -m tools.torture', description=__doc__)
    default = Plan(secrets.randbelow(1_000_000))
    for name, value in vars(default).items():
        parser.add_argument(f'--{name}', type=type(value), default=value)
    return Plan(**vars(parser.parse_args(arguments)))


def _report(plan: Plan, tally: Tally, seconds: float) -> None:
    lines = [f'{tally.operations.total():,} operations in {seconds:.0f} s']
    lines += [f'    {count:>7,} {name}' for name, count in tally.operations.most_common()]
    lines += [f'{tally.refusals.total():,} refusals']
    lines += [f'    {count:>7,} {name}' for name, count in tally.refusals.most_common()]
    lines += [f'{tally.faults.total():,} faults']
    lines += [f'    {count:>7,} {name}' for name, count in tally.faults.most_common()]
    lines += [f'{len(tally.violations):,} violations']
    lines += [f'    {violation}' for violation in tally.violations[:50]]
    lines += [f'logs: {tally.logs}'] if tally.logs else []
    lines += ['again: python -m tools.torture ' + ' '.join(f'--{name}={value}' for name, value in vars(plan).items())]
    sys.stdout.write('\n'.join(lines) + '\n')


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
