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
    """Read the file of keys that may sign a package; returns the keys by role (`udarbejdet`, `godkendt`).

    Called when verify.py or `hpanalysis verify` is given the option --signers. path: a file of OpenSSH's
    allowed_signers form. `WrongUse` if it cannot be read or names no role: taken as an empty file, every signature
    would be refused with a misleading reason.
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
    """The printed lines of one package: one per check with its problems under it, the package's SHA-512, and whether it
    holds. Called for each package that was checked. Of more than 20 problems of a check, the rest are only counted. No
    digest line is printed where the archive could not be read."""
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
    """The last printed line about a package: whether it holds, and if not, the names of the checks that failed. Where
    it holds, the line also names the checks that were not made, and asks the reader to compare the digest with the
    board's minutes, because a package that was forged whole holds by itself. Called for each package."""
    if not result.holds:
        return f"Pakken holder ikke: {', '.join(result.failing)}."
    unchecked = [outcome.name for outcome in result.outcomes if outcome.state is State.NOT_CHECKED]
    but = f" Ikke kontrolleret: {', '.join(unchecked)}." if unchecked else ""
    return f"Pakken holder.{but} Sammenlign kontrolsummen med den, der står i bestyrelsens referat."


def _explain_failure(results: Sequence[Result]) -> str:
    """The Danish message about what to do; it names the first package that failed and its first problem. Called only
    where at least one of the results failed. A failed digest or signature in a signed package means that it was changed
    after it was signed, and the message then says so."""
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
    """The lines to print about all packages, and the message about what to do where one failed; "" if all hold. Called
    by verify.py and by `hpanalysis verify` when all packages have been checked. results: one per package."""
    lines = [line for result in results for line in (*describe_result(result), "")]
    return lines[:-1], "" if all(result.holds for result in results) else _explain_failure(results)


def _refuse_command(wrong: str) -> WrongUse:
    """The `WrongUse` for a command line of verify.py. Called when it is not understood; raised by the caller. wrong: a
    Danish sentence that says why."""
    return WrongUse(wrong, expected=USAGE, do="Ret kommandoen.")


def _parse_command_line(argv: Sequence[str]) -> tuple[list[Path], dict[str, str]]:
    """The paths of the packages and the options (`--previous` etc. -> value) of verify.py's command line.

    Called once, when verify.py starts. argv: the words after the program's name; an option is written `--name value` or
    `--name=value`. `WrongUse` for an unknown, repeated or unfinished option, or where no package is named. It is parsed
    here because argparse would answer in English.
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
    """Check the packages that verify.py's command line names; returns the lines to print and the message about a
    failure, "" if all packages hold. Called once, by `main`. argv: the words after the program's name. `WrongUse` if
    the command line or the file of signers cannot be understood."""
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
    """Check packages and print the result; returns the exit code: 0 all holds, 1 something does not, 2 wrong use.

    Called by verify.py in the root of a package. argv: the words after the program's name; None takes them from
    sys.argv. The output streams are set to UTF-8 first, because a Windows console would else fail on a Danish letter.
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
