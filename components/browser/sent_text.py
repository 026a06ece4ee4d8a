"""What was written and sent on a connection that was dead already is given back: never lost, never taken twice."""

from nicegui import ui
from nicegui.events import GenericEventArguments
from pydantic import BaseModel, ConfigDict, Field, ValidationError

_REMEMBERED = 20


class Sent(BaseModel):
    """A text as the browser sends it; a page numbers its texts from 1."""

    model_config = ConfigDict(extra='forbid')

    text: str
    number: int = Field(default=0, ge=0)


class _Remembered(Sent):
    gesture: str = Field(max_length=20)


class _Account(BaseModel):
    """The texts that the browser has sent last."""

    model_config = ConfigDict(extra='forbid')

    sent: list[_Remembered] = Field(max_length=_REMEMBERED)


class SentText(ui.element, dependencies=['sent_text.js', 'connection.js']):
    """An element that sends what was written; its Vue component uses the mixin in `sent_text.js`.

    A subclass asks `is_new()` of each text, before it waits for anything, and implements `lost()`.
    """

    def __init__(self) -> None:
        super().__init__()
        self._latest = 0
        self._given_back: set[int] = set()
        self.on('back', self._give_back_lost)

    def is_new(self, sent: Sent) -> bool:
        """Whether a text that arrives is to be taken; one that was given back meanwhile is not."""
        self._latest = max(self._latest, sent.number)
        return sent.number not in self._given_back

    async def lost(self, gesture: str, text: str) -> None:
        """Give back a text that did not arrive; to be implemented."""
        raise NotImplementedError

    async def _give_back_lost(self, event: GenericEventArguments) -> None:
        try:
            account = _Account.model_validate(event.args)
        except ValidationError:
            return  # No page of ours sends this.
        lost = [each for each in account.sent if each.number > self._latest]
        for each in lost:
            self._latest = each.number
            self._given_back.add(each.number)
        for each in lost:
            await self.lost(each.gesture, each.text)
