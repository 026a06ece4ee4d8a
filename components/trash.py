"""What was deleted, and the way back until it is gone for good."""

from nicegui import ui
from nicegui.elements.mixins.text_element import TextElement

from components.form import heading
from components.live import Page
from components.notices import Notices, plain_button
from services import trash
from services.trash import TrashItem

_AT_ONCE = 50


class TrashDialog:
    """A dialog that lists deleted tasks and conversations, the latest first."""

    def __init__(self, page: Page, notices: Notices) -> None:
        self._page = page
        self._notices = notices
        self._restored = 0

    async def open(self) -> None:
        """Show what was deleted last; a click shows what was deleted earlier."""
        items: list[TrashItem] = []
        if not await self._notices.attempt(self._read(items)):
            return
        words = self._page.words
        shown = len(items)

        async def show_more() -> None:
            nonlocal shown
            earlier: list[TrashItem] = []
            if await self._notices.attempt(self._read(earlier, skip=shown - self._restored)):
                shown += len(earlier)
                more.set_visibility(len(earlier) == _AT_ONCE)
                with rows:
                    for item in earlier:
                        self._row(item)

        self._restored = 0
        with ui.dialog(value=True) as dialog, ui.element('div').classes('editor history'):
            dialog.props['aria-label'] = words.TRASH
            heading(words.TRASH).classes('editor-title')
            with ui.element('ul').classes('history-rows') as rows:
                for item in items:
                    self._row(item)
                if not items:
                    TextElement(tag='li', text=words.TRASH_NOTHING).classes('quiet')
            with ui.element('div').classes('editor-row end'):
                more = plain_button(words.HISTORY_MORE, 'plain', show_more)
                more.set_visibility(shown == _AT_ONCE)
                plain_button(words.CLOSE, 'plain', dialog.close)
        dialog.on('hide', dialog.delete)

    def _row(self, item: TrashItem) -> None:
        words = self._page.words
        until = words.day(item.kept_until.astimezone(self._page.zone), words.DAY_OF_YEAR)
        with ui.element('li').classes('history-row') as line:
            with ui.element('div').classes('history-what'):
                ui.label(item.title).classes('history-title').props('dir=auto')
                ui.label(words.TRASH_KEPT.format(until=until)).classes('quiet')

            async def restore() -> None:
                if await self._notices.attempt(self._restore(item)):
                    line.delete()
                    self._restored += 1

            plain_button(words.RESTORE, 'link', restore, label=words.RESTORE_ONE.format(title=item.title))

    async def _read(self, items: list[TrashItem], skip: int = 0) -> None:
        async with self._page.database.transaction() as session:
            items += await trash.list_trash(session, self._page.user_id, skip=skip, limit=_AT_ONCE)

    async def _restore(self, item: TrashItem) -> None:
        async with self._page.database.transaction() as session:
            await trash.restore(session, self._page.user_id, item.id, cause=self._page.cause())
