"""The tools as a model is told of them, and their results as it reads them."""

from typing import Any

from pydantic_core import to_json

from services.tools import TOOLS, Tool

RESULT_LIMIT = 12_000
"""How many characters of a tool's result the model gets to read."""

_NOISE = frozenset({'user_id', 'created_at', 'updated_at', 'version', 'completed', 'expires_at', 'decided_at'})
_WORDLESS = ('title', '$defs')


def schemas() -> list[dict[str, Any]]:
    """Every tool in the form that chat completions ask for."""
    return [_schema(tool) for tool in TOOLS.values()]


def plain_schema(tool: Tool) -> dict[str, Any]:
    """A tool's arguments as JSON Schema without references, which some servers cannot follow."""
    whole = tool.arguments.model_json_schema()
    plain = _plain(whole, whole.get('$defs', {}))
    return {'type': 'object', 'properties': {}, **plain}


def readable(result: dict[str, Any], meanwhile: list[str] | None = None) -> str:
    """A tool's result as the model reads it: short, and with what others changed in the meantime."""
    told = {**_brief(result), **({'meanwhile_others_changed': meanwhile} if meanwhile else {})}
    text = to_json(told).decode()
    return text if len(text) <= RESULT_LIMIT else f'{text[:RESULT_LIMIT]}… (cut; ask for fewer)'


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
        if names or key not in _WORDLESS
    }


def _brief(part: Any) -> Any:
    if isinstance(part, list):
        return [_brief(each) for each in part]
    if isinstance(part, dict):
        # What is noise in a task or an approval, such as “completed” beside its status, is news in a count.
        noise = _NOISE if part.keys() & {'version', 'expires_at'} else frozenset()
        return {key: _brief(value) for key, value in part.items() if key not in noise and value is not None}
    return part
