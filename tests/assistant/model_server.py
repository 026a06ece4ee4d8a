"""A server that speaks OpenAI's chat completions, real HTTP and all, and says what a test told it to say.

Each request takes the next answer of the script. The quirks are those of servers that call
themselves compatible; each is a way to cut the same answer into different pieces.
"""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from tests.serving import serve

Chunks = list[dict[str, Any]]


@dataclass
class Call:
    """A tool that the scripted model wants used; `arguments` as text are sent as they are."""

    tool: str
    arguments: dict[str, Any] | str = field(default_factory=dict)

    @property
    def written(self) -> str:
        return self.arguments if isinstance(self.arguments, str) else json.dumps(self.arguments)


def text_chunks(text: str) -> Chunks:
    return [{'content': word} for word in text.split(' ') for word in ([word, ' '])][:-1]


def _pieces(text: str) -> list[str]:
    third = max(len(text) // 3, 1)
    return [text[at : at + third] for at in range(0, len(text), third)]


def proper(calls: list[Call]) -> Chunks:
    """As OpenAI itself does it: id and name first, then the arguments in fragments, by index."""
    chunks: Chunks = []
    for at, call in enumerate(calls):
        chunks.append(_delta(index=at, id=f'call_{at}', name=call.tool, arguments=''))
        chunks += [_delta(index=at, arguments=piece) for piece in _pieces(call.written)]
    return chunks


def whole_calls(calls: list[Call]) -> Chunks:
    """Each call in one piece, as Ollama sends them."""
    return [_delta(index=at, id=f'call_{at}x', name=call.tool, arguments=call.written) for at, call in enumerate(calls)]


def empty_id(calls: list[Call]) -> Chunks:
    return [_delta(index=at, id='', name=call.tool, arguments=call.written) for at, call in enumerate(calls)]


def same_index(calls: list[Call]) -> Chunks:
    return [_delta(index=0, id=f'call_{at}', name=call.tool, arguments=call.written) for at, call in enumerate(calls)]


def same_index_no_id(calls: list[Call]) -> Chunks:
    return [_delta(index=0, name=call.tool, arguments=call.written) for call in calls]


def arguments_as_object(calls: list[Call]) -> Chunks:
    return [
        _delta(index=at, id=f'call_{at}', name=call.tool, arguments=call.arguments) for at, call in enumerate(calls)
    ]


def name_repeated(calls: list[Call]) -> Chunks:
    """Id and name in every piece, and the legacy field beside it, as llama-cpp-python sends them."""
    chunks: Chunks = []
    for at, call in enumerate(calls):
        for piece in ['', *_pieces(call.written)]:
            chunk = _delta(index=at, id=f'call_{at}', name=call.tool, arguments=piece)
            chunk['function_call'] = {'name': call.tool, 'arguments': piece}
            chunks.append(chunk)
    return chunks


def no_index(calls: list[Call]) -> Chunks:
    return [_delta(id=f'call_{at}', name=call.tool, arguments=call.written) for at, call in enumerate(calls)]


def all_in_one_piece(calls: list[Call]) -> Chunks:
    """All calls in a single delta."""
    return [{'tool_calls': [part for chunk in whole_calls(calls) for part in chunk['tool_calls']]}]


def _delta(**given: Any) -> dict[str, Any]:
    function = {key: given.pop(key) for key in ('name', 'arguments') if key in given}
    return {'tool_calls': [{**given, 'type': 'function', 'function': function}]}


@dataclass
class Answer:
    """One answer: text, then calls, cut by `cut`.

    `hold` keeps the stream open until the test lets it go on;
    with `drips` the pieces come slowly, but they come."""

    text: str = ''
    calls: list[Call] = field(default_factory=list)
    cut: Callable[[list[Call]], Chunks] = proper
    finish: str | None = 'default'
    usage: bool = True
    hold: asyncio.Event | None = None
    breaks_off: bool = False
    drips: bool = False

    def chunks(self) -> Chunks:
        return [*(text_chunks(self.text) if self.text else []), *self.cut(self.calls)]


@dataclass
class Refusal:
    """An HTTP error."""

    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Raw:
    """A body that is not what was asked for."""

    body: str
    media_type: str = 'text/event-stream'


Scripted = Answer | Refusal | Raw | Callable[[dict[str, Any]], Answer]


class ModelServer:
    """The scripted model; `requests` are the bodies it was sent."""

    def __init__(self) -> None:
        self.script: list[Scripted] = []
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.begun = asyncio.Event()
        self.hung_up = asyncio.Event()
        self.base_url = ''

    def says(self, *answers: Scripted) -> None:
        """Add answers to the script."""
        self.script += answers

    def told(self, request: int = -1) -> str:
        """Everything the model was told in one request, as text."""
        return json.dumps(self.requests[request]['messages'], ensure_ascii=False)

    async def answer(self, request: Request) -> Response:
        body = await request.json()
        self.requests.append(body)
        self.keys.append(request.headers.get('authorization', ''))
        if not self.script:
            return JSONResponse({'error': {'message': 'the script is over'}}, 400)
        answer = self.script.pop(0)
        if callable(answer) and not isinstance(answer, Answer | Refusal | Raw):
            answer = answer(body)
        if isinstance(answer, Refusal):
            return JSONResponse(answer.body or {'error': {'message': 'no'}}, answer.status, answer.headers)
        if isinstance(answer, Raw):
            return PlainTextResponse(answer.body, media_type=answer.media_type)
        return StreamingResponse(self._stream(answer), media_type='text/event-stream')

    async def _stream(self, answer: Answer) -> AsyncIterator[bytes]:
        try:
            chunks = answer.chunks()
            if answer.hold is not None and not chunks:
                await answer.hold.wait()
            for at, chunk in enumerate(chunks):
                yield _event({'delta': {'role': 'assistant', **chunk} if not at else chunk})
                self.begun.set()
                if answer.drips:
                    await asyncio.sleep(0.01)
                if answer.hold is not None and at == len(chunks) // 2:
                    await answer.hold.wait()
            if answer.breaks_off:
                raise ConnectionResetError
            if answer.finish:
                reason = 'tool_calls' if answer.calls else 'stop'
                yield _event({'delta': {}, 'finish_reason': reason if answer.finish == 'default' else answer.finish})
            if answer.usage:
                yield _line({'choices': [], 'usage': {'prompt_tokens': 9, 'completion_tokens': 9, 'total_tokens': 18}})
            yield b'data: [DONE]\n\n'
        except asyncio.CancelledError:
            self.hung_up.set()
            raise


def _event(choice: dict[str, Any]) -> bytes:
    return _line({'choices': [{'index': 0, 'finish_reason': None, **choice}]})


def _line(chunk: dict[str, Any]) -> bytes:
    whole = {'id': 'c1', 'object': 'chat.completion.chunk', 'created': 1, 'model': 'scripted', **chunk}
    return f'data: {json.dumps(whole)}\n\n'.encode()


@contextlib.asynccontextmanager
async def model_server() -> AsyncIterator[ModelServer]:
    """A scripted model, listening."""
    model = ModelServer()
    app = Starlette(routes=[Route('/v1/chat/completions', model.answer, methods=['POST'])])
    async with serve(app, lifespan='off', ws='none') as address:
        model.base_url = f'{address}/v1'
        yield model
