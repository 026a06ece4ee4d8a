"""Whether the language model works: one small question, and whether it can use a tool."""

import time

from pydantic import BaseModel, Field

from services.chat.model.client import ModelClient
from services.chat.model.errors import ModelError, ModelFailure
from services.chat.model.stream import StreamedAnswer
from services.translatable import _

NOT_SET = _('No language model is set (TANDEM_MODEL), so the built-in understanding answers.')
NO_TOOLS = _('The language model answers, but did not use a tool when asked to, so it can talk but not change tasks.')
_QUESTION = [{'role': 'user', 'content': 'Call the tool “ready” now, with no arguments. Say nothing else.'}]
_READY = {
    'type': 'function',
    'function': {
        'name': 'ready',
        'description': 'Say that you are ready.',
        'parameters': {'type': 'object', 'properties': {}},
    },
}


class ModelReport(BaseModel):
    """What a test of the language model found; `problem` says in a sentence what is wrong, if anything is."""

    ok: bool
    model: str | None = Field(examples=['gpt-5-mini'])
    uses_tools: bool
    problem: str | None
    seconds: float


async def check_model(client: ModelClient | None) -> ModelReport:
    """Ask the model one small question, which costs next to nothing."""
    if client is None:
        return ModelReport(ok=False, model=None, uses_tools=False, problem=NOT_SET, seconds=0)
    began = time.perf_counter()
    answer = StreamedAnswer()
    problem: str | None = None
    try:
        async for delta in client.stream(_QUESTION, [_READY]):
            answer.add(delta)
    except ModelError as error:
        problem = str(error)
    else:
        if not answer.size and not answer.tool_calls():
            problem = str(ModelError(ModelFailure.UNUSABLE_ANSWER))
    uses_tools = any(call.name == 'ready' for call in answer.tool_calls())
    return ModelReport(
        ok=problem is None,
        model=client.settings.name,
        uses_tools=uses_tools,
        problem=problem or (None if uses_tools else NO_TOOLS),
        seconds=round(time.perf_counter() - began, 3),
    )
