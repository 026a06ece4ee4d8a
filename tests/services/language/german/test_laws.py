"""The laws of reading, held over random German sentences, and what holds for every text."""

import time as clock
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.language import (
    Ask,
    Change,
    Changes,
    Command,
    Context,
    Create,
    Decline,
    Delete,
    Operation,
    Unknown,
    find_dates,
    find_ranges,
    parse,
    read_entry,
    understand,
)
from services.language.dates.patterns import vocabulary
from services.values.vocabulary import Priority, Status
from tests.services.language.laws import NOW, TODAY, TOMORROW, Person, laws
from tests.services.language.scene import ZONE, Task

TASKS = (
    Task('zahnarzt', 'Zahnarzt anrufen', TOMORROW),
    Task('rechnung', 'Zahnarztrechnung bezahlen', priority=Priority.HIGH),
    Task('milch', 'Milch kaufen', TODAY),
    Task('miete', 'Miete überweisen', date(2026, 12, 1), priority=Priority.URGENT),
    Task('bericht', 'Quartalsbericht schreiben', datetime(2026, 11, 30, 9, 0, tzinfo=ZONE), priority=Priority.HIGH),
    Task('gummibaum', 'Gummibaum gießen'),
    Task('dachrinne', 'Dachrinne säubern', date(2026, 12, 5), priority=Priority.LOW),
    Task('pass', 'Reisepass verlängern', date(2027, 1, 15)),
    Task('buecher', 'Bücher zurückgeben', status=Status.COMPLETED),
    Task('folien', 'Folien für Montag vorbereiten', date(2026, 11, 30), status=Status.IN_PROGRESS),
)
OPEN_KEYS = {task.key for task in TASKS if task.status is not Status.COMPLETED}

NAMES = {
    'die Milch': 'milch', 'die Miete': 'miete', 'den Gummibaum': 'gummibaum', 'Quartalsbericht': 'bericht',
    'die Zahnarztrechnung': 'rechnung', 'die Dachrinne': 'dachrinne', 'Reisepass verlängern': 'pass',
    'die Folien': 'folien',
}  # fmt: skip
SETS = {
    'alles heute Fällige': {'milch'},
    'alle dringenden Aufgaben': {'miete'},
    'alle Aufgaben außer der Miete': OPEN_KEYS - {'miete'},
    'alles, was nicht dringend ist': OPEN_KEYS - {'miete'},
    'alle überfälligen Aufgaben': set(),
    'alle Aufgaben mit niedriger Priorität': {'dachrinne'},
}
COMPLETE = ('hak {} ab', 'erledige {}', '{} abhaken', 'markiere {} als erledigt', '{} als erledigt markieren')
REMOVE = ('lösch {}', 'entferne {}', '{} löschen', 'streich {} von der Liste', 'nimm {} von der Liste', 'wirf {} raus')
SET = ('verschieb {} auf {}', 'setz {} auf {}', '{} auf {} verschieben', 'schieb {} auf {}', 'verleg {} auf {}')
DAYS = {
    'morgen': TOMORROW, 'Freitag': TOMORROW, 'nächsten Montag': date(2026, 11, 30), '5. Dezember': date(2026, 12, 5),
    'Samstag': date(2026, 11, 28), 'übermorgen': date(2026, 11, 28),
}  # fmt: skip
TIMES = {'17 Uhr': time(17), '11:00': time(11), 'halb vier': time(15, 30), '15.45 Uhr': time(15, 45)}
LEVELS = {'dringend': Priority.URGENT, 'hohe Priorität': Priority.HIGH, 'niedrig': Priority.LOW}
PRONOUNS = ('es', 'sie', 'das', 'die', 'diese Aufgabe', 'die Aufgabe', 'ihn')
TITLES = (
    'Salz und Pfeffer', 'Ana und Ben anrufen', 'Rock am Ring', 'Brot backen', 'alte Fotos ansehen',
    'Wohnung aufräumen', 'Anmeldung ausfüllen', 'Chef wegen Urlaub fragen',
)  # fmt: skip

PERSON = Person(
    TASKS,
    before=('', '', 'bitte ', 'ok, ', 'hallo, ', 'ähm '),
    after=('', '', ' bitte', ' danke', '!', '.'),
    speaks={'day_first': True, 'language': 'de'},
)
orders, around, touched = PERSON.orders, PERSON.context, PERSON.touched
leads = st.sampled_from(PERSON.before)
names = st.sampled_from(sorted(NAMES))
pronouns = st.sampled_from(PRONOUNS)
days, times, levels = (st.sampled_from(sorted(table)) for table in (DAYS, TIMES, LEVELS))
values = days | times | st.builds('{} um {}'.format, days, times)


