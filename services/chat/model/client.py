"""The client of a language model: any server that speaks OpenAI's chat completions.

The client library takes a second to import, so that happens in a thread, and only once a model is used. It never
retries by itself: the brain does, where people see it.
"""

import asyncio
import importlib
import logging
from collections.abc import AsyncGenerator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from math import inf
from typing import Any

from services.chat.model.errors import ModelError, ModelFailure

SILENCE_TIMEOUT_SECONDS = 45.0
"""How long a model may be silent."""

# At DEBUG these log whole requests, and with them what people say.
_VERBOSE_LOGGERS = ('openai', 'httpx2', 'httpcore2')
_NO_KEY_NEEDED = 'none'
_STATUS = {
    401: ModelFailure.INVALID_KEY,
    403: ModelFailure.INVALID_KEY,
    404: ModelFailure.UNKNOWN_MODEL,
    429: ModelFailure.RATE_LIMITED,
}
_TIMEOUT_STATUS = {408, 504, 524}
_SERVER_ERROR_STATUS = 500


@dataclass(frozen=True)
class ModelSettings:
    """Which model, where, and the key to it. Servers of one's own often need no key."""

    name: str
    key: str | None = field(default=None, repr=False)
    base_url: str | None = None


class ModelClient:
    """Sends conversations to the model and streams its answers; `timeout` is how many seconds it may be silent."""

    def __init__(self, settings: ModelSettings, *, timeout: float = SILENCE_TIMEOUT_SECONDS) -> None:
        self.settings = settings
        self._timeout = timeout
        self._lock = asyncio.Lock()
        self._library: Any = None
        self._client: Any = None

    async def stream(
        self, messages: Sequence[dict[str, Any]], tools: Sequence[dict[str, Any]], *, seconds: float = inf
    ) -> AsyncGenerator[Any]:
        """The deltas of one answer, as the server cuts them; raises ModelError, also after `seconds`."""
        if not self.settings.key and not self.settings.base_url:
            raise ModelError(ModelFailure.NO_KEY)
        await self._load()
        clock = asyncio.get_running_loop().time
        end = clock() + seconds
        has_begun = False
        try:
            async with asyncio.timeout_at(min(clock() + self._timeout, end)):
                stream = await self._client.chat.completions.create(
                    model=self.settings.name,
                    messages=list(messages),
                    stream=True,
                    **({'tools': list(tools)} if tools else {}),
                )
            async with stream:
                chunks = aiter(stream)
                while True:
                    async with asyncio.timeout_at(min(clock() + self._timeout, end)):
                        chunk = await anext(chunks, None)
                    if chunk is None:
                        return
                    for choice in (getattr(chunk, 'choices', None) or ())[:1]:
                        has_begun = True
                        yield getattr(choice, 'delta', None)
        except Exception as error:
            failure = self._failure_of(error, has_begun=has_begun)
            if failure is None:
                raise
            raise failure from None

    async def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            await self._client.close()

    async def _load(self) -> None:
        async with self._lock:
            if self._client is None:
                self._library, self._client = await asyncio.to_thread(self._import)

    def _import(self) -> tuple[Any, Any]:
        library = importlib.import_module('openai')
        for name in _VERBOSE_LOGGERS:
            logging.getLogger(name).setLevel(logging.WARNING)
        client = library.AsyncOpenAI(
            api_key=self.settings.key or _NO_KEY_NEEDED,
            base_url=self.settings.base_url,
            max_retries=0,
            timeout=self._timeout,
        )
        return library, client

    def _failure_of(self, error: Exception, *, has_begun: bool) -> ModelError | None:  # noqa: PLR0911 - one line a kind
        """What an error means; None when it is not about the model at all."""
        library = self._library
        if isinstance(error, library.APITimeoutError | TimeoutError):
            return ModelError(ModelFailure.TIMEOUT)
        if isinstance(error, library.APIStatusError):
            return _failure_of_status(error)
        if isinstance(error, library.APIConnectionError):
            return ModelError(ModelFailure.INTERRUPTED if has_begun else ModelFailure.UNREACHABLE)
        if isinstance(error, library.APIError):
            # Servers that have begun to answer can say what went wrong only inside the stream.
            return ModelError(ModelFailure.INTERRUPTED if has_begun else ModelFailure.SERVER_ERROR)
        if isinstance(error, importlib.import_module('httpx2').HTTPError | OSError):
            return ModelError(ModelFailure.INTERRUPTED)
        if isinstance(error, ValueError | TypeError | AttributeError):
            return ModelError(ModelFailure.UNUSABLE_ANSWER)
        return None


def _failure_of_status(error: Any) -> ModelError:
    status = error.status_code
    if status in _TIMEOUT_STATUS:
        return ModelError(ModelFailure.TIMEOUT)
    if status >= _SERVER_ERROR_STATUS:
        return ModelError(ModelFailure.SERVER_ERROR, _retry_after(error))
    used_up = error.code == 'insufficient_quota'
    return ModelError(_STATUS.get(status, ModelFailure.BAD_REQUEST), _retry_after(error), is_final=used_up)


def _retry_after(error: Any) -> float | None:
    with suppress(ValueError, TypeError):
        return max(float(error.response.headers.get('retry-after')), 0.0)
    return None
