"""What a person had on the screen when they said something, so that “these” and “the second one” can be read."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Screen:
    """The tasks that are selected, and those that are listed, in their order.

    `focused` is the task whose row had the focus last, `filter` the list's filter in words.
    """

    selected: tuple[UUID, ...] = ()
    visible: tuple[UUID, ...] = ()
    filter: str = ''
    focused: UUID | None = None