any_orders = orders(COMPLETE, pronouns) | orders(REMOVE, pronouns) | orders(SET, pronouns, values)


@laws
@given(any_orders)
def test_a_pronoun_after_several_shown_tasks_changes_none(text):
    assert touched(text, around('miete rechnung bericht', 'miete rechnung bericht')) == set(), text


@laws
@given(any_orders)
def test_a_pronoun_is_the_one_task_touched_whatever_else_is_said(text):
    assert touched(text, around(mentioned='gummibaum')) <= {'gummibaum'}, text


@laws
@given(
    st.sampled_from(('{} erledigen', '{} löschen', 'kannst du {} abhaken?', '{} auf Montag verschieben')),
    st.sampled_from(('es', 'sie', 'ihn', 'die Aufgabe', 'die erste')),
    st.sampled_from((' außer den Folien', ', aber nicht die Folien', ' mit hoher Priorität', ' ohne Datum', ' heute')),
)
def test_one_task_never_becomes_several_by_what_is_said_of_it(pattern, one, more):
    text = pattern.format(one + more)
    assert len(touched(text, around(mentioned='gummibaum'))) <= 1, text


@laws
@given(
    st.sampled_from(('hak {} ab', 'lösch {}', 'verschieb {} auf Freitag', 'mach {} dringend', '{} löschen')),
    st.sampled_from(('2', 'Nummer 3', 'Aufgabe 2', 'die zweite', 'die letzte', '#1', '1 und 3', 'die 2.')),
)
def test_a_number_without_a_list_names_nothing(pattern, number):
    text = pattern.format(number)
    assert touched(text, around()) == set(), text


@laws
@given(orders(SET, st.just('den Quartalsbericht'), days))
def test_a_new_day_keeps_the_time(text):
    for each in understand(text, around()):
        if isinstance(each, Change) and each.changes.due:
            assert isinstance(each.changes.due, datetime), text
            assert each.changes.due.astimezone(ZONE).time() == time(9), text


@laws
@given(orders(SET, st.just('den Quartalsbericht'), times))
def test_a_new_time_keeps_the_day(text):
    for each in understand(text, around()):
        if isinstance(each, Change) and each.changes.due:
            assert isinstance(each.changes.due, datetime), text
            assert each.changes.due.date() == date(2026, 11, 30), text


@laws
@given(
    st.sampled_from(sorted(SETS)).flatmap(
        lambda name: st.tuples(
            st.just(name),
            orders(COMPLETE, st.just(name))
            | orders(REMOVE, st.just(name))
            | orders(SET, st.just(name), st.sampled_from(('niedrig', 'nächsten Montag'))),
        )
    )
)
def test_a_set_is_taken_whole_or_asked_about(pair):
    name, text = pair
    found = touched(text, around())
    assert found - {'buecher'} in (set(), SETS[name]), (text, found)
    assert not any(isinstance(each, Create) for each in understand(text, around())), text


@laws
@given(
    st.lists(names, min_size=2, max_size=3, unique_by=NAMES.get),
    st.sampled_from((*COMPLETE, *REMOVE)),
    st.sampled_from((' und ', ', ', ' sowie ')),
)
def test_of_several_names_all_are_taken_or_none(said, pattern, joint):
    text = pattern.format(joint.join(said))
    assert touched(text, around()) in (set(), {NAMES[name] for name in said}), text


@laws
@given(
    st.sampled_from(TITLES),
    leads,
    st.sampled_from(('neue Aufgabe: {}', 'füge "{}" hinzu', 'setz "{}" auf die Liste', 'Aufgabe anlegen: {}')),
    st.sampled_from(('', ' morgen', ' am Freitag')),
    st.sampled_from(('', ' p1', ' p2')),
)
def test_an_entry_keeps_its_title_and_every_value(title, lead, pattern, day, level):
    text = lead + pattern.format(title) + day + level
    found = understand(text, around())
    created = [entry for each in found if isinstance(each, Create) for entry in each.entries]
    assert touched(text, around()) == set(), text
    if created:
        assert [entry.title.lower() for entry in created] == [title.lower()], text
        assert (created[0].due is not None) == bool(day), text
        assert (created[0].priority is not None) == bool(level), text


