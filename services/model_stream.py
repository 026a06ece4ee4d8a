"""Puts together what a model's server streams: text, and the tools it wants used.

Servers that call themselves compatible differ in how they cut a tool call into pieces. What counts
here is only what makes a call a call: a new id, a new index, or a new name after whole arguments.
"""

import json
import unicodedata
from dataclasses import dataclass, field
from typing import Any

_UNSTORABLE = {'Cc', 'Cs', 'Zl', 'Zp'}
_THINKING, _THOUGHT = '<think>', '</think>'


@dataclass
class WantedCall:
    """A tool the model wants used, as far as it has come in."""

    id: str = ''
    name: str = ''
    index: int | None = None
    given: str = ''

    @property
    def arguments(self) -> dict[str, Any] | None:
        """The arguments; None when they are not a JSON object."""
        try:
            read = json.loads(self.given or '{}')
        except ValueError:
            return None
        return _storable(read) if isinstance(read, dict) else None


@dataclass
class Incoming:
    """One answer of the model while it comes in; `size` counts the characters so far."""

    text: str = ''
    size: int = 0
    calls: list[WantedCall] = field(default_factory=list)
    _held: str = ''
    _is_thinking: bool | None = None

    def add(self, delta: Any) -> str:
        """Take in one piece; returns the text in it that is meant to be seen."""
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

    def wanted(self) -> list[WantedCall]:
        """The tools to use, each with an id, once everything has come in."""
        named = [call for call in self.calls if call.name]
        for at, call in enumerate(named):
            call.id = call.id or f'call_{at}'
        return named

    def _add_call(self, piece: Any) -> None:
        function = getattr(piece, 'function', None)
        name = printable(getattr(function, 'name', None) or '')
        given = getattr(function, 'arguments', None)
        given = given if isinstance(given, str) else json.dumps(given) if given else ''
        self.size += len(given)
        call = self._call_for(getattr(piece, 'id', None) or '', getattr(piece, 'index', None), name, given)
        call.name = call.name or name
        call.given += given

    def _call_for(self, call_id: str, index: int | None, name: str, given: str) -> WantedCall:
        found = self._known(call_id, index)
        is_whole = found is not None and found.given and found.arguments is not None
        if found is None or (not call_id and name and given and is_whole):
            found = WantedCall(call_id, index=index)
            self.calls.append(found)
        found.id = found.id or call_id
        return found

    def _known(self, call_id: str, index: int | None) -> WantedCall | None:
        """The call that a piece goes on with: a different id always begins a new one."""
        candidates = [call for call in self.calls if index is None or call.index in {None, index}]
        if call_id:
            same = [call for call in self.calls if call.id == call_id]
            return same[-1] if same else next((call for call in candidates[-1:] if not call.id), None)
        return candidates[-1] if candidates else None

    def _without_thoughts(self, content: str) -> str:
        """Leave out what some models think aloud before they answer."""
        if self._is_thinking is False:
            return content
        self._held += content
        if self._is_thinking is None:
            begun = self._held.lstrip()
            if _THINKING.startswith(begun[: len(_THINKING)]) and len(begun) < len(_THINKING):
                return ''
            self._is_thinking = begun.startswith(_THINKING)
        if self._is_thinking and _THOUGHT not in self._held:
            return ''
        shown = self._held.partition(_THOUGHT)[2] if self._is_thinking else self._held
        self._held, self._is_thinking = '', False
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
