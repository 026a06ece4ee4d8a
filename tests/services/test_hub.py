import asyncio
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from services import hub as hub_module
from services.events import EventType, SyncEvent
from services.hub import EventHub, Resync
from services.models import TaskRead
from services.values.cause import Cause
from services.values.vocabulary import Priority, Status
from tests.following import collect, next_of

_ME, _YOU = uuid4(), uuid4()


@pytest.fixture(autouse=True)
def _short_queues(monkeypatch):
    monkeypatch.setattr(hub_module, 'QUEUE_LIMIT', 10)


async def test_every_follower_gets_every_event_in_order():
    hub = EventHub()
    with hub.follow(_ME) as one, hub.follow(_ME) as two:
        _started(one, two)
        _publish(hub, 1, 2, 3)
        assert _numbers(await collect(one, 3)) == _numbers(await collect(two, 3)) == [1, 2, 3]


async def test_nobody_gets_somebody_elses_events():
    hub = EventHub()
    with hub.follow(_ME) as mine, hub.follow(_YOU) as yours:
        _started(mine, yours)
        _publish(hub, 1, user_id=_YOU)
        _publish(hub, 1, 2, user_id=_ME)
        assert {event.user_id for event in await collect(mine, 2)} == {_ME}
        assert {event.user_id for event in await collect(yours, 1)} == {_YOU}


async def test_events_between_following_and_the_snapshot_are_not_lost():
    hub = EventHub()
    with hub.follow(_ME) as mine:
        _publish(hub, 4, 5, 6)
        mine.start_after(4)
        _publish(hub, 7)
        assert _numbers(await collect(mine, 7)) == [5, 6, 7]


async def test_nothing_is_delivered_before_the_snapshot():
    hub = EventHub()
    with hub.follow(_ME) as mine:
        waiting = asyncio.create_task(next_of(mine))
        _publish(hub, 1)
        await _let_others_run()
        assert not waiting.done()
        mine.start_after(0)
        assert (await waiting).seq == 1


async def test_an_event_that_is_published_twice_is_delivered_once():
    hub = EventHub()
    with hub.follow(_ME) as mine:
        _started(mine)
        _publish(hub, 1, 2, 1, 2, 2, 3)
        assert _numbers(await collect(mine, 3)) == [1, 2, 3]


async def test_going_back_after_a_lost_connection_delivers_nothing_twice():
    hub = EventHub()
    with hub.follow(_ME) as ahead, hub.follow(_ME) as behind:
        _started(ahead, behind)
        _publish(hub, 1, 2, 3)
        assert _numbers(await collect(ahead, 3)) == [1, 2, 3]
        assert hub.rewind(_ME) == 0
        _publish(hub, 1, 2, 3, 4)
        assert _numbers(await collect(ahead, 4)) == [4]
        assert _numbers(await collect(behind, 4)) == [1, 2, 3, 4]


async def test_a_follower_that_misses_a_number_is_told_to_resync_and_goes_on_from_its_snapshot():
    hub = EventHub()
    with hub.follow(_ME) as mine:
        _started(mine)
        _publish(hub, 1, 3)
        assert (await next_of(mine)).seq == 1
        assert await next_of(mine) == Resync()
        _publish(hub, 4)
        mine.start_after(3)
        assert (await next_of(mine)).seq == 4


async def test_a_slow_follower_is_told_to_resync_and_slows_nobody():
    hub = EventHub()
    with hub.follow(_ME) as slow, hub.follow(_ME) as quick:
        _started(slow, quick)
        received = []
        for seq in range(1, 31):
            _publish(hub, seq)
            received += await collect(quick, seq)
        assert _numbers(received) == list(range(1, 31))
        assert await next_of(slow) == Resync()
        slow.start_after(30)
        _publish(hub, 31)
        assert (await next_of(slow)).seq == 31


async def test_a_queue_never_grows_beyond_its_limit():
    hub = EventHub()
    with hub.follow(_ME) as slow:
        _started(slow)
        for seq in range(1, 101):
            _publish(hub, seq)
            assert len(slow._queue) <= 10


async def test_events_that_arrive_while_a_follower_resyncs_are_delivered_after_its_snapshot():
    hub = EventHub()
    with hub.follow(_ME) as mine:
        _started(mine)
        _publish(hub, *range(1, 20))
        assert await next_of(mine) == Resync()
        _publish(hub, 20, 21)
        mine.start_after(20)
        assert (await next_of(mine)).seq == 21


async def test_a_follower_that_falls_behind_twice_before_it_looks_is_told_once():
    hub = EventHub()
    with hub.follow(_ME) as mine:
        _started(mine)
        hub.resync(_ME)
        hub.resync(_ME)
        assert await next_of(mine) == Resync()
        mine.start_after(5)
        _publish(hub, 6)
        assert (await next_of(mine)).seq == 6


async def test_a_closed_subscription_ends_its_iteration_and_receives_nothing():
    hub = EventHub()
    subscription = hub.follow(_ME)
    subscription.start_after(0)
    waiting = asyncio.create_task(_everything(subscription))
    _publish(hub, 1)
    await _let_others_run()
    subscription.close()
    subscription.close()
    _publish(hub, 2)
    assert _numbers(await waiting) == [1]
    assert (hub.followed, hub.follower_count) == ((), 0)


async def test_one_follower_that_leaves_takes_nothing_from_the_others():
    hub = EventHub()
    with hub.follow(_ME) as staying:
        with hub.follow(_ME) as leaving:
            _started(staying, leaving)
            _publish(hub, 1)
        _publish(hub, 2)
        assert _numbers(await collect(staying, 2)) == [1, 2]
        assert (hub.followed, hub.follower_count) == ((_ME,), 1)


async def test_a_person_whom_nobody_follows_leaves_nothing_behind():
    hub = EventHub()
    with hub.follow(_ME) as mine:
        _started(mine)
    _publish(hub, 7)
    assert hub.position(_ME) is None
    assert hub.rewind(_ME) is None
    assert not hub.is_followed(_ME)


async def test_whoever_has_no_snapshot_yet_when_the_connection_comes_back_takes_another():
    # What was committed while nobody listened may be missing from a snapshot that was taken just then.
    hub = EventHub()
    with hub.follow(_ME) as mine, hub.follow(_ME) as new:
        _started(mine)
        assert hub.rewind(_ME) == 0
        new.start_after(0)
        assert await next_of(new) == Resync()
        _publish(hub, 1)
        assert (await next_of(mine)).seq == 1


def _started(*subscriptions):
    for subscription in subscriptions:
        subscription.start_after(0)


def _publish(hub, *numbers, user_id=_ME):
    for seq in numbers:
        hub.publish(_event(user_id, seq))


def _event(user_id: UUID, seq: int) -> SyncEvent:
    now = datetime.now(UTC)
    task = TaskRead(
        id=uuid4(),
        user_id=user_id,
        title=f'Task {seq}',
        description=None,
        status=Status.PENDING,
        completed=False,
        priority=Priority.MEDIUM,
        due_date=None,
        created_at=now,
        updated_at=now,
        version=1,
    )
    return SyncEvent(
        user_id=user_id,
        seq=seq,
        type=EventType.TASK_CREATED,
        data=task.model_dump(mode='json'),
        actor=Cause().actor(user_id),
        turn_id=uuid4(),
        timestamp=now,
    )


def _numbers(events):
    return [event.seq for event in events]


async def _everything(subscription):
    return [event async for event in subscription]


async def _let_others_run():
    for _ in range(5):
        await asyncio.sleep(0)
