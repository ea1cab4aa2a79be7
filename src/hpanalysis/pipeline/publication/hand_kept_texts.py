"""What people keep by hand (choices, logs, plan, rules, notebooks), read for CPR numbers before anything is made of it.

The gates would stop the pages, but long after, and could not tell the line.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from hpanalysis import leaks
from hpanalysis.cpr import Known, show_name
from hpanalysis.errors import format_finding
from hpanalysis.leaks import LeakKind
from hpanalysis.pipeline.storage import moment
from hpanalysis.plan import Plan

_SEARCHED = (moment.PARAMS, moment.PLAN, moment.RULES, moment.NOTEBOOKS)
_EXPECTED = "ingen CPR-numre i det, der skrives i hånden."
_DO = (
    "Fjern det, og kør igen. Er filen delt med andre, så spørg, om sagen skal meldes som brud på persondatasikkerheden."
)
_ASK = "databeskyttelsesrådgiveren."


def holds_number(name: str, content: bytes, plan: Plan, persons: Known | None) -> bool:
    """Whether a name or a text has a CPR number in it, as the leak gate reads them. Asked of the logs before a workbook
    is written into them."""
    return _holds_number(leaks.make_gate(plan, persons), name, content)


def _holds_number(gate: leaks.LeakGate, name: str, content: bytes) -> bool:
    """Whether the gate reads a CPR number in a name or a text. Asked of each file, and of the lines of one that has a
    number. gate: made once for all of them, because many texts stand in several files."""
    return any(leak.kind == LeakKind.CPR.value for leak in gate.find_leaks(content, name))


def _find_line(gate: leaks.LeakGate, name: str, content: bytes) -> str:
    """Words for the first line with a CPR number, such as `, linje 12`; "" where no line has all of it. Called for a
    file that has one. name: one that tells how it is read."""
    for number, line in enumerate(content.splitlines(), 1):
        if _holds_number(gate, name, line):
            return f", linje {number}"
    return ""


def _search(began: moment.Moment, plan: Plan, persons: Known | None) -> Iterator[str]:
    """Yield a Danish finding for each file with a CPR number in its name or its text. Called by `find_numbers`."""
    gate = leaks.make_gate(plan, persons)
    for folder, files in zip(began.folders, began.files, strict=True):
        for name in files if folder.words in _SEARCHED else ():
            content, place = (folder.folder / name).read_bytes(), f"{show_name(name)} i {folder.words}"
            if _holds_number(gate, name, b""):
                wrong = "Filens navn kan indeholde et CPR-nummer."
                yield format_finding(place, wrong, expected="et andet navn.", do="Giv filen et andet navn.", ask=_ASK)
            nameless = f"tekst{PurePath(name).suffix}"
            if _holds_number(gate, nameless, content):
                place += _find_line(gate, nameless, content)
                wrong = "Her står noget, der kan være et CPR-nummer. Det vises ikke."
                yield format_finding(place, wrong, expected=_EXPECTED, do=_DO, ask=_ASK)


def find_numbers(began: moment.Moment, plan: Plan, persons: Known | None) -> list[str]:
    """The Danish findings on files kept by hand with a CPR number in them; none where all is in order. Called when a
    half-year is examined, by a run and by `hpanalysis check`, and when an accounting year's inputs are read. began: the
    files that the run reads. persons: those of the extracts; None leaves what only may be a CPR number."""
    return list(_search(began, plan, persons))
