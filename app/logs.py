"""The log: lines as text or as JSON, without anything that people keep in Tandem.

The message of an exception may quote a title, an address or a password, so only its type and its
stack are logged; and a request is logged by its route, never by its path.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from starlette.types import Scope

from app.settings import LogFormat

requests = logging.getLogger('tandem.requests')

REQUEST_FACTS = 'tandem.request_facts'
"""Where the scope of a request holds what its line in the log will say."""


def configure(log_format: LogFormat) -> None:
    """Log warnings, and as JSON also each request, to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if log_format is LogFormat.JSON else PlainLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    requests.setLevel(logging.INFO if log_format is LogFormat.JSON else logging.WARNING)


class PlainLines(logging.Formatter):
    """Lines for people."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, with the stack of an exception below it."""
        stack = _stack_of(record)
        return f'{record.levelname} {record.name}: {_message_of(record)}' + (f'\n{stack}' if stack else '')


class JsonLines(logging.Formatter):
    """Lines for programs: one JSON object each."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, with the facts about a request and the stack of an exception."""
        line: dict[str, Any] = {
            'time': datetime.fromtimestamp(record.created, UTC).isoformat(timespec='milliseconds'),
            'level': record.levelname.lower(),
            'logger': record.name,
            'message': _message_of(record),
            **getattr(record, 'request', {}),
        }
        if stack := _stack_of(record):
            line['exception'] = stack
        return json.dumps(line)


def note_user(scope: Scope, user_id: UUID) -> None:
    """Have the line about this request say who made it."""
    if REQUEST_FACTS in scope:
        scope[REQUEST_FACTS]['user'] = str(user_id)


def _message_of(record: logging.LogRecord) -> str:
    """The message without that of an exception, which asyncio puts into the lines after the first."""
    if isinstance(record.msg, BaseException):
        return type(record.msg).__name__
    if any(isinstance(argument, BaseException) for argument in record.args or ()):
        return str(record.msg)
    return record.getMessage().partition('\n')[0]


def _stack_of(record: logging.LogRecord) -> str:
    error = record.exc_info[1] if record.exc_info else None
    if error is None and isinstance(record.msg, BaseException):
        error = record.msg
    return '' if error is None else '\n'.join(_chain(error))


def _chain(error: BaseException) -> list[str]:
    """The type of an exception and of its causes, each with its stack."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = _chain(cause) if cause is not None else []
    places = [f'  {frame.filename}:{frame.lineno} {frame.name}' for frame in traceback.extract_tb(error.__traceback__)]
    within = [line for part in getattr(error, 'exceptions', ()) for line in _chain(part)]
    return [*before, type(error).__name__, *places, *within]
