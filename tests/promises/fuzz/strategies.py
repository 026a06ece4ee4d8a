"""What programs send that mean harm, or are broken, and how much of it is tried."""

import json
import os
from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=50)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
HOSTILE = st.sampled_from([
    *('\x00', '\ud800', '\uffff', '\u202e', 'a' * 5_000, "'; DROP TABLE tasks; --", '%s%n{0}{{7*7}}', '../../passwd'),
    *('NaN', '1e999', '-0', '9' * 400, '0x41', 'true', 'null', '[]', '{}', ' ', '\r\n\r\n', '=HYPERLINK("x")'),
])  # fmt: skip


@dataclass(frozen=True)
class Repeated:
    """Very much of the same, which is shown in few words when a test fails."""

    piece: str
    times: int

    @property
    def text(self) -> str:
        return self.piece * self.times


DEEP = st.builds(Repeated, st.sampled_from(['[', '{"a":', '[{"a":']), st.integers(100, 10_000))


def broken(whole: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Text that begins like `whole` and goes wrong somewhere."""

    def spoil(text: str, at: int, put: str) -> str:
        at %= len(text) + 1
        return text[:at] + put + text[at + 1 :]

    return st.builds(spoil, whole, st.integers(0, 5_000), st.sampled_from(['', '\x00', '"', '}', ',', '\\', 'é', '\n']))


def as_json(value: st.SearchStrategy[Any]) -> st.SearchStrategy[str]:
    """The values as they travel."""
    return value.map(json.dumps)


def of_schema(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values that a JSON schema without references allows, as far as its types go."""
    if 'anyOf' in schema:
        return st.one_of([of_schema(each) for each in schema['anyOf']])
    if 'enum' in schema or 'const' in schema:
        return st.sampled_from(schema.get('enum') or [schema['const']])
    kinds = {'string': _text, 'integer': _whole, 'array': _list, 'object': _object}
    make = kinds.get(schema.get('type', ''))
    return make(schema) if make else {'boolean': st.booleans(), 'null': st.none()}.get(schema.get('type', ''), JSON)


def _whole(schema: dict[str, Any]) -> st.SearchStrategy[int]:
    return st.integers(schema.get('minimum', -(2**70)), schema.get('maximum', 2**70))


def _list(schema: dict[str, Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(of_schema(schema.get('items', {})), max_size=5)


def _text(schema: dict[str, Any]) -> st.SearchStrategy[str]:
    match schema.get('format'):
        case 'uuid':
            return st.uuids().map(str)
        case 'date':
            return st.dates().map(str)
        case 'date-time':
            return st.datetimes(timezones=st.timezones() | st.none()).map(lambda moment: moment.isoformat())
        case 'duration':
            return st.timedeltas().map(lambda span: f'P{span.days}DT{span.seconds}S')
        case _:
            return st.text(min_size=schema.get('minLength', 0), max_size=min(schema.get('maxLength', 60), 60))


def _object(schema: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    required = set(schema.get('required', ()))
    parts = {name: of_schema(part) for name, part in schema.get('properties', {}).items()}
    return st.fixed_dictionaries(
        {name: part for name, part in parts.items() if name in required},
        optional={name: part for name, part in parts.items() if name not in required},
    )


def spoiled(arguments: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """Arguments of which one was replaced, left out or added."""

    def spoil(given: dict[str, Any], name: str, at: int, value: Any) -> dict[str, Any]:
        names = sorted(given)
        put = names[at % len(names)] if names and at % 3 else name
        return {**given, put: value}

    return st.builds(spoil, arguments, st.text(max_size=8), st.integers(0, 100), JSON | HOSTILE)


EXAMPLES = int(os.environ.get('FUZZ_EXAMPLES', '2'))
"""How much is tried: what `make fuzz` sets, and little without it."""


def tries(factor: int) -> settings:
    """Settings for a test that may take so many tries for each example asked for."""
    return settings(
        max_examples=EXAMPLES * factor,
        deadline=None,
        # What comes before is made once and serves all tries: nothing of it may matter to the next.
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
        derandomize='FUZZ_EXAMPLES' not in os.environ,
    )
