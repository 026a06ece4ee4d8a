"""What stands around days and times in English and belongs to them."""

import re

from services.language.dates.grammar import Surroundings
from services.language.english.dates.words import CARDINAL, MONTH, WEEKDAY

LENGTH = re.compile(
    r'(?<![\w:./])(?<!\bhalf )(?:for )?'
    r'(?P<many>\d{1,3}(?:\.\d)?|(?:half )?an(?= hour\b)) ?(?P<unit>h|hrs?|hours?|mins?|minutes?)\b'
    r'(?:(?P<half> and a half)\b|(?<=[hrs]) ?(?P<more>[0-5]?\d) ?m(?:ins?|inutes)?\b)?'
    r'(?! (?:from now|later|ago|before|after|earlier|sooner|past|to)\b)'
)
BEFORE_LENGTH = re.compile(r'\b(?:in|at|by|within|past|to)\s+(?:(?:about|around|approximately)\s+)?\Z')
CLOCK_RANGE = re.compile(
    r'(?<![\w/.:-])(?P<from>from |between )?(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>am|pm)?'
    r' ?(?:to|-|until|till|and) ?(?P<last>\d{1,2})(?:[:.](?P<last_minute>[0-5]\d))? ?(?P<last_half>am|pm)?\b'
    rf'(?![/:%]|\.\d)(?! ?(?:{MONTH}\b|days?|weeks?|months?|items?|tasks?|people|pages|times))'
)
BEFORE_RANGE = re.compile(rf'(?:\b(?:{WEEKDAY}|today|tomorrow|tonight|at|\d(?:st|nd|rd|th)|{MONTH}(?: \d\d?)?),? )\Z')
START_BEFORE = re.compile(r'\b(?:(?:but )?not|no earlier than|not earlier than|starting) \Z')
END_OF_DAY = re.compile(
    r'(?:by |at |before )?(?:the )?(?:eod|end of (?:the )?day|end of play|close of business|cob|end of business)\b'
)
DISTANCE_BEFORE = re.compile(
    r'\b(?:in )?(?P<many>an?|one|two|three|four|\d) (?P<unit>week|fortnight|month|year)s?(?: on)? \Z'
)
WEEKDAY_BEFORE = re.compile(rf'\b(?:(?:due )?(?:on|by|for) )?(?:the )?(?P<name>{WEEKDAY}),?(?: the)? ?\Z')
NUMBERED = re.compile(
    rf'\b(?:on )?(?P<name>{WEEKDAY}),? (?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?'
    rf'(?= (?:at )?\d{{1,2}}(?:[:.]\d\d|[ap]m)| at | from |\Z|[.,!?]| p[1-4]\b)'
)
SHIFT = re.compile(
    rf'\b(?:by |for )?(?P<many>an?|another|{CARDINAL}|\d{{1,3}}|a couple of|a few|half an)(?: more)? '
    r'(?P<unit>day|week|month|hour|minute|fortnight|year)s?\b(?! (?:from|before|after|ago|today|on)\b)'
)
LATER = re.compile(rf'(?<!in ){SHIFT.pattern}(?= (?:later|earlier|sooner)\b)')
LOOKS_LIKE = re.compile(
    r'(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])|(?<![\d:.])(?:(?:2[4-9]|[3-9]\d):\d\d|\d\d?:[6-9]\d)(?![\d:])'
    r'|\b(?:the )?(?:3[2-9]|[4-9]\d)(?:st|nd|rd|th)\b'
    r'|\b3[01] (?:of )?(?:feb(?:ruary)?|april|june|september|november)\b|\b30 (?:of )?feb(?:ruary)?\b'
    r'|\b(?:april|june|september|november|february) 31\b'
)
BACK = re.compile(
    rf'\b(?:(?:due )?(?:on|by|for|since|from) )?'
    rf'(?:(?:last|past|previous|this past) (?:{WEEKDAY}|week|month|year|night|weekend|{MONTH}\b)'
    rf'|{WEEKDAY} (?:of )?last week'
    rf'|(?:the day before )?yesterday(?: (?:morning|afternoon|evening|night))?'
    rf'|(?:an?|{CARDINAL}|\d{{1,3}}|a couple of|a few) (?:day|week|month|year|hour|minute)s? ago)\b(?!\'s)'
)
JOINT = re.compile(r'[\s,(]*(?:\b(?:at|on|by|about|around|the|of|for|from|is|due|and is|between)\b[\s,]*)*\Z')
ARTICLE = re.compile(r'\b(?:the|a|this|my|our|that) \Z')

SURROUNDINGS = Surroundings(
    length=LENGTH,
    length_hints=('h', 'min'),
    clock_range=CLOCK_RANGE,
    before_clock_range=BEFORE_RANGE,
    not_before=START_BEFORE,
    not_before_leads=frozenset({'before', 'until', 'till', 'til'}),
    start_leads=frozenset(),
    not_earlier=('earlier',),
    end_of_day=END_OF_DAY,
    distance_before=DISTANCE_BEFORE,
    distance_leads=frozenset({'', 'on'}),
    weekday_before=WEEKDAY_BEFORE,
    numbered_day=NUMBERED,
    shift=SHIFT,
    later=LATER,
    looks_like_a_date=LOOKS_LIKE,
    past=BACK,
    joint=JOINT,
    article=ARTICLE,
    nouns=frozenset({'today', 'tomorrow', 'tonight', 'week', 'weekend'}),
    before_length=BEFORE_LENGTH,
)
