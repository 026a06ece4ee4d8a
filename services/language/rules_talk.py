"""Talk about the conversation itself: yes, no, stop, undo, redo, help, the second one."""

import re

from services.language.commands import Command, Operation, Pointer
from services.language.statement import Rule, Statement, rule
from services.language.targets import read_target

_END = r'[\s.!,]{0,4}\Z'
_PLEASE = r'(?:,? (?:please|pls|thanks|thank you))?'
_YES = (
    r'(?:yes|y|yep|yeah|yup|ye|yea|aye|sure|ok|okay|k|confirm|confirmed|i confirm|approve|approved|do it'
    r'|do that|do so|go ahead|go for it|proceed|please do|of course|absolutely|definitely'
    r"|certainly|correct|right|exactly|agreed|affirmative|sounds good|that's right|that is right"
    r"|that's correct|that is correct|i'm sure|i am sure|by all means|make it so|all good)"
)
_YES_MORE = (
    r"(?:,? (?:please|sure|do it|do that|go ahead|of course|confirm|definitely|absolutely|i'm sure"
    r"|i am sure|that's right|yes|ok|okay|please do|(?:delete|remove|complete|change"
    r'|move|push) (?:it|them|those|that|all|all of them|these)))*'
)
_NO = (
    r"(?:no|n|nope|nah|na|negative|no way|no thanks|no thank you|don't|do not|dont|don't do (?:it|that)"
    r"|do not do (?:it|that)|not now|not yet|rather not|i'd rather not|better not|please don't"
    r'|of course not|absolutely not|definitely not|certainly not|reject|rejected|decline|deny|refuse'
    r'|leave (?:it|them|that)(?: alone| as (?:it is|is|they are))?|keep (?:it|them|that|everything'
    r'|those)|none|neither|none of (?:them|these|those)|neither of them)'
)
_NO_MORE = (
    r"(?:,? (?:please|thanks|thank you|don't|do not|no|not now|don't do (?:it|that)|i don't|leave (?:it"
    r"|them)|keep (?:it|them)|wrong (?:one|task)|that's wrong|not that(?: one)?))*"
)
_STOP = (
    r'(?:stop|cancel|abort|never ?mind|nvm|forget (?:it|that|about it)|cancel (?:it|that|this)'
    r'|stop (?:it|that|this)|quit|cancel (?:the|your|this|that|my|current|last|present|previous'
    r'|the (?:current|last|present|previous)|your (?:current|last|present)|my (?:last|current))+ (?:task'
    r'|process|request|command|action|job|operation|question|thing|order)|hold on|wait|no,? wait'
    r'|wait,? no|scratch that|back|go back|skip|skip it|exit|enough|let it be|drop it|not so fast'
    r'|hang on)'
)
_DO_NOT = re.compile(
    r"(?:no,? |wait,? |please |oh no,? |stop,? )*(?:don't|do not|dont|never|please don't"
    r"|you (?:should not|shouldn't|must not|mustn't)|i (?:do not|don't|dont) want (?:you )?to|i didn't "
    r'(?:say|ask|want)(?: you)?(?: to)?)'
    r'(?: (?:ever|actually|just|really))? (?P<verb>delete|remove|erase|clear|cancel|complete|finish|mark'
    r'|check|tick|close|move|push|change|rename|touch|add|create|drop|get rid|postpone|reschedule|undo'
    r'|reopen|start|set|trash|wipe|purge|empty|throw|discard)'
)


def _say(operation: Operation) -> Rule:
    words = {
        Operation.YES: f'{_YES}{_YES_MORE}',
        Operation.NO: f'{_NO}{_NO_MORE}',
        Operation.STOP: f'{_STOP}{_PLEASE}',
    }[operation]
    return rule(f'{words}{_END}', lambda match, said: said.command(operation, match))


def _undo(match: re.Match[str], said: Statement) -> Command:
    return said.command(Operation.UNDO, match)


def _redo(match: re.Match[str], said: Statement) -> Command:
    return said.command(Operation.REDO, match)


def _help(match: re.Match[str], said: Statement) -> Command:
    return said.command(Operation.HELP, match)


def _refuse(match: re.Match[str], said: Statement) -> Command:
    """'Don't delete the report': whatever was about to happen shall not."""
    return said.command(Operation.NO, match)


