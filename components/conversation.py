"""The conversation as a log: messages, live cards of the tasks they are about, approvals."""

from typing import Any

from nicegui import json, ui
from nicegui.events import GenericEventArguments

from components.words import Words


class Conversation(ui.element, component='conversation.js'):
    """Draws messages and reports gestures.

    They are `tick`, `say`, `decide`, `undo`, `earlier`, `edit` and `retry`.
    """

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._shown: dict[str, Any] = {'messages': [], 'cards': {}, 'approvals': {}, 'earlier': False, 'live': None}
        self._revision = 0
        self._props['words'] = {
            **words.CONVERSATION,
            'states': dict(words.APPROVAL_STATES),
            'suggestions': list(words.SUGGESTIONS),
        }
        self._props['seed'] = json.dumps({'rev': 0, **self._shown})
        self.on('ready', self._on_ready)

    def show(
        self,
        messages: list[dict[str, Any]],
        cards: dict[str, Any],
        approvals: dict[str, Any],
        *,
        earlier: bool,
        live: dict[str, Any] | None = None,
    ) -> None:
        """Draw another conversation, or the same one with earlier messages; `live` is the turn that runs in it."""
        self._shown = {
            'messages': messages,
            'cards': cards,
            'approvals': approvals,
            'earlier': earlier,
            'live': live,
        }
        self._send({'op': 'all', **self._shown})

    def add(self, message: dict[str, Any], cards: dict[str, Any]) -> None:
        """Draw one more message at the end."""
        self._shown['messages'].append(message)
        running = self._shown['live']
        if running and message['role'] == 'assistant' and message['of'] == running['turn']:
            self._shown['live'] = None
        self._shown['cards'].update(cards)
        self._send({'op': 'add', 'message': message, 'cards': cards})

    def put_live(self, whole: dict[str, Any] | None, news: dict[str, Any] | None) -> None:
        """Draw how a turn comes on: `news` since it was drawn last, `whole` for a browser that begins anew."""
        self._shown['live'] = whole
        self._send({'op': 'live', 'live': news})

    def put_card(self, task_id: str, row: dict[str, Any] | None) -> None:
        """Draw a task's card as the task is now; None when it is gone."""
        if task_id in self._shown['cards']:
            self._shown['cards'][task_id] = row
            self._send({'op': 'card', 'id': task_id, 'row': row})

    def put_approval(self, approval: dict[str, Any]) -> None:
        """Draw an approval as it stands now."""
        self._shown['approvals'][approval['id']] = approval
        self._send({'op': 'approval', 'approval': approval})

    def set_busy(self, *, busy: bool) -> None:
        """Show that an answer is on its way."""
        self.run_method('setBusy', busy)

    def _send(self, message: dict[str, Any]) -> None:
        self._revision += 1
        self.run_method('apply', {'rev': self._revision, **message})

    def _on_ready(self, event: GenericEventArguments) -> None:
        if not isinstance(event.args, dict) or event.args.get('rev') != self._revision:
            self._send({'op': 'all', **self._shown})
