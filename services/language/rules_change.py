"""Changing and removing tasks: done, not done, started, renamed, moved, deleted."""

import re
from dataclasses import replace
from datetime import timedelta

from services.language.commands import Changes, Command, Operation, Pointer, Target
from services.language.dates import DateSpan, dates_in
from services.language.entry import Entry
from services.language.nouns import DATED, ELSEWHERE, LIST, LISTED, THINGS
from services.language.priorities import LEVEL, LEVELS
from services.language.queries import Query
from services.language.script import unquoted
from services.language.statement import Build, Rule, Statement, rule
from services.language.targets import read_target
from services.language.words import AMOUNT, UNIT, UNITS, amount
from services.vocabulary import Priority, Status

IT = Target(pointer=Pointer.IT, single=True)
_PRIORITY = rf'(?P<level>{LEVEL})(?:[ -]?prio(?:rity)?)?'
_DONE = r'(?:done|complete[d]?|finish(?:ed)?|checked(?: off)?|ticked(?: off)?|closed)'
_NOT_DONE = rf'(?:not (?:yet )?{_DONE}|un-?(?:done|finished|completed|complete|checked|ticked)|incomplete|open(?: again)?|pending(?: again)?|(?:not )?(?:to be )?todo|to-do|not started|still (?:open|pending|to do))'
_STARTED = r'(?:in[ -]progress|started|under ?way|ongoing|being worked on|doing)'
_END = r'[\s.!?]{0,3}\Z'
_LONG_X = r'(?P<what>\S(?:.{0,300}\S)?)'
_SUBJECT = r"(?P<what>(?!(?:what|which|who|when|where|why|how|is|are|do|does|did|can|could|will|would|should|am|has|have|if|tell|show|list|i|i'm|you|we)\b)\S.{0,200}?)"
_X = r'(?P<what>\S(?:.{0,300}?\S)?)'


def _target(match: re.Match[str], said: Statement) -> Target:
    phrase = said.group(match, 'what')
    return read_target(phrase.text, said.reference) if phrase.text else IT


def _status(operation: Operation, status: Status, *, tentative: bool = False) -> Build:
    def build(match: re.Match[str], said: Statement) -> Command | None:
        target = _target(match, said)
        return said.command(
            operation, match, target=target, changes=Changes(status=status), tentative=tentative and bool(target.words)
        )

    return build


_complete = _status(Operation.COMPLETE, Status.COMPLETED)
_complete_if = _status(Operation.COMPLETE, Status.COMPLETED, tentative=True)
_reopen = _status(Operation.REOPEN, Status.PENDING)
_start = _status(Operation.START, Status.IN_PROGRESS)
_start_if = _status(Operation.START, Status.IN_PROGRESS, tentative=True)


def _rename(match: re.Match[str], said: Statement) -> Command | None:
    title = unquoted(said.group(match, 'title').text).strip(' .')
    return (
        said.command(Operation.RENAME, match, target=_target(match, said), changes=Changes(title=title))
        if title
        else None
    )


def _describe(match: re.Match[str], said: Statement) -> Command | None:
    note = unquoted(said.group(match, 'note').text)
    return said.command(Operation.DESCRIBE, match, target=_target(match, said), changes=Changes(description=note))


def _ask_for(operation: Operation) -> Build:
    return lambda match, said: said.command(operation, match, target=_target(match, said))


def _clear_note(match: re.Match[str], said: Statement) -> Command:
    return said.command(Operation.DESCRIBE, match, target=_target(match, said), changes=Changes(description=''))


def _prioritise(match: re.Match[str], said: Statement) -> Command:
    named = match.groupdict().get('level')
    grade = LEVELS[named] if named else Priority.LOW if match['verb'].startswith(('de', 'low')) else Priority.HIGH
    return said.command(Operation.PRIORITISE, match, target=_target(match, said), changes=Changes(priority=grade))


def _no_priority(match: re.Match[str], said: Statement) -> Command:
    return said.command(
        Operation.PRIORITISE, match, target=_target(match, said), changes=Changes(priority=Priority.MEDIUM)
    )


def _date_in(said: Statement, *, whole: bool) -> DateSpan | None:
    """The date a phrase is, or ends with."""
    found = list(dates_in(said.lower, said.reference, []))
    if not found or said.lower[found[-1].end :].strip(' .!?'):
        return None
    if whole and said.lower[: found[0].start].strip(' .') not in {
        '',
        'be',
        'be due',
        'due',
        'start',
        'be on',
        'the',
        'sometime',
        'some time',
    }:
        return None
    return found[-1]


