"""Whole answers in German: what says yes, what says no."""

ANSWERS = {
    'yes': (
        'okay mach|ok mach|ok mach das|okay mach das|genau so|so machen wir das|ja|jo|jup|jap|joa|jawohl|klar|na klar|'
        'ja klar|sicher|ja sicher|natürlich|ja natürlich|selbstverständlich|ok|okay|ja ok|gern|gerne|ja gern|ja gerne|'
        'genau|ja genau|richtig|ja richtig|stimmt|ja stimmt|passt|ja passt|passt so|gut|ja gut|in ordnung|'
        'einverstanden|bestätigen|bestätigt|ja bestätigen|bestätige|zustimmen|genehmigen|genehmigt|los|los gehts|mach|'
        'mach das|mach es|mach mal|ja mach|ja mach das|ja mach es|ja mach mal|ja bitte|bitte|bitte ja|'
        'ja bitte mach das|tu das|tu es|ja tu das|ja tu es|unbedingt|auf jeden fall|ja danke|ja löschen|ja lösch|'
        'ja lösche sie|ja lösche es|ja lösch es|ja lösch sie|ja alle|ja alles|ja beide|weiter|weitermachen|fortfahren|'
        'ausführen|perfekt|super|prima|alles klar|ja das stimmt|das stimmt|ja so machen wir es|so machen|so ist es|'
        'ja los|meinetwegen|von mir aus|warum nicht|y|yes|doch|ja doch|ja sehr gern|ja ich bin sicher|ich bin sicher|'
        'ganz sicher|freigeben|ja freigeben'
    ),
    'agreed': (
        'lösche sie|lösch sie|lösche es|lösch es|löschen|alle|alle davon|alles|beide|alle beide|die beiden|hinzufügen|'
        'beides|füge es hinzu|füg es hinzu|füg sie hinzu|ja hinzufügen|ja füg es hinzu|ja füge sie hinzu|anlegen|'
        'ja anlegen|'
        'leg sie an|leg es an|ja leg es an|ja leg sie an|ja alle anlegen|ja alle hinzufügen|rückgängig machen|'
        'ja rückgängig|ja rückgängig machen|mach es rückgängig|ja mach es rückgängig|als aufgabe anlegen|'
        'als aufgabe hinzufügen|eintragen|ja eintragen|aufschreiben'
    ),
    'no': (
        'lieber doch nicht|auf gar keinen fall|bloß nicht|nein|ne|nee|nö|nope|no|nein danke|nein bitte nicht|'
        'bitte nicht|lieber nicht|besser nicht|nein lieber nicht|nicht|auf keinen fall|keinesfalls|niemals|falsch|'
        'das ist falsch|das war falsch|stopp|stop|halt|warte|moment|warte mal|nein warte|nein stopp|nein halt|'
        'abbrechen|abbruch|brich ab|lass es|lass das|lass mal|lass gut sein|lass sein|vergiss es|vergiss das|egal|'
        'ist egal|schon gut|nicht jetzt|jetzt nicht|später|vielleicht später|nicht so|so nicht|nicht das|das nicht|'
        'nicht die|die nicht|nicht diese|diese nicht|keine|keins|keine davon|keines davon|keins davon|behalten|'
        'behalte sie|behalte es|nicht löschen|nein nicht löschen|lösch das nicht|lösch sie nicht|lösch es nicht|'
        'mach das nicht|mach es nicht|tu das nicht|tu es nicht|nein mach das nicht|nein nicht|nein nein|'
        'nein nicht die|nein nicht das|nein nicht diese|nein die nicht|nein das nicht|nein nicht den|doch nicht|'
        'nein doch nicht|ich hab es mir anders überlegt|ich habe es mir anders überlegt|ablehnen|abgelehnt|'
        'nein das ist falsch|nein das war falsch|nein falsch|so war das nicht gemeint|das meinte ich nicht|'
        'nicht gemeint|das habe ich nicht gemeint|um gottes willen nein|nein auf keinen fall|nicht wirklich|'
        'eher nicht|n|überspringen|nein lass das|nein lass es|nein abbrechen|ach nein|oh nein|nein sorry|sorry nein|'
        'nein entschuldigung|nein noch nicht|noch nicht'
    ),
    'no start': 'nein|ne|nee|nö|warte|moment|halt|stopp|stop|lieber nicht|besser nicht|bitte nicht|oh nein|ach nein',
    'wrong': (
        'falsch|das war falsch|das ist falsch|die falsche|das falsche|das war die falsche|das war ein fehler|'
        'ein fehler|so war das nicht gemeint|das meinte ich nicht|nicht gemeint|das habe ich nicht gemeint|'
        'nein das war falsch|nein falsch|ups falsch|falsche aufgabe|das war die falsche aufgabe|nicht die'
    ),
    'undone': 'nein noch nicht|noch nicht|ist es nicht|stimmt nicht|das stimmt nicht|nein ist es nicht|nein stimmt '
    'nicht',
    'redo': (
        'wiederherstellen|stell es wieder her|stelle es wieder her|stell das wieder her|doch wieder|redo|'
        'mach es noch mal|mach es nochmal|mach das noch mal|mach das nochmal|noch mal|nochmal|noch einmal|'
        'mach es wieder|mach das wieder|undo rückgängig|mach das rückgängig rückgängig'
    ),
    'stop': 'tschüss|ciao|bis dann|ende|auf wiedersehen|beenden|exit|quit',
}  # fmt: skip
