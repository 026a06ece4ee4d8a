"""What everyday German dates come to on Tuesday 24 November 2026 at 10:00 in Berlin, and what is no date at all."""

from datetime import date, datetime

import pytest

from services.language import find_dates, find_ranges, read_entry
from tests.services.language.scene import NOW, ZONE

DATES = [
    ('Zahnarzt heute', '11-24'),
    ('Zahnarzt morgen', '11-25'),
    ('uebermorgen Zahnarzt', '11-26'),
    ('übermorgen Zahnarzt', '11-26'),
    ('Zahnarzt am Freitag', '11-27'),
    ('Freitag Anna anrufen', '11-27'),
    ('Zahnarzt am Fr', '11-27'),
    ('Zahnarzt Mo', '11-30'),
    ('Zahnarzt nächsten Freitag', '12-04'),
    ('Zahnarzt naechsten Freitag', '12-04'),
    ('Zahnarzt kommenden Freitag', '11-27'),
    ('Zahnarzt diesen Freitag', '11-27'),
    ('Bericht bis Freitag', '11-27'),
    ('Bericht bis spätestens Freitag', '11-27'),
    ('Bericht vor Freitag', '11-26'),
    ('nächste Woche aufräumen', '11-30'),
    ('kommende Woche aufräumen', '11-30'),
    ('übernächste Woche aufräumen', '12-07'),
    ('nächste Woche Mittwoch', '12-02'),
    ('Mittwoch nächster Woche', '12-02'),
    ('Freitag nächste Woche', '12-04'),
    ('in drei Tagen', '11-27'),
    ('in 3 Tagen', '11-27'),
    ('in einer Woche', '12-01'),
    ('in zwei Wochen', '12-08'),
    ('in einem Monat', '12-24'),
    ('in einer Stunde', '11-24 11:00'),
    ('in einer halben Stunde', '11-24 10:30'),
    ('in einer Viertelstunde', '11-24 10:15'),
    ('in anderthalb Stunden', '11-24 11:30'),
    ('in 90 Minuten', '11-24 11:30'),
    ('in ein paar Tagen', '11-27'),
    ('heute in einer Woche', '12-01'),
    ('Freitag in einer Woche', '12-04'),
    ('Ende der Woche', '11-27'),
    ('Ende nächster Woche', '12-04'),
    ('Ende des Monats', '11-30'),
    ('Monatsende', '11-30'),
    ('bis Monatsende', '11-30'),
    ('Ende März', '03-31'),
    ('Anfang Dezember', '12-01'),
    ('Mitte Dezember', '12-15'),
    ('am Wochenende', '11-28'),
    ('dieses Wochenende', '11-28'),
    ('nächstes Wochenende', '12-05'),
    ('nächsten Monat', '12-01'),
    ('nächstes Jahr', '01-01'),
    ('am 3.', '12-03'),
    ('bis zum 15.', '12-15'),
    ('am dritten', '12-03'),
    ('3. März', '03-03'),
    ('am 3. März', '03-03'),
    ('3. Maerz', '03-03'),
    ('den 24. Dezember', '12-24'),
    ('am 24.12.', '12-24'),
    ('24.12.', '12-24'),
    ('3.3.', '03-03'),
    ('03.03.2027', '03-03'),
    ('am 3.3.', '03-03'),
    ('am 3.3. um 9 Uhr', '03-03 09:00'),
    ('2026-12-24', '12-24'),
    ('Montag, den 30. November', '11-30'),
    ('Montag, den 30.', '11-30'),
    ('um 15 Uhr', '11-24 15:00'),
    ('15 Uhr', '11-24 15:00'),
    ('um 15', '11-24 15:00'),
    ('um 15:30', '11-24 15:30'),
    ('15.30 Uhr', '11-24 15:30'),
    ('um 5', '11-24 17:00'),
    ('um 9', '11-25 09:00'),
    ('um acht', '11-25 08:00'),
    ('halb acht', '11-25 07:30'),
    ('um halb acht', '11-25 07:30'),
    ('halb drei', '11-24 14:30'),
    ('Viertel nach drei', '11-24 15:15'),
    ('Viertel vor vier', '11-24 15:45'),
    ('zehn vor halb vier', '11-24 15:20'),
    ('fünf nach drei', '11-24 15:05'),
    ('drei viertel vier', '11-24 15:45'),
    ('20 Uhr 15', '11-24 20:15'),
    ('heute Abend', '11-24 19:00'),
    ('heute Abend um 8', '11-24 20:00'),
    ('heute Abend um halb acht', '11-24 19:30'),
    ('morgen früh', '11-25 09:00'),
    ('morgen früh um 7', '11-25 07:00'),
    ('morgen frueh', '11-25 09:00'),
    ('morgen Mittag', '11-25 12:00'),
    ('morgen Abend', '11-25 19:00'),
    ('Freitagnachmittag', '11-27 15:00'),
    ('am Freitagabend', '11-27 19:00'),
    ('Freitag Nachmittag um 4', '11-27 16:00'),
    ('Freitag um 10', '11-27 10:00'),
    ('Freitag 10 Uhr', '11-27 10:00'),
    ('um 10 Uhr am Freitag', '11-27 10:00'),
    ('morgen um 14 Uhr', '11-25 14:00'),
    ('um 8 Uhr morgens', '11-25 08:00'),
    ('um 8 Uhr abends', '11-24 20:00'),
    ('am Abend', '11-24 19:00'),
    ('um Mitternacht', '11-25 00:00'),
    ('Weihnachten', '12-25'),
    ('an Weihnachten', '12-25'),
    ('bis Ostern', '03-28'),
    ('vor Weihnachten', '12-24'),
    ('zu Silvester', '12-31'),
    ('erster Montag im März', '03-01'),
    ('letzter Tag des Monats', '11-30'),
    ('letzter Freitag im Monat', '11-27'),
    ('zwei Tage vor Weihnachten', '12-23'),
    ('eine Woche nach Ostern', '04-04'),
    ('im Juni', '06-01'),
    ('bis Juni', '06-01'),
    ('fällig: Freitag', '11-27'),
    ('fällig am Freitag', '11-27'),
    ('Freitag, 27.11.', '11-27'),
    ('diese Woche noch', '11-27'),
    ('Anna Freitag um 5 anrufen wegen Boot', '11-27 17:00'),
    ('bis Feierabend', '11-24 17:00'),
    ('Dienstag 9 Uhr', '12-01 09:00'),
    ('bis Fr 12 Uhr', '11-27 12:00'),
    ('am 1. Advent', '11-29'),
    ('Sonntagabend', '11-29 19:00'),
    ('am Donnerstag, dem 3.12., um 18 Uhr', '12-03 18:00'),
    ('um 7 Uhr', '11-25 07:00'),
]
NO_DATES = (
    '2 Monitore kaufen',
    'Kapitel 5 lesen',
    'Guten Morgen',
    '12 Eier kaufen',
    '3 Leute mailen',
    'so machen wir das',
    'Raum 101',
    'Version 1.2 testen',
    'eine halbe Pizza',
    'fünf Äpfel',
    'Mai anrufen',
    '"morgen" lesen',
    'mach es so',
    'di Lorenzo anrufen',
    'die zweite Fassung',
    'das erste Kapitel',
    'acht geben',
    '4 vor Ort',
    'Rock am Ring',
    'drei Fragezeichen',
    'Woche planen',
    'Monatsbericht schreiben',
    'Man Friday',
    'auf 3 Seiten kürzen',
    'Nummer 5',
    '12.50 Euro überweisen',
    'Auf Mails antworten',
    '10 nach Hause schicken',
    'vor dem Essen',
    'Abendessen kochen',
    'Mittagessen mit Bo',
    'das Märchen',
    'Augustiner kaufen',
    'Sonntagsbraten',
)
RANGES = [
    ('heute', '11-24', '11-24'),
    ('diese Woche', '11-23', '11-29'),
    ('nächste Woche', '11-30', '12-06'),
    ('am Wochenende', '11-28', '11-29'),
    ('diesen Monat', '11-01', '11-30'),
    ('nächsten Monat', '12-01', '12-31'),
    ('im Dezember', '12-01', '12-31'),
    ('bis Freitag', None, '11-27'),
    ('vor Dezember', None, '11-30'),
    ('nach Freitag', '11-28', None),
    ('zwischen Montag und Donnerstag', '11-30', '12-03'),
    ('von morgen bis Freitag', '11-25', '11-27'),
    ('in den nächsten 3 Tagen', '11-24', '11-27'),
    ('die nächsten drei Tage', '11-24', '11-27'),
    ('gestern', '11-23', '11-23'),
    ('letzte Woche', '11-16', '11-22'),
    ('bis Ende der Woche', None, '11-27'),
    ('ab Montag', '11-30', None),
    ('übermorgen', '11-26', '11-26'),
    ('in der letzten Woche', '11-16', '11-22'),
]
REPEATED = (
    'Pflanzen gießen jeden Freitag',
    'Stand-up täglich um 9',
    'Müll alle zwei Wochen',
    'freitags Müll rausbringen',
)
STARTS = ('Diät ab Freitag', 'Urlaub nicht vor Freitag', 'frühestens Montag anfangen')


