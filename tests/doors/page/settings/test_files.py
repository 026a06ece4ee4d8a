"""Tasks come in from a file after a look at them, and everything goes out as one."""

import json
from pathlib import Path

from playwright.async_api import expect

from tests.doors.page.gestures import notices, row


async def test_a_file_is_looked_at_then_taken_in_and_one_undo_takes_it_back(open_page):
    page = await open_page('/settings')
    file = page.get_by_label('Import tasks from a file')
    await file.set_input_files({'name': 'a.csv', 'mimeType': 'text/csv', 'buffer': b'title,priority\nMilk,enormous\n'})
    await expect(page.get_by_role('alert').get_by_text('“Milk”')).to_be_visible()
    await file.set_input_files(
        {'name': 'a.txt', 'mimeType': 'text/plain', 'buffer': b'buy milk tomorrow\ncall mum !high\n'}
    )
    preview = page.get_by_role('region', name='Tasks in the file')
    await expect(preview.get_by_role('listitem')).to_have_text(['buy milkTomorrow', 'call mumHigh priority'])
    await preview.get_by_role('button', name='Add 2 tasks').click()
    await expect(notices(page)).to_contain_text('The tasks from the file were added.')

    other = await open_page('/')
    await expect(row(other, 'buy milk')).to_be_visible()
    await page.get_by_role('button', name='Undo', exact=True).click()
    await expect(row(other, 'buy milk')).to_be_hidden()
    await expect(row(other, 'call mum')).to_be_hidden()


async def test_everything_is_a_file_to_take_along_also_without_accounts(open_page):
    page = await open_page('/settings')
    async with page.expect_download() as download:
        await page.get_by_role('link', name='Export everything').click()
    exported = Path(await (await download.value).path())
    assert json.loads(exported.read_text(encoding='utf-8'))['format'] == 'tandem-export-1'  # noqa: ASYNC240 - it is small
