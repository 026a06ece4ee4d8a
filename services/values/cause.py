"""Who changed something, by which door, in which turn, and at what moment for them."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict


class Via(StrEnum):
    """The door a change came in by."""

    DASHBOARD = 'dashboard'
    CHAT = 'chat'
    REST = 'rest'
    WEBSOCKET = 'websocket'
    MCP = 'mcp'
    IMPORT = 'import'
    UNDO = 'undo'
    SYSTEM = 'system'


class Actor(BaseModel):
    """Who did it and how; `name` is the token's or client's name where there is one."""

    model_config = ConfigDict(frozen=True, extra='forbid')

    user_id: UUID
    via: Via
    name: str | None = None


@dataclass(frozen=True)
class Moment:
    """An instant as one person experiences it: the time now, the zone they are in, and how they write dates.

    `day_first` says whether 1/12 is the first of December, and `language` which one they speak, such as `de`; each is
    None when it is not known. `is_stated` is a moment that a
    test has chosen: then what is written carries it, instead of the database's time.
    """

    now: datetime
    zone: ZoneInfo
    day_first: bool | None = None
    is_stated: bool = False
    language: str | None = None

    @property
    def today(self) -> date:
        """The person's calendar day."""
        return self.now.astimezone(self.zone).date()

    @classmethod
    def current(
        cls, zone: ZoneInfo | None = None, *, day_first: bool | None = None, language: str | None = None
    ) -> 'Moment':
        """The present, in `zone` or else in UTC."""
        return cls(datetime.now(UTC), zone or ZoneInfo('UTC'), day_first, language=language)


@dataclass(frozen=True)
class Cause:
    """Why a change happens; travels with the change into the ledger.

    Changes that share a `turn_id` are undone together. Without a `moment` the time is the
    server's and the zone is the one in the person's profile.
    """

    via: Via = Via.SYSTEM
    name: str | None = None
    turn_id: UUID = field(default_factory=uuid4)
    moment: Moment | None = None
    reverts: UUID | None = None

    @property
    def stated_time(self) -> datetime | None:
        """The time to write instead of the database's, where a test has chosen it."""
        return self.moment.now if self.moment and self.moment.is_stated else None

    def actor(self, user_id: UUID) -> Actor:
        """The actor to record for a change to `user_id`'s things."""
        return Actor(user_id=user_id, via=self.via, name=self.name)
