"""What is said about lists, labels, sub-tasks, starts and lengths."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from services.approval_models import ApprovalItem, Place
from services.chat.builtin.phrases import Phrases
from services.language import Changes, Command, Entry, Operation, PlaceKind
from services.language import Place as Named
from services.models import TaskRead
from services.translatable import _, n_

MAKE_IT = _('Yes, make it')

_MADE = {PlaceKind.LIST: _('Made the list {name}.'), PlaceKind.LABEL: _('Made the label {name}.')}
_RENAMED = {
    PlaceKind.LIST: _('The list {name} is now called {new}.'),
    PlaceKind.LABEL: _('The label {name} is now called {new}.'),
}
_NONE_SUCH = {
    PlaceKind.LIST: _('There is no list {name}. Nothing was changed.'),
    PlaceKind.LABEL: _('There is no label {name}. Nothing was changed.'),
}
_DELETE_IT = {PlaceKind.LIST: _('Delete the list {name}'), PlaceKind.LABEL: _('Delete the label {name}')}
_YOUR = {PlaceKind.LIST: _('Your lists: {names}.'), PlaceKind.LABEL: _('Your labels: {names}.')}
_NO_LABELS = _('There are no labels yet. Say “tag … with …” to make one.')
_OPEN = n_('{name}: {number} task to do', '{name}: {number} tasks to do')
_WHAT_NAME = {
    PlaceKind.LIST: _('What should the list be called?'),
    PlaceKind.LABEL: _('What should the label be called?'),
}
_MAKE_AND_ADD = _('There is no list {list}. Shall I make it and add {titles}? Say “yes”.')
_MAKE_AND_MOVE = _('There is no list {list}. Shall I make it and move {titles} there? Say “yes”.')
_ADD_TO = _('Add {titles} to {list}')
_DELETE_LIST = _('Delete the list {name}?')
_DELETE_LIST_WITH = n_(
    'Delete the list {name} with its {number} task?', 'Delete the list {name} with its {number} tasks?'
)
_DELETE_LABEL = _('Take the label {name} off every task and delete it?')
_DELETED = _('Deleted {places}.')
_DELETED_WITH = _('Deleted {places} and {tasks}.')
_IN = _('in {list}')
_LABELLED = _('labelled {labels}')
_PART_OF = _('part of {task}')
_FROM = _('from {day}')
_IN_NOW = _('is now in {list}')
_LABELLED_NOW = _('is now labelled {labels}')
_NOT_LABELLED_NOW = _('is no longer labelled {labels}')
_PART_NOW = _('is now a part of {task}')
_NO_PART_NOW = _('is no longer a part of another task')
_STARTS_NOW = _('now starts {day}')
_NO_START_NOW = _('has no start day now')
_LENGTH_NOW = _('is now estimated at {length}')
_NO_LENGTH_NOW = _('has no estimate now')
_HOURS, _MINUTES = _('{hours} h'), _('{minutes} min')
_HOURS_AND_MINUTES = _('{hours} h {minutes} min')

NameOf = Callable[[UUID], str]
"""The name of a list or label, or the title of a task, by its id."""


class PlaceWording:
    """What is said about places to one person, in one language."""

    def __init__(self, phrases: Phrases, name_of: NameOf) -> None:
        self._phrases = phrases
        self._say = phrases.say
        self._name_of = name_of

    def _quoted(self, ids: Sequence[UUID]) -> str:
        return self._phrases.titles(sorted(map(self._name_of, ids)))

    def made(self, place: Named) -> str:
        """A list or label was made."""
        return self._say(_MADE[place.kind].format(name=self._phrases.quoted(place.name)))

    def renamed(self, place: Named, name: str) -> str:
        """It has another name now."""
        quoted = self._phrases.quoted
        return self._say(_RENAMED[place.kind].format(name=quoted(place.name), new=quoted(name)))

    def not_there(self, place: Named, others: Sequence[Named]) -> str:
        """There is none of that name; those that there are."""
        said = self._say(_NONE_SUCH[place.kind].format(name=self._phrases.quoted(place.name)))
        names = self._phrases.titles([each.name for each in others]) if others else ''
        return f'{said} {self._say(_YOUR[place.kind].format(names=names))}' if names else said

    def listed(self, kind: PlaceKind, found: dict[str, Any]) -> str:
        """All lists, with how many open tasks are in each, or all labels."""
        if kind is PlaceKind.LIST:
            open_lists = [each for each in found['lists'] if each['archived_at'] is None]
            return '\n'.join(
                f'• {self._say(_OPEN.format(name=each["name"], number=each["open_tasks"]))}' for each in open_lists
            )
        names = [each['name'] for each in found['labels']]
        return self._say(_YOUR[kind].format(names=self._phrases.titles(names))) if names else self._say(_NO_LABELS)

    def what_name(self, place: Named) -> str:
        """What it shall be called."""
        return self._say(_WHAT_NAME[place.kind])

    def consent(self, command: Command, titles: Sequence[str]) -> str:
        """Whether a list that is not there shall be made for this command."""
        place = command.changes.place
        text = _MAKE_AND_ADD if command.operation is Operation.CREATE else _MAKE_AND_MOVE
        named = self._phrases.quoted(place.name if place else '')
        return self._say(text.format(list=named, titles=self._phrases.titles(titles)))

    def in_words(self, command: Command) -> str:
        """A command about a place, or into one, as a button says it."""
        quoted, place = self._phrases.quoted, command.place or command.changes.place
        name = quoted(place.name if place else '')
        if command.place:
            return self._say(_DELETE_IT[command.place.kind].format(name=name))
        titles = self._phrases.titles([entry.title for entry in command.entries])
        return self._say(_ADD_TO.format(titles=titles, list=name))

    def asked_to_delete(self, items: Sequence[ApprovalItem]) -> str:
        """What an approval that deletes a list or label asks."""
        place = next(item for item in items if item.place)
        tasks, name = [item for item in items if not item.place], self._phrases.quoted(place.title)
        if place.place is Place.LABEL:
            return _DELETE_LABEL.format(name=name)
        if not tasks:
            return _DELETE_LIST.format(name=name)
        return _DELETE_LIST_WITH.format(name=name, number=len(tasks))

    def deleted(self, places: Sequence[ApprovalItem], tasks: str) -> str:
        """What was deleted."""
        names = self._phrases.titles([each.title for each in places])
        return self._say(_DELETED_WITH.format(places=names, tasks=tasks) if tasks else _DELETED.format(places=names))

    def traits(self, task: TaskRead, changes: Changes) -> list[str]:
        """Where a task is that was just added, as far as that was asked for."""
        said: list[str] = []
        if changes.place and task.list_id:
            said.append(_IN.format(list=self._quoted([task.list_id])))
        if task.label_ids:
            said.append(_LABELLED.format(labels=self._quoted(task.label_ids)))
        if task.parent_id:
            said.append(_PART_OF.format(task=self._quoted([task.parent_id])))
        return [*map(self._say, said), *self.plans(task)]

    def plans(self, task: TaskRead | Entry) -> list[str]:
        """When a task starts and how long it takes, as far as that is said."""
        start = [self._say(_FROM.format(day=self._phrases.due(task.start_on)))] if task.start_on else []
        return [*start, *([self._length(task.estimate_minutes)] if task.estimate_minutes else [])]

    def changed(self, before: TaskRead, after: TaskRead) -> list[str]:
        """What is different about a task's place, start and length."""
        said: list[str] = []
        if before.list_id != after.list_id and after.list_id and after.parent_id == before.parent_id:
            said.append(_IN_NOW.format(list=self._quoted([after.list_id])))
        put_on = [each for each in after.label_ids if each not in before.label_ids]
        taken_off = [each for each in before.label_ids if each not in after.label_ids]
        said += [_LABELLED_NOW.format(labels=self._quoted(put_on))] if put_on else []
        said += [_NOT_LABELLED_NOW.format(labels=self._quoted(taken_off))] if taken_off else []
        if before.parent_id != after.parent_id:
            parent = after.parent_id
            said.append(_PART_NOW.format(task=self._quoted([parent])) if parent else _NO_PART_NOW)
        if before.start_on != after.start_on:
            said.append(self._started(after.start_on))
        if before.estimate_minutes != after.estimate_minutes:
            length = after.estimate_minutes
            said.append(_LENGTH_NOW.format(length=self._length(length)) if length else _NO_LENGTH_NOW)
        return said

    def _started(self, day: date | None) -> str:
        return _STARTS_NOW.format(day=self._phrases.due(day)) if day else _NO_START_NOW

    def _length(self, minutes: int) -> str:
        hours, rest = divmod(minutes, 60)
        if not hours:
            return self._say(_MINUTES.format(minutes=rest))
        return self._say(_HOURS_AND_MINUTES.format(hours=hours, minutes=rest) if rest else _HOURS.format(hours=hours))
