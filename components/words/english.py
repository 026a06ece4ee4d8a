"""Every text of the pages, in English, in the order a person meets them.

The English texts are the message ids of the catalogues in `locale/`; docs/languages.md says how to translate them.
"""

from collections.abc import Mapping

from services.events import EventType
from services.translatable import _, n_, p_
from services.values.cause import Via
from services.values.vocabulary import Priority, Status


class Texts:
    """A name for each text. `Words` is the same in a person's language.

    The names of regions, fields and buttons are a public contract: programs and screen-reader users find things by
    them.
    """

    NAME = _('Tandem')
    TITLE_CHAT = _('Tandem chat')
    TITLE_SETTINGS = _('Tandem settings')

    # Values, wherever they are shown.

    TODAY = _('Today')
    TOMORROW = _('Tomorrow')
    YESTERDAY = _('Yesterday')
    DAY_AND_TIME = _('{day}, {time}')
    STATUS: Mapping[Status, str] = {
        Status.PENDING: _('To do'),
        Status.IN_PROGRESS: _('In progress'),
        Status.COMPLETED: _('Completed'),
    }
    PRIORITY: Mapping[Priority, str] = {
        Priority.LOW: _('Low'),
        Priority.MEDIUM: _('Medium'),
        Priority.HIGH: _('High'),
        Priority.URGENT: _('Urgent'),
    }
    FIELDS: Mapping[str, str] = {
        'title': _('title'),
        'description': _('description'),
        'status': _('status'),
        'priority': _('priority'),
        'due_date': _('due date'),
        'start_on': _('start'),
        'estimate_minutes': _('estimate'),
        'list_id': _('list'),
        'label_ids': _('labels'),
        'parent_id': _('part of'),
        'name': _('name'),
        'colour': _('colour'),
        'archived_at': _('archived'),
    }
    EMPTY = _('none')
    PLACE_GONE = _('(deleted)')
    HOURS = _('{hours} h')
    MINUTES = _('{minutes} min')
    AND_MORE = n_('and {number} more', 'and {number} more')

    # Buttons and notices, wherever they are shown.

    CANCEL = _('Cancel')
    SAVE = _('Save')
    CLOSE = _('Close')
    UNDO = _('Undo')
    SAVED = _('Saved.')
    COPIED = _('Copied.')
    UNDONE = _('Undone.')
    KEPT = _('“{title}” has changed since, so it was left as it is.')
    DELETED = _('Deleted “{title}”.')
    OVERWRITTEN = _('The {field} of “{title}” was changed to “{value}” {who}, just after you changed it.')

    # The frame around every page.

    LINK: Mapping[str, str] = {
        'live': _('Live'),
        'catching_up': _('Catching up'),
        'offline': _('Offline'),
        'trip': _('Changes arrive at once; round trip {milliseconds} ms.'),
        'no_server': _(
            'Tandem cannot be reached. What you see may be out of date, and you cannot change anything until the '
            'connection is back.'
        ),
        'no_database': _('Tandem cannot reach its database. You cannot change anything until it is back.'),
    }
    THEME_IS: Mapping[str, str] = {
        'system': _('Theme: system'),
        'light': _('Theme: light'),
        'dark': _('Theme: dark'),
    }
    DIVIDER = _('Width of the task list')
    HIDE_TASKS = _('Hide tasks')
    SHOW_TASKS = _('Show tasks')
    HIDE_CHAT = _('Hide chat')
    CLOSE_CHAT = _('Close chat')
    DUE_NOW = _('Due now, {time}')
    ELSEWHERE: Mapping[EventType, str] = {
        EventType.TASK_CREATED: _('“{title}” was added.'),
        EventType.TASK_UPDATED: _('“{title}” was changed.'),
        EventType.TASK_STATUS_CHANGED: _('Status of “{title}” changed.'),
        EventType.TASK_DELETED: _('“{title}” was deleted.'),
    }
    MANY_ELSEWHERE = n_('{number} task was changed.', '{number} tasks were changed.')

    # The tasks.

    TASKS = _('Tasks')
    QUICK_ADD: Mapping[str, str] = {
        'label': _('New task'),
        'button': _('Add task'),
        'placeholder': _('Add a task: “call mum tomorrow at 5”'),
        'reject': _('Keep these words in the title'),
        'accept': _('Create it together with the task'),
        'preview': _('Tasks to add'),
        'cancel': _('Cancel'),
    }
    ADD_TASKS = n_('Add {number} task', 'Add {number} tasks')
    PRIORITY_CHIP = _('{priority} priority')
    PLACE_CHIPS: Mapping[str, str] = {
        'list': _('List “{name}”'),
        'label': _('Label “{name}”'),
        'new_list': _('New list “{name}”'),
        'new_label': _('New label “{name}”'),
    }
    START_CHIP = _('Start: {day}')
    ESTIMATE_CHIP = _('Takes {length}')
    NOTE_CHIP = _('With a note')
    REPEAT_CHIP = _('Repeating is not supported yet')
    FILTER = _('Filter by status')
    ALL = _('All')
    FIND = _('Find')
    FIND_TASKS = _('Find tasks')
    NOTHING_YET = _('Nothing to do yet')
    NOTHING_YET_HOW = _('Type a task above, or tell the assistant: “add buy milk tomorrow”.')
    NOTHING_HERE_YET = _('No tasks here')
    NOTHING_HERE_YET_HOW = _('What is for this view shows up by itself.')
    ADDED_ELSEWHERE = _('“{title}” added to {list}.')
    NOTHING_FITS = _('No matching tasks')
    NOTHING_FITS_HOW = _('Try different words or another filter.')
    SAMPLES = _('Add three sample tasks')
    SAMPLE_TASKS: tuple[tuple[str, str], ...] = (
        (_('Water the plants'), _('Say “mark water the plants as done”, or tick the circle.')),
        (_('Call the bank'), _('Say “move call the bank to Friday”.')),
        (_('Buy milk'), _('Click the title to rename it.')),
    )
    TASK_LIST: Mapping[str, str] = {
        'list': _('Task list'),
        'complete': _('Complete {title}'),
        'rename': _('Rename {title}'),
        'newName': _('New name for {title}'),
        'due': _('Due date of {title}'),
        'noDue': _('Date'),
        'priorityOf': _('Priority of {title}'),
        'statusOf': _('Status of {title}'),
        'select': _('Select {title}'),
        'waitsToGo': _('Will be deleted once you approve'),
        'edit': _('Edit {title}'),
        'remove': _('Delete {title}'),
    }
    VIEWS = _('Views')
    VIEW: Mapping[str, str] = {
        'all': p_('view', 'All'),
        'today': _('Today'),
        'upcoming': _('Upcoming'),
        'done': p_('view', 'Done'),
    }
    INBOX = _('Inbox')
    LISTS = _('Lists')
    LABELS = _('Labels')
    NEW_LIST = _('New list')
    LIST_NAME = _('Name of the new list')
    PART_OF = _('{title} ›')
    PROGRESS = _('{done}/{all}')
    STARTS = _('from {day}')
    MOVED = _('“{title}” moved.')
    EDIT_LIST = _('Edit list')
    EDIT_LABEL = _('Edit label')
    PLACE_NAME = _('Name')
    COLOUR = _('Colour')
    NO_COLOUR = p_('colour', 'None')
    COLOURS: Mapping[str, str] = {
        'grey': _('Grey'),
        'red': _('Red'),
        'orange': _('Orange'),
        'yellow': _('Yellow'),
        'green': _('Green'),
        'teal': _('Teal'),
        'blue': _('Blue'),
        'violet': _('Violet'),
        'pink': _('Pink'),
    }
    MOVE_UP = _('Move up')
    MOVE_DOWN = _('Move down')
    DELETE = _('Delete')
    DELETE_LIST = _('Delete list')
    DELETE_LABEL = _('Delete label')
    DELETE_LIST_ASK = n_(
        'Delete this list and its {number} task? You can undo it.',
        'Delete this list and its {number} tasks? You can undo it.',
    )
    DELETE_LABEL_ASK = n_(
        'Delete this label? {number} task has it. You can undo it.',
        'Delete this label? {number} tasks have it. You can undo it.',
    )
    EDIT_TASK = _('Edit task')
    FIELD_LIST = _('List')
    FIELD_LABELS = _('Labels')

    FIELD_START = _('Not before')
    FIELD_ESTIMATE = _('Minutes it takes')
    NEW_PART = _('Add a sub-task')
    FIELD_TITLE = _('Title')
    FIELD_DESCRIPTION = _('Description')
    FIELD_STATUS = _('Status')
    FIELD_PRIORITY = _('Priority')
    FIELD_DUE = _('Due date')
    FIELD_TIME = _('Time')
    SELECTION = _('Selected tasks')
    SELECTED = n_('{number} selected', '{number} selected')
    SELECT_ALL = _('All')
    SELECT_NOTHING = _('Clear selection')
    COMPLETE = _('Complete')
    DATE = _('Date')
    DATE_OF_SELECTED = _('Due date of the selected tasks')
    DAYS: Mapping[str, str] = {
        'today': _('Today'),
        'tomorrow': _('Tomorrow'),
        'week': _('In a week'),
        'none': _('No date'),
    }
    PRIORITY_SHORT = _('Priority')
    PRIORITY_OF_SELECTED = _('Priority of the selected tasks')
    DELETE_SELECTED = _('Delete the selected tasks')
    SELECTED_COMPLETED = n_('{number} task completed.', '{number} tasks completed.')
    SELECTED_CHANGED = n_('{number} task changed.', '{number} tasks changed.')
    SELECTED_DELETED = n_('{number} task deleted.', '{number} tasks deleted.')

    # The conversation. What is suggested is said to the assistant, so it stays English while that understands no more.

    CHAT = _('Chat')
    MESSAGE = _('Message')
    MESSAGE_HINT = _('Tell Tandem what to do')
    SEND = _('Send')
    STOP = _('Stop')
    SUGGESTIONS: tuple[str, ...] = (
        _('add buy milk tomorrow'),
        _('what is due this week?'),
        _('how was my week?'),
        _('help'),
    )
    CONVERSATION: Mapping[str, str] = {
        'log': _('Conversation'),
        'welcome': _('What shall we do?'),
        'how': _('Write as you would to a person. Changes appear in your list at once.'),
        'earlier': _('Earlier messages'),
        'you': _('You'),
        'tandem': _('Tandem'),
        'answering': _('Tandem is answering'),
        'working': _('Working'),
        'latest': _('Back to the latest messages'),
        'again': _('Try again'),
        'editing': _('Edit the proposed changes to {title}'),
        'save': _('Save'),
        'cancel': _('Cancel'),
        'same': _('No changes'),
        'complete': _('Complete {title} (in chat)'),
        'gone': _('This task was deleted'),
        'approveOne': _('Approve {title}'),
        'approve': _('Approve'),
        'reject': _('Reject'),
        'addAsTask': _('Add as a task'),
        'undo': _('Undo'),
        'edit': _('Edit'),
        'retry': _('Retry'),
        'copy': _('Copy'),
    }
    APPROVAL_STATES: Mapping[str, str] = {
        'pending': _('Waiting'),
        'approved': _('Approved'),
        'rejected': _('Rejected'),
        'expired': _('Expired'),
    }
    ASKED_BY = _('Asked by the program “{program}”')
    COMES_BACK = _('Comes back from the trash')
    DUE_TODAY = _('due today')
    OVERDUE = _('overdue')
    DONE_TODAY = _('done today')
    CHART_DAYS = _('Tasks per day')
    CHART_WEEKS = _('Tasks per week, by first day')
    CHART_STATUS = _('Tasks by status')
    CHART_PRIORITY = _('Open tasks by priority')
    CHART_COMPLETED = _('Completed')
    CHART_ADDED = _('Added')
    CHART_TASKS = _('Tasks')

    NEW_CONVERSATION = _('New conversation')
    CONVERSATIONS = _('Conversations')
    RENAME_CONVERSATION = _('Rename conversation')
    SESSIONS: Mapping[str, str] = {
        'find': _('Find conversations'),
        'rename': _('Rename {title}'),
        'remove': _('Delete conversation {title}'),
        'none': _('No conversations yet.'),
        'nothing': _('No matching conversations.'),
    }
    DELETED_CONVERSATION = _('Deleted the conversation “{title}”.')

    # Help, history and trash.

    HELP = _('Help')
    HELP_SAY = _('What you can say')
    SENTENCES: tuple[str, ...] = (
        _('add buy milk tomorrow at 5pm'),
        _('what is due this week?'),
        _('mark buy milk as done'),
        _('rename buy milk to buy oat milk'),
        _('set buy milk to urgent'),
        _('move everything due today to Monday'),
        _('delete all completed tasks'),
        _('undo'),
        _('/help'),
    )
    HELP_WRITE = _('What you can write into “New task”')
    MARKS: tuple[tuple[str, str], ...] = (
        (_('tomorrow at 5pm'), _('When it is due')),
        (_('start:friday'), _('When it can begin')),
        ('p1', _('How important it is, from p1 (urgent) to p4 (low)')),
        (_('#home'), _('The list it goes to; a new list is offered')),
        (_('@errand'), _('A label it gets; a new label is offered')),
        ('~1h30', _('How long it takes')),
        (_('// a note'), _('A note')),
        (_('"friday", \\friday'), _('Quotes or a backslash keep words in the title')),
    )
    WRITE_LINES = _('Several pasted lines become several tasks, and an indented line a sub-task.')
    HELP_PRESS = _('Keyboard shortcuts')
    WRITE_TASK = _('Write a new task')
    TALK = _('Talk to the assistant')
    KEYS: tuple[tuple[str, str], ...] = (
        ('x', _('Select the task you are on; then say “complete these”')),
        ('Alt+↑ ↓', _('Move the task you are on up or down in its list')),
        ('Alt+→ ←', _('Make it a sub-task of the one above, or a task of its own')),
        ('[', _('Show only the icons of the views, or all')),
        (_('Ctrl+Z'), _('Undo the latest change')),
        ('Esc', _('Leave a field, or close a dialog')),
        ('?', _('Show this help')),
    )
    TRASH = _('Trash')
    TRASH_NOTHING = n_(
        'Nothing was deleted in the last {number} day.', 'Nothing was deleted in the last {number} days.'
    )
    TRASH_KEPT = _('Kept until {until}')
    RESTORE = _('Restore')
    RESTORE_ONE = _('Restore {title}')
    HISTORY = _('History')
    HISTORY_OF_TASK = _('History of this task')
    HISTORY_DOOR = _('Show only')
    HISTORY_EVERY_DOOR = _('Everything')
    HISTORY_MORE = _('Show earlier')
    HISTORY_NOTHING = _('Nothing has happened yet.')
    HISTORY_UNDONE = _('undone')
    HISTORY_TASKS = n_('{number} task', '{number} tasks')
    HISTORY_ADDED = _('Added “{title}”')
    HISTORY_CHANGED = _('Changed “{title}”')
    HISTORY_DELETED = _('Deleted “{title}”')
    HISTORY_LIST_ADDED = _('Added the list “{title}”')
    HISTORY_LIST_CHANGED = _('Changed the list “{title}”')
    HISTORY_LIST_DELETED = _('Deleted the list “{title}”')
    HISTORY_LABEL_ADDED = _('Added the label “{title}”')
    HISTORY_LABEL_CHANGED = _('Changed the label “{title}”')
    HISTORY_LABEL_DELETED = _('Deleted the label “{title}”')
    UNDO_TURN = _('Undo: {title}')
    DOORS: Mapping[Via, str] = {
        Via.DASHBOARD: _('On the page'),
        Via.CHAT: _('In the chat'),
        Via.REST: _('Over REST'),
        Via.WEBSOCKET: _('Over WebSocket'),
        Via.MCP: _('Over MCP'),
        Via.IMPORT: _('By import'),
        Via.UNDO: p_('how a change was made', 'Undone'),
        Via.SYSTEM: _('By Tandem'),
    }
    DOORS_IN_A_SENTENCE: Mapping[Via, str] = {
        Via.DASHBOARD: _('on the page'),
        Via.CHAT: _('in the chat'),
        Via.REST: _('over REST'),
        Via.WEBSOCKET: _('over WebSocket'),
        Via.MCP: _('over MCP'),
        Via.IMPORT: _('by import'),
        Via.UNDO: _('by an undo'),
        Via.SYSTEM: _('by Tandem'),
    }
    UNDONE_THERE = _('Undone {door}')

    # Settings.

    SETTINGS = _('Settings')
    BACK = _('← Back to the tasks')
    GROUP_YOU = _('You')
    YOUR_NAME = _('Name')
    ZONE = _('Time zone')
    ZONE_OF_BROWSER = _('Use the browser’s time zone')
    LANGUAGE = _('Language')
    LANGUAGE_OF_BROWSER = _('Same as the browser')
    GROUP_LOOKS = _('Appearance')
    THEME = _('Theme')
    THEMES: Mapping[str, str] = {
        'system': _('Same as the system'),
        'light': p_('theme', 'Light'),
        'dark': p_('theme', 'Dark'),
    }
    DENSITY = _('Density')
    DENSITIES: Mapping[str, str] = {
        'comfortable': p_('density', 'Comfortable'),
        'compact': p_('density', 'Compact'),
    }
    GROUP_REMINDERS = _('Reminders')
    REMIND = _('Remind me here when a task is due')
    REMIND_BLOCKED = _('This browser blocks notifications. Allow them for this page first.')
    GROUP_FILES = _('Import and export')
    IMPORT: Mapping[str, str] = {
        'label': _('Import tasks from a file: an export, a CSV table, or one task per line'),
        'preview': _('Tasks in the file'),
        'cancel': _('Cancel'),
        'tooLarge': _('This file is too large. Choose one of at most 200 KB.'),
    }
    IMPORTED = _('The tasks from the file were added.')
    EXPORT = _('Export everything')
    TOKENS = _('API tokens')
    TOKEN_NEW = _('New token')
    TOKEN_CREATE = _('Create token')
    TOKEN_HINT = _('What is it for?')
    TOKEN_CONFIRM = _('Confirm your password to make a token')
    TOKEN_SECRET = _('The new token')
    TOKEN_COPY = _('Copy the token')
    TOKEN_ONCE = _('Copy it now; it will not be shown again.')
    TOKEN_SCOPES = _('What the new token may do')
    SCOPES: Mapping[str, str] = {
        'read': p_('permission', 'Read'),
        'write': p_('permission', 'Change'),
        'chat': _('Chat'),
        'mcp': _('MCP'),
    }
    NO_TOKENS = _('No tokens yet.')
    NEVER_USED = _('never used')
    LAST_USED = _('last used {when}')
    EXPIRES = _('works until {when}')
    REVOKE = _('Revoke')
    REVOKE_ONE = _('Revoke {name}')
    REVOKE_ASK = _('Revoke “{name}”?')
    REVOKING = _('Programs that use it lose access at once. This cannot be undone.')
    DEVICES = _('Where you are logged in')
    UNKNOWN_DEVICE = _('Unknown browser')
    THIS_DEVICE = _('this browser')
    LAST_SEEN = _('last seen {when}')
    LOG_OUT_ONE = _('Log out {name}')
    DEVICE_ENDED = _('{name} was logged out.')
    GROUP_HERE = _('About')
    VERSION = _('Version')
    DATA = _('Data')
    LAST_BACKUP = _('Last backup')
    NO_BACKUP = _('none yet')
    BACKUP_OVERDUE = _('{when}. It is overdue: the log of Tandem says why.')
    OWN_DATABASE = _('your own PostgreSQL')
    MODEL = _('Language model')
    BUILT_IN = _('Built-in understanding; nothing leaves this machine')
    MODEL_ADDRESS = _('Server address')
    ADDRESS_OF_MODEL = _('OpenAI default')
    MODEL_NAME = _('Model')
    MODEL_TEST = _('Test connection')
    MODEL_TESTING = _('Asking it a short question …')
    MODEL_WORKS = _('{model} answers and uses tools ({seconds} s). Everything works.')
    MODEL_HOW = _('To use a language model, set TANDEM_MODEL and OPENAI_API_KEY, or OPENAI_BASE_URL, and restart.')

    # Accounts: logging in, passwords, leaving.

    ACCOUNT = _('Account')
    LOG_IN = _('Log in')
    REGISTER = _('Register')
    LOG_IN_OR_REGISTER = _('Log in or register')
    LOG_OUT = _('Log out')
    LOG_OUT_EVERYWHERE = _('Log out everywhere')
    BY_INVITATION = _('Registration is by invitation only. Ask the person who runs this Tandem for a link.')
    OPTIONAL = _('(optional)')
    EMAIL = _('E-mail')
    PASSWORD = _('Password')
    PASSWORD_RULE = n_(
        'At least {number} character; a few words are fine.', 'At least {number} characters; a few words are fine.'
    )
    OR = _('or')
    LOG_IN_WITH = _('Log in with {provider}')
    PASSWORD_FORGOTTEN = _('Forgot it? The person who runs this Tandem can give you a link to set a new one.')
    FORGOT = _('Forgot your password?')
    FORGOT_HOW = _('We will e-mail you a link to set a new password.')
    FORGOT_SEND = _('Send link')
    FORGOT_SENT = _(
        'If there is an account with this address, a link is on its way to it. The link works for one hour.'
    )
    BACK_TO_LOGIN = _('Back to login')
    MAIL_SUBJECT = _('Set a new password for Tandem')
    MAIL_TEXT = _(
        'Somebody, most likely you, asked for a new password for Tandem.\n\n'
        'Set it with this link, which works once, within the next hour:\n\n{link}\n\n'
        'If this was not you, ignore this message: your password stays the same.\n'
    )
    MAIL_VERIFY_SUBJECT = _('Verify your address for Tandem')
    MAIL_VERIFY_TEXT = _(
        'Somebody, most likely you, uses this address for Tandem.\n\n'
        'Verify it with this link, which works once, within a day:\n\n{link}\n\n'
        'If this was not you, ignore this message.\n'
    )
    MAIL_NOTICES: Mapping[str, str] = {
        'new_browser': _('Your Tandem account was opened in a new browser'),
        'password_changed': _('The password of your Tandem account was changed'),
        'email_changed': _('The address of your Tandem account was changed'),
        'token_created': _('An API token was made for your Tandem account'),
        'identity_linked': _('A provider was linked to your Tandem account'),
        'second_factor_on': _('The second factor of your Tandem account was turned on'),
        'second_factor_off': _('The second factor of your Tandem account was turned off'),
        'recovery_codes_made': _('New recovery codes were made for your Tandem account'),
        'recovery_code_used': _('A recovery code of your Tandem account was used'),
        'passkey_added': _('A passkey was added to your Tandem account'),
        'passkey_removed': _('A passkey was removed from your Tandem account'),
    }
    MAIL_NOTICE = _(
        '{what}.\n\nIf this was you, you need not do anything. If not, change your password now, which ends every '
        'other login, and look at what happened:\n\n{address}\n'
    )
    LOGGED_IN_AS = _('Logged in as {email}.')
    TO_THE_TASKS = _('Back to the tasks')
    LOGINS = _('Logins')
    PASSWORD_NEW = _('New password')
    PASSWORD_CURRENT = _('Current password')
    PASSWORD_CHANGE = _('Change password')
    PASSWORD_SET = _('Set password')
    PASSWORD_ENDS_LOGINS = _('You will be logged out everywhere else.')
    KEEP = _('What shall go on working?')
    KEEP_TOKEN = _('The API token “{name}”')
    KEEP_PASSKEY = _('The passkey “{name}”')
    KEEP_PROVIDER = _('Logging in with {provider}')
    KEEP_HINT = _('Keep only what you know. Everything else ends at once.')
    PROVIDER_OLD = _('the provider linked before')
    PASSWORD_CHANGED = _('Your password has been changed.')
    PASSWORD_IS_SET = _('Your password has been set. Log in with it now.')
    LOGGING_IN_WITH = _('Logging in with {provider}')
    PROVIDER_LINKED = _('This login is linked to your account.')
    PROVIDER_LINK = _('Link this login to my account')
    PROVIDER_UNLINK = _('Unlink this login')
    PROVIDER_UNLINKED = _('That login no longer opens your account.')
    UNLINK_NEEDS_PASSWORD = _('Set a password before you unlink it: you need one to log in.')
    EMAIL_NEW = _('New e-mail address')
    EMAIL_CHANGE = _('Change address')
    EMAIL_CHANGED = _('Your address is {email} now.')
    EMAIL_LINK_SENT = _('A link is on its way to {email}. The address counts once you have opened it, within a day.')
    EMAIL_UNVERIFIED = _('Nobody has shown yet that {email} is yours.')
    EMAIL_SEND_LINK = _('Send a link to verify it')
    EMAIL_VERIFY = _('Verify address')
    EMAIL_VERIFY_HOW = _('This confirms that the address is yours.')
    EMAIL_VERIFIED = _('{email} is verified.')
    CONFIRM = _('Confirm that it is you')
    CONFIRM_WHY = _('You logged in a while ago. This needs your password once more.')
    CONFIRM_GO = _('Go on')
    SECOND_FACTOR = _('Second factor')
    SECOND_FACTOR_WHY = _(
        'With an authenticator app, nobody gets in with your password alone: each login needs a code of the app, too.'
    )
    SECOND_FACTOR_SET_UP = _('Set up an app')
    SECOND_FACTOR_NEEDS_PASSWORD = _('Set a password first: the code is asked for after it.')
    SECOND_FACTOR_SCAN = _(
        'Scan this with your authenticator app, or type the key into it. Then type the code it shows.'
    )
    SECOND_FACTOR_QR = _('QR code with the key below')
    SECOND_FACTOR_KEY = _('Key')
    SECOND_FACTOR_TURN_ON = _('Turn on')
    SECOND_FACTOR_ON = n_(
        'The second factor is on. {number} code is left for recovery.',
        'The second factor is on. {number} codes are left for recovery.',
    )
    SECOND_FACTOR_TURN_OFF = _('Turn the second factor off')
    SECOND_FACTOR_IS_OFF = _('The second factor is off. Your password is enough now.')
    ONE_TIME_CODE = _('Code')
    ONE_TIME_CODE_HINT = _('A code of your authenticator app, or a recovery code.')
    RECOVERY_CODES = _('Recovery codes')
    RECOVERY_CODES_KEEP = _(
        'The second factor is on. Each of these codes works once in place of a code of the app. Keep them in a safe '
        'place: they are shown only now.'
    )
    RECOVERY_CODES_RENEW = _('Make new recovery codes')
    RECOVERY_CODES_KEPT = _('I have kept them')
    PASSKEYS = _('Passkeys')
    PASSKEYS_WHY = _(
        'A passkey logs you in without your password, with the lock of your device. It also stands in for a code.'
    )
    PASSKEY_NAME = _('Name of the passkey')
    PASSKEY_ADD = _('Add a passkey')
    PASSKEY_ADDED = _('The passkey has been added.')
    PASSKEY_REMOVE = _('Remove passkey')
    PASSKEY_REMOVED = _('The passkey has been removed.')
    PASSKEY_NEEDS_SCRIPT = _('Adding a passkey needs JavaScript and a secure connection.')
    PASSKEY_LOG_IN = _('Log in with a passkey')
    PASSKEY_USE = _('Use a passkey')
    PASSKEY_REFUSED = _('The passkey was not accepted. Try again, or log in with your password.')
    AUDIT = _('Activity')
    AUDIT_HINT = _('What happened to your account. Entries are kept for {days} days.')
    AUDIT_EXPORT = _('Save as a table')
    AUDIT_WHEN = _('When')
    AUDIT_WHAT = _('What')
    AUDIT_FROM = _('Network address')
    AUDIT_ACTIONS: Mapping[str, str] = {
        'registered': _('Account made'),
        'logged_in': _('Logged in'),
        'login_refused': _('Wrong password'),
        'logged_out': _('Logged out'),
        'logged_out_everywhere': _('Logged out everywhere'),
        'device_logged_out': _('A browser logged out'),
        'password_changed': _('Password changed'),
        'password_reset': _('Password set with a link'),
        'account_deleted': _('Account deleted'),
        'account_exported': _('Everything exported'),
        'token_created': _('API token made'),
        'token_revoked': _('API token revoked'),
        'invited': _('Invited'),
        'reset_link_made': _('Link for a new password made'),
        'identity_linked': _('Provider linked'),
        'identity_unlinked': _('Provider unlinked'),
        'email_changed': _('Address changed'),
        'email_verified': _('Address verified'),
        'account_disabled': _('Account disabled'),
        'account_enabled': _('Account enabled'),
        'code_refused': _('Wrong code'),
        'second_factor_on': _('Second factor turned on'),
        'second_factor_off': _('Second factor turned off'),
        'recovery_codes_made': _('Recovery codes made'),
        'recovery_code_used': _('Recovery code used'),
        'passkey_added': _('Passkey added'),
        'passkey_removed': _('Passkey removed'),
    }
    LEAVING = _('Export and delete')
    DELETE_SURE = _('Your password, to confirm')
    DELETE_MEANS = _('This deletes your tasks, conversations and history for good. Export them first.')
    DELETE_ACCOUNT = _('Delete account')
    DELETE_NEEDS_PASSWORD = _('Set a password first: you need it to delete your account.')

    # Pages that stand in for others.

    ONE_MOMENT = _('One moment')
    NOTHING_HERE = _('Page not found')
    NOTHING_HERE_WHY = _('The address may be outdated or mistyped. Your tasks are safe.')
    BROKEN = _('That did not work')
    BROKEN_WHY = _('Something went wrong, and nothing was changed. Reload the page; the server’s log says more.')
    OFFLINE = _('Tandem cannot be reached')
    OFFLINE_WHY = _(
        'It is not running, or you are offline. Your tasks are safe on the server; you can see and change them once '
        'it is back. This page reloads by itself then.'
    )
    NO_DATABASE = _('The database cannot be reached')
    NO_DATABASE_WHY = _(
        'Tandem is running, but its database does not respond. Your tasks are safe; you can see and change them once '
        'it is back. This page reloads by itself then.'
    )
    TRY_AGAIN = _('Try again')
