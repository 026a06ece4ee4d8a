"""What is said in a German sentence, as a title: 'daran, die Milch zu kaufen' becomes 'die Milch kaufen'."""

import re

from services.language.german.forms import SEPARABLE
from services.language.german.spelling import either

_PREFIX = either('|'.join(SEPARABLE))
_START = re.compile(r'\A(?:(?:daran|dran|noch|mal wieder|wieder mal|mal|bitte|unbedingt|auch)\b[\s,]*)+', re.IGNORECASE)
_ARTICLE = re.compile(r'\A(?:den|dem|die|das|der) (?=[A-ZÄÖÜ][\w-]*(?: [A-ZÄÖÜ][\w-]*)*\Z)')
_OF = re.compile(r'\A(?:ans|an(?: (?:den|die|das|dem|meinen|meine|mein))?) ')
_REPEATED = re.compile(r'\A(jede[nrsm]? \w+(?: um \d\S*(?: Uhr)?)?) an (?:(?:den|die|das|dem) )?', re.IGNORECASE)
_THAT = re.compile(
    r'\Adass (?:ich|wir) (?P<rest>.+) (?:muss|müssen|soll|sollte|sollen|will|wollen|möchte)\Z', re.IGNORECASE
)
_TO = re.compile(r'\s+zu (?=[a-zäöüß]+(?:en|ern|eln|tun|sein)\Z)')
_JOINED_TO = re.compile(rf'\b(?P<prefix>{_PREFIX})zu(?=[a-zäöüß]{{2,}}(?:en|ern|eln)\Z)')


def titled(said: str) -> str:
    """The title without what only ties it into a sentence."""
    title = _ARTICLE.sub('', _OF.sub('', _START.sub('', said)))
    title = _REPEATED.sub(r'\1 ', title)
    that = _THAT.match(title)
    title = that['rest'] if that else title
    title = _JOINED_TO.sub(r'\g<prefix>', _TO.sub(' ', title)).strip(' ,')
    return title or said


def last_word(words: list[str]) -> tuple[str, list[str]]:
    """The verb of a title, which German says last, and the other words."""
    return (words[-1], words[:-1]) if words else ('', [])
