"""What is wrong with a value, said so that whoever sent it knows what to do."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, Field

_SEND_JSON = 'Send a JSON object, with Content-Type: application/json.'
_HALF_A_CHARACTER = 'The body contains half a character (a lone surrogate). Remove it.'
_BODY = 'body'

_SENTENCES = {
    'missing': '{field} is required.',
    'extra_forbidden': 'There is no field “{field}”. Leave it out.',
    'enum': '{field} must be {expected}.',
    'literal_error': '{field} must be {expected}.',
    'uuid_parsing': '{field} is not an id. Ids look like 6f1c1f0e-6a5c-4a6f-9a53-2f6f0e4d9b11.',
    'uuid_type': '{field} must be an id, as text.',
    'int_parsing': '{field} must be a whole number.',
    'int_parsing_size': '{field} is too large a number.',
    'int_type': '{field} must be a whole number.',
    'int_from_float': '{field} must be a whole number.',
    'greater_than_equal': '{field} must be at least {ge}.',
    'less_than_equal': '{field} must be at most {le}.',
    'bool_parsing': '{field} must be true or false.',
    'bool_type': '{field} must be true or false.',
    'string_type': '{field} must be text.',
    'string_too_long': '{field} is too long. Shorten it to {max_length} characters or fewer.',
    'too_long': '{field} is too long. Shorten it to {max_length} or fewer.',
    'string_too_short': '{field} must not be empty.',
}


class Fault(BaseModel):
    """One field that cannot be accepted, and why."""

    field: str = Field(examples=['title'])
    message: str = Field(examples=['The title must not be empty. Type at least one visible character.'])


def explain(fault: Mapping[str, Any]) -> Fault:
    """One of pydantic's findings in our words."""
    kind, where = fault['type'], fault['loc']
    context = {name: _written(value) for name, value in fault.get('ctx', {}).items()}
    if kind == 'json_invalid':
        why = f'The body is not valid JSON: {context.get("error", "")} at character {where[-1]}.'
        return Fault(field=_BODY, message=f'{why} Correct it and send it again.')
    if kind == 'string_unicode':
        return Fault(field=_BODY, message=_HALF_A_CHARACTER)
    if where == (_BODY,) and not fault['msg'].startswith('Value error'):
        return Fault(field=_BODY, message=_SEND_JSON)
    field = '.'.join(str(part)[:60] for part in where[1:]) or _BODY
    sentence = _SENTENCES.get(kind)
    if sentence is None:
        return Fault(field=field, message=str(fault['msg']).removeprefix('Value error, '))
    return Fault(field=field, message=sentence.format(field=field, **context))


def _written(value: object) -> str:
    return f'{value:,}' if isinstance(value, int) else str(value)
