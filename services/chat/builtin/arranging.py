"""Makes, renames and deletes lists and labels for a message, and names those that there are."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from services.chat.builtin.answer import AnswerPart, first_line
from services.chat.builtin.wording import Wording
from services.language import (
    Changes,
    Command,
    DeletePlace,
    KnownPlaces,
    MakePlace,
    NoPlace,
    Operation,
    Place,
    PlaceKind,
    RenamePlace,
    ShowPlaces,
)
from services.tools import Toolbox, ToolCall


class PlaceActions:
    """What one turn can do about the person's lists and labels; `names` are theirs by id, new ones too."""

    def __init__(self, tools: Toolbox, places: KnownPlaces, words: Wording) -> None:
        self._tools = tools
        self._places = places
        self._words = words
        self.names = {each.id: each.name for each in (*places.lists, *places.labels)}

    async def arrange(self, wanted: MakePlace | RenamePlace | DeletePlace | ShowPlaces | NoPlace) -> AnswerPart:
        """Do one thing about a list or label, or say that it is not there."""
        match wanted:
            case MakePlace(place):
                calls: list[ToolCall] = []
                await self._there(place, calls)
                return self._done(Command(Operation.MAKE_PLACE, place=place), calls, self.made(calls))
            case RenamePlace(place, name):
                arguments = {f'{place.kind}_id': str(place.id), 'name': name}
                calls = [await self._tools.call(f'update_{place.kind}', arguments)]
                said = [self._words.places.renamed(place, name)]
                return self._done(Command(Operation.RENAME_PLACE, place=place), calls, said)
            case DeletePlace(place):
                calls = [await self._tools.call(f'delete_{place.kind}', {f'{place.kind}_id': str(place.id)})]
                asked = self._words.questions_in(calls)
                text = ' '.join(asked or self._words.refusals_in(calls))
                return AnswerPart(text, calls, lead=first_line(text), has_asked=bool(asked))
            case ShowPlaces(kind):
                calls = [await self._tools.call('list_places', {})]
                refusals = self._words.refusals_in(calls)
                text = refusals[0] if refusals else self._words.places.listed(kind, calls[0].result)
                return AnswerPart(text, calls)
            case NoPlace(place):
                others = self._places.lists if place.kind is PlaceKind.LIST else self._places.labels
                return AnswerPart(self._words.places.not_there(place, others), is_miss=True)

    def _done(self, command: Command, calls: Sequence[ToolCall], said: Sequence[str]) -> AnswerPart:
        refusals = self._words.refusals_in(calls)
        text = ' '.join(refusals or said)
        return AnswerPart(text, calls, done=None if refusals else command, has_changed=not refusals)

    async def with_places(self, changes: Changes) -> tuple[Changes, list[ToolCall]]:
        """The changes with the list and the labels that were not there yet, and the calls that made them."""
        calls: list[ToolCall] = []
        place = await self._there(changes.place, calls) if changes.place else None
        labels = [await self._there(label, calls) for label in changes.labels]
        return replace(changes, place=place, labels=tuple(labels)), calls

    async def _there(self, place: Place, calls: list[ToolCall]) -> Place:
        if place.id is not None:
            return place
        call = await self._tools.call('add_list' if place.kind is PlaceKind.LIST else 'add_label', {'name': place.name})
        calls.append(call)
        if 'error' in call.result:
            return place
        made = replace(place, name=call.result[place.kind]['name'], id=UUID(call.result[place.kind]['id']))
        self.names[made.id] = made.name
        return made

    def made(self, calls: Sequence[ToolCall]) -> list[str]:
        """What is said of the lists and labels that these calls made."""
        made = [(kind, call.result[kind]['name']) for call in calls for kind in PlaceKind if kind in call.result]
        return [self._words.places.made(Place(kind, name)) for kind, name in made]