def _due(found: DateSpan) -> Changes:
    return Changes(due=found.value, other_due=found.other)


def _schedule(match: re.Match[str], said: Statement) -> Command | None:
    """'Move the report to friday': what follows the last 'to' must be a date, or it is something else."""
    found = _date_in(said.group(match, 'when'), whole=True)
    what = said.group(match, 'what').lower
    if not found or _INDEFINITE.match(what) or _FROM_LIST.search(f'{what} '.rstrip()):
        return None
    if match['verb'] == 'schedule':
        return _schedule_or_add(match, said, found)
    phrase = _ADVERB.sub('', said.group(match, 'what').text)
    return said.command(Operation.SCHEDULE, match, target=read_target(phrase, said.reference), changes=_due(found))


def _schedule_or_add(match: re.Match[str], said: Statement, found: DateSpan) -> Command:
    """'Schedule the report for friday' moves the report there is, or else adds one."""
    phrase = said.group(match, 'what')
    target = read_target(phrase.text, said.reference)
    if not target.words:
        return said.command(Operation.SCHEDULE, match, target=target, changes=_due(found))
    entry = Entry(phrase.text[:1].upper() + phrase.text[1:], found.value, other_due=found.other)
    return said.command(Operation.CREATE, match, entries=(entry,), target=target, changes=_due(found))


def _reschedule(match: re.Match[str], said: Statement) -> Command | None:
    """'Reschedule the dentist tomorrow': the date ends the phrase, and what stands before it is the task."""
    phrase = said.group(match, 'what')
    found = list(dates_in(phrase.lower, said.reference, []))
    if found and not phrase.lower[found[-1].end :].strip(' .!?'):
        what = phrase.slice(0, found[-1].start)
        target = read_target(what.text, said.reference) if what.text else IT
        return said.command(Operation.SCHEDULE, match, target=target, changes=_due(found[-1]))
    return said.command(Operation.SCHEDULE, match, target=_target(match, said))


def _shift(match: re.Match[str], said: Statement) -> Command:
    """'Push it back by two days': counted from now, or from its own date when the task has one."""
    unit = UNITS[re.sub(r'(?<=..)s$', '', match['unit'])]
    many = amount(match['many'])
    earlier = match.groupdict().get('way') in {'forward', 'up', 'earlier', 'ahead'}
    days = {
        'minute': many / 1440,
        'hour': many / 24,
        'day': many,
        'week': 7 * many,
        'fortnight': 14 * many,
        'month': 30 * many,
        'year': 365 * many,
    }
    changes = Changes(shift=timedelta(days=-days[unit] if earlier else days[unit]))
    return said.command(Operation.SCHEDULE, match, target=_target(match, said), changes=changes)


def _unschedule(match: re.Match[str], said: Statement) -> Command:
    return said.command(Operation.UNSCHEDULE, match, target=_target(match, said), changes=Changes(clear_due=True))


def _make_it(match: re.Match[str], said: Statement) -> Command | None:
    """'Make it urgent', 'make it friday at 5'."""
    value = said.group(match, 'value')
    graded = re.fullmatch(rf'(?:(?:an?|to|the) )*{_PRIORITY}(?: (?:one|task))?', value.lower.rstrip(' .!?'))
    target = _target(match, said)
    if graded:
        return said.command(
            Operation.PRIORITISE, match, target=target, changes=Changes(priority=LEVELS[graded['level']])
        )
    found = _date_in(value, whole=True)
    return said.command(Operation.SCHEDULE, match, target=target, changes=_due(found)) if found else None


def _delete(match: re.Match[str], said: Statement) -> Command | None:
    phrase = said.group(match, 'what')
    if not phrase.lower or _FROM_EVENT.search(phrase.lower):
        return None
    if _ELSEWHERE.search(phrase.lower):
        return _perhaps_delete(match, said)
    return said.command(Operation.DELETE, match, target=_without_list(phrase))


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
        or (target.pointer and match['verb'] not in {'cancel'})
        or (target.query and target.query.statuses)
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


