"""One thing said, without the politeness around it, ready for the rules to look at."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from services.language.anchors import Reference
from services.language.commands import Command, Operation
from services.language.script import Span, readable

_OPENING = re.compile(
    r'(?:(?:please|pls|plz|kindly|hey|hi|hello|okay|ok|alright|all right|well|so|also|now|then|and|oh'
    r'|great|thanks|thank you|cool|perfect|awesome|fine|good|sure'
    r'|(?:thanks|thank you) (?:so|very) much|hurry up and|just|maybe|next|first|finally|by the way|btw'
    r'|hey there|hello there|sorry)\b[\s,!.:-]{0,4}'
    r'|(?:would|do) you mind (?=[a-z])'
    r"|(?:can|could|will|would|won't) (?:you|u|we|i)(?: please| kindly| just| also| help me)*\b (?!have\b|be\b)"
    r"|(?:i|we)(?:'d| would|'ll| will)? ?(?:want|need|like|love|would like|have)(?: for)? (?:you )to (?:please )?"
    r"|(?:i|we)(?:'d| would)? (?:like|love|want|wish|wanna|need)(?:ed)?(?: to)? (?:just |please )?(?="
    r'(?:delete|remove|erase|cancel|clear|add|create|set|make|change|move|rename|mark|put|schedule'
    r'|confirm|see|check|view|hear|know|postpone|push|update|reschedule|get rid|undo'
    r'|start|list|show|read|begin|include|plan|book)\b)'
    r'|(?:would you be willing to|would it be possible to|is it possible (?:for you )?to|if you could'
    r'|may i suggest(?: that)? (?:we|you)|it would be (?:great|good|nice) if you could) (?=[a-z])'
    r'|(?:i )?(?:wanna|gotta|got to|must|have to|need to|should|wish to) (?=(?:delete|remove|erase'
    r'|cancel|clear|add|create|change|move|rename|reschedule|update|see|check|set)\b)'
    r"|(?:let's|lets|let us|go ahead and|you can|you may|be so kind as to"
    r'|feel free to|i am going to|help me|help me to|do me a favor and|make sure to|be sure to|try to'
    r'|do) (?=[a-z])(?!i\b|you\b|we\b|they\b|me\b|have\b|not\b|my\b))'
)
_MAX_OPENINGS = 6
_CLOSING = re.compile(
    r'[\s,]{1,3}(?:please|pls|plz|thx|ty|cheers|thanks|thank you(?: very much| so much)?|for me(?: please)?|now please'
    r'|right now|right away|if you can|if possible|would you|will you|could you|okay|ok|asap please)[\s.!?]{0,3}\Z'
)
_EDGES = ' \t\r\n,;'


@dataclass(frozen=True, slots=True)
class Statement:
    """A stretch of what was written, beside its reading in lower case."""

    text: str
    lower: str
    reference: Reference
    offset: int = 0
    whole: str = ''

    @property
    def is_question(self) -> bool:
        """Whether it ends in a question mark."""
        return self.lower.rstrip().endswith('?')

    def slice(self, start: int, end: int) -> 'Statement':
        """A part of it, without the blanks at its ends."""
        while start < end and self.lower[start] in _EDGES:
            start += 1
        while end > start and self.lower[end - 1] in _EDGES:
            end -= 1
        return replace(self, text=self.text[start:end], lower=self.lower[start:end], offset=self.offset + start)

    def group(self, match: re.Match[str], name: str) -> 'Statement':
        """The part a group of the match covers; an empty one where the group took no part."""
        start, end = match.span(name)
        return self.slice(start, end) if start >= 0 else self.slice(0, 0)

    def span(self, match: re.Match[str], kind: str, group: int | str = 0) -> Span:
        """The evidence a match gives, placed in the whole text."""
        start, end = match.span(group)
        return Span(start + self.offset, end + self.offset, kind, kind, self.text[start:end])

    def command(
        self, operation: Operation, match: re.Match[str] | None = None, *, slots: tuple[Span, ...] = (), **parts: object
    ) -> Command:
        """A command made of this statement, with the match as its evidence."""
        spans = (
            (self.span(match, operation.value, 'verb' if 'verb' in match.re.groupindex and match['verb'] else 0),)
            if match
            else ()
        )
        return Command(operation, self.text, spans=(*spans, *slots), **parts)  # type: ignore[arg-type]


Build = Callable[[re.Match[str], Statement], Command | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """What a sentence looks like, and the command it makes; a rule that makes none lets the next one try."""

    pattern: re.Pattern[str]
    build: Build


def rule(pattern: str, build: Build) -> Rule:
    """A rule whose pattern starts where the statement does."""
    return Rule(re.compile(pattern), build)


def statement(text: str, reference: Reference) -> Statement:
    """The text as a statement, not yet trimmed."""
    whole = Statement(text, readable(text), reference, whole=text)
    return whole.slice(0, len(text))


def plain(said: Statement) -> Statement:
    """The statement without 'could you please' before it and 'thanks' after it."""
    start, end = 0, len(said.lower)
    for _ in range(_MAX_OPENINGS):
        opening = _OPENING.match(said.lower, start)
        if not opening or not said.lower[opening.end() :].strip(' .!?,'):
            break
        start = opening.end()
    while closing := _CLOSING.search(said.lower, max(start, end - 60), end):
        if not said.lower[start : closing.start()].strip():
            break
        end = closing.start()
    return said.slice(start, end)
