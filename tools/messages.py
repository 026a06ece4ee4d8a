"""Collects the texts that are marked for translation and brings every catalogue up to date with them.

`python -m tools.messages` does it for the languages there are, `python -m tools.messages fr` begins another one.
"""

import io
import sys
from collections.abc import Iterable
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
LOCALES = ROOT / 'components' / 'words' / 'locale'

_ROOMS = ('components/words', 'components', 'services', 'app')
"""Where texts are: the pages first, in the order of the English catalogue, and then the refusals."""

_KEYWORDS = {'_': None, 'n_': (1, 2), 'p_': ((1, 'c'), 2)}
_NO_LINE = 0
"""Texts are found by their file; line numbers would change with every edit."""

_HEADER = """\
# {name}: every text of Tandem. docs/languages.md says how this file is kept.
msgid ""
msgstr ""
"Language: {locale}\\n"
"Plural-Forms: {plural_forms}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def collect() -> Catalog:
    """Every marked text, with the files it is in."""
    found = Catalog()
    for room in _ROOMS:
        texts = extract_from_dir(ROOT / room, [('**.py', 'python')], keywords=_KEYWORDS, comment_tags=('Translators:',))
        for file, _line, message, comments, context in texts:
            place = (f'{room}/{file}', _NO_LINE)
            known = found.get(message, context)
            if known is None or place not in known.locations:
                found.add(message, locations=[place], auto_comments=comments, context=context)
    return found


def catalogue_of(language: str) -> Path:
    """The file with the translations into a language."""
    return LOCALES / language / 'LC_MESSAGES' / 'tandem.po'


def read(language: str) -> Catalog:
    """The translations into a language; none for a language that is new."""
    path = catalogue_of(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open('rb') as po:
        return read_po(po, locale=language)


def updated(language: str) -> bytes:
    """The catalogue of a language as it should be: what is new has no translation yet, what is gone is left out."""
    catalogue = read(language)
    catalogue.update(collect())
    body = io.BytesIO()
    write_po(body, catalogue, width=100, omit_header=True, ignore_obsolete=True, include_lineno=False)
    locale = Locale.parse(language)
    head = _HEADER.format(name=locale.english_name, locale=language, plural_forms=catalogue.plural_forms)
    return head.encode() + body.getvalue()


def main(languages: Iterable[str]) -> None:
    """Write the catalogues."""
    for language in languages or sorted(folder.name for folder in LOCALES.iterdir()):
        path = catalogue_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(updated(language))


if __name__ == '__main__':
    main(sys.argv[1:])
