"""Refusals as HTTP answers: each error has one status, and every body has one shape, `{"detail": …}`."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from services.errors import (
    CodeNeeded,
    Conflict,
    DiskFull,
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
from services.values.validation import faults_of


class ForeignOrigin(TandemError):
    """The page of another site sent this request with the cookie of somebody who is logged in here."""


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
    DiskFull: 507,
}
"""The status of each error; an error that is not listed has that of its base class."""

_HEADERS: dict[int, dict[str, str]] = {401: {'WWW-Authenticate': 'Bearer'}, 503: {'Retry-After': '1'}}

_SENTENCES = {
    404: 'There is nothing at this address. /docs lists what there is.',
    405: 'This address does not know that method. The Allow header lists those it knows.',
    413: 'The body is too large. Send at most 1 MB.',
    500: 'Something went wrong here, and nothing was changed. The log says more.',
}

_BODY = 'body'
_SEND_JSON = 'Send a JSON object, with Content-Type: application/json.'
_NOT_JSON = 'The body is not valid JSON: {error} at character {position}. Correct it and send it again.'
_NOT_UTF8 = 'The body cannot be read as JSON. Send a JSON object in UTF-8.'


class Problem(BaseModel):
    """Why a request was refused, in a sentence."""

    detail: str = Field(examples=['There is no such task. It may have been deleted.'])


class LoginProblem(Problem):
    """Why nobody was logged in; `needs` says what to send as well."""

    needs: Literal['code'] | None = None


class FieldProblem(BaseModel):
    """One field that cannot be accepted, and why; `body` stands for all of the body."""

    field: str = Field(examples=['title'])
    message: str = Field(examples=['The title must not be empty. Type at least one visible character.'])


class InvalidProblem(BaseModel):
    """What is wrong with a request, field by field."""

    detail: list[FieldProblem]


class ConflictProblem(Problem):
    """Why a request came too late; after a version conflict, `current` is the task as it is now."""

    current: TaskRead | None = None


class ProblemResponse(JSONResponse):
    """A refusal, which can be encoded whatever it quotes from the request."""

    def render(self, content: Any) -> bytes:
        """The body; a lone surrogate, which JSON may contain and UTF-8 may not, becomes a question mark."""
        return json.dumps(content, ensure_ascii=False, separators=(',', ':')).encode('utf-8', 'replace')


def problem(status: int, detail: Any = None, headers: Mapping[str, str] | None = None, **more: Any) -> ProblemResponse:
    """The answer with this status; `detail` defaults to a sentence that fits the status."""
    body = {'detail': detail or _SENTENCES.get(status, 'The request was refused.'), **more}
    return ProblemResponse(body, status, headers={**_HEADERS.get(status, {}), **(headers or {})})


def problem_of(error: TandemError) -> ProblemResponse:
    """The answer to a request that was refused with `error`."""
    status = status_of(error)
    if isinstance(error, InvalidInput):
        return _invalid_problem([FieldProblem(field=error.field, message=str(error))])
    if isinstance(error, CodeNeeded):
        return problem(status, str(error), needs='code')
    if isinstance(error, VersionConflict):
        return problem(status, str(error), current=error.current.model_dump(mode='json'))
    wait = {'Retry-After': str(error.retry_after)} if isinstance(error, TooMany) and error.retry_after else None
    return problem(status, str(error) or None, wait)


def status_of(error: TandemError) -> int:
    """The status of `error`: its own, or that of its nearest base class."""
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)


def answers(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What a route declares about its refusals in the OpenAPI document."""
    if 503 in statuses:  # noqa: PLR2004 - what cannot be reached can be full as well
        statuses = (*statuses, 507)
    described = {
        401: (Problem, 'Nobody is signed in, or the token is not known.'),
        403: (Problem, 'The token is not for this, or the request came from a page of another site.'),
        404: (Problem, "It does not exist, or is somebody else's."),
        409: (ConflictProblem, 'It has changed, or was done before.'),
        413: (Problem, 'The body is larger than 1 MB.'),
        422: (InvalidProblem, 'Something cannot be accepted; says which field and why.'),
        429: (Problem, 'Too much, or too often; Retry-After says how many seconds to wait, if waiting helps.'),
        503: (Problem, 'The database cannot be reached just now.'),
        507: (Problem, 'The disk of the database is full.'),
    }
    return {status: {'model': described[status][0], 'description': described[status][1]} for status in statuses}


def install(app: FastAPI) -> None:
    """Have `app` answer with problems."""
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
    return _invalid_problem(map(_field_problem, error.errors()))


async def _http(_request: Request, error: Exception) -> ProblemResponse:
    if not isinstance(error, HTTPException):
        raise error
    if error.status_code == 400:  # noqa: PLR2004 - FastAPI's answer to a body that it cannot decode
        return _invalid_problem([FieldProblem(field=_BODY, message=_NOT_UTF8)])
    return problem(error.status_code, _SENTENCES.get(error.status_code, error.detail), error.headers)


def _field_problem(detail: Mapping[str, Any]) -> FieldProblem:
    kind, (place, *path) = detail['type'], detail['loc']
    if kind == 'json_invalid':
        return FieldProblem(field=_BODY, message=_NOT_JSON.format(error=detail['ctx']['error'], position=path[-1]))
    if (place, *path) == (_BODY,) and kind in {'missing', 'model_attributes_type'}:
        return FieldProblem(field=_BODY, message=_SEND_JSON)
    # Where a field came from (body, query, path or header) says nothing that its name does not.
    [fault] = faults_of([{**detail, 'loc': path}])
    return FieldProblem(field=fault.field or _BODY, message=str(fault))


def _invalid_problem(problems: Iterable[FieldProblem]) -> ProblemResponse:
    return problem(422, [each.model_dump() for each in problems])
