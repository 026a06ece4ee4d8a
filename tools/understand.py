"""Measure how well plain sentences are understood, on sentences and dates that other people wrote.

    python -m tools.understand [--data DIR] [--misses PART]

PART is core, calendar, other, destructive, dates, false, references or conversations.

The corpora are read where they are (`../shared/data` unless told otherwise) and never copied. A sentence is right
when one of the operations read is the corpus's, or one that its label accepts too. A misreading is destructive when
a sentence that removes or completes nothing is read as one that does.
"""

import argparse
import json
import random
import re
import statistics
import string
import sys
import time
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from services.language import MentionIndex, Operation, find_dates, parse
from services.values.vocabulary import Priority, Status
from tools.expected_dates import ZONE, Row, expectations, is_everyday, is_right

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
CORPUS_OPERATION = {
    Operation.CREATE: 'create',
    Operation.UNSUPPORTED: 'create',  # all that is asked for in vain is to create a list
    Operation.SHOW: 'list',
    Operation.COUNT: 'list',
    Operation.COMPLETE: 'complete',
    Operation.DELETE: 'delete',
    Operation.REOPEN: 'update',
    Operation.START: 'update',
    Operation.RENAME: 'update',
    Operation.DESCRIBE: 'update',
    Operation.PRIORITISE: 'update',
    Operation.SCHEDULE: 'update',
    Operation.UNSCHEDULE: 'update',
    Operation.MOVE: 'update',
    Operation.LABEL: 'update',
    Operation.NEST: 'update',
    Operation.DEFER: 'update',
    Operation.ESTIMATE: 'update',
    Operation.MAKE_PLACE: 'create',
    Operation.RENAME_PLACE: 'update',
    Operation.DELETE_PLACE: 'delete',
    Operation.SHOW_PLACES: 'list',
}
DESTRUCTIVE = {'delete', 'complete'}
CORE_DOMAINS = {'todo', 'list', 'reminder'}
LEFT_ALONE = {'other', 'dialog'}


@dataclass(frozen=True)
class Title:
    """A task of which only the title matters."""

    id: uuid.UUID
    title: str
    status: Status = Status.PENDING
    priority: Priority = Priority.MEDIUM
    due: date | None = None
    description: str | None = None
    created_at: datetime = NOW
    list_id: uuid.UUID | None = None
    label_ids: tuple[uuid.UUID, ...] = ()


@dataclass
class Tally:
    """How many were right, and which were not."""

    right: int = 0
    total: int = 0

    def add(self, *, right: bool) -> None:
        """Count one more."""
        self.right += right
        self.total += 1

    def __str__(self) -> str:
        share = 100 * self.right / self.total if self.total else 0.0
        return f'{share:6.2f} %  ({self.right} of {self.total})'


def report(*parts: object) -> None:
    """Write one line for the reader."""
    sys.stdout.write(' '.join(map(str, parts)) + '\n')


def rows(folder: Path, pattern: str) -> Iterator[Row]:
    """Every line of every file that fits."""
    for path in sorted(folder.glob(pattern)):
        for line in path.read_text(encoding='utf-8').splitlines():
            yield json.loads(line) | {'corpus': path.stem}


def operations(text: str) -> set[str]:
    """What the sentence was read as, in the corpora's words."""
    return {CORPUS_OPERATION.get(command.operation, 'other') for command in parse(text, NOW, ZONE)}


def measure_operations(folder: Path, misses: str) -> None:
    """Print the right operations by part and by source, what was done wrongly by kind, and what was destructive."""
    parts: dict[str, Tally] = defaultdict(Tally)
    missed: dict[str, Counter[str]] = defaultdict(Counter)
    harmless, destructive, times = 0, 0, []
    for row in rows(folder / 'intents', '*.jsonl'):
        began = time.process_time()
        read = operations(row['text'])
        times.append(time.process_time() - began)
        domain = row['domain']
        part = 'core' if domain in CORE_DOMAINS else domain
        accepted = {row['op'], *row['alt_ops']}
        right = read == {'other'} if part in LEFT_ALONE else bool(read & accepted)
        names = [part, f'{part}: {row["corpus"]}'] + ([f'{part} {row["op"]}'] if part in {'core', 'calendar'} else [])
        for name in names:
            parts[name].add(right=right)
        missed[part]['right' if right else 'not understood' if read == {'other'} else 'wrong thing'] += 1
        if not right and read != {'other'}:
            missed[f'{part}, wrong thing'][f'{row["op"]} read as {" and ".join(sorted(read))}'] += 1
        if not accepted & DESTRUCTIVE:
            harmless += 1
            if read & DESTRUCTIVE:
                destructive += 1
                if misses == 'destructive':
                    report('   ', part, row['op'], '->', *sorted(read), '|', row['text'])
        if misses == part and not right:
            report('   ', row['corpus'][:6], row['op'], '->', *sorted(read), '|', row['text'])
    for name in sorted(parts):
        report(f'{name:32}{parts[name]}')
    for name in sorted(missed):
        report(f'{name:32}' + ', '.join(f'{many} {what}' for what, many in missed[name].most_common()))
    report(
        f'{"destructive misreadings":32}{100 * destructive / max(1, harmless):6.2f} %  ({destructive} of {harmless})'
    )
    cuts = statistics.quantiles(times, n=20)
    report(f'{"time per sentence":32}{1000 * statistics.median(times):6.3f} ms median, {1000 * cuts[18]:.3f} ms p95')


