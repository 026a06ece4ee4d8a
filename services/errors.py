"""Every refusal as a named fact, with a sentence for the person. `app/problems.py` maps each to a status.

TandemError
├── InvalidInput          a value that cannot be accepted; names the field
├── NotFound              missing, or somebody else's: the two look the same
│   ├── TaskNotFound      also an HTTPException with status 404, as docs/specification.md asks
│   ├── ChatSessionNotFound
│   ├── ApprovalNotFound
│   ├── ListNotFound
│   ├── LabelNotFound
│   ├── TokenNotFound
│   ├── PasskeyNotFound
│   └── TurnNotFound
├── Conflict              the state has changed since the caller read it
│   ├── VersionConflict   carries the task as it is now
│   ├── ApprovalClosed    already answered, or expired
│   ├── ApprovalEdited    edited since the caller was shown it
│   ├── NameTaken         another list or label of this person has this name
│   ├── KeyReused         an idempotency key sent again with another request
│   ├── EmailTaken        another account has this e-mail address
│   └── IdentityTaken     another account is linked to this login of a provider
├── NothingToUndo
├── NotSignedIn
│   └── CodeNeeded        the password is right and the second factor is missing or wrong
├── NotAllowed            the token does not permit this
├── NotInvited            registration is by invitation only
├── ProviderSilent        the identity provider does not respond as it should
├── TooMany               a quota or a rate limit; says how long to wait
└── Unavailable           the database cannot be reached
    ├── DiskFull          or has no space left
    └── Uncertain         the connection broke during the commit: the change may or may not be stored
"""

from typing import Any, Protocol
from uuid import UUID

from fastapi import HTTPException

from services.translatable import Plural, _, n_


class VersionedTask(Protocol):
    """What a version conflict needs of the task it carries (in practice a TaskRead)."""

    @property
    def title(self) -> str:
        """Its title now."""
        ...

    @property
    def version(self) -> int:
        """The version it is at now."""
        ...

    def model_dump(self, *, mode: str) -> dict[str, Any]:
        """The task as the API shows it."""
        ...


class TandemError(Exception):
    """A request was refused. `str(error)` says why in English and what to do about it."""

    @property
    def sentence(self) -> str:
        """What `str(error)` says, as it was raised: a Translatable where a person can meet it."""
        return self.args[0] if self.args else ''


class InvalidInput(TandemError):
    """A value cannot be accepted. `field` names it, the message says what to do."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class NotFound(TandemError):
    """What was asked for does not exist for this person."""


class TaskNotFound(NotFound, HTTPException):
    """The task is missing, deleted, or belongs to somebody else."""

    def __init__(self, message: str = _('There is no such task. It may have been deleted.')) -> None:
        HTTPException.__init__(self, status_code=404, detail=str(message))
        self._message = message

    @property
    def sentence(self) -> str:
        """As with every TandemError."""
        return self._message

    def __str__(self) -> str:
        return str(self.detail)


class ChatSessionNotFound(NotFound):
    """The conversation is missing, deleted, or belongs to somebody else."""

    def __init__(self) -> None:
        super().__init__(_('There is no such conversation. It may have been deleted.'))


class ApprovalNotFound(NotFound):
    """The person was never asked for this approval."""

    def __init__(self) -> None:
        super().__init__(_('There is no such approval.'))


class ListNotFound(NotFound):
    """The list is missing, deleted, or belongs to somebody else."""

    def __init__(self) -> None:
        super().__init__(_('There is no such list. It may have been deleted.'))


class LabelNotFound(NotFound):
    """The label is missing, deleted, or belongs to somebody else."""

    def __init__(self) -> None:
        super().__init__(_('There is no such label. It may have been deleted.'))


class TokenNotFound(NotFound):
    """The person has no such token."""

    def __init__(self) -> None:
        super().__init__(_('There is no such token. It may have been revoked.'))


class PasskeyNotFound(NotFound):
    """The person has no such passkey."""

    def __init__(self) -> None:
        super().__init__(_('There is no such passkey. It may have been removed.'))


class TurnNotFound(NotFound):
    """The turn to undo is not in this person's history."""

    def __init__(self) -> None:
        super().__init__(_('There is no such turn to undo.'))


