"""Questions about tasks: show them, count them, is this one among them, what is due, what is next."""

import re
from dataclasses import replace

from services.language.commands import Command, Operation
from services.language.descriptions import Description, describe, unfinished
from services.language.nouns import DATED, ELSEWHERE, LIST, LISTED, PLAINLY, THINGS
from services.language.queries import Query
from services.language.statement import Statement, rule
from services.language.targets import read_target
from services.language.words import vocabulary
from services.vocabulary import Status

_ASKING = vocabulary(
    'containing mentioning regarding matching related',
    'sorted sort ordered order grouped date dates plate finish complete',
    'show list display view see open read tell give get find search look check pull bring up review',
    "recite repeat go over print fetch see hear let know want need like what whats what's which who when",
    'where how many much number count total is are am do does did have has had can could would will',
    'should me my to for about on in of at out off from with back through and or so if whether there any',
    "i you we it its it's that this the a an be been being get got gotten put make made add added include",
    'included contain contains say says said look looks like items item going do doing done next now',
    "currently please again aloud loud today's down remember remind reminded supposed set called named",
    'know learn inform provide iterate access browse walk everything all some something anything else',
    'more still just already yet then name names content contents details detail part stuff planned plan',
    "plans coming happening upcoming scheduled i've i'd i'll i'm you've don't haven't quickly exactly",
    'left ones work tasks see',
)
_LISTED = re.compile(rf'\b(?:{LISTED}|notes|groceries|(?:grocery|shopping) items)\b')
_ELSEWHERE = re.compile(
    rf'\b{ELSEWHERE}\b|\bplaylists?\b|\blists? of (?!(?:my|the|things|tasks|to-?\s?dos?|reminders|chores'
    r'|items|errands|all)\b)'
)
_PLAINLY_OURS = re.compile(PLAINLY)
_DID = re.compile(
    r"\b(?:did|have|'ve) (?:i|we) (?:already |just |ever )?(?:finish(?:ed)?|completed?|get done"
    r"|gotten done)\b|\bi(?:'ve| have) (?:finished|completed|done)\b"
)
_NEXT = re.compile(
    r"\bnext (?:task|item|thing|to-?do|up|on)\b|\bwhat(?:'s| is| am i doing| should i do"
    r'| do i do)? next\b|\b(?:first|most important|most urgent|top) (?:task|item|thing)\b'
)
_SHOW = (
    r'(?:show|list|display|view|query|retrieve|fetch|see|open|read|tell|give|get|find|pull|bring|check'
    r'|review|recite|repeat'
    r'|go over|go through|go to|look|search|print|fetch|browse|access|inform|provide|iterate|walk me'
    r'|refresh|name|say|speak|recall|play|present|send me|remind me (?:of (?:the|my|what|how|all)|what'
    r'|which|how)|let me (?:see|know|hear|check|look|view|read)|access|hear|know|evaluate|confirm)'
)


def _read(said: Statement) -> Description:
    return describe(said.text, said.lower, said.reference, ignored=_ASKING, offset=said.offset)


def _show(match: re.Match[str], said: Statement) -> Command | None:
    """Anything that shows and names what is kept here."""
    if not any(ours.search(said.lower) for ours in (_LISTED, _DATED_ONLY, _MINE)):
        description = _read(said)
        if (
            description.rest
            or not (description.query.statuses or description.query.due)
            or not match[0].startswith(('show', 'list', 'display'))
        ):
            return None
    return _asked(match, said)


def _asked(match: re.Match[str], said: Statement) -> Command | None:
    if _is_elsewhere(said.lower):
        return None
    query = _query(said)
    operation = Operation.COUNT if _COUNT.match(said.lower) else Operation.SHOW
    return said.command(operation, match, query=query)


def _is_elsewhere(lower: str) -> bool:
    return _ELSEWHERE.search(lower) is not None and not _PLAINLY_OURS.search(lower)