def shown(value):
    return value.strftime('%m-%d %H:%M' if isinstance(value, datetime) else '%m-%d')


@pytest.mark.parametrize(('text', 'expected'), DATES)
def test_an_everyday_date_is_read(text, expected):
    (found,) = find_dates(text, NOW, ZONE, day_first=True, language='de')
    assert shown(found.value) == expected


@pytest.mark.parametrize('text', NO_DATES)
def test_what_is_not_a_date_is_not_taken_for_one(text):
    assert find_dates(text, NOW, ZONE, day_first=True, language='de') == []


@pytest.mark.parametrize(('text', 'first', 'last'), RANGES)
def test_a_stretch_of_days_is_read_with_its_ends(text, first, last):
    (found,) = find_ranges(text, NOW, ZONE, day_first=True, language='de')
    assert [day and shown(day) for day in (found.due.first, found.due.last)] == [first, last]


@pytest.mark.parametrize('text', REPEATED)
def test_a_repetition_is_recognised_and_is_no_single_date(text):
    entry = read_entry(text, NOW, ZONE, language='de')
    assert entry.recurrence
    assert entry.due is None


@pytest.mark.parametrize('text', STARTS)
def test_a_start_is_no_due_date_and_stays_in_the_title(text):
    entry = read_entry(text, NOW, ZONE, language='de')
    assert (entry.title, entry.due) == (text, None)


