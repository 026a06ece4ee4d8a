"""What must stand nowhere in the sources."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted(path for place in ('app', 'components', 'services') for path in (ROOT / place).rglob('*.py'))


@pytest.mark.parametrize('path', SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_uses_what_would_let_one_person_see_or_run_anothers_text(path):
    text = path.read_text(encoding='utf-8')
    # The storage of whoever caused an event, not of whoever looks; uploads are closed; markup without an allow-list.
    for forbidden in (r'storage\.(user|browser|tab)\b', r'\bui\.upload\b', r'\bui\.editor\b', r'\bui\.markdown\b'):
        assert not re.search(rf'^[^#"\']*{forbidden}', text, re.MULTILINE)


def test_the_patterns_find_what_they_look_for():
    assert re.search(r'^[^#"\']*storage\.(user|browser|tab)\b', 'x = app.storage.user', re.MULTILINE)
    assert len(SOURCES) > 50
