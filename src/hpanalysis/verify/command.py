"""`python verify.py` and `hpanalysis verify`: what was checked, what holds, and an exit code of 0 only if all does."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from hpanalysis.errors import DONE, FAILED, Stop, WrongUse, finding
from hpanalysis.verify.check import Result, check_all
from hpanalysis.verify.checks import bag, signatures
from hpanalysis.verify.checks.signatures import ROLES, Signers
from hpanalysis.verify.opening.outcomes import State, half_year, shown
from hpanalysis.verify.signing.ssh_signature import Unread, allowed_signers

_MOST_NAMED = 20  # of a check's problems
_OPTIONS = {"--previous": "FIL", "--expect": "KONTROLSUM", "--signers": "FIL"}
USAGE = "verify.py [PAKKE ...] [--previous FIL.zip] [--expect KONTROLSUM] [--signers FIL]"


def signers_of(path: Path) -> Signers:
    """Who may sign, by role; `WrongUse` if the file cannot be read so."""
    try:
        found = allowed_signers(path.read_text(encoding="utf-8"))
    except (OSError, Unread, ValueError):
        found = {}
    if not set(found) & set(ROLES):
        raise WrongUse(
            "Filen over dem, der må underskrive, kan ikke læses.",
            place=f"»{shown(path.name)}«",
            expected="linjer som »udarbejdet ssh-ed25519 AAAA…« og »godkendt ssh-ed25519 AAAA…«.",
            do="Ret filen. Andre tilvalg end namespaces= kan ikke bruges her.",
        )
    return found


def lines(result: Result) -> list[str]:
    """A line a check, its problems under it, the digest, and whether the package holds."""
    told = [f"Pakken {shown(result.path.resolve().name)}"]
    width = max(len(one.name) for one in result.outcomes)
    for one in result.outcomes:
        told.append(f"  {one.name:<{width}}  {one.state.value}: {one.sentence}")
        told += [f"    - {problem}" for problem in one.problems[:_MOST_NAMED]]
        if len(one.problems) > _MOST_NAMED:
            told.append(f"    - og {len(one.problems) - _MOST_NAMED} mere")
    if result.digest:
        told.append(f"  Pakkens kontrolsum (SHA-512): {result.digest}")
    return [*told, _verdict(result)]


def _verdict(result: Result) -> str:
    if not result.holds:
        return f"Pakken holder ikke: {', '.join(result.failing)}."
    unchecked = [one.name for one in result.outcomes if one.state is State.NOT_CHECKED]
    but = f" Ikke kontrolleret: {', '.join(unchecked)}." if unchecked else ""
    return f"Pakken holder.{but} Sammenlign kontrolsummen med den, der står i bestyrelsens referat."


def _finding(results: Sequence[Result]) -> str:
    """What is to be done with packages that do not hold, the first of them named with what is wrong with it."""
    first = next(one for one in results if not one.holds)
    of = f"for {half_year(first.half_year)}" if first.half_year else f"»{shown(first.path.name)}«"
    changed = first.signed and {bag.NAME, signatures.NAME} & set(first.failing)
    how = "er ændret, efter at den blev underskrevet" if changed else "holder ikke"
    problem = next(problem for one in first.outcomes for problem in one.problems)
    return finding(
        "",
        f"Dokumentationspakken {of} {how}: {problem}",
        expected="den pakke, der blev lavet og godkendt.",
        do="Brug ikke pakken. Hent en ny, og sammenlign kontrolsummen med den, der står i bestyrelsens referat.",
        ask="den, der har sendt pakken.",
    )


def report(results: Sequence[Result]) -> tuple[list[str], str]:
    """What is printed of the results, and what is to be done; the last is empty if all hold."""
    told = [line for result in results for line in (*lines(result), "")]
    return told[:-1], "" if all(result.holds for result in results) else _finding(results)


def _wrong_use(wrong: str) -> WrongUse:
    return WrongUse(wrong, expected=USAGE, do="Ret kommandoen.")


def _given(argv: Sequence[str]) -> tuple[list[Path], dict[str, str]]:
    """The packages and the options of a command line."""
    paths, options, left = [], {}, list(argv)
    while left:
        word = left.pop(0)
        name, parted, value = word.partition("=")
        if not word.startswith("--"):
            paths.append(Path(word))
        elif name not in _OPTIONS or name in options or not (parted or left):
            raise _wrong_use(f"Tilvalget {shown(name)} kan ikke bruges.")
        else:
            options[name] = value if parted else left.pop(0)
    if not paths:
        raise _wrong_use("Der er ikke givet nogen pakke.")
    return paths, options


def run(argv: Sequence[str]) -> tuple[list[str], str]:
    """Check what a command line names; as `report`. `WrongUse` if it cannot be understood."""
    paths, options = _given(argv)
    previous, signers = options.get("--previous"), options.get("--signers")
    results = check_all(
        paths,
        None if previous is None else Path(previous),
        options.get("--expect"),
        None if signers is None else signers_of(Path(signers)),
    )
    return report(results)


def main(argv: Sequence[str] | None = None) -> int:
    """Print and return the exit code: 0 all holds, 1 something does not, 2 wrong use."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        told, wrong = run(sys.argv[1:] if argv is None else argv)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return stop.exit_code
    print("\n".join(told))
    if wrong:
        print(wrong, file=sys.stderr)
    return FAILED if wrong else DONE
