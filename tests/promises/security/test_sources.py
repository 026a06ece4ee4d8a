"""What must stand nowhere in the sources, because it would let one person see or run what another wrote."""

import re

from tests import ROOT

# The storage of whoever caused an event, not of whoever looks; uploads, which are closed; markup without an allow-list.
FORBIDDEN = re.compile(
    r'^[^#"\']*(storage\.(user|browser|tab)\b|\bui\.upload\b|\bui\.editor\b|\bui\.markdown\b)', re.MULTILINE
)


def test_the_product_uses_nothing_that_hands_one_persons_text_to_another():
    sources = [path for place in ('app', 'components', 'services') for path in (ROOT / place).rglob('*.py')]
    assert len(sources) > 50
    assert [path for path in sources if FORBIDDEN.search(path.read_text(encoding='utf-8'))] == []


def test_the_pattern_finds_what_it_looks_for():
    assert FORBIDDEN.search('x = app.storage.user')
    assert FORBIDDEN.search('ui.upload()')
