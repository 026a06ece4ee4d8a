"""A filter in words, so that every answer that lists says what it listed."""

from services.chat.builtin.phrases import Phrases
from services.language import DueRange, Happening, Order, PlaceKind, Query
from services.language.queries import ALL_PRIORITIES, OPEN
from services.translatable import _, n_, p_
from services.values.vocabulary import Priority, Status

_STATES = {
    Status.PENDING: p_('tasks', 'to do'),
    Status.IN_PROGRESS: p_('tasks', 'in progress'),
    Status.COMPLETED: p_('tasks', 'completed'),
}
_LEVELS = {
    Priority.LOW: p_('of … priority', 'low'),
    Priority.MEDIUM: p_('of … priority', 'medium'),
    Priority.HIGH: p_('of … priority', 'high'),
    Priority.URGENT: p_('of … priority', 'urgent'),
}
_NOT = {
    Priority.LOW: _('not low, '),
    Priority.MEDIUM: _('not medium, '),
    Priority.HIGH: _('not high, '),
    Priority.URGENT: _('not urgent, '),
}
# Qualities that stand before the noun end in a comma and a space, others begin with a space.
_FILTER = _('{levels}{states}{overdue}{tasks}{places}{words}{noted}{days}{spared}')
_OF_LEVELS = _('{levels} priority, ')
_STATE = _('{state}, ')
_OPEN = _('open, ')
_OVERDUE = _('overdue, ')
_TASK, _TASKS = p_('of a filter', 'task'), p_('of a filter', 'tasks')
_WORDS = _(' with {words}')
_IN = _(' in {lists}')
_LABELLED = _(' labelled {labels}')
_NOTED = _(' with a note')
_SPARED = n_(', except {number} named', ', except {number} named')
_UNDATED = _(' without a due date')
_DATED = _(' with a due date')
_OR = _('{first} or{second}')
_ON = {
    Happening.DUE: _(' due {day}'),
    Happening.COMPLETED: _(' completed {day}'),
    Happening.CREATED: _(' added {day}'),
}
_BETWEEN = {
    Happening.DUE: _(' due {first} to {last}'),
    Happening.COMPLETED: _(' completed {first} to {last}'),
    Happening.CREATED: _(' added {first} to {last}'),
}
_BY = {
    Happening.DUE: _(' due by {day}'),
    Happening.COMPLETED: _(' completed by {day}'),
    Happening.CREATED: _(' added by {day}'),
}
_FROM = {
    Happening.DUE: _(' due from {day}'),
    Happening.COMPLETED: _(' completed from {day}'),
    Happening.CREATED: _(' added from {day}'),
}
_ORDERS = {
    Order.DUE: _(' (by due date)'),
    Order.PRIORITY: _(' (by priority)'),
    Order.NEXT: _(' (the most pressing first)'),
    Order.NEWEST: _(' (newest first)'),
}


class Descriptions:
    """Filters in one language."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._say = phrases.say

    def of(self, query: Query | None, number: int = 0) -> str:
        """A query in words, for this many tasks; empty when it finds everything."""
        if query is None or query.is_everything:
            return ''
        say, tasks = self._say, self._say(_TASK if number == 1 else _TASKS)
        said = say(
            _FILTER.format(
                levels=self._levels(query),
                states=self._states(query),
                overdue=say(_OVERDUE) if any(each.overdue for each in query.days) else '',
                tasks=tasks,
                places=self._places(query),
                words=say(_WORDS.format(words=self._phrases.quoted(query.words))) if query.words else '',
                noted=say(_NOTED) if query.noted else '',
                days=self._days(query),
                spared=say(_SPARED.format(number=len(query.without))) if query.without else '',
            )
        )
        return said.replace(f', {tasks}', f' {tasks}', 1)

    def order(self, query: Query | None) -> str:
        """The order of an answer; empty when none was asked for."""
        return self._say(_ORDERS[query.order]) if query and query.order and query.limit is None else ''

    def _places(self, query: Query) -> str:
        names = {kind: [each.name for each in query.places if each.kind is kind] for kind in PlaceKind}
        lists, labels = names[PlaceKind.LIST], names[PlaceKind.LABEL]
        said = self._say(_IN.format(lists=self._phrases.titles(lists))) if lists else ''
        return said + (self._say(_LABELLED.format(labels=self._phrases.titles(labels))) if labels else '')

    def _levels(self, query: Query) -> str:
        if not query.priorities:
            return ''
        missing = ALL_PRIORITIES - query.priorities
        if len(missing) == 1:
            return self._say(_NOT[next(iter(missing))])
        levels = [self._say(_LEVELS[level]) for level in reversed(Priority) if level in query.priorities]
        return self._say(_OF_LEVELS.format(levels=self._phrases.listed(levels)))

    def _states(self, query: Query) -> str:
        if not query.statuses or (query.happened is Happening.COMPLETED and query.days):
            return ''
        if query.statuses == OPEN:
            return self._say(_OPEN)
        states = [self._say(_STATES[status]) for status in sorted(query.statuses)]
        return self._say(_STATE.format(state=self._phrases.listed(states)))

    def _days(self, query: Query) -> str:
        plain = [each for each in query.days if not each.overdue]
        said = [self._say(_UNDATED) for each in plain if each.undated]
        said += [self._between(each, query.happened) for each in plain if not each.undated]
        whole = said[0] if said else ''
        for each in said[1:]:
            whole = self._say(_OR.format(first=whole, second=each))
        return whole

    def _between(self, days: DueRange, happened: Happening) -> str:
        first, last = (self._phrases.day(day) if day else '' for day in (days.first, days.last))
        if days.first and days.last:
            if first == last:
                return self._say(_ON[happened].format(day=first))
            return self._say(_BETWEEN[happened].format(first=first, last=last))
        if last:
            return self._say(_BY[happened].format(day=last))
        return self._say(_FROM[happened].format(day=first)) if first else self._say(_DATED)
