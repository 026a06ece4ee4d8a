"""The words of the interface in English; their names are those of every language."""

from collections.abc import Mapping
from datetime import date, datetime

from components.words.english_settings import SettingsWords
from services.cause import Via
from services.errors import TandemError
from services.events import EventType
from services.vocabulary import Priority, Status


class Words(SettingsWords):
    """Everything Tandem's pages say, and how they write dates and numbers.

    A language is a subclass that gives every name its own words, with the same placeholders in
    braces. The English names of regions, fields and buttons are a public contract: programs and
    people who listen to pages find things by them.
    """

    CODE = 'en'
    LANGUAGE_NAME = 'English'

    NAME = 'Tandem'
    TITLE_CHAT = 'Tandem chat'
    TITLE_SETTINGS = 'Tandem settings'

    WEEKDAYS: tuple[str, ...] = ('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')
    MONTHS: tuple[str, ...] = (
        *('Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'),
        *('Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'),
    )
    DAY = '{day} {month}'
    DAY_OF_WEEK = '{weekday} {day} {month}'
    DAY_SHORT = '{weekday} {day}'
    DAY_IN_FULL = '{weekday} {day} {month} {year}'
    DAY_OF_YEAR = '{day} {month} {year}'
    THOUSANDS = ','
    TODAY = 'Today'
    TOMORROW = 'Tomorrow'
    YESTERDAY = 'Yesterday'

    STATUS: Mapping[Status, str] = {
        Status.PENDING: 'To do',
        Status.IN_PROGRESS: 'In progress',
        Status.COMPLETED: 'Completed',
    }
    PRIORITY: Mapping[Priority, str] = {
        Priority.LOW: 'Low',
        Priority.MEDIUM: 'Medium',
        Priority.HIGH: 'High',
        Priority.URGENT: 'Urgent',
    }
    ALL = 'All'
    FIELDS: Mapping[str, str] = {
        'title': 'title',
        'description': 'description',
        'status': 'status',
        'priority': 'priority',
        'due_date': 'due date',
    }

    CANCEL = 'Cancel'
    SAVE = 'Save'
    CLOSE = 'Close'
    UNDO = 'Undo'
    SAVED = 'Saved.'
    COPIED = 'Copied.'

    TASKS = 'Tasks'
    FILTER = 'Filter by status'
    FIND = 'Find'
    FIND_TASKS = 'Find tasks'
    NOTHING_YET = 'Nothing to do yet'
    NOTHING_YET_HOW = 'Type a task above, or tell the assistant: “add buy milk tomorrow”.'
    NOTHING_FITS = 'No matching tasks'
    NOTHING_FITS_HOW = 'Try other words or another filter.'
    SAMPLES = 'Add three sample tasks'
    SAMPLE_TASKS: tuple[tuple[str, str], ...] = (
        ('Water the plants', 'Say “mark water the plants as done”, or tick the circle.'),
        ('Call the bank', 'Say “move call the bank to Friday”.'),
        ('Buy milk', 'Click the title to rename it.'),
    )
    TASK_LIST: Mapping[str, str] = {
        'list': 'Task list',
        'complete': 'Complete {title}',
        'rename': 'Rename {title}',
        'newName': 'New name of {title}',
        'due': 'Due date of {title}',
        'noDue': 'Date',
        'priorityOf': 'Priority of {title}',
        'statusOf': 'Status of {title}',
        'select': 'Select {title}',
        'waitsToGo': 'Waits for your yes to be deleted',
        'edit': 'Edit {title}',
        'remove': 'Delete {title}',
    }
    QUICK_ADD: Mapping[str, str] = {
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

    EDIT_TASK = 'Edit task'
    FIELD_TITLE = 'Title'
    FIELD_DESCRIPTION = 'Description'
    FIELD_STATUS = 'Status'
    FIELD_PRIORITY = 'Priority'
    FIELD_DUE = 'Due date'
    FIELD_TIME = 'Time'

    SELECTION = 'Selected tasks'
    SELECTED = '{number} selected'
    SELECT_ALL = 'All'
    SELECT_NOTHING = 'Clear the selection'
    COMPLETE = 'Complete'
    DATE = 'Date'
    DATE_OF_SELECTED = 'Due date of the selected tasks'
    DAYS: Mapping[str, str] = {'today': 'Today', 'tomorrow': 'Tomorrow', 'week': 'In a week', 'none': 'No date'}
    PRIORITY_SHORT = 'Priority'
    PRIORITY_OF_SELECTED = 'Priority of the selected tasks'
    DELETE_SELECTED = 'Delete the selected tasks'
    SELECTED_COMPLETED = 'Tasks completed: {number}.'
    SELECTED_CHANGED = 'Tasks changed: {number}.'
    SELECTED_DELETED = 'Tasks deleted: {number}.'

    DELETED = 'Deleted “{title}”.'
    UNDONE = 'Undone.'
    OVERWRITTEN = 'The {field} of “{title}” was changed to “{value}” {who}, a moment after you.'
    EMPTY = 'nothing'
    KEPT = '“{title}” was changed since and was left alone.'
    ELSEWHERE: Mapping[EventType, str] = {
        EventType.TASK_CREATED: '“{title}” was added.',
        EventType.TASK_UPDATED: '“{title}” was changed.',
        EventType.TASK_STATUS_CHANGED: '“{title}” has another status.',
        EventType.TASK_DELETED: '“{title}” was deleted.',
    }
    MANY_ELSEWHERE = '{number} tasks were changed.'

    CHAT = 'Chat'
    CLOSE_CHAT = 'Close chat'
    HIDE_CHAT = 'Hide chat'
    HIDE_TASKS = 'Hide tasks'
    SHOW_TASKS = 'Show tasks'
    DIVIDER = 'Width of the tasks'
    MESSAGE = 'Message'
    MESSAGE_HINT = 'Tell Tandem what to do'
    SEND = 'Send'
    STOP = 'Stop'
    SUGGESTIONS: tuple[str, ...] = ('add buy milk tomorrow', 'what is due this week?', 'how was my week?', 'help')
    CONVERSATION: Mapping[str, str] = {
        'log': 'Conversation',
        'welcome': 'What shall we do?',
        'how': 'Write as you would to a person. Changes show in your list at once.',
        'earlier': 'Earlier messages',
        'you': 'You',
        'tandem': 'Tandem',
        'answering': 'Tandem is answering',
        'working': 'Working',
        'latest': 'Back to the latest messages',
        'again': 'Try again',
        'editing': 'Edit what would become of {title}',
        'save': 'Save',
        'cancel': 'Cancel',
        'same': 'Stays as it is',
        'complete': 'Complete {title} (in chat)',
        'gone': 'This task was deleted',
        'more': 'and {number} more',
        'approveOne': 'Approve {title}',
        'approve': 'Approve',
        'reject': 'Reject',
        'addAsTask': 'Add as a task',
        'undo': 'Undo',
        'edit': 'Edit',
        'retry': 'Retry',
        'copy': 'Copy',
    }
    APPROVAL_STATES: Mapping[str, str] = {
        'pending': 'Waiting',
        'approved': 'Approved',
        'rejected': 'Rejected',
        'expired': 'Expired',
    }

    DUE_TODAY = 'due today'
    OVERDUE = 'overdue'
    DONE_TODAY = 'done today'
    CHART_DAYS = 'Tasks each day'
    CHART_WEEKS = 'Tasks each week, by its first day'
    CHART_STATUS = 'Tasks by status'
    CHART_PRIORITY = 'Open tasks by priority'
    CHART_COMPLETED = 'Completed'
    CHART_ADDED = 'Added'
    CHART_TASKS = 'Tasks'

    NEW_CONVERSATION = 'New conversation'
    CONVERSATIONS = 'Conversations'
    RENAME_CONVERSATION = 'Rename conversation'
    SESSIONS: Mapping[str, str] = {
        'find': 'Find conversations',
        'rename': 'Rename {title}',
        'remove': 'Delete conversation {title}',
        'none': 'No conversations yet.',
        'nothing': 'No conversation has these words.',
    }
    DELETED_CONVERSATION = 'Deleted the conversation “{title}”.'

    HELP = 'Help'
    HELP_SAY = 'What you can say'
    SENTENCES: tuple[str, ...] = (
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
    WRITE_TASK = 'Write a new task'
    TALK = 'Talk to the assistant'
    KEYS: tuple[tuple[str, str], ...] = (
        ('x', 'Select the task you are on, then say “complete these”'),
        ('Ctrl+Z', 'Undo the latest change'),
        ('Esc', 'Leave a field, or close what is open'),
        ('?', 'Show this help'),
    )

    TRASH = 'Trash'
    TRASH_NOTHING = 'Nothing was deleted in the last 30 days.'
    TRASH_KEPT = 'Kept until {until}'
    RESTORE = 'Restore'
    RESTORE_ONE = 'Restore {title}'
    HISTORY = 'History'
    HISTORY_OF_TASK = 'History of this task'
    HISTORY_DOOR = 'Show only'
    HISTORY_EVERY_DOOR = 'Everything'
    HISTORY_MORE = 'Show earlier'
    HISTORY_NOTHING = 'Nothing has happened yet.'
    HISTORY_UNDONE = 'undone'
    HISTORY_AND_MORE = 'and {number} more'
    HISTORY_TASKS = '{number} tasks'
    HISTORY_ADDED = 'Added “{title}”'
    HISTORY_CHANGED = 'Changed “{title}”'
    HISTORY_DELETED = 'Deleted “{title}”'
    HISTORY_NONE = 'none'
    UNDO_TURN = 'Undo: {title}'
    DOORS: Mapping[Via, str] = {
        Via.DASHBOARD: 'On the page',
        Via.CHAT: 'In the chat',
        Via.REST: 'Over REST',
        Via.WEBSOCKET: 'Over WebSocket',
        Via.MCP: 'Over MCP',
        Via.IMPORT: 'By import',
        Via.UNDO: 'Undone',
        Via.SYSTEM: 'By Tandem',
    }

    LINK: Mapping[str, str] = {
        'live': 'Live',
        'catching_up': 'Catching up',
        'offline': 'Offline',
        'trip': 'Everything arrives at once; there and back takes {} ms.',
        'no_server': 'Tandem cannot be reached. What you see may be old, and nothing can be changed until it is back.',
        'no_database': 'Tandem cannot reach its database. Nothing can be changed until it is back.',
    }

    REFUSALS: Mapping[type[TandemError], str] = {}

    def number(self, number: int) -> str:
        """A count, with its thousands apart."""
        return f'{number:,}'.replace(',', self.THOUSANDS)

    def day(self, day: date, pattern: str | None = None) -> str:
        """A day, the way this language writes one; without `pattern` with its weekday."""
        return (pattern or self.DAY_OF_WEEK).format(
            weekday=self.WEEKDAYS[day.weekday()], day=day.day, month=self.MONTHS[day.month - 1], year=day.year
        )

    def clock(self, at: datetime) -> str:
        """The time of day, in the zone `at` has."""
        return f'{at:%H:%M}'

    def exactly(self, at: datetime) -> str:
        """The day and the time to the second, in the zone `at` has."""
        return f'{self.day(at, self.DAY_IN_FULL)}, {at:%H:%M:%S}'

    def refusal(self, error: TandemError) -> str:
        """Why something was refused; in the service's own English where this language has no words for it."""
        return self.REFUSALS.get(type(error)) or str(error)
