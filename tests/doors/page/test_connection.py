"""The contract with NiceGUI's internals that components/browser/connection.js depends on.

It was read in NiceGUI 3.18. It has a page survive a connection that is slow or dead; without it NiceGUI would load the
page again, and what somebody has written would be gone.
"""

import nicegui

_OURS = "import('connection').then(({ connection }) => connection."
_FAIL = """(why) => window.socket.listeners('connect_error').forEach((listener) => listener(new Error(why)))"""
# The badge looks at the connection every 500 ms; without that nothing of NiceGUI's is replaced.
_WITHOUT_BADGE = """
  const { setInterval } = window;
  window.setInterval = (callback, milliseconds) => (milliseconds === 500 ? 0 : setInterval(callback, milliseconds));
"""


def test_the_contract_is_read_again_with_each_version():
    assert nicegui.__version__.startswith('3.18.')


async def test_a_connection_is_replaced_without_a_new_page(open_page):
    page = await open_page()
    await page.evaluate('window.isSame = true')
    assert await page.evaluate(f'{_OURS}isOpen())') is True
    engine = await page.evaluate('window.socket.io.engine.id')
    await page.evaluate(f'{_OURS}replace())')
    await page.wait_for_function('(old) => window.socket.connected && window.socket.io.engine.id !== old', arg=engine)
    assert await page.evaluate('window.isSame')


async def test_nicegui_would_load_the_page_again_when_connecting_is_slow(browser, server):
    page = await browser.new_page()
    await page.add_init_script(_WITHOUT_BADGE)
    await page.goto(server)
    await page.wait_for_function('window.did_handshake')
    async with page.expect_navigation():
        for _ in range(2):  # after the first time it tries another transport
            await page.evaluate(_FAIL, 'timeout')


async def test_a_page_is_loaded_again_only_if_the_server_does_not_have_it_any_more(open_page):
    page = await open_page()
    await page.evaluate(f'{_OURS}reloadOnlyForNewPage())')
    await page.evaluate('window.isSame = true')
    for _ in range(2):
        await page.evaluate(_FAIL, 'timeout')
    await page.evaluate('() => new Promise((seen) => requestAnimationFrame(seen))')
    assert await page.evaluate('window.isSame')
    async with page.expect_navigation():
        await page.evaluate(_FAIL, 'Implicit handshake failed')
