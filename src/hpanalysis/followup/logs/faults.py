"""What is wrong in one of the secretariat's files, told all at once, so that nobody has to correct them one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Concatenate, NamedTuple, ParamSpec, TypeVar

from hpanalysis.errors import Stop, format_finding

FOLLOWUP, EMERGENCY = "opfoelgning.yaml", "beredskab.yaml"


class Fault(NamedTuple):
    """A fault in a file, in Danish. It repeats nothing of a field's content, where a name may have been written."""

    where: str  # in the file; empty for the file as a whole
    wrong: str
    expected: str


Faults = Iterator[Fault]
Entry = TypeVar("Entry")
More = ParamSpec("More")


def name_entry(key: str, number: int) -> str:
    """Where an entry stands: `meetings, nr. 3`. The number counts from one, as a reader does."""
    return f"{key}, nr. {number}"


def check_each(
    key: str,
    entries: Iterable[Entry],
    check: Callable[Concatenate[str, Entry, More], Faults],
    *more: More.args,
    **named: More.kwargs,
) -> Faults:
    """The faults of all entries under a key of a log. check: given where the entry stands, the entry, and the rest."""
    for number, entry in enumerate(entries, start=1):
        yield from check(name_entry(key, number), entry, *more, **named)


def format_fault(name: str, where: str, wrong: str, expected: str) -> str:
    """The fault as it is shown, with what to do about it. name: of the file."""
    place = f"»{name}«, {where}" if where else f"»{name}«"
    return format_finding(place, wrong, expected=expected, do=f"Ret {name} i mappen params, og kør igen.")


def refuse(name: str, faults: Iterable[Fault]) -> None:
    """`Stop` with every fault of a file, if there are any."""
    refuse_all([format_fault(name, *fault) for fault in faults])


def refuse_all(findings: list[str]) -> None:
    """`Stop` with every finding, if there are any; each once."""
    if findings:
        raise Stop("\n".join(dict.fromkeys(findings)))
