"""The base of our Vue components: a snapshot with the page, then numbered patches (docs/decisions/0020)."""

from typing import Any

from nicegui import json, ui
from nicegui.events import GenericEventArguments

from components.browser.calls import call_method
from components.browser.gestures import fields_of


class LiveElement(ui.element, dependencies=['live_element.js', 'connection.js']):
    """A Vue component that keeps its own data; Python sends it a snapshot once and then what changes.

    A subclass implements `snapshot()`, ends its constructor with `reset()`, and calls `patch()` for each change. Its
    Vue component uses the mixin in `live_element.js` and has a function for each kind of patch.

    Patches are numbered. The component ignores one that it already has, and says which it has got to when it is
    mounted (`ready`), also after it was mounted again from an old snapshot; if it is behind, it gets a new snapshot.
    """

    def __init__(self) -> None:
        super().__init__()
        self._revision = 0
        self._came_with_page = not self.client.has_socket_connection
        self._is_mounted = False
        self.on('ready', self._on_ready)

    def snapshot(self) -> dict[str, Any]:
        """Everything the component draws; to be implemented."""
        raise NotImplementedError

    def reset(self) -> None:
        """Replace all the component draws with `snapshot()`."""
        self._revision += 1
        everything = {'op': 'all', 'rev': self._revision, **self.snapshot()}
        if self._is_reachable:
            call_method(self, 'apply', everything)
        else:
            # As text, because NiceGUI wraps each item of anything else.
            self.props['seed'] = json.dumps(everything)

    def patch(self, op: str, **fields: Any) -> None:
        """Have the component apply a change of the kind `op`; `snapshot()` must contain it already."""
        if not self._is_reachable:
            self.reset()
            return
        self._revision += 1
        call_method(self, 'apply', {'op': op, 'rev': self._revision, **fields})

    @property
    def _is_reachable(self) -> bool:
        """Whether the component is there to be called; in a dialog it is once it has been mounted."""
        return self.client.has_socket_connection and (self._came_with_page or self._is_mounted)

    def _on_ready(self, event: GenericEventArguments) -> None:
        self._is_mounted = True
        if fields_of(event).get('rev') != self._revision:
            self.reset()
