"""Pass 2, places: the person's own lists and labels by name, and those that are named and are not there."""

from dataclasses import replace

from services.language.context import Context
from services.language.places import KnownPlaces, Place, PlaceKind, name_words
from services.language.reading.notes import Annotation, Notes
from services.language.tokens import Kind

SAID = 'said'
"""The form of an annotation that says 'list' or 'label', or has the mark of one."""

_NO_NAME = ('owner', 'article', 'list_place', 'away', 'new', 'describes a list')
_VALUES = ('date', 'range', 'status', 'priority')
_MOST = 20
"""So many names of one kind are looked at in a message; nobody writes more, and each may take a while."""

_LONGEST_TITLE = 12
"""So many words before a name are looked at, whether a task is called so."""

_OTHER_VALUES = ('date', 'priority', 'status')
_SILENT = frozenset({
    'verb', 'status', 'priority', 'important', 'date', 'range', 'thing', 'elsewhere', 'calendar', 'quantifier', 'order',
    'number', 'cardinal', 'ordinal', 'attribute', 'unoffered', 'memo', 'happened', 'one', 'many', 'note mark',
    'literal', 'negation', 'closing', 'repeat', 'new list', 'called', 'says', 'statistics',
})  # fmt: skip
_LEADS_TO_A_NAME = frozenset({'question', 'auxiliary', 'verb', 'quantifier', 'thing', 'follow up', 'opening'})


def note_names(notes: Notes, context: Context) -> None:
    """Note each list and label that is named; nothing where it is not known which ones there are."""
    if context.places is None:
        return
    names = _Names(notes, context, context.places)
    names.note_labels()
    names.note_own_lists()
    names.note_other_lists()


