"""The person's own titles: which tasks a phrase may mean. Kept up to date by what changed, asked per phrase."""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from services.language.queries import TaskLike
from services.language.script import folded, lowered
from services.language.slips import Slips
from services.values.vocabulary import Status

SURE, LIKELY, PERHAPS = 0.75, 0.6, 0.3
"""How much of what was said must stand in a title: to be meant whole, when nothing else fits, only to be offered."""

_EXACT = 1.2
_CLOSE = 0.08
_PREFIX, _JOINED, _SLIP = 0.9, 0.85, 0.8
_PREFIX_LETTERS = 4
_TOO_COMMON = 2000
_MOST_MEANT = 9
_WORDS = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_DERIVED = 0.55
"""A noun made of a verb names the verb's task only with another word of its title."""

_DERIVATIONS = ('al', 'ment', 'ation', 'ance', 'ery')
_ENDINGS = ('ing', 'ies', 'es', 's', 'ed', 'en', 'n')
_SMALL = frozenset(
    [
        'a',
        'an',
        'the',
        'my',
        'our',
        'your',
        'his',
        'her',
        'their',
        'of',
        'to',
        'for',
        'in',
        'on',
        'at',
        'with',
        'and',
        'or',
        'is',
        'it',
        'that',
        'this',
        'task',
        'one',
        'thing',
        'about',
        'from',
        'me',
        'i',
        'you',
        'we',
        'be',
        'as',
        'by',
        'so',
        'der',
        'die',
        'das',
        'den',
        'dem',
        'des',
        'ein',
        'eine',
        'einen',
        'einem',
        'einer',
        'und',
        'oder',
        'mit',
        'von',
        'zu',
        'zum',
        'zur',
        'im',
        'in',
        'am',
        'an',
        'auf',
        'bei',
        'aus',
        'meine',
        'meinen',
        'mein',
        'aufgabe',
    ]
)


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without marks."""
    return _WORDS.findall(folded(lowered(text)))


def stem(word: str) -> str:
    """The word without a common ending, so that 'invoices' finds 'invoice'."""
    word = word.removesuffix("'s")
    for ending in _ENDINGS[:5]:
        if word.endswith(ending) and len(word) - len(ending) >= 3:  # noqa: PLR2004 - a stem has three letters
            return word[: -len(ending)]
    return word[:-1] if word.endswith('e') and len(word) > 4 else word  # noqa: PLR2004


@dataclass(frozen=True, slots=True)
class Mention:
    """A task that may be meant: how much of what was said is in its title, and how much of its title was said."""

    task: TaskLike
    said: float
    title: float


@dataclass(frozen=True, slots=True)
class TitleWords:
    """How a language bends the words of titles, beyond what `stem` takes off, and whether it joins nouns."""

    root: Callable[[str], str] | None = None
    has_compounds: bool = False


class MentionIndex:
    """Word → tasks, with weights by rarity; a slip of a letter is found by what is left without one."""

    def __init__(self, tasks: Iterable[TaskLike] = (), words: TitleWords | None = None) -> None:
        self.words = words or TitleWords()
        self.tasks: dict[UUID, TaskLike] = {}
        self._titles: dict[UUID, tuple[str, frozenset[str]]] = {}
        self._by_word: dict[str, set[UUID]] = defaultdict(set)
        self._by_title: dict[str, set[UUID]] = defaultdict(set)
        self._by_letters: dict[str, set[UUID]] = defaultdict(set)
        self._slips = Slips()
        self._forms: dict[str, set[str]] = defaultdict(set)
        self._prefixes: dict[str, set[str]] = defaultdict(set)
        self._roots: dict[str, set[str]] = defaultdict(set)
        self._ends: dict[str, set[str]] = defaultdict(set)
        self.update(tasks)

    def update(self, tasks: Iterable[TaskLike]) -> None:
        """Hold these tasks and no others; only what differs from before is worked on."""
        new = {task.id: task for task in tasks}
        for task_id in self._titles.keys() - new.keys():
            self.remove(task_id)
        for task_id, task in new.items():
            if self.tasks.get(task_id) is not task:
                self.put(task)
        self.tasks = new

    def is_in_a_title(self, word: str) -> bool:
        """Whether a word stands in a title, in one of its forms."""
        return bool(self._by_word.get(stem(folded(word))))

    def put(self, task: TaskLike) -> None:
        """Hold this task, in place of what it was before."""
        self.tasks[task.id] = task
        title = ' '.join(words_of(task.title))
        if task.id in self._titles:
            if self._titles[task.id][0] == title:
                return
            self.remove(task.id)
            self.tasks[task.id] = task
        words = title.split()
        stems = frozenset(stem(word) for word in words if word not in _SMALL) or frozenset(map(stem, words))
        self._titles[task.id] = (title, stems)
        self._by_title[title].add(task.id)
        self._by_letters[title.replace(' ', '')].add(task.id)
        for word in stems:
            if not self._by_word[word]:
                self._learn(word)
            self._by_word[word].add(task.id)
        for word in words:
            if (meant := stem(word)) in stems:
                self._forms[meant].add(word)
                self._slips.add(word, meant)

    def remove(self, task_id: UUID) -> None:
        """Forget a task."""
        title, stems = self._titles.pop(task_id)
        self.tasks.pop(task_id, None)
        self._by_title[title].discard(task_id)
        self._by_letters[title.replace(' ', '')].discard(task_id)
        for word in stems:
            self._by_word[word].discard(task_id)
            if not self._by_word[word]:
                self._unlearn(word)

    def _learn(self, word: str) -> None:
        self._prefixes[word[:_PREFIX_LETTERS]].add(word)
        if self.words.root:
            self._roots[self.words.root(word)].add(word)
        if self.words.has_compounds:
            self._ends[word[-_PREFIX_LETTERS:]].add(word)
        self._forms[word].add(word)
        self._slips.add(word, word)

    def _unlearn(self, word: str) -> None:
        del self._by_word[word]
        self._prefixes[word[:_PREFIX_LETTERS]].discard(word)
        if self.words.root:
            self._roots[self.words.root(word)].discard(word)
        self._ends[word[-_PREFIX_LETTERS:]].discard(word)
        for form in self._forms.pop(word, ()):
            self._slips.discard(form)

    def weight(self, word: str) -> float:
        """How telling a word is: the rarer, the more."""
        return math.log(1 + max(1, len(self._titles)) / max(1, len(self._by_word.get(word, ()))))

    def near(self, word: str, *, slips: bool = True) -> dict[str, float]:
        """The words of titles that may be meant by this one, with how sure each is; without slips as it stands."""
        own = stem(word)
        if own in self._by_word:
            return {own: 1.0}
        derived = self._derived(own)
        if derived:
            return dict.fromkeys(derived, _DERIVED)
        bent = self._roots.get(self.words.root(own), ()) if self.words.root else ()
        if bent:
            return dict.fromkeys(bent, _PREFIX)
        if len(own) < _PREFIX_LETTERS:
            return {}
        found = {each: _PREFIX for each in self._prefixes.get(own[:_PREFIX_LETTERS], ()) if each.startswith(own)}
        found.update(dict.fromkeys(self._compounds(own), _JOINED))
        if found:
            return found
        return dict.fromkeys(self._slips.near(word) or self._slips.near(own), _SLIP) if slips else {}

    def _compounds(self, word: str) -> set[str]:
        """Words of titles that share a part with this one: 'Zahnarzt' for 'Zahnarzttermin', and the other way round."""
        if not self.words.has_compounds:
            return set()
        starts = {each for each in self._prefixes.get(word[:_PREFIX_LETTERS], ()) if word.startswith(each)}
        tails = self._ends.get(word[-_PREFIX_LETTERS:], ())
        ends = {each for each in tails if each.endswith(word) or word.endswith(each)}
        return {each for each in starts | ends if len(each) >= _PREFIX_LETTERS}

    def _derived(self, word: str) -> list[str]:
        """The words of titles that this one is made of, or that are made of it: 'renewal' and 'renew'."""
        roots = [word.removesuffix(ending) for ending in _DERIVATIONS if len(word) > len(ending) + 2]
        made = [word + ending for ending in _DERIVATIONS] if len(word) > 2 else []  # noqa: PLR2004 - 'pay' is a word
        return [each for each in dict.fromkeys((*roots, *made)) if each in self._by_word]

    def find(self, phrase: str, floor: float = LIKELY, among: Collection[UUID] | None = None) -> list[Mention]:
        """Every task the phrase may mean, best first."""
        said = words_of(phrase)
        if not said:
            return []
        exact = self._by_title.get(' '.join(said))
        if not exact and said[0] in _SMALL:
            exact = self._by_title.get(' '.join(said[1:]))
        exact = exact or self._by_letters.get(''.join(said))
        if exact and (among is None or exact & set(among)):
            return [Mention(self.tasks[each], _EXACT, 1.0) for each in exact if among is None or each in among]
        scores, total = self._scores([word for word in said if word not in _SMALL])
        found = [
            Mention(self.tasks[each], score / total, score / (sum(map(self.weight, self._titles[each][1])) or 1))
            for each, score in scores.items()
            if score / total >= floor and (among is None or each in among)
        ]
        return sorted(found, key=lambda mention: (-mention.said, -mention.title))

    def _scores(self, words: Sequence[str]) -> tuple[dict[UUID, float], float]:
        total, scores = 0.0, defaultdict[UUID, float](float)
        rarest = math.log(1 + max(1, len(self._titles)))
        for word in words:
            near = self.near(word)
            weight = max((self.weight(each) for each in near), default=rarest * _SLIP)
            total += weight
            hits: dict[UUID, float] = {}
            for other, sure in near.items():
                ids = self._by_word[other]
                if len(ids) <= _TOO_COMMON:
                    for each in ids:
                        hits[each] = max(hits.get(each, 0.0), sure)
            for each, sure in hits.items():
                scores[each] += weight * sure
        return scores, total or 1.0

    def best(
        self,
        phrase: str,
        floor: float = LIKELY,
        *,
        among: Collection[UUID] | None = None,
        prefers: Callable[[TaskLike], bool] | None = None,
    ) -> list[TaskLike]:
        """The one task that is meant, or the several between which only the person can tell."""
        found = self.find(phrase, floor, among)
        if not found:
            return []
        top = found[0]
        close = [each for each in found if each.said > top.said - _CLOSE]
        if len(close) > 1 and top.said < _EXACT:
            whole = [each for each in close if each.title >= 1.0 - _CLOSE]
            close = whole if len(whole) == 1 and top.said >= SURE else close
        preferred = [each.task for each in close if (prefers or _is_open)(each.task)]
        return self._in_order(preferred or [each.task for each in close])[:_MOST_MEANT]

    def _in_order(self, tasks: list[TaskLike]) -> list[TaskLike]:
        """Several tasks in the order in which they are held."""
        if len(tasks) < 2:  # noqa: PLR2004 - one has no order
            return tasks
        wanted = {task.id for task in tasks}
        return [task for task_id, task in self.tasks.items() if task_id in wanted]


def _is_open(task: TaskLike) -> bool:
    return task.status is not Status.COMPLETED
