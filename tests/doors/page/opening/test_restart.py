"""Close the program, start it again, and all of it is there."""

from playwright.async_api import expect

from tests.doors.page.gestures import add, conversation, row, say, tick
from tests.serving import serving


async def test_everything_is_there_after_a_restart(tmp_path, browser):
    with serving(tmp_path) as (process, address):
        page = await browser.new_page()
        await page.goto(address)
        await add(page, 'buy milk')
        await say(page, 'add call mum tomorrow')
        await expect(row(page, 'call mum')).to_be_visible()
        await tick(page, 'buy milk')
        await expect(page.get_by_role('button', name='Completed 1')).to_be_visible()
        await page.close()
        process.terminate()
        assert process.wait(30) == 0
    with serving(tmp_path) as (_, address):
        page = await browser.new_page()
        await page.goto(address)
        await expect(row(page, 'buy milk').get_by_role('checkbox')).to_be_checked()
        await expect(row(page, 'call mum')).to_contain_text('Tomorrow')
        await expect(conversation(page)).to_contain_text('Added “call mum”')


async def test_nothing_is_lost_when_the_program_is_killed(tmp_path, browser):
    with serving(tmp_path) as (process, address):
        page = await browser.new_page()
        await page.goto(address)
        await add(page, 'buy milk')
        await expect(row(page, 'buy milk')).to_be_visible()
        process.kill()
    with serving(tmp_path) as (_, address):
        await page.goto(address)
        await expect(row(page, 'buy milk')).to_be_visible()
