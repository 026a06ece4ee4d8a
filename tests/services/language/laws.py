"""What the laws of reading are held with, in every language: how often, about which tasks, how politely."""

import os
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from services.language import Change, Context, Delete, understand
from tests.services.language.scene import ZONE, Task

EXAMPLES = int(os.environ.get('LAW_EXAMPLES', '60'))
laws = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])

NOW = datetime(2026, 11, 26, 10, 15, tzinfo=ZONE)  # a Thursday
TODAY, TOMORROW = date(2026, 11, 26), date(2026, 11, 27)


@dataclass(frozen=True)
class Person:
    """Somebody with tasks who speaks a language; `before` and `after` are what their sentences begin and end with."""

    tasks: tuple[Task, ...]
    before: tuple[str, ...] = ('',)
    after: tuple[str, ...] = ('',)
    speaks: dict[str, Any] = field(default_factory=dict)

    @property
    def by_key(self) -> dict[str, Task]:
        return {task.key: task for task in self.tasks}

    def context(self, shown: str = '', mentioned: str = '', **more: Any) -> Context:
        """The conversation in which these tasks were shown and mentioned last."""
        rows, last = (tuple(self.by_key[key].id for key in keys.split()) for keys in (shown, mentioned))
        return Context(NOW, ZONE, self.tasks, shown=rows, mentioned=last, **self.speaks, **more)

    def touched(self, text: str, context: Context) -> set[str]:
        """The tasks that a message would change or remove, by their keys."""
        return keys_of(self.tasks, (each for each in understand(text, context) if isinstance(each, Change | Delete)))

    def orders(
        self, patterns: Sequence[str], thing: st.SearchStrategy[str], value: st.SearchStrategy[str] | None = None
    ) -> st.SearchStrategy[str]:
        """A command about a thing, more or less politely put."""
        said = st.builds(str.format, st.sampled_from(patterns), thing, *([value] if value is not None else []))
        return st.builds('{}{}{}'.format, st.sampled_from(self.before), said, st.sampled_from(self.after))


def keys_of(tasks: Collection[Task], found: Iterable[Change | Delete]) -> set[str]:
    """The tasks that these are about."""
    keys: dict[UUID, str] = {task.id: task.key for task in tasks}
    return {keys[task_id] for each in found for task_id in each.ids}
