"""Quick add: the lists, labels, estimates and starts that a line names, and what it only offers."""

import time as clock
from dataclasses import replace
from datetime import date
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.language import OwnPlaces, read_entries, read_entry
from services.language.dates.patterns import vocabulary
from services.values.vocabulary import Priority
from tests.services.language.laws import laws
from tests.services.language.scene import NOW, ZONE


def _ids(*names):
    return {name: UUID(int=number) for number, name in enumerate(names, 1)}


PLACES = OwnPlaces(
    _ids('Inbox', 'Home', 'Home office', 'Büro', '2026', '2026 goals'), _ids('errand', 'Café', 'friday', 'c#')
)
NAMES = {place_id: name for names in (PLACES.lists, PLACES.labels) for name, place_id in names.items()}


def read(text, rejected=(), *, accepted=(), language='en'):
    return read_entry(text, NOW, ZONE, rejected, places=replace(PLACES, accepted=accepted), language=language)


def list_of(entry):
    return next((name for name, place_id in PLACES.lists.items() if place_id == entry.list_id), None)


def labels_of(entry):
    return [name for each in entry.label_ids for name, place_id in PLACES.labels.items() if place_id == each]


@pytest.mark.parametrize(
    ('text', 'title', 'name'),
    [
        ('buy ink #home', 'buy ink', 'Home'),
        ('#HOME: buy ink', 'buy ink', 'Home'),
        ('buy #home, please', 'buy, please', 'Home'),
        ('buy ink (#home)', 'buy ink', 'Home'),
        ('buy ink #home office tomorrow', 'buy ink', 'Home office'),
        ('buy #"home office" ink', 'buy ink', 'Home office'),
        ('buy #„Home office“ ink', 'buy ink', 'Home office'),
        ('buy ink #buro', 'buy ink', 'Büro'),
        ('buy ink #buero', 'buy ink', 'Büro'),
        ('buy ink #bu\u0308ro', 'buy ink', 'Büro'),
        ('run #2026 goals', 'run', '2026 goals'),
        ('run #"2026"', 'run', '2026'),
        ('move it #home #inbox', 'move it #home', 'Inbox'),
        ('🎉 party #home', '🎉 party', 'Home'),
    ],
)
def test_a_list_is_found_by_its_name_and_the_longest_name_wins(text, title, name):
    entry = read(text)
    assert (entry.title, list_of(entry)) == (title, name)


def test_the_name_in_the_very_letters_wins_over_the_one_without_accents():
    places = OwnPlaces(_ids('Cafe', 'Café'))
    assert [read_entry(f'a #{name}', NOW, ZONE, places=places).list_id for name in ('cafe', 'café')] == list(
        places.lists.values()
    )


def test_a_task_gets_every_label_that_is_named():
    entry = read('call Ann @errand @cafe about it @c#')
    assert (entry.title, labels_of(entry)) == ('call Ann about it', ['errand', 'Café', 'c#'])
    assert read('see @friday').due is None


@pytest.mark.parametrize(
    ('text', 'minutes'),
    [
        ('a ~30m', 30), ('a ~1h', 60), ('a ~1h30', 90), ('a ~1h30m', 90), ('a ~1h 30m', 90), ('a ~90', 90),
        ('a ~1.5h', 90), ('a ~1,5h', 90), ('a ~2std', 120), ('~15min: a', 15), ('a ~30m ~45m', 45),
        ('a ~0', None), ('a ~99999', None), ('a ~/notes', None), ('a ~', None), ('a ~1h75', None), ('a~30m', None),
    ],
)  # fmt: skip
def test_a_tilde_says_how_many_minutes_it_takes(text, minutes):
    entry = read(text)
    assert entry.estimate_minutes == minutes
    assert minutes is None or entry.title in {'a', 'a ~30m'}


@pytest.mark.parametrize(
    ('text', 'start', 'due', 'language'),
    [
        ('a start:friday', date(2026, 11, 27), None, 'en'),
        ('a start: tomorrow', date(2026, 11, 25), None, 'en'),
        ('start:12 march, a', date(2027, 3, 12), None, 'en'),
        ('a start:next monday due:friday', date(2026, 11, 30), date(2026, 11, 27), 'en'),
        ('a start:2026-12-24', date(2026, 12, 24), None, 'en'),
        ('a start:freitag', date(2026, 11, 27), None, 'de'),
        ('a ab:freitag bis montag', date(2026, 11, 27), date(2026, 11, 30), 'de'),
        ('a beginn: 12. März', date(2027, 3, 12), None, 'de'),
    ],
)
def test_a_start_is_any_day_after_its_word(text, start, due, language):
    entry = read(text, language=language)
    assert (entry.title, entry.start_on, entry.due) == ('a', start, due)


