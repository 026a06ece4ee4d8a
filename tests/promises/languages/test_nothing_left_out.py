"""Every text and every accessible name on the pages comes from the words of the language."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import ROOT
from tests.promises.accessibility import scenes
from tests.promises.languages import pseudo
from tests.serving import forked

# What people, programs and the assistant wrote, and the names that languages give themselves.
_DATA = re.compile(
    r'Buy milk|Send the invoice|Book the train|Plan the trip|Water the plants|Pay rent|hello|My script|Deutsch|English|'
    r'Oat, if there is any|delete all completed tasks|/\S+',
    re.IGNORECASE,
)
TEMPLATES = sorted((ROOT / 'app' / 'templates').glob('*.html'))
_TEXTS = """() => {
  const unspoken = 'script, style, kbd, datalist, [aria-hidden=true], .said .text, .steps';
  const found = [], spoken = (e) => !e.closest(unspoken) && e.checkVisibility();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) if (spoken(walk.currentNode.parentElement)) found.push(walk.currentNode.data);
  for (const name of ['aria-label', 'placeholder', 'title', 'alt'])
    for (const e of document.querySelectorAll(`body [${name}]`)) if (spoken(e)) found.push(e.getAttribute(name));
  return [...new Set([document.title, ...found])].filter((text) => text.trim());
}"""


@pytest.fixture
def server(database_url: str, tmp_path: Path) -> Iterator[str]:
    with forked(tmp_path, before=pseudo.speak, TANDEM_DATABASE_URL=database_url) as address:
        yield address


@pytest.mark.parametrize(
    'scene',
    [
        scenes.empty_home,
        scenes.selected,
        scenes.nothing_fits,
        scenes.editing,
        scenes.approval,
        scenes.conversations,
        scenes.revoking,
        scenes.helped,
        scenes.offline,
        scenes.history,
    ],
    ids=lambda scene: scene.__name__,
)
async def test_every_word_is_the_languages_own(scene, open_page, database, owner):
    page = await scene(open_page, database, owner)
    texts = await page.evaluate(_TEXTS)
    assert any('⟦' in text for text in texts)
    assert [text for text in texts if re.search(r'[^\W\d]', left_out(text))] == []


def left_out(text: str) -> str:
    """What is in no brackets, and is nobody's data."""
    text = _DATA.sub('', text)
    while (inner := re.sub(r'⟦[^⟦⟧]*⟧', '', text)) != text:
        text = inner
    return text


@pytest.mark.parametrize('template', TEMPLATES, ids=lambda path: path.name)
def test_a_form_says_nothing_that_is_in_no_language(template):
    drawn = re.sub(r'\{\{.*?\}\}|\{%.*?%\}', '', template.read_text(encoding='utf-8'))
    named = re.findall(r'(?:aria-label|placeholder|title)="([^"]*)"', drawn)
    assert re.findall(r'[^\W\d_]+', ' '.join([re.sub(r'<[^>]*>', '', drawn), *named])) == []
