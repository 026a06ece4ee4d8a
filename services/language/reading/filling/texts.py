"""From a reading that renames or notes to a new title or a note."""

from dataclasses import replace

from services.language.commands import Changes, Command, Operation
from services.language.places import Place, name_words
from services.language.reading.filling.slots import Slots
from services.language.reading.filters import there
from services.language.reading.readings import Reading
from services.language.reading.scene import Nothing, Unsure
from services.language.reading.targets import Found
from services.language.resolutions import Missing

_ARROWS = frozenset({':', '->', '=>', '\u2192'})


class Texts(Slots):
    """Fills the readings that give a task a new title or a note."""

    def rename(self, reading: Reading) -> list[Command]:
        """A new title, after 'to' or in quotes."""
        notes, clause = self._notes, self._clause
        first, last = reading.object
        verb = reading.verb
        if verb and 'a task and a value' in reading.evidence:
            found = self._targets(reading).find(clause.head, verb.first)
            return [self._renamed(reading, found, verb.last, last)]
        if (
            verb
            and verb.last - verb.first > 1
            and any(each.first == verb.first + 1 for kind in ('one',) for each in notes.of(kind))
        ):
            focus = self._targets(reading).find(verb.first + 1, verb.last)
            return [self._renamed(reading, focus, verb.last, last)]
        place = self._renamed_place(first, last)
        if place:
            return place
        first = self._after_attribute(first, last, 'title')
        doubt: Unsure | Nothing | None = None
        mark = self._coverage.mark()
        for at in range(first + 1, last - 1):
            if not (notes.plays(at, 'to', 'as') or notes.tokens[at].text in {':', '->', '=>', '\u2192'}):
                continue
            self._coverage.back_to(mark)
            try:
                found = self._targets(reading).find(first, at)
            except (Unsure, Nothing) as error:
                if doubt is None:
                    doubt = self._better(None, error, reading, Changes(title=self._title(at + 1, last)))
                continue
            return [self._renamed(reading, found, at + 1, last)]
        if doubt:
            raise doubt
        found = self._targets(reading).find(first, last)
        raise Unsure(Missing.NAME, resume=self._command(reading, found, Changes()))

    def _renamed_place(self, first: int, last: int) -> list[Command]:
        """'The list Trip to Holiday', 'the label work to office'; 'Trip to Holiday' where only a list is so called."""
        notes = self._notes
        found = [
            (each.value, each.last)
            for each in notes.any_of(frozenset({'list', 'label'}), first, last)
            if each.first == first and not each.need and isinstance(each.value, Place)
        ] or self._own_name(first, last)
        for place, end in found:
            at = end
            while at < last - 1 and notes.plays(at, 'object_end') and not notes.plays(at, 'to', 'as'):
                at += 1
            is_led = notes.plays(at, 'to', 'as') or notes.tokens[min(at, last - 1)].text in _ARROWS
            if at < last and not is_led:
                raise Unsure(Missing.WORDS, about=notes.raw(end, last))
            self._coverage.use_stretch(first, last)
            command = Command(Operation.RENAME_PLACE, notes.text, place=there(place))
            if at + 1 >= last:
                raise Unsure(Missing.PLACE_NAME, resume=command)
            return [replace(command, what=self._title(at + 1, last))]
        return []

    def _own_name(self, first: int, last: int) -> list[tuple[Place, int]]:
        notes, context = self._notes, self._scene.context
        for at in range(first + 1, last - 1):
            said = tuple(token.text for token in notes.tokens[first:at])
            for place in context.places.lists if context.places else ():
                if name_words(place.name) == said and not context.index.best(notes.raw(first, at)):
                    return [(place, at)]
        return []

    def _is_only_changed(self, reading: Reading) -> bool:
        """Whether neither the verb nor 'the title of' says that something is to be called otherwise."""
        return 'via an attribute' in reading.evidence and not self._notes.of('attribute', *reading.object)

    def _only_a_task(self, first: int, last: int) -> bool:
        """'(Change it to) a task of its own' says what it shall be, and not what it shall be called."""
        things = [each for each in self._notes.of('thing', first, last) if each.value == 'one']
        return self._notes.plays(first, 'indefinite') and bool(things)

    def _renamed(self, reading: Reading, found: Found, first: int, last: int) -> Command:
        if first >= last:
            raise Unsure(Missing.NAME, resume=self._command(reading, found, Changes()))
        if self._is_only_changed(reading) and self._only_a_task(first, last):
            raise Unsure(Missing.WORDS, choices=found.tasks, about=self._notes.raw(first, last))
        self._coverage.use_stretch(first, last)
        if len(found.tasks) > 1:
            raise Unsure(
                Missing.WHICH,
                choices=found.tasks,
                resume=Command(Operation.RENAME, self._notes.text, changes=Changes(title=self._title(first, last))),
            )
        return self._command(Reading('rename'), found, Changes(title=self._title(first, last)))

    def note(self, reading: Reading) -> list[Command]:
        """Something to add to what a task's note says."""
        notes = self._notes
        first, last = reading.object
        if self._scene.has_subject and first < last:
            return [self._said_of_subject(reading, first, last)]
        first = self._after_attribute(first, last, 'note')
        quote = next(iter(notes.of('literal', self._clause.head, last)), None)
        if quote and quote.first < first:
            self._coverage.use(quote)
            return [self._command(reading, self._targets(reading).find(first, last), Changes(note=str(quote.value)))]
        for cut in self._note_cuts(first, last):
            mark = self._coverage.mark()
            try:
                found = self._targets(reading).find(first, cut[0])
            except (Unsure, Nothing):
                self._coverage.back_to(mark)
                if cut == self._note_cuts(first, last)[-1]:
                    raise
                continue
            self._coverage.use_stretch(*cut)
            self._coverage.use_stretch(cut[1], last)
            return [self._command(reading, found, Changes(note=self._title(cut[1], last)))]
        found = self._targets(reading).find(first, last)
        raise Unsure(Missing.NOTE, resume=self._command(reading, found, Changes()))

    def _said_of_subject(self, reading: Reading, first: int, last: int) -> Command:
        notes = self._notes
        says = [each.last for each in notes.of('says', first, last) if each.first == first]
        start = max([first, *says])
        while start < last - 1 and not notes.is_word(start):
            start += 1
        self._coverage.use_stretch(first, last)
        found = self._targets(reading).find(first, first)
        return self._command(reading, found, Changes(note=self._title(start, last)))

    def _note_cuts(self, first: int, last: int) -> list[tuple[int, int]]:
        """Where the task's name may end and the note begin."""
        notes = self._notes
        cuts = [
            (at, at + 1)
            for at in range(first + 1, last - 1)
            if notes.tokens[at].text in {':', '-', '\u2013'} or notes.plays(at, 'to')
        ]
        cuts += [(first, first + 1)] if first < last - 1 and notes.tokens[first].text == ':' else []
        cuts += [
            (each.first, each.last) for each in notes.of('says', first, last) if first < each.first and each.last < last
        ]
        cuts += [(each.first, each.first) for each in notes.of('literal', first, last) if each.first > first]
        return sorted(cuts)
