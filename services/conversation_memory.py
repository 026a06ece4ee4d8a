"""What the built-in understanding carries from one message to the next; kept with the answer it gave."""

from uuid import UUID

from pydantic import BaseModel

from services.language import Query, Question


class Memory(BaseModel):
    """The list last shown, the tasks last touched, the question left open and the query last asked."""

    shown: list[UUID] = []
    mentioned: list[UUID] = []
    pending: Question | None = None
    asked: Query | None = None
