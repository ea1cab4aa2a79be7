"""The values on a command's line: a text, a whole number, a file or folder, or a word of a closed list.

The library that parses the line would read them by pydantic, which takes longer to import than all else that a wrong
line needs before its message. So each parameter is given the reader here.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from typer import BadParameter


def _read_word(typed: str, words: type[Enum]) -> Enum:
    """The member of a closed list that a word names; `ValueError` where none does. Called for options such as
    `--edition`."""
    return words(typed)


def _read_number(typed: str, least: int | None) -> int:
    """A whole number; `ValueError` for anything else, and for one below the least. Called for options such as `--jobs`.
    least: None where any number may be given."""
    number = int(typed)
    if least is not None and number < least:
        raise ValueError("too small")
    return number


def _read_path(typed: str) -> Path:
    """A file or folder as it was typed; `ValueError` for one that is there and may not be read. Called for every file
    and folder on the line. What must be there is asked by the command itself."""
    if os.access(typed, os.F_OK) and not os.access(typed, os.R_OK):
        raise ValueError("not readable")
    return Path(typed)


def _read_value(typed: Any, kind: Any, least: int | None) -> Any:
    """One value, by the kind that the command declares; what is of that kind already, as a default is, stays. Called
    for each value of a parameter. `ValueError` where it cannot be used."""
    if isinstance(typed, kind):
        return typed
    if issubclass(kind, Enum):
        return _read_word(typed, kind)
    if kind is int:
        return _read_number(typed, least)
    return _read_path(typed) if kind is Path else str(typed)


@dataclass(frozen=True)
class Reader:
    """How the values of one parameter are read. Put in the place of the library's own by `read_without_pydantic`."""

    kind: Any  # of one value: str, int, Path or an Enum
    least: int | None

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value as the command takes it: None where none was given, a list where the parameter takes many. Called
        by the library once the line is parsed; its BadParameter where the value cannot be used."""
        takes_many = param.multiple or param.nargs == -1
        if value is None:
            return () if takes_many else None
        try:
            if takes_many:
                return [_read_value(one, self.kind, self.least) for one in value]
            return _read_value(value, self.kind, self.least)
        except ValueError as error:
            raise BadParameter("", ctx=ctx, param=param) from error


def read_without_pydantic(param: Any) -> None:
    """Let a parameter's values be read here. Called for each parameter of the command that was typed, before its line
    is parsed. param: as the library has made it of the command's declaration."""
    declared = param.type_descriptor
    kind = declared.annotation.__args__[0] if declared.is_list else declared.annotation
    reader = Reader(kind, param.min)
    param.get_runtime_param = lambda: reader