def measure_dates(folder: Path, misses: str) -> None:
    """Print how many dates are right, in everyday expressions and in all."""
    core: dict[str, Tally] = defaultdict(Tally)
    every: dict[str, Tally] = defaultdict(Tally)
    for name in ('chrono_en', 'duckling_en', 'recognizers_en'):
        for row in rows(folder / 'dates', f'{name}.jsonl'):
            for expected in expectations(row):
                right = is_right(expected)
                every[name].add(right=right)
                every['all'].add(right=right)
                if is_everyday(expected):
                    core[name].add(right=right)
                    core['all'].add(right=right)
                    if misses == 'dates' and not right:
                        read = [span.value.isoformat() for span in find_dates(expected.text, expected.now, ZONE)]
                        report('   ', name, expected.now, '|', expected.text, '|', *expected.values, '| read', *read)
    for name in ('chrono_en', 'duckling_en', 'recognizers_en', 'all'):
        report(f'{"dates, everyday: " + name:32}{core[name]}')
    for name in ('chrono_en', 'duckling_en', 'recognizers_en', 'all'):
        report(f'{"dates, every single one: " + name:32}{every[name]}')


def measure_false_dates(folder: Path, misses: str) -> None:
    """Print how many titles without a date are read as holding one."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for row in rows(folder / 'dates', 'titles_no_date.jsonl'):
        found = find_dates(row['text'], NOW, ZONE)
        kind = 'real titles' if row['set'] == 'trello' else 'adversarial titles'
        tallies[kind].add(right=bool(found))
        if misses == 'false' and found:
            report('   ', kind, '|', row['text'], '|', *[row['text'][span.start : span.end] for span in found])
    for kind, tally in sorted(tallies.items()):
        report(f'{"false dates, " + kind:32}{tally}')


def _slip(word: str, chance: random.Random) -> str:
    """The word with one slip of the finger."""
    at = chance.randrange(1, len(word))
    letter = chance.choice(string.ascii_lowercase)
    return chance.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
        )
    )


def measure_references(folder: Path, misses: str) -> None:
    """Print how often a task is found by a part of its title, in ten lists of forty real titles."""
    chance = random.Random(7)  # noqa: S311 - a fixed seed is the point
    titles = sorted({row['text'] for row in rows(folder / 'dates', 'titles_no_date.jsonl') if row['set'] == 'trello'})
    outcomes: dict[str, Counter[str]] = defaultdict(Counter)
    for _ in range(10):
        tasks = [
            Title(uuid.UUID(int=number), title)
            for number, title in enumerate(chance.sample(titles, min(40, len(titles))))
        ]
        words = [set(re.findall(r'[a-z]{4,}', task.title.lower())) for task in tasks]
        count = Counter(word for found in words for word in found)
        for task, own in zip(tasks, words, strict=True):
            rare = sorted(word for word in own if count[word] == 1)
            queries = {'whole title, a typo': _slip(task.title, chance)} if len(task.title) > 5 else {}  # noqa: PLR2004
            if rare:
                word = chance.choice(rare)
                queries |= {'one word': word, 'one word, a typo': _slip(word, chance)}
                if len(own) > 1:
                    queries['two words'] = f'{word} {chance.choice(sorted(own - {word}))}'
            for kind, query in queries.items():
                outcome = _outcome(query, tasks, task)
                outcomes[kind][outcome] += 1
                if misses == 'references' and outcome in {'wrong', 'none'}:
                    report('   ', kind, '|', query, '|', task.title, '|', outcome)
        for word in [word for word, many in count.items() if many > 1][:5]:
            outcomes['ambiguous word'][_outcome(word, tasks, None)] += 1
        for word in ('xylophone', 'zeppelin', 'quarantine', 'giraffe feeding'):
            outcomes['absent'][_outcome(word, tasks, None)] += 1
    for kind, results in outcomes.items():
        report(
            f'{"reference, " + kind:32}'
            + ', '.join(f'{results[name]} {name}' for name in ('right', 'asked', 'none', 'wrong'))
        )


def _outcome(query: str, tasks: list[Title], wanted: Title | None) -> str:
    found = MentionIndex(tasks).best(query)
    if len(found) != 1:
        return 'asked' if found else 'none'
    return 'right' if wanted and found[0].id == wanted.id else 'wrong'


def measure_all_conversations(folder: Path, misses: str) -> None:
    """Print how many whole conversations are right, not understood and wrong, played in this process."""
    from tools.conversations import measure_conversations  # noqa: PLC0415 - it starts a database

    conversations = folder / 'conversations'
    if (conversations / 'play.py').is_file():
        measure_conversations(conversations, quiet=misses != 'conversations')


MEASURES: tuple[Callable[[Path, str], None], ...] = (
    measure_operations,
    measure_dates,
    measure_false_dates,
    measure_references,
    measure_all_conversations,
)


def main() -> int:
    """Print every figure; without the corpora there is nothing to measure, and that is no failure."""
    options = argparse.ArgumentParser(description='Measure how well sentences are understood.')
    options.add_argument('--data', type=Path, default=Path(__file__).resolve().parents[2] / 'shared' / 'data')
    options.add_argument('--misses', default='', help='also print what one measure got wrong')
    chosen = options.parse_args()
    if not chosen.data.is_dir():
        report(f'nothing to measure: no corpora in {chosen.data}')
        return 0
    for measure in MEASURES:
        measure(chosen.data, chosen.misses)
    return 0


if __name__ == '__main__':
    sys.exit(main())
