"""Calls of methods in the browser."""

import asyncio

import pytest
from nicegui import ui
from nicegui.testing.user_simulation import user_simulation

from components.browser.calls import call_method

_ELEMENTS = """window.called = [];
window.getElement = (id) => ({
  show: (...args) => called.push([id, ...args]),
  fail: () => { throw new Error('broken'); },
})"""


@pytest.fixture
async def person():
    """Somebody who opens pages with nothing on them."""
    async with user_simulation(lambda: None) as person:
        yield person


@pytest.fixture
async def client(person):
    return await person.open('/')


@pytest.fixture
def sent(client, monkeypatch):
    """The scripts that the page is sent."""
    scripts = []
    monkeypatch.setattr(client, 'run_javascript', scripts.append)
    return scripts


async def run_in(browser, script):
    """What is called by a script in a browser, and the errors it reports."""
    page = await browser.new_page()
    errors = []
    page.on('console', lambda message: errors.append(message.text))
    await page.evaluate(_ELEMENTS)
    await page.evaluate(f'() => eval({script!r})')
    return await page.evaluate('called'), errors


async def test_the_calls_of_one_turn_are_one_message_in_the_order_they_were_made(client, sent, browser):
    with client:
        first, second = ui.element('div'), ui.element('div')
    call_method(first, 'show', 1, 'its "two"')
    call_method(second, 'show', {'three': 3})
    call_method(first, 'show')
    await asyncio.sleep(0)
    [script] = sent
    called, errors = await run_in(browser, script)
    assert called == [[first.id, 1, 'its "two"'], [second.id, {'three': 3}], [first.id]]
    assert errors == []


async def test_what_is_passed_is_sent_as_it_was_when_the_method_was_called(client, sent, browser):
    with client:
        element = ui.element('div')
    words = ['one']
    call_method(element, 'show', words)
    words.append('two')
    call_method(element, 'show', words)
    await asyncio.sleep(0)
    called, _ = await run_in(browser, sent[0])
    assert called == [[element.id, ['one']], [element.id, ['one', 'two']]]


async def test_a_method_that_fails_does_not_stop_the_ones_after_it(client, sent, browser):
    with client:
        element = ui.element('div')
    for method in ('fail', 'missing', 'show'):
        call_method(element, method)
    await asyncio.sleep(0)
    called, errors = await run_in(browser, sent[0])
    assert called == [[element.id]]
    assert len(errors) == 2


async def test_a_call_of_a_later_turn_is_a_message_of_its_own(client, sent):
    with client:
        element = ui.element('div')
    for _ in range(2):
        call_method(element, 'show')
        await asyncio.sleep(0)
    assert len(sent) == 2


async def test_pages_do_not_get_each_others_calls(client, sent, person):
    other = await person.open('/')
    with client:
        here = ui.element('div')
    with other:
        there = ui.element('div')
    call_method(here, 'show', 'here')
    call_method(there, 'show', 'there')
    await asyncio.sleep(0)
    [script] = sent
    assert 'here' in script
    assert 'there' not in script


async def test_an_element_or_a_page_that_is_gone_is_not_called(client, sent):
    with client:
        gone, left_behind = ui.element('div'), ui.element('div')
    gone.delete()
    call_method(gone, 'show')
    call_method(left_behind, 'show')
    client.delete()
    await asyncio.sleep(0)
    assert sent == []
