"""How much one person may store.

The counters stand on the person's own row and are moved by the statement that numbers an event, so that
checking a quota costs the same however much there is.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass

from services.errors import TooMany
from services.translatable import n_

QUOTA = 'quota'
"""The key of the quota in `AsyncSession.info`."""

_FULL = (
    n_(
        'You have {number} task, and there is no room for more. Delete some that are done, then try again.',
        'You have {number} tasks, and there is no room for more. Delete some that are done, then try again.',
    ),
    n_(
        'You have {number} conversation, and there is no room for more. Delete old ones, then try again.',
        'You have {number} conversations, and there is no room for more. Delete old ones, then try again.',
    ),
    n_(
        'Your conversations have {number} message, and there is no room for more. Delete old ones, then try again.',
        'Your conversations have {number} messages, and there is no room for more. Delete old ones, then try again.',
    ),
)


_NONE_OF_THEIR_OWN = (None, None, None)


@dataclass(frozen=True)
class Quota:
    """The limits of one person; what is in the trash does not count."""

    tasks: int = 50_000
    conversations: int = 5_000
    messages: int = 200_000

    def check(
        self, added: Sequence[int], counts: Sequence[int], own: Sequence[int | None] = _NONE_OF_THEIR_OWN
    ) -> None:
        """Raise TooMany if `added` took a count above its limit: the person's `own`, where that is not None.

        All of them give the number of tasks, conversations and messages, in this order.
        """
        for sentence, more, count, theirs, general in zip(_FULL, added, counts, own, astuple(self), strict=True):
            limit = general if theirs is None else theirs
            if more > 0 and count > limit:
                raise TooMany(sentence.format(number=limit))
