"""Pydantic's errors in our own sentences."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from services.errors import InvalidInput
from services.models import TaskCreate
from services.tools import TOOLS
from services.translatable import Translatable
from services.values.text import Name
from services.values.validation import Fault, explain, faults_of, read_value

PYDANTIC = ('Input should', 'Field required', 'Extra inputs', 'should have', 'Value error', 'Datetimes provided')

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.sampled_from(['\ud800', '2026-13-01', '2026-11-01T10:00', 'P9999999999D', 'x' * 5_000, '9' * 30, '{x}', '']),
)
anything = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=9), inner, max_size=3)),
    max_leaves=5,
)
FIELDS = sorted({name for tool in TOOLS.values() for name in tool.arguments.model_fields} | {'colour', '\ud800'})
arguments = st.dictionaries(st.sampled_from(FIELDS), anything, max_size=5)


@given(tool=st.sampled_from(sorted(TOOLS)), given_arguments=arguments)
def test_whatever_a_tool_is_given_is_refused_in_our_own_words(tool, given_arguments):
    try:
        TOOLS[tool].arguments.model_validate(given_arguments)
    except ValidationError as error:
        said = explain(error)
        assert said.endswith('.')
        # What was typed may be repeated in quotation marks, and may be anything.
        assert not any(words in said and words not in str(given_arguments) for words in PYDANTIC), said
        assert said.encode()


class Nested(BaseModel):
    day: date
    length: timedelta = timedelta(0)


class Example(BaseModel):
    title: str = Field(max_length=2_000)
    task_id: UUID
    number: int = Field(1, ge=1, le=1_000)
    parts: list[Nested] = []
    flag: bool = False


RIGHT = {'title': 'x', 'task_id': '6f1c1f0e-6a5c-4a6f-9a53-2f6f0e4d9b11'}


@pytest.mark.parametrize(
    ('wrong', 'field', 'sentence'),
    [
        ({'title': 7}, 'title', 'The title must be text.'),
        ({'title': 'x' * 2_001}, 'title', 'The title is too long. Shorten it to 2,000 characters or fewer.'),
        ({'number': 0}, 'number', 'number must be at least 1.'),
        ({'number': 2_000}, 'number', 'number must be at most 1,000.'),
        ({'number': 'one'}, 'number', 'number must be a whole number.'),
        ({'flag': 'perhaps'}, 'flag', 'flag must be true or false.'),
        ({'parts': 7}, 'parts', 'parts must be a list.'),
        ({'parts': [7]}, 'parts.0', 'parts.0 must be an object.'),
        ({'parts': [{'day': 'x'}]}, 'parts.0.day', 'parts.0.day is not a date. Write it as 2026-11-23.'),
        ({'parts': [{}]}, 'parts.0.day', 'parts.0.day is required.'),
        (
            {'parts': [{'day': '2026-11-23', 'length': 'x'}]},
            'parts.0.length',
            'parts.0.length is not a duration. Write it as P7D, for seven days.',
        ),
    ],
)
def test_a_fault_names_its_field_and_says_what_to_do(wrong, field, sentence):
    with pytest.raises(ValidationError) as refused:
        Example.model_validate({**RIGHT, **wrong})
    [fault] = faults_of(refused.value)
    assert (fault.field, str(fault)) == (field, sentence)


def test_a_fault_keeps_its_template_and_its_values_apart():
    with pytest.raises(ValidationError) as refused:
        Example.model_validate({**RIGHT, 'number': 2_000})
    [fault] = faults_of(refused.value)
    assert isinstance(fault.sentence, Translatable)
    assert fault.sentence.message.text == '{field} must be at most {le}.'
    assert fault.sentence.values['le'] == 1_000


def test_a_sentence_of_ours_is_said_as_it_is_whatever_is_quoted_in_it():
    with pytest.raises(ValidationError) as refused:
        TaskCreate.model_validate({'title': 'x', 'due_date': '{0} {day} %s'})
    [fault] = faults_of(refused.value)
    assert str(fault).startswith('“{0} {day} %s” is not a date.')
    assert str(Fault('due_date', '{')) == '{'


def test_several_faults_are_said_one_after_the_other():
    with pytest.raises(ValidationError) as refused:
        Example.model_validate({'title': 7})
    assert explain(refused.value) == 'The title must be text. task_id is required.'


def test_a_name_that_somebody_made_up_is_repeated_only_in_part_and_fit_to_be_shown():
    with pytest.raises(ValidationError) as refused:
        TaskCreate.model_validate({'title': 'x', '\u202e' + 'y' * 900: 1})
    assert explain(refused.value) == f'There is no field “�{"y" * 59}”. Leave it out.'


def test_an_error_of_pydantics_that_we_have_no_words_for_is_still_said():
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(complex).validate_python('x')
    assert explain(refused.value).startswith('The input: ')


def test_a_value_is_read_or_refused_with_its_field():
    assert read_value(TypeAdapter(Name), 'NAME', ' Ada ') == 'Ada'
    with pytest.raises(InvalidInput, match=r'^The name must not be empty\.') as refused:
        read_value(TypeAdapter(Name), 'NAME', ' ')
    assert refused.value.field == 'NAME'
