"""What is seen before any script has run is what is seen afterwards, and is in nobody's way."""

import itertools
from datetime import UTC, datetime

import pytest
from playwright.async_api import Page, expect

from services.values.vocabulary import Priority, Status
from tests.factories import make_overdue_task, make_task
from tests.promises.accessibility.scenes import make_tasks

DEVICES = {
    'phone': {'width': 375, 'height': 700, 'has_touch': True, 'is_mobile': True},
    'narrow': {'width': 375, 'height': 700},
    'tablet': {'width': 768, 'height': 1024},
    'desk': {'width': 1440, 'height': 900},
}
# Everything that is seen: its classes, its place, its colours, its text; a drawing or a control as a whole.
# Messages come with the scripts, and so does the state of the connection.
_SEEN = """(root) => [...root.querySelectorAll('*')]
  .filter((each) => !each.closest('.log > *, .link-badge') && !each.parentElement.closest('svg, select'))
  .filter((each) => each.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
  .map((each) => [each, each.getBoundingClientRect(), getComputedStyle(each)])
  .filter(([, box]) => box.width > 1 && box.height > 1)
  .map(([each, box, style]) => {
    const texts = [...each.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
    const text = each.tagName === 'SELECT' ? each.selectedOptions[0].label : texts.map((node) => node.data).join('');
    const look = [style.color, style.backgroundColor, style.textDecorationLine, style.fontWeight].join(' ');
    const name = [...each.classList].sort().join(' ') || each.tagName;
    const what = [name, look, text.trim(), each.checked ?? '', each.placeholder ?? ''];
    const width = each.matches('.pick') ? 0 : box.width; // that of its widest option, once it is a choice
    return [what, [box.left, box.top, width, box.height]];
  })"""


@pytest.fixture
async def without_scripts(server, browser):
    """Opens the page on a device where no script ever runs."""

    async def without_scripts(*, width=1440, height=900, **more) -> Page:
        context = await browser.new_context(
            base_url=server,
            viewport={'width': width, 'height': height},
            java_script_enabled=False,
            locale='en-GB',
            **more,
        )
        page = await context.new_page()
        await page.goto('/')
        return page

    return without_scripts


@pytest.mark.parametrize('device', DEVICES)
async def test_what_is_seen_before_any_script_has_run_is_what_is_seen_afterwards(
    device, database, owner, open_page, without_scripts
):
    await make_tasks(database, owner)
    await make_overdue_task(database, owner, '2020-01-01')
    await make_task(database, owner, 'A title that is far too long for a line ' * 5, description='A note ' * 40)
    after = await open_page(**DEVICES[device])
    before = await without_scripts(**DEVICES[device])
    await expect(after.locator('.task')).to_have_count(8)
    seen_before = await before.locator('#first-paint').evaluate(_SEEN)
    seen_after = await after.locator('.nicegui-content').evaluate(_SEEN)
    assert [what for what, _ in seen_before] == [what for what, _ in seen_after]
    assert [
        (what, place, later)
        for (what, place), (_, later) in zip(seen_before, seen_after, strict=True)
        if any(abs(one - other) > 1 for one, other in zip(place, later, strict=True))
    ] == []


async def test_titles_are_text(database, owner, without_scripts):
    await make_task(database, owner, 'Write <b>boldly</b> & well', description='<i>quickly</i>')
    page = await without_scripts()
    await expect(page.locator('.task-title')).to_have_text('Write <b>boldly</b> & well')
    await expect(page.locator('.task-note')).to_have_text('<i>quickly</i>')
    await expect(page.locator('.task-body :is(b, i)')).to_have_count(0)


async def test_what_cannot_be_used_yet_is_not_read_out_and_goes_with_the_first_script(
    database, owner, open_page, without_scripts
):
    await make_tasks(database, owner)
    after = await open_page()
    await expect(after.locator('#first-paint')).to_have_count(0)
    await expect(after.get_by_role('listitem', name='Plan the trip')).to_be_visible()
    before = await without_scripts()
    await expect(before.locator('#first-paint .task')).to_have_count(6)
    await expect(before.get_by_role('listitem')).to_have_count(0)
    await expect(before.get_by_role('button')).to_have_count(0)


async def test_an_empty_list_is_seen_at_once_too(without_scripts):
    await expect((await without_scripts()).get_by_text('Nothing to do')).to_be_visible()


async def test_a_narrow_row_has_a_line_for_date_priority_and_status_only_when_there_is_one_to_show(
    database, owner, open_page
):
    today = datetime.now(UTC).date()
    to_show = {}
    for status, priority, due, note in itertools.product(Status, Priority, (None, today), ('', 'By train')):
        title = f'{status}, {priority}, {due}, {note or "alone"}'
        await make_task(database, owner, title, status=status, priority=priority, due_date=due, description=note)
        marked = priority is not Priority.MEDIUM and status is not Status.COMPLETED
        to_show[title] = bool(due) or marked or status is Status.IN_PROGRESS
    page = await open_page(width=375, height=4200)
    await expect(page.locator('.task[data-id]')).to_have_count(len(to_show))
    lines = """(rows) => rows.map((row) => {
      const middle = ({ top, bottom }) => (top + bottom) / 2;
      const [whole, title] = [row, row.querySelector('.task-title')].map((each) => each.getBoundingClientRect());
      const isInTheMiddle = Math.abs(middle(whole) - middle(title)) < 2;
      return [row.ariaLabel, row.querySelector('.task-traits').checkVisibility(), isInTheMiddle];
    })"""
    shown = {title: rest for title, *rest in await page.locator('.task').evaluate_all(lines)}
    assert {title: has_line for title, (has_line, _) in shown.items()} == to_show
    # A title that is all there is to see stands in the middle of its row.
    alone = {title for title, shows in to_show.items() if not shows and title.endswith('alone')}
    assert {title for title, (_, is_in_the_middle) in shown.items() if is_in_the_middle} == alone
