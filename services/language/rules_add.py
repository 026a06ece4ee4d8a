"""Adding tasks: 'remind me to …', 'add … to my list', 'new task: …', several at once."""

import re
from dataclasses import replace

from services.language.commands import Changes, Command, Operation
from services.language.dates import dates_in
from services.language.entry import entry_lines
from services.language.nouns import ELSEWHERE, LIST, PLAINLY, THINGS
from services.language.statement import Statement, rule
from services.language.titles import entries_in, entry_of

_X = r'(?P<what>\S(?:.{0,3900}?\S)?)'
_END = r'[\s.!?]{0,3}\Z'
_ADD = (
    r'(?:add(?:ing)?|putting|put|place|include|insert|append|stick|throw|toss|jot down|note down|write down'
    r'|mark down|jot|note|write|enter|get|make|pop|log|record|save|re ?add|tag|fit|also list)'
)
_REMINDING = (
    r'(?:remind me(?! (?:of )?(?:what|how|which|the (?:tasks|items|things)))|(?:set|make|create|add|give|get|have'
    r'|put|send|place|need|want|like)(?: ?up)?(?: me| myself)? (?:a |an |another |the |new |one '
    r'|repeating |daily |weekly )*(?:reminders?|alert|notification)(?! e-?mail)(?: up| set up| made'
    r'| set)?|(?:an? |another |the )?reminders?(?! e-?mail)(?: made| set(?: up)?)?|notify me|alert me'
    r'|tell me(?= to )|nudge me'
    r'|ping me)'
)
_TO = (
    r'(?:(?: for me| for myself| please)?(?: to| about| that i (?:need|have|want) to| that| of| for|:|,'
    r"| so i don't forget| off about| off)?(?: to)?)"
)
_ELSEWHERE_TO = re.compile(
    rf"\b(?:to|onto|on|in|into|from|of|as|at)\s(?:{LIST}?\s)?(?:[\w'&-]{{1,30}}\s){{0,6}}?{ELSEWHERE}\b"
    r'|\b(?:playlist|contacts?)\b'
)
_PLAINLY_OURS = re.compile(PLAINLY)
_SUM = re.compile(
    r'[\d\s,.]{1,20}(?:to|and|plus|\+|with)\s?\d|.{0,40}\bplus\b.{0,20}\d|(?:two|three|twelve|ten|five'
    r'|six|seven|eight|nine|eleven|one) and (?:two|three|twelve|ten|five|six|seven|eight|nine|eleven'
    r'|one)\b'
)
_NEW_LIST = re.compile(
    r"(?:an?|another|the|my|this week's|new|blank|fresh|empty|more|first|\s)*\s?"
    r"(?:(?!(?:to|on|onto|in|into|from|for|with|and)\b)[\w'-]+ ){0,3}(?:lists?|notebook)\b(?! (?:to|about)\b)"
    r'(?P<more>.{0,200})'
)
_NOT_A_CONDITION = re.compile(r'(?:set|i|can|could|please|make|create|use|and|will|would|you|it)\b')


def _create(match: re.Match[str], said: Statement) -> Command | None:
    """The titles are what is left when verb, list and label are taken away."""
    phrase = said.group(match, 'what')
    if _SUM.match(phrase.lower) or _elsewhere(said.lower):
        return None
    return _added(match, said, phrase)


def _added(match: re.Match[str], said: Statement, phrase: Statement) -> Command:
    """The tasks a phrase names, or when it names only a date, that date for a title still to be asked for."""
    found = list(dates_in(phrase.lower, said.reference, []))
    if found and not (phrase.lower[: found[0].start] + phrase.lower[found[0].end :]).strip(' .!'):
        changes = Changes(due=found[0].value, other_due=found[0].other)
        return said.command(Operation.CREATE, match, changes=changes)
    return said.command(Operation.CREATE, match, entries=entries_in(phrase))


def _elsewhere(lower: str) -> bool:
    return _ELSEWHERE_TO.search(lower) is not None and not _PLAINLY_OURS.search(lower)


def _remind(match: re.Match[str], said: Statement) -> Command | None:
    return _added(match, said, said.group(match, 'what'))


