"""How far a task has come: done, not done after all, started."""

import re
from dataclasses import replace

from services.language.commands import Changes, Command, Operation
from services.language.dates import dates_in
from services.language.phrases import END, SUBJECT, X, target_of
from services.language.statement import Build, Statement, rule
from services.vocabulary import Status

_DONE = r'(?:done|complete[d]?|finish(?:ed)?|checked(?: off)?|ticked(?: off)?|closed)'
_NOT_DONE = (
    rf'(?:not (?:yet )?{_DONE}|un-?(?:done|finished|completed|complete|checked|ticked)|incomplete'
    r'|open(?: again)?|pending(?: again)?|(?:not )?(?:to be )?todo|to-do|not started|still (?:open'
    r'|pending|to do))'
)
_STARTED = r'(?:in[ -]progress|started|under ?way|ongoing|being worked on|doing)'


_DUE = re.compile(r'(?:due|by|before|until|no later than)\b')


def _complete_unless_due(match: re.Match[str], said: Statement) -> Command | None:
    """'Finish the report' may tell that it is done; 'finish the report by friday' never does."""
    phrase = said.group(match, 'what')
    if any(_DUE.match(found.lead) for found in dates_in(phrase.lower, said.reference, [])):
        return None
    return _complete_if(match, said)


def _status(operation: Operation, status: Status, *, tentative: bool = False) -> Build:
    def build(match: re.Match[str], said: Statement) -> Command | None:
        target = target_of(match, said)
        return said.command(
            operation, match, target=target, changes=Changes(status=status), tentative=tentative and bool(target.words)
        )

    return build


_complete = _status(Operation.COMPLETE, Status.COMPLETED)
_complete_if = _status(Operation.COMPLETE, Status.COMPLETED, tentative=True)
_reopen = _status(Operation.REOPEN, Status.PENDING)
_start = _status(Operation.START, Status.IN_PROGRESS)
_start_if = _status(Operation.START, Status.IN_PROGRESS, tentative=True)

REOPENINGS = (
    rule(
        rf'(?P<verb>(?:re-?|un-?)?mark|set|change|put|move|switch) {X} (?:back )?(?:as |to |to be |is '
        rf'|back to )*{_NOT_DONE}{END}',
        _reopen,
    ),
    rule(rf'(?P<verb>(?:re-?|un-?)?mark|set) (?:as )?{_NOT_DONE}(?: again)?:? {X}{END}', _reopen),
    rule(
        rf'(?P<verb>uncheck|untick|unmark|un-?complete|un-?finish|re-?open|un-?cross) {X}(?: again)?{END}',
        _reopen,
    ),
    rule(
        rf"{SUBJECT} (?P<verb>(?:is|was|are|were|has|have)(?: actually| still)? ?(?:not|n't) (?:actually "
        rf"|really |yet |been |all )*{_DONE}|(?:isn't|wasn't|aren't|weren't|hasn't been|haven't been) "
        rf'(?:actually |really |yet |all )*{_DONE}|is still open|is still pending)(?: yet| after all'
        rf'| at all)?{END}',
        _reopen,
    ),
    rule(
        r"(?P<verb>i(?:'m| am) not (?:yet |actually )?(?:done|finished) with|i (?:have not|haven't|did not"
        rf"|didn't|never) (?:yet |actually |really )?(?:done|do|finished?|completed?)) {X}(?: yet"
        rf'| after all)?{END}',
        _reopen,
    ),
    rule(rf'(?P<verb>not (?:done|finished))(?: with {X})?(?: yet| after all)?{END}', _reopen),
)


def _perhaps_start(match: re.Match[str], said: Statement) -> Command | None:
    command = _start(match, said)
    return replace(command, operation=Operation.UNKNOWN, maybe=Operation.START) if command else None


