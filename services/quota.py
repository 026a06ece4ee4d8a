"""How much one person may keep.

What they have is counted on their own row, by the statement that numbers the event of a change:
so counting costs no more, however much there is.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass

from services.errors import TooMany

QUOTA = 'quota'
"""By what name a database session knows how much a person may keep."""

_FULL = (
    'You have {most:,} tasks, and there is no room for more. Delete some that are done, then try again.',
    'You have {most:,} conversations, and there is no room for more. Delete old ones, then try again.',
    'Your conversations have {most:,} messages, and there is no room for more. Delete old ones, then try again.',
)


@dataclass(frozen=True)
class Quota:
    """The most that one person may have; what is in the trash does not count."""

    tasks: int = 50_000
    conversations: int = 5_000
    messages: int = 200_000

    def check(self, added: Sequence[int], kept: Sequence[int]) -> None:
        """Raise TooMany when of tasks, conversations or messages, `added` to, there is more than one may have."""
        for sentence, more, number, most in zip(_FULL, added, kept, astuple(self), strict=True):
            if more > 0 and number > most:
                raise TooMany(sentence.format(most=most))
