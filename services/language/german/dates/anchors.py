"""What leads to a date in German, what ends one, and what goes on after it."""

import re

from services.language.german.spelling import either
from services.language.script import GAP, SPACE

_ARTICLE = rf'(?:(?:dem|den|der|die|das|zum|am){SPACE})?'
_DUE = (
    r'fällig:|(?:ist |sind )?fällig(?: (?:am|bis|zum|um|ab))?|frist:?|deadline:?|due:|spätestens(?: (?:am|bis|zum|um))?'
    r'|bis spätestens|bis zum|bis'
)
LEAD = re.compile(
    either(
        rf'(?P<lead>{_DUE}|am|um|gegen|auf|für|nach|vor|zum|seit|von|vom|zwischen|während|im|in|an|zu|so gegen|ca\.?'
        rf'|schon|erst|ab|frühestens(?: am)?|den|der|@)(?<=[a-z:@.]){GAP}{_ARTICLE}(?<![a-z.])'
    )
)
_DAY_WORDS = (
    r'fällig:?|fällig (?:am|bis|zum)|frist:?|deadline:?|due:|spätestens(?: (?:am|bis|zum))?|bis spätestens|bis zum'
    r'|bis|am|auf|für|nach|vor|zum|seit|vom|von|den|der|zu|an|ab'
)
DAY_LEAD = re.compile(either(rf'.*\b(?:{_DAY_WORDS})\Z'))
MONTH_LEAD = re.compile(either(r'.*\b(?:fällig|due:|im|bis|vor|nach|seit|ab|während|zwischen|auf|für)\Z'))
FEAST_LEAD = re.compile(either(rf'.*\b(?:{_DAY_WORDS}|um|an)\Z'))
CLOCK_LEAD = re.compile(
    either(
        r'.*(?:\bfällig:?|\b(?:fällig (?:um|bis)|spätestens(?: um| bis)?|um|bis|gegen|ab|vor|nach|auf|von|zwischen|'
        r'ca\.?'
        r'|punkt)|@)\Z'
    )
)
END = re.compile(
    either(
        rf'{GAP}(?:\Z|[.!?,;:)\]\n]|//|- |p[1-4]\b|[!#@]'
        r'|(?:bitte|danke|stattdessen|lieber|auch|oder|und|sein|verschieben|legen|setzen|schieben|ändern|verlegen)\b)'
    )
)
EDGE = re.compile(
    either(
        rf'{SPACE}(?:zu|um|mit|für|aber|weil|wenn|wegen|ab|in|im|ich|wir|dass|ist|war|nach|vor|bis|an|am|bei|beim|über'
        r'|fällig|zum|zur|die|der|das|den|dem)\b'
    )
)
