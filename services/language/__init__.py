"""Understanding plain English sentences about tasks, without a network and without a model.

`understand` reads a sentence against the tasks there are; `parse` and `resolve` are its two halves.
Everything here is pure: nothing is stored, asked or changed.
"""

from services.language.commands import Changes, Command, Operation, Pointer, Target
from services.language.context import Context
from services.language.dates import DateSpan, find_dates
from services.language.entry import Entry, read_entries, read_entry
from services.language.parsing import parse
from services.language.queries import DueRange, Query, TaskLike
from services.language.ranges import RangeSpan, find_ranges
from services.language.resolutions import (
    Ask,
    Change,
    Choice,
    Confirm,
    Count,
    Create,
    Decline,
    Delete,
    Help,
    Missing,
    NotFound,
    Question,
    Redo,
    Resolution,
    Show,
    Summarise,
    Undo,
    Unknown,
    Unsupported,
)
from services.language.resolving import resolve, shifted, understand
from services.language.script import Span
from services.language.slash import SLASHES

__all__ = [
    'SLASHES',
    'Ask',
    'Change',
    'Changes',
    'Choice',
    'Command',
    'Confirm',
    'Context',
    'Count',
    'Create',
    'DateSpan',
    'Decline',
    'Delete',
    'DueRange',
    'Entry',
    'Help',
    'Missing',
    'NotFound',
    'Operation',
    'Pointer',
    'Query',
    'Question',
    'RangeSpan',
    'Redo',
    'Resolution',
    'Show',
    'Span',
    'Summarise',
    'Target',
    'TaskLike',
    'Undo',
    'Unknown',
    'Unsupported',
    'find_dates',
    'find_ranges',
    'parse',
    'read_entries',
    'read_entry',
    'resolve',
    'shifted',
    'understand',
]