def test_what_is_no_day_is_no_start():
    assert read('a start:banana').title == 'a start:banana'


@pytest.mark.parametrize(
    'text',
    [
        'fix #123', 'issue #42', 'mail bob@example.com', 'C#', 'F#m in A','see ~/notes', 'see #/home',
        'ask @bob@example.com', 'see #home.html', 'run #2026', '# heading', '@ the office', 'use a "#home" tag',
        'use "@errand"', 'use @"errand"', 'we are #1', 'x#home', '#trip', '@new', 'buy #ho',
    ],
)  # fmt: skip
def test_what_names_nothing_stays_in_the_title_and_offers_nothing(text):
    entry = read(text)
    assert (entry.title, entry.spans, entry.offers) == (text, (), ())


def test_a_backslash_keeps_a_mark_in_the_title():
    entry = read('write \\#home and \\@errand \\~30m')
    assert (entry.title, entry.spans, entry.offers) == ('write #home and @errand ~30m', (), ())


def test_what_is_not_there_is_offered_and_stays_in_the_title():
    entry = read('book hotel #trip @new tomorrow')
    assert entry.title == 'book hotel #trip @new'
    assert (entry.new_list, entry.new_labels) == (None, ())
    assert [(offer.kind, offer.label, offer.text) for offer in entry.offers] == [
        ('new_list', 'trip', '#trip'),
        ('new_label', 'new', '@new'),
    ]


def test_what_is_accepted_is_new_and_leaves_the_title():
    accepted = [('new_list', '#"summer trip"'), ('new_label', '@new'), ('new_label', '@New')]
    entry = read('book hotel #"summer trip" @new @New @errand #home', accepted=accepted)
    assert (entry.title, entry.new_list, entry.new_labels) == ('book hotel #home', 'summer trip', ('new',))
    assert (entry.list_id, labels_of(entry), entry.offers) == (None, ['errand'], ())


def test_an_own_name_that_is_being_written_is_not_offered_as_a_new_one():
    assert read('buy ink #bue').offers == ()
    assert [offer.label for offer in read('buy ink #bue today').offers] == ['bue']


@pytest.mark.parametrize(
    ('text', 'kind', 'words'),
    [
        ('a #home b', 'list', '#home'),
        ('a @friday b', 'label', '@friday'),
        ('a ~30m b', 'estimate', '~30m'),
        ('a start:friday b', 'start', 'start:friday'),
    ],
)
def test_a_rejected_mark_is_only_words(text, kind, words):
    entry = read(text, rejected=[(kind, words)])
    assert (entry.title, entry.spans) == (text, ())


def test_what_no_list_can_be_called_is_not_offered():
    assert read(f'a #"{"x" * 101}" b @{"x" * 51} c').offers == ()
    assert [len(offer.label) for offer in read(f'a #"{"x" * 100}" b @{"x" * 50} c').offers] == [100, 50]


def test_a_rejected_offer_is_not_made_again():
    assert read('a #trip b', rejected=[('new_list', '#trip')]).offers == ()


def test_what_stands_on_both_sides_of_a_mark_is_read_as_before():
    entry = read('pay rent tomorrow #home at 5pm ~30m p1 // #home')
    assert entry.title == 'pay rent'
    assert entry.due.isoformat() == '2026-11-25T17:00:00+01:00'
    assert (entry.priority, entry.description, list_of(entry)) == (Priority.URGENT, '#home', 'Home')


def test_without_places_none_of_it_is_read():
    entry = read_entry('a #home @errand ~30m', NOW, ZONE)
    assert (entry.title, entry.spans, entry.offers) == ('a #home @errand ~30m', (), ())


