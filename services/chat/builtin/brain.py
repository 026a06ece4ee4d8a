"""The brain that needs no model: it reads the message, acts through the tools, and says what it did."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from uuid import UUID

from services.chat.brain import TurnRequest
from services.chat.builtin.acting import Actions
from services.chat.builtin.answer import display_of, memory_after, text_of
from services.chat.builtin.memory import ConversationMemory
from services.chat.builtin.voice import ENGLISH, Voice, english_only
from services.chat.builtin.wording import Wording
from services.chat.turn import BrainUpdate, TextDelta
from services.language import (
    Ask,
    Confirm,
    Context,
    Decline,
    KnownPlaces,
    MentionIndex,
    Missing,
    Operation,
    Place,
    PlaceKind,
    Resolution,
    Waiting,
    language_of,
    parse,
    spoken_in,
    understand,
)
from services.models import TaskRead
from services.places.reading import Places
from services.sync.state_directory import StateDirectory
from services.values.cause import Moment

_TALK = {Operation.UNKNOWN, Operation.YES, Operation.NO, Operation.CHOOSE, Operation.UNSUPPORTED}
_MAX_INDEXES = 200
"""For how many people the index of titles is kept; the one not used for longest makes room."""


class BuiltInBrain:
    """Understands plain sentences and slash commands; the same sentence is always read the same way."""

    is_instant = True
    history = 10  # the last reply among them holds the memory

    def __init__(self, states: StateDirectory, voices: Callable[[str], Voice] = english_only) -> None:
        """Answers are said with the voice of their language."""
        self._states = states
        self._voices = voices
        self._known_voices: dict[str, Voice] = {}
        self._indexes: dict[tuple[UUID, str], MentionIndex] = {}

    def is_instruction(self, text: str, moment: Moment) -> bool:
        """Whether any part of the message is read as something to do."""
        language = spoken_in(text, moment.language or '')
        commands = parse(text, moment.now, moment.zone, day_first=_is_day_first(moment, language), language=language)
        return any(command.operation not in _TALK for command in commands)

    def is_decision(self, request: TurnRequest) -> bool:
        """Whether the message says yes or no to what waits, or to which of it; or a yes that leaves this open."""
        memory = ConversationMemory.recalled(request.memory)
        context = Context(
            request.moment.now,
            request.moment.zone,
            waiting=_waiting(request, Wording(ENGLISH, request.moment)),
            pending=memory.pending,
            language=spoken_in(request.message.text, _own_language(request, memory)),
        )
        return all(map(_decides, understand(request.message.text, context)))

    async def reply(self, request: TurnRequest) -> AsyncIterator[BrainUpdate]:
        """Carry out what the message asks for, one thing after the other, and say what came of it."""
        tasks, places = await self._states.things_of(request.user_id, request.seq)
        memory = ConversationMemory.recalled(request.memory)
        language = self._language(request, memory, tasks)
        voice = await self._voice(language)
        known = _own(places)
        actions = Actions(request, tasks, known, memory, voice)
        context = replace(self._context(request, tasks, memory, Wording(voice, request.moment), language), places=known)
        parts = []
        for resolution in understand(request.message.text, context):
            part = await actions.carry_out(resolution)
            for call in part.calls:
                yield call
            parts.append(part)
        request.memory.clear()
        request.memory.update(
            memory_after(memory, parts, request.tools.cause.turn_id, language).model_dump(mode='json')
        )
        request.display.update(display_of(parts))
        yield TextDelta(text_of(parts))

    async def _voice(self, language: str) -> Voice:
        """The voice of a language; a catalogue is read in a thread, once."""
        if language not in self._known_voices:
            self._known_voices[language] = await asyncio.to_thread(self._voices, language)
        return self._known_voices[language]

    def _language(self, request: TurnRequest, memory: ConversationMemory, tasks: Sequence[TaskRead]) -> str:
        own = _own_language(request, memory)
        return spoken_in(request.message.text, own, self._index(request.user_id, tasks, own).is_in_a_title)

    def _index(self, user_id: UUID, tasks: Sequence[TaskRead], language: str) -> MentionIndex:
        """The person's titles in a language, brought up to date with what has changed since they last spoke it."""
        index = self._indexes.pop((user_id, language), None) or MentionIndex(words=language_of(language).titles)
        index.update(tasks)
        self._indexes[user_id, language] = index
        if len(self._indexes) > _MAX_INDEXES:
            del self._indexes[next(iter(self._indexes))]
        return index

    def _context(
        self,
        request: TurnRequest,
        tasks: Sequence[TaskRead],
        memory: ConversationMemory,
        words: Wording,
        language: str,
    ) -> Context:
        return Context(
            now=request.moment.now,
            zone=request.moment.zone,
            tasks=tasks,
            shown=memory.in_sight,
            mentioned=tuple(memory.mentioned),
            selected=request.message.screen.selected,
            visible=request.message.screen.visible,
            pending=memory.pending,
            asked=memory.asked,
            day_first=_is_day_first(request.moment, language),
            done=memory.done,
            waiting=_waiting(request, words),
            language=language,
            index=self._index(request.user_id, tasks, language),
        )


def _own(places: Places) -> KnownPlaces:
    """The lists that are in use, and the labels, as sentences know them."""
    return KnownPlaces(
        tuple(
            Place(PlaceKind.LIST, each.name, each.id, is_inbox=each.is_inbox)
            for each in places.lists
            if each.archived_at is None
        ),
        tuple(Place(PlaceKind.LABEL, each.name, each.id) for each in places.labels),
    )


def _own_language(request: TurnRequest, memory: ConversationMemory) -> str:
    """The language of the conversation, else the person's own: what is not clearly in another is in this one."""
    return language_of(memory.language or request.moment.language or '').code


def _is_day_first(moment: Moment, language: str) -> bool:
    """The order of the person's dates, or that of the language where nobody has told."""
    return language_of(language).day_first if moment.day_first is None else moment.day_first


def _decides(resolution: Resolution) -> bool:
    if isinstance(resolution, Ask):
        return resolution.question.missing is Missing.APPROVAL
    return isinstance(resolution, Confirm | Decline) and bool(resolution.ids)


def _waiting(request: TurnRequest, words: Wording) -> tuple[Waiting, ...]:
    return tuple(
        Waiting(each.id, tuple(item.title for item in each.items), words.in_question(each)) for each in request.waiting
    )
