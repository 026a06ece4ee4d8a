"""What stands around days and times in German and belongs to them."""

import re

from services.language.dates.grammar import Surroundings
from services.language.dates.patterns import any_of
from services.language.german.dates.words import AMOUNT, LAST, MONTH, SHORT_WEEKDAY, UNITS, WEEKDAY
from services.language.german.spelling import either

_UNIT = rf'(?P<unit>{any_of(UNITS)})'
_MANY = either(rf'(?P<many>noch eine|noch einen|weitere|{AMOUNT})')
_SHIFT = rf'\b(?:um |für )?{_MANY}(?: weitere[nr]?| ganze[nr]?)? {_UNIT}\b'
_CLOCK = r'\d{1,2}'

SURROUNDINGS = Surroundings(
    length=re.compile(
        either(
            r'(?<![\w:.])(?<!\bin )(?<!\bum )(?<!\bbis )(?<!\bvor )(?<!\bnach )(?:für )?'
            r'(?P<many>\d{1,3}(?:[.,]\d)?|eine(?: halbe)?(?= stunde\b)'
            r'|(?:anderthalb|eineinhalb|zweieinhalb)(?= stunden)) ?'
            r'(?P<unit>h|std\.?|stunden?|min\.?|minuten)(?!\w)'
            r'(?P<half>(?!))?(?:(?<=[hdn.]) (?P<more>[0-5]?\d) ?m(?:in\.?|inuten)?(?!\w))?'
            r'(?! (?:später|früher|vor|nach|her|ab|eher)\b)'
        )
    ),
    length_hints=('h', 'min', 'st'),
    clock_range=re.compile(
        rf'(?<![\w/.:-])(?P<from>von |zwischen )?(?P<hour>{_CLOCK})(?:[:.](?P<minute>[0-5]\d))?(?P<half>)(?: ?uhr)?'
        rf' ?(?:bis|-|und) ?(?P<last>{_CLOCK})(?:[:.](?P<last_minute>[0-5]\d))?(?P<last_half>)(?: ?uhr)?\b'
        rf'(?![/:%]|\.\d)(?!\.? ?(?:{MONTH}\b|tage?n?|wochen?|monate?|aufgaben|leute|personen|seiten|mal))'
    ),
    before_clock_range=re.compile(rf'(?:\b(?:{WEEKDAY}|heute|morgen|um|\d\.|{MONTH}),? )\Z'),
    not_before=re.compile(either(r'\b(?:nicht|nicht früher als|nicht eher als) (?:dem |den |am )?\Z')),
    not_before_leads=frozenset({'vor'}),
    start_leads=frozenset({'ab', 'frühestens', 'fruehestens', 'frühestens am', 'fruehestens am'}),
    not_earlier=('früher', 'frueher', 'eher'),
    end_of_day=re.compile(r'(?:bis )?(?:zum )?(?:feierabend|ende des tages|tagesende|geschäftsschluss)\b'),
    distance_before=re.compile(r'(?!)(?P<many>)(?P<unit>)'),
    distance_leads=frozenset(),
    weekday_before=re.compile(
        rf'\b(?:(?:am|bis|für|zum) )?(?:den |dem |der )?(?P<name>{WEEKDAY}|{SHORT_WEEKDAY}),?(?: den| dem| der)? ?\Z'
    ),
    numbered_day=re.compile(
        rf'\b(?:am )?(?P<name>{WEEKDAY}),? (?:den |der |dem )?(?P<day>\d{{1,2}})\.(?! ?(?:\d|{MONTH}\b))'
    ),
    shift=re.compile(either(rf'{_SHIFT}(?! (?:vor|nach|ab|her)\b)')),
    later=re.compile(either(rf'(?<!in ){_SHIFT}(?= (?:später|früher|eher|nach hinten|nach vorne?|weiter)\b)')),
    looks_like_a_date=re.compile(
        r'(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])|(?<![\d:.])(?:(?:2[4-9]|[3-9]\d):\d\d|\d\d?:[6-9]\d)(?![\d:])'
        r'|(?<![\d.])(?:3[2-9]|[4-9]\d)\.(?:\d{1,2}\.(?:\d{2,4})?)|(?<![\d.])\d{1,2}\.(?:1[3-9]|[2-9]\d)\.(?:\d{2,4})?'
        r'|(?<=am )(?:3[2-9]|[4-9]\d)\.(?!\d)'
        r'|(?<![\d.])(?:30|31)\.(?: ?0?2\.| ?feb(?:ruar)?\b)|(?<![\d.])31\.(?: ?(?:0?[469]|11)\.'
        r'| ?(?:april|juni|september|november)\b)'
    ),
    past=re.compile(
        either(
            rf'\b(?:(?:am|seit|von|vom|bis|in der|im) )?'
            rf'(?:{LAST} (?:{WEEKDAY}|woche|monat|jahr|nacht|wochenende|{MONTH}\b)(?! (?:im|des|vom)\b)'
            r'|(?:vor)?gestern(?: (?:früh|morgen|vormittag|mittag|nachmittag|abend))?'
            rf'|vor (?:{AMOUNT}) (?:{any_of(UNITS)})\b)'
        )
    ),
    joint=re.compile(
        either(r'[\s,(]*(?:\b(?:um|am|bis|gegen|der|den|dem|von|für|ab|ist|fällig|und zwar|zwischen|so)\b[\s,]*)*\Z')
    ),
    article=re.compile(r'\b(?:der|die|das|den|dem|ein|eine|einen|mein|meine|unser) \Z'),
    nouns=frozenset({'woche', 'wochenende'}),
)