_ADVERB = re.compile(r'\s(?:back|forward|out|up|off|over|ahead)\Z', re.IGNORECASE)
_INDEFINITE = re.compile(r'(?:an?|new|another|some)\b')
_ELSEWHERE = re.compile(rf'\b{ELSEWHERE}\b(?!.{{0,40}}\b(?:{LISTED}|list|calendar|schedule)\b)')
_OURS = re.compile(rf'\b(?:{THINGS}|{LISTED}|{DATED})\b')
_FROM_EVENT = re.compile(
    r"\sfrom (?:the|my|our|this|that|his|her)? ?(?:[\w']+ ){0,4}?(?:meetings?|events?|party|lunch|dinner|appointments?|get together|invite|invitation|carnival|conference)\b"
)
_FROM_LIST = re.compile(rf'\s(?:from|off|off of|on|in|out of|for|of)\s{LIST}(?:\splease)?[\s.!?]*\Z')

CLEARINGS = (
    rule(
        rf'(?P<verb>remove|clear|delete|drop|unset|erase|take off|get rid of|cancel|no) (?:the |its |any )?(?:due ?dates?|deadlines?|dates?|due)(?: (?:of|from|on|for|off) {_X})?{_END}',
        _unschedule,
    ),
    rule(
        rf'(?P<verb>make|set|leave|let) {_X} (?:be )?(?:undated|(?:have |with |to )?(?:no|without an?y?|without) (?:due ?date|deadline|date))(?: anymore)?{_END}',
        _unschedule,
    ),
    rule(
        rf"{_SUBJECT} (?P<verb>has|have|needs?|doesn't|does not|do not|don't) (?:no|have an?y?|need an?y?) (?:due ?date|deadline|date)(?: anymore)?{_END}",
        _unschedule,
    ),
    rule(rf'(?P<verb>unschedule) {_X}{_END}', _unschedule),
    rule(
        rf'(?P<verb>remove|clear|delete|drop|erase) (?:the |its |any )?(?:notes?|descriptions?|comments?|details)(?: (?:of|from|on|for) {_X}){_END}',
        _clear_note,
    ),
    rule(
        rf'(?P<verb>remove|clear|reset|drop) (?:the |its |any )?priority(?: (?:of|from|on|for) {_X})?{_END}',
        _no_priority,
    ),
)
CHANGES = (
    # -- not done, before done
    rule(
        rf'(?P<verb>(?:re-?|un-?)?mark|set|change|put|move|switch) {_X} (?:back )?(?:as |to |to be |is |back to )*{_NOT_DONE}{_END}',
        _reopen,
    ),
    rule(rf'(?P<verb>(?:re-?|un-?)?mark|set) (?:as )?{_NOT_DONE}(?: again)?:? {_X}{_END}', _reopen),
    rule(
        rf'(?P<verb>uncheck|untick|unmark|un-?complete|un-?finish|un-?do|re-?open|un-?cross) {_X}(?: again)?{_END}',
        _reopen,
    ),
    rule(
        rf"{_SUBJECT} (?P<verb>(?:is|was|are|were|has|have)(?: actually| still)? ?(?:not|n't) (?:actually |really |yet |been |all )*{_DONE}|(?:isn't|wasn't|aren't|weren't|hasn't been|haven't been) (?:actually |really |yet |all )*{_DONE}|is still open|is still pending)(?: yet| after all| at all)?{_END}",
        _reopen,
    ),
    rule(
        rf"(?P<verb>i(?:'m| am) not (?:yet |actually )?(?:done|finished) with|i (?:have not|haven't|did not|didn't|never) (?:yet |actually |really )?(?:done|do|finished?|completed?)) {_X}(?: yet| after all)?{_END}",
        _reopen,
    ),
    rule(rf'(?P<verb>not (?:done|finished))(?: with {_X})?(?: yet| after all)?{_END}', _reopen),
    # -- started
    rule(rf'(?P<verb>mark|set|change|put|move|switch) {_X} (?:as |to |to be |is )*{_STARTED}{_END}', _start),
    rule(
        rf"(?P<verb>(?:start|begin|resume|continue) (?:to )?(?:work|working) on|i(?:'m| am) (?:now |currently |already )?(?:working|busy) (?:on|with)|(?:i(?:'ve| have)? )?(?:just )?(?:started|begun|began)(?: working on| with| on)?|working on) {_X}{_END}",
        _start_if,
    ),
    rule(
        rf'(?P<verb>start|begin|resume) (?:on )?(?P<what>(?:the |my )?(?:task|item|to-?do|todo|number|#) ?.{{1,200}}|it|that|this|them|these|\d{{1,3}}|(?:the )?(?:first|second|third|last|next) (?:one|task|item)){_END}',
        _start,
    ),
    rule(rf'{_SUBJECT} (?:is|are) (?P<verb>)(?:now )?{_STARTED}(?: now)?{_END}', _start),
    # -- done
    rule(
        rf'(?P<verb>(?:mark|set|flag|change|put|move|tag|switch)) {_X} (?:as |to |to be |is |off as )*{_DONE}{_END}',
        _complete,
    ),
    rule(
        rf'(?P<verb>(?:mark|set|flag|change) (?:as )?{_DONE}|task completed|task done|completed task|already (?:completed?|finished|done))[:,]? {_X}{_END}',
        _complete,
    ),
    rule(
        rf'(?P<verb>check(?! (?:if|whether|that|out|my|to see|in|with)\b)|tick|cross|mark|strike) {_X} (?:off|out(?<!check)|as off)(?: (?:of |from |on |in )?(?:the |my |our )?[\w\' -]{{0,30}}(?:list|todo|to-do|todos|tasks|to do))?{_END}',
        _complete,
    ),
    rule(rf'(?P<verb>(?:(?:check|tick|cross|mark|strike) off)|(?:cross|strike) out) {_X}{_END}', _complete),
    rule(
        rf'(?P<verb>mark) {_X} (?:on|in|from) (?:the |my |our )?[\w\' -]{{0,30}}(?:lists?|todos?|to-dos?){_END}',
        _complete,
    ),
    rule(
        rf"(?P<verb>(?:i(?:'m| am|'ve| have)? )?(?:(?:am|just|already|finally|now|all) )*(?:done|finished|through|ready) with|i(?:'ve| have) (?:(?:just|already|finally|now) )*(?:done|finished|completed|taken care of)|i (?:(?:just|already|finally|now) )*(?:finished|completed|did|took care of)|(?:just |already |finally )*(?:finished|completed)) (?!not\b|i\b|you\b|it all wrong|n't){_X}{_END}",
        _complete_if,
    ),
    rule(
        rf'{_SUBJECT} (?P<verb>(?:is|was|are|were|has been|have been|got) (?:all |now |already |finally |both )*{_DONE}|is taken care of)(?: now| already)?[\s.!]{{0,3}}\Z',
        _complete_if,
    ),
    rule(
        rf'(?P<what>(?:the )?(?:\d{{1,3}}(?:st|nd|rd|th)|first|second|third|last|next) (?:task|item|one)|(?:task|item|number) (?:\d{{1,3}}|[\w ]{{1,60}}))(?: (?:is|has been))? (?P<verb>){_DONE}{_END}',
        _complete_if,
    ),
    rule(
        rf'(?P<verb>complete|finish|finish off|finish up|close|tick)(?: off)? (?P<what>(?:(?:all|everything|every|it|that|this|them|these|those|both)\b|(?:task|item|number|#)s? ?\d|\d|the (?:first|second|third|last|fourth|fifth)).{{0,200}}?){_END}',
        _complete,
    ),
    rule(
        rf'(?P<verb>complete|finish|close(?= (?:the |my )?(?:task|item|to-?do|todo)))(?: (?:the |my )?(?:task|item|to-?do|todo))? {_X}{_END}',
        _complete_if,
    ),
    rule(
        rf'(?P<what>)(?:(?:it\'s|its|that\'s|they\'re) )?(?:all )?(?P<verb>done|finished|completed?)(?: (?:it|that|this|now|already))?{_END}',
        _complete,
    ),
    # -- names and notes
    rule(rf'(?P<verb>rename|retitle|re-?name) {_X} (?:to|as|into|:)(?: be)? (?P<title>.{{1,300}}?){_END}', _rename),
    rule(rf'(?P<verb>rename|retitle) {_X}{_END}', _ask_for(Operation.RENAME)),
    rule(
        rf'(?P<verb>(?:change|edit|update|set|replace) (?:the )?(?:title|name|wording|text) (?:of|for)) {_X} (?:to|as|with)(?: be| say| read)?:? (?P<title>.{{1,300}}?){_END}',
        _rename,
    ),
    rule(
        rf'(?P<verb>(?:call|title|name)) (?P<what>it|that|this|the (?:task|first|second|last)[\w ]{{0,20}}) (?P<title>.{{1,300}}?)(?: instead)?{_END}',
        _rename,
    ),
    rule(
        rf'(?P<verb>(?:add|attach|put|write|append|leave|make) (?:an? |the )?(?:note|description|comment|detail)s?) (?:to|on|for|onto) {_X}(?:\s?[:,]\s?| saying(?: that)? | that | - | which says )(?P<note>.{{1,1000}}?)\Z',
        _describe,
    ),
    rule(
        r'(?P<verb>add|attach|append|put) (?P<note>["\u201c\x01].{1,1000}?) (?:as (?:a |the )?(?:note|description|comment|detail)s? (?:to|on|for)|to the (?:notes?|description|comments?|details) (?:of|for|on)) (?P<what>.{1,300}?)[\s.!?]{0,3}\Z',
        _describe,
    ),
    rule(
        rf'(?P<verb>(?:set|change|update|edit) (?:the )?(?:description|notes?|comment|details)) (?:of|for|on) {_X} (?:to|as|:)(?: say)? (?P<note>.{{1,1000}}?)\Z',
        _describe,
    ),
    rule(rf'(?P<verb>(?:note|comment|description)) (?:on|for|to) {_X}\s?: ?(?P<note>.{{1,1000}}?)\Z', _describe),
    rule(rf'(?P<verb>describe) {_X} as (?P<note>.{{1,1000}}?)\Z', _describe),
    # -- priority
    rule(
        rf'(?P<verb>(?:set|change|raise|lower|bump|update|put|make|increase|decrease) (?:the )?prio(?:rity)?) (?:of|for|on) {_X} (?:to|as|up to|down to|at)(?: be)? {_PRIORITY}{_END}',
        _prioritise,
    ),
    rule(
        rf'(?P<verb>set|make|mark|change|bump|raise|lower|put|give|move|flag|turn|upgrade|downgrade|drop|promote|demote|increase|update|switch|should be) {_X}(?: (?:prio(?:rity)?|up|down|back|now))?(?: (?:as|to|to be|with|at|on|of|an?|is))* {_PRIORITY}(?: (?:one|task))?(?: instead)?{_END}',
        _prioritise,
    ),
    rule(
        rf'{_SUBJECT} (?P<verb>is|are|should be|has|have|needs to be|must be|is now|became) (?:now |very |an? )*{_PRIORITY}(?: (?:one|task))?(?: now)?[\s.!]{{0,3}}\Z',
        _prioritise,
    ),
    rule(
        rf'(?P<verb>prioriti[sz]e|de-?prioriti[sz]e|(?:raise|lower|increase|decrease) the priority of) {_X}{_END}',
        _prioritise,
    ),
    # -- due dates
    rule(
        rf'(?P<verb>(?:set|change|move|update|make|push|put|shift|adjust) (?:the )?(?:due ?date|deadline|date|due|time|reminder)) (?:of|for|on) {_X} (?:to|as|for|until|back to|at|on|from .{{1,30}} to) (?P<when>.{{1,80}}?){_END}',
        _schedule,
    ),
    rule(
        rf'(?P<verb>push|postpone|delay|defer|move|shift|bring|snooze|put off|extend|pull) {_X}(?: (?P<way>back|out|off|forward|up|ahead|later))? (?:by|for) (?:another )?(?P<many>{AMOUNT}) ?(?P<unit>{UNIT})(?: (?:later|earlier|more))?{_END}',
        _shift,
    ),
    rule(
        rf'(?P<verb>push|postpone|delay|defer|move|shift|bring|put) {_X} (?P<way>back|out|off|forward|up|ahead) (?P<many>{AMOUNT}) ?(?P<unit>{UNIT}){_END}',
        _shift,
    ),
    rule(
        rf'(?P<verb>push|postpone|delay|defer|move|shift|bring|put|snooze|make) {_X} (?:(?:back|out|off|forward|up|ahead) )?(?P<many>{AMOUNT}) ?(?P<unit>{UNIT}) (?P<way>later|earlier){_END}',
        _shift,
    ),
    rule(
        rf'(?P<verb>move|push|postpone|reschedule|re-?schedule|delay|defer|shift|bring|change|set|make|put|update|switch|put off|snooze|pull|transfer|advance|schedule|extend|adjust) {_LONG_X}(?: (?:back|forward|out|up|off|over|ahead|instead|date|due date|deadline))? (?:to|until|till|onto|for|from .{{1,40}} to|to be|due|to start)(?: be)?(?: due)? (?P<when>.{{1,60}}?)(?: instead| please)?{_END}',
        _schedule,
    ),
    rule(
        rf'{_SUBJECT} (?P<verb>is due|is now due|should be due|is for|should be(?: moved to| on| at)?|got moved to|has moved to|has been moved to|was moved to|moved to|needs to be moved to) (?P<when>.{{1,60}}?)(?: instead)?[\s.!]{{0,3}}\Z',
        _schedule,
    ),
    rule(
        rf'(?P<what>)(?P<verb>(?:make|set|move|push|change|put|reschedule|postpone) (?:it|that|this|them|those|these|both|all of them)?) ?(?:due )?(?:to |for |until |on |by )?(?P<value>.{{1,80}}?)(?: instead)?{_END}',
        lambda match, said: _make_it_pointed(match, said),
    ),
    rule(rf'(?P<verb>reschedule|postpone|defer|snooze|re-?schedule) {_X}{_END}', _reschedule),
)


