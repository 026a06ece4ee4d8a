"""Which tasks a target means among those there are."""

from dataclasses import dataclass, replace

from services.language.commands import Operation, Pointer, Target
from services.language.context import Context
from services.language.matching import best, matches
from services.language.queries import OPEN, Query, TaskLike
from services.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Found:
    """The tasks that are meant; more than one of a `single` target is a question."""

    tasks: tuple[TaskLike, ...] = ()
    unsure: bool = False


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
    if target.ids:
        return Found(tuple(context.those(target.ids)))
    if target.words:
        return _by_name(target, operation, context)
    if target.numbers:
        return Found(tuple(_by_number(target.numbers, context)))
    if target.pointer:
        found = _by_pointer(target.pointer, context)
        return Found(tuple(found), unsure=target.single and len(found) > 1)
    return _by_description(target, operation, context)


def _by_name(target: Target, operation: Operation, context: Context) -> Found:
    tasks = context.tasks
    if target.query:
        narrowed = target.query.pick(tasks, context.now, context.zone)
        scored = matches(target.words, narrowed) or matches(target.words, tasks)
    else:
        scored = matches(target.words, tasks)
    if not scored:
        return Found()
    found = best(scored)
    if len(found) > 1:
        preferred = [task for task in found if task.status in _PREFERRED.get(operation, ())]
        found = preferred or found
    return Found(tuple(found), unsure=len(found) > 1)


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


def _by_description(target: Target, operation: Operation, context: Context) -> Found:
    query = target.query or Query()
    if not query.statuses and operation in _PREFERRED and operation is not Operation.REOPEN:
        query = replace(query, statuses=OPEN)
    if not query.statuses and operation is Operation.REOPEN:
        query = replace(query, statuses=frozenset({Status.COMPLETED}))
    found = query.pick(context.tasks, context.now, context.zone)
    return Found(tuple(found), unsure=target.single and len(found) > 1)