STARTS = (
    rule(rf'(?P<verb>mark|set|change|put|move|switch) {X} (?:as |to |to be |is )*{_STARTED}{END}', _start),
    rule(
        r"(?P<verb>(?:start|begin|resume|continue) (?:to )?(?:work|working) on|i(?:'m| am) (?:now "
        r"|currently |already )?(?:working|busy) (?:on|with)|(?:i(?:'ve| have)? )?(?:just )?(?:started|begun"
        rf'|began)(?: working on| with| on)?|working on) {X}{END}',
        _start_if,
    ),
    rule(
        r'(?P<verb>start|begin|resume) (?:on )?(?P<what>(?:the |my )?(?:task|item|to-?do|todo|number'
        r'|#) ?.{1,200}|it|that|this|them|these|\d{1,3}|(?:the )?(?:first|second|third|last|next) (?:one'
        rf'|task|item)){END}',
        _start,
    ),
    rule(rf'{SUBJECT} (?:is|are) (?P<verb>)(?:now )?{_STARTED}(?: now)?{END}', _start),
)
COMPLETIONS = (
    rule(rf'(?P<what>)(?P<verb>mark|set)(?: (?:as|to))? {_DONE}{END}', _complete),
    rule(rf'(?P<verb>(?:i(?:\'m| am) )?(?:done|finished)) (?P<what>[a-z]{{2,20}}ing\b.{{0,200}}?){END}', _complete_if),
    rule(
        rf'(?P<verb>(?:mark|set|flag|change|put|move|tag|switch|consider)) {X} (?:as |to |to be |is '
        rf'|off as )*{_DONE}{END}',
        _complete,
    ),
    rule(
        rf'(?P<verb>(?:mark|set|flag|change) (?:as )?{_DONE}|task completed|task done|completed task|already '
        rf'(?:completed?|finished|done))[:,]? {X}{END}',
        _complete,
    ),
    rule(
        rf'(?P<verb>check(?! (?:if|whether|that|out|my|to see|in|with)\b)|tick|cross|mark|strike) {X} (?:off'
        r"|out(?<!check)|as off)(?: (?:of |from |on |in )?(?:the |my |our )?[\w' -]{0,30}(?:list|todo"
        rf'|to-do|todos|tasks|to do))?{END}',
        _complete,
    ),
    rule(
        rf'(?P<verb>(?:(?:check|tick|cross|mark|strike) off)|(?:cross|strike) (?:out|through)|tick) {X}{END}', _complete
    ),
    rule(
        rf'(?P<verb>mark) {X} (?:on|in|from) (?:the |my |our )?[\w\' -]{{0,30}}(?:lists?|todos?|to-dos?){END}',
        _complete,
    ),
    rule(
        r"(?P<verb>(?:i(?:'m| am|'ve| have)? )?(?:(?:am|just|already|finally|now|all) )*(?:done|finished"
        r"|through|ready) with|i(?:'ve| have) (?:(?:just|already|finally|now) )*(?:done|finished|completed"
        r'|taken care of)|i (?:(?:just|already|finally|now) )*(?:finished|completed|did|took care of)'
        rf"|(?:just |already |finally )*(?:finished|completed)) (?!not\b|i\b|you\b|it all wrong|n't){X}{END}",
        _complete_if,
    ),
    rule(
        rf"{SUBJECT}(?P<verb>(?: is|'s| was| are| were| has been| have been| got) (?:all |now |already |finally "
        rf'|both )*{_DONE}| is taken care of)(?: now| already)?[\s.!]{{0,3}}\Z',
        _complete_if,
    ),
    rule(
        r'(?P<what>(?:the )?(?:\d{1,3}(?:st|nd|rd|th)|first|second|third|last|next) (?:task|item|one)'
        rf'|(?:task|item|number) (?:\d{{1,3}}|[\w ]{{1,60}}))(?: (?:is|has been))? (?P<verb>){_DONE}{END}',
        _complete_if,
    ),
    rule(
        r'(?P<verb>complete|finish|finish off|finish up|close|tick)(?: off)? (?P<what>(?:(?:all|everything'
        r'|every|it|that|this|them|these|those|both)\b|(?:task|item|number|#)s? ?\d|\d|the (?:first|second'
        rf'|third|last|fourth|fifth)).{{0,200}}?){END}',
        _complete,
    ),
    rule(
        r'(?P<verb>complete|finish|close(?= (?:the |my )?(?:task|item|to-?do|todo)))(?: (?:the |my )?(?:task'
        rf'|item|to-?do|todo))? {X}{END}',
        _complete_unless_due,
    ),
    rule(
        r"(?P<what>)(?:(?:it's|its|that's|they're) )?(?:all )?(?P<verb>done|finished|completed?)(?: (?:it"
        rf'|that|this|now|already))?{END}',
        _complete,
    ),
)
PERHAPS_STARTS = (rule(rf'(?P<verb>start|begin|resume) {X}{END}', _perhaps_start),)
