"""Deciding approvals and editing them before, from the conversation."""

from typing import Any
from uuid import UUID

from nicegui.events import GenericEventArguments
from pydantic import TypeAdapter

from components.browser.gestures import fields_of, read_id, read_ids
from components.chat.approval_view import approval_card
from components.chat.conversation import Conversation
from components.controls.notices import Notices
from components.live import Page
from services.models import TaskUpdate
from services.values.cause import Via

_revisions: TypeAdapter[int | None] = TypeAdapter(int | None)


class ApprovalActions:
    """The gestures on the approvals of the conversation that a page shows."""

    def __init__(self, page: Page, notices: Notices, conversation: Conversation) -> None:
        self._page = page
        self._notices = notices
        conversation.on('decide', self._decide)
        conversation.on('amend', self._amend)

    async def drawn(self, ids: set[UUID]) -> dict[str, Any]:
        """These approvals as they are now, and those that wait outside of conversations, as the browser draws them."""
        found = [each for each in await self._page.verbs.list_approvals() if each.session_id is None or each.id in ids]
        if missing := ids - {each.id for each in found}:
            found += await self._page.verbs.list_approvals(missing)
        return {str(each.id): approval_card(each, self._page) for each in found}

    async def _decide(self, event: GenericEventArguments) -> None:
        async def decide() -> None:
            answer = fields_of(event)
            await self._page.verbs.decide(
                read_id(answer),
                approve=answer.get('approve') is True,
                task_ids=read_ids(answer, 'tasks'),
                revision=_revisions.validate_python(answer.get('revision')),
                cause=self._page.cause(Via.CHAT),
            )

        await self._notices.attempt(decide())

    async def _amend(self, event: GenericEventArguments) -> None:
        async def amend() -> None:
            wanted = fields_of(event)
            changes = {read_id(wanted, 'task'): TaskUpdate.model_validate(wanted.get('changes'))}
            await self._page.verbs.edit_approval(read_id(wanted), changes, cause=self._page.cause(Via.CHAT))

        await self._notices.attempt(amend())
