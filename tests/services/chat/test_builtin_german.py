"""The built-in brain in German: what it does, and that it says so in German."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from components.words import voice_in
from services.assistant import Assistant
from services.chat.builtin.brain import BuiltInBrain
from services.values.cause import Moment
from tests.assistant.talk import Talk, states_of

BERLIN = ZoneInfo('Europe/Berlin')
TUESDAY = datetime(2030, 5, 7, 10, 0, tzinfo=BERLIN)
IN_GERMAN = Moment(TUESDAY, BERLIN, is_stated=True, language='de')
IN_ENGLISH = Moment(TUESDAY, BERLIN, is_stated=True, language='en')
UNKNOWN = Moment(TUESDAY, BERLIN, is_stated=True)


@pytest.fixture
def talk(database, owner):
    return Talk(Assistant(database, BuiltInBrain(states_of(database), voice_in)), database, owner, [])


async def say(talk: Talk, *messages: str, moment: Moment = IN_GERMAN) -> str:
    """Say these one after the other, and return the last answer."""
    replies = [await talk.say(message, moment=moment) for message in messages]
    return replies[-1].response


FOR_TWO = ('neue Aufgabe Milch kaufen', 'neue Aufgabe Miete zahlen', 'lösche Milch kaufen', 'lösche Miete zahlen')


@pytest.mark.parametrize(
    ('answer', 'left'),
    [
        ('die zweite', ['Milch kaufen']),
        ('ja, Milch kaufen', ['Miete zahlen']),
        ('nein, die erste', ['Miete zahlen', 'Milch kaufen']),
        ('beide', []),
        ('beides', []),
        ('ja, alle', []),
    ],
)
async def test_of_several_approvals_it_is_asked_which(talk, answer, left):
    asked = await say(talk, *FOR_TWO, 'ja')
    assert asked.startswith('Mehreres wartet auf Ihr Ja')
    assert await talk.titles() == ['Miete zahlen', 'Milch kaufen']

    await say(talk, answer)
    assert await talk.titles() == left


async def test_a_day_in_german(talk):
    said = [
        (await talk.say(message, moment=replace(IN_GERMAN, now=TUESDAY + timedelta(seconds=at)))).response
        for at, message in enumerate(
            (
                'Füge morgen Milch kaufen hinzu',
                'Neue Aufgabe: Miete überweisen am Freitag um 9, dringend',
                'Was steht diese Woche an?',
                'die erste abhaken',
                'rückgängig',
                'Verschieb die Milch auf nächsten Freitag',
                'Wann ist die Miete fällig?',
                'Wie viele Aufgaben sind offen?',
                'zeig mir die überfälligen',
                'Lösch die Miete',
                'nein',
                'Lösch alle',
                'ja',
            )
        )
    ]
    assert said == [
        '„Milch kaufen“ hinzugefügt (fällig morgen, Mi., 8. Mai).',
        '„Miete überweisen“ hinzugefügt (fällig Fr., 10. Mai, 09:00, dringend).',
        (
            '2 offene Aufgaben, fällig vom Mo., 6. Mai bis So., 12. Mai:\n'
            '1. Miete überweisen (fällig Fr., 10. Mai, 09:00, dringend)\n'
            '2. Milch kaufen (fällig morgen, Mi., 8. Mai)'
        ),
        '„Miete überweisen“ ist jetzt erledigt.',
        'Rückgängig gemacht: „Miete überweisen“ ist wie vorher.',
        (
            '„Milch kaufen“ ist jetzt fällig: Fr., 17. Mai. Ich habe Fr., 17. Mai genommen; sagen Sie „doch lieber am'
            ' 10. Mai“, wenn Sie Fr., 10. Mai meinten.'
        ),
        '„Miete überweisen“ ist fällig: Fr., 10. Mai, 09:00.',
        '2 offene Aufgaben.',
        'Nichts gefunden: offene, überfällige Aufgaben.',
        '„Miete überweisen“ löschen? Es passiert nichts, bevor Sie zustimmen.',
        'Gut. Es wurde nichts geändert.',
        'Diese 2 Aufgaben löschen? Es passiert nichts, bevor Sie zustimmen.\n1. Miete überweisen\n2. Milch kaufen',
        '„Miete überweisen“ und „Milch kaufen“ gelöscht.',
    ]
    assert await talk.tasks() == []


@pytest.mark.parametrize(
    ('messages', 'answer'),
    [
        (['lösche das Einhorn'], 'Ich habe keine Aufgabe gefunden, die zu „Einhorn“ passt. Es wurde nichts geändert.'),
        (['Erinnere mich'], 'Wie soll die Aufgabe heißen?'),
        (['Neue Aufgabe: Tee', 'Verschieb den Tee'], 'Wann soll sie fällig sein?'),
        (['Neue Aufgabe: Tee', 'Tee ist erledigt', 'Tee ist erledigt'], '„Tee“ war schon erledigt.'),
        (['Neue Aufgabe: Tee', 'Mach den Tee dringend'], '„Tee“ ist jetzt dringend.'),
        (['Neue Aufgabe: Tee', 'Benenne Tee in Kaffee um'], '„Tee“ heißt jetzt „Kaffee“.'),
        (['Neue Aufgabe: Tee morgen', 'Entferne das Datum vom Tee'], '„Tee“ hat jetzt kein Fälligkeitsdatum mehr.'),
        (['Neue Aufgabe: Tee', 'Notiz zum Tee: grün', 'Was steht in der Notiz zum Tee?'], 'In „Tee“ steht: grün'),
        (['Neue Aufgabe: Tee', 'Tee erledigt', 'ups, nein'],
         'Soll ich die letzte Änderung rückgängig machen? Sagen Sie „ja“.'),
        (
            ['Was ist überfällig?'],
            'Nichts gefunden: offene, überfällige Aufgaben.',
        ),
        (
            ['Aufgaben nach Priorität'],
            '0 Aufgaben nicht erledigt: 0 dringend, 0 hoch, 0 mittel und 0 niedrig.',
        ),
        (
            ['Klavier stimmen am Samstag'],
            ('Das habe ich nicht als Anweisung verstanden; es wurde nichts geändert. Soll ich „Klavier stimmen“'
            ' (fällig Sa., 11. Mai) hinzufügen? Sagen Sie „ja“.'),
        ),
        (
            ['Kann ich ein Projekt anlegen?'],
            (
                'Das verstehe ich, aber Projekte kann ich nicht anbieten. Es wurde nichts geändert. '
                'Legen Sie dafür eine Liste an: „erstelle eine Liste namens …“.'
            ),
        ),
        (['füge Milch zur Einkaufsliste hinzu'], (
            'Eine Liste „Einkaufsliste“ gibt es nicht. Soll ich sie anlegen und „Milch“ hinzufügen? Sagen Sie „ja“.'
        )),
        (['setz Brot auf die Einkaufsliste', 'ja'],
         'Liste „Einkaufsliste“ angelegt. „Brot“ hinzugefügt (in „Einkaufsliste“).'),
        (['neue Aufgabe Folien bauen', 'tagge die Folien mit arbeit'],
         'Etikett „arbeit“ angelegt. „Folien bauen“ hat jetzt das Etikett „arbeit“.'),
        (['neue Aufgabe Folien bauen', 'das dauert 90 Minuten'],
         '„Folien bauen“ ist jetzt auf 1 Std. 30 Min. geschätzt.'),
        (['neue Aufgabe Folien bauen', 'fang am Freitag mit den Folien an'],
         '„Folien bauen“ beginnt jetzt: Fr., 10. Mai.'),
        (['erstelle eine Liste namens Reise', 'benenne die Liste Reise in Urlaub um'],
         'Die Liste „Reise“ heißt jetzt „Urlaub“.'),
        (['erstelle eine Liste namens Reise', 'lösche die Liste Reise'],
         'Die Liste „Reise“ löschen? Es passiert nichts, bevor Sie zustimmen.'),
        (['erstelle eine Liste namens Reise', 'lösche die Liste Reise', 'ja'], '„Reise“ gelöscht.'),
        (['was ist in Garten?', 'zeig die Liste Garten'],
         'Eine Liste „Garten“ gibt es nicht. Es wurde nichts geändert. Ihre Listen: „Inbox“.'),
        (['welche Listen habe ich?'], '• Inbox: 0 offene Aufgaben'),
        (
            ['Erzähl mir einen Witz'],
            'Ich kann Ihre Aufgaben anlegen, finden, ändern, abhaken und löschen. Sagen Sie „Hilfe“, um zu sehen, wie.',
        ),
        (['ja'], 'Gerade wartet nichts auf Ihr Ja. Sagen Sie „Hilfe“, um zu sehen, was ich kann.'),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else '',
)  # fmt: skip
async def test_every_kind_of_answer_is_german(messages, answer, talk):
    assert await say(talk, *messages) == answer


async def test_a_message_that_is_clearly_in_the_other_language_is_answered_in_it(talk):
    assert await say(talk, 'add buy milk tomorrow') == 'Added “buy milk” (due tomorrow, Wed 8 May).'
    assert await say(talk, 'lösche milk', moment=IN_ENGLISH) == (
        '„buy milk“ löschen? Es passiert nichts, bevor Sie zustimmen.'
    )


async def test_a_conversation_stays_in_its_language(talk):
    await say(talk, 'Füge Brot kaufen hinzu', moment=UNKNOWN)

    assert await say(talk, '/done Brot', moment=UNKNOWN) == '„Brot kaufen“ ist jetzt erledigt.'


async def test_a_choice_that_is_offered_in_german_is_understood(talk):
    asked = await talk.say('Klavier stimmen am Samstag\nTee kaufen', moment=IN_GERMAN)
    await say(talk, 'Neue Aufgabe: Tee', 'Tee erledigt', 'nein', 'Ja, rückgängig machen')

    assert 'hinzugefügt' in asked.response
    assert {task.status for task in await talk.tasks()} == {'pending'}


async def test_a_refusal_is_said_in_german(talk):
    answer = await say(talk, 'Neue Aufgabe: ' + 'x' * 300)

    assert answer == 'Der Titel hat 300 Zeichen. Erlaubt sind höchstens 255.'


async def test_dates_are_read_day_first_where_nobody_has_told(talk):
    await say(talk, 'Neue Aufgabe: Steuer fällig 3/12')

    [task] = await talk.tasks()
    assert str(task.due_date) == '2030-12-03'
