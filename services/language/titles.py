"""The titles in what shall be added: without the list it goes to, one or several, each read as quick add reads it."""

import re
from dataclasses import replace

from services.language.entry import Entry, read_entry
from services.language.nouns import LIST, THINGS
from services.language.priorities import LEVEL, LEVELS
from services.language.recurrence import find_recurrences
from services.language.script import lowered
from services.language.statement import Statement

_TO_A_LIST = re.compile(r'\s(?:to|onto|on|in|into|for|at) (?!do\b)')
_DESTINATION = re.compile(
    rf'\s(?:to|onto|on|in|into|for|at) (?:{LIST})(?:,? (?:please|now|too|as well|also))?'
    r'(?P<after>\s(?:for|on|by|due|called|that|cause|because|if|unless|at|tomorrow|today|i|which'
    r'|with)\b.{0,80})?[\s.!?]{0,3}\Z'
)
_LEADING_TO = re.compile(r'to\s(?=\w)', re.IGNORECASE)
_JUNK = re.compile(
    r'(?:it|this|that|this one|that one|something|an? (?:new )?(?:item|task|todo|to-do|event|reminder'
    r'|entry)|(?:new )?(?:item|task|event)s?|(?:a )?note|some items|the item|this item|these|them|one'
    r'|another(?: one)?|me|a reminder|more)(?: (?:also|too|please|as well|to it|for me))?'
)
_LABEL = re.compile(
    r'(?:(?:an?|the|another|new|my|one|more|some|following|these|two|three|also)\s)*(?:'
    rf'(?:grocery|shopping|to-?do|quick|small|simple|household)\s)?{THINGS}(?:\s(?:called|named|titled|to'
    r'|for|that says|saying|about|of|:|that i (?:need'
    r'|have) to|which is|labell?ed))?\s?[:,-]?\s'
)
_GRADED_LABEL = re.compile(
    rf'(?:an? |the |new |another )*(?P<level>{LEVEL})(?:[ -]prio(?:rity)?)? {THINGS}(?: called| named| to'
    r'| for| about|:)?\s'
)
_PLURAL_LABEL = re.compile(
    r'(?:these|the following|following|two|three|four|five|some|several|\d)?\s?(?:new )?(?:tasks|items'
    r'|things|todos|to-dos|chores|errands)\s?:?\s?(?:(?:for|called|named)\s)?(?!to\b|list|of\b)'
)


def entries_in(phrase: Statement) -> tuple[Entry, ...]:
    """Every task the phrase names; none when it only says that something shall be added."""
    several = False
    tail = ''
    listed = _destination(phrase.lower)
    if listed:
        after = listed['after'] or ''
        if re.match(r'\s(?:for|on|by|due|at|tomorrow|today)\b', after):
            tail = phrase.text[listed.start('after') : listed.end('after')]
        phrase = phrase.slice(0, listed.start())
    plural = _PLURAL_LABEL.match(phrase.lower)
    if plural and plural.end() < len(phrase.lower):
        several, phrase = True, phrase.slice(plural.end(), len(phrase.lower))
    graded = _GRADED_LABEL.match(phrase.lower)
    if graded and graded.end() < len(phrase.lower):
        phrase, tail = phrase.slice(graded.end(), len(phrase.lower)), f'{tail} !{LEVELS[graded["level"]]}'
    label = _LABEL.match(phrase.lower)
    if label and label.end() < len(phrase.lower):
        phrase = phrase.slice(label.end(), len(phrase.lower))
    if not phrase.text or _JUNK.fullmatch(phrase.lower.rstrip(' .!?')):
        return ()
    entries = [entry_of(part + tail, phrase) for part in split_titles(phrase.text, several=several)]
    last = entries[-1]
    if len(entries) > 1 and last.due and not any(entry.due for entry in entries[:-1]):
        entries = [replace(entry, due=last.due, other_due=last.other_due) for entry in entries]
    return tuple(entries)


def _destination(lower: str) -> re.Match[str] | None:
    """The list at the end that the task goes to: the last such place, for a title may hold 'to the hospital'."""
    for place in reversed(list(_TO_A_LIST.finditer(lower))):
        listed = _DESTINATION.match(lower, place.start()) if place.start() else None
        if listed:
            return listed
    return None


def entry_of(text: str, said: Statement) -> Entry:
    """One task, its title spelt as it was said."""
    reference = said.reference
    again = next(iter(find_recurrences(lowered(text))), None)
    if again and not again.start and text[again.end : again.end + 4] == ' to ':
        text = f'{text[again.end + 4 :]} {text[: again.end]}'
    entry = read_entry(text.rstrip(' .!'), reference.now, reference.zone, day_first=reference.day_first)
    title = entry.title
    if _LEADING_TO.match(title):
        title = _LEADING_TO.sub('', title, count=1)
    return replace(entry, title=title)


_COMMA = re.compile(r'\s?,\s?(?:and\s)?|\s?;\s?', re.IGNORECASE)
_AND = re.compile(r'\s(?:and|&|plus)\s', re.IGNORECASE)
_CLAUSE = re.compile(
    r'(?:which|who|because|but|so|with|for|at|on|in|if|when|as|that|not|especially|including|then|please'
    r'|maybe|or|by|to)\b',
    re.IGNORECASE,
)
_MANY_WORDS = 5


def split_titles(text: str, *, several: bool) -> list[str]:
    """Split 'milk, eggs and bread' into three; 'salt and pepper' and any sentence with clauses stay one."""
    if '"' in text or '\u201c' in text or '\\' in text:
        return [text]
    parts = _COMMA.split(text)
    if several or len(parts) > 1:
        parts[-1:] = _AND.split(parts[-1], maxsplit=0 if several else 1)
    clean = [part.strip() for part in parts if part.strip()]
    short = all(len(part.split()) <= _MANY_WORDS and not _CLAUSE.match(part) for part in clean)
    enough = len(clean) > (1 if several else 2)
    return clean if enough and (short or several or ';' in text) else [text]