def _query(said: Statement) -> Query:
    description = _read(said)
    query = description.query
    if _DID.search(said.lower):  # when something was done is not known, only when it was due
        query = replace(query, statuses=frozenset({Status.COMPLETED}), due=None)
    if _OPEN_ENDED.search(said.lower):
        query = unfinished(query)
    if _NEXT.search(said.lower):
        query = replace(unfinished(query), words='', limit=1)
    return query


def _named(match: re.Match[str], said: Statement) -> Command | None:
    """'Do I have milk on my list': what stands between the asking and the list is what is looked for."""
    if _is_elsewhere(said.lower):
        return None
    what = said.group(match, 'what')
    description = describe(what.text, what.lower, said.reference, ignored=_ASKING, offset=what.offset)
    query = description.query
    return said.command(Operation.SHOW, match, query=query)


def _when_written(match: re.Match[str], said: Statement) -> Command:
    return said.command(Operation.UNSUPPORTED, match, what='questions about past changes')


def _on_some_day(match: re.Match[str], said: Statement) -> Command | None:
    """'What do I have tomorrow': a question about days and nothing else."""
    description = _read(said)
    if description.rest or not description.query.due:
        return None
    return said.command(Operation.SHOW, match, query=description.query, slots=description.spans)


def _looked_for(match: re.Match[str], said: Statement) -> Command | None:
    """'Find dentist' is a search when a task fits, and may be anything when none does."""
    found = _named(match, said)
    return replace(found, tentative=True) if found and found.query and found.query.words else found


def _perhaps_show(match: re.Match[str], said: Statement) -> Command | None:
    """'Is the report done?', 'show the report': about a task, when one is called so."""
    target = read_target(said.group(match, 'what').text, said.reference)
    return said.command(Operation.UNKNOWN, match, target=target, maybe=Operation.SHOW) if target.words else None


def _described(match: re.Match[str], said: Statement) -> Command | None:
    """A description and nothing else: 'overdue tasks', 'my to-do list', 'due today'."""
    description = describe(said.text, said.lower, said.reference, offset=said.offset)
    noun = description.plural or description.singular
    if (
        description.rest
        or not (noun or description.is_narrow)
        or (
            not noun
            and description.spans
            and {span.kind for span in description.spans} == {'due'}
            and not _DUE_WORD.search(said.lower)
        )
    ):
        return None
    return said.command(Operation.SHOW, match, query=description.query, slots=description.spans)


def _follow_up(match: re.Match[str], said: Statement) -> Command | None:
    """'And tomorrow?': the last question again, for other days, another status or priority."""
    what = said.group(match, 'what')
    description = describe(what.text, what.lower, said.reference, offset=what.offset)
    if description.rest or not (description.is_narrow or description.quantified):
        return None
    return said.command(Operation.SHOW, match, query=description.query, follow_up=True, slots=description.spans)


_COUNT = re.compile(
    r'(?:(?:tell me |do you know |show me |remind me of |remind me )?how many|(?:the )?(?:number|count'
    r"|total) of|count|how much|what(?:'s| is) the (?:number|count|total))\b"
)
_OPEN_ENDED = re.compile(
    r"\b(?:(?:what(?:'s| is|s)?|is|are|anything)\b.{0,20} (?:on|in) (?:my|the|our|this)\b.{0,30}\blist"
    r'|have to|need to|supposed to|should i|must i|to do (?:today|tomorrow|this|next|now|on)|left'
    r"|remaining|what's (?:due|next)|is due|due|on my plate|do i have to|get done)\b"
)
_DUE_WORD = re.compile(r'\b(?:due|overdue|late)\b')
_MINE = re.compile(
    r"\b(?:things|items|stuff|something|anything)\b(?: that)? (?:i|did i|do i|you were|i'm|i've"
    r'|you)\b.{0,30}\b(?:remember|recall|buy|purchase|do|get|plan|forget|planning|asked|told|added|wrote'
    r'|remind)\b'
)
_DATED_ONLY = re.compile(rf'\b{DATED}\b')
_WHAT = (
    r"(?:what(?:'s| is| are| was| were|s|'re|'ve| all)?|which|who(?:'s| is)?|how|when(?:'s| is| are| do"
    r"| does| did)?|where(?:'s| is)?|is|are|am|do|does|did|have|has|anything|any|was|were|will"
    r'|at what time|can i)'
)

