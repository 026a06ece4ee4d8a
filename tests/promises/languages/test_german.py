"""The main job in German, from the choice of the language to the way back."""

from datetime import UTC, datetime, timedelta

import pytest
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
    await chat.get_by_role('textbox', name='Nachricht').fill('lösch Brot kaufen')
    await chat.get_by_role('button', name='Senden').click()
    await chat.get_by_role('button', name='Zustimmen').click()
    await expect(bread).to_be_hidden()


async def test_the_assistant_is_spoken_to_in_german_and_answers_in_german(open_page):
    page = await open_page('/', locale='de-DE', timezone_id='Europe/Berlin')
    chat = page.get_by_role('region', name='Chat')
    tasks = page.get_by_role('region', name='Aufgaben')

    async def say(text):
        await chat.get_by_role('textbox', name='Nachricht').fill(text)
        await chat.get_by_role('button', name='Senden').click()

    await say('Füge übermorgen Brot backen hinzu')
    await expect(chat.get_by_text('„Brot backen“ hinzugefügt')).to_be_visible()
    await expect(tasks.get_by_role('listitem', name='Brot backen')).to_be_visible()
    await say('Wie viele Aufgaben sind offen?')
    await expect(chat.get_by_text('1 offene Aufgabe.')).to_be_visible()
    await say('Brot backen erledigt')
    await expect(chat.get_by_text('„Brot backen“ ist jetzt erledigt.')).to_be_visible()
    await say('mach das rückgängig')
    await expect(chat.get_by_text('Rückgängig gemacht: „Brot backen“ ist wie vorher.')).to_be_visible()


async def test_quick_add_reads_german_dates_on_a_german_page(open_page):
    page = await open_page('/', locale='de-DE', timezone_id='Europe/Berlin')
    await page.get_by_role('textbox', name='Neue Aufgabe').fill('Reifen wechseln morgen p2')
    await page.keyboard.press('Enter')

    tires = page.get_by_role('region', name='Aufgaben').get_by_role('listitem', name='Reifen wechseln')
    await expect(tires.get_by_text('Morgen')).to_be_visible()
    await expect(tires.get_by_role('combobox', name='Priorität von Reifen wechseln')).to_have_value('high')


async def test_quick_add_reads_german_starts_and_offers_lists_in_german(open_page):
    page = await open_page('/', locale='de-DE', timezone_id='Europe/Berlin')
    await page.get_by_role('textbox', name='Neue Aufgabe').fill('Zaun streichen ab:morgen ~90 #garten @neu und fertig')
    for label in ('Beginn: Morgen', 'Dauert 1 Std. 30 Min.'):
        await expect(page.get_by_role('button', name=f'{label}. Diese Wörter im Titel lassen')).to_be_visible()
    for label in ('Neue Liste „garten“', 'Neues Etikett „neu“'):
        await expect(page.get_by_role('button', name=f'{label}. Zusammen mit der Aufgabe anlegen')).to_be_visible()


async def test_a_german_browser_is_answered_in_german(open_page):
    page = await open_page('/', locale='de-CH')
    await expect(page.get_by_role('textbox', name='Neue Aufgabe')).to_be_visible()


async def test_refusals_are_said_in_german_with_their_values(open_page, database, owner):
    await make_task(database, owner, 'Milch kaufen')
    page = await open_page('/', locale='de-DE')
    notices = page.get_by_role('status')

    await page.get_by_role('textbox', name='Neue Aufgabe').fill('x' * 1_300)
    await page.get_by_role('button', name='Aufgabe hinzufügen').click()
    await expect(notices.get_by_text('Der Titel hat 1.300 Zeichen. Erlaubt sind höchstens 255.')).to_be_visible()

    milk = page.get_by_role('listitem', name='Milch kaufen')
    await milk.get_by_label('Fälligkeit von').fill('2020-01-02')
    await milk.get_by_label('Fälligkeit von').press('Enter')
    await expect(notices.get_by_text('Die Fälligkeit Do., 2. Jan. 2020 liegt in der Vergangenheit.')).to_be_visible()

    await page.get_by_role('textbox', name='Nachricht').fill('x' * 4_001)
    await page.get_by_role('button', name='Senden').click()
    await expect(notices.get_by_text('Die Nachricht hat 4.001 Zeichen. Erlaubt sind höchstens 4.000.')).to_be_visible()


@pytest.mark.parametrize(
    ('locale', 'label', 'button', 'trouble'),
    [
        ('en-GB', 'Import tasks from a file', 'Add 1 task', '“Pay rent”: “soon” is not a date.'),
        ('de-DE', 'Aufgaben aus einer Datei importieren', '1 Aufgabe hinzufügen', '„Pay rent“: „soon“ ist kein Datum.'),
    ],
)
async def test_an_import_says_one_task_and_what_is_wrong_with_a_row(locale, label, button, trouble, open_page):
    page = await open_page('/settings', locale=locale)
    file = page.get_by_label(label)
    await file.set_input_files({'name': 'a.csv', 'mimeType': 'text/csv', 'buffer': b'title,due\nPay rent,soon\n'})
    await expect(page.get_by_role('alert')).to_contain_text(trouble)
    await file.set_input_files({'name': 'a.txt', 'mimeType': 'text/plain', 'buffer': b'Buy milk\n'})
    await expect(page.get_by_role('button', name=button, exact=True)).to_be_visible()


@pytest.mark.parametrize(
    ('locale', 'one', 'two'),
    [('en-GB', '1 task completed.', '2 tasks completed.'), ('de-DE', '1 Aufgabe erledigt.', '2 Aufgaben erledigt.')],
)
async def test_what_was_done_to_the_selection_is_counted_in_words_that_fit(
    locale, one, two, open_page, database, owner
):
    for title in ('Brot', 'Milch', 'Salz'):
        await make_task(database, owner, title)
    page = await open_page('/', locale=locale)
    for titles, said in ((['Brot'], one), (['Milch', 'Salz'], two)):
        for title in titles:
            await page.get_by_role('listitem', name=title).click(modifiers=['ControlOrMeta'])
        await page.get_by_role('toolbar').locator('.plain').first.click()
        await expect(page.get_by_text(said, exact=True)).to_be_visible()
        await page.get_by_role('toolbar').locator('.selection-clear').click()
