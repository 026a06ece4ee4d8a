"""Pydantic's errors in our own sentences: the one translator, for tools, REST, pages, commands and imports."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from services.errors import InvalidInput
from services.translatable import _, n_

Value = TypeVar('Value')

_MAX_NAME = 60
"""How many characters of a name that somebody else made up are repeated."""

_LABELS = {
    'title': _('The title'),
    'description': _('The description'),
    'status': _('The status'),
    'priority': _('The priority'),
    'due_date': _('The due date'),
    'start_on': _('The start'),
    'estimate_minutes': _('The estimate'),
    'list_id': _('The list'),
    'label_ids': _('The labels'),
    'parent_id': _('The task that it is a part of'),
    'colour': _('The colour'),
    'completed': _('“completed”'),
    'message': _('The message'),
    'name': _('The name'),
    'email': _('The e-mail address'),
    'password': _('The password'),
    '': _('The input'),
}
"""What people call a field, and the whole of what they sent; other fields are called what programs call them."""

_SENTENCES = {
    'missing': _('{field} is required.'),
    'extra_forbidden': _('There is no field “{name}”. Leave it out.'),
    'enum': _('{field} must be {expected}.'),
    'literal_error': _('{field} must be {expected}.'),
    'uuid_parsing': _('{field} is not an id. Ids look like 6f1c1f0e-6a5c-4a6f-9a53-2f6f0e4d9b11.'),
    'uuid_type': _('{field} must be an id, as text.'),
    'int_parsing': _('{field} must be a whole number.'),
    'int_parsing_size': _('{field} is too large a number.'),
    'int_type': _('{field} must be a whole number.'),
    'int_from_float': _('{field} must be a whole number.'),
    'finite_number': _('{field} must be a whole number.'),
    'greater_than_equal': _('{field} must be at least {ge}.'),
    'less_than_equal': _('{field} must be at most {le}.'),
    'bool_parsing': _('{field} must be true or false.'),
    'bool_type': _('{field} must be true or false.'),
    'string_type': _('{field} must be text.'),
    'string_too_short': _('{field} must not be empty.'),
    'string_unicode': _('{field} contains half a character (a lone surrogate). Remove it.'),
    'list_type': _('{field} must be a list.'),
    'too_long': _('{field} is too long. Shorten it to {max_length} or fewer.'),
    'too_short': _('{field} must not be empty.'),
    'model_type': _('{field} must be an object.'),
    'model_attributes_type': _('{field} must be an object.'),
    'date_type': _('{field} is not a date. Write it as 2026-11-23.'),
    'date_parsing': _('{field} is not a date. Write it as 2026-11-23.'),
    'date_from_datetime_parsing': _('{field} is not a date. Write it as 2026-11-23.'),
    'date_from_datetime_inexact': _('{field} must be a date without a time. Write it as 2026-11-23.'),
    'time_type': _('{field} is not a time of day. Write it as 15:30.'),
    'time_parsing': _('{field} is not a time of day. Write it as 15:30.'),
    'time_delta_type': _('{field} is not a duration. Write it as P7D, for seven days.'),
    'time_delta_parsing': _('{field} is not a duration. Write it as P7D, for seven days.'),
}
"""A template for each of pydantic's error types; what is missing here is said in pydantic's words."""

_TOO_LONG = n_(
    '{field} is too long. Shorten it to {number} character or fewer.',
    '{field} is too long. Shorten it to {number} characters or fewer.',
)


@dataclass(frozen=True)
class Fault:
    """A value that cannot be accepted; `str(fault)` is a sentence that says what to do.

    `field` is the path to it, empty when it is the whole; `sentence` is a Translatable.
    """

    field: str
    sentence: str

    def __str__(self) -> str:
        return str(self.sentence)


def faults_of(errors: ValidationError | Iterable[Mapping[str, Any]]) -> list[Fault]:
    """What is wrong, one fault for each of pydantic's errors."""
    details = errors.errors(include_url=False) if isinstance(errors, ValidationError) else errors
    return [_fault(detail) for detail in details]


def explain(error: ValidationError) -> str:
    """What is wrong, in a sentence for each fault; a Translatable."""
    return reduce(_joined, (fault.sentence for fault in faults_of(error)))


def read_value(kind: TypeAdapter[Value], field: str, value: object) -> Value:
    """`value` as `kind` reads it; raises InvalidInput, which names `field`."""
    try:
        return kind.validate_python(value)
    except ValidationError as error:
        raise InvalidInput(field, explain(error)) from None


def _fault(detail: Mapping[str, Any]) -> Fault:
    kind, context, path = detail['type'], detail.get('ctx', {}), [_printable(part) for part in detail['loc']]
    place, name = '.'.join(path), path[-1] if path else ''
    if kind == 'value_error':
        return Fault(place, context['error'].args[0])  # one of our own rules, in its own words
    label = _LABELS.get(name, place)
    if kind == 'string_too_long':
        return Fault(place, _TOO_LONG.format(field=label, number=context['max_length']))
    template = _SENTENCES.get(kind, _('{field}: {error}.'))
    return Fault(place, template.format(field=label, name=name, **{'error': detail['msg'], **context}))


def _joined(first: str, second: str) -> str:
    return _('{first} {second}').format(first=first, second=second)


def _printable(part: object) -> str:
    return ''.join(character if character.isprintable() else '�' for character in str(part)[:_MAX_NAME])
