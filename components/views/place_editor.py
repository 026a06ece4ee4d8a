"""The dialog that changes a list or a label: its name and colour, its place, and whether it stays."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from nicegui import ui
from pydantic import ValidationError

from components.controls.button import plain_button
from components.controls.form import Field, SelectField, labelled
from components.controls.notices import Notices
from components.controls.undo_gesture import undo_turn
from components.live import Page
from components.views.view import Places, View, ViewKind
from services.errors import TandemError
from services.places.models import Colour, LabelUpdate, ListUpdate
from services.values.cause import Cause


class PlaceEditor:
    """Opens the dialog for the list or label with this id; what cannot be saved stays in it, with the reason below."""

    def __init__(self, page: Page, notices: Notices, view: View, place_id: UUID) -> None:
        self._page = page
        self._notices = notices
        self._view = view
        self._id = place_id
        self._is_list = view.kind is ViewKind.LIST
        words = page.words
        place = page.state.lists.get(self._id) if self._is_list else page.state.labels.get(self._id)
        if place is None:
            return
        self._is_inbox = self._is_list and page.state.lists[self._id].is_inbox
        title = words.EDIT_LIST if self._is_list else words.EDIT_LABEL
        with (
            ui.dialog(value=True).props(f'aria-label="{title}"') as self._dialog,
            ui.element('div').classes('editor'),
        ):
            ui.label(title).classes('editor-title')
            if not self._is_inbox:
                with labelled(words.PLACE_NAME):
                    self._name = Field(words.PLACE_NAME, place.name, props='maxlength=100 dir=auto autofocus')
            with labelled(words.COLOUR):
                colours = {'': words.NO_COLOUR, **{str(each): words.COLOURS[each] for each in Colour}}
                self._colour = SelectField(words.COLOUR, colours, place.colour or '')
            self._error = ui.label().classes('trouble').props('role=alert')
            if not self._is_inbox:
                self._draw_more()
            with ui.element('div').classes('editor-row end'):
                plain_button(words.CANCEL, 'plain', self._dialog.close)
                plain_button(words.SAVE, 'primary wide', self._save)
        self._dialog.on('hide', self._dialog.delete)

    def _draw_more(self) -> None:
        words = self._page.words
        with ui.element('div').classes('editor-row more'):
            if self._is_list:
                plain_button(words.MOVE_UP, 'link', lambda: self._move(-1))
                plain_button(words.MOVE_DOWN, 'link', lambda: self._move(1))
            plain_button(words.DELETE_LIST if self._is_list else words.DELETE_LABEL, 'link deletes', self._ask)

    async def _move(self, by: int) -> None:
        places = [each.id for each in Places(self._page.state, self._page.words).lists()]
        if self._id not in places:
            return
        others = [each for each in places if each != self._id]
        at = max(1, min(places.index(self._id) + by, len(others)))
        await self._do(lambda cause: self._page.verbs.move_list(self._id, others[at - 1], cause=cause))

    async def _save(self) -> None:
        verbs, fields = self._page.verbs, self._entered()
        if self._is_list:
            saved = await self._do(
                lambda cause: verbs.update_list(self._id, ListUpdate.model_validate(fields), cause=cause)
            )
        else:
            saved = await self._do(
                lambda cause: verbs.update_label(self._id, LabelUpdate.model_validate(fields), cause=cause)
            )
        if saved:
            self._dialog.close()

    def _entered(self) -> dict[str, str | None]:
        colour = {'colour': self._colour.value or None}
        return colour if self._is_inbox else {'name': self._name.value, **colour}

    def _ask(self) -> None:
        """Deleting says how much goes with it, and waits for a second press."""
        words, tasks = self._page.words, self._page.state.tasks.values()
        if self._is_list:
            number = sum(task.list_id == self._id for task in tasks)
            sentence = words.DELETE_LIST_ASK.format(number=number)
        else:
            number = sum(self._id in task.label_ids for task in tasks)
            sentence = words.DELETE_LABEL_ASK.format(number=number)
        with (
            self._dialog,
            ui.dialog(value=True).props('role=alertdialog') as asked,
            ui.element('div').classes('editor'),
        ):
            ui.label(sentence)
            with ui.element('div').classes('editor-row end'):
                plain_button(words.CANCEL, 'plain', asked.close)
                plain_button(words.DELETE, 'danger', self._delete)

    async def _delete(self) -> None:
        page = self._page
        name = Places(page.state, page.words).name_of(self._view)
        delete = page.verbs.delete_list if self._is_list else page.verbs.delete_label
        turn: list[Cause] = []

        async def carry_out(cause: Cause) -> None:
            turn.append(cause)
            await delete(self._id, cause=cause)

        if await self._do(carry_out):
            self._dialog.close()
            undo = lambda: undo_turn(page, self._notices, turn[0].turn_id)  # noqa: E731 - a callback, not a function
            self._notices.say(page.words.DELETED.format(title=name), undo=undo)

    async def _do(self, verb: Callable[[Cause], Awaitable[object]]) -> bool:
        try:
            await verb(self._page.cause())
        except (TandemError, ValidationError) as error:
            self._error.text = self._page.words.refusal(error)
            return False
        return True
