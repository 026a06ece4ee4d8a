"""What leads to a date in English, what ends one, and what goes on after it."""

import re

from services.language.script import GAP, SPACE

_DUE = rf'(?:due:|(?:is |are )?due|deadline:?|no later than|not later than)(?:{SPACE}(?:on|by|at|for|before|in|until))?'
LEAD = re.compile(
    rf'(?P<lead>{_DUE}|starting|on|by|at|for|before|until|till|til|from|in|around|about|after|since|between|during'
    rf'|to|of|@)(?<=[a-z:@]){GAP}(?:(?<=[ :@])the{SPACE})?(?<![a-z])'
)
DAY_LEAD = re.compile(
    r'.*\b(?:due:|due|deadline:?|no later than|on|by|before|until|till|til|after|since|from|starting|for|around)\Z'
)
NUMBER_LEAD = re.compile(rf'(?:{DAY_LEAD.pattern})|to\Z')
MONTH_LEAD = re.compile(r'.*\b(?:due:|due|in|by|before|until|till|til|after|since|from|during|between|starting|on)\Z')
FEAST_LEAD = re.compile(
    r'.*\b(?:due:|due|deadline:?|no later than|on|by|before|until|till|til|after|since|from|for|at'
    r'|around|to)\Z'
)
CLOCK_LEAD = re.compile(
    r'.*(?:\bdue:|\b(?:due|at|by|before|until|till|til|around|about|from|after|since|between|to)|@)\Z'
)
END = re.compile(
    rf'{GAP}(?:\Z|[.!?,;:)\]\n]|//|- |p[1-4]\b|[!#@]'
    r'|(?:please|pls|thanks|thank you|instead|too|as well|or|and|everyone)\b)'
)
EDGE = re.compile(
    rf'{SPACE}(?:to|at|about|with|for|but|because|when|so|from|then|in|if|i|we|that|is|was|on|after|before|by)\b'
)
