"""What is wrong in one of the secretariat's files, told all at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from hpanalysis.errors import Stop, finding

FOLLOWUP, EMERGENCY = "opfoelgning.yaml", "beredskab.yaml"


class Fault(NamedTuple):
    """A fault: where in the file, what is wrong, what was expected; Danish, and nothing of what stands in a field."""

    where: str
    wrong: str
    expected: str


def name_entry(key: str, number: int) -> str:
    """Where an entry stands: `meetings, nr. 3`. The number counts from one, as a reader does."""
    return f"{key}, nr. {number}"


def format_fault(name: str, where: str, wrong: str, expected: str) -> str:
    """The finding as it is shown."""
    place = f"»{name}«, {where}" if where else f"»{name}«"
    return finding(place, wrong, expected=expected, do=f"Ret {name} i mappen params, og kør igen.")


def refuse(name: str, faults: Iterable[Fault]) -> None:
    """`Stop` with every fault of a file, if there are any."""
    refuse_all([format_fault(name, *fault) for fault in faults])


def refuse_all(findings: list[str]) -> None:
    """`Stop` with every finding, if there are any; each once."""
    if findings:
        raise Stop("\n".join(dict.fromkeys(findings)))
