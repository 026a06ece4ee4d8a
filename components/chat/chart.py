"""Counts as a small bar chart: the layout is computed here, and chart_figure.js draws it as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from components.words import Words
from services.tasks.summary import Summary
from services.tool_arguments import Amounts

WIDTH, HEIGHT = 320, 132
_TOP, _BOTTOM = 16, 20
_MAX_LABELS = 8
_MAX_NUMBERS = 14
_WEEK = 7
_MAX_DAYS = 31


@dataclass(frozen=True)
class _Columns:
    """The data of a chart: a label for each column, and a number in each column for each series."""

    title: str
    labels: Sequence[str]
    series: Sequence[tuple[str, Sequence[int]]]


def chart(result: dict[str, Any], words: Words) -> dict[str, Any]:
    """The result of the tool that counts, as a chart to draw and as a table for screen readers."""
    summary = Summary.model_validate(result['summary'])
    columns = _by_day(summary, words) if result['by'] == Amounts.DAY else _by_kind(summary, result['by'], words)
    return {
        'title': columns.title,
        'width': WIDTH,
        'height': HEIGHT,
        'base': HEIGHT - _BOTTOM,
        'legend': [name for name, _ in columns.series] if len(columns.series) > 1 else [],
        'bars': _bars(columns, words),
        'ticks': _ticks(columns),
        'head': ['', *(name for name, _ in columns.series)],
        'rows': [[label, *(numbers[at] for _, numbers in columns.series)] for at, label in enumerate(columns.labels)],
    }


def _by_day(summary: Summary, words: Words) -> _Columns:
    step = 1 if len(summary.days) <= _MAX_DAYS else _WEEK
    groups = [summary.days[at : at + step] for at in range(0, len(summary.days), step)]
    short = len(groups) <= _WEEK and step == 1
    labels = [words.day(group[0].day, words.DAY_SHORT if short else words.DAY) for group in groups]
    title = words.CHART_WEEKS if step == _WEEK else words.CHART_DAYS
    return _Columns(
        title,
        labels,
        (
            (words.CHART_COMPLETED, [sum(day.completed for day in group) for group in groups]),
            (words.CHART_ADDED, [sum(day.added for day in group) for group in groups]),
        ),
    )


def _by_kind(summary: Summary, by: str, words: Words) -> _Columns:
    if by == Amounts.STATUS:
        labels = [words.STATUS[status] for status in summary.by_status]
        return _Columns(words.CHART_STATUS, labels, ((words.CHART_TASKS, list(summary.by_status.values())),))
    labels = [words.PRIORITY[priority] for priority in summary.by_priority]
    return _Columns(words.CHART_PRIORITY, labels, ((words.CHART_TASKS, list(summary.by_priority.values())),))


def _bars(columns: _Columns, words: Words) -> list[dict[str, Any]]:
    most = max((number for _, numbers in columns.series for number in numbers), default=0) or 1
    room = WIDTH / max(len(columns.labels), 1)
    wide = min(room * 0.76 / len(columns.series), 34)
    numbered = len(columns.labels) * len(columns.series) <= _MAX_NUMBERS
    bars = []
    for of, (_, numbers) in enumerate(columns.series):
        for at, number in enumerate(numbers):
            tall = number / most * (HEIGHT - _TOP - _BOTTOM)
            left = room * at + (room - wide * len(columns.series)) / 2 + wide * of
            bars.append(
                {
                    'series': of,
                    'x': round(left, 1),
                    'y': round(HEIGHT - _BOTTOM - tall, 1),
                    'width': round(max(wide - 1.5, 1), 1),
                    'height': round(tall, 1),
                    'number': words.number(number) if number and numbered else '',
                }
            )
    return bars


def _ticks(columns: _Columns) -> list[dict[str, Any]]:
    room = WIDTH / max(len(columns.labels), 1)
    every = -(-len(columns.labels) // _MAX_LABELS)
    return [
        {'x': round(room * (at + 0.5), 1), 'text': label} for at, label in enumerate(columns.labels) if at % every == 0
    ]
