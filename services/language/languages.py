"""The languages that can be read, by their codes, and which of them a message is in."""

import re
from collections.abc import Callable

from services.language.english import ENGLISH
from services.language.german import GERMAN
from services.language.lexicon import SURE, Lexicon
from services.language.tables import Language
from services.language.tokens import Kind, tokens

LANGUAGES: dict[str, Language] = {language.code: language for language in (ENGLISH, GERMAN)}

_CLEARLY = 2
"""So many words that only one language has, and none of the person's own, say that a message is in it."""

_LOOKED_AT = 200
"""How many characters of a message are looked at to tell its language."""


_COMMAND = re.compile(r'\s*/\w+')
"""The name of a slash command, which is the same in every language."""


def language_of(code: str) -> Language:
    """The language with this code, or English where there is none."""
    return LANGUAGES.get(code, ENGLISH)


def spoken_in(text: str, own: str, is_name: Callable[[str], bool] = lambda _: False) -> str:
    """The code of the language that a message is read and answered in: the person's own, unless it is clearly not.

    Words of the person's titles, which `is_name` knows, tell nothing: “delete Brot kaufen” is English.
    """
    own = language_of(own).code
    text = _COMMAND.sub('', text, count=1) if text.lstrip().startswith('/') else text
    found = [token.text for token in tokens(text[:_LOOKED_AT]) if token.kind is Kind.WORD]
    words = [word for word in found if not is_name(word)]
    if not words or any(word in _TELLING[own] for word in words):
        return own
    for code, telling in _TELLING.items():
        told = [word for word in words if word in telling]
        if len(told) >= _CLEARLY or (told and (len(told) == len(words) or words[0] in _COMMANDS[code])):
            return code
    return own


def _commands(lexicon: Lexicon) -> frozenset[str]:
    """The words that give a command by themselves."""
    return frozenset(
        word
        for word, phrases in lexicon.phrases.items()
        for phrase in phrases
        if phrase.kind == 'verb' and phrase.form == 'base' and phrase.weight >= SURE and phrase.need in {'', 'me'}
    )


def _small_words(lexicon: Lexicon) -> frozenset[str]:
    """The words that sentences are held together by."""
    asked = {word for word, phrases in lexicon.phrases.items() if any(phrase.kind == 'question' for phrase in phrases)}
    answers = {answer for found in lexicon.answers.values() for answer in found if ' ' not in answer}
    polite = {
        phrase.words[0]
        for phrases in lexicon.phrases.values()
        for phrase in phrases
        if phrase.kind in {'opening', 'closing'} and len(phrase.words) == 1
    }
    return frozenset({word for word in lexicon.roles if word.isalpha() or "'" in word} | asked | answers | polite)


def _known_elsewhere(language: Language) -> frozenset[str]:
    others = [other for other in LANGUAGES.values() if other is not language]
    answers = {word for other in others for found in other.lexicon.answers.values() for word in found}
    return frozenset({word for other in others for word in other.lexicon.known} | answers)


_COMMANDS = {code: _commands(language.lexicon) - _known_elsewhere(language) for code, language in LANGUAGES.items()}
_TELLING = {
    code: (_small_words(language.lexicon) | _COMMANDS[code] | language.telling) - _known_elsewhere(language)
    for code, language in LANGUAGES.items()
}
"""The words of each language that tell it from the others."""
