"""One measured figure, how it is printed, and how it stands to its goal."""

import json
import math
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_WIDTHS = (5, 10, 8, 8, 6)


@dataclass(frozen=True)
class Figure:
    """What was measured `n` times: its median and 95th percentile, and the median of its floor.

    `goal` is how many floors the median may take, `tail` how many the 95th percentile may; `at_most`
    bounds the median itself, and with `at_least` it should be that many floors or more.
    """

    name: str
    n: int
    p50: float
    p95: float
    unit: str
    floor: float | None = None
    goal: float | None = None
    tail: float | None = None
    at_most: float | None = None
    at_least: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many floors it takes."""
        return self.p50 / self.floor if self.floor else None

    @property
    def meets_its_goal(self) -> bool | None:
        """Whether the goal is met; None without one."""
        bounds = (
            (self.ratio, self.goal),
            (self.p95 / self.floor if self.floor else None, self.tail),
            (self.p50, self.at_most),
            (self.at_least, self.ratio),
        )
        met = [given <= bound for given, bound in bounds if given is not None and bound is not None]
        return all(met) if met else None


def figure(
    name: str, taken: Sequence[float], floor: Sequence[float] | None = None, *, unit: str = 'ms', **goals: float | None
) -> Figure:
    """The figure that these samples, and those of the floor, come to."""
    low = quantile(floor, 0.5) if floor else None
    return Figure(name, len(taken), quantile(taken, 0.5), quantile(taken, 0.95), unit, low, **goals)


def quantile(taken: Sequence[float], share: float) -> float:
    """The sample that this share of all samples does not exceed."""
    return sorted(taken)[max(0, math.ceil(share * len(taken)) - 1)]


def print_heading() -> None:
    """Begin the table on standard error."""
    _row('', 'n', 'p50', 'p95', 'floor', 'ratio', 'goal')


def print_figure(taken: Figure) -> None:
    """One line of the table on standard error, and one of JSON on standard output."""
    _row(
        taken.name,
        str(taken.n),
        f'{_short(taken.p50)} {taken.unit}',
        _short(taken.p95),
        '' if taken.floor is None else _short(taken.floor),
        '' if taken.ratio is None else f'{taken.ratio:.2f}',
        _verdict(taken),
    )
    line = {
        'name': taken.name,
        'n': taken.n,
        'p50': round(taken.p50, 3),
        'p95': round(taken.p95, 3),
        'unit': taken.unit,
        'floor': None if taken.floor is None else round(taken.floor, 3),
        'ratio': None if taken.ratio is None else round(taken.ratio, 3),
    }
    sys.stdout.write(f'{json.dumps(line)}\n')
    sys.stdout.flush()


def print_remark(text: str) -> None:
    """A sentence for whoever reads the table."""
    sys.stderr.write(f'{text}\n')
    sys.stderr.flush()


def _verdict(taken: Figure) -> str:
    signs: tuple[tuple[float | None, Callable[[float], str]], ...] = (
        (taken.goal, lambda bound: f'≤{bound:g}x'),
        (taken.tail, lambda bound: f'p95 ≤{bound:g}x'),
        (taken.at_least, lambda bound: f'≥{bound:g}x'),
        (taken.at_most, lambda bound: f'≤{bound:g}'),
    )
    goals = [say(bound) for bound, say in signs if bound is not None]
    return f'{" ".join(goals)} {"met" if taken.meets_its_goal else "MISSED"}' if goals else ''


def _short(number: float) -> str:
    return f'{number:,.0f}' if abs(number) >= 100 else f'{number:.2f}'  # noqa: PLR2004 - two digits after three are noise


def _row(*cells: str) -> None:
    first, *others = cells
    columns = ''.join(f' {cell:>{width}}' for cell, width in zip(others, _WIDTHS, strict=False))
    print_remark(f'{first:<40}{columns}  {others[-1]}'.rstrip())
