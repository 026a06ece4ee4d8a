"""The benchmarks say what they measured in the one shape that others read."""

import json
import os
import subprocess
import sys

import pytest

from benchmarks.figures import Figure, figure, quantile
from tests import ROOT


def test_a_measurement_prints_a_table_for_people_and_json_lines_for_programs() -> None:
    # What pytest says of itself makes NiceGUI think that it is being simulated.
    environment = {name: value for name, value in os.environ.items() if name != 'PYTEST_CURRENT_TEST'}
    run = subprocess.run(
        [sys.executable, '-m', 'benchmarks', 'list', '2'],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    (line,) = [json.loads(text) for text in run.stdout.splitlines()]
    assert list(line) == ['name', 'n', 'p50', 'p95', 'unit', 'floor', 'ratio']
    assert (line['name'], line['n'], line['unit']) == ('list, 1,000 tasks', 2, 'ms')
    assert line['ratio'] == pytest.approx(line['p50'] / line['floor'], rel=0.01)
    assert 'list, 1,000 tasks' in run.stderr


def test_what_does_not_exist_is_refused_and_what_exists_is_named() -> None:
    run = subprocess.run(
        [sys.executable, '-m', 'benchmarks', 'nothing'], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 2
    assert 'fanout' in run.stderr


@pytest.mark.parametrize(('share', 'value'), [(0.5, 50), (0.95, 95), (0.99, 99), (1, 100), (0.001, 1)], ids=str)
def test_a_quantile_is_a_sample_that_so_many_do_not_exceed(share: float, value: int) -> None:
    assert quantile([*range(100, 0, -1)], share) == value


@pytest.mark.parametrize(
    ('taken', 'met'),
    [
        (figure('x', [4.0], [1.0], goal=4), True),
        (figure('x', [4.1], [1.0], goal=4), False),
        (figure('x', [1.0] * 9 + [6.0], [1.0], goal=4, tail=5), False),
        (figure('x', [4.0], [10.0], at_least=0.4), True),
        (figure('x', [3.9], [10.0], at_least=0.4), False),
        (figure('x', [151.0], at_most=150), False),
        (Figure('x', 1, 1.0, 1.0, 'ms'), None),
    ],
)
def test_a_figure_knows_whether_it_meets_its_goal(taken: Figure, met: bool | None) -> None:
    assert taken.meets_its_goal is met
