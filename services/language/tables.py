"""What makes a language: the tables that a folder such as `english/` puts together."""

from dataclasses import dataclass, field

from services.language.dates.grammar import Grammar
from services.language.lexicon import Lexicon
from services.language.mentions import TitleWords
from services.language.priorities import Marks


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its words and phrases, how it writes dates, marks a priority, and bends the words of titles."""

    code: str
    lexicon: Lexicon
    dates: Grammar
    marks: Marks
    titles: TitleWords = field(default_factory=TitleWords)
    day_first: bool = False  # in numeric dates, where nobody has told
    telling: frozenset[str] = frozenset()  # words that tell it from others, besides those of its tables
