"""Everything that can be refused, as named facts. `app/problems.py` maps each to a status.

TandemError
├── InvalidInput          a value that cannot be accepted; names the field
├── NotFound              missing, or somebody else's: the two are never told apart
│   ├── TaskNotFound      also an HTTPException with status 404, as the specification asks
│   ├── ChatSessionNotFound
│   ├── ApprovalNotFound
│   └── TurnNotFound
├── Conflict              the world has moved on since the caller looked
│   ├── VersionConflict   carries the task as it is now
│   ├── ApprovalClosed    already answered, or expired
│   ├── ApprovalEdited    not any more what the caller was shown
│   ├── KeyReused         an idempotency key sent again with another request
│   ├── EmailTaken        somebody registered with this address before
│   └── IdentityTaken     a provider's word for somebody opens another account already
├── NothingToUndo
├── NotSignedIn
├── NotAllowed            the token is not for this
├── NotInvited            people register here by invitation only
├── ProviderSilent        the provider that people log in at does not answer as it should
├── TooMany               more, or more often, than one may; says how long to wait
└── Unavailable           the database cannot be reached just now
    └── Uncertain         it broke off during the commit: stored or not, nobody can say from here
"""

from typing import TYPE_CHECKING

from fastapi import HTTPException

if TYPE_CHECKING:
    from services.models import TaskRead


class TandemError(Exception):
    """A request was refused; `str(error)` is a sentence for the person who made it."""


class InvalidInput(TandemError):
    """A value cannot be accepted. `field` names it, the message says what to do."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class NotFound(TandemError):
    """What was asked for does not exist for this person."""


class TaskNotFound(NotFound, HTTPException):
    """The task is missing, deleted, or belongs to somebody else."""

    def __init__(self, message: str = 'There is no such task. It may have been deleted.') -> None:
        HTTPException.__init__(self, status_code=404, detail=message)

    def __str__(self) -> str:
        return str(self.detail)


class ChatSessionNotFound(NotFound):
    """The conversation is missing, deleted, or belongs to somebody else."""

    def __init__(self) -> None:
        super().__init__('There is no such conversation. It may have been deleted.')


class ApprovalNotFound(NotFound):
    """No such approval was asked of this person."""

    def __init__(self) -> None:
        super().__init__('There is no such approval.')


class TurnNotFound(NotFound):
    """The turn to undo is not in this person's history."""

    def __init__(self) -> None:
        super().__init__('There is no such turn to undo.')


class Conflict(TandemError):
    """The request was made against a state that no longer holds."""


class VersionConflict(Conflict):
    """The task has changed since the version the caller named; `current` is the task now."""

    def __init__(self, current: 'TaskRead') -> None:
        super().__init__(
            f'“{current.title}” has changed since you looked (it is at version {current.version}). '
            'Read it again and repeat your change.'
        )
        self.current = current


class ApprovalClosed(Conflict):
    """The approval was answered before, or has expired."""


class ApprovalEdited(Conflict):
    """The approval is no longer what the caller was shown."""

    def __init__(self) -> None:
        super().__init__('This was edited after you were shown it, so nothing was done. Look at it again.')


class KeyReused(Conflict):
    """An idempotency key came again with a different request."""

    def __init__(self) -> None:
        super().__init__('This Idempotency-Key was used for a different request. Send a new key.')


class EmailTaken(Conflict):
    """Somebody has registered with this address before."""

    def __init__(self) -> None:
        super().__init__('Somebody has registered with this e-mail address. Log in, or use another one.')


class IdentityTaken(Conflict):
    """What a provider calls somebody opens the account of somebody else already."""

    def __init__(self) -> None:
        super().__init__('You are somebody else here already, with that login. Log out, and log in with it.')


class NothingToUndo(TandemError):
    """There is no turn that could be undone or redone."""


class NotSignedIn(TandemError):
    """The caller has not shown who they are."""


class NotAllowed(TandemError):
    """The caller is known, and their token is not for what they ask."""


class NotInvited(TandemError):
    """People register here by invitation only, and this is none."""

    def __init__(self) -> None:
        super().__init__('People register here by invitation only. Ask whoever runs this Tandem for a link.')


class ProviderSilent(TandemError):
    """The provider that people may log in at cannot be reached, or does not answer as it should."""

    def __init__(self, name: str) -> None:
        super().__init__(f'{name} does not answer just now. Try again in a moment, or log in with your password.')


class TooMany(TandemError):
    """More than one may do, or too often; `retry_after` is how many seconds to wait, if waiting helps."""

    def __init__(self, what: str, retry_after: int | None = None) -> None:
        super().__init__(what if retry_after is None else f'{what} Try again in {_in_words(retry_after)}.')
        self.retry_after = retry_after


class Unavailable(TandemError):
    """The database cannot be reached just now; nothing was changed."""

    sentence = 'The database cannot be reached just now. Nothing was changed; try again in a moment.'

    def __init__(self) -> None:
        super().__init__(self.sentence)


class Uncertain(Unavailable):
    """The connection broke while the change was being committed: it is stored whole, or not at all."""

    sentence = (
        'The database broke off at the last moment: the change is stored whole or not at all. '
        'Look before you repeat it.'
    )


def _in_words(seconds: int) -> str:
    if seconds < 60:  # noqa: PLR2004 - a minute
        return '1 second' if seconds == 1 else f'{seconds} seconds'
    minutes = -(-seconds // 60)
    return '1 minute' if minutes == 1 else f'{minutes} minutes'