def test_next_friday_also_tells_the_friday_that_some_people_mean():
    (found,) = find_dates('nächsten Freitag', NOW, ZONE, language='de')
    assert (found.value, found.other) == (date(2026, 12, 4), date(2026, 11, 27))


@pytest.mark.parametrize(
    ('line', 'title', 'due', 'priority'),
    [
        ('Milch kaufen morgen', 'Milch kaufen', date(2026, 11, 25), None),
        ('Milch kaufen bis Freitag p1', 'Milch kaufen', date(2026, 11, 27), 'urgent'),
        ('Angebot schicken, hohe Priorität, am 3.3.', 'Angebot schicken', date(2027, 3, 3), 'high'),
        ('Morgen Oma anrufen', 'Oma anrufen', date(2026, 11, 25), None),
        ('Freitag um halb acht Training !niedrig', 'Training', datetime(2026, 11, 27, 7, 30, tzinfo=ZONE), 'low'),
        ('naechsten Monat TÜV', 'TÜV', date(2026, 12, 1), None),
        ('„morgen“ lesen', '„morgen“ lesen', None, None),
    ],
)
def test_quick_add_reads_german(line, title, due, priority):
    entry = read_entry(line, NOW, ZONE, day_first=True, language='de')
    assert (entry.title, entry.due, entry.priority) == (title, due, priority)
    assert all(line[span.start : span.end] == span.text for span in entry.spans)
