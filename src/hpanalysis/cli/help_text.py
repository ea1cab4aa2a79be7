"""The help of the program and of each command: Danish throughout, and no sentence of it is cut.

The library that parses the line would write its own frame in English and shorten each command's sentence to the width
of the terminal. So the two classes here, of which every command is made, write the help themselves.
"""

from __future__ import annotations

import inspect
import shutil
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

from typer.core import TyperCommand, TyperGroup

from hpanalysis.cli.values import read_without_pydantic

PROGRAM = "hpanalysis"
# The headings that the commands stand under in the program's help, in their order.
PANELS = HALF_YEAR, LOOK_UP, AUDIT = "Halvåret", "Opslag og kontrol", "Til revisor"
# Lines longer than this are hard to read, however wide the terminal is.
_WIDEST = 100
_NARROWEST = 40
# A name longer than this stands in a line of its own above its text.
_LONGEST_NAME = 24


def _measure_width() -> int:
    """How many characters a line of help may have: the terminal's width within what can be read. Called for each help
    text that is written; 80 where there is no terminal."""
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size((80, 24)).columns))


def _wrap(text: str, indent: str = "") -> list[str]:
    """A text as lines of the width that may be had, each beginning with the indent. Called for each paragraph of help;
    no word of it is broken, so a path can be copied."""
    return textwrap.wrap(
        " ".join(text.split()),
        _measure_width(),
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _list_entries(heading: str, entries: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The lines of a list of names with their texts in a column of their own. Called for a panel of commands, for the
    arguments and for the options; nothing for an empty list. heading: such as `Tilvalg`."""
    rows = list(entries)
    if not rows:
        return
    longest = min(max(len(name) for name, _ in rows), _LONGEST_NAME)
    column = longest + 4
    yield from ("", f"{heading}:")
    for name, text in rows:
        lines = [line[column:] for line in _wrap(text, " " * column)] or [""]
        if len(name) > longest:
            yield f"  {name}"
            name = ""
        yield f"  {name:<{longest}}  {lines[0]}".rstrip()
        yield from (" " * column + line for line in lines[1:])


def describe_parameter(param: Any) -> str:
    """What an argument or an option of a command is for, as its help says it. Called for the help, and for the message
    where its value cannot be used."""
    return " ".join((param.help or "").split())


def name_parameter(param: Any) -> str:
    """What a parameter is called on the line: `--jobs` or `HALVÅR`. Called for the usage, and for messages."""
    if param.param_type_name == "option":
        return str(max(param.opts, key=len))
    return str(param.metavar or param.name.upper())


def _list_options(params: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Each option with the word that stands for its value, and its text with what it is when it is not given. Called
    for a command's help."""
    for param in params:
        if param.param_type_name != "option" or param.hidden:
            continue
        named = ", ".join(sorted(param.opts, key=len))
        takes_value = not param.is_flag and bool(param.metavar)
        text = describe_parameter(param)
        if param.required:
            text += " Skal gives."
        elif takes_value and param.show_default and param.default is not None:
            text += f" Ellers {getattr(param.default, 'value', param.default)}."
        yield f"{named} {param.metavar}" if takes_value else named, text


def _write_usage(path: str, params: Iterable[Any]) -> str:
    """The line that shows how a command is written: its arguments and the options that must be given. Called for a
    command's help. path: the program and the command, such as `hpanalysis run`."""
    required = [param for param in params if param.required]
    pieces = [name_parameter(param) for param in required if param.param_type_name == "argument"]
    pieces += [f"{name_parameter(param)} {param.metavar}" for param in required if param.param_type_name == "option"]
    return " ".join(["Brug:", path, *pieces, "[TILVALG]"])


class Command(TyperCommand):
    """A command whose help is Danish and whole, and which keeps what was typed for the message if it is wrong. Every
    command of `hpanalysis` is one."""

    def get_help(self, ctx: Any) -> str:
        """The command's help: usage, what it does, its arguments and options, and an example. Called by the library for
        `-h` and `--help`."""
        arguments = [
            (name_parameter(param), describe_parameter(param))
            for param in self.params
            if param.param_type_name == "argument"
        ]
        options = [*_list_options(self.params), ("-h, --help", "Vis denne hjælp.")]
        lines = [_write_usage(ctx.command_path, self.params), ""]
        lines += _wrap(inspect.cleandoc(self.help or ""))
        lines += [*_list_entries("Skal gives", arguments), *_list_entries("Tilvalg", options)]
        if self.epilog:
            lines += ["", "Fx:", *(f"  {line}" for line in inspect.cleandoc(self.epilog).splitlines())]
        return "\n".join(lines)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the line as the library does, and give an error of it what was typed, so that its message can show the
        value that is wrong. Called by the library for the command that was typed."""
        typed = list(args)
        for param in self.get_params(ctx):
            read_without_pydantic(param)
        try:
            return super().parse_args(ctx, args)
        except Exception as error:
            error.typed = typed  # type: ignore[attr-defined]
            # An option without its value is an error that does not know its command.
            error.ctx = getattr(error, "ctx", None) or ctx  # type: ignore[attr-defined]
            raise


class Program(TyperGroup):
    """The program, whose help lists the commands in groups, each with its whole first sentence."""

    def get_help(self, ctx: Any) -> str:
        """The program's help. Called by the library for `-h` and `--help`, and for a line without a command."""
        lines = _wrap(inspect.cleandoc(self.help or ""))
        lines += ["", f"Brug: {PROGRAM} KOMMANDO [TILVALG]"]
        # Named first in the order that they are listed in, whichever module was imported first.
        panels: dict[str, list[tuple[str, str]]] = {panel: [] for panel in PANELS}
        for name, command in self.commands.items():
            if not command.hidden:
                # Only the first sentence here: the rest stands in the command's own help.
                first = " ".join(inspect.cleandoc(command.help or "").split()).split(". ")[0].rstrip(".") + "."
                panels.setdefault(str(getattr(command, "rich_help_panel", "")), []).append((name, first))
        for panel, commands in panels.items():
            lines += _list_entries(panel, commands)
        options = [*_list_options(self.params), ("-h, --help", "Vis denne hjælp.")]
        lines += _list_entries("Tilvalg", options)
        lines += ["", *_wrap(f"»{PROGRAM} KOMMANDO --help« viser, hvad en kommando kan.")]
        return "\n".join(lines)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse what stands before the command as the library does. Called by the library for every line."""
        for param in self.get_params(ctx):
            read_without_pydantic(param)
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The command that was typed, as the library finds it; an error is given what was typed, for its message.
        Called by the library for a line with a command."""
        try:
            return super().resolve_command(ctx, args)
        except Exception as error:
            error.typed = list(args)  # type: ignore[attr-defined]
            raise
