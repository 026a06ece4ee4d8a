"""The scene of the German golden sentences: the same Tuesday morning in Berlin, and the same dozen tasks in German."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from services import language as said
from services.values.vocabulary import Priority, Status
from tests.services.language.scene import NOW, ZONE, Task, placed, places, summary_of

TASKS = (
    Task('zahnarzt', 'Zahnarzt anrufen', date(2026, 11, 24)),
    Task('milch', 'Milch kaufen', None, priority=Priority.LOW),
    Task('bericht', 'Quartalsbericht schreiben', date(2026, 11, 27), Status.IN_PROGRESS, Priority.HIGH),
    Task('folien', 'Folien vorbereiten', datetime(2026, 11, 26, 15, 0, tzinfo=ZONE), priority=Priority.HIGH),
    Task('miete', 'Miete überweisen', date(2026, 11, 20), priority=Priority.URGENT),
    Task('pflanzen', 'Pflanzen gießen', date(2026, 11, 22)),
    Task('sport', 'Fitnessstudio verlängern', None, Status.COMPLETED),
    Task('steuer', 'Steuererklärung abgeben', date(2026, 11, 10), Status.COMPLETED),
    Task('anna', 'Anna wegen Vertrag mailen', date(2026, 11, 25)),
    Task('bob', 'Bob wegen Rechnung mailen'),
    Task('muell', 'Müll rausbringen'),
    Task('feier', 'Weihnachtsfeier planen', date(2026, 12, 1), created_at=datetime(2026, 11, 2, tzinfo=UTC)),
)
_BY_KEY = {task.key: task for task in TASKS}
_KEYS = {task.id: task.key for task in TASKS}


def ids(keys: str) -> tuple[UUID, ...]:
    return tuple(_BY_KEY[key].id for key in keys.split())


def context(*, shown: str = '', mentioned: str = '', **more: Any) -> said.Context:
    rows, last = ids(shown), ids(mentioned)
    return said.Context(NOW, ZONE, TASKS, shown=rows, mentioned=last, day_first=True, language='de', **more)


OWN = places('Home, Arbeit, Einkauf, Reise nach Rom', 'arbeit, eilt')
PLACED = placed(TASKS, OWN, {'bericht': 'Arbeit', 'anna': 'Arbeit', 'milch': 'Einkauf'}, {'folien': 'arbeit'})


def among_places(mentioned: str = '') -> said.Context:
    """The scene of somebody who has lists and labels."""
    return said.Context(NOW, ZONE, PLACED, mentioned=ids(mentioned), day_first=True, language='de', places=OWN)


def question(text: str) -> said.Question:
    """The question a sentence raises, to be answered by the next one."""
    (found,) = said.understand(text, context())
    assert isinstance(found, said.Ask)
    return found.question


def asked(text: str) -> said.Query:
    """The filter of a question, for the next one to go on with."""
    (found,) = said.understand(text, context())
    assert isinstance(found, said.Show)
    assert found.query
    return found.query


def done(keys: str) -> said.Command:
    return said.Command(said.Operation.COMPLETE, ids=ids(keys), changes=said.Changes(status=Status.COMPLETED))


def summary(text: str, around: said.Context) -> str:
    """What a sentence comes to, in one short line."""
    return summary_of(text, around, _KEYS)
