"""Answering what waits for a yes, and editing it before, from the conversation."""

from typing import Any
from uuid import UUID

from nicegui.events import GenericEventArguments
from pydantic import TypeAdapter

from components.conversation import Conversation
from components.given import given, read_id, read_ids
from components.live import Page
from components.notices import Notices
from components.proposals import proposal
from services import approvals
from services.cause import Via
from services.models import TaskUpdate

_revisions: TypeAdapter[int | None] = TypeAdapter(int | None)


class Approving:
    """One page's hands on the approvals of the conversation it shows."""

    def __init__(self, page: Page, notices: Notices, conversation: Conversation) -> None:
        self._page = page
        self._notices = notices
        conversation.on('decide', self._decide)
        conversation.on('amend', self._amend)

    async def drawn(self, ids: set[UUID]) -> dict[str, Any]:
        """These approvals as they stand now, as the browser draws them."""
        if not ids:
            return {}
        async with self._page.database.transaction() as session:
            found = await approvals.list_approvals(session, self._page.user_id, pending=False, ids=ids)
        return {str(each.id): proposal(each, self._page.moment(), self._page.words) for each in found}

    async def _decide(self, event: GenericEventArguments) -> None:
        async def decide() -> None:
            answer = given(event)
            async with self._page.database.transaction() as session:
                await approvals.decide(
                    session,
                    self._page.user_id,
                    read_id(answer),
                    approve=answer.get('approve') is True,
                    task_ids=read_ids(answer, 'tasks'),
                    revision=_revisions.validate_python(answer.get('revision')),
                    cause=self._page.cause(Via.CHAT),
                )

        await self._notices.attempt(decide())

    async def _amend(self, event: GenericEventArguments) -> None:
        async def amend() -> None:
            wanted = given(event)
            changes = {read_id(wanted, 'task'): TaskUpdate.model_validate(wanted.get('changes'))}
            async with self._page.database.transaction() as session:
                await approvals.edit(
                    session, self._page.user_id, read_id(wanted), changes, cause=self._page.cause(Via.CHAT)
                )

        await self._notices.attempt(amend())