FOLLOW_UPS = (
    rule(
        r'(?:(?:and|now|so) |what about |how about |and what about |and how about |same for |what of )'
        r'(?:for |the |on |in |my |just |only |all )*(?P<what>.{1,60}?)[\s?.!]{0,3}\Z',
        _follow_up,
    ),
)
QUESTIONS = (
    *FOLLOW_UPS,
    rule(
        r'.{0,80}\b(?:created|added|changed|updated) (?:today|yesterday|this|last|since|on|in the)\b.{0,40}',
        _when_written,
    ),
    rule(r'(?:show|list|display|view|see)(?: me)?(?: (?:all|everything|it all|them all))?[\s?.!]{0,3}\Z', _asked),
    rule(r'how much (?:is|do i have|have i got)?(?: still)? ?(?:left|to do)\b.{0,30}', _asked),
    rule(
        rf'{_COUNT.pattern}.{{0,80}}\b(?:{LISTED}|{THINGS}|{DATED}|left|to do|due|overdue|remaining|open|done'
        r'|completed?|finish(?:ed)?|things?)\b',
        _asked,
    ),
    rule(
        r'(?:do|did|have|has|is|are|am|was|were|does) (?:i|there|you|we|my|the|it)?\b ?'
        rf'(?P<what>.{{1,160}}?) (?:on|in|to|into|down on|listed on|part of|one of|among|at the)\s(?:{LIST})'
        r'(?:\s(?:yet|already|today|right now|currently|now|too|items?))?[\s?.!]{0,3}\Z',
        _named,
    ),
    rule(
        rf"(?:(?:i|we) (?:want|need|would like|'d like|have) to |i'd like to |just |to )?(?:{_SHOW})\b.{{0,200}}", _show
    ),
    rule(rf'{_WHAT}\b.{{0,200}}', _show),
    rule(rf'(?:on|in|from) {LIST},? (?:is|are|did|do|does|have|has|what|which|how)\b.{{0,200}}', _show),
    rule(
        r"what(?:'s| is| are| do| does| did| should| must| can| have| am| all| needs| else|'ve| tasks"
        r'| things| was| were)?(?: i| we| there| you| my| on)?.{0,30}?\b(?:to do|have to do|got to do'
        r'|do (?:today|tomorrow|next|now|this|first|later|on)|due|overdue|next|left|on my plate|to get done'
        r'|get done|finish(?:ed)? (?:today|this|by|next)|completed?|done|on for|my day|have to (?:finish'
        r'|complete|get done)|going to do|be working on|in progress|urgent|important|planned|pending'
        r'|high priority|jobs to be done|accomplish|supposed to|told you|remind me|wanted to (?:remember'
        r'|recall)|want(?:ed)? to remember|trying to remember|asked you|need to (?:buy|get|finish|complete'
        r'|pick up))\b.{0,60}\Z',
        _asked,
    ),
    rule(
        r'(?:(?:do|did) i (?:have|need) (?:to )?|am i supposed to |is there |are there |do i have )'
        r'(?:anything|any|something|nothing|everything)\b.{0,40}\b(?:due|overdue|to do|left|urgent|pending'
        r'|open|to finish|to complete|today|tomorrow|this week|next week|scheduled|planned|going on'
        r'|coming up|on)\b.{0,40}',
        _asked,
    ),
    rule(r"what(?: tasks)? (?:have|did|'ve) (?:i|we) .{0,20}\b(?:finish(?:ed)?|completed?|done|do)\b.{0,30}", _asked),
    rule(r'(?:do|did) i (?:have|need) to (?P<what>.{1,80}?)[\s?.!]{0,3}\Z', _named),
    rule(r'am i (?:supposed|meant|scheduled) to (?P<what>.{1,80}?)[\s?.!]{0,3}\Z', _named),
    rule(
        r"(?:what|which tasks|is there anything|anything|do (?:i|we) have anything|what else)(?:'s| is| are"
        r"| do| have|'ve)?(?: (?:i|we))?(?: (?:have|got|doing))?\b.{0,60}",
        _on_some_day,
    ),
    rule(
        r'(?:do|have) (?:i|we) (?:have|got)? ?(?:anything|something|any (?:plans|tasks|deadlines)|a lot|much'
        r'|things)\b.{0,60}',
        _on_some_day,
    ),
    rule(r'(?:am|are) (?:i|we) (?:free|busy|available|doing anything)\b.{0,60}', _on_some_day),
    rule(
        r"when(?:'s| is| are| do i have)? (?:my|the|our) (?P<what>.{1,60}?)(?: (?:due|scheduled"
        r'|supposed to be done|planned))?[\s?.!]{0,3}\Z',
        _looked_for,
    ),
    rule(
        r"(?:anything|any tasks?|something) (?:(?:is|are|else|still|left|that's) )*(?:due|overdue|to do|left"
        r'|open|urgent|pending|scheduled|planned|for)\b.{0,60}',
        _asked,
    ),
    rule(
        r"(?:how(?:'s| is) my day|what(?:'s| is| does) my (?:day|week|plan).{0,40}|(?:plan|show) my day"
        r'|instruct me what to do|what am i doing (?:today|tomorrow|this|next|on).{0,30})',
        _asked,
    ),
    rule(
        rf'(?:search|find|look)(?: for| up)? (?P<what>.{{1,80}}?) (?:in|on|among|from) (?:{LIST})[\s?.!]{{0,3}}\Z',
        _named,
    ),
    rule(
        r'(?:search(?: for)?|filter(?: by)?|find)(?: for| by)?:? (?P<what>(?!me\b|a\b|an\b|some\b|the\b'
        r"|out\b|local\b)[\w'-]+(?: [\w'-]+){0,2})[\s?.!]{0,3}\Z",
        _looked_for,
    ),
    rule(
        rf'(?:.{{0,60}}\b)?(?:{LISTED}|{THINGS})\b.{{0,40}}\b(?:is|contains?|say|says|are) what[\s?.!]{{0,3}}\Z', _show
    ),
    rule(
        rf'(?:all |any |my |the )*(?:{THINGS}) (?:about|with|for|containing|named|called|mentioning|regarding'
        r'|matching|that mention|on) (?P<what>.{1,80}?)[\s?.!]{0,3}\Z',
        _named,
    ),
    rule(r'(?:my )?to-?\s?dos?[\s?.!]{0,3}\Z', _asked),
    rule(r"[\w' /-]{1,80}[\s?.!]{0,3}\Z", _described),
)
ABOUT_ONE = (
    rule(r'(?:show|open|view|see)(?: me)? (?P<what>(?:the|my) .{1,80}?)[\s?.!]{0,3}\Z', _perhaps_show),
    rule(r'tell me about (?P<what>(?:the|my) .{1,80}?)[\s?.!]{0,3}\Z', _perhaps_show),
    rule(
        r"what(?:'s| is) the (?:status|priority|due date|deadline|note|description) (?:of|for|on) "
        r'(?P<what>.{1,80}?)[\s?.!]{0,3}\Z',
        _perhaps_show,
    ),
    rule(
        r'(?:is|are|was) (?P<what>(?:the |my )?.{1,80}?) (?:done|finished|completed?|paid|ready|open|overdue'
        r'|due|in progress)(?: yet| already)?[\s?.!]{0,3}\Z',
        _perhaps_show,
    ),
    rule(r'(?:what priority|how urgent|how important) (?:is|are) (?P<what>.{1,80}?)[\s?.!]{0,3}\Z', _perhaps_show),
)
