"""German golden sentences that go on with a conversation, and what each must come to."""

AFTER_A_LIST = [
    ('/due 1 keins', 'unschedule zahnarzt'),
    ('/due 3 freitag', 'schedule folien @11-27 15:00'),
    ('/add Brot kaufen morgen', 'create Brot kaufen @11-25'),
    ('/list überfällig', 'show miete pflanzen'),
    ('/priority 1 hoch', 'prioritise zahnarzt !high'),
    ('/rename 1: Hausarzt anrufen', 'rename zahnarzt title=Hausarzt anrufen'),
    ('Hak 2 ab', 'complete bericht'),
    ('Hak die zweite ab', 'complete bericht'),
    ('die letzte löschen', 'delete folien'),
    ('Lösch die ersten beiden', 'delete zahnarzt bericht'),
    ('Lösch 1 und 3', 'delete zahnarzt folien'),
    ('Verschieb Nummer 1 auf Freitag', 'schedule zahnarzt @11-27'),
    ('Lösch sie', 'ask which zahnarzt bericht folien'),
    ('Hak sie alle ab', 'complete zahnarzt bericht folien'),
    ('alle abhaken', 'complete zahnarzt milch bericht folien miete pflanzen anna bob muell feier'),
    ('Die zweite', 'show bericht'),
    ('und morgen?', 'unknown'),
]

AFTER_ONE = [
    ('Lösch es', 'delete bericht'),
    ('Lösch sie', 'delete bericht'),
    ('Lösch den', 'delete bericht'),
    ('Verschieb ihn auf Montag', 'schedule bericht @11-30'),
    ('Das auf Montag verschieben', 'schedule bericht @11-30'),
    ('Mach es dringend', 'prioritise bericht !urgent'),
    ('Ist erledigt', 'complete bericht'),
    ('doch lieber Freitag', 'schedule bericht @11-27'),
    ('Nein, 19 Uhr', 'schedule bericht @11-27 19:00'),
    ('doch erst Montag', 'schedule bericht @11-30'),
    ('Wann ist das fällig?', 'show bericht'),
]

AFTER_TWO = [
    ('Hak die beiden ab', 'complete anna bob'),
    ('beide löschen', 'delete anna bob'),
    ('Hak beide ab', 'complete anna bob'),
]

WHICH_MAIL = [
    ('die erste', 'delete anna'),
]

AFTER_ONE_WAS_DONE = [
    ('nein', 'ask consent'),
    ('das war falsch', 'ask consent'),
    ('ups, das war die falsche', 'ask consent'),
]

AFTER_TWO_WERE_DONE = [
    ('nicht das Fitnessstudio', 'reopen sport'),
]

ASKED_ABOUT_TODAY = [
    ('und morgen?', 'show anna'),
    ('und übermorgen?', 'show folien'),
    ('was ist mit nächster Woche?', 'show feier'),
]

ASKED_ABOUT_THIS_WEEK = [
    ('nur die dringenden', 'show'),
    ('und davon nur die mit hoher Priorität', 'show bericht folien'),
]

WHICH_DAY = [
    ('auf Freitag', 'schedule zahnarzt @11-27'),
    ('Freitag um 8', 'schedule zahnarzt @11-27 08:00'),
    ('nein', 'decline'),
]

WHICH_TITLE = [
    ('Blumen gießen', 'create Blumen gießen'),
]

AFTER_FOLIEN = [
    ('und das Ganze bitte auf 16 Uhr', 'schedule folien @11-26 16:00'),
    ('ne, lieber Mittwoch', 'schedule folien @11-25 15:00'),
]
