"""Which languages there are, and which of them a person gets."""

import io
from collections.abc import Iterator
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel import Locale

from components.words.words import Words
from services.chat.builtin.voice import ENGLISH as SPOKEN_ENGLISH
from services.chat.builtin.voice import Voice

_CATALOGUES = Path(__file__).parent / 'locale'

LANGUAGES = ('en', *sorted(folder.name for folder in _CATALOGUES.iterdir()))
"""The codes of the languages that a person can choose: English, and those there is a catalogue for."""

# English is written as in Britain, because most of the world writes dates so, unless a browser is set to American.
_LOCALES = {'en': 'en_GB', 'en-us': 'en_US'}

SPOKEN: dict[str, Words] = {}
"""The languages that somebody has needed so far."""


def words_in(tag: str) -> Words:
    """The words of a language, such as `de`, or of a region that writes dates its own way: `en-us`.

    A catalogue is read and compiled when somebody first needs it, which takes some 20 ms, and then kept.
    """
    if tag not in SPOKEN:
        language = tag.partition('-')[0]
        SPOKEN[tag] = Words(Locale.parse(_LOCALES.get(tag, language)), _translations(language))
    return SPOKEN[tag]


def _translations(language: str) -> NullTranslations:
    if language == 'en':
        return NullTranslations()
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - slow to load, and not needed for English
    from babel.messages.pofile import read_po  # noqa: PLC0415

    compiled = io.BytesIO()
    with (_CATALOGUES / language / 'LC_MESSAGES' / 'tandem.po').open('rb') as po:
        write_mo(compiled, read_po(po, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


ENGLISH = words_in('en')


def voice_in(language: str) -> Voice:
    """What the built-in assistant answers with in a language; its English is the one in the code."""
    return SPOKEN_ENGLISH if language == 'en' or language not in LANGUAGES else words_in(language)


def name_of(language: str) -> str:
    """What a language calls itself."""
    name = Locale.parse(language).get_display_name(language) or language
    return f'{name[0].upper()}{name[1:]}'


def words_for(chosen: str | None, accepted: str | None) -> Words:
    """The language somebody chose, else the best of those their browser accepts (RFC 9110, 12.5.4), else English."""
    tags = list(_preferred(accepted or ''))
    primary = (tag.partition('-')[0] for tag in tags)
    language = chosen if chosen in LANGUAGES else next((code for code in primary if code in LANGUAGES), 'en')
    region = next((tag for tag in tags if tag.partition('-')[0] == language), language)
    return words_in(region if region in _LOCALES else language)


def _preferred(accepted: str) -> Iterator[str]:
    """The tags of an Accept-Language header in lower case, the most wanted first."""
    weighed: list[tuple[float, str]] = []
    for part in accepted.split(',')[:20]:
        tag, _, parameter = part.strip().partition(';')
        try:
            weight = float(parameter.strip().removeprefix('q=')) if parameter else 1.0
        except ValueError:
            continue
        if weight > 0:
            weighed.append((-weight, tag.lower()))
    return (tag for _, tag in sorted(weighed, key=lambda each: each[0]))