def _make_it_pointed(match: re.Match[str], said: Statement) -> Command | None:
    """As `_make_it`, for whichever pronoun the verb was said with."""
    command = _make_it(match, said)
    pointed = match['verb'].partition(' ')[2]
    return replace(command, target=read_target(pointed, said.reference)) if command and pointed else command


REMOVALS = (
    rule(
        rf'(?P<verb>delet(?:e|ing)|remov(?:e|ing)|eras(?:e|ing)|trash|discard|purge|scrap|eliminate|get(?:ting)? rid off?) (?:of )?{_X}{_END}',
        _delete,
    ),
    rule(
        rf'(?P<verb>omit|throw out|throw away|wipe(?: out| clean)?|dump|drop|bin|clean(?: out| up)?|empty(?: out)?|clear(?: out| off| up)?|blank out|cancel|kill|disregard) (?:of )?{_X}{_END}',
        _delete_ours,
    ),
    rule(
        rf'(?:you )?(?:can )?(?P<verb>take|scratch|strike|knock|pull|drop|remove|get) {_X} (?:off|out)(?: of)?(?: of)? {LIST}(?: (?:for|on) .{{1,30}})?{_END}',
        _delete,
    ),
    rule(
        rf'{_SUBJECT} (?P<verb>should|needs to|need to|has to|have to|can|must) (?:be )?(?:removed|deleted|erased|taken off|come off|go)(?: (?:from|off|of)+ {LIST})?{_END}',
        _delete,
    ),
    rule(rf'(?P<verb>take|scratch|get|pull) {_X} from {LIST}{_END}', _delete),
    rule(rf'(?P<verb>take|scratch|strike) (?:off|out) {_X} (?:from|of|on) {LIST}{_END}', _delete),
    rule(
        rf"(?P<verb>(?:i|we) (?:(?:do not|don't|dont) (?:need|want)|no longer (?:need|want)))(?: to)? {_X} (?:(?:on|in) {LIST})(?: any ?more)?{_END}",
        _delete,
    ),
    rule(
        rf'(?P<what>)(?P<verb>make sure|ensure|be sure) (?:that )?{LIST} (?:is|are|gets?) (?:completely |totally |all )*(?P<gone>clear|cleared|empty|emptied|deleted|wiped){_END}',
        _delete_list,
    ),
    rule(
        rf"(?P<verb>(?:i|we) (?:(?:do not|don't|dont) (?:need|want)|no longer (?:need|want)))(?: to)? {_X}(?: any ?more)?[;,.]? (?:so |and |please |you can )*(?:take|remove|delete|cross|drop) (?:it|them|that|those)\b.{{0,60}}",
        _delete,
    ),
    rule(
        rf"(?P<verb>(?:i|we) (?:(?:do not|don't|dont) (?:need|want)|no longer (?:need|want)))(?: to)? {_X} any ?more{_END}",
        _delete_ours,
    ),
    rule(
        rf'(?!if\b).{{3,80}}?[,;]? (?:so|and|please|then|can you) (?:please )?(?P<verb>take|remove|delete|scratch) {_X} (?:off|from|off of) {LIST}{_END}',
        _delete,
    ),
    rule(rf'(?P<verb>)(?:on|from|in|to) {LIST},? (?:please )?(?:delete|remove|erase|take off) {_X}{_END}', _delete),
    rule(rf'(?:{LIST}),? (?P<verb>delete|remove|erase) {_X}{_END}', _delete),
    rule(rf'(?P<verb>)(?:find|open|go to) {LIST} and (?:delete|remove|erase|clear|empty) {_X}{_END}', _delete),
)