class Conflict(TandemError):
    """The request was made against a state that no longer holds."""


class VersionConflict(Conflict):
    """The task has changed since the version the caller named; `current` is the task now."""

    def __init__(self, current: VersionedTask) -> None:
        sentence = _(
            '“{title}” has changed since you looked (it is at version {version}). Read it again and repeat your change.'
        )
        super().__init__(sentence.format(title=current.title, version=str(current.version)))
        self.current = current


class ApprovalClosed(Conflict):
    """The approval has been answered already, or has expired."""


class ApprovalEdited(Conflict):
    """The approval has been edited since the caller was shown it."""

    def __init__(self) -> None:
        super().__init__(_('This was edited after you were shown it, so nothing was done. Look at it again.'))


class NameTaken(Conflict):
    """The person has another list or label of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(_('“{name}” is there already. Choose another name.').format(name=name))


class KeyReused(Conflict):
    """An idempotency key came again with a different request."""

    def __init__(self) -> None:
        super().__init__(_('This Idempotency-Key was used for a different request. Send a new key.'))


class EmailTaken(Conflict):
    """There is an account with this e-mail address already."""

    def __init__(self) -> None:
        super().__init__(_('There is already an account with this e-mail address. Log in, or use another address.'))


class IdentityTaken(Conflict):
    """Another account is linked to this login of a provider already."""

    def __init__(self) -> None:
        super().__init__(_('That login already belongs to another account. Log out, then log in with it.'))


class NothingToUndo(TandemError):
    """No turn is left to undo or redo."""


class NotSignedIn(TandemError):
    """The caller is not authenticated."""


class CodeNeeded(NotSignedIn):
    """The password of `user_id` is right, and their second factor is missing or wrong."""

    def __init__(
        self,
        user_id: UUID,
        message: str = _('This account has a second factor. Send a code of the authenticator app as well.'),
    ) -> None:
        super().__init__(message)
        self.user_id = user_id


class NotAllowed(TandemError):
    """The caller is known, but their token does not permit what they ask."""


class NotInvited(TandemError):
    """Registration is by invitation only, and there was none."""

    def __init__(self) -> None:
        super().__init__(_('Registration is by invitation only. Ask the person who runs this Tandem for a link.'))


class ProviderSilent(TandemError):
    """The identity provider cannot be reached, or does not respond as it should."""

    def __init__(self, name: str) -> None:
        sentence = _('{provider} is not responding. Try again in a moment, or log in with your password.')
        super().__init__(sentence.format(provider=name))


class TooMany(TandemError):
    """A quota or a rate limit is exceeded; `retry_after` is how many seconds to wait, if waiting helps."""

    def __init__(self, what: str, retry_after: int | None = None) -> None:
        super().__init__(what if retry_after is None else _with_wait(what, retry_after))
        self.retry_after = retry_after


class Unavailable(TandemError):
    """The database cannot be reached; nothing was changed."""

    SENTENCE = _('The database cannot be reached at the moment. Nothing was changed; try again shortly.')

    def __init__(self) -> None:
        super().__init__(self.SENTENCE)


class DiskFull(Unavailable):
    """The database has no space left; nothing was changed, and what was saved before can be read."""

    SENTENCE = _('The disk of the database is full. Nothing was changed; try again once there is space.')


class Uncertain(Unavailable):
    """The connection broke while the change was being committed: it is stored whole, or not at all."""

    SENTENCE = _(
        'The connection to the database broke while your change was being saved. It was saved completely or not at '
        'all: check before you repeat it.'
    )


_SECONDS: Plural = n_('{what} Try again in {number} second.', '{what} Try again in {number} seconds.')
_MINUTES: Plural = n_('{what} Try again in {number} minute.', '{what} Try again in {number} minutes.')
_MINUTE = 60


def _with_wait(what: str, seconds: int) -> str:
    if seconds < _MINUTE:
        return _SECONDS.format(what=what, number=seconds)
    return _MINUTES.format(what=what, number=-(-seconds // _MINUTE))
