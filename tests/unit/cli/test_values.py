"""A value on the line is read as the library that parses the line would read it, without what it imports for that."""

import pytest
import typer

from hpanalysis.cli import app
from hpanalysis.cli.values import read_without_pydantic

TYPED = [
    "",
    "0",
    "1",
    " 7",
    "-3",
    "+2",
    "x",
    "1,5",
    "2026H1",
    "offentlig",
    "Offentlig",
    "fortrolig",
    ".",
    "findes/ikke",
]
PARAMETERS = [
    (name, param.name)
    for name, command in typer.main.get_command(app).commands.items()
    for param in command.params
    if not getattr(param, "is_flag", False)  # a flag has no value on the line
]


def find(name, parameter):
    """A parameter of a command, as the library has made it anew."""
    command = typer.main.get_command(app).commands[name]
    return next(param for param in command.params if param.name == parameter), typer.Context(command)


def read(param, typed, ctx):
    """The value, or that it cannot be used."""
    try:
        return param.get_runtime_param().coerce(typed, param=param, ctx=ctx)
    except typer.BadParameter as error:
        assert (error.param, error.ctx) == (param, ctx)
        return "cannot be used"


@pytest.mark.parametrize(("name", "parameter"), PARAMETERS)
def test_every_parameter_is_read_as_the_library_reads_it(name, parameter):
    (ours, ctx), (theirs, their_ctx) = find(name, parameter), find(name, parameter)
    read_without_pydantic(ours)
    many = ours.multiple or ours.nargs == -1
    for typed in [None, ours.default, *([one] if many else one for one in TYPED)]:
        mine, library = read(ours, typed, ctx), read(theirs, typed, their_ctx)
        assert (mine, type(mine)) == (library, type(library)), typed


def test_a_file_that_may_not_be_read_is_refused(tmp_path, monkeypatch):
    param, ctx = find("audit-table", "file")
    read_without_pydantic(param)
    monkeypatch.setattr("os.access", lambda path, mode: mode == 0)
    assert read(param, str(tmp_path), ctx) == "cannot be used"
