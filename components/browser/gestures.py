"""What the browser sends along with a gesture, checked like any other input."""

from typing import Any
from uuid import UUID

from nicegui.events import GenericEventArguments
from pydantic import TypeAdapter, ValidationError

from services.errors import NotFound
from services.translatable import _

_UNKNOWN = _('The page sent something that Tandem does not understand. Reload it.')
_ids: TypeAdapter[UUID] = TypeAdapter(UUID)
_several_ids: TypeAdapter[list[UUID] | None] = TypeAdapter(list[UUID] | None)


def fields_of(event: GenericEventArguments) -> dict[str, Any]:
    """The fields of a gesture; none when it came without any."""
    return event.args if isinstance(event.args, dict) else {}


def read_id(fields: dict[str, Any], key: str = 'id') -> UUID:
    """The id in a field; raises NotFound when there is none."""
    try:
        return _ids.validate_python(fields.get(key))
    except ValidationError:
        raise NotFound(_UNKNOWN) from None


def read_ids(fields: dict[str, Any], key: str) -> list[UUID] | None:
    """The ids in a field, None when it was left out; raises NotFound when they are something else."""
    try:
        return _several_ids.validate_python(fields.get(key))
    except ValidationError:
        raise NotFound(_UNKNOWN) from None
