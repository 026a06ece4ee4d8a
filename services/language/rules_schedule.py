"""When a task is due: moved, put off, made undated."""

import re
from dataclasses import replace
from datetime import timedelta

from services.language.commands import Changes, Command, Operation
from services.language.dates import DateSpan, dates_in
from services.language.entry import Entry
from services.language.nouns import LIST
from services.language.phrases import END, IT, LONG_X, PRIORITY, SUBJECT, X, date_of, due_on, target_of
from services.language.priorities import LEVELS
from services.language.statement import Statement, rule
from services.language.targets import read_target
from services.language.words import AMOUNT, UNIT, UNITS, amount


def _schedule(match: re.Match[str], said: Statement) -> Command | None:
    """'Move the report to friday': what follows the last 'to' must be a date, or it is something else."""
    found = date_of(said.group(match, 'when'))
    what = said.group(match, 'what').lower
    if not found or _INDEFINITE.match(what) or _FROM_LIST.search(f'{what} '.rstrip()):
        return None
    if match['verb'] == 'schedule':
        return _schedule_or_add(match, said, found)
    phrase = _ADVERB.sub('', said.group(match, 'what').text) or 'it'
    return said.command(Operation.SCHEDULE, match, target=read_target(phrase, said.reference), changes=due_on(found))


def _schedule_or_add(match: re.Match[str], said: Statement, found: DateSpan) -> Command:
    """'Schedule the report for friday' moves the report there is, or else adds one."""
    phrase = said.group(match, 'what')
    target = read_target(phrase.text, said.reference)
    if not target.words:
        return said.command(Operation.SCHEDULE, match, target=target, changes=due_on(found))
    entry = Entry(phrase.text, found.value, other_due=found.other)
    return said.command(Operation.CREATE, match, entries=(entry,), target=target, changes=due_on(found))


def _reschedule(match: re.Match[str], said: Statement) -> Command | None:
    """'Reschedule the dentist tomorrow': the date ends the phrase, and what stands before it is the task."""
    phrase = said.group(match, 'what')
    found = list(dates_in(phrase.lower, said.reference, []))
    if found and not phrase.lower[found[-1].end :].strip(' .!?'):
        what = phrase.slice(0, found[-1].start)
        target = read_target(what.text, said.reference) if what.text else IT
        return said.command(Operation.SCHEDULE, match, target=target, changes=due_on(found[-1]))
    return said.command(Operation.SCHEDULE, match, target=target_of(match, said))


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
    return said.command(Operation.SCHEDULE, match, target=target_of(match, said), changes=changes)


def _perhaps_move(match: re.Match[str], said: Statement) -> Command | None:
    """'Push the report': for a task that is so called, to a date still to be asked for."""
    target = target_of(match, said)
    if target.words:
        return said.command(Operation.UNKNOWN, match, target=target, maybe=Operation.SCHEDULE)
    return said.command(Operation.SCHEDULE, match, target=target) if target.pointer or target.numbers else None


def _unschedule(match: re.Match[str], said: Statement) -> Command:
    return said.command(Operation.UNSCHEDULE, match, target=target_of(match, said), changes=Changes(clear_due=True))


def _make_it(match: re.Match[str], said: Statement) -> Command | None:
    """'Make it urgent', 'make it friday at 5'."""
    value = said.group(match, 'value')
    graded = re.fullmatch(rf'(?:(?:an?|to|the) )*{PRIORITY}(?: (?:one|task))?', value.lower.rstrip(' .!?'))
    target = target_of(match, said)
    if graded:
        return said.command(
            Operation.PRIORITISE, match, target=target, changes=Changes(priority=LEVELS[graded['level']])
        )
    found = date_of(value)
    return said.command(Operation.SCHEDULE, match, target=target, changes=due_on(found)) if found else None


def _make_it_pointed(match: re.Match[str], said: Statement) -> Command | None:
    """As `_make_it`, for whichever pronoun the verb was said with."""
    command = _make_it(match, said)
    pointed = match['verb'].partition(' ')[2]
    return replace(command, target=read_target(pointed, said.reference)) if command and pointed else command


_ADVERB = re.compile(r'\s(?:back|forward|out|up|off|over|ahead)\Z', re.IGNORECASE)
_INDEFINITE = re.compile(r'(?:an?|new|another|some)\b')
_FROM_LIST = re.compile(rf'\s(?:from|off|off of|on|in|out of|for|of)\s{LIST}(?:\splease)?[\s.!?]*\Z')


