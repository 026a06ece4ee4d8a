"""The base of our Vue components: the Python half, and the mixin that is its half in the browser."""

import json
from pathlib import Path

import pytest
from nicegui.testing.user_simulation import user_simulation

from components.browser import live_element
from components.browser.live_element import LiveElement

_MIXIN = Path(live_element.__file__).with_suffix('.js')
# A component without Vue: what the mixin does to `this`, and what it emits.
_COMPONENT = """async ([source, seed, patches]) => {
  const { liveElement } = await import('data:text/javascript;base64,' + btoa(source));
  const drawn = [];
  const component = {
    seed,
    ...liveElement.methods,
    $options: { patches: { all: (patch) => drawn.push(patch), add: (patch) => drawn.push(patch) } },
    $emit: (...gesture) => drawn.push(gesture),
  };
  liveElement.created.call(component);
  liveElement.mounted.call(component);
  patches.forEach((patch) => component.apply(patch));
  return drawn;
}"""


class Words(LiveElement):
    """Draws words; notes what the browser is told."""

    def __init__(self):
        super().__init__()
        self.words = []
        self.reset()

    def snapshot(self):
        return {'words': self.words}

    def add(self, word):
        self.words.append(word)
        self.patch('add', word=word)

    @property
    def seed(self):
        return json.loads(self.props['seed'])


@pytest.fixture(autouse=True)
def sent(monkeypatch):
    """The patches and snapshots that an open page is sent."""
    messages = []
    monkeypatch.setattr(live_element, 'call_method', lambda _, method, message: messages.append((method, message)))
    return messages


@pytest.fixture
async def words():
    """An element that came with a page, which is open by now; one word was added before that."""
    made = []

    def root():
        made.append(Words())
        made[0].add('early')

    async with user_simulation(root) as person:
        await person.open('/')
        yield made[0]


def ready(element, revision):
    """The component says that it was mounted."""
    for listener in element._event_listeners.values():
        if listener.type == 'ready':
            element._handle_event({'listener_id': listener.id, 'args': {'rev': revision}})


async def test_what_happens_before_the_page_is_open_is_in_its_snapshot(words, sent):
    assert words.seed == {'op': 'all', 'rev': 2, 'words': ['early']}
    assert sent == []


async def test_an_open_page_is_sent_numbered_patches_and_no_update_of_the_element(words, sent):
    words.client.outbox.updates.clear()
    words.add('late')
    words.add('later')
    assert sent == [
        ('apply', {'op': 'add', 'rev': 3, 'word': 'late'}),
        ('apply', {'op': 'add', 'rev': 4, 'word': 'later'}),
    ]
    assert not words.client.outbox.updates


async def test_a_component_that_has_everything_is_sent_nothing(words, sent):
    ready(words, 2)
    assert sent == []


@pytest.mark.parametrize('revision', [1, 0, None, 'nonsense'])
async def test_a_component_that_is_behind_gets_a_new_snapshot(words, sent, revision):
    ready(words, revision)
    assert sent == [('apply', {'op': 'all', 'rev': 3, 'words': ['early']})]


async def test_an_element_added_later_renews_its_snapshot_until_it_is_mounted(words, sent):
    with words.client:
        late = Words()
    late.add('one')
    assert (sent, late.seed) == ([], {'op': 'all', 'rev': 2, 'words': ['one']})
    ready(late, 2)
    late.add('two')
    assert sent == [('apply', {'op': 'add', 'rev': 3, 'word': 'two'})]


async def test_the_browser_draws_the_snapshot_then_each_patch_once(browser):
    page = await browser.new_page()
    seed = json.dumps({'op': 'all', 'rev': 5})
    patches = [
        {'op': 'add', 'rev': 5},
        {'op': 'add', 'rev': 6},
        {'op': 'add', 'rev': 6},
        {'op': 'add', 'rev': 7},
        {'op': 'all', 'rev': 7},
    ]
    drawn = await page.evaluate(_COMPONENT, [_MIXIN.read_text(encoding='utf-8'), seed, patches])
    assert drawn == [
        {'op': 'all', 'rev': 5},
        ['ready', {'rev': 5}],
        {'op': 'add', 'rev': 6},
        {'op': 'add', 'rev': 7},
    ]
