"""A page that is open at midnight counts anew."""

from datetime import datetime

from components import live
from tests.timeouts import until


class _NearlyMidnight(datetime):
    """A clock that stands just before the end of a day."""

    @classmethod
    def now(cls, tz=None):
        return datetime(2026, 5, 10, 23, 59, 59, 990_000, tzinfo=tz)


async def test_each_day_begins_by_itself_until_the_page_is_gone(simulate, database, monkeypatch):
    monkeypatch.setattr(live, 'datetime', _NearlyMidnight)
    monkeypatch.setattr(live, '_SURELY_LATER_SECONDS', 0.0)
    days, waiting = [], []

    async def draw(page, _notices):
        page.each_day(lambda: days.append(page._next_day))
        waiting.append(page)

    async with simulate(draw, database) as user:
        await user.open('/')
        await until(lambda: len(days) > 1)
        user.client.delete()
        assert waiting[0]._next_day.cancelled()
