"""Every language says everything: what is marked in the code is translated, placeholders and plurals included."""

import ast
import io
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.mofile import write_mo

from components.words import LANGUAGES, Words, words_in
from services import errors
from services.translatable import Message, Plural
from tools import messages

ROOT = Path(__file__).parents[3]
TRANSLATED = [code for code in LANGUAGES if code != 'en']
NUMBERS = (0, 1, 2, 5, 21, 1_000)

MARKED = messages.collect()
TEXTS = [entry for entry in MARKED if entry.id]
PLURALS = [entry for entry in TEXTS if entry.pluralizable]

# Where refusals are made that a person can meet on a page. What only programs and the command line say is English.
ROOMS = ('services', 'components', 'app/accounts', 'app/pages', 'app/open_connections.py')
COMMANDS = ROOT / 'app' / 'accounts' / 'commands.py'
REFUSALS = {
    name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, errors.TandemError)
} | {'ValueError'}


def key_of(entry: Entry) -> tuple[object, str | None]:
    return entry.id, entry.context


def told(catalogue: Catalog) -> dict[tuple[object, str | None], Entry]:
    return {key_of(entry): entry for entry in catalogue if entry.id}


def forms(text: Any) -> tuple[str, ...]:
    """A text in all its forms: one, or one for each plural."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def placeholders(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


@pytest.mark.parametrize('language', TRANSLATED)
def test_the_catalogue_holds_what_is_marked_in_the_code_and_nothing_else(language):
    known = told(messages.read(language))
    assert ([key for key in told(MARKED) if key not in known], [key for key in known if key not in told(MARKED)]) == (
        [],
        [],
    ), 'Run “make messages”, then translate what is new.'


@pytest.mark.parametrize('language', TRANSLATED)
def test_every_text_is_translated_in_all_its_forms(language):
    catalogue = messages.read(language)
    assert [entry.id for entry in catalogue if entry.id and (entry.fuzzy or not all(forms(entry.string)))] == []
    assert {len(forms(entry.string)) for entry in catalogue if entry.pluralizable} == {catalogue.num_plurals}


@pytest.mark.parametrize('language', TRANSLATED)
def test_a_translation_has_the_placeholders_of_its_text(language):
    wrong = [
        entry.id
        for entry in messages.read(language)
        if entry.id
        for said in forms(entry.string)
        if placeholders(said) != placeholders(forms(entry.id)[-1])
    ]
    assert wrong == []


@pytest.mark.parametrize('language', TRANSLATED)
def test_bringing_a_catalogue_up_to_date_changes_nothing_in_one_that_is(language, tmp_path, monkeypatch):
    once = messages.updated(language)
    monkeypatch.setattr(messages, 'LOCALES', tmp_path)
    messages.catalogue_of(language).parent.mkdir(parents=True)
    messages.catalogue_of(language).write_bytes(once)
    assert messages.updated(language) == once
    assert str(ROOT) not in once.decode()
    assert not re.search(r'Date: |Generated-By|Translator', once.decode())


def test_a_new_language_begins_with_every_text_and_its_own_plural_rule(tmp_path, monkeypatch):
    monkeypatch.setattr(messages, 'LOCALES', tmp_path)
    messages.main(['pl'])
    begun = messages.read('pl')
    assert told(begun).keys() == told(MARKED).keys()
    assert (begun.num_plurals, begun.locale_identifier) == (3, 'pl')
    assert {text for entry in begun if entry.id for text in forms(entry.string)} == {''}


def test_a_language_may_have_more_forms_than_english():
    catalogue = Catalog(locale='pl')
    catalogue.add(('{number} task', '{number} tasks'), ('{number} zadanie', '{number} zadania', '{number} zadań'))
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    polish = Words(Locale('pl'), GNUTranslations(compiled))
    said = [polish.HISTORY_TASKS.format(number=number) for number in (0, 1, 2, 5, 21, 22, 1_000)]
    assert said == ['0 zadań', '1 zadanie', '2 zadania', '5 zadań', '21 zadań', '22 zadania', '1\xa0000 zadań']


def test_a_catalogue_is_read_only_when_its_language_is_used():
    used = 'import sys, components.words as words; print([*words.languages.SPOKEN, "babel.messages" in sys.modules])'
    printed = subprocess.run([sys.executable, '-c', used], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert printed.stdout.strip() == "['en', False]"


@pytest.mark.parametrize('language', LANGUAGES)
def test_every_sentence_with_a_number_is_right_in_form(language):
    words = words_in(language)
    known = told(messages.read(language))
    for entry in PLURALS:
        singular, plural = forms(entry.id if language == 'en' else known[key_of(entry)].string)
        values = {name: name for name in placeholders(plural) if name != 'number'}
        for number in NUMBERS:
            said = words.say(Plural(Message(*forms(entry.id))).format(number=number, **values))
            form = singular if number == 1 else plural
            assert said == form.format(number=words.number(number), **values)


def test_a_number_stands_in_the_singular_before_a_singular_and_in_the_plural_before_a_plural():
    """English adds an s; what does not decline, such as “5 more”, has the same form twice."""
    for entry in PLURALS:
        one, many = forms(entry.id)
        if one != many:
            assert not re.search(r'\{number\} \w+s\b', one), one
            assert re.search(r'\{number\} \w+s\b', many) or re.search(r'\{number\} tasks? ', many), many
            assert 'number' in placeholders(one)
        assert 'number' in placeholders(many)


def test_a_number_before_a_word_has_a_plural_form():
    """“Add {number} tasks” alone would be wrong for one task."""
    alone = [text for entry in TEXTS if not entry.pluralizable for text in forms(entry.id) if '{number}' in text]
    assert alone == []


def refusals(path: Path) -> Iterator[ast.Call]:
    """The refusals that are made in a file, and the sentences that kinds of them come with."""
    for node in ast.walk(ast.parse(path.read_text(encoding='utf-8'))):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in REFUSALS:
                yield node
            case ast.Call(func=ast.Attribute(attr='__init__')):
                yield node


def files() -> list[Path]:
    places = [ROOT / room for room in ROOMS]
    found = [file for place in places for file in ([place] if place.is_file() else sorted(place.rglob('*.py')))]
    return [file for file in found if file != COMMANDS]


def test_every_refusal_that_a_person_can_meet_is_marked_for_translation():
    """The sentence of a refusal is no bare string: it comes from a marker, or from something that was marked."""
    bare = [
        f'{path.relative_to(ROOT)}:{call.lineno}'
        for path in files()
        for call in refusals(path)
        if any(isinstance(each, ast.JoinedStr) or is_sentence(each) for each in call.args)
    ]
    assert len([call for path in files() for call in refusals(path)]) > 50
    assert bare == []


def is_sentence(node: ast.expr) -> bool:
    """A text with a blank in it; the names of fields have none."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and ' ' in node.value
