"""Values of a JSON file that is read strictly: each has the type and the members that it must have, or it is refused.

ValueError wherever a value is otherwise; whoever reads the file says in one sentence that it is not of its form.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any


def require_fields(value: Any, names: set[str], optional: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The JSON object, if it has the fields named and no other, else ValueError. Called for each object of
    definitioner.json when that file is read. optional: those of the names that it may lack."""
    # A misspelt member would be a relation that is missing, and nobody would see it.
    if not isinstance(value, dict) or not names - optional <= set(value) <= names:
        raise ValueError
    return value


def list_fields(of: type) -> set[str]:
    """The names of a dataclass's fields. Called for each object of definitioner.json, whose members are named alike."""
    return {field.name for field in fields(of)}


def require_type(value: Any, *types: type) -> Any:
    """The JSON value, if it is of one of the types (true is no int), else ValueError. Called for each field of a
    published definitioner.json when it is read."""
    # `isinstance(True, int)` is true in Python, and a k of true would be 1.
    if type(value) not in types:
        raise ValueError
    return value


def read_texts(value: Any) -> tuple[str, ...]:
    """A JSON list of texts as a tuple; ValueError if it is anything else. Called for each list in definitioner.json."""
    return tuple(require_type(text, str) for text in require_type(value, list))


def require_at_least(value: Any, least: int) -> int:
    """The JSON whole number, if it is not below `least`, else ValueError. Called for each number of definitioner.json
    when it is read."""
    number: int = require_type(value, int)
    if number < least:
        raise ValueError
    return number