class _Names:
    def __init__(self, notes: Notes, context: Context, places: KnownPlaces) -> None:
        self._notes = notes
        self._context = context
        self._places = places

    # Labels

    def note_labels(self) -> None:
        """'@home', 'tagged work', 'the label work'; after a verb of labelling also 'with work and home'."""
        notes = self._notes
        marks = [at for at, token in enumerate(notes.tokens) if token.text == '@' and self._is_mark(at)]
        for at in marks[:_MOST]:
            if not notes.covers(at, 'label'):
                self._note_label(at, at + 1, 'with', SAID)
        for each in sorted(notes.of('label lead'), key=lambda each: each.first - each.last):
            if not notes.covers(each.first, 'label'):
                self._note_label(each.first, each.last, 'with', SAID)
        words = [at for at in range(len(notes)) if notes.plays(at, 'labels', 'label_done', 'label_word')]
        for at in words[:_MOST]:
            self._note_labels_around(at)
        for each in list(notes.of('verb')):
            if each.need == 'label' and each.form == 'base':
                self._note_given(each)

    def _note_labels_around(self, at: int) -> None:
        """'The label work', 'mit Arbeit getaggt', and the word for labels itself."""
        notes = self._notes
        if notes.plays(at, 'labels'):
            notes.add(Annotation('labels', at, at + 1))
        if notes.plays(at, 'label_done') and notes.plays(at - 2, 'label_by'):
            label = self._places.label(self._word_at(at - 1)[1])
            self._add(Annotation('label', at - 2, at + 1, label, need='with', form=SAID))
        if notes.plays(at, 'label_word') and not notes.covers(at, 'label'):
            self._note_named_label(at)

    def _is_mark(self, at: int) -> bool:
        """Whether a mark stands right before a word and not right behind one, as in an address."""
        notes, token = self._notes, self._notes.tokens[at]
        follows = at + 1 < len(notes) and notes.tokens[at + 1].start == token.end
        apart = token.start == 0 or notes.text[token.start - 1].isspace()
        return follows and apart and notes.tokens[at + 1].kind is Kind.WORD and not notes.covers(at, 'date')

    def _word_at(self, at: int) -> tuple[int, str]:
        """Where the word ends that begins at a token, with its hyphens, and the word as it was typed."""
        notes = self._notes
        if notes.tokens[at].kind is Kind.LITERAL:
            return at + 1, next(str(each.value) for each in notes.of('literal', at, at + 1))
        end = at + 1
        while end < len(notes) and notes.is_word(end) and notes.text[notes.tokens[end - 1].end :][:1] in {'-', '_'}:
            end += 1
        return end, notes.raw(at, end)

    def _note_label(self, first: int, at: int, need: str, form: str = '') -> int:
        """Note the label that is named at a token, and those joined to it; returns where they end."""
        notes = self._notes
        if at >= len(notes) or not notes.is_word(at) or notes.plays(at, 'article', 'label_by'):
            return at
        last, name = self._word_at(at)
        if notes.plays(last, 'label_word') and notes.plays(at, 'owner'):
            return at
        self._add(Annotation('label', first, last, self._places.label(name), need=need, form=form))
        joint = last
        while joint < len(notes) and notes.plays(joint, 'joins_names'):
            joint += 1
        return self._note_label(joint, joint, need, form) if self._goes_on(last, joint) else last

    def _goes_on(self, last: int, joint: int) -> bool:
        """Whether another label is named behind 'and': one that is there, or the last word of what is said."""
        notes = self._notes
        if joint == last or joint >= len(notes) or not notes.is_word(joint):
            return False
        end, name = self._word_at(joint)
        return self._places.label(name).id is not None or end >= len(notes) or not notes.is_word(end)

    def _note_named_label(self, at: int) -> None:
        """'The label work', 'a label called work', 'the work label'."""
        notes, first = self._notes, at
        while first and notes.plays(first - 1, 'article', 'definite', 'new'):
            first -= 1
        before = at - 1
        if before >= 0 and notes.is_word(before) and self._places.label(notes.raw(before, at)).id is not None:
            first = before
            while first and notes.plays(first - 1, 'article', 'definite'):
                first -= 1
            self._add(Annotation('label', first, at + 1, self._places.label(notes.raw(before, at)), form=SAID))
            return
        if first == at and any(each.first == at and each.need == 'label' for each in notes.of('verb')):
            return
        called = [each.last for each in notes.of('called') if each.first == at + 1]
        name = max([at + 1, *called])
        if name >= len(notes) or not notes.is_word(name):
            return
        is_own = self._places.label(self._word_at(name)[1]).id is not None
        is_one = not notes.lexicon.is_plural(notes.tokens[at].text)
        is_small = notes.plays(name, 'small', 'list_place') or notes.covers(name, 'auxiliary', 'question', 'verb')
        if is_own or called or (is_one and not is_small):
            self._note_label(first, name, '', SAID)

    def _note_given(self, verb: Annotation) -> None:
        """'Tag the slides with work', 'label it as urgent'."""
        notes = self._notes
        if notes.of('label', verb.last):
            return
        at = next((at for at in range(len(notes) - 2, verb.last, -1) if notes.plays(at, 'label_by')), None)
        if at is not None:
            end = self._end_of_given(at + 1)
            if end > self._word_at(at + 1)[0] and not any(notes.plays(k, 'joins_names') for k in range(at, end)):
                name = Place(PlaceKind.LABEL, notes.raw(at + 1, end))
                self._add(Annotation('label', at, end, name, need='with', form=SAID))
            else:
                self._note_label(at, at + 1, 'with', SAID)
        elif notes.begins(verb.last, 'one') and verb.last + 1 < len(notes):
            self._note_label(verb.last + 1, verb.last + 1, 'with', SAID)

    def _end_of_given(self, first: int) -> int:
        """Where what is said of a label ends; a name of several words is refused when it is to be made."""
        notes, kinds = self._notes, ('date', 'closing', 'start', 'part of', 'takes lead')
        stops = (at for at in range(first + 1, len(notes)) if notes.begins(at, *kinds) or not notes.is_word(at))
        return next(stops, len(notes))

    # Lists

    def note_own_lists(self) -> None:
        """The names of the person's lists, where a word leads to them or says that they are one."""
        notes, said = self._notes, [token.text for token in self._notes.tokens]
        for place in self._places.lists:
            words = name_words(place.name)
            found = [at for at, word in enumerate(said) if words and word == words[0]]
            for at in found[:_MOST]:
                if tuple(said[at : at + len(words)]) == words:
                    self._note_list(at, at + len(words), place)
        inbox = self._places.inbox
        for at in range(len(notes)):
            if inbox and notes.plays(at, 'inbox') and not notes.covers(at, 'list'):
                self._note_list(at, at + 1, inbox)

    def _note_list(self, first: int, last: int, place: Place) -> None:
        notes = self._notes
        if any(each.last - each.first > last - first and each.first <= first < each.last for each in self._placed()):
            return
        start, end, is_said = self._with_the_word(first, last)
        lead, at = self._lead(start)
        if is_said and not lead and notes.plays(start - 1, 'list_place'):
            lead, at = 'onto', start - 1
        marked = lead == '#'
        is_other = any(notes.covers(at, *_OTHER_VALUES) for at in range(first, last))
        if not (is_said or marked) and (is_other or self._is_in_a_title(at, end)):
            return
        if lead or is_said or self._is_asked_for(at, end):
            need = 'onto' if marked else lead
            form = SAID if is_said or marked else ''
            self._add(Annotation('list', at, end, place, need=need, form=form))

    def _placed(self) -> list[Annotation]:
        return [each for each in self._notes.of('list') if isinstance(each.value, Place)]

    def _with_the_word(self, first: int, last: int) -> tuple[int, int, bool]:
        """The stretch with the word 'list' before or behind the name, and with what owns it."""
        notes = self._notes
        is_said = notes.plays(last, 'list_word')
        end = last + is_said
        start = min((each.first for each in notes.of('called') if each.last == first), default=first)
        if notes.plays(start - 1, 'list_word'):
            start, is_said = start - 1, True
        elif start < first:
            start = first
        things = [each.last for each in notes.of('thing') if each.first == end and each.value == 'many']
        if things and not is_said:
            end, is_said = max(things), True
        while start and notes.plays(start - 1, 'owner', 'article'):
            start -= 1
        return start, end, is_said

    def _lead(self, first: int) -> tuple[str, int]:
        notes = self._notes
        if not first:
            return '', first
        if notes.tokens[first - 1].text == '#' and self._is_mark(first - 1):
            return '#', first - 1
        if notes.plays(first - 1, 'off'):
            more = first > 1 and notes.plays(first - 2, 'away')
            return 'off', first - 1 - more
        return ('onto', first - 1) if notes.plays(first - 1, 'list_goal') else ('', first)

    def _is_in_a_title(self, first: int, last: int) -> bool:
        """Whether the words stand in a title of a task that is named whole: 'complete drive to work'."""
        titles = self._context.index
        return any(
            task
            for start in range(max(0, first - _LONGEST_TITLE), first)
            for task in titles.best(self._notes.raw(start, last), prefers=lambda _: True)
            if name_words(task.title) == tuple(token.text for token in self._notes.tokens[start:last])
        )

    def _is_asked_for(self, first: int, last: int) -> bool:
        """'Show Home', 'and Work?': nothing is said but that it is to be shown."""
        notes = self._notes
        around = [*notes.words(0, first), *notes.words(last, len(notes))]
        told = [each for each in notes.any_of(_LEADS_TO_A_NAME) if each.kind != 'verb' or each.value in _ASKING]
        covered = {at for each in told for at in range(each.first, each.last)}
        return bool(around) and all(at in covered or notes.plays(at, 'filter_noise', 'please') for at in around)

    def note_other_lists(self) -> None:
        """'My shopping list', 'the list “Trip”', '#trip', 'eggs to groceries': lists that are not there yet."""
        notes = self._notes
        for each in list(notes.of('list')):
            if not isinstance(each.value, Place) and each in notes.annotations:
                self._note_described(each)
        for at in range(len(notes)):
            if notes.tokens[at].text == '#' and self._is_mark(at) and not notes.covers(at, 'list'):
                last, name = self._word_at(at + 1)
                self._add(Annotation('list', at, last, self._list(name), need='onto', form=SAID))
            compound = notes.lexicon.list_in_word(notes.tokens[at].text)
            if compound and not notes.covers(at, 'list'):
                self._note_compound(at, compound)
        last = max((at for at in notes.words(0, len(notes))), default=0)
        is_named = notes.plays(last, 'list_name') and notes.plays(last - 1, 'into') and last > 1 + 1
        if is_named and not notes.covers(last, 'mention', 'list', 'label'):
            self._add(Annotation('list', last - 1, last + 1, self._list(notes.raw(last, last + 1)), need='onto'))

    def _note_compound(self, at: int, name: str) -> None:
        """'Urlaubsliste': a word that is a name and says that it is a list."""
        notes, start = self._notes, at
        while start and notes.plays(start - 1, 'owner', 'article', 'new'):
            start -= 1
        lead, first = self._lead(start)
        place = self._places.list_called((name,)) or self._list(notes.raw(at, at + 1))
        if place.id is None and notes.covers(at, 'mention'):
            return
        self._add(Annotation('list', first, at + 1, place, need=lead, form=SAID))

    def _note_described(self, each: Annotation) -> None:
        """Give a list that is named by words around 'list' its place."""
        notes = self._notes
        found = self._named_behind(each)
        if found:
            last, name = found
            self._add(replace(each, last=last, value=self._list(name), form=SAID))
            return
        each = self._with_capitals(each)
        noun = next((at for at in range(each.first, each.last) if notes.plays(at, 'list_word', 'todo_word')), each.last)
        words = [at for at in notes.words(each.first, noun) if self._can_be_a_name(at)]
        said = tuple(notes.tokens[at].text for at in words)
        is_list = notes.any_plays(each.first, each.last, 'list_word')
        compound = notes.lexicon.list_in_word(notes.tokens[each.last - 1].text)
        whole = (notes.tokens[each.last - 1].text,)
        place = self._places.list_called(said) if said else self._places.list_called((compound,)) if compound else None
        place = place or (self._places.list_called(whole) if is_list else None)
        if place is None and all(notes.covers(at, 'mention') for at in words or [each.last - 1]):
            return
        if place is None and words and is_list:
            place = self._list(notes.raw(words[0], words[-1] + 1))
        elif place is None and compound and not notes.plays(each.last - 1, 'describes a list'):
            place = self._list(notes.raw(each.last - 1, each.last))
        if place is not None:
            self._add(replace(each, value=place, form=SAID if is_list else ''))

    def _can_be_a_name(self, at: int) -> bool:
        """Whether a word before 'list' names it: 'shopping', 'Christmas', 'Reading', and not 'my', 'done', 'today'."""
        notes = self._notes
        is_small = notes.plays(at, 'owner', 'article', 'list_place')
        if notes.plays(at, 'list_kind') or (at and notes.text[notes.tokens[at].start].isupper() and not is_small):
            return True
        return not notes.plays(at, *_NO_NAME) and not notes.covers(at, *_VALUES)

    def _with_capitals(self, each: Annotation) -> Annotation:
        """'The Reading list', whatever the word with the capital means elsewhere."""
        notes, first = self._notes, each.first
        if each.need or not notes.plays(first, 'list_word'):
            return each
        while first and notes.is_word(first - 1) and notes.text[notes.tokens[first - 1].start].isupper():
            first -= 1
        if first == each.first or not notes.plays(first - 1, 'owner'):
            return each
        lead, start = self._lead(first - 1)
        return replace(each, first=start, need=lead)

    def _named_behind(self, each: Annotation) -> tuple[int, str] | None:
        """'The list “Trip”', 'a list called Summer trip', 'the list Trip': where the name ends, and the name."""
        notes, at = self._notes, each.last
        if at >= len(notes) or not notes.plays(at - 1, 'list_word'):
            return None
        called = max((one.last for one in notes.of('called') if one.first == at), default=at)
        if notes.tokens[at].text == ':' and notes.any_plays(each.first, at, 'new', 'indefinite'):
            called = at + 1
        if called < len(notes) and notes.tokens[called].kind is Kind.LITERAL:
            return self._word_at(called)
        end = called
        while end < len(notes) and notes.is_word(end) and not notes.plays(end, 'list_goal', 'off', 'joins_names'):
            if called == at and not notes.text[notes.tokens[end].start].isupper():
                break
            end += 1
        return (end, notes.raw(called, end)) if end > called else None

    def _list(self, name: str) -> Place:
        known = self._places.list_called(name_words(name))
        return known or Place(PlaceKind.LIST, name[:1].upper() + name[1:])

    def _add(self, annotation: Annotation) -> None:
        """Note a place, and forget what else its words could mean."""
        notes = self._notes
        kept = [each for each in notes.annotations if not _is_inside(each, annotation)]
        notes.keep([*kept, annotation])


_ASKING = frozenset({'show', 'count'})


def _is_inside(each: Annotation, place: Annotation) -> bool:
    if each.kind in {'list', 'label'}:
        return each.within(place.first, place.last) or (each.kind == 'list' and each.overlaps(place))
    return each.kind in _SILENT and each.within(place.first, place.last)
