"""The way to a language model: any server that speaks OpenAI's chat completions.

The client library takes a second to import, so that happens in a thread and only once a model is
used. It never retries by itself: waiting is for the brain to do, in the open.
"""

import asyncio
import importlib
import logging
from collections.abc import AsyncGenerator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from math import inf
from typing import Any

from services.model_trouble import ModelTrouble, Trouble

PATIENCE_SECONDS = 45.0
"""How long a model may be silent."""

# At DEBUG these write down whole requests, and with them what people say.
_TALKATIVE = ('openai', 'httpx2', 'httpcore2')
_NO_KEY_NEEDED = 'none'
_STATUS = {401: Trouble.WRONG_KEY, 403: Trouble.WRONG_KEY, 404: Trouble.UNKNOWN_MODEL, 429: Trouble.LIMITED}
_TIMEOUTS = {408, 504, 524}
_SERVER_TROUBLE = 500


@dataclass(frozen=True)
class ModelSettings:
    """Which model, where, and the key to it. Servers of one's own often need no key."""

    name: str
    key: str | None = field(default=None, repr=False)
    base_url: str | None = None


class ModelClient:
    """Sends conversations to the model and brings its answers piece by piece."""

    def __init__(self, settings: ModelSettings, *, patience: float = PATIENCE_SECONDS) -> None:
        self.settings = settings
        self._patience = patience
        self._lock = asyncio.Lock()
        self._library: Any = None
        self._client: Any = None

    async def listen(
        self, messages: Sequence[dict[str, Any]], tools: Sequence[dict[str, Any]], *, seconds: float = inf
    ) -> AsyncGenerator[Any]:
        """The pieces of one answer, as the server cuts them; raises ModelTrouble, also after `seconds`."""
        if not self.settings.key and not self.settings.base_url:
            raise ModelTrouble(Trouble.NO_KEY)
        await self._prepare()
        clock = asyncio.get_running_loop().time
        end = clock() + seconds
        begun = False
        try:
            async with asyncio.timeout_at(min(clock() + self._patience, end)):
                stream = await self._client.chat.completions.create(
                    model=self.settings.name,
                    messages=list(messages),
                    stream=True,
                    **({'tools': list(tools)} if tools else {}),
                )
            async with stream:
                pieces = aiter(stream)
                while True:
                    async with asyncio.timeout_at(min(clock() + self._patience, end)):
                        piece = await anext(pieces, None)
                    if piece is None:
                        return
                    for choice in (getattr(piece, 'choices', None) or ())[:1]:
                        begun = True
                        yield getattr(choice, 'delta', None)
        except Exception as error:
            trouble = self._trouble(error, begun=begun)
            if trouble is None:
                raise
            raise trouble from None

    async def close(self) -> None:
        """Let the connections go."""
        if self._client is not None:
            await self._client.close()

    async def _prepare(self) -> None:
        async with self._lock:
            if self._client is None:
                self._library, self._client = await asyncio.to_thread(self._load)

    def _load(self) -> tuple[Any, Any]:
        library = importlib.import_module('openai')
        for name in _TALKATIVE:
            logging.getLogger(name).setLevel(logging.WARNING)
        client = library.AsyncOpenAI(
            api_key=self.settings.key or _NO_KEY_NEEDED,
            base_url=self.settings.base_url,
            max_retries=0,
            timeout=self._patience,
        )
        return library, client

    def _trouble(self, error: Exception, *, begun: bool) -> ModelTrouble | None:  # noqa: PLR0911 - one line a kind
        """What an error means; None when it is not about the model at all."""
        library = self._library
        if isinstance(error, library.APITimeoutError | TimeoutError):
            return ModelTrouble(Trouble.SLOW)
        if isinstance(error, library.APIStatusError):
            return _of_status(error)
        if isinstance(error, library.APIConnectionError):
            return ModelTrouble(Trouble.CUT if begun else Trouble.UNREACHABLE)
        if isinstance(error, library.APIError):
            # Servers that have begun to answer can say what went wrong only inside the stream.
            return ModelTrouble(Trouble.CUT if begun else Trouble.BROKEN)
        if isinstance(error, importlib.import_module('httpx2').HTTPError | OSError):
            return ModelTrouble(Trouble.CUT)
        if isinstance(error, ValueError | TypeError | AttributeError):
            return ModelTrouble(Trouble.RUBBISH)
        return None


def _of_status(error: Any) -> ModelTrouble:
    status = error.status_code
    if status in _TIMEOUTS:
        return ModelTrouble(Trouble.SLOW)
    if status >= _SERVER_TROUBLE:
        return ModelTrouble(Trouble.BROKEN, _retry_after(error))
    used_up = error.code == 'insufficient_quota'
    return ModelTrouble(_STATUS.get(status, Trouble.REFUSED), _retry_after(error), is_final=used_up)


def _retry_after(error: Any) -> float | None:
    with suppress(ValueError, TypeError):
        return max(float(error.response.headers.get('retry-after')), 0.0)
    return None