UNSCHEDULINGS = (
    rule(
        r'(?P<what>)(?P<verb>set|change|move|update|push|make) (?:the |its )?(?:due ?date|deadline'
        r'|due) (?:to|for|on|until|as)'
        rf' (?P<when>.{{1,60}}?){END}',
        _schedule,
    ),
    rule(
        r'(?P<verb>remove|clear|delete|drop|unset|erase|take off|get rid of|cancel|no) (?:the |its '
        rf'|any )?(?:due ?dates?|deadlines?|dates?|due)(?: (?:of|from|on|for|off) {X})?{END}',
        _unschedule,
    ),
    rule(
        rf'(?P<verb>make|set|leave|let) {X} (?:be )?(?:undated|(?:have |with |to )?(?:no|without an?y?'
        rf'|without) (?:due ?date|deadline|date))(?: anymore)?{END}',
        _unschedule,
    ),
    rule(
        rf"{SUBJECT} (?P<verb>has|have|needs?|doesn't|does not|do not|don't) (?:no|have an?y?|need an?y?) "
        rf'(?:due ?date|deadline|date)(?: anymore)?{END}',
        _unschedule,
    ),
    rule(rf'(?P<verb>unschedule) {X}{END}', _unschedule),
)
SCHEDULINGS = (
    rule(
        r'(?P<what>)(?P<verb>set|change|move|update|push|make) (?:the |its )?(?:due ?date|deadline'
        r'|due) (?:to|for|on|until|as)'
        rf' (?P<when>.{{1,60}}?){END}',
        _schedule,
    ),
    rule(
        r'(?P<verb>(?:set|change|move|update|make|push|put|shift|adjust) (?:the )?(?:due ?date|deadline|date'
        rf'|due|time|reminder)) (?:of|for|on) {X} (?:to|as|for|until|back to|at|on|from .{{1,30}} to) '
        rf'(?P<when>.{{1,80}}?){END}',
        _schedule,
    ),
    rule(
        rf'(?P<verb>push|postpone|delay|defer|move|shift|bring|snooze|put off|extend|pull) {X}(?: '
        rf'(?P<way>back|out|off|forward|up|ahead|later))? (?:by|for) (?:another )?(?P<many>{AMOUNT}) ?'
        rf'(?P<unit>{UNIT})(?: (?:later|earlier|more))?{END}',
        _shift,
    ),
    rule(
        rf'(?P<verb>push|postpone|delay|defer|move|shift|bring|put) {X} (?P<way>back|out|off|forward|up'
        rf'|ahead) (?P<many>{AMOUNT}) ?(?P<unit>{UNIT}){END}',
        _shift,
    ),
    rule(
        rf'(?P<verb>push|postpone|delay|defer|move|shift|bring|put|snooze|make) {X} (?:(?:back|out|off'
        rf'|forward|up|ahead) )?(?P<many>{AMOUNT}) ?(?P<unit>{UNIT}) (?P<way>later|earlier){END}',
        _shift,
    ),
    rule(
        r'(?P<verb>move|push|postpone|reschedule|re-?schedule|delay|defer|shift|bring|change|set|make|put'
        rf'|update|switch|put off|snooze|pull|transfer|advance|schedule|extend|adjust) {LONG_X}(?: (?:back'
        r'|forward|out|up|off|over|ahead|instead|date|due date|deadline))? (?:to|until|till|onto|for'
        r'|from .{1,40} to|to be|due|to start)(?: be)?(?: due)? (?P<when>.{1,60}?)(?: instead'
        rf'| please)?{END}',
        _schedule,
    ),
    rule(
        rf'{SUBJECT} (?P<verb>is due|(?:should|must|needs to|has to) be (?:done|finished|completed|ready)'
        r'|is now due|should be due|is for|should be(?: moved to| on| at)?'
        r'|got moved to|has moved to|has been moved to|was moved to|moved to|needs to be moved to) '
        r'(?P<when>.{1,60}?)(?: instead)?[\s.!]{0,3}\Z',
        _schedule,
    ),
    rule(
        r'(?P<what>)(?P<verb>(?:make|set|move|push|change|put|reschedule|postpone) (?:it|that|this|them'
        r'|those|these|both|all of them)?) ?(?:due )?(?:to |for |until |on |by )?(?P<value>.{1,80}?)'
        rf'(?: instead)?{END}',
        _make_it_pointed,
    ),
    rule(rf'(?P<verb>reschedule|postpone|defer|snooze|re-?schedule) {X}{END}', _reschedule),
    rule(rf'(?P<verb>push|delay|move|put off) {X}(?: (?:back|out|off|forward|up))?{END}', _perhaps_move),
)
