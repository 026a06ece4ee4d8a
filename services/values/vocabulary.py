"""The closed sets of words that tasks and conversations are described with."""

from enum import StrEnum


class Status(StrEnum):
    """How far a task has come."""

    PENDING = 'pending'
    IN_PROGRESS = 'in_progress'
    COMPLETED = 'completed'


class Priority(StrEnum):
    """How much a task matters, from least to most."""

    LOW = 'low'
    MEDIUM = 'medium'
    HIGH = 'high'
    URGENT = 'urgent'


class Role(StrEnum):
    """Who wrote a message."""

    USER = 'user'
    ASSISTANT = 'assistant'


class MessageType(StrEnum):
    """What a message was: plain talk, an instruction that was carried out, or an answer."""

    TEXT = 'text'
    COMMAND = 'command'
    RESPONSE = 'response'
