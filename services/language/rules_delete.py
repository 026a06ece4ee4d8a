"""Removing tasks, and telling what is kept here from what is kept elsewhere."""

import re

from services.language.commands import Command, Operation, Target
from services.language.dates import dates_in
from services.language.nouns import DATED, ELSEWHERE, LIST, LISTED, THINGS
from services.language.phrases import END, SUBJECT, X
from services.language.queries import Query
from services.language.statement import Statement, rule
from services.language.targets import read_target


def _delete(match: re.Match[str], said: Statement) -> Command | None:
    phrase = said.group(match, 'what')
    if not phrase.lower or _FROM_EVENT.search(phrase.lower):
        return None
    target = _without_list(phrase)
    if not target.query and _ELSEWHERE.search(phrase.lower):
        return _perhaps_delete(match, said)
    return said.command(Operation.DELETE, match, target=target)


def _perhaps_delete(match: re.Match[str], said: Statement) -> Command | None:
    """'Delete my alarm', 'cancel the gym': a task when one is called so, and otherwise none of our business."""
    target = _without_list(said.group(match, 'what'))
    title = said.text if match['verb'] == 'cancel' else ''
    return (
        said.command(Operation.UNKNOWN, match, target=target, maybe=Operation.DELETE, suggested_title=title)
        if target.words
        else None
    )


def _delete_ours(match: re.Match[str], said: Statement) -> Command | None:
    """Verbs with many other uses delete only what is plainly kept here."""
    phrase = said.group(match, 'what')
    if _ELSEWHERE.search(phrase.lower):
        return _perhaps_delete(match, said)
    known = _OURS.search(phrase.lower) or next(dates_in(phrase.lower, said.reference, []), None)
    target = _without_list(phrase)
    if (
        known
        or target.numbers
        or (target.pointer and match['verb'] != 'cancel')
        or (target.query and match['verb'] != 'cancel')
    ):
        return said.command(Operation.DELETE, match, target=target)
    return _perhaps_delete(match, said)


def _delete_list(match: re.Match[str], said: Statement) -> Command:
    return said.command(Operation.DELETE, match, target=Target(query=Query()))


def _without_list(phrase: Statement) -> Target:
    listed = _FROM_LIST.search(phrase.lower)
    if listed and listed.start():
        return read_target(phrase.text[: listed.start()], phrase.reference)
    return read_target(phrase.text, phrase.reference)


_ELSEWHERE = re.compile(rf'\b{ELSEWHERE}\b(?!.{{0,40}}\b(?:{LISTED}|list|calendar|schedule)\b)')
_OURS = re.compile(rf'\b(?:{THINGS}|{LISTED}|{DATED})\b')
_FROM_EVENT = re.compile(
    r"\sfrom (?:the|my|our|this|that|his|her)? ?(?:[\w']+ ){0,4}?(?:meetings?|events?|party|lunch|dinner"
    r'|appointments?|get together|invite|invitation|carnival|conference)\b'
)
_FROM_LIST = re.compile(rf'\s(?:from|off|off of|on|in|out of|for|of)\s{LIST}(?:\splease)?[\s.!?]*\Z')


REMOVALS = (
    rule(
        r'(?P<verb>delet(?:e|ing)|remov(?:e|ing)|eras(?:e|ing)|trash|discard|purge|scrap|eliminate'
        rf'|get(?:ting)? rid off?) (?:of )?{X}{END}',
        _delete,
    ),
    rule(
        r'(?P<verb>omit|throw out|throw away|wipe(?: out| clean)?|dump|drop|bin|clean(?: out| up)?'
        rf'|empty(?: out)?|clear(?: out| off| up)?|blank out|cancel|kill|disregard) (?:of )?{X}{END}',
        _delete_ours,
    ),
    rule(
        rf'(?:you )?(?:can )?(?P<verb>take|scratch|strike|knock|pull|drop|remove|get) {X} (?:off|out)(?: of)?'
        rf'(?: of)? {LIST}(?: (?:for|on) .{{1,30}})?{END}',
        _delete,
    ),
    rule(
        rf'{SUBJECT} (?P<verb>should|needs to|need to|has to|have to|can|must) (?:be )?(?:removed|deleted'
        rf'|erased|taken off|come off|go)(?: (?:from|off|of))*(?: {LIST})?{END}',
        _delete,
    ),
    rule(rf'(?P<verb>take|scratch|get|pull|strike|nix|cut) {X} (?:from|off) {LIST}{END}', _delete),
    rule(
        rf'(?P<verb>(?:i|we) (?:want|need|would like)) {X} (?:off(?: of)?|gone from|out of|removed from'
        rf'|deleted from) {LIST}{END}',
        _delete,
    ),
    rule(
        rf'(?P<verb>make|(?:i|we) (?:want|need)|start|get) {LIST} (?:to be )?(?P<gone>empty|clear|cleared'
        rf'|emptied|wiped|erased|over){END}',
        _delete_list,
    ),
    rule(rf'(?P<verb>take|scratch|strike) (?:off|out) {X} (?:from|of|on) {LIST}{END}', _delete),
    rule(
        rf"(?P<verb>(?:i|we) (?:(?:do not|don't|dont) (?:need|want)|no longer (?:need|want)))(?: to)? {X} (?:"
        rf'(?:on|in) {LIST})(?: any ?more)?{END}',
        _delete,
    ),
    rule(
        rf'(?P<what>)(?P<verb>make sure|ensure|be sure) (?:that )?{LIST} (?:is|are|gets?) (?:completely '
        rf'|totally |all )*(?P<gone>clear|cleared|empty|emptied|deleted|wiped){END}',
        _delete_list,
    ),
    rule(
        rf"(?P<verb>(?:i|we) (?:(?:do not|don't|dont) (?:need|want)|no longer (?:need|want)))(?: to)? {X}"
        r'(?: any ?more)?[;,.]? (?:so |and |please |you can )*(?:take|remove|delete|cross|drop) (?:it|them'
        r'|that|those)\b.{0,60}',
        _delete,
    ),
    rule(
        r"(?P<verb>(?:i|we) (?:(?:do not|don't|dont) (?:need|want)|no longer (?:need"
        rf'|want)))(?: to)? {X} any ?more{END}',
        _delete_ours,
    ),
    rule(
        r'(?!if\b).{3,80}?[,;]? (?:so|and|please|then|can you) (?:please )?(?P<verb>take|remove|delete'
        rf'|scratch) {X} (?:off|from|off of) {LIST}{END}',
        _delete,
    ),
    rule(rf'(?P<verb>)(?:on|from|in|to) {LIST},? (?:please )?(?:delete|remove|erase|take off) {X}{END}', _delete),
    rule(rf'(?:{LIST}),? (?P<verb>delete|remove|erase) {X}{END}', _delete),
    rule(rf'(?P<verb>)(?:find|open|go to) {LIST} and (?:delete|remove|erase|clear|empty) {X}{END}', _delete),
)
