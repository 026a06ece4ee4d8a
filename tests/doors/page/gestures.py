"""What a person does on the page, by the names a screen reader would say."""

from playwright.async_api import Locator, Page


def row(page: Page, title: str) -> Locator:
    """The task in the list."""
    return page.get_by_role('region', name='Tasks').get_by_role('listitem', name=title, exact=True)


def conversation(page: Page) -> Locator:
    """The log of the conversation."""
    return page.get_by_role('log', name='Conversation')


def notices(page: Page) -> Locator:
    """Where the page says what happened; the badge of the connection is a status, too."""
    return page.get_by_role('status').and_(page.locator('.notices'))


async def add(page: Page, text: str) -> None:
    """Write into "New task" and press Enter."""
    await page.get_by_role('textbox', name='New task').fill(text)
    await page.get_by_role('textbox', name='New task').press('Enter')


async def say(page: Page, text: str) -> None:
    """Send a message."""
    await page.get_by_role('textbox', name='Message').fill(text)
    await page.get_by_role('button', name='Send', exact=True).click()


async def tick(page: Page, title: str) -> None:
    """Click the circle before a task."""
    await row(page, title).get_by_role('checkbox', name=f'Complete {title}').click()


async def rename(page: Page, title: str, new: str) -> None:
    """Click the title, write another, press Enter."""
    await row(page, title).get_by_role('button', name=f'Rename {title}').click()
    field = page.get_by_role('textbox', name=f'New name for {title}')
    await field.fill(new)
    await field.press('Enter')


async def delete(page: Page, title: str) -> None:
    """Click the bin."""
    await row(page, title).hover()
    await row(page, title).get_by_role('button', name=f'Delete {title}').click()
