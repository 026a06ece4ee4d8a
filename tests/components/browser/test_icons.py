"""The icons: each stands in one place, and whatever is used by name is there."""

import re
from pathlib import Path

from components.browser.icons import NAMES, icon, sprite

ROOT = Path(__file__).parents[3]
SCRIPTS = {path: path.read_text(encoding='utf-8') for path in sorted((ROOT / 'components').rglob('*.js'))}
MODULES = [path.read_text(encoding='utf-8') for place in ('app', 'components') for path in (ROOT / place).rglob('*.py')]


def test_every_icon_that_is_used_is_in_the_sprite_and_every_one_in_the_sprite_is_used():
    in_scripts = set(re.findall(r'#icon-([\w-]+)', ''.join(SCRIPTS.values())))
    # By its name in Python, too: icons.py itself has it once, as a key.
    in_python = {name for name in NAMES if ''.join(MODULES).count(f"'{name}'") > 1}
    assert in_scripts <= NAMES
    assert in_scripts | in_python == NAMES


def test_no_component_draws_an_icon_of_its_own():
    assert [path.name for path, script in SCRIPTS.items() if '<path' in script] == []


def test_an_icon_refers_to_its_drawing_in_the_sprite():
    for name in NAMES:
        [reference] = re.findall(r'href="#([^"]+)"', icon(name))
        assert f'<symbol id="{reference}"' in sprite()
