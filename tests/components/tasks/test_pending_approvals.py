"""What waits for an approval is marked on the tasks, also when it was asked for while the page was reading."""

import asyncio
from typing import Any

from components.tasks.pending_approvals import PendingApprovals
from services import approvals
from services.approval_models import ApprovalAction
from tests.factories import make_task
from tests.timeouts import until


async def test_what_is_asked_for_while_the_page_reads_is_marked(simulate, held, database, owner):
    opened: list[Any] = []
    shown: list[dict[str, Any]] = []

    async def draw(page, _notices):
        pending = PendingApprovals(page, shown.append)
        page.follow(pending.apply, pending.load)
        opened.append((page, pending))

    task = await make_task(database, owner)
    async with simulate(draw, held) as user:
        await user.open('/')
        [(page, pending)] = opened
        reading = held.hold_next()
        loading = asyncio.create_task(pending.load())
        await reading.reached()
        async with database.transaction() as session:
            await approvals.ask(session, owner, ApprovalAction.DELETE, [(task, None)])
        await page.state.reached(2)
        await until(lambda: any(str(task.id) in marks for marks in shown))
        reading.release()
        await loading
        assert list(shown[-1]) == [str(task.id)]
