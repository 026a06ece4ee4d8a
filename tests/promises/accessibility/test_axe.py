"""axe-core finds nothing to complain about, whatever is on the page, in either theme, on a phone and on a desk."""

import pytest

from tests.promises.accessibility import scenes
from tests.promises.accessibility.axe import DESK, PHONE, complaints_about, complaints_about_colours, wear


@pytest.mark.parametrize('scene', scenes.ALL, ids=lambda scene: scene.__name__)
async def test_axe_finds_nothing(scene, open_page, database, owner):
    page = await scene(open_page, database, owner)
    for size in (DESK, PHONE):
        await page.set_viewport_size(size)
        await wear(page, 'light')
        assert not await complaints_about(page)
        await wear(page, 'dark')
        assert not await complaints_about_colours(page)