@laws
@given(
    st.sampled_from(
        (
            'lösch {} nicht', 'lösch bitte nicht {}', '{} nicht löschen', 'hak {} nicht ab', 'erledige {} nicht',
            'verschieb {} nicht auf morgen', 'bitte {} nicht abhaken', '{} bitte nicht löschen', 'nicht {} löschen',
            'lösch {} bitte nicht', '{} auf keinen Fall löschen', 'lösch niemals {}',
        )
    ),
    names,
)  # fmt: skip
def test_a_command_that_is_denied_changes_nothing(pattern, name):
    text = pattern.format(name)
    assert touched(text, around()) == set(), text
    assert not any(isinstance(each, Create) for each in understand(text, around())), text


@laws
@given(
    st.sampled_from(
        (
            '{} ist nicht erledigt', '{} ist noch nicht fertig', 'ich habe {} nicht erledigt',
            'ich habe {} noch nicht geschafft', '{} ist noch offen',
        )
    ),
    names,
)  # fmt: skip
def test_what_is_not_finished_is_never_completed(pattern, name):
    text = pattern.format(name)
    for each in understand(text, around()):
        assert not isinstance(each, Change) or each.changes.status is not Status.COMPLETED, (text, each)


@laws
@given(orders(('setz {} auf {}', 'mach {} {}'), names, st.builds('{} und fällig am {}'.format, levels, days)))
def test_both_of_two_values_are_taken_or_neither(text):
    for each in understand(text, around()):
        if isinstance(each, Change):
            assert each.changes.priority, text
            assert each.changes.due, text


@laws
@given(
    names,
    st.sampled_from(('Notiz zu {}: {}', 'füge eine Notiz zu {} hinzu: {}')),
    st.sampled_from(('Ben fragen', 'Karte')),
)
def test_a_note_is_added_to_what_stood_there(name, pattern, note):
    noted = tuple(Task(each.key, each.title, each.due, each.status, each.priority, 'stand da') for each in TASKS)
    for each in understand(pattern.format(name, note), Context(NOW, ZONE, noted, language='de')):
        if isinstance(each, Change):
            assert each.changes.description == f'stand da\n{note}'


@laws
@given(
    st.sampled_from(('Klempner anrufen', 'Paket wegbringen', 'Flüge buchen', 'Messer schärfen')),
    days,
    times,
    st.sampled_from(('', ' p1')),
)
def test_what_is_offered_carries_all_that_was_understood(title, day, clock, level):
    text = f'{title} {day} um {clock}{level}'
    (found,) = understand(text, around())
    entries = found.entries if isinstance(found, Create | Unknown) else ()
    assert [entry.title for entry in entries] == [title], text
    assert isinstance(entries[0].due, datetime), text
    assert (entries[0].priority is Priority.URGENT) == bool(level), text


@laws
@given(
    st.sampled_from(('', 'hmm ', 'oh, ', 'ups ')),
    st.sampled_from(('nein', 'nein, nicht die', 'nein nein', 'falsch', 'nee', 'das war falsch', 'nein, bitte nicht')),
    st.sampled_from(('milch', 'gummibaum')),
)
def test_no_after_a_change_offers_to_take_it_back(filler, answer, key):
    task = PERSON.by_key[key]
    done = Command(Operation.COMPLETE, ids=(task.id,), changes=Changes(status=Status.COMPLETED))
    (found,) = understand(filler + answer, around(mentioned=key, done=done))
    assert isinstance(found, Ask), filler + answer
    assert found.question.resume.operation is Operation.UNDO


@laws
@given(st.sampled_from(('nein', 'nee', 'lass mal', 'jetzt nicht', 'stopp', 'lieber nicht')))
def test_no_after_nothing_was_done_takes_nothing_back(answer):
    (found,) = understand(answer, around())
    assert isinstance(found, Decline)


@laws
@given(orders(COMPLETE, names) | orders(REMOVE, names))
def test_one_name_is_one_task(text):
    assert len(touched(text, around())) <= 1, text


@laws
@given(st.sampled_from(('Dienstag, den 9. Dezember', 'den 35.12.', '25:70', '31. April')), names)
def test_a_date_that_cannot_be_is_never_passed_over(day, name):
    text = f'verschieb {name} auf {day}'
    for each in understand(text, around()):
        assert not isinstance(each, Change), (text, each)


@laws
@given(st.sampled_from(TITLES[:6]), days, times, st.sampled_from(('', ' !hoch')))
def test_quick_add_takes_day_time_and_priority(title, day, clock, level):
    entry = read_entry(f'{title} {day} um {clock}{level}', NOW, ZONE, language='de')
    assert entry.title == title
    assert isinstance(entry.due, datetime)
    assert (entry.due.date(), entry.due.time()) == (DAYS[day], TIMES[clock])
    assert (entry.priority is Priority.HIGH) == bool(level)


