"""Repeating dates: recognised, so that 'every friday' is not taken for one friday, but not offered yet."""

from services.language.dates.grammar import Grammar
from services.language.script import Span


def find_recurrences(lower: str, grammar: Grammar) -> list[Span]:
    """Every stretch that asks for a repetition."""
    if not any(word in lower for word in grammar.repetition_hints):
        return []
    return [Span(*found.span(), 'recurrence', found[0], found[0]) for found in grammar.repetition.finditer(lower)]
