"""A view that watches turns."""

import asyncio

from tests.timeouts import TIMEOUT


class Viewer:
    """What a view knows of the turns it watches."""

    def __init__(self, turns, user_id):
        self.received = []
        self.known = {}
        self.changed = asyncio.Event()
        self.stop = turns.watch(user_id, self.receive)

    def receive(self, snapshot):
        self.received.append(snapshot)
        whole = snapshot.after(self.known.get(snapshot.turn_id))
        assert whole is not None, 'something was missed'
        self.known[snapshot.turn_id] = whole
        self.changed.set()

    async def until(self, seen):
        async with asyncio.timeout(TIMEOUT):
            while not any(seen(each) for each in self.known.values()):
                self.changed.clear()
                await self.changed.wait()
