"""The conversation as a log: messages, live cards of the tasks they are about, charts, approvals."""

from collections.abc import Iterable, Mapping
from typing import Any

from components.browser.calls import call_method
from components.browser.live_element import LiveElement
from components.words import Words

MAX_MESSAGES = 200
"""How many messages a page draws; of a longer conversation a window of this size."""


class Conversation(
    LiveElement, component='conversation.js', dependencies=['chart_figure.js', 'task_approval.js', 'task_cards.js']
):
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
        self._busy = False
        self.props['words'] = {**words.CONVERSATION, 'suggestions': list(words.SUGGESTIONS)}
        self.reset()

    def snapshot(self) -> dict[str, Any]:
        """The messages and everything in them as it is now."""
        return self._shown

    def first_paint(self) -> str:
        """The space for the messages."""
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
        """Draw another conversation, or the same one anew; `live` is the turn that runs in it.

        Approvals that belong to no conversation stay.
        """
        unsaid = {key: each for key, each in self._shown['approvals'].items() if each['unsaid']}
        self._shown |= {'messages': list(messages), 'cards': cards, 'approvals': unsaid | approvals}
        self._shown |= {'earlier': earlier, 'later': False, 'live': live}
        self.reset()

    def add(self, message: dict[str, Any], cards: dict[str, Any]) -> None:
        """Draw one more message at the end, unless an earlier part is shown."""
        running = self._shown['live']
        if running and message['role'] == 'assistant' and message['of'] == running['turn']:
            self._shown['live'] = None
        if self._shown['later']:
            return
        self._shown['messages'].append(message)
        self._shown['cards'].update(cards)
        self.patch('add', message=message, cards=cards)

    def add_before(
        self, messages: list[dict[str, Any]], cards: dict[str, Any], approvals: dict[str, Any], *, earlier: bool
    ) -> None:
        """Draw earlier messages above the others; when there are too many, the latest make room."""
        whole = messages + self._shown['messages']
        later = self._shown['later'] or len(whole) > MAX_MESSAGES
        self._shown['cards'].update(cards)
        self._shown['approvals'].update(approvals)
        self._shown |= {'messages': whole[:MAX_MESSAGES], 'earlier': earlier, 'later': later}
        more = {'messages': messages, 'cards': cards, 'approvals': approvals}
        self.patch('before', **more, keep=MAX_MESSAGES, earlier=earlier, later=later)

    def put_live(self, whole: dict[str, Any] | None, news: dict[str, Any] | None) -> None:
        """Draw the progress of a turn: `news` is what is new since it was drawn last, `whole` all of it."""
        self._shown['live'] = whole
        self.patch('live', live=news)

    def put_card(self, task_id: str, row: dict[str, Any] | None) -> None:
        """Draw a task's card as the task is now; None when it was deleted."""
        if task_id in self._shown['cards']:
            self._shown['cards'][task_id] = row
            self.patch('card', id=task_id, row=row)

    def put_approval(self, approval: dict[str, Any]) -> None:
        """Draw an approval as it stands now."""
        self._shown['approvals'][approval['id']] = approval
        self.patch('approval', approval=approval)

    def put_approvals(self, approvals: Mapping[str, dict[str, Any]]) -> None:
        """Draw several approvals as they stand now."""
        for approval in approvals.values():
            self.put_approval(approval)

    def put_numbers(self, numbers: list[dict[str, Any]]) -> None:
        """Draw the day in numbers, which an empty conversation shows."""
        if numbers != self._shown['numbers']:
            self._shown['numbers'] = numbers
            self.patch('numbers', numbers=numbers)

    def set_busy(self, *, busy: bool) -> None:
        """Show that an answer is on its way."""
        if busy is not self._busy:
            self._busy = busy
            call_method(self, 'setBusy', busy)
