"""Whatever is said on a live line, it is answered as the protocol says, or the line is closed with a known code."""

import asyncio
import json
from contextlib import suppress
from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from app.api.websocket import KINDS, MESSAGE_LIMIT, NOT_SIGNED_IN, TOO_LARGE
from tests.promises.fuzz.strategies import DEEP, HOSTILE, JSON, Repeated, as_json, broken, tries
from tests.timeouts import TIMEOUT, until

MESSAGES = st.builds(
    lambda kind, more: {**more, 'type': kind},
    st.sampled_from(sorted(KINDS)) | st.text(max_size=12) | JSON | HOSTILE,
    st.dictionaries(
        st.sampled_from(['token', 'since', 'seq', 'data', 'type', '']) | st.text(max_size=8), JSON, max_size=3
    ),
)
FRAMES = st.one_of(
    as_json(MESSAGES),
    as_json(MESSAGES),
    broken(as_json(MESSAGES)),
    as_json(JSON),
    st.text(max_size=200),
    st.binary(max_size=200),
    DEEP,
    st.builds(Repeated, st.just('x'), st.integers(MESSAGE_LIMIT - 2, MESSAGE_LIMIT + 2)),
)


ANSWERS = {'ping': 'pong', 'pong': None, 'sync_request': None, 'auth': 'auth'}
"""What comes of each kind: `auth` is an error, too, and a snapshot may answer several requests."""


def raw(frame):
    return frame.text if isinstance(frame, Repeated) else frame


def expected(frame):
    """What answers the frame; TOO_LARGE when it ends the line."""
    if len(frame) > MESSAGE_LIMIT:
        return TOO_LARGE
    try:
        read = json.loads(frame) if isinstance(frame, str) else None
    except (ValueError, RecursionError):
        return 'error'
    kind = read.get('type') if isinstance(read, dict) else None
    return ANSWERS[kind] if isinstance(kind, str) and kind in KINDS else 'error'


async def told_until(line, enough):
    """What the line tells until that is enough, and the code it was closed with, if it was."""
    told = []
    async with asyncio.timeout(TIMEOUT):
        try:
            while not enough(told):
                told.append(json.loads(await line.recv()))
        except ConnectionClosed:
            return told, line.close_code
    return told, None


def count(told, what):
    return sum(what in each.get('detail', '') for each in told)


@tries(15)
@given(frames=st.lists(FRAMES, min_size=1, max_size=12), since=st.none() | st.text(max_size=30) | HOSTILE)
async def test_a_line_answers_or_is_closed_for_a_reason(eve, frames, since):
    query = '' if since is None else f'?since={quote(since, errors="replace")}'
    wanted = [expected(raw(frame)) for frame in frames]
    async with eve.line(query) as line:
        with suppress(ConnectionClosed):
            for frame in frames:
                await line.send(raw(frame))
            await line.send('{"type": "auth"}')
        told, code = await told_until(line, lambda told: count(told, 'signed in already') > wanted.count('auth'))

    kinds = [each['type'] for each in told]
    assert set(kinds) <= {'sync_response', 'error', 'pong'}
    assert all(each['detail'] for each in told if each['type'] == 'error')
    if TOO_LARGE in wanted:
        assert code == TOO_LARGE
    else:
        assert code is None
        assert kinds.count('pong') == wanted.count('pong')
        asked_for = wanted.count('error') + wanted.count('auth') + 1
        assert kinds.count('error') == asked_for + count(told, 'since must be')


@tries(8)
@given(frames=st.lists(FRAMES, max_size=6), token=st.none() | JSON | HOSTILE)
async def test_nobody_gets_in_by_nonsense(eve, frames, token):
    last = [json.dumps({'type': 'auth', 'token': token}), '{"type": "auth", "token": ""}']
    async with connect(f'{eve.address.replace("http", "ws")}/ws', proxy=None) as line:
        with suppress(ConnectionClosed):
            for frame in [*map(raw, frames), *last]:
                await line.send(frame)
        told, code = await told_until(line, lambda _: False)

    assert code in {NOT_SIGNED_IN, TOO_LARGE}
    assert {each['type'] for each in told} <= {'error'}


async def test_nothing_is_left_of_lines_that_have_ended(eve, tandem):
    for _ in range(20):
        async with eve.line() as line:
            await line.send('x')
            await line.send('x' * (MESSAGE_LIMIT + 1))
            await line.wait_closed()

    await until(lambda: not tandem.hub.follower_count and not tandem.open_connections.count())
