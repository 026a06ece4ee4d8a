"""Who does things in a run, what they were told was done, and what went wrong."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from services.accounts import tokens
from services.accounts.people import OWNER_ID, User
from services.database import Database

ON_A_PAGE = ' on a page'
"""What the names of operations that a person does on a page end with."""


@dataclass(frozen=True)
class Acknowledged:
    """Something that a client was told is done."""

    what: str
    task_id: str | None = None
    version: int | None = None
    turn_id: str | None = None
    fields: dict[str, Any] = field(default_factory=dict)


@dataclass
class Person:
    """Somebody with a token, whom several programs work for at once."""

    user_id: UUID
    token: str
    known: list[str] = field(default_factory=list)
    acknowledged: list[Acknowledged] = field(default_factory=list)

    @property
    def headers(self) -> dict[str, str]:
        """What a request carries to come from them."""
        return {'Authorization': f'Bearer {self.token}'}


@dataclass
class Tally:
    """What happened in a run, and how much of it is enough."""

    min_operations: int
    min_faults: int = 0
    min_gestures: int = 0
    operations: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)
    over: bool = False
    logs: str = ''

    def count(self, operation: str) -> None:
        """Note that an operation was done."""
        self.operations[operation] += 1

    def violation(self, what: str) -> None:
        """Note that a promise was broken."""
        self.violations.append(what)

    @property
    def done(self) -> bool:
        """Whether enough was done."""
        return self.over or (
            self.operations.total() >= self.min_operations
            and self.faults.total() >= self.min_faults
            and self.gestures >= self.min_gestures
        )

    @property
    def gestures(self) -> int:
        """How many of the operations were done on a page."""
        return sum(count for name, count in self.operations.items() if name.endswith(ON_A_PAGE))


async def make_people(database: Database, number: int) -> list[Person]:
    """People without any tasks, the owner of the machine as the last of them."""
    people = []
    async with database.everybody().transaction() as session:
        for count in range(number):
            user_id = OWNER_ID if count == number - 1 else uuid4()
            if user_id != OWNER_ID:
                session.add(User(id=user_id, name=f'Person {count}'))
                await session.flush()
            people.append(Person(user_id, await tokens.create_token(session, user_id, 'torture')))
    return people