def _remind_when(match: re.Match[str], said: Statement) -> Command | None:
    """'Tomorrow at 4, remind me to …': a date said first belongs to the task; any other condition is its note."""
    when, what = said.group(match, 'when'), said.group(match, 'what')
    if next(dates_in(when.lower, said.reference, []), None):
        return said.command(Operation.CREATE, match, entries=(entry_of(f'{what.text} {when.text}', said),))
    if _NOT_A_CONDITION.match(when.lower):
        return _added(match, said, what)
    return said.command(Operation.CREATE, match, entries=(replace(entry_of(what.text, said), description=when.text),))


def _bare(match: re.Match[str], said: Statement) -> Command:
    """Something shall be added, and what it is was not said."""
    return said.command(Operation.CREATE, match)


def _new_list(match: re.Match[str], said: Statement) -> Command | None:
    found = _NEW_LIST.fullmatch(said.group(match, 'what').lower)
    if not found or _elsewhere(said.lower.replace('playlist', 'list')):
        return None
    return said.command(Operation.UNSUPPORTED, match, what='lists')


def _lines(match: re.Match[str], said: Statement) -> Command | None:
    """Several lines are several tasks, after a line that says so or with bullets."""
    lines = entry_lines(said.group(match, 'what').text)
    return (
        said.command(Operation.CREATE, match, entries=tuple(entry_of(line, said) for line in lines)) if lines else None
    )


_LISTED = re.compile(rf'\b(?:lists?|{THINGS}|calendar|schedule|agenda|appointments?|meetings?|events?)\b')
_ONLY_A_LIST = re.compile(rf'(?:get|note|list) {LIST}[\s.!?]*')
_ONLY_LISTED = re.compile(
    r'(?:put|place|include|insert|append|stick|throw|toss|note|write|enter|get|make|pop|log|record|save|tag'
    r'|fit|re ?add|plan|mark down|jot|begin)\b'
)


def _plain_add(match: re.Match[str], said: Statement) -> Command | None:
    """'Add' and 'create' alone are clear; 'put', 'write' and their like need a list or a task beside them."""
    if _ONLY_LISTED.match(said.lower) and not _LISTED.search(said.lower):
        return None
    if _ONLY_A_LIST.fullmatch(said.lower):
        return None
    return _create(match, said)


