"""German verbs by sense: what each means, how sure it is by itself, and what it needs around it."""

from services.language.lexicon import VerbRow

VERBS = (
    VerbRow(
        'add', 1.0, '',
        'hinzufügen|hinzunehmen|anlegen|erstellen|notieren|eintragen|aufschreiben|aufnehmen|vormerken|einfügen|'
        'ergänzen|hinzusetzen|draufsetzen',
    ),
    VerbRow(
        'add', 1.0, '',
        'neue aufgabe|neues todo|neues to do|neuer eintrag|neuer punkt|neue erinnerung|noch eine aufgabe|'
        'weitere aufgabe|merk dir|merke dir|merk dir bitte|aufgabe|todo|to do|erinnerung an|erinnerung|merken|neu',
    ),
    VerbRow('add', 0.9, 'me', 'erinnern'),
    VerbRow(
        'add', 0.9, '',
        'um erinnerung|nicht vergessen|vergiss nicht|denk daran|denk dran|denke daran|denke dran|daran denken|'
        'dran denken|vergiss bitte nicht|dass ich nicht vergesse|damit ich nicht vergesse',
    ),
    VerbRow('add', 0.7, 'list', 'setzen|schreiben|packen|tun|nehmen|stellen|legen|werfen|hauen|brauchen'),
    VerbRow('add', 0.6, 'thing', 'machen|brauchen|geben|möchten|speichern|planen'),
    VerbRow('add', 0.4, 'when', 'planen|einplanen|ansetzen|terminieren'),
    VerbRow(
        'show', 1.0, '',
        'zeigen|anzeigen|auflisten|listen|vorlesen|ansehen|anschauen|aufzählen|einblenden|zeig mal|liste auf|'
        'was steht an|was liegt an|was fehlt',
    ),
    VerbRow('show', 0.8, 'few', 'finden|suchen|suche nach|such nach|heraussuchen|raussuchen'),
    VerbRow(
        'show', 0.7, 'list', 'lesen|sagen|sehen|nennen|geben|schauen|nachschauen|nachsehen|prüfen|durchgehen|öffnen'
    ),
    VerbRow('show', 0.9, 'asks', 'sagen|wissen|nachschauen|nachsehen|prüfen|zeigen|verraten|erinnern|gucken|schauen'),
    VerbRow('count', 1.0, '', 'wie viele|wieviele|wie viel|wieviel|anzahl|zählen'),
    VerbRow('complete', 1.0, '', 'erledigen|abhaken|abschließen|fertigstellen|fertigmachen|ausstreichen'),
    VerbRow('complete', 0.7, '', 'fertig mit|fertig|erledigt|abgehakt|geschafft|abgeschlossen|durch mit|beenden'),
    VerbRow('delete', 1.0, '', 'löschen'),
    VerbRow(
        'delete', 0.95, '',
        'entfernen|wegwerfen|rauswerfen|verwerfen|wegmachen|rausschmeißen|rausnehmen|herausnehmen|loswerden|'
        'beseitigen|eliminieren|tilgen|runternehmen|herunternehmen|wegnehmen',
    ),
    VerbRow('delete', 0.9, '', 'brauche ich nicht mehr|brauche nicht mehr|brauch ich nicht mehr|'
        'muss ich nicht mehr|muss nicht mehr|will ich nicht mehr|nicht mehr nötig'),
    VerbRow('delete', 0.8, '', 'streichen|absagen|stornieren|canceln|verzichten auf'),
    VerbRow('delete', 0.9, 'set', 'leeren|aufräumen'),
    VerbRow('delete', 1.0, '', 'weg mit|raus mit|fort mit|schluss mit|kann weg|können weg|weg damit'),
    VerbRow('delete', 0.9, 'off', 'nehmen|werfen|schmeißen|streichen'),
    VerbRow(
        'reopen', 1.0, '',
        'wiederöffnen|wieder öffnen|wieder aufmachen|wieder aufnehmen|reaktivieren|wiederaufmachen|öffne wieder|'
        'mach wieder auf|wieder offen machen',
    ),
    VerbRow('reopen', 0.8, '', 'aufmachen'),
    VerbRow(
        'start', 0.9, '',
        'anfangen|beginnen|starten|anfange mit|anfangen mit|beginne mit|beginnen mit|arbeite an|arbeiten an|'
        'fange mit|fang mit|loslegen mit|ich arbeite an|bin dran an',
    ),
    VerbRow(
        'rename', 1.0, '',
        'umbenennen|umnennen|umtaufen|umformulieren|soll heißen|sollte heißen|heißt jetzt|benennen',
    ),
    VerbRow(
        'note', 1.0, '',
        'ergänze bei|ergänzen bei|ergänze zu|notiere bei|notiere zu|dazuschreiben|dazunotieren|hinzuschreiben|'
        'hinzufügen eine notiz|hinzufügen notiz|anlegen eine notiz|schreib eine notiz|schreibe eine notiz|'
        'mach eine notiz|mache eine notiz|hinzufügen die notiz|hinzufügen einen kommentar|ergänzen eine notiz|'
        'notiz zu|notiz für|notiz bei|notiz an|notiz hinzufügen|kommentar zu|beschreibung von|notiz zum|notiz zur|'
        'eine notiz zu|eine notiz zum|eine notiz zur|notiz beim',
    ),
    VerbRow(
        'schedule', 1.0, '',
        'verschieben|verlegen|vertagen|aufschieben|umplanen|vorziehen|vorverlegen|umlegen|vorverschieben|'
        'umterminieren|hinausschieben|rausschieben|schieben|umbuchen',
    ),
    VerbRow('schedule', 0.5, 'value', 'planen|terminieren|einplanen|ansetzen|legen'),
    VerbRow(
        'schedule', 0.9, 'value',
        'fällig|ist fällig|soll fertig sein|muss fertig sein|muss erledigt sein|soll erledigt sein|kann|können|muss|'
        'müssen|soll|sollen|sollte|sollten|braucht|brauchen|kann warten|hat zeit|fällig sein',
    ),
    VerbRow('unschedule', 1.0, '', 'entterminieren|ohne termin machen'),
    VerbRow('prioritise', 1.0, '', 'priorisieren|depriorisieren|hochstufen|herabstufen|herunterstufen|hochsetzen|'
        'runterstufen|höherstufen'),
    VerbRow(
        'set', 0.6, 'value',
        'setzen|machen|ändern|aktualisieren|markieren|bearbeiten|stellen|anpassen|geben|erhöhen|senken|umstellen|'
        'kennzeichnen|festlegen|korrigieren|zuweisen|abändern|einstufen|stufen|hochstellen',
    ),
    VerbRow('set', 0.9, 'label', 'taggen|labeln|verschlagworten|etikettieren|versehen'),
    VerbRow('set', 0.9, 'goal', 'einsortieren|einordnen|übertragen|packen|tun|legen|stecken'),
    VerbRow('set', 0.9, 'length', 'schätzen|einschätzen|veranschlagen'),
    VerbRow('defer', 0.9, 'when', 'ausblenden|verstecken|verbergen'),
    VerbRow(
        'undo', 1.0, '',
        'rückgängigmachen|rückgängig|undo|zurücknehmen|zurückholen|widerrufen|zurücksetzen|das war falsch|strg z|'
        'letzte änderung zurück|doch nicht so|mach es rückgängig|zurück damit',
    ),
    VerbRow('redo', 1.0, '', 'wiederherstellen|redo|noch einmal machen|nochmal machen|wiederholen'),
    VerbRow(
        'help', 0.9, '',
        'hilfe|hilf mir|helfen|was kannst du|was kannst du alles|befehle|wie funktioniert das|wie geht das|'
        'was kann ich sagen|wie kann ich|wie mache ich|wie lösche ich|was kann ich hier tun|wie geht das hier',
    ),
)  # fmt: skip
