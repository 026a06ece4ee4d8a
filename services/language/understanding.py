"""The whole of reading: a message and its context in, what it comes to out. Pure: nothing is stored or changed."""

from datetime import datetime
from zoneinfo import ZoneInfo

from services.language.commands import Command, Operation
from services.language.context import Context
from services.language.dates.composing import dates_of
from services.language.dates.finding import DateSpan
from services.language.dates.ranges import RangeSpan, ranges_in
from services.language.places import KnownPlaces
from services.language.reading.annotating import annotate
from services.language.reading.clauses import Clause, clauses
from services.language.reading.decision import Decider
from services.language.reading.dialogue import Dialogue
from services.language.reading.notes import Notes
from services.language.reading.placing.names import note_names
from services.language.reading.placing.values import note_values
from services.language.reading.readings import OPERATIONS, Reading
from services.language.reading.scene import Scene
from services.language.reading.scoring import ranked
from services.language.reading.talk import is_wished
from services.language.resolutions import Resolution, Unknown
from services.language.script import readable
from services.language.slash import read_slash, resolve_slash
from services.language.tokens import Kind, tokens

LONGEST = 4000
"""How many characters of a message are read."""

LONGEST_SENTENCE = 300
"""How many words and marks a sentence may have; a longer text that is no list of lines is not read as a command."""


def understand(text: str, context: Context) -> tuple[Resolution, ...]:
    """Read a message and say what it comes to; never raises and never empty."""
    text = text[:LONGEST]
    if is_too_long(text) and not text.lstrip().startswith('/'):
        return (Unknown(),)
    notes = annotate(text, context.reference, context.spoken.lexicon)
    scene = Scene(notes, context)
    slash = resolve_slash(scene)
    if slash:
        return tuple(slash)
    return tuple(Decider(scene).decide())


def parse(
    text: str, now: datetime, zone: ZoneInfo, *, day_first: bool = False, language: str = 'en'
) -> tuple[Command, ...]:
    """The operations a message asks for, read without any tasks; never raises, never empty, and never a guess."""
    text = text[:LONGEST]
    if is_too_long(text) and not text.lstrip().startswith('/'):
        return (Command(Operation.UNKNOWN, text),)
    context = Context(now, zone, day_first=day_first, language=language, places=KnownPlaces())
    notes = annotate(text, context.reference, context.spoken.lexicon)
    note_names(notes, context)
    note_values(notes, context)
    slash = read_slash(notes)
    if slash:
        return (Command(slash, text),)
    dialogue = Dialogue(Scene(notes, context))
    for answer, operation in (('redo', Operation.REDO), ('yes', Operation.YES), ('no', Operation.NO)):
        if dialogue.says(answer):
            return (Command(operation, text),)
    found = [Command(operation, text) for operation in _operations(notes)]
    return tuple(found) or (Command(Operation.UNKNOWN, text),)


def is_too_long(text: str) -> bool:
    """Whether the text, or any line of it, is longer than any command."""
    longest, size = 0, 0
    for token in tokens(text):
        size = 0 if token.kind is Kind.BREAK else size + 1
        longest = max(longest, size)
    return longest > LONGEST_SENTENCE


def _operations(notes: Notes) -> list[Operation]:
    found: list[Operation] = []
    for clause in clauses(notes):
        best = _best(notes, clause, ranked(notes, clause))
        operation = OPERATIONS[best.sense]
        if operation is not Operation.UNKNOWN and operation not in found:
            found.append(operation)
    return found


def _best(notes: Notes, clause: Clause, found: list[Reading]) -> Reading:
    """The best reading; a line that could be an entry is one only when it is wished for or marked."""
    bare = next(reading for reading in found if reading.is_bare)
    if 'marked as an entry' in bare.evidence:
        return bare
    best = next(reading for reading in found if not reading.is_bare)
    return bare if best.sense == 'talk' and not clause.asks and is_wished(notes, clause, found) else best


def find_dates(
    text: str, now: datetime, zone: ZoneInfo, *, day_first: bool = False, language: str = 'en'
) -> list[DateSpan]:
    """Every date in the text in order, never overlapping and never in the past; literal parts are left alone."""
    return dates_of(text, Context(now, zone, day_first=day_first, language=language).reference)


def find_ranges(
    text: str, now: datetime, zone: ZoneInfo, *, day_first: bool = False, language: str = 'en'
) -> list[RangeSpan]:
    """Every stretch of days in the text, in order and never overlapping; past ones too, for questions may ask."""
    return ranges_in(readable(text), Context(now, zone, day_first=day_first, language=language).reference)
