"""What a pattern of sentences is: a text with open places, beside the check of what stands in them."""

from __future__ import annotations

import re
from collections.abc import Callable

from hpanalysis.verify.pages.facts import Cells, Facts

Match = re.Match[str]
Check = Callable[[Match, Cells, Facts], bool]
Pattern = tuple[re.Pattern[str], Check]


def compile_patterns(*patterns: tuple[str, Check]) -> tuple[Pattern, ...]:
    """Patterns with their texts compiled; a space may be one that breaks no line. Called once for each list
    of patterns."""
    return tuple((re.compile(text.replace(" ", r"\s"), re.DOTALL), check) for text, check in patterns)


def says(column: str, *words: str) -> Check:
    """The check that a column has one of these words. Called for each sentence that says nothing but a verdict."""
    return lambda match, row, facts: row[column] in words
