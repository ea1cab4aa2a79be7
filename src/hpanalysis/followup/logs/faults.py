"""What is wrong in one of the secretariat's files, told all at once, so that nobody has to correct them one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Concatenate, NamedTuple, ParamSpec, TypeVar

from hpanalysis.errors import Stop, format_finding

FOLLOWUP, EMERGENCY = "opfoelgning.yaml", "beredskab.yaml"


class Fault(NamedTuple):
    """A fault in one of the secretariat's files, in Danish. It repeats nothing of a field's content, where a name may
    have been written. Made by the checks in `references` and `impossible`; read by `format_fault`."""

    where: str  # in the file; empty for the file as a whole
    wrong: str
    expected: str


Faults = Iterator[Fault]
Entry = TypeVar("Entry")
More = ParamSpec("More")


def name_entry(key: str, number: int) -> str:
    """The place of an entry of a log, as a message names it: `meetings, nr. 3`. Called for entries of a log, and for
    reports and goals within a meeting, when the log is checked. key: the list in the file. number: counts from one, as
    a reader does."""
    return f"{key}, nr. {number}"


def check_each(
    key: str,
    entries: Iterable[Entry],
    check: Callable[Concatenate[str, Entry, More], Faults],
    *more: More.args,
    **named: More.kwargs,
) -> Faults:
    """Check all entries under a key of a log, one after the other; yields their faults. Called for each list of entries
    in the secretariat's files (opfoelgning.yaml, beredskab.yaml). check: is given the entry's place in the file, the
    entry, and `more` and `named`."""
    for number, entry in enumerate(entries, start=1):
        yield from check(name_entry(key, number), entry, *more, **named)


def format_fault(name: str, where: str, wrong: str, expected: str) -> str:
    """A fault as the secretariat is shown it: file, place, what is wrong, what was expected, and what to do. Called for
    each fault of form when a file is read, and for each that its checks find. name: the file's, such as
    `opfoelgning.yaml`. where: the entry; "" for the file as a whole. wrong, expected: Danish sentences."""
    place = f"»{name}«, {where}" if where else f"»{name}«"
    return format_finding(place, wrong, expected=expected, do=f"Ret {name} i mappen params, og kør igen.")


def refuse(name: str, faults: Iterable[Fault]) -> None:
    """Raise `Stop` with every fault of a file, if there are any. Called when a log has been read and its keys checked
    against the plan. name: the file's."""
    refuse_all([format_fault(name, *fault) for fault in faults])


def refuse_all(findings: list[str]) -> None:
    """Raise `Stop` with every finding, if there are any; each once. Called when the dates of the logs have been
    checked, before an accounting year is assessed, and by `refuse`. findings: messages as `format_fault` makes them."""
    if findings:
        raise Stop("\n".join(dict.fromkeys(findings)))
