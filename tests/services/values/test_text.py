import pytest
from pydantic import TypeAdapter, ValidationError

from services.models import TaskCreate, TaskUpdate
from services.values.text import Description, MessageText, Name, Title
from tests.factories import make_task

_TITLE, _MESSAGE, _NAME = (TypeAdapter[str](kind) for kind in (Title, MessageText, Name))
_DESCRIPTION: TypeAdapter[str | None] = TypeAdapter(Description)

_KEPT = [
    'Café crème',
    '🎉 Party 👩‍👩‍👧‍👦 at noon',
    '🇳🇴',
    'שלום עולם',
    'اشترِ الحليب',
    '買牛奶',
    '1',
    '½ l milk — “soon”, 50 %',
    "Robert'); DROP TABLE tasks;--",
    '<script>alert(1)</script>',
    'Zero\u200bwidth inside',
    'e\u0301',
]


@pytest.mark.parametrize('text', _KEPT)
async def test_any_writing_is_kept_exactly_as_it_was_typed(database, owner, text):
    task = await make_task(database, owner, text, description=f'{text}\n\n\t{text}')
    assert task.title == text
    assert task.description == f'{text}\n\n\t{text}'


def test_255_characters_may_be_emoji():
    assert _TITLE.validate_python('🎉' * 255) == '🎉' * 255
    assert 'Shorten it to 255 or fewer' in _refusal(_TITLE, '🎉' * 256)


@pytest.mark.parametrize('rule', [_TITLE, _DESCRIPTION, _MESSAGE, _NAME])
def test_text_is_trimmed_before_it_is_counted(rule):
    assert rule.validate_python('  \n milk \t ') == 'milk'
    assert rule.validate_python(' ' * 5_000 + 'milk') == 'milk'


@pytest.mark.parametrize('rule', [_TITLE, _MESSAGE, _NAME])
@pytest.mark.parametrize('text', ['', '   ', '\n\t\r', '\u00a0', '\u2003', '\u3000'])
def test_blank_text_is_refused_with_a_sentence(rule, text):
    assert 'must not be empty. Type at least one visible character.' in _refusal(rule, text)


@pytest.mark.parametrize('rule', [_TITLE, _MESSAGE, _NAME, _DESCRIPTION])
@pytest.mark.parametrize(
    'text', ['\u200b', '\u200d\u200d', '\ufeff', '\u2060', '\u202e', '\u00ad', ' \u200b ', '\u3164', '\ufe0f', '\u2800']
)
def test_text_in_which_nothing_shows_is_refused_with_a_sentence(rule, text):
    assert 'must not be empty' in _refusal(rule, text)


@pytest.mark.parametrize('rule', [_TITLE, _DESCRIPTION, _MESSAGE, _NAME])
@pytest.mark.parametrize('character', ['\x00', '\x07', '\x1b', '\x7f', '\x85', '\x9f'])
def test_control_characters_are_refused_with_a_sentence_that_names_them(rule, character):
    assert f'contains a control character (U+{ord(character):04X}). Remove it' in _refusal(rule, f'a{character}b')


@pytest.mark.parametrize('character', ['\n', '\r', '\t'])
def test_a_title_is_a_single_line(character):
    assert f'The title contains a line break or tab (U+{ord(character):04X})' in _refusal(_TITLE, f'a{character}b')


@pytest.mark.parametrize('character', ['\u2028', '\u2029'])
def test_a_title_is_a_single_line_for_those_who_separate_lines_the_unicode_way(character):
    assert 'The title contains a line break' in _refusal(_TITLE, f'a{character}b')
    assert _DESCRIPTION.validate_python(f'a{character}b') == f'a{character}b'


@pytest.mark.parametrize('rule', [_TITLE, _DESCRIPTION, _MESSAGE, _NAME])
def test_half_a_character_is_refused(rule):
    with pytest.raises(ValidationError):
        rule.validate_python('a\ud83db')


def test_lines_and_tabs_are_kept_in_descriptions_and_messages():
    assert _DESCRIPTION.validate_python('one\r\n\ttwo\nthree') == 'one\n\ttwo\nthree'
    assert _MESSAGE.validate_python('one\r\n\ttwo\nthree') == 'one\n\ttwo\nthree'


@pytest.mark.parametrize('text', ['', '  ', '\n', None])
def test_an_empty_description_is_no_description(text):
    assert TaskCreate(title='Buy milk', description=text).description is None
    assert TaskUpdate(description=text).changes() == {'description': None}


def test_text_that_is_too_long_is_refused_with_both_numbers():
    assert 'The description is 1,001 characters long. Shorten it to 1,000 or fewer.' in _refusal(
        _DESCRIPTION, 'x' * 1_001
    )
    assert 'The message is 4,001 characters long. Shorten it to 4,000 or fewer.' in _refusal(_MESSAGE, 'x' * 4_001)


@pytest.mark.parametrize('value', [1, 1.5, True, ['milk'], {'title': 'milk'}])
def test_a_title_that_is_not_text_is_refused(value):
    with pytest.raises(ValidationError):
        TaskCreate(title=value)


def _refusal(rule, text):
    with pytest.raises(ValidationError) as refused:
        rule.validate_python(text)
    return refused.value.errors()[0]['msg']
