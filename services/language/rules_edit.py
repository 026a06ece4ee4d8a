"""A task's name, note and priority."""

import re
from dataclasses import replace

from services.language.commands import Changes, Command, Operation
from services.language.phrases import END, PRIORITY, SUBJECT, X, target_of
from services.language.priorities import LEVELS
from services.language.script import unquoted
from services.language.statement import Build, Statement, rule
from services.vocabulary import Priority


def _rename(match: re.Match[str], said: Statement) -> Command | None:
    title = unquoted(said.group(match, 'title').text).strip(' .')
    return (
        said.command(Operation.RENAME, match, target=target_of(match, said), changes=Changes(title=title))
        if title
        else None
    )


def _ask_for(operation: Operation) -> Build:
    return lambda match, said: said.command(operation, match, target=target_of(match, said))


def _describe(match: re.Match[str], said: Statement) -> Command | None:
    note = unquoted(said.group(match, 'note').text)
    return said.command(Operation.DESCRIBE, match, target=target_of(match, said), changes=Changes(description=note))


def _clear_note(match: re.Match[str], said: Statement) -> Command:
    return said.command(Operation.DESCRIBE, match, target=target_of(match, said), changes=Changes(description=''))


def _prioritise(match: re.Match[str], said: Statement) -> Command | None:
    named = match.groupdict().get('level')
    target = target_of(match, said)
    if not named and target.query:  # 'prioritise my tasks' asks for advice, not for a change
        return None
    grade = LEVELS[named] if named else Priority.LOW if match['verb'].startswith(('de', 'low')) else Priority.HIGH
    return said.command(Operation.PRIORITISE, match, target=target, changes=Changes(priority=grade))


def _perhaps_rename(match: re.Match[str], said: Statement) -> Command | None:
    """'Change milk to oat milk': a new title, when a task is called by the old one."""
    found = _rename(match, said)
    return replace(found, operation=Operation.UNKNOWN, maybe=Operation.RENAME) if found else None


def _no_priority(match: re.Match[str], said: Statement) -> Command:
    return said.command(
        Operation.PRIORITISE, match, target=target_of(match, said), changes=Changes(priority=Priority.MEDIUM)
    )


CLEARINGS = (
    rule(
        r'(?P<verb>remove|clear|delete|drop|erase) (?:the |its |any )?(?:notes?|descriptions?|comments?'
        rf'|details)(?: (?:of|from|on|for) {X}){END}',
        _clear_note,
    ),
    rule(
        rf'(?P<verb>remove|clear|reset|drop) (?:the |its |any )?priority(?: (?:of|from|on|for) {X})?{END}',
        _no_priority,
    ),
)
NAMES = (
    rule(rf'(?P<verb>rename|retitle|re-?name) {X} (?:to|as|into|:)(?: be)? (?P<title>.{{1,300}}?){END}', _rename),
    rule(rf'(?P<verb>rename|retitle) {X}{END}', _ask_for(Operation.RENAME)),
    rule(
        rf'(?P<verb>(?:change|edit|update|set|replace) (?:the )?(?:title|name|wording|text) (?:of|for)) {X} '
        rf'(?:to|as|with)(?: be| say| read)?:? (?P<title>.{{1,300}}?){END}',
        _rename,
    ),
    rule(
        r'(?P<verb>(?:call|title|name)) (?P<what>it|that|this|the (?:task|first|second|last)[\w ]{0,20}) '
        rf'(?P<title>.{{1,300}}?)(?: instead)?{END}',
        _rename,
    ),
    rule(
        r'(?P<verb>(?:add|attach|put|write|append|leave|make) (?:an? |the )?(?:note|description|comment'
        rf'|detail)s?) (?:to|on|for|onto) {X}(?:\s?[:,]\s?| saying(?: that)? | that | - | which says )'
        r'(?P<note>.{1,1000}?)\Z',
        _describe,
    ),
    rule(
        r'(?P<verb>add|attach|append|put) (?P<note>["\u201c\x01].{1,1000}?) (?:as (?:a |the )?(?:note'
        r'|description|comment|detail)s? (?:to|on|for)|to the (?:notes?|description|comments?|details) (?:of'
        r'|for|on)) (?P<what>.{1,300}?)[\s.!?]{0,3}\Z',
        _describe,
    ),
    rule(
        r'(?P<verb>(?:set|change|update|edit) (?:the )?(?:description|notes?|comment|details)) (?:of|for'
        rf'|on) {X} (?:to|as|:)(?: say)? (?P<note>.{{1,1000}}?)\Z',
        _describe,
    ),
    rule(rf'(?P<verb>(?:note|comment|description)) (?:on|for|to) {X}\s?: ?(?P<note>.{{1,1000}}?)\Z', _describe),
    rule(rf'(?P<verb>describe) {X} as (?P<note>.{{1,1000}}?)\Z', _describe),
)
PRIORITIES = (
    rule(rf"(?P<what>it|that|this)(?P<verb>'s) (?:now |very |an? )*{PRIORITY}[\s.!]{{0,3}}\Z", _prioritise),
    rule(
        r'(?P<verb>(?:set|change|raise|lower|bump|update|put|make|increase|decrease) (?:the )?prio'
        rf'(?:rity)?) (?:of|for|on) {X} (?:to|as|up to|down to|at)(?: be)? {PRIORITY}{END}',
        _prioritise,
    ),
    rule(
        r'(?P<verb>set|make|mark|change|bump|raise|lower|put|give|move|flag|turn|upgrade|downgrade|drop'
        rf'|promote|demote|increase|update|switch|should be) {X}(?: (?:prio(?:rity)?|up|down|back|now))?(?: '
        rf'(?:as|to|to be|with|at|on|of|an?|is))* {PRIORITY}(?: (?:one|task))?(?: instead)?{END}',
        _prioritise,
    ),
    rule(
        rf'{SUBJECT} (?P<verb>is|are|should be|has|have|needs to be|must be|is now|became) (?:now |very '
        rf'|an? )*{PRIORITY}(?: (?:one|task))?(?: now)?[\s.!]{{0,3}}\Z',
        _prioritise,
    ),
    rule(
        rf'(?P<verb>prioriti[sz]e|de-?prioriti[sz]e|(?:raise|lower|increase|decrease) the priority of) {X}{END}',
        _prioritise,
    ),
)
RENAMINGS = (
    rule(
        rf'(?P<verb>change|edit|update|replace|turn) {X} (?:to|into|with) (?P<title>.{{1,300}}?){END}', _perhaps_rename
    ),
)
