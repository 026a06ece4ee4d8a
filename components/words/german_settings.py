"""The words of the settings and of the forms of an account, in German."""

from collections.abc import Mapping

from components.words.english_settings import SettingsWords


class GermanSettings(SettingsWords):
    """What the pages say that one rarely sees."""

    SETTINGS = 'Einstellungen'
    BACK = '← Zurück zu den Aufgaben'
    GROUP_YOU = 'Sie'
    YOUR_NAME = 'Name'
    ZONE = 'Zeitzone'
    ZONE_OF_BROWSER = 'Zeitzone des Browsers verwenden'
    LANGUAGE = 'Sprache'
    LANGUAGE_OF_BROWSER = 'Wie im Browser'
    GROUP_LOOKS = 'Aussehen'
    THEME = 'Farbschema'
    THEMES: Mapping[str, str] = {'system': 'Wie im System', 'light': 'Hell', 'dark': 'Dunkel'}
    THEME_IS: Mapping[str, str] = {
        'system': 'Farbschema: System',
        'light': 'Farbschema: hell',
        'dark': 'Farbschema: dunkel',
    }
    DENSITY = 'Dichte'
    DENSITIES: Mapping[str, str] = {'comfortable': 'Bequem', 'compact': 'Dicht'}

    GROUP_REMINDERS = 'Erinnerungen'
    REMIND = 'Hier erinnern, wenn eine Aufgabe fällig ist'
    REMIND_BLOCKED = 'Dieser Browser erlaubt es nicht. Erlauben Sie dieser Seite zuerst Benachrichtigungen.'
    DUE_NOW = 'Jetzt fällig, {time}'
    GROUP_FILES = 'Import und Export'
    IMPORT: Mapping[str, str] = {
        'label': 'Aufgaben aus einer Datei importieren: Export, CSV-Tabelle oder eine Aufgabe je Zeile',
        'preview': 'Aufgaben in der Datei',
        'add': '{number} Aufgaben hinzufügen',
        'cancel': 'Abbrechen',
        'tooLarge': 'Diese Datei ist zu groß. Nehmen Sie eine von höchstens 200 KB.',
    }
    IMPORTED = 'Die Aufgaben aus der Datei sind da.'

    TOKENS = 'API-Schlüssel'
    TOKEN_NEW = 'Neuer Schlüssel'
    TOKEN_CREATE = 'Schlüssel anlegen'
    TOKEN_HINT = 'Wofür ist er?'
    TOKEN_SECRET = 'Der neue Schlüssel'
    TOKEN_COPY = 'Den Schlüssel kopieren'
    TOKEN_ONCE = 'Kopieren Sie ihn jetzt: Er wird nicht noch einmal gezeigt.'
    TOKEN_SCOPES = 'Was der neue Schlüssel darf'
    SCOPES: Mapping[str, str] = {'read': 'Lesen', 'write': 'Ändern', 'chat': 'Chat', 'mcp': 'MCP'}
    DEVICES = 'Angemeldet'
    UNKNOWN_DEVICE = 'Ein Browser, der nicht sagt, was er ist'
    THIS_DEVICE = 'dieser Browser'
    LAST_SEEN = 'zuletzt gesehen {when}'
    LOG_OUT_ONE = '{name} abmelden'
    DEVICE_ENDED = '{name} ist abgemeldet.'
    NO_TOKENS = 'Noch keine Schlüssel.'
    NEVER_USED = 'nie benutzt'
    LAST_USED = 'zuletzt benutzt {when}'
    REVOKE = 'Entziehen'
    REVOKE_ONE = '{name} entziehen'
    REVOKE_ASK = '„{name}“ entziehen?'
    REVOKING = 'Programme, die ihn benutzen, verlieren sofort den Zugang. Das lässt sich nicht rückgängig machen.'

    GROUP_HERE = 'Über Tandem'
    VERSION = 'Version'
    MODEL = 'Sprachmodell'
    BUILT_IN = 'Eingebautes Verständnis (Englisch); nichts verlässt diesen Rechner'
    MODEL_ADDRESS = 'Seine Adresse'
    MODEL_NAME = 'Modell'
    MODEL_TEST = 'Verbindung prüfen'
    MODEL_TESTING = 'Eine kleine Frage ist gestellt …'
    MODEL_WORKS = '{model} antwortet und benutzt Werkzeuge ({seconds} s). Alles funktioniert.'
    MODEL_HOW = 'Für ein Sprachmodell TANDEM_MODEL und OPENAI_API_KEY oder OPENAI_BASE_URL setzen und neu starten.'
    ADDRESS_OF_MODEL = 'die von OpenAI selbst'
    DATA = 'Daten'
    OWN_DATABASE = 'ein eigenes PostgreSQL'

    ACCOUNT = 'Konto'
    LOG_OUT = 'Abmelden'
    LOG_OUT_EVERYWHERE = 'Überall abmelden'
    LOG_IN = 'Anmelden'
    REGISTER = 'Registrieren'
    LOG_IN_OR_REGISTER = 'Anmelden oder registrieren'
    BY_INVITATION = 'Hier registriert man sich nur mit Einladung. Um einen Link bitten Sie, wer dieses Tandem betreibt.'
    OPTIONAL = '(freiwillig)'
    EMAIL = 'E-Mail'
    PASSWORD = 'Passwort'
    PASSWORD_RULE = 'Mindestens {shortest} Zeichen; ein paar Wörter genügen.'
    PASSWORD_FORGOTTEN = 'Vergessen? Wer dieses Tandem betreibt, kann Ihnen einen Link zu einem neuen Passwort geben.'
    FORGOT = 'Passwort vergessen?'
    FORGOT_HOW = 'Sie bekommen einen Link, mit dem Sie ein neues Passwort setzen.'
    FORGOT_SEND = 'Link schicken'
    FORGOT_SENT = 'Wenn sich jemand mit dieser Adresse registriert hat, ist ein Link unterwegs. Er gilt eine Stunde.'
    BACK_TO_LOGIN = 'Zurück zur Anmeldung'
    MAIL_SUBJECT = 'Ein neues Passwort für Tandem'
    MAIL_TEXT = (
        'Jemand, sehr wahrscheinlich Sie, hat um ein neues Passwort für Tandem gebeten.\n\n'
        'Dieser Link setzt es. Er gilt einmal und eine Stunde lang:\n\n{link}\n\n'
        'Waren Sie es nicht, tun Sie nichts: Ihr Passwort bleibt, wie es ist.\n'
    )
    PASSWORD_NEW = 'Neues Passwort'
    PASSWORD_CURRENT = 'Jetziges Passwort'
    PASSWORD_CHANGE = 'Passwort ändern'
    PASSWORD_SET = 'Passwort setzen'
    PASSWORD_ENDS_LOGINS = 'Alle anderen Anmeldungen enden.'
    PASSWORD_KEEPS_TOKENS = 'API-Schlüssel mit einem Namen bleiben, bis Sie sie entziehen.'
    PASSWORD_CHANGED = 'Ihr Passwort ist geändert.'
    PASSWORD_IS_SET = 'Ihr Passwort ist gesetzt. Melden Sie sich damit an.'
    LOGGED_IN_AS = 'Angemeldet als {email}.'
    TO_THE_TASKS = 'Zurück zu den Aufgaben'
    LOG_IN_WITH = 'Anmelden mit {provider}'
    OR = 'oder'
    LOGGING_IN_WITH = 'Anmelden mit {provider}'
    PROVIDER_LINKED = 'Es öffnet dieses Konto.'
    PROVIDER_LINK = 'Auch dieses Konto damit öffnen'
    DELETE_NEEDS_PASSWORD = 'Setzen Sie zuerst ein Passwort; es wird vor dem Löschen eines Kontos verlangt.'
    LOGINS = 'Anmeldungen'
    LEAVING = 'Exportieren und löschen'
    EXPORT = 'Alles exportieren'
    DELETE_SURE = 'Zur Sicherheit das Passwort'
    DELETE_MEANS = (
        'Ihre Aufgaben, Unterhaltungen und Ihr Verlauf werden endgültig entfernt. Exportieren Sie sie vorher.'
    )
    DELETE_ACCOUNT = 'Konto löschen'

    ONE_MOMENT = 'Einen Augenblick'
    NOTHING_HERE = 'Seite nicht gefunden'
    NOTHING_HERE_WHY = 'Die Adresse ist vielleicht alt oder vertippt. Ihre Aufgaben sind sicher.'
    BROKEN = 'Das hat nicht geklappt'
    BROKEN_WHY = (
        'Hier ist etwas schiefgegangen, und nichts wurde geändert. Öffnen Sie die Seite noch einmal; mehr steht im '
        'Protokoll.'
    )

    AWAY = 'Tandem ist nicht erreichbar'
    AWAY_WHY = (
        'Es läuft nicht, oder es gibt keine Verbindung. Ihre Aufgaben sind sicher, wo Tandem sie aufhebt; bis es '
        'wieder da ist, lässt sich hier nichts zeigen oder ändern. Diese Seite öffnet sich von selbst, sobald es '
        'antwortet.'
    )
    NO_DATABASE = 'Die Datenbank ist nicht erreichbar'
    NO_DATABASE_WHY = (
        'Tandem läuft, aber der Ort, an dem es alles aufhebt, antwortet gerade nicht. Ihre Aufgaben sind dort '
        'sicher; bis er wieder da ist, lässt sich hier nichts zeigen oder ändern. Diese Seite öffnet sich von '
        'selbst, sobald er antwortet.'
    )
    TRY_AGAIN = 'Noch einmal'
