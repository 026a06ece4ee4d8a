"""Which task is meant, read from the words alone: 'the second one', 'it', 'everything due today', 'dentist'."""

import re
from dataclasses import replace

from services.language.anchors import Reference
from services.language.commands import Pointer, Target
from services.language.descriptions import QUANTIFIERS, describe
from services.language.queries import Query
from services.language.script import lowered, readable, unquoted
from services.language.words import CARDINAL, CARDINALS, ORDINAL, number

_NOUN = r'(?:task|item|one|to-?\s?do|entry|thing|reminder|number|choice|option)'
_POINTERS: tuple[tuple[re.Pattern[str], Pointer], ...] = (
    (
        re.compile(
            rf'(?:the |my )?(?:(?:(?:last|latest|newest|most recent) {_NOUN}|one|{_NOUN}|what|that|thing)(?: '
            r"(?:that|which))? (?:i|we|you)(?:'ve| have)?(?: just)? (?:last )?"
            r'(?:added|created|made|entered|wrote)(?: last)?|(?:latest|newest|most recent(?:ly added)?'
            rf'|just added|recently added|last added) {_NOUN})'
        ),
        Pointer.NEWEST,
    ),
    (
        re.compile(
            rf'it|that|this|that {_NOUN}|this {_NOUN}|the (?:task|item|to-?do)|(?:the )?same (?:task|one)|him|her'
        ),
        Pointer.IT,
    ),
    (
        re.compile(
            r'them|those|they|both(?: of (?:them|those|these))?|(?:all|each|every one) of (?:them|those)'
            rf'|all three|them all|those (?:{_NOUN}s|two|three)|the two|all those'
        ),
        Pointer.THEM,
    ),
    (
        re.compile(
            rf'(?:all (?:of )?)?these(?: {_NOUN}s)?|(?:(?:all|the) )*(?:selected|highlighted|checked'
            rf"|marked)(?: {_NOUN}s?)?|(?:the|my|what's) selection|what(?: i|'s| is)(?: have|'ve)? selected"
        ),
        Pointer.THESE,
    ),
    (re.compile(rf'(?:the )?other(?: {_NOUN})?'), Pointer.OTHER),
)
_EXCEPT = re.compile(
    r'(?P<most>.{2,100}?),? (?:except(?: for)?|but(?: not)?|apart from|other than|besides|excluding'
    r'|without) (?P<rest>.{1,200})'
)
_ABOUT = re.compile(
    r'(?:(?:all|every|any|each)(?: of)?(?: (?:the|my))? (?:tasks?|items?|things?|todos|ones)|everything'
    r'|anything|(?:the |my )?(?:tasks|items|todos))'
    r'(?: that (?:are|is|have))? (?:about|containing|mentioning|regarding|to do with) (?P<about>.{1,80})'
    r'|(?:all|every)(?: of)?(?: (?:the|my))? (?P<kind>(?!(?:the|my|of|overdue|completed|done|open|urgent'
    r'|high|low|medium|late|finished|pending|remaining|selected|these|those|other|unfinished|incomplete'
    r'|important|old)\b)[a-z]+) (?:tasks|items|todos)'
)
_ANY_ONE = re.compile(
    r'(?:(?:an?|any|some|one) )?(?:list )?(?:task|item|entry|to-?\s?do)(?: (?:on|from|in|of) (?:my |the '
    r'|a )?lists?)?'
)
_NTH = rf'(?:\d{{1,3}}(?:st|nd|rd|th)?|{ORDINAL}|{CARDINAL}|last)'
_NUMBERED = re.compile(
    rf'(?:the |my )?(?:(?:{_NOUN}s?|no\.?|nr\.?|#)\s?(?:number |no\.? ?|# ?)?(?P<after>{_NTH}(?:'
    rf'(?:\s?,\s?|\s?(?:,\s?)?(?:and|&) )(?:the )?#?{_NTH}){{0,8}}|\d{{1,3}}\s?(?:-|to'
    r'|through)\s?\d{1,3})'
    rf'|(?P<nth>(?:\d{{1,3}}(?:st|nd|rd|th)|{ORDINAL}|last)(?:(?:\s?,\s?|\s?(?:,\s?)?and )(?:the )?'
    rf'(?:\d{{1,3}}(?:st|nd|rd|th)|{ORDINAL}|last)){{0,8}})(?: {_NOUN}s?)?'
    rf'|(?P<bare>\d{{1,3}}(?:(?:\s?,\s?|\s?(?:,\s?)?(?:and|&) ?)\d{{1,3}}){{0,8}}|\d{{1,3}}\s?-\s?\d{{1,3}})'
    rf'|(?P<which>first|last) (?P<many>two|three|four|five|\d)(?: {_NOUN}s)?)'
    r'(?: (?:on|in|of|from) (?:my |the |this )?(?:to-?do |task )?lists?)?'
)
_ANY_NTH = re.compile(_NTH)
_LIST = (
    r"(?:(?:my|the|our|this|your)\s)?(?:[\w']{1,20}\s){0,3}?(?:lists?|to-?\s?do'?s|todos?|tasks|chores"
    r'|reminders|calendar|schedule|agenda|plate)'
)
_BEFORE = re.compile(
    rf'(?:the |my |our |that |this |a )?(?:{_NOUN.replace("|number|choice|option", "")}s?|chores?'
    r'|errands?)(?:\s|\s?:\s?)(?:called |named |titled |about |that says |to |of |that |for )?'
)
_AFTER = re.compile(
    rf'\s(?:(?:on|in|from|off|out of|off of|of|to)\s{_LIST}|(?:task|item|to-?do|one|reminder|chore'
    r'|entry)s?|(?:task|item) please|please|now|too|as well|again|for me|instead|yet|already)\Z'
)
_FROM_DAY = re.compile(r' from (?=\S)')
_ARTICLE = re.compile(r'(?:the|my|that|this|our|an?)\s(?=\S)')


