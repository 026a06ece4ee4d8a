"""Whatever an MCP client sends, it is answered with a result or a refusal that can be read, and never by breaking."""

import asyncio
import json

from hypothesis import given
from hypothesis import strategies as st

from services.chat.model.tool_schemas import plain_schema
from services.tools import TOOLS
from tests.promises.fuzz.strategies import DEEP, HOSTILE, JSON, Repeated, as_json, broken, of_schema, spoiled, tries
from tests.timeouts import TIMEOUT

BROKEN_INSIDE = -32603
"""What JSON-RPC calls an internal error."""

METHODS = st.sampled_from(
    ['initialize', 'tools/list', 'tools/call', 'ping', 'notifications/initialized', 'logging/setLevel']
)
ENVELOPES = st.fixed_dictionaries(
    {'jsonrpc': st.just('2.0') | JSON, 'method': METHODS | st.text(max_size=20) | JSON},
    optional={
        'id': st.integers() | st.text(max_size=5) | JSON,
        'params': JSON | st.fixed_dictionaries({'name': st.sampled_from(sorted(TOOLS)) | HOSTILE, 'arguments': JSON}),
    },
)
BODIES = st.one_of(
    as_json(ENVELOPES),
    as_json(st.lists(ENVELOPES, max_size=3)),
    broken(as_json(ENVELOPES)),
    as_json(JSON),
    st.text(max_size=200),
    DEEP,
)
KINDS = st.sampled_from(
    ['application/json', 'application/json; charset=utf-16', 'text/plain', 'multipart/form-data', '']
)
ACCEPTED = st.sampled_from(['application/json, text/event-stream', 'application/json', 'text/event-stream', '*/*', ''])
HTTP = st.sampled_from(['POST', 'POST', 'POST', 'PUT', 'DELETE', 'GET'])


def sound(answer):
    """Whether this is an answer that a client can do something with."""
    if answer.status_code >= 500 or 'Traceback' in answer.text:
        return False
    if answer.status_code == 202:
        return not answer.content
    if not answer.headers.get('content-type', '').startswith('application/json'):
        # The protocol's library refuses some headers in plain words.
        return answer.is_client_error and bool(answer.text)
    said = answer.json()
    if 'detail' in said:
        return bool(said['detail'])
    if 'error' in said:
        return said['error']['code'] != BROKEN_INSIDE and bool(said['error']['message'])
    return 'result' in said


@tries(25)
@given(
    body=BODIES | st.binary(max_size=200),
    kind=KINDS,
    accept=ACCEPTED,
    method=st.sampled_from(['POST'] * 6 + ['PUT', 'DELETE']),
)
async def test_any_body_is_answered(eve, body, kind, accept, method):
    text = body.text if isinstance(body, Repeated) else body
    content = text if isinstance(text, bytes) else text.encode(errors='surrogatepass')
    headers = {'Content-Type': kind, 'Accept': accept}
    async with asyncio.timeout(TIMEOUT):
        answer = await eve.client.request(method, '/mcp', content=content, headers=headers)

    assert sound(answer), (answer.status_code, answer.text[:500])


def arguments_for(tool):
    """The tool with arguments that its schema allows, with one of them spoiled, or with whatever."""
    allowed = of_schema(plain_schema(tool))
    return st.tuples(st.just(tool.name), allowed | spoiled(allowed) | st.dictionaries(st.text(max_size=9), JSON))


@tries(40)
@given(use=st.one_of([arguments_for(tool) for tool in TOOLS.values()]))
async def test_any_arguments_are_answered(eve, use):
    name, arguments = use
    async with asyncio.timeout(TIMEOUT):
        answer = await eve.rpc('tools/call', name=name, arguments=arguments)

    assert sound(answer), (answer.status_code, answer.text[:500])
    said = answer.json()
    if 'error' in said:
        # Half a character, which JSON can carry and no text can hold.
        assert '\\ud' in json.dumps(arguments), (said, ascii(arguments))
        return
    result = said['result']
    told = json.loads(result['content'][0]['text'])
    assert told == result['structuredContent']
    assert result['isError'] is ('error' in told)
    assert not result['isError'] or len(told['error']) > 10
