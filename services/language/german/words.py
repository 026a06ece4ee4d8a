"""What German words mean besides verbs: kind, value, words; `~` stands for the endings of an adjective."""

from services.language.german.forms import inflected
from services.values.vocabulary import Priority

_ROWS: tuple[tuple[str, object, str], ...] = (
    ('priority', Priority.URGENT, (
        'dringend~|kritisch~|dringendst~|höchst~|oberste|oberster|höchste priorität|oberste priorität|'
        'höchster priorität|urgent|p1|brandeilig|eilig~|sehr dringend|super dringend|total dringend|asap|sehr wichtig'
    )),
    ('priority', Priority.HIGH, 'hoch|hohe|hoher|hohen|hohes|hohem|höher|p2|high'),
    ('priority', Priority.MEDIUM, 'mittel|mittlere|mittlerer|mittleren|mittleres|normal~|p3|medium|standard'),
    ('priority', Priority.LOW, (
        'niedrig~|niedriger|gering~|niedrigste|niedrigster|niedrigsten|p4|low|nicht wichtig|nicht so wichtig'
    )),
    ('important', Priority.HIGH, 'wichtig~'),
    ('important', Priority.LOW, 'unwichtig~'),
    ('priority word', None, 'priorität|prio|prioritäten|wichtigkeit|dringlichkeit'),
    ('status', 'completed', (
        'erledigt~|fertig~|abgeschlossen~|abgehakt~|gemacht|getan|geschafft|beendet~|fertiggestellt~|done|durch'
    )),
    ('status', 'open', (
        'offen~|unerledigt~|übrig|ausstehend~|noch zu tun|noch zu erledigen|unfertig~|nicht erledigt~|noch offen~|'
        'noch nicht erledigt~|noch nicht fertig~'
    )),
    ('status', 'pending', (
        'nicht begonnen~|noch nicht begonnen~|nicht angefangen~|noch nicht angefangen~|wartend~|zu erledigen'
    )),
    ('status', 'in_progress', 'in arbeit|in bearbeitung|angefangen~|begonnen~|laufend~|im gange|am laufen|gestartet~'),
    ('overdue', None, 'überfällig~|zu spät|verspätet~|versäumt~|überzogen~'),
    ('undated', None, (
        'undatiert~|ohne datum|ohne termin|ohne fälligkeit|ohne fälligkeitsdatum|ohne frist|ohne deadline|kein datum|'
        'kein fälligkeitsdatum|keinen termin|keine frist|keine deadline|keine fälligkeit|ungeplant~|kein datum haben|'
        'keinen termin haben|kein fälligkeitsdatum haben|keine frist haben|kein datum hat|ohne ein datum|'
        'ohne einen termin|ohne eine frist|ohne irgendein datum|kein datum mehr|keinen termin mehr|keine frist mehr'
    )),
    ('noted', None, 'mit notiz|mit notizen|mit einer notiz|mit beschreibung|eine notiz haben|notizen haben'),
    ('quantifier', 'all', (
        'beide|alle|alles|sämtliche|sämtlichen|jede|jeden|jedes|gesamte|gesamten|ganze|ganzen|allen|aller|komplette|'
        'komplett|alle meine|all meine|alles was|alle die'
    )),
    ('quantifier', 'any', 'irgendetwas|irgendwas|irgendeine|irgendwelche|etwas'),
    ('quantifier', 'some', 'einige|manche|ein paar|mehrere|die hälfte|halbe'),
    ('one', None, (
        'es|das hier|dies|dieses|diese hier|dieser hier|den hier|ihn|ihm|ihr|sie|das da|die da|den da|diese aufgabe|'
        'dieser aufgabe|die aufgabe hier|genau das'
    )),
    ('many', None, (
        'ihnen|sie alle|die alle|alle davon|alle diese|diese alle|beide davon|die beiden|die zwei|alle drei|'
        'alle beide|die drei|diese beiden|diese zwei|diese aufgaben|diese drei|sie beide|all diese|die alle'
    )),
    ('selected', None, (
        'ausgewählt~|die auswahl|auswahl|die ausgewählten|ausgewählte|markierte|markierten|die markierten|'
        'was ich ausgewählt habe|meine auswahl|angekreuzt~'
    )),
    ('newest', None, (
        'die neueste|die neueste aufgabe|neueste aufgabe|die zuletzt hinzugefügte|zuletzt hinzugefügte aufgabe|'
        'die gerade hinzugefügte|die eben hinzugefügte|gerade hinzugefügte|eben angelegte|gerade angelegte|'
        'die gerade angelegte|die eben angelegte|was ich gerade hinzugefügt habe|die letzte neue aufgabe|'
        'die gerade erstellte|die zuletzt angelegte|zuletzt angelegte aufgabe|die neue aufgabe|'
        'die ich gerade angelegt habe|die ich gerade hinzugefügt habe'
    )),
    ('quantifier', 'all', 'rest|restlichen|restliche|alle anderen'),
    ('remainder', None, (
        'rest|restlichen|restliche|alle anderen|alles andere|den rest|der rest|die restlichen|die restlichen aufgaben|'
        'alle anderen aufgaben|alles übrige|die übrigen'
    )),
    ('other', None, 'die andere|das andere|den anderen|die andere aufgabe|andere aufgabe'),
    *((('ordinal', number, f'{stem}e|{stem}en|{stem}er|{stem}es|{stem}em')) for number, stem in enumerate(
        ('erst', 'zweit', 'dritt', 'viert', 'fünft', 'sechst', 'siebt', 'acht', 'neunt', 'zehnt'), 1)),
    ('ordinal', -1, 'letzte|letzten|letzter|letztes|letztem'),
    ('cardinal', 1, 'eins'),
    ('cardinal', 2, 'zwei|beiden'),
    ('cardinal', 3, 'drei'),
    ('cardinal', 4, 'vier'),
    ('cardinal', 5, 'fünf'),
    ('cardinal', 6, 'sechs'),
    ('cardinal', 7, 'sieben'),
    ('cardinal', 8, 'acht'),
    ('cardinal', 9, 'neun'),
    ('cardinal', 10, 'zehn'),
    ('negation', None, 'nicht|nie|niemals|kein|keine|keinen|keiner|keines|keinem|keinesfalls|nichts|nix|nirgends'),
    ('exception', None, (
        'außer|bis auf|ausgenommen|abgesehen von|ausser|ohne|mit ausnahme von|nur nicht|aber nicht|außer dem|außer der'
    )),
    ('thing', 'many', (
        'aufgaben|todos|to dos|tasks|einträge|punkte|sachen|dinge|erinnerungen|erledigungen|besorgungen|'
        'zu erledigende|to do s|vorhaben'
    )),
    ('thing', 'one', 'aufgabe|todo|to do|task|eintrag|punkt|sache|ding|erinnerung|erledigung|besorgung|neue aufgabe'),
    ('calendar', None, (
        'kalender|termin|termine|besprechung|besprechungen|verabredung|verabredungen|ereignis|ereignisse|meeting|'
        'meetings|pläne|geburtstag|party|feier|tagesplan|plan'
    )),
    ('level', Priority.LOW, 'depriorisieren|senken|herabstufen|herunterstufen|runterstufen|senke|senk'),
    ('level', Priority.HIGH, 'priorisieren|erhöhen|hochstufen|priorisiere|erhöhe|erhöh|hochsetzen|höherstufen'),
    ('attribute', 'due', (
        'fälligkeit|fälligkeitsdatum|datum|termin|frist|deadline|uhrzeit|zeit|fälligkeiten|fälligkeitstermin|tag'
    )),
    ('attribute', 'priority', 'priorität|prio|wichtigkeit|dringlichkeit|prioritäten'),
    ('attribute', 'status', 'status|stand|zustand'),
    ('attribute', 'title', 'titel|name|namen|bezeichnung|text'),
    ('attribute', 'estimate', 'schätzung|dauer|aufwand'),
    ('label lead', None, (
        'mit dem label|mit label|mit den labels|mit dem schlagwort|mit schlagwort|mit den schlagwörtern|'
        'mit dem etikett|getaggt mit|getaggt als|verschlagwortet mit|verschlagwortet als|gelabelt mit|gelabelt als|'
        'getaggt'
    )),
    ('part of', 'said', '|'.join(
        f'{lead} {part} {of}'
        for lead in ('als', 'zu einer', 'zur', 'zu einem', 'zum', 'eine', 'ein')
        for part in ('unteraufgabe', 'teilaufgabe', 'unterpunkt')
        for of in ('von', 'vom', 'der', 'des', 'zu', 'zum', 'zur')
    )),
    ('part of', 'maybe', 'unter|teil von|als teil von'),
    ('takes lead', None, 'dauert|dauern|braucht|benötigt|dauert noch'),
    ('attribute', 'note', 'notiz|notizen|beschreibung|kommentar|details|anmerkung'),
    ('elsewhere', None, (
        'wecker|alarm|e-mail|musik|lied|lieder|song|songs|playlist|album|foto|fotos|bild|bilder|konto|podcast|licht|'
        'lichter|lampe|lampen|lautstärke|reservierung|flug|flüge|karte|bank|timer|film|filme|rezept|rezepte|wetter|'
        'nachrichten|radio|sender|aktien|aktie|verkehr|kontakte|geld|euro|steuern|kredit|zinsen|kurs|preis|kalorien|'
        'benzin|route|restaurant|hotel|taxi|zug|bus|witz|witze|übersetzen|übersetzung|bedeutung|thermostat|temperatur|'
        'heizung|staubsauger|fernseher|kanal|spiel|spiele|zeitzone|währung|pin|gehalt|überweisung|kaffee|steckdose|'
        'wlan|lautsprecher|regen|sonne|schnee|regenschirm|stimme|hauptstadt|einwohner'
    )),
    ('meta', None, 'anfrage|befehl|gespräch|unterhaltung|programm|app|anwendung|frage|antwort|vorgang'),
    ('memo', None, (
        'merken|erinnern|erinnert|vergessen|notiert|geplant|vorgenommen|einkaufen|kaufen|gekauft|bevorstehend~|'
        'anstehend~|anstehen|ansteht|übrig|fällig|überfällig|frist|deadline|vorhatte|wollte'
    )),
    ('question', 'what', 'was|welche|welcher|welches|welchen|welchem|was für|was alles|was denn'),
    ('question', 'when', 'wann|um wie viel uhr|bis wann|ab wann|an welchem tag|wie lange noch|wann genau'),
    ('question', 'how', 'wie|wie lange'),
    ('question', 'who', 'wer|wo|warum|wieso|weshalb|woher|wohin|wem|wen'),
    ('auxiliary', None, (
        'ist|sind|war|waren|habe ich|hab ich|haben wir|hatte ich|hatten wir|muss ich|müssen wir|soll ich|sollen wir|'
        "gibt es|gibts|gibt's|wurde|wurden|steht|stehen|hat|kann ich|darf ich|muss|wird|werden|bin ich|liegt|stand|"
        'soll|sollte|sollte ich'
    )),
    ('order', 'next', (
        'als nächstes|als nächste|als nächster|zuerst|als erstes|als erste|anfangen mit|nächste aufgabe|zunächst'
    )),
    ('order', 'priority', (
        'am dringendsten|am wichtigsten|nach priorität|nach wichtigkeit|nach dringlichkeit|wichtigste|wichtigsten|'
        'dringendste|dringendsten|dringendstes|wichtigstes|höchste priorität|nach prio'
    )),
    ('order', 'due', (
        'nach datum|nach fälligkeit|nach fälligkeitsdatum|nach termin|am frühesten|als nächstes fällig|'
        'als erstes fällig|zuerst fällig|nach frist'
    )),
    ('order', 'newest', 'neueste zuerst|neuste zuerst|neueste|neuesten|zuletzt hinzugefügt|neuste|neusten'),
    ('sorted', None, 'sortiert|sortiere|sortieren|geordnet|ordne|reihenfolge|der reihe nach'),
    ('happened', 'completed', (
        'erledigt|abgeschlossen|geschafft|fertig|abgehakt|gemacht|getan|fertiggestellt|fertig bekommen|beendet|'
        'hinbekommen'
    )),
    ('happened', 'created', 'hinzugefügt|angelegt|erstellt|eingetragen|aufgeschrieben|hinzugekommen|notiert'),
    ('statistics', 'day', (
        'zusammenfassung|statistik|statistiken|übersicht|fortschritt|bilanz|rückblick|diagramm|grafik|auswertung|'
        'zusammenfassen|überblick|verlauf'
    )),
    ('per', 'day', 'pro tag|je tag|jeden tag|nach tagen|am tag|täglich|tag für tag'),
    ('per', 'status', 'nach status|pro status|je status'),
    ('per', 'priority', 'nach priorität|pro priorität|je priorität'),
    ('stretch', 0, 'tag'),
    ('stretch', 6, 'woche'),
    ('stretch', 29, 'monat'),
    ('stretch', 91, 'quartal'),
    ('unoffered', 'sub-tasks', 'unteraufgabe|unteraufgaben|teilaufgabe|teilaufgaben|unterpunkt|unterpunkte'),
    ('unoffered', 'projects', 'ein projekt|neues projekt|projekt namens'),
    ('unoffered', 'labels', 'ein tag namens|label|labels|schlagwort|schlagwörter|etikett'),
    ('unoffered', 'attachments', 'datei anhängen|anhang|anhänge'),
    ('unoffered', 'sharing', 'teilen mit|freigeben für|zuweisen an|delegieren|delegiere'),
    ('unoffered', 'early reminders', 'tag vorher|tage vorher|stunde vorher|stunden vorher|minuten vorher|woche vorher'),
    ('about', None, (
        'über|betreffend|zum thema|mit dem wort|enthält|enthalten|erwähnt|bezüglich|mit dem begriff|in denen|'
        'zu dem thema'
    )),
    ('called', None, 'namens|mit dem titel|mit dem namen|mit titel|genannt|die heißt|heißt|sie heißt'),
    ('note mark', None, (
        'mit der notiz|mit notiz|mit der beschreibung|mit beschreibung|mit dem kommentar|mit kommentar|'
        'mit der anmerkung|mit einer notiz|mit einem kommentar|notiz|notizen|anmerkung|beschreibung|kommentar'
    )),
    ('says', None, 'die notiz|als notiz|folgendes|dass|mit dem text|mit dem inhalt'),
    ('anymore', None, 'nicht mehr|nimmer'),
    ('earlier', None, 'früher|eher|nach vorne|nach vorn|vor|vorziehen|vorverlegen|vorverschieben'),
    ('follow up', None, (
        'und|und was ist mit|was ist mit|wie sieht es mit|wie sieht es aus mit|wie siehts aus mit|nur|nur die|'
        'nur noch|bloß|und die|und wie sieht es mit|und nur|jetzt nur|jetzt die|und davon|davon|davon nur|'
        'davon nur die|und was ist|wie wäre es mit|und für'
    )),
    ('meant', None, 'ich meine|ich meinte|meinte|gemeint war|ich habe gemeint|gemeint|ich dachte an|meine'),
    ('small talk', None, (
        'guten|vielen|schönen|spiel|spiele|sing|singe|erzähl|erzähle|danke|gut|tschüss|haha|lol|wow|schön|cool|super|'
        'toll|perfekt|entschuldigung|wer|warum|wo|wie|was|ich liebe|du bist|du|bist|hallo|hey|hi|ok|okay|ja|mein name|'
        'ich bin|er|wir|es|ich mag|ich glaube|ich finde|so|schalte|mach das licht'
    )),
    ('scratch', None, 'nein warte|moment nein|vergiss das|streich das|korrektur|nein doch|ach nein|warte nein'),
)  # fmt: skip

WORDS = tuple((kind, value, inflected(row)) for kind, value, row in _ROWS)

NO_SLIPS = (
    'leisten starren ablegen anschließen aufgeben vertrag vertrage vertragen verträge löscher starter zähler streicheln'
)
"""Everyday words that are one letter away from a word of a command."""
