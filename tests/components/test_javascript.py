"""Rules for the Vue components that the formatter does not know: it leaves templates and comments as they are."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
MAX_COLUMNS = 100
SCRIPTS = [path for place in ('app', 'components') for path in sorted((ROOT / place).rglob('*.js'))]


def test_no_line_is_wider_than_the_formatter_makes_them():
    wide = [
        f'{path.relative_to(ROOT)}:{number}'
        for path in SCRIPTS
        for number, line in enumerate(path.read_text(encoding='utf-8').splitlines(), 1)
        if len(line) > MAX_COLUMNS
    ]
    assert wide == []
