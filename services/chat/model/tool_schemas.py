"""The tools as JSON Schema, and their results as a model reads them."""

from typing import Any

from pydantic_core import to_json

from services.tools import TOOLS, Tool

MAX_RESULT_LENGTH = 12_000
"""How many characters of a tool's result a model gets to read."""

_NOT_FOR_MODELS = frozenset({'user_id', 'created_at', 'updated_at', 'version', 'completed', 'expires_at', 'decided_at'})
_REDUNDANT = ('title', '$defs')


def schemas() -> list[dict[str, Any]]:
    """Every tool, in the form of chat completions."""
    return [_schema(tool) for tool in TOOLS.values()]


def plain_schema(tool: Tool) -> dict[str, Any]:
    """A tool's arguments as JSON Schema without references, which some servers cannot follow."""
    whole = tool.arguments.model_json_schema()
    plain = _plain(whole, whole.get('$defs', {}))
    return {'type': 'object', 'properties': {}, **plain}


def result_text(result: dict[str, Any], changed_meanwhile: list[str] | None = None) -> str:
    """A tool's result as a model reads it: short, and with what others changed in the meantime."""
    extra = {'meanwhile_others_changed': changed_meanwhile} if changed_meanwhile else {}
    text = to_json({**_brief(result), **extra}).decode()
    return text if len(text) <= MAX_RESULT_LENGTH else f'{text[:MAX_RESULT_LENGTH]}… (cut; ask for fewer)'


def _schema(tool: Tool) -> dict[str, Any]:
    about = {'name': tool.name, 'description': tool.description, 'parameters': plain_schema(tool)}
    return {'type': 'function', 'function': about}


def _plain(part: Any, known: dict[str, Any], *, names: bool = False) -> Any:
    if isinstance(part, list):
        return [_plain(each, known) for each in part]
    if not isinstance(part, dict):
        return part
    if '$ref' in part:
        named = known[part['$ref'].rpartition('/')[2]]
        return _plain({**named, **{key: value for key, value in part.items() if key != '$ref'}}, known)
    return {
        key: _plain(value, known, names=key == 'properties')
        for key, value in part.items()
        # That null is the default says nothing, and strict clients would send it for everything.
        if names or not (key in _REDUNDANT or (key == 'default' and value is None))
    }


def _brief(part: Any) -> Any:
    if isinstance(part, list):
        return [_brief(each) for each in part]
    if isinstance(part, dict):
        # Only tasks and approvals have them: “completed” repeats the status of a task, but is what a summary counts.
        omitted = _NOT_FOR_MODELS if part.keys() & {'version', 'expires_at'} else frozenset()
        if 'expires_at' in part:
            # An approval that several calls share would be told as often as there are calls.
            part = {**part, 'items': len(part['items'])}
        return {key: _brief(value) for key, value in part.items() if key not in omitted and value is not None}
    return part
