"""Puts together what a model's server streams: the text and the tool calls of one answer.

Servers that call themselves compatible differ in how they cut a tool call into pieces. Here
only a new id, a new index, or a new name after whole arguments begins a new call.
"""

import json
import unicodedata
from dataclasses import dataclass, field
from typing import Any

_UNSTORABLE = {'Cc', 'Cs', 'Zl', 'Zp'}
_THINK_START, _THINK_END = '<think>', '</think>'


@dataclass
class StreamedToolCall:
    """A call of a tool that the model asks for, as far as it has come in."""

    id: str = ''
    name: str = ''
    index: int | None = None
    arguments_json: str = ''

    @property
    def arguments(self) -> dict[str, Any] | None:
        """The arguments; None when they are not a JSON object."""
        try:
            read = json.loads(self.arguments_json or '{}')
        except ValueError:
            return None
        return _storable(read) if isinstance(read, dict) else None


@dataclass
class StreamedAnswer:
    """One answer of the model while it comes in; `size` counts the characters so far."""

    text: str = ''
    size: int = 0
    _calls: list[StreamedToolCall] = field(default_factory=list)
    _undecided: str = ''
    _is_thinking: bool | None = None

    def add(self, delta: Any) -> str:
        """Take in one delta; returns the text in it that is meant to be seen."""
        for piece in getattr(delta, 'tool_calls', None) or ():
            self._add_call(piece)
        content = getattr(delta, 'content', None)
        if not isinstance(content, str) or not content:
            return ''
        self.size += len(content)
        shown = printable(self._without_thoughts(content))
        shown = shown if self.text else shown.lstrip()
        self.text += shown
        return shown

    def tool_calls(self) -> list[StreamedToolCall]:
        """The calls, each with an id, once everything has come in."""
        named = [call for call in self._calls if call.name]
        for at, call in enumerate(named):
            call.id = call.id or f'call_{at}'
        return named

    def _add_call(self, piece: Any) -> None:
        function = getattr(piece, 'function', None)
        name = printable(getattr(function, 'name', None) or '')
        arguments = getattr(function, 'arguments', None)
        arguments = arguments if isinstance(arguments, str) else json.dumps(arguments) if arguments else ''
        self.size += len(arguments)
        call = self._call_for(getattr(piece, 'id', None) or '', getattr(piece, 'index', None), name, arguments)
        call.name = call.name or name
        call.arguments_json += arguments

    def _call_for(self, call_id: str, index: int | None, name: str, arguments: str) -> StreamedToolCall:
        found = self._known(call_id, index)
        is_whole = found is not None and found.arguments_json and found.arguments is not None
        if found is None or (not call_id and name and arguments and is_whole):
            found = StreamedToolCall(call_id, index=index)
            self._calls.append(found)
        found.id = found.id or call_id
        return found

    def _known(self, call_id: str, index: int | None) -> StreamedToolCall | None:
        """The call that a piece goes on with: a different id always begins a new one."""
        candidates = [call for call in self._calls if index is None or call.index in {None, index}]
        if call_id:
            same = [call for call in self._calls if call.id == call_id]
            return same[-1] if same else next((call for call in candidates[-1:] if not call.id), None)
        return candidates[-1] if candidates else None

    def _without_thoughts(self, content: str) -> str:
        """Leave out the reasoning that some models stream before they answer."""
        if self._is_thinking is False:
            return content
        self._undecided += content
        if self._is_thinking is None:
            beginning = self._undecided.lstrip()
            if _THINK_START.startswith(beginning[: len(_THINK_START)]) and len(beginning) < len(_THINK_START):
                return ''
            self._is_thinking = beginning.startswith(_THINK_START)
        if self._is_thinking and _THINK_END not in self._undecided:
            return ''
        shown = self._undecided.partition(_THINK_END)[2] if self._is_thinking else self._undecided
        self._undecided, self._is_thinking = '', False
        return shown


def printable(text: str) -> str:
    """`text` without what cannot be stored: control characters and halves of characters."""
    return ''.join(each for each in text if each in '\n\t' or unicodedata.category(each) not in _UNSTORABLE)


def _storable(part: Any) -> Any:
    if isinstance(part, str):
        return printable(part)
    if isinstance(part, list):
        return [_storable(each) for each in part]
    if isinstance(part, dict):
        return {printable(key): _storable(value) for key, value in part.items()}
    return part
