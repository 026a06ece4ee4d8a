"""The words of the settings and of the forms of an account, in English."""

from collections.abc import Mapping


class SettingsWords:
    """What the pages say that one rarely sees."""

    SETTINGS = 'Settings'
    BACK = '← Back to the tasks'
    GROUP_YOU = 'You'
    YOUR_NAME = 'Name'
    ZONE = 'Time zone'
    ZONE_OF_BROWSER = 'Use the browser’s time zone'
    LANGUAGE = 'Language'
    LANGUAGE_OF_BROWSER = 'Same as the browser'
    GROUP_LOOKS = 'Appearance'
    THEME = 'Theme'
    THEMES: Mapping[str, str] = {'system': 'Same as the system', 'light': 'Light', 'dark': 'Dark'}
    THEME_IS: Mapping[str, str] = {'system': 'Theme: system', 'light': 'Theme: light', 'dark': 'Theme: dark'}
    DENSITY = 'Density'
    DENSITIES: Mapping[str, str] = {'comfortable': 'Comfortable', 'compact': 'Compact'}

    GROUP_REMINDERS = 'Reminders'
    REMIND = 'Remind me here when a task is due'
    REMIND_BLOCKED = 'This browser does not allow it. Allow notifications for this page first.'
    DUE_NOW = 'Due now, {time}'
    GROUP_FILES = 'Import and export'
    IMPORT: Mapping[str, str] = {
        'label': 'Import tasks from a file: an export, a CSV table, or one task a line',
        'preview': 'Tasks in the file',
        'add': 'Add {number} tasks',
        'cancel': 'Cancel',
        'tooLarge': 'This file is too large. Take one of at most 200 KB.',
    }
    IMPORTED = 'The tasks from the file were added.'

    TOKENS = 'API tokens'
    TOKEN_NEW = 'New token'
    TOKEN_CREATE = 'Create token'
    TOKEN_HINT = 'What is it for?'
    TOKEN_SECRET = 'The new token'
    TOKEN_COPY = 'Copy the token'
    TOKEN_ONCE = 'Copy it now: it is not shown again.'
    TOKEN_SCOPES = 'What the new token may do'
    SCOPES: Mapping[str, str] = {'read': 'Read', 'write': 'Change', 'chat': 'Chat', 'mcp': 'MCP'}
    DEVICES = 'Logged in'
    UNKNOWN_DEVICE = 'A browser that does not say what it is'
    THIS_DEVICE = 'this browser'
    LAST_SEEN = 'last seen {when}'
    LOG_OUT_ONE = 'Log out {name}'
    DEVICE_ENDED = '{name} is logged out.'
    NO_TOKENS = 'No tokens yet.'
    NEVER_USED = 'never used'
    LAST_USED = 'last used {when}'
    REVOKE = 'Revoke'
    REVOKE_ONE = 'Revoke {name}'
    REVOKE_ASK = 'Revoke “{name}”?'
    REVOKING = 'Programs that use it lose access at once. This cannot be undone.'

    GROUP_HERE = 'About'
    VERSION = 'Version'
    MODEL = 'Language model'
    BUILT_IN = 'Built-in understanding; nothing leaves this machine'
    MODEL_ADDRESS = 'Its address'
    MODEL_NAME = 'Model'
    MODEL_TEST = 'Test connection'
    MODEL_TESTING = 'Asking it one small question …'
    MODEL_WORKS = '{model} answers and uses tools ({seconds} s). Everything works.'
    MODEL_HOW = 'To use a language model, set TANDEM_MODEL and OPENAI_API_KEY, or OPENAI_BASE_URL, and restart.'
    ADDRESS_OF_MODEL = 'the one OpenAI itself has'
    DATA = 'Data'
    OWN_DATABASE = 'your own PostgreSQL'

    ACCOUNT = 'Account'
    LOG_OUT = 'Log out'
    LOG_OUT_EVERYWHERE = 'Log out everywhere'
    LOG_IN = 'Log in'
    REGISTER = 'Register'
    LOG_IN_OR_REGISTER = 'Log in or register'
    BY_INVITATION = 'People register here by invitation only. Ask whoever runs this Tandem for a link.'
    OPTIONAL = '(optional)'
    EMAIL = 'E-mail'
    PASSWORD = 'Password'
    PASSWORD_RULE = 'At least {shortest} characters; a few words are fine.'
    PASSWORD_FORGOTTEN = 'Forgotten? Whoever runs this Tandem can make you a link to a new password.'
    FORGOT = 'Forgot your password?'
    FORGOT_HOW = 'We send you a link to set a new password.'
    FORGOT_SEND = 'Send the link'
    FORGOT_SENT = 'If somebody has registered with this address, a link is on its way to it. It works for an hour.'
    BACK_TO_LOGIN = 'Back to log in'
    MAIL_SUBJECT = 'A new password for Tandem'
    MAIL_TEXT = (
        'Somebody, most likely you, asked for a new password for Tandem.\n\n'
        'This link sets it. It works once, within an hour:\n\n{link}\n\n'
        'If it was not you, do nothing: your password stays as it is.\n'
    )
    PASSWORD_NEW = 'New password'
    PASSWORD_CURRENT = 'Current password'
    PASSWORD_CHANGE = 'Change password'
    PASSWORD_SET = 'Set password'
    PASSWORD_ENDS_LOGINS = 'You are logged out everywhere else.'
    PASSWORD_KEEPS_TOKENS = 'Named API tokens keep working until you revoke them.'
    PASSWORD_CHANGED = 'Your password is changed.'
    PASSWORD_IS_SET = 'Your password is set. Log in with it.'
    LOGGED_IN_AS = 'Logged in as {email}.'
    TO_THE_TASKS = 'Back to the tasks'
    LOG_IN_WITH = 'Log in with {provider}'
    OR = 'or'
    LOGGING_IN_WITH = 'Logging in with {provider}'
    PROVIDER_LINKED = 'It opens this account.'
    PROVIDER_LINK = 'Let it open this account, too'
    DELETE_NEEDS_PASSWORD = 'Set a password first; it is asked for before an account is deleted.'
    LOGINS = 'Logins'
    LEAVING = 'Export and delete'
    EXPORT = 'Export everything'
    DELETE_SURE = 'Password, to confirm'
    DELETE_MEANS = 'Your tasks, conversations and history are removed for good. Export them first.'
    DELETE_ACCOUNT = 'Delete account'

    ONE_MOMENT = 'One moment'
    NOTHING_HERE = 'Page not found'
    NOTHING_HERE_WHY = 'The address may be old, or mistyped. Your tasks are safe.'
    BROKEN = 'That did not work'
    BROKEN_WHY = 'Something went wrong here, and nothing was changed. Open the page again; the log says more.'

    AWAY = 'Tandem cannot be reached'
    AWAY_WHY = (
        'It is not running, or there is no connection to it. Your tasks are safe where it keeps them; until it is '
        'back, nothing can be shown or changed here. This page opens by itself as soon as it answers.'
    )
    NO_DATABASE = 'The database cannot be reached'
    NO_DATABASE_WHY = (
        'Tandem is running, but the place where it keeps everything does not answer just now. Your tasks are '
        'safe there; until it is back, nothing can be shown or changed here. This page opens by itself as '
        'soon as it answers.'
    )
    TRY_AGAIN = 'Try again'
