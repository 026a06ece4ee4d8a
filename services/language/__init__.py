"""Understanding plain sentences about tasks, without a network and without a model.

`understand` reads a sentence against the tasks there are; `parse` says only what it asks for.
Everything here is pure: nothing is stored, asked or changed.
"""

from services.language.commands import Changes, Command, Operation
from services.language.context import Context, Waiting
from services.language.dates.finding import DateSpan
from services.language.dates.ranges import RangeSpan
from services.language.dates.when import When
from services.language.entry import Entry, read_entries, read_entry
from services.language.languages import LANGUAGES, language_of, spoken_in
from services.language.mentions import MentionIndex
from services.language.names import OwnPlaces
from services.language.places import KnownPlaces, Place, PlaceKind
from services.language.queries import DueRange, Happening, Order, Query, TaskLike
from services.language.reading.outcome import later, shifted
from services.language.resolutions import (
    Ask,
    Change,
    Choice,
    Confirm,
    Count,
    Create,
    Decline,
    Delete,
    DeletePlace,
    Help,
    MakePlace,
    Missing,
    NoPlace,
    NotFound,
    Question,
    Redo,
    RenamePlace,
    Resolution,
    Show,
    ShowPlaces,
    Summarise,
    Told,
    Undo,
    Unknown,
    Unsupported,
)
from services.language.script import Span
from services.language.slash import SLASHES
from services.language.understanding import find_dates, find_ranges, parse, understand

__all__ = [
    'LANGUAGES',
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
    'DeletePlace',
    'DueRange',
    'Entry',
    'Happening',
    'Help',
    'KnownPlaces',
    'MakePlace',
    'MentionIndex',
    'Missing',
    'NoPlace',
    'NotFound',
    'Operation',
    'Order',
    'OwnPlaces',
    'Place',
    'PlaceKind',
    'Query',
    'Question',
    'RangeSpan',
    'Redo',
    'RenamePlace',
    'Resolution',
    'Show',
    'ShowPlaces',
    'Span',
    'Summarise',
    'TaskLike',
    'Told',
    'Undo',
    'Unknown',
    'Unsupported',
    'Waiting',
    'When',
    'find_dates',
    'find_ranges',
    'language_of',
    'later',
    'parse',
    'read_entries',
    'read_entry',
    'shifted',
    'spoken_in',
    'understand',
]
