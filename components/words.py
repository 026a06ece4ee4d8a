"""The words of the interface, in one place."""

from services.approval_models import ApprovalState
from services.events import EventType
from services.vocabulary import Priority, Status

NAME = 'Tandem'

STATUS = {Status.PENDING: 'To do', Status.IN_PROGRESS: 'In progress', Status.COMPLETED: 'Completed'}
PRIORITY = {Priority.LOW: 'Low', Priority.MEDIUM: 'Medium', Priority.HIGH: 'High', Priority.URGENT: 'Urgent'}
FILTERS: tuple[tuple[str, Status | None], ...] = (('All', None), *((label, status) for status, label in STATUS.items()))

TODAY = 'Today'
TOMORROW = 'Tomorrow'
YESTERDAY = 'Yesterday'

NOTHING_YET = 'Nothing to do yet'
NOTHING_YET_HOW = 'Type a task above, or tell the assistant: “add buy milk tomorrow”.'
NOTHING_FITS = 'No task fits'
NOTHING_FITS_HOW = 'Try other words or another filter.'

SUGGESTIONS = ('add buy milk tomorrow', 'what is due this week?', 'how was my week?', 'help')
SAY = 'Say what to do'
CONVERSATION = {
    'welcome': 'What shall we do?',
    'how': 'Write as you would to a person. Everything you say here changes your list at once.',
    'earlier': 'Earlier messages',
    'latest': 'Back to the latest messages',
    'again': 'Try again',
    'editing': 'Edit what would become of {title}',
    'save': 'Save',
    'cancel': 'Cancel',
    'same': 'Stays as it is',
}
DUE_TODAY = 'due today'
OVERDUE = 'overdue'
DONE_TODAY = 'done today'
CONVERSATIONS = 'Conversations'
SESSIONS = {
    'find': 'Find conversations',
    'rename': 'Rename {title}',
    'remove': 'Delete conversation {title}',
    'none': 'No conversations yet.',
    'nothing': 'No conversation has these words.',
}
TITLE = 'Title'
SAVE = 'Save'
CANCEL = 'Cancel'
RENAME_CONVERSATION = 'Rename conversation'
CONVERSATION_DELETED = 'Deleted the conversation “{title}”.'

DELETED = 'Deleted “{title}”.'
UNDONE = 'Undone.'
OVERWRITTEN = 'The {field} of “{title}” was changed to “{value}” {who}, a moment after you.'
EMPTY = 'nothing'
KEPT = '“{title}” was changed since and was left alone.'

SAMPLES = 'Add three sample tasks'

SELECTION = 'Selected tasks'
SELECTED = '{number} selected'
SELECT = 'Select {title}'
SELECT_ALL = 'All'
SELECT_NOTHING = 'Clear the selection'
COMPLETE = 'Complete'
DATE = 'Date'
DATE_OF_SELECTED = 'Due date of the selected tasks'
DAYS = {'today': 'Today', 'tomorrow': 'Tomorrow', 'week': 'In a week', 'none': 'No date'}
PRIORITY_SHORT = 'Priority'
PRIORITY_OF_SELECTED = 'Priority of the selected tasks'
DELETE_SELECTED = 'Delete the selected tasks'
SELECTED_COMPLETED = 'Completed {number} tasks.'
SELECTED_CHANGED = 'Changed {number} tasks.'
SELECTED_DELETED = 'Deleted {number} tasks.'
NOT_A_TASK = 'The page sent something that is not a task. Reload it.'

HELP = 'Help'
HELP_SAY = 'What you can say'
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
HELP_PRESS = 'What you can press'
PLACES = (
    ('n', 'New task', 'Write a new task'),
    ('/', 'Find tasks', 'Find tasks'),
    ('c', 'Message', 'Talk to the assistant'),
)
KEYS = (
    ('x', '', 'Select the task you are at; then say “complete these”'),
    ('Ctrl+Z', '', 'Undo the latest change'),
    ('Esc', '', 'Leave a field, or close what is open'),
    ('?', '', 'This help'),
)

