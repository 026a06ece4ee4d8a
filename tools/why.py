"""Print how a sentence is read, pass by pass.

    python -m tools.why "move the report to friday" [--task "Write report"] [--shown] [--language de]

Each `--task` is a task of the person's; `--shown` says that the last answer listed them.
"""

import argparse
import sys
import uuid
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from services.language import Context, understand
from services.language.reading.annotating import annotate
from services.language.reading.clauses import clauses
from services.language.reading.notes import Notes
from services.language.reading.scene import Scene
from services.language.reading.scoring import ranked
from tools.understand import Title

_MOST_READINGS = 5


def write(text: str = '') -> None:
    """Write one line."""
    sys.stdout.write(f'{text}\n')


def explain(text: str, context: Context) -> None:
    """Print the tokens, annotations, clauses, readings with their evidence, and the decision."""
    notes = annotate(text, context.reference, context.spoken.lexicon)
    scene = Scene(notes, context)
    scene.note_mentions()
    write(f'tokens       {" · ".join(token.text for token in notes.tokens)}')
    _print_annotations(notes)
    for clause in clauses(notes, lambda first, last: bool(context.index.best(notes.raw(first, last), 0.3))):
        leads = ', '.join(sorted(clause.leads)) or 'nothing'
        write(f'clause       “{notes.raw(clause.head, clause.tail)}” after {leads}{", asks" if clause.asks else ""}')
        for reading in ranked(notes, clause, scene.grounds if context.tasks else None)[:_MOST_READINGS]:
            evidence = ', '.join(
                f'{name}{"" if much == 1 else f" * {much:.2g}"}' for name, much in reading.evidence.items()
            )
            write(f'  {reading.score:5.1f}  {reading.sense:10} of “{notes.raw(*reading.object)}”: {evidence}')
    for resolution in understand(text, context):
        write(f'decision     {resolution}')


def _print_annotations(notes: Notes) -> None:
    for each in sorted(notes.annotations, key=lambda each: (each.first, each.last)):
        what = ' '.join(str(part) for part in (each.value, each.need, each.form) if part not in {None, ''})
        write(f'             {notes.raw(each.first, each.last)!r}: {each.kind} {what}')


def main() -> int:
    """Explain one sentence."""
    options = argparse.ArgumentParser(description='Print how a sentence is read, pass by pass.')
    options.add_argument('sentence')
    options.add_argument('--task', action='append', default=[], help='the title of a task that is there')
    options.add_argument('--shown', action='store_true', help='the last answer listed these tasks')
    options.add_argument('--language', default='en')
    chosen = options.parse_args()
    tasks = [Title(uuid.uuid4(), title) for title in chosen.task]
    shown = tuple(task.id for task in tasks) if chosen.shown else ()
    now = datetime.now(UTC)
    explain(chosen.sentence, Context(now, ZoneInfo('UTC'), tasks, shown, shown, language=chosen.language))
    return 0


if __name__ == '__main__':
    sys.exit(main())
