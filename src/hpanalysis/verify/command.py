"""`python verify.py` and `hpanalysis verify`: what was checked, what holds, and an exit code of 0 only if all does."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from hpanalysis.errors import DONE, FAILED, Stop, WrongUse
from hpanalysis.verify.check import check_all
from hpanalysis.verify.checks.signatures import ROLES, Signers
from hpanalysis.verify.help_text import HELP, HELP_OPTIONS, OPTIONS, USAGE
from hpanalysis.verify.opening.outcomes import make_printable
from hpanalysis.verify.opening.short_code import parse_code
from hpanalysis.verify.printed import report_results
from hpanalysis.verify.signing.ssh_signature import Malformed, parse_allowed_signers


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


def read_code(text: str) -> str:
    """The code of a package as `write_code` writes it, out of what was typed. Called when verify.py or `hpanalysis
    verify` is given the option --kode. `WrongUse` if it is no code: a code mistyped so must not be told as another
    package's."""
    code = parse_code(text)
    if code is None:
        raise WrongUse(
            "Koden kan ikke læses.",
            place=f"»{make_printable(text)}«",
            expected="16 bogstaver og tal i fire grupper, fx 7K3M-QX2P-9D4T-HW6B.",
            do="Skriv koden, som den står i bestyrelsens referat.",
        )
    return code


def _refuse_command(wrong: str) -> WrongUse:
    """The `WrongUse` for a command line of verify.py. Called when it is not understood; raised by the caller. wrong: a
    Danish sentence that says why."""
    return WrongUse(wrong, expected=USAGE, do="Ret kommandoen, eller læs hjælpen med verify.py --help.")


def stop_unless_there(paths: Iterable[Path]) -> None:
    """`WrongUse` if there is no file or folder at a path that was given for a package: a path mistyped so must not be
    told as a package that is not in order. Called before packages are checked."""
    for path in paths:
        if not path.exists():
            raise WrongUse(
                "Pakken findes ikke.",
                place=f"»{make_printable(path.name)}«",
                expected="en pakke: en zip-fil eller en udpakket mappe.",
                do="Ret stien til pakken.",
            )


def _take_value(name: str, rest: list[str]) -> str:
    """The value of an option that was written without `=`: the next word, which is taken out of those that are left.
    Called for each such option; `WrongUse` where there is no word, or it is an option itself."""
    if not rest or rest[0].startswith("-"):
        raise _refuse_command(f"Tilvalget {name} mangler sin værdi ({OPTIONS[name]}).")
    return rest.pop(0)


def _parse_command_line(argv: Sequence[str]) -> tuple[list[Path], dict[str, str]]:
    """The paths of the packages and the options (`--previous` etc. -> value) of verify.py's command line.

    Called once, when verify.py starts. argv: the words after the program's name; an option is written `--name value` or
    `--name=value`. `WrongUse` for an unknown, repeated or unfinished option, or where no package is named. It is parsed
    here because argparse would answer in English.
    """
    paths: list[Path] = []
    options: dict[str, str] = {}
    rest = list(argv)
    while rest:
        word = rest.pop(0)
        name, equals_sign, value = word.partition("=")
        if not word.startswith("-"):
            paths.append(Path(word))
        elif name not in OPTIONS:
            raise _refuse_command(f"Tilvalget {make_printable(name)} kendes ikke.")
        elif name in options:
            raise _refuse_command(f"Tilvalget {name} er givet to gange.")
        else:
            options[name] = value if equals_sign else _take_value(name, rest)
    if not paths:
        raise _refuse_command("Der er ikke givet nogen pakke.")
    return paths, options


def run(argv: Sequence[str]) -> tuple[list[str], str]:
    """Check the packages that verify.py's command line names; returns the lines to print and the message about a
    failure, "" if all packages hold; the help alone, where that is asked for. Called once, by `main`. argv: the words
    after the program's name. `WrongUse` if the command line or the file of signers cannot be understood."""
    if set(HELP_OPTIONS) & set(argv):
        return [HELP.rstrip()], ""
    paths, options = _parse_command_line(argv)
    code = read_code(options["--kode"]) if "--kode" in options else None
    signers = read_allowed_signers(Path(options["--signers"])) if "--signers" in options else None
    previous = Path(options["--previous"]) if "--previous" in options else None
    stop_unless_there([*paths, *([] if previous is None else [previous])])
    results = check_all(paths, previous, options.get("--expect"), signers, code)
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