WORDS = sorted(
    vocabulary(
        'füge lösche entferne hak mark verschieb schieb benenn rückgängig zeig liste was ist fällig überfällig heute',
        'morgen übermorgen Freitag nächste Woche Monat die der das meine alle alles jede Aufgaben Aufgabe es sie beide',
        'Bericht Zahnarzt Milch zu in auf ab an um hinzu 17:30 24.12. 3. halb viertel vor nach acht drei hoch dringend',
        'Priorität p1 !hoch // Notiz : , . ? nicht erledigt und dann oder kein ja nein erste zweite „so“ \\frei jeden',
        'täglich Weihnachten Ende von Mai März bis ohne Datum ich muss habe bitte mal doch noch löschen abhaken',
    )
)
ANY_TEXT = st.text(max_size=200) | st.lists(st.sampled_from(WORDS), max_size=14).map(' '.join)


REMOVING = ('lösch', 'entfern', 'streich', 'nimm', 'wirf')
HARMLESS = [word for word in WORDS if not word.lower().startswith(REMOVING)]


@given(st.lists(st.sampled_from(HARMLESS), max_size=14).map(' '.join))
@settings(deadline=None)
def test_nothing_is_deleted_without_a_word_for_it(text):
    assert not any(isinstance(found, Delete) for found in understand(text, around('zahnarzt bericht', 'milch')))


THINGS_TO_DO = (
    'holen', 'zahlen', 'besorgen', 'drucken', 'lesen', 'prüfen', 'verschicken', 'korrigieren', 'besprechen',
    'ausfüllen', 'unterschreiben', 'aufräumen', 'putzen', 'erstellen', 'verlängern', 'kündigen', 'einreichen',
    'sortieren',
    'suchen', 'planen', 'buchen', 'öffnen', 'machen', 'ändern', 'bearbeiten', 'packen', 'setzen', 'legen', 'leeren',
    'zurücknehmen', 'widerrufen', 'mailen', 'anhören', 'aufnehmen', 'ergänzen', 'anschließen', 'ablegen',
)  # fmt: skip


@laws
@given(
    st.sampled_from(('Milch', 'Folien', 'Quartalsbericht', 'Fenster', 'Vertrag', 'Hose')),
    st.sampled_from(THINGS_TO_DO),
    st.sampled_from(('', ' heute', ' morgen')),
)
def test_a_thing_to_do_changes_no_task(noun, verb, day):
    text = f'{noun}{day} {verb}'
    assert touched(text, around()) == set(), text


@given(ANY_TEXT)
@settings(deadline=None)
def test_no_text_makes_understanding_fail(text):
    assert understand(text, around('zahnarzt bericht', 'milch'))
    assert parse(text, NOW, ZONE, language='de') == parse(text, NOW, ZONE, language='de')


@given(ANY_TEXT)
@settings(deadline=None)
def test_dates_and_ranges_lie_within_the_text_in_order_and_apart(text):
    for find in (find_dates, find_ranges):
        end = 0
        for span in find(text, NOW, ZONE, language='de'):
            assert end <= span.start < span.end <= len(text)
            end = span.end


@given(ANY_TEXT.filter(str.strip))
@settings(deadline=None)
def test_an_entry_is_never_empty_nor_due_in_the_past_and_its_spans_quote_the_text(text):
    entry = read_entry(text, NOW, ZONE, language='de')
    assert entry.title.strip()
    if entry.due:
        assert (entry.due.date() if isinstance(entry.due, datetime) else entry.due) >= TODAY
    for span in entry.spans:
        assert text[span.start : span.end] == span.text


@pytest.mark.parametrize(
    'piece',
    ['morgen ', 'am 3. ', 'halb ', 'und ', 'lösch die Milch und ', 'die ', 'ä', 'in einer ', 'nicht ', '3.', 'um '],
)
def test_work_grows_no_faster_than_the_text(piece):
    """Sixteen times the text may take at most forty times as long: no square and no cube of its length."""

    def seconds(text):
        started = clock.process_time()
        understand(text, around())
        return clock.process_time() - started

    short = piece * (240 // len(piece))
    seconds(short)
    quick = min(seconds(short) for _ in range(5))
    assert min(seconds(piece * (3840 // len(piece))) for _ in range(2)) < max(40 * quick, 0.2)
