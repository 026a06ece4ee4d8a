"""The words of the interface in German."""

from collections.abc import Mapping

from components.words.english import Words
from components.words.german_settings import GermanSettings
from services import errors
from services.cause import Via
from services.errors import TandemError
from services.events import EventType
from services.vocabulary import Priority, Status


class German(GermanSettings, Words):
    """Everything Tandem's pages say, in German; what is said to the assistant stays English."""

    CODE = 'de'
    LANGUAGE_NAME = 'Deutsch'

    NAME = 'Tandem'
    TITLE_CHAT = 'Tandem – Chat'
    TITLE_SETTINGS = 'Tandem – Einstellungen'

    WEEKDAYS = ('Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So')
    MONTHS = (
        *('Jan.', 'Feb.', 'März', 'Apr.', 'Mai', 'Juni'),
        *('Juli', 'Aug.', 'Sept.', 'Okt.', 'Nov.', 'Dez.'),
    )
    DAY = '{day}. {month}'
    DAY_OF_WEEK = '{weekday}, {day}. {month}'
    DAY_SHORT = '{weekday} {day}.'
    DAY_IN_FULL = '{weekday}, {day}. {month} {year}'
    DAY_OF_YEAR = '{day}. {month} {year}'
    THOUSANDS = '.'
    TODAY = 'Heute'
    TOMORROW = 'Morgen'
    YESTERDAY = 'Gestern'

    STATUS: Mapping[Status, str] = {
        Status.PENDING: 'Offen',
        Status.IN_PROGRESS: 'In Arbeit',
        Status.COMPLETED: 'Erledigt',
    }
    PRIORITY: Mapping[Priority, str] = {
        Priority.LOW: 'Niedrig',
        Priority.MEDIUM: 'Mittel',
        Priority.HIGH: 'Hoch',
        Priority.URGENT: 'Dringend',
    }
    ALL = 'Alle'
    FIELDS: Mapping[str, str] = {
        'title': 'Titel',
        'description': 'Beschreibung',
        'status': 'Status',
        'priority': 'Priorität',
        'due_date': 'Fälligkeit',
    }

    CANCEL = 'Abbrechen'
    SAVE = 'Speichern'
    CLOSE = 'Schließen'
    UNDO = 'Rückgängig'
    SAVED = 'Gespeichert.'
    COPIED = 'Kopiert.'

    TASKS = 'Aufgaben'
    FILTER = 'Nach Status filtern'
    FIND = 'Suchen'
    FIND_TASKS = 'Aufgaben suchen'
    NOTHING_YET = 'Noch nichts zu tun'
    NOTHING_YET_HOW = 'Schreiben Sie oben eine Aufgabe oder sagen Sie dem Assistenten: „add buy milk tomorrow“.'
    NOTHING_FITS = 'Keine passenden Aufgaben'
    NOTHING_FITS_HOW = 'Versuchen Sie andere Wörter oder einen anderen Filter.'
    SAMPLES = 'Drei Beispielaufgaben hinzufügen'
    SAMPLE_TASKS = (
        ('Blumen gießen', 'Sagen Sie „mark Blumen gießen as done“ oder klicken Sie auf den Kreis.'),
        ('Bank anrufen', 'Sagen Sie „move Bank anrufen to Friday“.'),
        ('Milch kaufen', 'Klicken Sie auf den Titel, um ihn zu ändern.'),
    )
    TASK_LIST: Mapping[str, str] = {
        'list': 'Aufgabenliste',
        'complete': '{title} erledigen',
        'rename': '{title} umbenennen',
        'newName': 'Neuer Name von {title}',
        'due': 'Fälligkeit von {title}',
        'noDue': 'Datum',
        'priorityOf': 'Priorität von {title}',
        'statusOf': 'Status von {title}',
        'select': '{title} auswählen',
        'waitsToGo': 'Wartet auf Ihr Ja zum Löschen',
        'edit': '{title} bearbeiten',
        'remove': '{title} löschen',
    }
    QUICK_ADD: Mapping[str, str] = {
        'label': 'Neue Aufgabe',
        'button': 'Aufgabe hinzufügen',
        'placeholder': 'Neue Aufgabe, etwa „Zahnarzt friday“',
        'reject': 'Diese Wörter im Titel lassen',
        'preview': 'Neue Aufgaben',
        'addLines': '{number} Aufgaben hinzufügen',
        'cancel': 'Abbrechen',
    }
    PRIORITY_CHIP = 'Priorität {priority}'
    NOTE_CHIP = 'Mit Notiz'
    REPEAT_CHIP = 'Wiederholen gibt es nicht'

    EDIT_TASK = 'Aufgabe bearbeiten'
    FIELD_TITLE = 'Titel'
    FIELD_DESCRIPTION = 'Beschreibung'
    FIELD_STATUS = 'Status'
    FIELD_PRIORITY = 'Priorität'
    FIELD_DUE = 'Fällig am'
    FIELD_TIME = 'Uhrzeit'

    SELECTION = 'Ausgewählte Aufgaben'
    SELECTED = '{number} ausgewählt'
    SELECT_ALL = 'Alle'
    SELECT_NOTHING = 'Auswahl aufheben'
    COMPLETE = 'Erledigen'
    DATE = 'Datum'
    DATE_OF_SELECTED = 'Fälligkeit der ausgewählten Aufgaben'
    DAYS: Mapping[str, str] = {'today': 'Heute', 'tomorrow': 'Morgen', 'week': 'In einer Woche', 'none': 'Kein Datum'}
    PRIORITY_SHORT = 'Priorität'
    PRIORITY_OF_SELECTED = 'Priorität der ausgewählten Aufgaben'
    DELETE_SELECTED = 'Die ausgewählten Aufgaben löschen'
    SELECTED_COMPLETED = 'Erledigte Aufgaben: {number}.'
    SELECTED_CHANGED = 'Geänderte Aufgaben: {number}.'
    SELECTED_DELETED = 'Gelöschte Aufgaben: {number}.'

    DELETED = '„{title}“ gelöscht.'
    UNDONE = 'Rückgängig gemacht.'
    OVERWRITTEN = 'Einen Augenblick nach Ihnen geändert ({who}): {field} von „{title}“ ist jetzt „{value}“.'
    EMPTY = 'leer'
    KEPT = '„{title}“ wurde inzwischen geändert und blieb, wie es ist.'
    ELSEWHERE: Mapping[EventType, str] = {
        EventType.TASK_CREATED: '„{title}“ kam dazu.',
        EventType.TASK_UPDATED: '„{title}“ wurde geändert.',
        EventType.TASK_STATUS_CHANGED: '„{title}“ hat einen anderen Status.',
        EventType.TASK_DELETED: '„{title}“ wurde gelöscht.',
    }
    MANY_ELSEWHERE = '{number} Aufgaben wurden geändert.'

    CHAT = 'Chat'
    CLOSE_CHAT = 'Chat schließen'
    HIDE_CHAT = 'Chat ausblenden'
    HIDE_TASKS = 'Aufgaben ausblenden'
    SHOW_TASKS = 'Aufgaben zeigen'
    DIVIDER = 'Breite der Aufgaben'
    MESSAGE = 'Nachricht'
    MESSAGE_HINT = 'Was ist zu tun? (auf Englisch)'
    SEND = 'Senden'
    STOP = 'Anhalten'
    SUGGESTIONS = ('add buy milk tomorrow', 'what is due this week?', 'how was my week?', 'help')
    CONVERSATION: Mapping[str, str] = {
        'log': 'Unterhaltung',
        'welcome': 'Was steht an?',
        'how': 'Schreiben Sie wie einem Menschen; ohne Sprachmodell versteht Tandem Englisch. '
        'Änderungen sehen Sie sofort in Ihrer Liste.',
        'earlier': 'Frühere Nachrichten',
        'you': 'Sie',
        'tandem': 'Tandem',
        'answering': 'Tandem antwortet',
        'working': 'Arbeitet',
        'latest': 'Zurück zu den neuesten Nachrichten',
        'again': 'Noch einmal versuchen',
        'editing': 'Ändern, was aus {title} würde',
        'save': 'Speichern',
        'cancel': 'Abbrechen',
        'same': 'Bleibt, wie es ist',
        'complete': '{title} erledigen (im Chat)',
        'gone': 'Diese Aufgabe wurde gelöscht',
        'more': 'und {number} weitere',
        'approveOne': '{title} zustimmen',
        'approve': 'Zustimmen',
        'reject': 'Ablehnen',
        'addAsTask': 'Als Aufgabe hinzufügen',
        'undo': 'Rückgängig',
        'edit': 'Ändern',
        'retry': 'Noch einmal',
        'copy': 'Kopieren',
    }
    APPROVAL_STATES: Mapping[str, str] = {
        'pending': 'Wartet',
        'approved': 'Zugestimmt',
        'rejected': 'Abgelehnt',
        'expired': 'Abgelaufen',
    }

    DUE_TODAY = 'heute fällig'
    OVERDUE = 'überfällig'
    DONE_TODAY = 'heute erledigt'
    CHART_DAYS = 'Aufgaben je Tag'
    CHART_WEEKS = 'Aufgaben je Woche, nach ihrem ersten Tag'
    CHART_STATUS = 'Aufgaben nach Status'
    CHART_PRIORITY = 'Offene Aufgaben nach Priorität'
    CHART_COMPLETED = 'Erledigt'
    CHART_ADDED = 'Dazugekommen'
    CHART_TASKS = 'Aufgaben'

    NEW_CONVERSATION = 'Neue Unterhaltung'
    CONVERSATIONS = 'Unterhaltungen'
    RENAME_CONVERSATION = 'Unterhaltung umbenennen'
    SESSIONS: Mapping[str, str] = {
        'find': 'Unterhaltungen suchen',
        'rename': '{title} umbenennen',
        'remove': 'Unterhaltung {title} löschen',
        'none': 'Noch keine Unterhaltungen.',
        'nothing': 'In keiner Unterhaltung stehen diese Wörter.',
    }
    DELETED_CONVERSATION = 'Unterhaltung „{title}“ gelöscht.'

    HELP = 'Hilfe'
    HELP_SAY = 'Was Sie sagen können (auf Englisch)'
    SENTENCES = (
        'add buy milk tomorrow at 5pm',
        'what is due this week?',
        'mark buy milk as done',
        'rename buy milk to buy oat milk',
        'set buy milk to urgent',
        'move everything due today to Monday',
        'delete all completed tasks',
        'undo',
        '/help',
    )
    HELP_PRESS = 'Was Sie drücken können'
    WRITE_TASK = 'Eine neue Aufgabe schreiben'
    TALK = 'Mit dem Assistenten sprechen'
    KEYS = (
        ('x', 'Die Aufgabe auswählen, bei der Sie sind; dann sagen Sie „complete these“'),
        ('Ctrl+Z', 'Die letzte Änderung rückgängig machen'),
        ('Esc', 'Ein Feld verlassen oder schließen, was offen ist'),
        ('?', 'Diese Hilfe zeigen'),
    )

    TRASH = 'Papierkorb'
    TRASH_NOTHING = 'In den letzten 30 Tagen wurde nichts gelöscht.'
    TRASH_KEPT = 'Bleibt bis {until}'
    RESTORE = 'Zurückholen'
    RESTORE_ONE = '{title} zurückholen'
    HISTORY = 'Verlauf'
    HISTORY_OF_TASK = 'Verlauf dieser Aufgabe'
    HISTORY_DOOR = 'Nur zeigen'
    HISTORY_EVERY_DOOR = 'Alles'
    HISTORY_MORE = 'Frühere zeigen'
    HISTORY_NOTHING = 'Noch keine Änderungen.'
    HISTORY_UNDONE = 'rückgängig gemacht'
    HISTORY_AND_MORE = 'und {number} weitere'
    HISTORY_TASKS = '{number} Aufgaben'
    HISTORY_ADDED = '„{title}“ hinzugefügt'
    HISTORY_CHANGED = '„{title}“ geändert'
    HISTORY_DELETED = '„{title}“ gelöscht'
    HISTORY_NONE = 'leer'
    UNDO_TURN = 'Rückgängig: {title}'
    DOORS: Mapping[Via, str] = {
        Via.DASHBOARD: 'Auf der Seite',
        Via.CHAT: 'Im Chat',
        Via.REST: 'Über REST',
        Via.WEBSOCKET: 'Über WebSocket',
        Via.MCP: 'Über MCP',
        Via.IMPORT: 'Durch Import',
        Via.UNDO: 'Rückgängig gemacht',
        Via.SYSTEM: 'Durch Tandem',
    }

    LINK: Mapping[str, str] = {
        'live': 'Live',
        'catching_up': 'Holt auf',
        'offline': 'Getrennt',
        'trip': 'Alles kommt sofort an; hin und zurück dauert es {} ms.',
        'no_server': 'Tandem ist nicht erreichbar. Was Sie sehen, ist vielleicht alt; '
        'bis es wieder da ist, lässt sich nichts ändern.',
        'no_database': 'Tandem erreicht seine Datenbank nicht. Bis sie wieder da ist, lässt sich nichts ändern.',
    }

    REFUSALS: Mapping[type[TandemError], str] = {
        errors.TaskNotFound: 'Diese Aufgabe gibt es nicht. Vielleicht wurde sie gelöscht.',
        errors.ChatSessionNotFound: 'Diese Unterhaltung gibt es nicht. Vielleicht wurde sie gelöscht.',
        errors.ApprovalNotFound: 'Diese Rückfrage gibt es nicht.',
        errors.TurnNotFound: 'Diesen Schritt gibt es nicht, also lässt er sich nicht rückgängig machen.',
        errors.NothingToUndo: 'Es gibt nichts, was sich rückgängig machen ließe.',
        errors.Unavailable: 'Die Datenbank ist gerade nicht erreichbar. Nichts wurde geändert; '
        'versuchen Sie es gleich noch einmal.',
        errors.Uncertain: 'Die Datenbank brach im letzten Augenblick ab: Die Änderung ist ganz gespeichert oder gar '
        'nicht. Sehen Sie nach, bevor Sie sie wiederholen.',
    }