ADDITIONS = (
    rule(rf'(?:{_ADD}|create|new|todo|to-do|tasks?|todos|list)\b[^\n]{{0,60}}:?[ ]*\n(?P<what>(?s:.+))', _lines),
    rule(
        r'(?:create|generate|make|start|begin|set ?up|set|add(?= (?:a |an )?(?:new |blank |list))|new'
        r'|(?:open|give me|get|show)(?= (?:up )?(?:a '
        r'|an )?(?:new|fresh|blank))|i want to (?:make|start|create|have)|i would like to start|i want'
        r'|help me (?:start|make|create)|compose|build|prepare|start creating|please create)\b ?(?:up )?'
        r'(?:for )?(?:me )?(?P<what>.{2,120}?)[\s.!?]{0,3}\Z',
        _new_list,
    ),
    rule(
        r"(?:(?:(?:can|could|may) i (?:have|get) |i(?:'d| would)? (?:want|need|like)(?: you)?(?: to (?:set"
        r'|have|make|create|get|add))? |(?:i (?:want|need|would like) to )?(?:be |get )|would like '
        rf"|how about |don't forget to |help )?)(?:{_REMINDING}|reminded)\b{_TO}{_END}",
        _bare,
    ),
    rule(
        r"(?:(?:can|could|may) i (?:have|get) |i(?:'d| would)? (?:want|need|like)(?: you)?(?: to (?:set|have"
        r'|make|create|get|add|send))? |(?:i (?:want|need|would like|have) to )?(?:be |get )|would like '
        rf"|how about |don't forget to |help |it would be (?:good|great) if you could )?(?:{_REMINDING}"
        rf'|reminded)\b{_TO} {_X}{_END}',
        _remind,
    ),
    rule(
        r'(?P<when>(?!(?:did|do|have|has|what|are|is|were|see|check|show|tell|find|look|list)\b).{1,80}?),? '
        r'(?:(?:please|can you|could you|to'
        rf'|and|so) )*(?:remind me|reminder) to {_X}{_END}',
        _remind_when,
    ),
    rule(rf"(?:don't|do not|dont) (?:let me )?forget (?:to |about )?{_X}{_END}", _remind),
    rule(rf"(?:i )?(?:don't|do not|dont) want to forget (?:to |about )?{_X}{_END}", _remind),
    rule(rf'(?:i (?:need|have|want) to )?remember (?:to|that i (?:need|have) to) {_X}{_END}', _remind),
    rule(
        r'(?:make|take|jot down|put down)(?: me)? a (?:quick )?(?:note|memo|reminder)(?: (?:to|that|about'
        rf'|for me to|:))+ {_X}{_END}',
        _remind,
    ),
    rule(rf'(?:note|write|jot)(?: down)? (?:that )?i (?:need|have|must|want)(?: to)? {_X}{_END}', _remind),
    rule(rf'i need reminding (?:to|about|of) {_X}{_END}', _remind),
    rule(rf'(?:new |add(?: an?)? |another )?(?:task|to-?do|todo|reminder|note to self)\s?(?::|-) ?{_X}{_END}', _remind),
    rule(rf'(?:update|extend|change) {LIST} (?:with|to include|by adding) {_X}{_END}', _create),
    rule(rf'new (?:task|to-?do|todo|reminder|item)(?: called| named| to| for)? {_X}{_END}', _remind),
    rule(rf'(?:to|on|onto|in|for|under) (?:{LIST}),? ?(?:please )?(?:{_ADD}|i need|also {_ADD}) {_X}{_END}', _create),
    rule(rf'(?:open|go to|find|bring up|pull up) (?:up )?{LIST},? and (?:{_ADD}) {_X}{_END}', _create),
    rule(rf'(?:{_ADD}) (?:in |on |to |onto )(?:{LIST})\s?[,:]? (?!(?:and|if|for)\b){_X}{_END}', _create),
    rule(
        r'(?P<what>.{1,120}?) (?:should|needs? to|must|has to|have to|is to|are to) be (?:added|put|placed'
        rf'|included)(?: to| on| in)? (?:{LIST}).{{0,40}}',
        _create,
    ),
    rule(
        r'(?:i |we )?(?:need|want|would like)(?: to have)? (?P<what>.{1,120}?) (?:(?:to be )?(?:added|put'
        rf'|placed|included|listed) )?(?:to|on|onto|in|into|for) (?:{LIST}){_END}',
        _create,
    ),
    rule(
        r'(?:make sure|ensure|see to it|be sure)(?: that)? (?P<what>.{1,120}?) (?:is|are|gets?|was)(?: '
        rf'(?:added|put))?(?: to| on| in)? (?:{LIST}){_END}',
        _create,
    ),
    rule(
        r"(?:is|are|do i have|do we have|if|are there) (?P<what>.{1,120}?) (?:isn't |aren't |is not "
        rf'|are not |listed |already )?(?:on|in) (?:{LIST})[,;.?]? .{{0,30}}\b(?:add|put|include'
        r'|place)\b.{0,60}',
        _create,
    ),
    rule(
        r"(?:i|we)(?:'m| am|'re| are|'ve| have)? (?:all )?(?:out of|low on|running (?:low on|out of)"
        r'|run out of|ran out of'
        r'|no|no more|have no|could use) (?P<what>.{1,80}?)(?:[,;.]| so| and| can you| please| cause)+ .{0,40}?'
        rf'\b(?:add|remind|put|include|need)\b.{{0,60}}(?:{LIST}){_END}',
        _create,
    ),
    rule(
        rf'(?P<what>.{{1,200}}?),? (?:and |so |can you |could you |please )*(?:{_ADD}|set) (?:it|this|that'
        rf'|them|these|this one)(?: (?:to-?do|todo|task) item| (?:as|to|on|onto|in|into) (?:a )?(?:{LIST}'
        rf'|{THINGS}|(?:this |new )?(?:todo|to-do) item))(?: (?:please|too|now|also))?{_END}',
        _create,
    ),
    rule(
        r'(?P<what>i (?:need|have|want|must) .{1,200}?),? (?:so |and |can you |could you )*(?:please )?'
        rf'(?:remind me|add (?:it|this|that)|set a reminder){_END}',
        _create,
    ),
    rule(rf'(?:{_ADD}|create|schedule|plan|new|begin) {_X}{_END}', _plain_add),
    rule(
        r'(?:book|set ?up|set|arrange|organi[sz]e|make) (?P<what>(?:an? |the |my |another )?'
        r"(?:[\w'-]+ ){0,4}?(?:tasks?|to-?dos?|todos?|appointments?|meetings?|events?|reminders?|lunch"
        rf'|dinner|date|call)\b.{{0,200}}?){_END}',
        _create,
    ),
)
