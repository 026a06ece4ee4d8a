"""What was deleted, each with a way to restore it."""

from nicegui import ui

from components.controls.button import plain_button
from components.controls.form import heading
from components.controls.notices import Notices
from components.frame.paged_rows import PagedRows
from components.live import Page
from services.tasks.trash import KEPT, TrashItem

_PAGE_SIZE = 50


class TrashDialog:
    """A dialog that lists deleted tasks and conversations, the latest first."""

    def __init__(self, page: Page, notices: Notices) -> None:
        self._page = page
        self._notices = notices

    async def open(self) -> None:
        """Show what was deleted last; a click shows what was deleted earlier."""
        words = self._page.words
        with ui.dialog(value=True) as dialog, ui.element('div').classes('editor history'):
            dialog.props['aria-label'] = words.TRASH
            heading(words.TRASH).classes('editor-title')
            rows = PagedRows(
                self._notices,
                self._read,
                self._draw_item,
                page_size=_PAGE_SIZE,
                empty=words.TRASH_NOTHING.format(number=KEPT.days),
            )
            with ui.element('div').classes('editor-row end'):
                rows.draw_more_button(words.HISTORY_MORE)
                plain_button(words.CLOSE, 'plain', dialog.close)
        dialog.on('hide', dialog.delete)
        await rows.show()

    async def _read(self, after: TrashItem | None) -> list[TrashItem]:
        return await self._page.verbs.list_trash(before=after, limit=_PAGE_SIZE)

    def _draw_item(self, item: TrashItem) -> None:
        words = self._page.words
        until = words.day(item.kept_until.astimezone(self._page.zone), words.DAY_OF_YEAR)
        with ui.element('li').classes('history-row') as row:
            with ui.element('div').classes('history-what'):
                ui.label(item.title).classes('history-title').props('dir=auto')
                ui.label(words.TRASH_KEPT.format(until=until)).classes('quiet')

            async def restore() -> None:
                if await self._notices.attempt(self._page.verbs.restore(item.id, cause=self._page.cause())):
                    row.delete()

            plain_button(words.RESTORE, 'link', restore, label=words.RESTORE_ONE.format(title=item.title))
