"""From a gesture in one page until the change is in another page, whatever door the gesture went through."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from playwright.async_api import Browser, Page

from benchmarks import programs
from benchmarks.browser import Delay, chromium, delay, open_page
from benchmarks.database import Server
from benchmarks.figures import Figure, figure

SIZES = (10, 1_000, 10_000)
_SAMPLES = 25
_WARM_UP = 3
_CALM_SECONDS = 0.2  # what a sample still has pages do after it was taken must not be measured with the next

FIRST = 'document.querySelector(\'[role=listitem][aria-posinset="1"]\')'
_LISTED = f'window.did_handshake === true && {FIRST}?.getAttribute("aria-busy") === "false"'
_READY = 'document.body.dataset.ready === "yes"'
_TICKED = f'{FIRST}.querySelector("input").checked === argument.done'
_NAMED = f'!!{FIRST}.getAttribute("aria-label")?.toLowerCase().includes(argument.word)'

_TICK = f'{FIRST}.querySelector("input").click()'
_PATCH = """fetch('/api/v1/tasks/' + argument.id, {method: 'PATCH', headers: {'content-type': 'application/json'},
    body: JSON.stringify({completed: argument.done})})"""
_FIRST_ID = "fetch('/api/v1/tasks/?limit=1').then(answer => answer.json()).then(tasks => tasks[0].id)"
_SAY = """document.querySelector('button[aria-label="Send"]').click()"""
_BARE_POST = "fetch('/say', {method: 'POST', body: JSON.stringify({done: argument.done})})"
_BARE_SAY = 'window.say(argument.word)'

Sample = Callable[[bool, str], Awaitable[Delay]]


@dataclass
class Pair:
    """Two pages of one program: one acts, the other is watched."""

    acting: Page
    watching: Page

    @classmethod
    async def of(cls, browser: Browser, acting: str, watching: str, ready: str) -> 'Pair':
        """Open both."""
        return cls(await open_page(browser, acting, ready), await open_page(browser, watching, ready))

    async def tick(self, done: bool, _word: str) -> Delay:
        """Click a checkbox."""
        return await delay(self.acting, _TICK, self.watching, _TICKED, {'done': done})

    async def patch(self, done: bool, _word: str) -> Delay:
        """Send a request to Tandem."""
        task_id = await self.acting.evaluate(_FIRST_ID)
        return await delay(self.acting, _PATCH, self.watching, _TICKED, {'done': done, 'id': task_id})

    async def post(self, done: bool, _word: str) -> Delay:
        """Send a request to the floor."""
        return await delay(self.acting, _BARE_POST, self.watching, _TICKED, {'done': done})

    async def say(self, _done: bool, word: str) -> Delay:
        """Send a sentence that adds a task."""
        await self.acting.get_by_role('textbox', name='Message').fill(f'add buy {word}')
        await self.acting.get_by_role('button', name='Send').wait_for()
        return await delay(self.acting, _SAY, self.watching, _NAMED, {'word': word})

    async def name(self, _done: bool, word: str) -> Delay:
        """Send a name over the bare line."""
        return await delay(self.acting, _BARE_SAY, self.watching, _NAMED, {'word': word})


@dataclass
class Taken:
    """The delays of one door."""

    delays: list[Delay] = field(default_factory=list)

    def figures(self, name: str, floor: 'Taken', goal: float, tail: float | None = None) -> list[Figure]:
        """Until the change is painted, and until it stands in the document."""
        painted = figure(
            name, [d.painted for d in self.delays], [d.painted for d in floor.delays], goal=goal, tail=tail
        )
        return [painted, figure(f'{name}, DOM', [d.dom for d in self.delays], [d.dom for d in floor.delays])]


async def take(samples: int, *ways: Sample) -> list[Taken]:
    """Sample each of these ways, in turns that begin with another each time, after a few that do not count."""
    taken = [Taken() for _ in ways]
    for number in range(-_WARM_UP, samples):
        # A word that no task has in its title yet, and that reads as nothing but a name.
        word = f'zq{chr(97 + (number + _WARM_UP) // 26)}{chr(97 + (number + _WARM_UP) % 26)}x'
        for turn in range(len(ways)):
            which = (turn + number) % len(ways)
            measured = await ways[which](number % 2 != 0, word)
            await asyncio.sleep(_CALM_SECONDS)
            if number >= 0:
                taken[which].delays.append(measured)
    return taken


async def measure(server: Server, amount: int | None) -> AsyncIterator[Figure]:
    """Dashboard, REST and a sentence, with few and with many tasks; all sizes and the floor take turns."""
    async with AsyncExitStack() as stack:
        browser = await stack.enter_async_context(chromium())
        hop = await stack.enter_async_context(programs.floor('hop'))
        bare = await Pair.of(browser, hop.url, hop.url, _READY)
        pairs = []
        for size in SIZES:
            filled = await stack.enter_async_context(server.database(size))
            tandem = await stack.enter_async_context(programs.tandem(filled.url))
            pairs.append(await Pair.of(browser, tandem.url, tandem.url, _LISTED))
        for door, goal, tail, ways in (
            ('dashboard', 4, 5, [*(pair.tick for pair in pairs), bare.tick]),
            ('REST', 4, 5, [*(pair.patch for pair in pairs), bare.post]),
            ('chat', 6, None, [*(pair.say for pair in pairs), bare.name]),
        ):
            *taken, floor = await take(amount or _SAMPLES, *ways)
            for size, each in zip(SIZES, taken, strict=True):
                for one in each.figures(f'sync {door}, {size:,} tasks', floor, goal, tail):
                    yield one
            most, least = ([d.painted for d in each.delays] for each in (taken[-1], taken[0]))
            yield figure(f'sync {door}, {SIZES[-1]:,} over {SIZES[0]}', most, least, goal=1.3)


async def measure_two(server: Server, amount: int | None) -> AsyncIterator[Figure]:
    """The same when the two pages are served by two processes."""
    async with (
        chromium() as browser,
        server.database(1_000) as filled,
        programs.tandem(filled.url) as here,
        programs.tandem(filled.url) as there,
        programs.floor('hop', filled.url) as bare_here,
        programs.floor('hop', filled.url) as bare_there,
    ):
        pair = await Pair.of(browser, here.url, there.url, _LISTED)
        bare = await Pair.of(browser, bare_here.url, bare_there.url, _READY)
        ours, floor = await take(amount or _SAMPLES, pair.tick, bare.tick)
        for each in ours.figures('sync-two, 1,000 tasks', floor, 5):
            yield each


async def measure_say(server: Server, amount: int | None) -> AsyncIterator[Figure]:
    """From a sentence on the chat's own page until the task is in the list of another page."""
    async with (
        chromium() as browser,
        programs.floor('hop') as hop,
        server.database(1_000) as filled,
        programs.tandem(filled.url) as tandem,
    ):
        acting = await open_page(browser, f'{tandem.url}/chat', 'window.did_handshake === true')
        pair = Pair(acting, await open_page(browser, tandem.url, _LISTED))
        bare = await Pair.of(browser, hop.url, hop.url, _READY)
        ours, floor = await take(amount or _SAMPLES, pair.say, bare.name)
        for each in ours.figures('say, 1,000 tasks', floor, 6):
            yield each
