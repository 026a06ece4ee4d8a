"""From a sentence to commands: slash commands, then talk, then ordered rules; what no rule knows stays unknown."""

import re
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from services.language.anchors import Reference
from services.language.commands import Command, Operation, Pointer
from services.language.entry import entry_lines, read_entry
from services.language.rules_add import ADDITIONS
from services.language.rules_amounts import AMOUNTS
from services.language.rules_ask import ABOUT_ONE, FOLLOW_UPS, QUESTIONS
from services.language.rules_delete import REMOVALS
from services.language.rules_edit import CLEARINGS, NAMES, PRIORITIES, RENAMINGS
from services.language.rules_schedule import SCHEDULINGS, UNSCHEDULINGS
from services.language.rules_status import COMPLETIONS, PERHAPS_STARTS, REOPENINGS, STARTS
from services.language.rules_talk import REFUSALS, WHOLE
from services.language.slash import read_slash
from services.language.statement import Rule, Statement, plain, statement

LONGEST = 4000
_CORRECTION = re.compile(
    r'(?:(?:no|actually|oh|wait|sorry|oops|hmm|on second thought|correction|rather|i mean|i meant'
    r'|no wait|instead)[\s,.!:-]{1,4}){1,4}(?=\S)'
)
_NEXT_VERB = (
    r'(?:delete|remove|erase|add|create|remind me|mark|complete|check off|rename|move|push|postpone'
    r'|reschedule|change|set|make|show|list|undo|reopen|clear|finish|cross|tick|take|put)'
)
_JOINT = re.compile(
    r'(?:\s?[,;.]\s?(?:and |then |and then |also |after that )?|\s(?:and then|and also|and|then)\s)'
    rf'(?:please )?(?={_NEXT_VERB}\s)'
)
_SENTENCE = re.compile(r'[.!?][ ]{1,3}(?=[a-z])')
_STARTS_WITH_VERB = re.compile(rf'(?:please |can you |could you )?(?!remind me\b){_NEXT_VERB}\b')
_SMALL_TALK = re.compile(
    r'(?:hi|hello|hey|yo|good (?:morning|afternoon|evening|night)|thanks|thank you|bye|goodbye|see you'
    r'|lol|haha|wow|nice|cool|great|awesome|perfect|sorry|hmm|ok then|who are you|i love you|you (?:are'
    r'|rock|suck)|are you|what are you|how are you|how old|tell me|play|turn|what|who|where|when|why|how'
    r'|which|is|are|do|does|did|can|could|will|would|should)\b'
)
_ONLY_WHEN = re.compile(r'(?:on |at |by )?(?:today|tomorrow|tonight|[a-z]+day|\d{1,2}(?::\d\d)? ?(?:am|pm))')
_CHANGING = {
    Operation.COMPLETE,
    Operation.REOPEN,
    Operation.START,
    Operation.RENAME,
    Operation.DESCRIBE,
    Operation.PRIORITISE,
    Operation.SCHEDULE,
    Operation.UNSCHEDULE,
    Operation.DELETE,
    Operation.CREATE,
}
_ORDER: tuple[tuple[Rule, ...], ...] = (
    REFUSALS,
    AMOUNTS,
    UNSCHEDULINGS,
    CLEARINGS,
    REMOVALS,
    REOPENINGS,
    STARTS,
    COMPLETIONS,
    NAMES,
    PRIORITIES,
    SCHEDULINGS,
    ADDITIONS,
    QUESTIONS,
    RENAMINGS,
    PERHAPS_STARTS,
    ABOUT_ONE,
)


def parse(text: str, now: datetime, zone: ZoneInfo, *, day_first: bool = False) -> tuple[Command, ...]:
    """Read what is asked for; never raises, never empty, and never a guess: what is not clear is UNKNOWN."""
    said = statement(text[:LONGEST], Reference(now, zone, day_first))
    if not said.text:
        return (Command(Operation.UNKNOWN, text),)
    whole = read_slash(said) or _first((WHOLE,), said)
    if whole:
        return (whole,)
    together = _several(said)
    return together or (_single(said),)


def _single(said: Statement) -> Command:
    """One command: as it stands, without its politeness, or as a correction of what came before."""
    bare = plain(said)
    order = (WHOLE, *_ORDER)
    found = _first(_ORDER, said) if bare.text == said.text else _first(_POLITE_FIRST, said) or _first(order, bare)
    correction = _CORRECTION.match(said.lower)
    if not found and correction:
        rest = plain(said.slice(correction.end(), len(said.lower)))
        found = _first(order, rest) or _first_correction(rest)
    found = found or _among_sentences(said)
    return replace(found, text=said.text) if found else _unknown(said)


def _first(groups: tuple[tuple[Rule, ...], ...], said: Statement) -> Command | None:
    for group in groups:
        for rule in group:
            match = rule.pattern.match(said.lower)
            found = rule.build(match, said) if match else None
            if found:
                return found
    return None


def _among_sentences(said: Statement) -> Command | None:
    """The one sentence of several that asks for something: 'Good. Please add it'."""
    ends = [match.end() for match in _SENTENCE.finditer(said.lower)]
    if not ends:
        return None
    bounds = zip([0, *ends], [*ends, len(said.lower)], strict=True)
    parts = [plain(said.slice(start, end)) for start, end in bounds]
    commands = [found for part in parts if part.text and (found := _first(_ORDER, part))]
    return commands[0] if len(commands) == 1 else None


def _first_correction(rest: Statement) -> Command | None:
    """'No, friday': a bare value takes the place of the one before."""
    made = replace(
        rest, text=f'make it {rest.text}', lower=f'make it {rest.lower}', offset=rest.offset - len('make it ')
    )
    found = _first((PRIORITIES, SCHEDULINGS), made)
    return replace(found, spans=()) if found and found.operation in {Operation.SCHEDULE, Operation.PRIORITISE} else None


def _several(said: Statement) -> tuple[Command, ...]:
    """Split 'add milk and delete eggs' where both sides start with a verb and both are commands."""
    if '\n' in said.lower or not _STARTS_WITH_VERB.match(said.lower):
        return ()
    parts, at = [], 0
    for joint in _JOINT.finditer(said.lower):
        parts.append(said.slice(at, joint.start()))
        at = joint.end()
    if not parts:
        return ()
    parts.append(said.slice(at, len(said.lower)))
    commands = _pointing_back([_single(part) for part in parts if part.text])
    if any(command.operation not in _CHANGING or not _has_object(command) for command in commands):
        return ()
    return commands


def _pointing_back(commands: list[Command]) -> tuple[Command, ...]:
    """In 'rename the report and move it to friday' the second 'it' is what the first command named."""
    for at, command in enumerate(commands[1:], 1):
        before = commands[at - 1].target
        if before and command.target and command.target.pointer is Pointer.IT:
            commands[at] = replace(command, target=before)
    return tuple(commands)


def _has_object(command: Command) -> bool:
    return bool(command.entries or command.target)


def _unknown(said: Statement) -> Command:
    """Not understood: offer it as a title, unless it is plainly talk or a question."""
    if said.is_question or _SMALL_TALK.match(said.lower):
        return said.command(Operation.UNKNOWN)
    lines = entry_lines(said.text)
    reference = said.reference
    entry = read_entry(lines[0], reference.now, reference.zone) if lines else None
    title = '' if entry is None or _ONLY_WHEN.fullmatch(said.lower) else entry.title
    return said.command(Operation.UNKNOWN, suggested_title=title)


_POLITE_FIRST: tuple[tuple[Rule, ...], ...] = (REFUSALS, FOLLOW_UPS)
