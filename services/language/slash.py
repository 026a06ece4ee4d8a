"""Slash commands: the short and exact way to say the same things."""

import re
from collections.abc import Callable

from services.language.commands import Changes, Command, Operation, Target
from services.language.dates import dates_in
from services.language.descriptions import describe
from services.language.entry import read_entry
from services.language.priorities import LEVEL, LEVELS
from services.language.rules_amounts import KINDS, amounts
from services.language.statement import Statement
from services.language.targets import read_target
from services.vocabulary import Status

SLASHES = (
    'add',
    'list',
    'summary',
    'done',
    'reopen',
    'start',
    'rename',
    'note',
    'priority',
    'due',
    'delete',
    'undo',
    'redo',
    'help',
)
_SLASH = re.compile(r'/(?P<name>[a-z]{2,10})\b(?P<rest>.*)\Z', re.DOTALL)
_PAIR = re.compile(r'(?P<what>.{1,300}?)\s?(?::|->|=>| to | as )\s?(?P<value>.{1,1000})\Z', re.DOTALL)
_LAST_LEVEL = re.compile(rf'(?P<what>.{{1,300}}?)[\s:]{{1,3}}(?:to )?(?P<level>{LEVEL})\Z')


def read_slash(said: Statement) -> Command | None:
    """Read a slash command; one that does not exist asks for help, and text without a slash is not one."""
    match = _SLASH.match(said.lower)
    if not match:
        return None
    rest = said.group(match, 'rest')
    read = _READERS.get(match['name'])
    return read(match, said, rest) if read else said.command(Operation.HELP, match, what=match['name'])


def _target(rest: Statement) -> Target:
    return read_target(rest.text or 'it', rest.reference)


def _simple(operation: Operation) -> 'Callable[[re.Match[str], Statement, Statement], Command]':
    return lambda match, said, rest: said.command(operation, match, what=rest.text)


def _status(operation: Operation, status: Status) -> 'Callable[[re.Match[str], Statement, Statement], Command]':
    return lambda match, said, rest: said.command(
        operation, match, target=_target(rest), changes=Changes(status=status)
    )


def _add(match: re.Match[str], said: Statement, rest: Statement) -> Command:
    reference = said.reference
    entries = (
        (read_entry(rest.text, reference.now, reference.zone, day_first=reference.day_first),) if rest.text else ()
    )
    return said.command(Operation.CREATE, match, entries=entries)


def _list(match: re.Match[str], said: Statement, rest: Statement) -> Command:
    description = describe(rest.text, rest.lower, said.reference, offset=rest.offset)
    return said.command(Operation.SHOW, match, query=description.query)


def _summary(match: re.Match[str], said: Statement, rest: Statement) -> Command:
    return amounts(match, rest if rest.text else said, by=rest.lower if rest.lower in KINDS else 'day')


def _pair(operation: Operation, field: str) -> 'Callable[[re.Match[str], Statement, Statement], Command]':
    def read(match: re.Match[str], said: Statement, rest: Statement) -> Command:
        pair = _PAIR.match(rest.lower)
        if not pair:
            return said.command(operation, match, target=_target(rest))
        what, value = rest.group(pair, 'what'), rest.group(pair, 'value')
        changes = Changes(title=value.text) if field == 'title' else Changes(description=value.text)
        return said.command(operation, match, target=_target(what), changes=changes)

    return read


def _priority(match: re.Match[str], said: Statement, rest: Statement) -> Command:
    graded = _LAST_LEVEL.match(rest.lower)
    if not graded:
        return said.command(Operation.PRIORITISE, match, target=_target(rest))
    changes = Changes(priority=LEVELS[graded['level']])
    return said.command(Operation.PRIORITISE, match, target=_target(rest.group(graded, 'what')), changes=changes)


def _due(match: re.Match[str], said: Statement, rest: Statement) -> Command:
    bare = re.search(r'\s(?:none|never|no date|clear)\Z', rest.lower)
    if bare:
        target = _target(rest.slice(0, bare.start()))
        return said.command(Operation.UNSCHEDULE, match, target=target, changes=Changes(clear_due=True))
    found = list(dates_in(rest.lower, said.reference, []))
    if not found:
        return said.command(Operation.SCHEDULE, match, target=_target(rest))
    what = rest.slice(0, found[-1].start)
    changes = Changes(due=found[-1].value, other_due=found[-1].other)
    return said.command(Operation.SCHEDULE, match, target=_target(what), changes=changes)


def _delete(match: re.Match[str], said: Statement, rest: Statement) -> Command:
    return said.command(Operation.DELETE, match, target=_target(rest))


_READERS: dict[str, Callable[[re.Match[str], Statement, Statement], Command]] = {
    'add': _add,
    'list': _list,
    'summary': _summary,
    'done': _status(Operation.COMPLETE, Status.COMPLETED),
    'reopen': _status(Operation.REOPEN, Status.PENDING),
    'start': _status(Operation.START, Status.IN_PROGRESS),
    'rename': _pair(Operation.RENAME, 'title'),
    'note': _pair(Operation.DESCRIBE, 'description'),
    'priority': _priority,
    'due': _due,
    'delete': _delete,
    'undo': _simple(Operation.UNDO),
    'redo': _simple(Operation.REDO),
    'help': _simple(Operation.HELP),
}