def _choose(match: re.Match[str], said: Statement) -> Command | None:
    target = read_target(said.group(match, 'which').text, said.reference)
    if (
        target.numbers
        or target.pointer in {Pointer.THEM, Pointer.THESE, Pointer.OTHER}
        or (target.query and target.query.is_everything)
    ):
        return said.command(Operation.CHOOSE, match, target=target)
    return None


_LAST = (
    r'(?:(?:the |my |your )?(?:last|latest|previous|most recent)(?: (?:thing|one|action|change|step'
    r'|command|task|edit|deletion|move|delete|update|two|operation))?|everything you just did|what you '
    r'(?:just )?did|that|it|this|this change|that change|the deletion|the delete|the change|the changes'
    r'|that last (?:one|change|action|thing)|all of that|all that)'
)

WHOLE = (
    rule(
        rf'(?:undo|ctrl[ +-]?z|revert|oops,? undo|undelete|un-?do)(?: {_LAST})?(?: again| now)?{_PLEASE}{_END}', _undo
    ),
    rule(
        rf'(?:take (?:{_LAST} back|back {_LAST})|roll ?back(?: {_LAST})?|reverse {_LAST}|put (?:it|that|them'
        r'|those|everything) back(?: the way (?:it|they) w(?:as|ere))?|bring (?:it|that|them|those'
        rf'|everything|{_LAST}) back|bring back (?:{_LAST}|(?:the|my) (?:deleted )?(?:tasks?|items?|one'
        r'|list)(?: (?:you|i) (?:just )?(?:deleted|removed))?|what (?:you|i) (?:just )?(?:deleted|removed))'
        r'|restore (?:it|that|them|those|(?:the |my )?(?:last )?(?:deleted )?(?:tasks?|items?|one|ones'
        r'|list)(?: (?:you|i) (?:just )?(?:deleted|removed))?|what (?:i|you) (?:just )?(?:deleted|removed))'
        r'|(?:that|it|this) was (?:a mistake|an accident|wrong|by mistake|not what i (?:meant|wanted)),? '
        r"(?:undo|take|put|bring|revert).{0,30}|i (?:did not|didn't) mean (?:to do that|that|to (?:delete"
        r'|remove|complete|do|change|move) (?:it|that|them|this))|(?:go back )?to how it was(?: before)?'
        rf'|un-?(?:delete|remove) (?:it|that|them|the last (?:one|task))){_PLEASE}{_END}',
        _undo,
    ),
    rule(
        r'(?:redo|re-?apply|do (?:it|that) again(?: after all)?|undo the undo|undo (?:that|the|my|last) undo'
        r'|repeat (?:the |my )?(?:last|undone) (?:change|action)|put the change back)'
        rf'(?: {_LAST})?{_PLEASE}{_END}',
        _redo,
    ),
    rule(
        r'(?:undo|revert|take back) (?:everything|all(?: of (?:it|that|them))?|all (?:the |my )?changes'
        rf'|(?:the |my )?last \w+ (?:changes|actions|things|steps)){_PLEASE}{_END}',
        lambda match, said: said.command(Operation.UNSUPPORTED, match, what='several undos at once'),
    ),
    _say(Operation.STOP),
    _say(Operation.YES),
    _say(Operation.NO),
    rule(
        r'(?:help(?: me)?(?: please| out)?|\?{1,3}|commands|show (?:me )?(?:the )?(?:commands|help)'
        r'|what can (?:you|i|this) (?:do|say|ask)(?: for me| here)?|what (?:do|can) you (?:do|understand'
        r'|know)'
        r'|how (?:does this|do you|does it) work|how (?:do|can|should) i (?:use (?:this|you|it)|(?:add'
        r'|create|delete|remove|complete|finish|edit|rename|undo|move|set|change|mark|reopen|start'
        r'|make)\b.{0,60})|what are (?:the|your) (?:commands|options|features)|i need help|can you help'
        r'(?: me)?|instructions|manual)[\s.!?]{0,4}\Z',
        _help,
    ),
    rule(
        r'(?:i mean |i meant |make (?:it|that) |not that(?: one)?,? )?(?P<which>(?:the |both|all|other|these'
        r'|those|them|every|number|option|choice|task|item|no\.? ?\d|#|\d|first|second|third|fourth|fifth'
        r"|last)[\w #&',-]{0,40}?)(?:,? please)?[\s.!?]{0,3}\Z",
        _choose,
    ),
)
REFUSALS = (Rule(_DO_NOT, _refuse),)
