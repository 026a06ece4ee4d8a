"""Ranks: there is always room between two, and their order is the order of the texts."""

from hypothesis import given
from hypothesis import strategies as st

from services.tasks.order import DIGITS, LONGEST, between, spread


@given(st.lists(st.integers(min_value=0, max_value=10_000), max_size=200))
def test_wherever_something_is_put_it_stands_between_its_neighbours(places):
    ranks: list[str] = []
    for place in places:
        at = place % (len(ranks) + 1)
        before, after = ranks[at - 1] if at else '', ranks[at] if at < len(ranks) else None
        rank = between(before, after)
        assert before < rank
        assert after is None or rank < after
        ranks.insert(at, rank)
    assert ranks == sorted(set(ranks))


@given(st.integers(min_value=0, max_value=5_000))
def test_ranks_that_are_spread_are_in_order_and_short(number):
    ranks = list(spread(number))
    assert len(ranks) == number
    assert ranks == sorted(set(ranks))
    assert all(set(rank) <= set(DIGITS) and 1 <= len(rank) <= 3 for rank in ranks)
    assert not number or between('', ranks[0]) < ranks[0]


def test_additions_at_either_end_make_no_rank_longer():
    first = last = between('')
    for _ in range(20_000):
        before, after = between('', first), between(last)
        assert before < first
        assert last < after
        first, last = before, after
    assert max(len(first), len(last)) <= 5


def test_there_is_room_beyond_the_last_step_as_well():
    first, last = '0001', 'zzzzz'
    for _ in range(100):
        before, after = between('', first), between(last)
        assert before < first
        assert last < after
        first, last = before, after
    assert max(len(first), len(last)) <= LONGEST


async def test_the_place_of_a_new_task_is_looked_up_and_not_searched_for(sql, owner):
    """Also by plans that were made when there were no tasks yet."""
    async with sql.transaction():
        await sql.execute(
            "INSERT INTO tasks (id, user_id, title) SELECT gen_random_uuid(), $1, 'Task ' || n "
            'FROM generate_series(1, 1000) n',
            owner,
        )
        read = await sql.fetchval(
            "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables WHERE relname = 'tasks'"
        )
    assert read < 10 * 1000
