"""The main job in German, from the choice of the language to the way back."""

from datetime import UTC, datetime, timedelta

from playwright.async_api import expect

from tests.factories import make_task


async def test_the_main_job_is_done_in_german(open_page, database, owner):
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    await make_task(database, owner, 'Milch kaufen', due_date=tomorrow)
    page = await open_page('/settings', timezone_id='UTC')
    await page.get_by_role('combobox', name='Language').select_option('Deutsch')
    await expect(page.get_by_role('heading', name='Aussehen')).to_be_visible()
    await page.get_by_role('link', name='← Zurück zu den Aufgaben').click()

    tasks = page.get_by_role('region', name='Aufgaben')
    milk = tasks.get_by_role('listitem', name='Milch kaufen')
    await expect(milk.get_by_text('Morgen')).to_be_visible()
    await expect(page.locator('html')).to_have_attribute('lang', 'de')
    await page.keyboard.press('n')
    await expect(page.get_by_role('textbox', name='Neue Aufgabe')).to_be_focused()
    await page.keyboard.type('Brot kaufen')
    await page.keyboard.press('Enter')
    bread = tasks.get_by_role('listitem', name='Brot kaufen')
    await bread.get_by_role('checkbox', name='Brot kaufen erledigen').click()
    await expect(bread.get_by_role('combobox', name='Status von Brot kaufen')).to_have_value('completed')

    await milk.hover()
    await milk.get_by_role('button', name='Milch kaufen bearbeiten').click()
    editor = page.get_by_role('dialog', name='Aufgabe bearbeiten')
    await editor.get_by_role('textbox', name='Titel').fill('Hafermilch kaufen')
    await editor.get_by_role('button', name='Speichern').click()
    oat = tasks.get_by_role('listitem', name='Hafermilch kaufen')
    await oat.hover()
    await oat.get_by_role('button', name='Hafermilch kaufen löschen').click()
    await expect(page.get_by_text('„Hafermilch kaufen“ gelöscht.')).to_be_visible()
    await page.get_by_role('button', name='Rückgängig', exact=True).click()
    await expect(oat).to_be_visible()

    chat = page.get_by_role('region', name='Chat')
    await chat.get_by_role('textbox', name='Nachricht').fill('delete Brot kaufen')
    await chat.get_by_role('button', name='Senden').click()
    await chat.get_by_role('button', name='Zustimmen').click()
    await expect(bread).to_be_hidden()


async def test_a_german_browser_is_answered_in_german(open_page):
    page = await open_page('/', locale='de-CH')
    await expect(page.get_by_role('textbox', name='Neue Aufgabe')).to_be_visible()
