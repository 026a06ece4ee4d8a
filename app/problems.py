"""Refusals as answers: each error has one status, and every body has one shape, `{"detail": …}`."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from app.faults import Fault, explain
from services.errors import (
    Conflict,
    InvalidInput,
    NotAllowed,
    NotFound,
    NothingToUndo,
    NotInvited,
    NotSignedIn,
    ProviderSilent,
    TandemError,
    TooMany,
    Unavailable,
    VersionConflict,
)
from services.models import TaskRead


class ForeignOrigin(TandemError):
    """The request was sent by a page of another site, in the name of whoever is signed in here."""


STATUS: dict[type[TandemError], int] = {
    InvalidInput: 422,
    NotFound: 404,
    Conflict: 409,
    NothingToUndo: 409,
    NotSignedIn: 401,
    ForeignOrigin: 403,
    NotAllowed: 403,
    NotInvited: 403,
    TooMany: 429,
    ProviderSilent: 503,
    Unavailable: 503,
}
"""What each error answers; an error that is not named here answers as the one it is a kind of."""

_HEADERS: dict[int, dict[str, str]] = {401: {'WWW-Authenticate': 'Bearer'}, 503: {'Retry-After': '1'}}

_SENTENCES = {
    404: 'There is nothing at this address. /docs lists what there is.',
    405: 'This address does not know that method. The Allow header lists those it knows.',
    413: 'The body is too large. Send at most 1 MB.',
    500: 'Something went wrong here, and nothing was changed. The log says more.',
}


class Problem(BaseModel):
    """Why a request was refused, in a sentence."""

    detail: str = Field(examples=['There is no such task. It may have been deleted.'])


class InvalidProblem(BaseModel):
    """What is wrong with a request, field by field."""

    detail: list[Fault]


class ConflictProblem(Problem):
    """Why a request came too late; with a version conflict, `current` is the task as it is now."""

    current: TaskRead | None = None


class ProblemResponse(JSONResponse):
    """A refusal. Whatever was quoted from the request, it can be encoded."""

    def render(self, content: Any) -> bytes:
        """The body; half a surrogate pair, which JSON may carry and UTF-8 may not, becomes a question mark."""
        return json.dumps(content, ensure_ascii=False, separators=(',', ':')).encode('utf-8', 'replace')


def problem(status: int, detail: Any = None, headers: Mapping[str, str] | None = None, **more: Any) -> ProblemResponse:
    """The answer with this status; without a `detail`, the sentence that fits the status."""
    body = {'detail': detail or _SENTENCES.get(status, 'The request was refused.'), **more}
    return ProblemResponse(body, status, headers={**_HEADERS.get(status, {}), **(headers or {})})


def problem_of(error: TandemError) -> ProblemResponse:
    """The answer to a request that was refused with `error`."""
    status = status_of(error)
    if isinstance(error, InvalidInput):
        return problem(status, [Fault(field=error.field, message=str(error)).model_dump()])
    if isinstance(error, VersionConflict):
        return problem(status, str(error), current=error.current.model_dump(mode='json'))
    wait = {'Retry-After': str(error.retry_after)} if isinstance(error, TooMany) and error.retry_after else None
    return problem(status, str(error) or None, wait)


def status_of(error: TandemError) -> int:
    """The status of `error`: its own, or that of the nearest error it is a kind of."""
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)


def answers(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What a route declares about its refusals."""
    described = {
        401: (Problem, 'Nobody is signed in, or the token is not known.'),
        403: (Problem, 'The token is not for this, or the request came from a page of another site.'),
        404: (Problem, "It does not exist, or is somebody else's."),
        409: (ConflictProblem, 'It has changed, or was done before.'),
        413: (Problem, 'The body is larger than 1 MB.'),
        422: (InvalidProblem, 'Something cannot be accepted; says which field and why.'),
        429: (Problem, 'Too much, or too often; Retry-After says how many seconds to wait, if waiting helps.'),
        503: (Problem, 'The database cannot be reached just now.'),
    }
    return {status: {'model': described[status][0], 'description': described[status][1]} for status in statuses}


def install(app: FastAPI) -> None:
    """Have `app` answer refusals this way."""
    app.add_exception_handler(TandemError, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)


async def _refused(_request: Request, error: Exception) -> ProblemResponse:
    if not isinstance(error, TandemError):
        raise error
    return problem_of(error)


async def _invalid(_request: Request, error: Exception) -> ProblemResponse:
    if not isinstance(error, RequestValidationError):
        raise error
    return _faulty(explain(fault) for fault in error.errors())


async def _http(_request: Request, error: Exception) -> ProblemResponse:
    if not isinstance(error, HTTPException):
        raise error
    if error.status_code == 400:  # noqa: PLR2004 - what FastAPI answers to a body it could not even begin to read
        return _faulty([Fault(field='body', message='The body cannot be read as JSON. Send a JSON object in UTF-8.')])
    return problem(error.status_code, _SENTENCES.get(error.status_code, error.detail), error.headers)


def _faulty(faults: Iterable[Fault]) -> ProblemResponse:
    return problem(422, [fault.model_dump() for fault in faults])
