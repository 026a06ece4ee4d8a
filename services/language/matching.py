"""Finding tasks by what people remember of their titles: exact, by some of the words, with typos."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process, utils
from rapidfuzz.distance import OSA

from services.language.queries import TaskLike
from services.language.words import vocabulary

EXACT, SURE, GAP = 101.0, 88.0, 5.0
_COVERED = 0.6
_PREFIX, _PREFIX_SCORE = 4, 95.0
_SMALL = vocabulary(
    'a an the my our of to for in on at with and or is it that this task one thing about',
)
_NEAR, _NEAR_SCORE = 3, 55


@dataclass(frozen=True, slots=True)
class Scored:
    """A task and how well it fits, from 0 to 100; above that it fits exactly."""

    score: float
    task: TaskLike


@lru_cache(maxsize=20_000)
def _normal(title: str) -> str:
    return utils.default_process(title) or title.strip().lower()


def matches(words: str, tasks: Sequence[TaskLike]) -> list[Scored]:
    """Every task the words may mean, best first; nothing that merely resembles them."""
    wanted = _normal(words)
    if not wanted:
        return []
    titles = [_normal(task.title) for task in tasks]
    exact = [Scored(EXACT, task) for task, title in zip(tasks, titles, strict=True) if title == wanted]
    if exact:
        return exact
    found = _by_words(wanted, titles, tasks) or _by_typos(wanted, titles, tasks) or _by_letters(wanted, titles, tasks)
    return sorted(found, key=lambda scored: -scored.score)


def best(scored: list[Scored]) -> list[TaskLike]:
    """The best match, with all that come so close that only the person can tell."""
    return [found.task for found in scored if found.score > scored[0].score - GAP]


def near(words: str, tasks: Sequence[TaskLike]) -> list[TaskLike]:
    """A few tasks that resemble the words, to offer when none fits."""
    titles = [_normal(task.title) for task in tasks]
    found = process.extract(
        _normal(words), titles, scorer=fuzz.WRatio, processor=None, score_cutoff=_NEAR_SCORE, limit=_NEAR
    )
    return [tasks[index] for _, _, index in found]


def _tokens(text: str) -> list[str]:
    tokens = text.split()
    return [token for token in tokens if token not in _SMALL] or tokens


def _by_words(wanted: str, titles: list[str], tasks: Sequence[TaskLike]) -> list[Scored]:
    """Titles that hold the wanted words, or most of them when the title is the shorter one."""
    tokens = _tokens(wanted)
    query = ' '.join(tokens)
    found = process.extract(query, titles, scorer=fuzz.token_set_ratio, processor=None, score_cutoff=SURE, limit=None)
    scored = []
    for _, score, index in found:
        held = set(titles[index].split())
        if sum(token in held for token in tokens) >= _COVERED * len(tokens):
            scored.append(Scored(score, tasks[index]))
    return scored


def _by_typos(wanted: str, titles: list[str], tasks: Sequence[TaskLike]) -> list[Scored]:
    """Titles that hold every wanted word, give or take a slip of the finger."""
    split = [title.split() for title in titles]
    vocabulary = list({token for title in split for token in title})
    fits = [_alike(token, vocabulary) for token in _tokens(wanted)]
    if not all(fits):
        return []
    scored = []
    rarest = min(fits, key=len)
    for index, title in enumerate(split):
        if rarest.keys().isdisjoint(title):
            continue
        scores = [max((fit[token] for token in title if token in fit), default=0.0) for fit in fits]
        if min(scores) >= SURE:
            scored.append(Scored(sum(scores) / len(scores), tasks[index]))
    return scored


def _by_letters(wanted: str, titles: list[str], tasks: Sequence[TaskLike]) -> list[Scored]:
    """Titles written almost like the whole of what is wanted, wherever the slip is: 'bu ymilk'."""
    found = process.extract(wanted, titles, scorer=fuzz.ratio, processor=None, score_cutoff=SURE, limit=None)
    return [Scored(score, tasks[index]) for _, score, index in found]


def _alike(token: str, vocabulary: Iterable[str]) -> dict[str, float]:
    """The words that may be meant by this one: itself, one that it begins, one a slip or two away."""
    slips = 0 if len(token) < _PREFIX else 1 if len(token) < 2 * _PREFIX else 2
    found = {
        word: 100.0 - 4 * distance
        for word, distance, _ in process.extract(
            token,
            vocabulary,
            scorer=OSA.distance,  # type: ignore[arg-type]  # rapidfuzz's stubs leave distances out here
            processor=None,
            score_cutoff=slips,
            limit=None,
        )
    }
    if len(token) >= _PREFIX:
        for word in vocabulary:
            if word.startswith(token):
                found.setdefault(word, _PREFIX_SCORE)
    return found
