"""The words of the interface: one module per language, and which of them a person gets."""

from collections.abc import Iterator

from components.words.english import Words
from components.words.german import German

ENGLISH = Words()
LANGUAGES = {language.CODE: language for language in (ENGLISH, German())}


def words_for(chosen: str | None, accepted: str | None) -> Words:
    """The language somebody chose, else the best of those their browser accepts (RFC 9110, 12.5.4), else English."""
    if chosen in LANGUAGES:
        return LANGUAGES[chosen]
    return next((LANGUAGES[code] for code in _preferred(accepted or '') if code in LANGUAGES), ENGLISH)


def _preferred(accepted: str) -> Iterator[str]:
    """The primary tags of an Accept-Language header, the most wanted first."""
    weighed: list[tuple[float, str]] = []
    for part in accepted.split(',')[:20]:
        tag, _, parameter = part.strip().partition(';')
        try:
            weight = float(parameter.strip().removeprefix('q=')) if parameter else 1.0
        except ValueError:
            continue
        if weight > 0:
            weighed.append((-weight, tag.split('-')[0].lower()))
    return (code for _, code in sorted(weighed, key=lambda each: each[0]))


__all__ = ['ENGLISH', 'LANGUAGES', 'Words', 'words_for']
