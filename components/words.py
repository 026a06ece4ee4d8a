"""The words of the interface, in one place."""

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

WELCOME = 'What shall we do?'
WELCOME_HOW = 'Write as you would to a person. Everything you say here changes the list beside it at once.'
SUGGESTIONS = ('add buy milk tomorrow', 'what is due this week?', 'help')

DELETED = 'Deleted “{title}”.'
UNDONE = 'Undone.'
KEPT = '“{title}” was changed since and was left alone.'
