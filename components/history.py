"""What happened, turn by turn, with a way back at each."""

import asyncio
from uuid import UUID

from nicegui import ui
from nicegui.elements.mixins.text_element import TextElement
from nicegui.events import GenericEventArguments

from components import history_words
from components.form import heading
from components.live import Page
from components.notices import Notices, plain_button
from components.taking_back import take_back
from components.trash import TrashDialog
from services import history
from services.cause import Via
from services.events import SyncEvent
from services.history import HistoryTurn

_AT_ONCE = 30
_MOST_STEPS = 6


class HistoryDialog:
    """A dialog that lists the turns of everything, or of one task; it goes on as things happen."""

    def __init__(self, page: Page, notices: Notices) -> None:
        self._page = page
        self._notices = notices
        self._task_id: UUID | None = None
        self._via: Via | None = None
        self._until: int | None = None
        self._reading = asyncio.Lock()
        self._outdated = False
        self._dialog: ui.dialog | None = None
        self._client = client = ui.context.client

        def on_change(_event: SyncEvent | None) -> None:
            # However many changes come together, they are shown by one reading.
            if self._dialog is not None and client.has_socket_connection and not self._outdated:
                self._outdated = True
                client.safe_invoke(self._begin)

        client.on_delete(page.state.listen(on_change))

    async def open(self, task_id: UUID | None = None) -> None:
        """Show what happened, to one task or to all."""
        self._task_id, self._via = task_id, None
        self._build()
        await self._begin()

    def _build(self) -> None:
        words = self._page.words
        # Not where it is asked for: that may be a dialog that is about to go.
        with (
            self._client,
            ui.dialog(value=True).props(f'aria-label="{words.HISTORY}"') as dialog,
            ui.element('div').classes('editor history'),
        ):
            with ui.element('div').classes('editor-row end'):
                heading(words.HISTORY).classes('editor-title')
                self._door_choice()
            self._rows = ui.element('ul').classes('history-rows')
            with ui.element('div').classes('editor-row end'):
                plain_button(words.TRASH, 'plain', self._open_trash)
                self._more = plain_button(words.HISTORY_MORE, 'plain', self._show_more)
                plain_button(words.CLOSE, 'plain', dialog.close)

        def leave() -> None:
            dialog.delete()
            if self._dialog is dialog:
                self._dialog = None

        dialog.on('hide', leave)
        self._dialog = dialog

    async def _open_trash(self) -> None:
        if self._dialog is not None:
            self._dialog.close()
        with self._client:
            await TrashDialog(self._page, self._notices).open()

    def _door_choice(self) -> None:
        words = self._page.words
        choice = ui.element('select').classes('field')
        choice.props['aria-label'] = words.HISTORY_DOOR
        choice.on('change', self._choose, js_handler='(event) => emit(event.target.value)')
        with choice:
            for key, label in (('', words.HISTORY_EVERY_DOOR), *words.DOORS.items()):
                TextElement(tag='option', text=label).props['value'] = str(key)

    async def _choose(self, event: GenericEventArguments) -> None:
        self._via = Via(event.args) if event.args in set(Via) else None
        await self._begin()

    async def _begin(self) -> None:
        self._until = None
        await self._read(anew=True)

    async def _show_more(self) -> None:
        await self._read(anew=False)

    async def _read(self, *, anew: bool) -> None:
        async with self._reading:
            self._outdated = False
            turns: list[HistoryTurn] = []
            if not await self._notices.attempt(self._fetch(turns)) or self._dialog is None:
                return
            if anew:
                self._rows.clear()
            with self._rows:
                for turn in turns:
                    self._row(turn)
                if anew and not turns:
                    TextElement(tag='li', text=self._page.words.HISTORY_NOTHING).classes('quiet')
            self._until = turns[-1].seq if turns else self._until
            self._more.set_visibility(len(turns) == _AT_ONCE)

    async def _fetch(self, turns: list[HistoryTurn]) -> None:
        async with self._page.database.transaction() as session:
            turns += await history.list_turns(
                session, self._page.user_id, via=self._via, task_id=self._task_id, before=self._until, limit=_AT_ONCE
            )

    def _row(self, turn: HistoryTurn) -> None:
        moment, words = self._page.moment(), self._page.words
        title = history_words.headline(turn, words)
        with ui.element('li').classes('history-row' if turn.can_be_undone else 'history-row gone'):
            with ui.element('div').classes('history-what'):
                ui.label(title).classes('history-title').props('dir=auto')
                for step in turn.steps[:_MOST_STEPS]:
                    if len(turn.steps) > 1:
                        ui.label(history_words.step(step, words)).props('dir=auto')
                    for change in step.changes:
                        ui.label(history_words.change(change, moment, words)).props('dir=auto')
                if len(turn.steps) > _MOST_STEPS:
                    ui.label(words.HISTORY_AND_MORE.format(number=len(turn.steps) - _MOST_STEPS))
                ui.label(
                    f'{history_words.who(turn.actor, words)} · {history_words.when(turn.at, moment, words)}'
                ).classes('quiet')
            if turn.can_be_undone:
                plain_button(words.UNDO, 'link', lambda: self._undo(turn), label=words.UNDO_TURN.format(title=title))
            else:
                ui.label(words.HISTORY_UNDONE).classes('quiet')

    async def _undo(self, turn: HistoryTurn) -> None:
        await take_back(self._page, self._notices, turn.turn_id)
