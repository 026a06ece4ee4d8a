"""A sentence with everything that was noticed about it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from services.language.lexicon import SURE, Lexicon
from services.language.tokens import Kind, Token


@dataclass(frozen=True, slots=True)
class Annotation:
    """A stretch of tokens and what it may mean: `first` to `last`, the last not included."""

    kind: str
    first: int
    last: int
    value: object = None
    weight: float = 1.0
    need: str = ''
    form: str = ''
    is_slip: bool = False

    def overlaps(self, other: 'Annotation') -> bool:
        """Whether both cover some token."""
        return self.first < other.last and other.first < self.last

    def within(self, first: int, last: int) -> bool:
        """Whether it lies in a stretch of tokens."""
        return first <= self.first and self.last <= last


@dataclass(slots=True)
class Notes:
    """Text, tokens and annotations, with the lexicon they come from; `typed` are the tokens as they were typed."""

    text: str
    tokens: list[Token]
    lexicon: Lexicon
    typed: list[Token]
    annotations: list[Annotation] = field(default_factory=list)
    _by_kind: dict[str, list[Annotation]] = field(default_factory=dict)
    _firsts: dict[str, list[int]] = field(default_factory=dict)
    _covered: dict[str, set[int]] = field(default_factory=dict)
    _roles: list[frozenset[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        roles = self.lexicon.roles
        self._roles = [roles.get(token.text, frozenset()) for token in self.tokens]

    def __len__(self) -> int:
        return len(self.tokens)

    def add(self, annotation: Annotation) -> None:
        """Note one thing more."""
        self.annotations.append(annotation)
        found = self._by_kind.setdefault(annotation.kind, [])
        firsts = self._firsts.setdefault(annotation.kind, [])
        at = bisect_right(firsts, annotation.first)
        found.insert(at, annotation)
        firsts.insert(at, annotation.first)
        self._covered.setdefault(annotation.kind, set()).update(range(annotation.first, annotation.last))

    def keep(self, annotations: list[Annotation]) -> None:
        """Forget all others."""
        self.annotations = []
        self._by_kind, self._firsts, self._covered = {}, {}, {}
        for annotation in annotations:
            self.add(annotation)

    def without(self, stretches: Sequence[tuple[int, int]]) -> 'Notes':
        """The same sentence as if some tokens had not been said; places in the text stay as they are."""
        cut = {at for first, last in stretches for at in range(first, last)}
        text = self.text
        for at in cut:
            start, end = self.tokens[at].start, self.tokens[at].end
            text = f'{text[:start]}{" " * (end - start)}{text[end:]}'
        kept = [token for at, token in enumerate(self.tokens) if at not in cut]
        moved = [at - sum(1 for gone in cut if gone < at) for at in range(len(self.tokens) + 1)]
        spared = Notes(text, kept, self.lexicon, [token for token in self.typed if text[token.start].strip()])
        for each in self.annotations:
            if cut.isdisjoint(range(each.first, each.last)):
                spared.add(replace(each, first=moved[each.first], last=moved[each.last]))
        return spared

    def of(self, kind: str, first: int = 0, last: int | None = None) -> list[Annotation]:
        """The annotations of one kind inside a stretch, in order."""
        found = self._by_kind.get(kind)
        if not found:
            return []
        end = len(self.tokens) if last is None else last
        firsts = self._firsts[kind]
        inside = found[bisect_left(firsts, first) : bisect_left(firsts, end)]
        return [each for each in inside if each.last <= end]

    def any_of(self, kinds: frozenset[str], first: int = 0, last: int | None = None) -> list[Annotation]:
        """The annotations of several kinds inside a stretch, in order."""
        found = [each for kind in kinds for each in self.of(kind, first, last)]
        return sorted(found, key=lambda each: (each.first, each.last, each.kind))

    def plays(self, at: int, *roles: str) -> bool:
        """Whether the token there plays one of the parts."""
        return 0 <= at < len(self._roles) and any(role in self._roles[at] for role in roles)

    def plays_any(self, at: int) -> bool:
        """Whether the token there plays any part."""
        return bool(self._roles[at])

    def any_plays(self, first: int, last: int, *roles: str) -> bool:
        """Whether any token of a stretch plays one of the parts."""
        return any(self.plays(at, *roles) for at in range(max(0, first), min(last, len(self.tokens))))

    def begins(self, at: int, *kinds: str) -> bool:
        """Whether an annotation of one of the kinds begins there."""
        return any(self._beginning(at, kind) for kind in kinds)

    def _beginning(self, at: int, kind: str) -> list[Annotation]:
        firsts = self._firsts.get(kind, [])
        return self._by_kind.get(kind, [])[bisect_left(firsts, at) : bisect_right(firsts, at)]

    def covers(self, at: int, *kinds: str) -> bool:
        """Whether an annotation of one of the kinds covers the token there."""
        return any(at in self._covered.get(kind, ()) for kind in kinds)

    def commands_at(self, at: int, weight: float = SURE) -> list[Annotation]:
        """The verbs at a place that give a command by themselves."""
        return [
            each
            for each in self._beginning(at, 'verb')
            if each.form == 'base' and each.weight >= weight and not each.need
        ]

    def is_word(self, at: int) -> bool:
        """Whether a word, a number or a literal stands there."""
        return self.tokens[at].kind not in {Kind.MARK, Kind.BREAK}

    def words(self, first: int, last: int) -> Iterator[int]:
        """The places of words, numbers and literals in a stretch."""
        return (at for at in range(first, last) if self.is_word(at))

    def said(self, first: int, last: int) -> str:
        """The words of a stretch in lower case, one space between them."""
        return ' '.join(token.text for token in self.tokens[first:last])

    def raw(self, first: int, last: int) -> str:
        """A stretch as it was typed."""
        start, end = self.bounds(first, last)
        return self.text[start:end]

    def bounds(self, first: int, last: int) -> tuple[int, int]:
        """Where a stretch starts and ends in the text, also when its words were typed in another order."""
        inside = self.tokens[first:last]
        if not inside:
            return 0, 0
        return min(token.start for token in inside), max(token.end for token in inside)

    def covering(self, start: int, end: int) -> tuple[int, int] | None:
        """The tokens that a stretch of text touches; None when it touches none."""
        inside = [at for at, token in enumerate(self.tokens) if token.start < end and start < token.end]
        return (inside[0], inside[-1] + 1) if inside else None
