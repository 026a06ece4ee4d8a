"""Whether every promise was kept, looked up in the database itself and in every copy of it."""

import asyncio
from collections import Counter
from itertools import pairwise
from typing import Any
from uuid import UUID

from sqlalchemy import text

from components.tasks.listing import Listing
from services import ledger, task_service
from services.database import Database
from services.errors import NothingToUndo
from services.events import EventType, SyncEvent
from services.sync.state_directory import StateDirectory
from services.sync.sync_state import newest_first
from services.tasks import lists, undo
from tools.torture.followers import Follower
from tools.torture.people import Acknowledged, Person, Tally
from tools.torture.windows import Window

_TIMEOUT_SECONDS = 60.0


async def look_at_the_ledger(database: Database, person: Person, tally: Tally) -> None:
    """Numbers without a gap; rows that are what the events say; everything that was acknowledged; nothing twice."""
    async with database.everybody().transaction() as session:
        events = await ledger.read(session, person.user_id, 0)
        position = await ledger.position(session, person.user_id)
        found = await task_service.snapshot(session, person.user_id)
        decided = await session.execute(
            text("SELECT id::text, state FROM approvals WHERE user_id = :id AND state != 'pending'"),
            {'id': person.user_id},
        )
        approvals = {row.id: row.state for row in decided}
    if [event.seq for event in events] != list(range(1, position + 1)):
        tally.violation(f'{person.user_id} has a gap: {len(events)} events up to {position}')
    if any(one.timestamp > other.timestamp for one, other in pairwise(events)):
        tally.violation(f'events of {person.user_id} are not in the order of their commits')
    if _folded(events) != {str(task.id): task.model_dump(mode='json') for task in found.tasks}:
        tally.violation(f'the tasks of {person.user_id} are not what the events say')
    told = {event.data['id']: event.data['state'] for event in events if event.type is EventType.APPROVAL_DECIDED}
    if told != approvals:
        tally.violation(f'the approvals of {person.user_id} are not what the events say')
    _look_for_gaps_in_versions(events, tally)
    _look_for_acknowledged(events, person.acknowledged, tally)


async def look_at_copies(
    database: Database, followers: list[Follower], states: StateDirectory, people: list[Person], tally: Tally
) -> None:
    """Every copy reaches the last event, and then is what the database holds."""
    fresh: dict[UUID, tuple[int, dict[str, Any]]] = {}
    for person in people:
        async with database.everybody().transaction() as session:
            found = await task_service.snapshot(session, person.user_id)
        fresh[person.user_id] = (found.seq, {str(task.id): task.model_dump(mode='json') for task in found.tasks})
    for follower in followers:
        seq, tasks = fresh[follower.person.user_id]
        if not await _reaches(follower, seq):
            tally.violation(f'a client of {follower.person.user_id} stayed at {follower.seq} of {seq}')
        elif follower.tasks != tasks:
            tally.violation(f'a client of {follower.person.user_id} shows something else than there is')
    for person in people:
        seq, tasks = fresh[person.user_id]
        state = states.enter(person.user_id)
        try:
            async with asyncio.timeout(_TIMEOUT_SECONDS):
                await state.reached(seq)
        except TimeoutError:
            tally.violation(f'a view of {person.user_id} stayed at {state.seq} of {seq}')
        shown = {str(task_id): task.model_dump(mode='json') for task_id, task in state.tasks.items()}
        if shown != tasks:
            tally.violation(f'a view of {person.user_id} shows something else than there is')
        states.leave(person.user_id)


async def look_at_pages(database: Database, windows: list[Window], tally: Tally) -> None:
    """Every page in the browser shows what the database holds."""
    for window in windows:
        async with database.everybody().transaction() as session:
            found = await task_service.snapshot(session, window.person.user_id)
        listing = Listing()
        listing.reset(newest_first(found.tasks))
        if not await window.shows(listing.rows(0, len(listing))):
            tally.violation(f'a page shows {window.otherwise} instead of what there is at {found.seq}')


async def undo_everything(database: Database, person: Person, tally: Tally) -> None:
    """Take back turn after turn; at the end there has to be nothing, as there was at the beginning."""
    while True:
        try:
            async with database.everybody().transaction() as session:
                result = await undo.undo(session, person.user_id)
        except NothingToUndo:
            break
        tally.count('undo everything')
        if result.kept and not (result.tasks or result.removed or result.is_about_places):
            tally.violation(f'an undo of {person.user_id} found something in its way')
            return
    async with database.everybody().transaction() as session:
        left = await task_service.list_tasks(session, person.user_id)
        places = await lists.list_lists(session, person.user_id)
    if left or len(places) > 1:
        tally.violation(f'{len(left)} tasks and {len(places)} lists of {person.user_id} are left after all was undone')


def _folded(events: list[SyncEvent]) -> dict[str, dict[str, Any]]:
    tasks: dict[str, dict[str, Any]] = {}
    for event in events:
        if event.type is EventType.TASK_DELETED:
            del tasks[event.data['id']]
        elif event.type.subject == 'task':
            tasks[event.data['id']] = event.data
    return tasks


def _look_for_gaps_in_versions(events: list[SyncEvent], tally: Tally) -> None:
    """Each change of a task is exactly one event, so that its versions go up by one; a deletion is one of them."""
    versions: dict[str, int] = {}
    for event in events:
        if event.type.subject != 'task':
            continue
        task_id, version = event.data['id'], event.data['version']
        known = versions.get(task_id)
        if event.type is EventType.TASK_DELETED:
            version += 1  # the event shows the task as it was last
        if known is not None and version != known + 1:
            tally.violation(f'{task_id} went from version {known} to {version} at event {event.seq}')
        versions[task_id] = version


def _look_for_acknowledged(events: list[SyncEvent], acknowledged: list[Acknowledged], tally: Tally) -> None:
    changes = [event for event in events if event.type.subject == 'task' and event.type is not EventType.TASK_DELETED]
    at_version = {(event.data['id'], event.data['version']): event.data for event in changes}
    created = {event.data['id']: event.data for event in reversed(changes) if event.type is EventType.TASK_CREATED}
    deleted = {event.data['id'] for event in events if event.type is EventType.TASK_DELETED}
    turns = {str(event.turn_id) for event in events}
    titles = {data['title'] for data in created.values()}

    def is_there(each: Acknowledged) -> bool:
        task_id = each.task_id or ''
        if each.turn_id is not None:
            return each.turn_id in turns
        if each.what == 'shown':
            return each.fields['title'] in titles
        if each.what == 'deleted':
            return task_id in deleted
        # A repeated request is answered with the task as it is by then, which an undo may have deleted.
        stored = created.get(task_id) if each.what == 'created' else at_version.get((task_id, each.version or 0))
        return stored is not None and all(stored[field] == value for field, value in each.fields.items())

    for each in acknowledged:
        if not is_there(each):
            tally.violation(f'{each} was acknowledged and is not there')
    _look_for_what_was_made_twice(created, tally)


def _look_for_what_was_made_twice(created: dict[str, dict[str, Any]], tally: Tally) -> None:
    """No two requests of a run ask for the same title."""
    titles = Counter(task['title'] for task in created.values())
    for title, number in titles.items():
        if number > 1:
            tally.violation(f'“{title}” was asked for once and is there {number} times')


async def _reaches(follower: Follower, seq: int) -> bool:
    try:
        async with asyncio.timeout(_TIMEOUT_SECONDS):
            while follower.seq is None or follower.seq < seq:  # noqa: ASYNC110 - it is far away and cannot wake us
                await asyncio.sleep(0.05)
    except TimeoutError:
        return False
    return True
