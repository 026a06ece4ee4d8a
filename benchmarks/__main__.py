"""`python -m benchmarks [NAME [AMOUNT]]`: everything, or one measurement.

AMOUNT is how many samples it takes; for `soak`, how many minutes.
"""

import argparse
import asyncio
import sys
import traceback
from collections.abc import AsyncIterator, Callable

from benchmarks.database import Server, running_server
from benchmarks.figures import Figure, print_figure, print_heading, print_remark
from benchmarks.measures import commits, fanout, footprint, opening, soak, stream, sync, tasks

Measure = Callable[[Server, int | None], AsyncIterator[Figure]]

MEASURES: dict[str, Measure] = {
    'sync': sync.measure,
    'sync-two': sync.measure_two,
    'say': sync.measure_say,
    'stream': stream.measure,
    'create': tasks.create,
    'list': tasks.list_all,
    'fanout': fanout.measure,
    'open': opening.measure,
    'memory': footprint.memory,
    'start': footprint.start,
    'commits': commits.measure,
}
ONLY_WHEN_ASKED_FOR: dict[str, Measure] = {'soak': soak.measure}


async def run(name: str | None, amount: int | None) -> int:
    """Measure and print; returns how many measurements broke off."""
    print_heading()
    broken = 0
    every = MEASURES | ONLY_WHEN_ASKED_FOR
    for chosen in [name] if name else MEASURES:
        try:
            async with running_server() as server:
                async for each in every[chosen](server, amount):
                    print_figure(each)
        except Exception:  # noqa: BLE001 - whatever one measurement breaks on, the others can still be made
            print_remark(f'{chosen}: broke off.\n{traceback.format_exc()}')
            broken += 1
    return broken


def main() -> int:
    """Read the command line and run; returns the exit code."""
    parser = argparse.ArgumentParser(prog='benchmarks', description='Measure Tandem beside the least that could do it.')
    names = [*MEASURES, *ONLY_WHEN_ASKED_FOR]
    parser.add_argument('name', nargs='?', choices=names, help='measure only this')
    parser.add_argument('amount', nargs='?', type=int, help='how many samples; for soak, how many minutes')
    given = parser.parse_args()
    return asyncio.run(run(given.name, given.amount))


if __name__ == '__main__':
    sys.exit(main())
