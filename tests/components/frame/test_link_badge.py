"""How soon the badge notices that nothing comes through any more."""

import re

from tests import ROOT

LOOKS_EVERY = 500


def test_a_dead_connection_is_noticed_within_15_seconds():
    script = (ROOT / 'components' / 'frame' / 'link_badge.js').read_text(encoding='utf-8')
    assert f'setInterval(() => this.look(), {LOOKS_EVERY})' in script
    waits = re.findall(r'^const (?:ASK_EVERY|DEAD_AFTER) = (\d+);', script, re.MULTILINE)
    assert len(waits) == 2
    # It asks, waits for the answer, and at worst looks right before either is due.
    assert sum(map(int, waits)) + 2 * LOOKS_EVERY <= 15_000
