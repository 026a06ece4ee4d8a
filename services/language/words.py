"""Number words, months, weekdays and units: the small vocabulary that dates are made of."""

import re

WEEKDAYS = {
    'monday': 0, 'mon': 0, 'tuesday': 1, 'tues': 1, 'tue': 1, 'wednesday': 2, 'weds': 2, 'wed': 2,
    'thursday': 3, 'thurs': 3, 'thur': 3, 'thu': 3, 'friday': 4, 'fri': 4, 'saturday': 5, 'sat': 5,
    'sunday': 6, 'sun': 6,
}  # fmt: skip
MONTHS = {
    'january': 1, 'jan': 1, 'february': 2, 'feb': 2, 'march': 3, 'mar': 3, 'april': 4, 'apr': 4, 'may': 5,
    'june': 6, 'jun': 6, 'july': 7, 'jul': 7, 'august': 8, 'aug': 8, 'september': 9, 'sept': 9, 'sep': 9,
    'october': 10, 'oct': 10, 'november': 11, 'nov': 11, 'december': 12, 'dec': 12,
}  # fmt: skip
CARDINALS = {
    'one': 1, 'two': 2, 'three': 3, 'four': 4, 'five': 5, 'six': 6, 'seven': 7, 'eight': 8, 'nine': 9, 'ten': 10,
    'eleven': 11, 'twelve': 12, 'thirteen': 13, 'fourteen': 14, 'fifteen': 15, 'sixteen': 16, 'seventeen': 17,
    'eighteen': 18, 'nineteen': 19, 'twenty': 20, 'thirty': 30, 'forty': 40, 'fifty': 50,
}  # fmt: skip
ORDINALS = {
    'first': 1, 'second': 2, 'third': 3, 'fourth': 4, 'fifth': 5, 'sixth': 6, 'seventh': 7, 'eighth': 8,
    'ninth': 9, 'tenth': 10, 'eleventh': 11, 'twelfth': 12, 'thirteenth': 13, 'fourteenth': 14, 'fifteenth': 15,
    'sixteenth': 16, 'seventeenth': 17, 'eighteenth': 18, 'nineteenth': 19, 'twentieth': 20, 'thirtieth': 30,
}  # fmt: skip
UNITS = {
    'minute': 'minute', 'min': 'minute', 'hour': 'hour', 'hr': 'hour', 'h': 'hour', 'day': 'day',
    'week': 'week', 'wk': 'week', 'fortnight': 'fortnight', 'month': 'month', 'year': 'year', 'yr': 'year',
}  # fmt: skip


def vocabulary(*lines: str) -> frozenset[str]:
    """The words that are written in these lines."""
    return frozenset(' '.join(lines).split())


def any_of(words: dict[str, int] | dict[str, str] | list[str]) -> str:
    """Write the words as one alternative, the longest first, so that none hides another."""
    return '|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))


WEEKDAY = rf'(?:{any_of(WEEKDAYS)})\b\.?'
MONTH = rf'(?:{any_of(MONTHS)})'
_TENS = r'(?:twenty|thirty|forty|fifty)'
CARDINAL = rf'(?:{_TENS}[ -](?:one|two|three|four|five|six|seven|eight|nine)|{any_of(CARDINALS)})'
ORDINAL = rf'(?:{_TENS}[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|{any_of(ORDINALS)})'
UNIT = rf'(?:{any_of(UNITS)})s?'
AMOUNT = rf'(?:a couple(?: of)?|a few|few|half an?|an?|{CARDINAL}|\d{{1,3}}(?:\.5)?)'


def number(text: str) -> int:
    """Read '7', '7th', 'seven', 'twenty-one' or 'twenty first'; nothing else may be passed."""
    digits = re.match(r'\d+', text)
    if digits:
        return int(digits[0])
    return sum(CARDINALS.get(word) or ORDINALS[word] for word in re.split(r'[ -]', text))


def amount(text: str) -> float:
    """Read how many: '3', '1.5', 'an', 'a couple of', 'half an'."""
    if text.startswith('half'):
        return 0.5
    if text.startswith('a couple'):
        return 2
    if text.endswith('few'):
        return 3
    if text in {'a', 'an'}:
        return 1
    return float(text) if text[0].isdigit() else number(text)