def read_target(text: str, reference: Reference) -> Target:
    """Read which tasks are meant; a phrase that names something never becomes a whole lot of tasks."""
    phrase = text.strip(' \t\r\n,;:.!?')
    lower = readable(phrase)
    bare = re.sub(r'\s{2,}', ' ', lower)
    excepted = _EXCEPT.fullmatch(lower)
    if excepted:
        most = read_target(phrase[: excepted.end('most')], reference)
        if not most.words:
            return replace(most, excluding=read_target(phrase[excepted.start('rest') :], reference))
    about = _ABOUT.fullmatch(bare)
    if about:
        return Target(query=Query(words=about['about'] or about['kind']))
    pointed = _pointed(bare)
    if pointed:
        return pointed
    described = describe(phrase, _FROM_DAY.sub(' on   ', lower), reference, only_named=True)
    if described.is_only_description and _is_bulk(bare, narrow=described.is_narrow):
        single = described.singular and not described.plural and not described.quantified
        return Target(query=described.query, single=single)
    due = described.query.due
    if due and described.rest and described.spans and max(span.end for span in described.spans) >= len(phrase):
        return Target(
            words=_name(phrase[: min(span.start for span in described.spans if span.kind == 'due')]) or _name(phrase),
            query=Query(due=due),
        )
    return Target(words=_name(phrase))


def _pointed(bare: str) -> Target | None:
    """A pronoun, a number, or any task at all."""
    for pattern, pointer in _POINTERS:
        if pattern.fullmatch(bare):
            return Target(pointer=pointer, single=pointer in {Pointer.IT, Pointer.NEWEST, Pointer.OTHER})
    if _ANY_ONE.fullmatch(bare):
        return Target(query=Query(), single=True)
    numbered = _NUMBERED.fullmatch(bare)
    if numbered and (numbers := _numbers(numbered)):
        return Target(numbers=numbers)
    return None


_WHOLE = re.compile(
    r'(?:(?:all|everything|every|each|any|anything|the whole|the entire|my whole|my entire|my|the|our'
    r"|this|of|them|single|task|tasks|to-?\s?do'?s?|dos|todos?|things?|items?|ones?|stuff|reminders?"
    r'|chores|errands|lists?'
    r'|on|in|from|off|out|my|list|that|there|is|are|i|have|to|do|contents|calendar|schedule|agenda'
    r"|events?|appointments?|meetings?|entries|s)\b[ ']{0,2}){1,12}"
)


def _is_bulk(bare: str, *, narrow: bool) -> bool:
    """Whether the phrase as a whole means many: a quantifier followed by what it counts, or a filter."""
    if narrow:
        return True
    return _WHOLE.fullmatch(bare) is not None and (
        bare.split(maxsplit=1)[0] in QUANTIFIERS
        or re.search(
            r"\b(?:all|everything|every|tasks|items|todos|todo|to-?\s?do|to-?\s?do'?s|dos|lists?|reminders"
            r'|chores|calendar|schedule|agenda|events|appointments|meetings|entries|errands)\b',
            bare,
        )
        is not None
    )


def _numbers(match: re.Match[str]) -> tuple[int, ...]:
    if match['many']:
        many = int(match['many']) if match['many'].isdigit() else CARDINALS[match['many']]
        return tuple(range(1, many + 1)) if match['which'] == 'first' else tuple(range(-many, 0))
    said = match['after'] or match['nth'] or match['bare']
    span = re.fullmatch(r'(\d{1,3})\s?(?:-|to|through)\s?(\d{1,3})', said)
    if span:
        first, last = int(span[1]), int(span[2])
        return tuple(range(first, last + 1)) if first < last <= first + 100 else ()
    return tuple(-1 if nth[0] == 'last' else number(nth[0]) for nth in _ANY_NTH.finditer(said))


def _name(phrase: str) -> str:
    """The name itself, without 'the task called' before it or 'from my list' after it."""
    lower = lowered(phrase)
    start, end = 0, len(phrase)
    before = _BEFORE.match(lower)
    if before and before.end() < end:
        start = before.end()
    else:
        article = _ARTICLE.match(lower)
        start = article.end() if article else 0
    while after := _AFTER.search(lower, start, end):
        end = after.start()
    return unquoted(phrase[start:end]) or unquoted(phrase)
