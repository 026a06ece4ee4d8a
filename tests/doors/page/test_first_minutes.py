"""Somebody who has never seen Tandem finds out by trying, and what they are told is true."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import expect

from components.words import ENGLISH
from services.language import Operation, parse


async def test_sample_tasks_are_ordinary_tasks_that_one_undo_takes_back(open_page):
    page = await open_page('/')
    await page.get_by_role('button', name='Add three sample tasks').click()
    await expect(page.get_by_role('listitem')).to_have_count(3)
    await expect(page.get_by_role('button', name='Add three sample tasks')).to_be_hidden()
    await page.get_by_role('textbox', name='Message').fill('mark water the plants as done')
    await page.keyboard.press('Enter')
    await expect(page.get_by_role('checkbox', name='Complete Water the plants', exact=True)).to_be_checked()
    await page.get_by_role('button', name='Delete Buy milk').click()
    await expect(page.get_by_role('listitem', name='Buy milk')).to_be_hidden()


async def test_help_opens_with_a_key_and_with_a_button(open_page):
    page = await open_page('/')
    dialog = page.get_by_role('dialog', name='Help')
    await page.keyboard.press('?')
    await expect(dialog).to_contain_text('move everything due today to Monday')
    await page.keyboard.press('Escape')
    await expect(dialog).to_be_hidden()
    await page.get_by_role('button', name='Help', exact=True).click()
    await expect(dialog).to_contain_text('Ctrl+Z')


@pytest.mark.parametrize('sentence', [*ENGLISH.SENTENCES, *ENGLISH.SUGGESTIONS])
def test_every_sentence_that_is_offered_is_understood(sentence):
    understood = {each.operation for each in parse(sentence, datetime(2026, 11, 23, 12, tzinfo=UTC), ZoneInfo('UTC'))}
    assert not understood & {Operation.UNKNOWN, Operation.UNSUPPORTED}
