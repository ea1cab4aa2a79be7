"""What is wrong with a line that was typed, in one Danish sentence with what may stand there instead."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from hpanalysis.cli.help_text import PROGRAM, describe_parameter, name_parameter
from hpanalysis.errors import WrongUse


def _list_names(command: Any) -> list[str]:
    """What may be chosen from: a program's commands, or a command's options. Called for the messages that name
    them."""
    if hasattr(command, "commands"):
        return sorted(name for name, one in command.commands.items() if not one.hidden)
    options = [param for param in command.params if param.param_type_name == "option" and not param.hidden]
    return [name_parameter(option) for option in options]


def _advise(error: Any, typed: str = "", names: list[str] | None = None) -> str:
    """What to do: the name that was probably meant, and the help that lists what may stand there. Called for each
    message. typed: what was typed instead of one of the names."""
    close = get_close_matches(typed.casefold(), names or [], n=1) if typed else []
    meant = f"Mente du »{close[0]}«? " if close else ""
    path = error.ctx.command_path if getattr(error, "ctx", None) is not None else PROGRAM
    return f"{meant}Skriv »{path} --help« for at se, hvad der kan vælges."


def _find_typed_value(error: Any) -> str:
    """The value that was typed for the parameter of an error; "" where it cannot be told. Called for a value that
    cannot be used."""
    try:
        values, _, _ = error.ctx.command.make_parser(error.ctx).parse_args(list(error.typed))
    except Exception:
        return ""
    value = values.get(error.param.name)
    return str(value[0] if isinstance(value, list | tuple) and value else value or "")


def _describe_expected(param: Any) -> str:
    """What a parameter's value may be, in Danish with a full stop. Called for a value that is missing or cannot be
    used."""
    if "|" in (param.metavar or ""):
        *others, last = param.metavar.split("|")
        return f"{', '.join(others)} eller {last}."
    least = getattr(param, "min", None)
    if least is not None:
        return f"et helt tal, der er mindst {least}."
    text = describe_parameter(param)
    return text[:1].lower() + text[1:]


def _describe_bad_value(error: Any) -> WrongUse:
    """The message for a value that cannot be used, with the value and what it was given for. Called for the library's
    BadParameter."""
    name, value = name_parameter(error.param), _find_typed_value(error)
    is_option = error.param.param_type_name == "option"
    shown = f"»{value}«" if value else "Værdien"
    wrong = f"{shown} kan ikke bruges {'til' if is_option else 'som'} {name}."
    return WrongUse(wrong, expected=_describe_expected(error.param), do=_advise(error))


def _describe_missing(error: Any) -> WrongUse:
    """The message for an argument or an option that must be given and is not. Called for the library's
    MissingParameter."""
    name = name_parameter(error.param)
    wrong = f"Tilvalget {name} mangler." if error.param.param_type_name == "option" else f"{name} mangler på linjen."
    return WrongUse(wrong, expected=_describe_expected(error.param), do=_advise(error))


def _find_takers(error: Any) -> list[str]:
    """The commands that have the option that was typed before any command; none where no command has it, or it was
    typed after one. Called for an option that is not known where it stands."""
    commands = getattr(error.ctx.command, "commands", {})
    return sorted(
        name
        for name, command in commands.items()
        if not command.hidden and any(error.option_name in param.opts for param in command.params)
    )


def _describe_unknown_option(error: Any) -> WrongUse:
    """The message for an option that the command does not have, or that stands before the command that has it. Called
    for the library's NoSuchOption."""
    names = _list_names(error.ctx.command)
    if takers := _find_takers(error):
        one = "run" if "run" in takers else takers[0]
        return WrongUse(
            f"Tilvalget {error.option_name} står før kommandoen.",
            expected=f"tilvalget efter den kommando, det hører til: {', '.join(takers)}.",
            do=f"Skriv fx »{PROGRAM} {one} … {error.option_name}«, og se »{PROGRAM} {one} --help«.",
        )
    known = (
        f"et af tilvalgene {', '.join(names)}." if not hasattr(error.ctx.command, "commands") else "--version eller -h."
    )
    wrong = f"Tilvalget {error.option_name} findes ikke til »{error.ctx.command_path}«."
    return WrongUse(wrong, expected=known, do=_advise(error, error.option_name, names))


def _describe_bad_option(error: Any) -> WrongUse:
    """The message for an option that lacks its value, or has one that it does not take. Called for the library's
    BadOptionUsage."""
    options = {name: param for param in error.ctx.command.params for name in param.opts}
    param = options.get(error.option_name)
    if param is None or param.is_flag:
        return WrongUse(
            f"Tilvalget {error.option_name} har ingen værdi.", expected="tilvalget alene.", do=_advise(error)
        )
    return WrongUse(
        f"Tilvalget {error.option_name} mangler sin værdi.", expected=_describe_expected(param), do=_advise(error)
    )


def _describe_other(error: Any) -> WrongUse:
    """The message for a command that does not exist, or for more on the line than the command takes. Called for every
    other wrong line."""
    ctx, typed = getattr(error, "ctx", None), getattr(error, "typed", [])
    if ctx is not None and hasattr(ctx.command, "commands"):
        names = _list_names(ctx.command)
        word = typed[0] if typed else ""
        wrong = f"Kommandoen »{word}« findes ikke." if word else "Der mangler en kommando."
        return WrongUse(wrong, expected=f"en af kommandoerne {', '.join(names)}.", do=_advise(error, word, names))
    arguments = [param for param in getattr(ctx, "command", error).params if param.param_type_name == "argument"]
    expected = " og ".join(name_parameter(param) for param in arguments) or "kun tilvalg"
    quoted = "Sæt anførselstegn om adressen. " if expected == "ADRESSE" else ""
    return WrongUse("Der står for meget på linjen.", expected=f"{expected}.", do=f"{quoted}{_advise(error)}")


_BY_KIND = {
    "BadParameter": _describe_bad_value,
    "MissingParameter": _describe_missing,
    "NoSuchOption": _describe_unknown_option,
    "BadOptionUsage": _describe_bad_option,
}


def describe_misuse(error: Exception) -> str:
    """One Danish sentence on a wrong use of the command line: what is wrong, what was expected, what to do. Called by
    `main` for an error of the library that parses the line; what may be a CPR number in it is not printed."""
    return str(_BY_KIND.get(type(error).__name__, _describe_other)(error))
