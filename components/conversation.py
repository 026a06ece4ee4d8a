"""The conversation as a log: messages, live cards of the tasks they are about, charts, approvals."""

from collections.abc import Iterable
from typing import Any

from nicegui import ui
from nicegui.events import GenericEventArguments

from components.telling import draw, seed, tell
from components.words import Words

MOST = 200
"""How many messages a page draws; of a longer conversation a window of so many."""


class Conversation(ui.element, component='conversation.js'):
    """Draws messages and reports gestures.

    They are `tick`, `say`, `decide`, `amend`, `undo`, `earlier`, `latest`, `edit` and `retry`.
    """

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._shown: dict[str, Any] = {
            'messages': [],
            'cards': {},
            'approvals': {},
            'earlier': False,
            'later': False,
            'live': None,
            'numbers': None,
        }
        self._revision = 0
        self._busy = False
        self._props['words'] = {**words.CONVERSATION, 'suggestions': list(words.SUGGESTIONS)}
        seed(self, self._everything())
        self.on('ready', self._on_ready)

    def first_sight(self) -> str:
        """The room for what was said."""
        return '<div class="log"></div>'

    @property
    def messages(self) -> list[dict[str, Any]]:
        """The messages that are drawn, oldest first."""
        return list(self._shown['messages'])

    @property
    def is_latest(self) -> bool:
        """Whether the conversation is drawn to its end."""
        return not self._shown['later']

    def show(
        self,
        messages: Iterable[dict[str, Any]],
        cards: dict[str, Any],
        approvals: dict[str, Any],
        *,
        earlier: bool,
        live: dict[str, Any] | None = None,
    ) -> None:
        """Draw another conversation, or the same one anew; `live` is the turn that runs in it."""
        self._shown |= {'messages': list(messages), 'cards': cards, 'approvals': approvals}
        self._shown |= {'earlier': earlier, 'later': False, 'live': live}
        self._send({'op': 'all', **self._shown})

    def add(self, message: dict[str, Any], cards: dict[str, Any]) -> None:
        """Draw one more message at the end, unless an earlier part is shown."""
        running = self._shown['live']
        if running and message['role'] == 'assistant' and message['of'] == running['turn']:
            self._shown['live'] = None
        if self._shown['later']:
            return
        self._shown['messages'].append(message)
        self._shown['cards'].update(cards)
        self._send({'op': 'add', 'message': message, 'cards': cards})

    def add_before(
        self, messages: list[dict[str, Any]], cards: dict[str, Any], approvals: dict[str, Any], *, earlier: bool
    ) -> None:
        """Draw earlier messages above the others; when there are too many, the latest make room."""
        whole = messages + self._shown['messages']
        later = self._shown['later'] or len(whole) > MOST
        self._shown['cards'].update(cards)
        self._shown['approvals'].update(approvals)
        self._shown |= {'messages': whole[:MOST], 'earlier': earlier, 'later': later}
        more = {'messages': messages, 'cards': cards, 'approvals': approvals}
        self._send({'op': 'before', **more, 'keep': MOST, 'earlier': earlier, 'later': later})

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

    def put_numbers(self, numbers: list[dict[str, Any]]) -> None:
        """Draw the day in numbers, where a conversation is welcomed."""
        if numbers != self._shown['numbers']:
            self._shown['numbers'] = numbers
            self._send({'op': 'numbers', 'numbers': numbers})

    def set_busy(self, *, busy: bool) -> None:
        """Show that an answer is on its way."""
        if busy is not self._busy:
            self._busy = busy
            tell(self, 'setBusy', busy)

    def _send(self, message: dict[str, Any]) -> None:
        self._revision += 1
        draw(self, {'rev': self._revision, **message}, self._everything)

    def _everything(self) -> dict[str, Any]:
        return {'rev': self._revision, **self._shown}

    def _on_ready(self, event: GenericEventArguments) -> None:
        if not isinstance(event.args, dict) or event.args.get('rev') != self._revision:
            self._send({'op': 'all', **self._shown})
