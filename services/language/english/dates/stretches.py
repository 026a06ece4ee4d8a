"""Stretches of days in English: 'this week', 'by friday', 'between monday and thursday', 'overdue'."""

import re

from services.language.dates.grammar import Bound, Stretches
from services.language.english.dates.words import AMOUNT, MONTH, UNIT
from services.language.script import GAP, SPACE

OVERDUE = re.compile(
    r"\b(?:over-?due|past(?: their| its)? due(?: date)?|(?:i am |i'm )?(?:running )?late(?= tasks?"
    r'| ones?|\s*\?*\s*\Z)|behind schedule|missed(?: (?:the|their) deadlines?)?|should have been done)\b'
)
UNDATED = re.compile(
    r'\b(?:un-?dated|unscheduled|(?:(?:that |which )?(?:have|has|having|with) )?(?:no|without(?: an?'
    r'| any)?) (?:due )?(?:dates?|deadlines?)|not scheduled|without due)\b'
)
_LEAD = (
    r'(?:(?P<lead>by|before|until|till|through|after|since|from|between|in|during|for|within|to|on|over'
    r'|and|due)\s(?:the\s)?)?'
)
PERIOD = re.compile(
    rf'\b{_LEAD}(?P<which>this|next|last|past|previous|coming|following|current|the|rest of the|rest of this){SPACE}'
    rf"(?P<unit>week|weekend|month|quarter|year)(?:'s)?\b(?!{SPACE}(?:after|from))"
)
MONTHS_OF = re.compile(
    rf'\b{_LEAD}(?:(?P<which>this|next|last){SPACE})?(?P<month>{MONTH})\b(?!\.?{GAP}\d)(?:{SPACE}(?P<year>20\d\d))?'
)
NEXT_FEW = re.compile(
    rf'\b(?:(?:in|within|over|during|for){SPACE})?(?:the{SPACE})?(?P<which>next|coming|last|past|upcoming){SPACE}'
    rf'(?P<many>{AMOUNT}){GAP}(?P<unit>{UNIT})\b'
)
RELATIVE_DAY = re.compile(
    rf"\b{_LEAD}(?P<day>today|tonight|tomorrow|yesterday|my day|this (?:morning|afternoon|evening))(?:'s|s)?\b"
)
JOIN = re.compile(rf'{GAP}(?:and|to|till|until|through|thru|-|or)?{GAP}(?:the{SPACE})?\Z')
_LEADS = frozenset(
    {'by', 'before', 'until', 'till', 'through', 'after', 'since', 'in', 'during', 'between', 'from', 'due'}
)

STRETCHES = Stretches(
    overdue=OVERDUE,
    undated=UNDATED,
    period=PERIOD,
    month=MONTHS_OF,
    next_few=NEXT_FEW,
    relative=RELATIVE_DAY,
    relative_days={'tomorrow': 1, 'yesterday': -1},
    longer=re.compile(r'\bday after (?:the )?\Z'),
    join=JOIN,
    period_turns={'next': 1, 'following': 1, 'coming': 1, 'last': -1, 'past': -1, 'previous': -1},
    nearest=frozenset({'coming'}),
    bare=frozenset({'the'}),
    rest=('rest',),
    bounds={
        'before': Bound.BEFORE, 'by': Bound.BY, 'until': Bound.BY, 'till': Bound.BY, 'through': Bound.BY,
        'after': Bound.AFTER, 'since': Bound.SINCE, 'from': Bound.SINCE, 'starting': Bound.SINCE,
    },
    pairs=frozenset({'between', 'from'}),
    pair_ends=frozenset({'to', 'until', 'till'}),
    pair_goes_on=frozenset({'to', 'and'}),
    month_leads=_LEADS,
    weak_month_leads=frozenset({'for'}),
    doubtful_months=frozenset({'may'}),
)  # fmt: skip
