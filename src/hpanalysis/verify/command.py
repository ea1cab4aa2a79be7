"""`python verify.py` and `hpanalysis verify`: what was checked, what holds, and an exit code of 0 only if all does."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path

from hpanalysis.errors import DONE, FAILED, Stop, WrongUse, format_finding
from hpanalysis.verify.check import Result, check_all
from hpanalysis.verify.checks import bag, signatures
from hpanalysis.verify.checks.signatures import ROLES, Signers
from hpanalysis.verify.opening.outcomes import State, format_half_year, make_printable
from hpanalysis.verify.signing.ssh_signature import Malformed, parse_allowed_signers

_MOST_NAMED = 20  # problems of one check that are printed; the rest are counted
_OPTIONS = {"--previous": "FIL", "--expect": "KONTROLSUM", "--signers": "FIL"}
USAGE = "verify.py [PAKKE ...] [--previous FIL.zip] [--expect KONTROLSUM] [--signers FIL]"


def read_allowed_signers(path: Path) -> Signers:
    """The keys that may sign, by role, of a file in OpenSSH's form; `WrongUse` if it cannot be read or names no role.

    An unreadable file is no empty one: then every signature would be refused with a misleading reason.
    """
    try:
        signers = parse_allowed_signers(path.read_text(encoding="utf-8"))
    except (OSError, Malformed, ValueError):
        signers = {}
    if not set(signers) & set(ROLES):
        raise WrongUse(
            "Filen over dem, der må underskrive, kan ikke læses.",
            place=f"»{make_printable(path.name)}«",
            expected="linjer som »udarbejdet ssh-ed25519 AAAA…« og »godkendt ssh-ed25519 AAAA…«.",
            do="Ret filen. Andre tilvalg end namespaces= kan ikke bruges her.",
        )
    return signers


def describe_result(result: Result) -> list[str]:
    """The printed lines of a package: one per check with its problems under it, the digest, and whether it holds."""
    lines = [f"Pakken {make_printable(result.path.resolve().name)}"]
    width = max(len(outcome.name) for outcome in result.outcomes)
    for outcome in result.outcomes:
        lines.append(f"  {outcome.name:<{width}}  {outcome.state.value}: {outcome.sentence}")
        lines += [f"    - {problem}" for problem in outcome.problems[:_MOST_NAMED]]
        if len(outcome.problems) > _MOST_NAMED:
            lines.append(f"    - og {len(outcome.problems) - _MOST_NAMED} mere")
    if result.digest:
        lines.append(f"  Pakkens kontrolsum (SHA-512): {result.digest}")
    return [*lines, _word_verdict(result)]


def _word_verdict(result: Result) -> str:
    """The last line of a package. It also names what was not checked, and asks the reader to compare the digest,
    because a package that was forged whole holds by itself."""
    if not result.holds:
        return f"Pakken holder ikke: {', '.join(result.failing)}."
    unchecked = [outcome.name for outcome in result.outcomes if outcome.state is State.NOT_CHECKED]
    but = f" Ikke kontrolleret: {', '.join(unchecked)}." if unchecked else ""
    return f"Pakken holder.{but} Sammenlign kontrolsummen med den, der står i bestyrelsens referat."


def _explain_failure(results: Sequence[Result]) -> str:
    """What to do where at least one package fails: names the first such package and its first problem.

    A failed digest or signature in a signed package means that it was changed after it was signed, so it is said so.
    """
    failed = next(result for result in results if not result.holds)
    of = f"for {format_half_year(failed.half_year)}" if failed.half_year else f"»{make_printable(failed.path.name)}«"
    changed = failed.signed and {bag.NAME, signatures.NAME} & set(failed.failing)
    how = "er ændret, efter at den blev underskrevet" if changed else "holder ikke"
    problem = next(problem for outcome in failed.outcomes for problem in outcome.problems)
    return format_finding(
        "",
        f"Dokumentationspakken {of} {how}: {problem}",
        expected="den pakke, der blev lavet og godkendt.",
        do="Brug ikke pakken. Hent en ny, og sammenlign kontrolsummen med den, der står i bestyrelsens referat.",
        ask="den, der har sendt pakken.",
    )


def report_results(results: Sequence[Result]) -> tuple[list[str], str]:
    """The lines to print of all packages, and what to do about a failure; the latter is "" if all hold."""
    lines = [line for result in results for line in (*describe_result(result), "")]
    return lines[:-1], "" if all(result.holds for result in results) else _explain_failure(results)


def _refuse_command(wrong: str) -> WrongUse:
    """The error to raise where a command line is not understood; `wrong` says why in Danish."""
    return WrongUse(wrong, expected=USAGE, do="Ret kommandoen.")


def _parse_command_line(argv: Sequence[str]) -> tuple[list[Path], dict[str, str]]:
    """The packages and the options of a command line; `WrongUse` for an unknown, repeated or unfinished option.

    It is parsed here because argparse would answer in English.
    """
    paths, options, rest = [], {}, list(argv)
    while rest:
        word = rest.pop(0)
        name, equals_sign, value = word.partition("=")
        if not word.startswith("--"):
            paths.append(Path(word))
        elif name not in _OPTIONS or name in options or not (equals_sign or rest):
            raise _refuse_command(f"Tilvalget {make_printable(name)} kan ikke bruges.")
        else:
            options[name] = value if equals_sign else rest.pop(0)
    if not paths:
        raise _refuse_command("Der er ikke givet nogen pakke.")
    return paths, options


def run(argv: Sequence[str]) -> tuple[list[str], str]:
    """Check the packages that a command line names; returns as `report_results`. `WrongUse` if it is not understood."""
    paths, options = _parse_command_line(argv)
    previous, signers = options.get("--previous"), options.get("--signers")
    results = check_all(
        paths,
        previous=None if previous is None else Path(previous),
        expected=options.get("--expect"),
        signers=None if signers is None else read_allowed_signers(Path(signers)),
    )
    return report_results(results)


def main(argv: Sequence[str] | None = None) -> int:
    """Check and print; the exit code is 0 where all holds, 1 where something does not, 2 for wrong use.

    The streams are set to UTF-8 first, because a Windows console would else fail on a Danish letter.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        lines, failure = run(sys.argv[1:] if argv is None else argv)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return stop.exit_code
    print("\n".join(lines))
    if failure:
        print(failure, file=sys.stderr)
    return FAILED if failure else DONE
