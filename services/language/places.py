"""The person's own lists and labels, by the names that people call them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from uuid import UUID

from services.language.tokens import Kind, tokens

_NAMES_KEPT = 4_096
_SAME_BEGINNING = 5
"""'Grocery' and 'groceries', 'Einkauf' and 'einkaufen' name one list: so many letters at the start are the same."""


class PlaceKind(StrEnum):
    """What a task is in, or has."""

    LIST = 'list'
    LABEL = 'label'


@dataclass(frozen=True, slots=True)
class Place:
    """A list or a label by its name; without an id it is not there (yet)."""

    kind: PlaceKind
    name: str
    id: UUID | None = None
    is_inbox: bool = False


@dataclass(frozen=True, slots=True)
class KnownPlaces:
    """All that there are, lists in their order."""

    lists: tuple[Place, ...] = ()
    labels: tuple[Place, ...] = ()

    @property
    def inbox(self) -> Place | None:
        """Where tasks are that were put into no other list."""
        return next((each for each in self.lists if each.is_inbox), None)

    def label(self, name: str) -> Place:
        """The label of this name, in whatever case; one that is not there yet has no id."""
        return next((each for each in self.labels if each.name.casefold() == name.casefold()), _new_label(name))

    def list_called(self, words: Sequence[str]) -> Place | None:
        """The list with this name: word for word, or else the only one that is nearly called so."""
        named = [each for each in self.lists if name_words(each.name) == tuple(words)]
        near = [each for each in self.lists if _is_nearly(name_words(each.name), words)]
        return named[0] if named else near[0] if len(near) == 1 else None


@lru_cache(_NAMES_KEPT)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name as they stand in a sentence."""
    return tuple(token.text for token in tokens(name) if token.kind is not Kind.MARK)


def _new_label(name: str) -> Place:
    return Place(PlaceKind.LABEL, name)


def _is_nearly(own: Sequence[str], said: Sequence[str]) -> bool:
    return len(own) == len(said) > 0 and all(map(_are_nearly, own, said))


def _are_nearly(one: str, two: str) -> bool:
    return one == two or (one[:_SAME_BEGINNING] == two[:_SAME_BEGINNING] and min(len(one), len(two)) >= _SAME_BEGINNING)