@pytest.mark.parametrize(
    ('pasted', 'depths'),
    [
        ('a\n  b\n  c\nd', [0, 1, 1, 0]),
        ('a\n    b\n        c\n    d', [0, 1, 2, 1]),
        ('a\n\tb\n\t\tc\nd', [0, 1, 2, 0]),
        ('- a\n  - b\n    * c\n1. d\n   1) e', [0, 1, 2, 0, 1]),
        ('- [ ] a\n  - [x] b\n\n  ---\n  - [ ] c', [0, 1, 1]),
        ('    a\n      b\n  c', [0, 1, 0]),
        (' a\n  b', [0, 0]),
    ],
)
def test_an_indented_line_is_a_part_of_the_one_above(pasted, depths):
    entries = read_entries(pasted, NOW, ZONE)
    assert [entry.depth for entry in entries] == depths
    assert [entry.title for entry in entries] == list('abcde'[: len(depths)])


def test_a_line_under_another_names_no_list_because_it_is_in_that_of_the_other():
    whole, part = read_entries('a #home\n  b #inbox @errand', NOW, ZONE, places=PLACES)
    assert list_of(whole) == 'Home'
    assert (part.title, part.list_id, labels_of(part)) == ('b #inbox', None, ['errand'])


PIECES = st.sampled_from([
    *vocabulary(
        'call mum tomorrow friday 5pm p1 !high #home #office #trip #123 #buro # @ @errand @new @cafe @5pm ~30m ~1h30 ~'
        ' ~/x start:friday start:12 march start:x ( ) , \\#home // note - C# 🎉 #café every monday #2026 goals office'
    ),
    '"#home office"', '#"home office"', '#"new one"',
])  # fmt: skip
LINES = st.lists(PIECES, max_size=12).map(' '.join) | st.text(max_size=80)
ACCEPTED = st.sets(
    st.sampled_from((('new_list', '#trip'), ('new_list', '#"new one"'), ('new_label', '@new'), ('new_list', '#office')))
)


@pytest.mark.parametrize('piece', ['#a ', '@a ', '#home ', 'start:friday ', 'start:a ', '~1h ', '#"a" '])
def test_work_grows_no_faster_than_the_line(piece):
    """Four times the line may take four times the time, whatever it names and however many lists there are."""
    many = OwnPlaces({f'a list {number}': UUID(int=number) for number in range(500)}, PLACES.labels)

    def work(length):
        text, best = (piece * length)[:length], float('inf')
        for _ in range(3):
            began = clock.process_time()
            read_entry(text, NOW, ZONE, places=many)
            best = min(best, clock.process_time() - began)
        return best

    assert work(2000) < 12 * work(500) + 0.05


def _words(text):
    text = text.replace('\\', '')
    return set(''.join(letter if letter.isalnum() else ' ' for letter in text).split())


@laws
@given(LINES, ACCEPTED, st.sampled_from(('en', 'de')))
def test_spans_and_offers_quote_the_line_and_no_word_is_lost(text, accepted, language):
    entry = read(text, accepted=accepted, language=language)
    end = 0
    for span in entry.spans:
        assert end <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
        end = span.end
    for offer in entry.offers:
        assert text[offer.start : offer.end] == offer.text
        assert not any(offer.start < span.end and span.start < offer.end for span in entry.spans)
        assert (offer.kind, offer.text) not in accepted
    said = ' '.join([entry.title, *(span.text for span in entry.spans)])
    assert _words(text) <= _words(said), (text, entry)


@laws
@given(LINES.filter(str.strip), ACCEPTED)
def test_everything_that_was_recognised_can_be_rejected(text, accepted):
    entry = read(text, accepted=accepted)
    rejected = [(span.kind, span.text) for span in (*entry.spans, *entry.offers)]
    again = read(text, rejected, accepted=accepted)
    assert not {(span.kind, span.text) for span in (*again.spans, *again.offers)} & set(rejected)


@laws
@given(st.lists(st.tuples(st.integers(0, 30), st.sampled_from(('', '- ', '* ', '1. '))), max_size=30))
def test_no_pasted_line_is_lost_and_each_is_at_most_one_deeper_than_the_last(lines):
    pasted = '\n'.join(f'{" " * indent}{bullet}thing {number}' for number, (indent, bullet) in enumerate(lines))
    entries = read_entries(pasted, NOW, ZONE, places=PLACES)
    assert [entry.title for entry in entries] == [f'thing {number}' for number in range(len(lines))]
    depths = [-1, *(entry.depth for entry in entries)]
    assert all(deeper <= last + 1 for last, deeper in pairwise(depths))
