"""Which tasks a target means among those there are."""

import re
from dataclasses import dataclass, replace

from services.language.anchors import Reference
from services.language.commands import Operation, Pointer, Target
from services.language.context import Context
from services.language.matching import best, matches
from services.language.queries import OPEN, Query, TaskLike
from services.language.targets import read_target
from services.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Found:
    """The tasks that are meant; more than one of a `single` target is a question."""

    tasks: tuple[TaskLike, ...] = ()
    unsure: bool = False
    missing: str = ''  # the one of several names that fits nothing


_NAMES = re.compile(r'\s?,\s?(?:and\s)?|\s(?:and|&|plus)\s', re.IGNORECASE)
_PREFERRED = {
    Operation.COMPLETE: OPEN,
    Operation.START: frozenset({Status.PENDING}),
    Operation.REOPEN: frozenset({Status.COMPLETED}),
    Operation.SCHEDULE: OPEN,
    Operation.UNSCHEDULE: OPEN,
    Operation.PRIORITISE: OPEN,
}


def find(target: Target, operation: Operation, context: Context) -> Found:
    """Find the tasks; a name finds one task or raises a question, never several at once."""
    if target.excluding:
        return _all_but(target, target.excluding, operation, context)
    if target.ids:
        return Found(tuple(context.those(target.ids)))
    if target.words:
        return _by_name(target, operation, context)
    if target.numbers:
        return Found(tuple(_by_number(target.numbers, context)))
    if target.pointer:
        found = _by_pointer(target.pointer, context)
        return Found(tuple(found), unsure=target.single and len(found) > 1)
    return _by_description(target.query, target, operation, context) if target.query else Found()


def _by_name(target: Target, operation: Operation, context: Context) -> Found:
    tasks = context.tasks
    if target.query:
        narrowed = target.query.pick(tasks, context.now, context.zone)
        scored = matches(target.words, narrowed) or matches(target.words, tasks)
    else:
        scored = matches(target.words, tasks)
    if not scored:
        return _by_names(target, operation, context)
    found = best(scored)
    if len(found) > 1:
        preferred = [task for task in found if task.status in _PREFERRED.get(operation, ())]
        found = preferred or found
    return Found(tuple(found), unsure=len(found) > 1)


def _by_names(target: Target, operation: Operation, context: Context) -> Found:
    """'The dentist, the rent and the milk': each by its own name; one that is not clear stops them all."""
    names = [name.strip() for name in _NAMES.split(target.words) if name.strip()]
    if len(names) < 2:  # noqa: PLR2004 - one name is no enumeration
        return Found()
    tasks: list[TaskLike] = []
    for name in names:
        found = find(read_target(name, Reference(context.now, context.zone)), operation, context)
        if not found.tasks:
            return Found(missing=found.missing or name)
        if found.unsure or len(found.tasks) > 1:
            return found
        tasks += [task for task in found.tasks if task not in tasks]
    return Found(tuple(tasks))


def _all_but(target: Target, excluding: Target, operation: Operation, context: Context) -> Found:
    spared = find(excluding, Operation.SHOW, context)
    if not spared.tasks or spared.unsure:
        return replace(spared, missing=spared.missing or excluding.words, tasks=())
    found = find(replace(target, excluding=None), operation, context)
    return replace(found, tasks=tuple(task for task in found.tasks if task not in spared.tasks))


def _by_number(numbers: tuple[int, ...], context: Context) -> list[TaskLike]:
    listed = context.those(context.shown) or context.those(context.visible) or list(context.tasks)
    found = []
    for number in numbers:
        index = number - 1 if number > 0 else number
        if number and -len(listed) <= index < len(listed):
            found.append(listed[index])
    return found if len(found) == len(numbers) else []


def _by_pointer(pointer: Pointer, context: Context) -> list[TaskLike]:
    if pointer is Pointer.NEWEST:
        return [max(context.tasks, key=lambda task: task.created_at)] if context.tasks else []
    if pointer is Pointer.THESE:
        return context.those(context.selected) or context.those(context.shown) or context.those(context.mentioned)
    if pointer is Pointer.THEM:
        return context.those(context.mentioned) or context.those(context.selected) or context.those(context.shown)
    if pointer is Pointer.OTHER:
        return context.those(context.mentioned)[1:2] if len(context.mentioned) == 2 else []  # noqa: PLR2004
    found = context.those(context.mentioned)[:1]
    alone = context.selected if len(context.selected) == 1 else context.shown if len(context.shown) == 1 else ()
    return found or context.those(alone)


def _by_description(query: Query, target: Target, operation: Operation, context: Context) -> Found:
    if not query.statuses and operation in _PREFERRED and operation is not Operation.REOPEN:
        query = replace(query, statuses=OPEN)
    if not query.statuses and operation is Operation.REOPEN:
        query = replace(query, statuses=frozenset({Status.COMPLETED}))
    found = query.pick(context.tasks, context.now, context.zone)
    return Found(tuple(found), unsure=target.single and len(found) > 1)