ELSEWHERE = {
    EventType.TASK_CREATED: '“{title}” was added.',
    EventType.TASK_UPDATED: '“{title}” was changed.',
    EventType.TASK_STATUS_CHANGED: '“{title}” has another status.',
    EventType.TASK_DELETED: '“{title}” was deleted.',
}
MANY_ELSEWHERE = '{number} tasks were changed.'

HISTORY = 'History'
HISTORY_OF_TASK = 'History of this task'
HISTORY_DOOR = 'Show only'
HISTORY_EVERY_DOOR = 'Everything'
HISTORY_MORE = 'Show earlier'
HISTORY_NOTHING = 'Nothing happened yet.'
HISTORY_UNDONE = 'undone'
HISTORY_AND_MORE = 'and {number} more'

LINK = {
    'live': 'Live',
    'catching_up': 'Catching up',
    'offline': 'Offline',
    'trip': 'Everything arrives at once; there and back takes {} ms.',
    'no_server': 'Tandem cannot be reached. What you see may be old, and nothing can be changed until it is back.',
    'no_database': 'Tandem cannot reach its database. Nothing can be changed until it is back.',
}

APPROVAL_STATE = {
    ApprovalState.PENDING: 'Waiting',
    ApprovalState.APPROVED: 'Approved',
    ApprovalState.REJECTED: 'Rejected',
    ApprovalState.EXPIRED: 'Expired',
}
WAITS_TO_GO = 'Waits for your yes to be deleted'

CHART_DAYS = 'Tasks each day'
CHART_WEEKS = 'Tasks each week, by its first day'
CHART_STATUS = 'Tasks by status'
CHART_PRIORITY = 'Open tasks by priority'
CHART_COMPLETED = 'Completed'
CHART_ADDED = 'Added'
CHART_TASKS = 'Tasks'

SETTINGS = 'Settings'
THEMES = {'system': 'As the system has it', 'light': 'Light', 'dark': 'Dark'}
DENSITIES = {'comfortable': 'Comfortable', 'compact': 'Compact'}
COPIED = 'Copied.'
BACK = '← Back to the tasks'
SAVED = 'Saved.'
TOKEN_ONCE = 'Copy it now: it is not shown again.'  # noqa: S105 - a sentence about tokens, not one
UNKNOWN_DEVICE = 'A browser that does not say what it is'
THIS_DEVICE = 'this browser'
DEVICE_ENDED = '{name} is logged out.'
SCOPES = {'read': 'Read', 'write': 'Change', 'chat': 'Chat', 'mcp': 'MCP'}
NO_TOKENS = 'No program has a token yet.'
NEVER_USED = 'never used'
REVOKING = 'The programs that use it are shut out at once. There is no way back.'
ADDRESS_OF_MODEL = 'the one OpenAI itself has'
OWN_DATABASE = 'a PostgreSQL of your own'
MODEL = 'Language model'
MODEL_NAME = 'Who answers'
MODEL_ADDRESS = 'Its address'
MODEL_TEST = 'Test connection'
MODEL_TESTING = 'Asking it one small question …'
MODEL_WORKS = '{model} answers and uses tools ({seconds} s). Everything works.'
MODEL_HOW = 'To use a language model, set TANDEM_MODEL and OPENAI_API_KEY, or OPENAI_BASE_URL, and restart.'
BUILT_IN = 'Built-in understanding; nothing leaves this machine'

QUICK_ADD = {
    'label': 'New task',
    'button': 'Add task',
    'placeholder': 'Add a task: “call mum tomorrow at 5”',
    'reject': 'Keep these words in the title',
    'preview': 'Tasks to add',
    'addLines': 'Add {number} tasks',
    'cancel': 'Cancel',
}
PRIORITY_CHIP = '{priority} priority'
NOTE_CHIP = 'With a note'
REPEAT_CHIP = 'Repeating is not offered'
