"""The history, turn by turn, with an undo at each."""

from uuid import UUID

from nicegui import ui
from nicegui.elements.mixins.text_element import TextElement
from nicegui.events import GenericEventArguments

from components.controls.button import plain_button
from components.controls.form import heading
from components.controls.notices import Notices
from components.controls.undo_gesture import undo_turn
from components.frame.paged_rows import PagedRows
from components.frame.trash import TrashDialog
from components.live import Page
from components.words import formats
from services.events import SyncEvent
from services.tasks.history import HistoryTurn
from services.values.cause import Via

_PAGE_SIZE = 30
_MAX_STEPS = 6


class HistoryDialog:
    """Opens the history of everything, or of one task; while it is open it follows what happens."""

    def __init__(self, page: Page, notices: Notices) -> None:
        self._page = page
        self._notices = notices
        self._turns: _Turns | None = None
        self._client = client = ui.context.client

        def on_change(_event: SyncEvent | None) -> None:
            if self._turns is not None and client.has_socket_connection:
                client.safe_invoke(self._turns.show)

        client.on_delete(page.state.listen(on_change))

    async def open(self, task_id: UUID | None = None) -> None:
        """Show what happened, to one task or to all."""
        words = self._page.words
        # On the page itself: what asked for it may be a dialog that is about to be deleted.
        with (
            self._client,
            ui.dialog(value=True).props(f'aria-label="{words.HISTORY}"') as dialog,
            ui.element('div').classes('editor history'),
        ):
            turns = _Turns(self._page, self._notices, task_id)
            with ui.element('div').classes('editor-row end'):
                plain_button(words.TRASH, 'plain', lambda: self._open_trash(dialog))
                turns.draw_more_button()
                plain_button(words.CLOSE, 'plain', dialog.close)

        def leave() -> None:
            dialog.delete()
            if self._turns is turns:
                self._turns = None

        dialog.on('hide', leave)
        self._turns = turns
        await turns.show()

    async def _open_trash(self, history: ui.dialog) -> None:
        history.close()
        with self._client:
            await TrashDialog(self._page, self._notices).open()


class _Turns:
    """The turns in an open dialog: those of one task or of all, of one door or of every one."""

    def __init__(self, page: Page, notices: Notices, task_id: UUID | None) -> None:
        self._page = page
        self._notices = notices
        self._task_id = task_id
        self._via: Via | None = None
        with ui.element('div').classes('editor-row end'):
            heading(page.words.HISTORY).classes('editor-title')
            self._draw_doors()
        self._rows = PagedRows(
            notices, self._read, self._draw_turn, page_size=_PAGE_SIZE, empty=page.words.HISTORY_NOTHING
        )

    def draw_more_button(self) -> None:
        """Draw the button that shows earlier turns."""
        self._rows.draw_more_button(self._page.words.HISTORY_MORE)

    async def show(self) -> None:
        """Draw the latest turns."""
        await self._rows.show()

    async def _read(self, after: HistoryTurn | None) -> list[HistoryTurn]:
        return await self._page.verbs.list_history(
            via=self._via, task_id=self._task_id, before=after.seq if after else None, limit=_PAGE_SIZE
        )

    def _draw_doors(self) -> None:
        words = self._page.words
        select = ui.element('select').classes('field')
        select.props['aria-label'] = words.HISTORY_DOOR
        select.on('change', self._choose_door, js_handler='(event) => emit(event.target.value)')
        with select:
            for key, label in (('', words.HISTORY_EVERY_DOOR), *words.DOORS.items()):
                TextElement(tag='option', text=label).props['value'] = str(key)

    async def _choose_door(self, event: GenericEventArguments) -> None:
        self._via = Via(event.args) if event.args in set(Via) else None
        await self.show()

    def _draw_turn(self, turn: HistoryTurn) -> None:
        moment, words = self._page.moment(), self._page.words
        title = formats.headline(turn, words)
        with ui.element('li').classes('history-row' if turn.can_be_undone else 'history-row gone'):
            with ui.element('div').classes('history-what'):
                ui.label(title).classes('history-title').props('dir=auto')
                for step in turn.steps[:_MAX_STEPS]:
                    if len(turn.steps) > 1:
                        ui.label(formats.step(step, words)).props('dir=auto')
                    for change in step.changes:
                        ui.label(formats.change(change, moment, words, self._page.state.name_of)).props('dir=auto')
                if len(turn.steps) > _MAX_STEPS:
                    ui.label(words.AND_MORE.format(number=len(turn.steps) - _MAX_STEPS))
                ui.label(f'{formats.who(turn.actor, words)} · {formats.when(turn.at, moment, words)}').classes('quiet')
            if turn.can_be_undone:
                plain_button(words.UNDO, 'link', lambda: self._undo(turn), label=words.UNDO_TURN.format(title=title))
            else:
                ui.label(words.HISTORY_UNDONE).classes('quiet')

    async def _undo(self, turn: HistoryTurn) -> None:
        await undo_turn(self._page, self._notices, turn.turn_id)
