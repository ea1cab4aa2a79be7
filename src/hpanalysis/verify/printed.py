"""What is printed about checked packages: each check by its label, in groups, and last whether the package is in
order."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from hpanalysis.errors import format_finding
from hpanalysis.verify.check import Result
from hpanalysis.verify.checks import bag, minutes, signatures
from hpanalysis.verify.labels import GROUPS, WIDTH, find_label
from hpanalysis.verify.opening.outcomes import Outcome, State, format_half_year, make_printable
from hpanalysis.verify.opening.short_code import write_code

_MOST_NAMED = 20  # problems of one check that are printed; the rest are counted
_STATES = max(len(state.value) for state in State)
_LINE = 118  # letters on a line; only what is counted is folded, never a problem, so that it can be searched for


def _describe_outcome(outcome: Outcome) -> Iterator[str]:
    """The printed lines of one check: its label, how it went and what was counted, in columns, and a line a problem. Of
    more than 20 problems, the rest are only counted. Called for each check of each package."""
    start = f"  {find_label(outcome.name):<{WIDTH}}  {outcome.state.value:<{_STATES}}  "
    yield from textwrap.wrap(
        f"{start}{outcome.sentence}",
        _LINE,
        subsequent_indent=" " * len(start),
        break_long_words=False,
        break_on_hyphens=False,
    )
    yield from (f"    - {problem}" for problem in outcome.problems[:_MOST_NAMED])
    if len(outcome.problems) > _MOST_NAMED:
        yield f"    - og {len(outcome.problems) - _MOST_NAMED} mere"


def _describe_outcomes(result: Result) -> Iterator[str]:
    """The printed lines of all checks of a package, under the headings of their groups. Of a package that was not read
    only the check that stopped it is printed. Called for each package."""
    if not result.digest:
        yield from _describe_outcome(result.outcomes[0])
        yield f"  De øvrige {len(result.outcomes) - 1} kontroller er ikke foretaget, for pakken kan ikke læses."
        return
    outcomes = {outcome.name: outcome for outcome in result.outcomes}
    for heading, labels in GROUPS.items():
        yield heading
        for name in labels:
            yield from _describe_outcome(outcomes[name])


def describe_result(result: Result) -> list[str]:
    """The printed lines of one package: its checks, the package's code and SHA-512, and whether it is in order. Called
    for each package that was checked. Neither code nor digest is printed where the archive could not be read."""
    lines = [f"Pakken {make_printable(result.path.resolve().name)}", *_describe_outcomes(result)]
    if result.digest:
        lines.append(f"Pakkens kode: {write_code(result.digest)}")
        lines.append(f"Pakkens kontrolsum (SHA-512): {result.digest}")
    return [*lines, _word_verdict(result)]


def _name_labels(names: Sequence[str]) -> str:
    """The labels of checks in one text, with a comma between them. Called for the last line about a package."""
    return ", ".join(map(find_label, names))


def _word_verdict(result: Result) -> str:
    """The last printed line about a package: whether it is in order, and if not, which checks failed. Where it is, the
    line also names the checks that were not made, and asks the reader to compare the code with the board's minutes
    unless it was given, because a package that was forged whole is in order by itself. Called for each package."""
    if not result.holds:
        return f"Pakken er ikke i orden: {_name_labels(result.failing)}."
    unchecked = [outcome.name for outcome in result.outcomes if outcome.state is State.NOT_CHECKED]
    but = f" Ikke kontrolleret: {_name_labels(unchecked)}." if unchecked else ""
    if minutes.NAME in unchecked:
        return f"Pakken er i orden.{but} Sammenlign pakkens kode med den, der står i bestyrelsens referat."
    return f"Pakken er i orden, og den er den, som referatet nævner.{but}"


def _explain_failure(results: Sequence[Result]) -> str:
    """The Danish message about what to do; it names the first package that failed and its first problem. Called only
    where at least one of the results failed. A failed digest or signature in a signed package means that it was changed
    after it was signed, and the message then says so."""
    failed = next(result for result in results if not result.holds)
    of = f"for {format_half_year(failed.half_year)}" if failed.half_year else f"»{make_printable(failed.path.name)}«"
    changed = failed.signed and {bag.NAME, signatures.NAME} & set(failed.failing)
    is_another = failed.failing == (minutes.NAME,)
    otherwise = "er ikke den, som referatet nævner" if is_another else "er ikke i orden"
    how = "er ændret, efter at den blev underskrevet" if changed else otherwise
    problem = next(problem for outcome in failed.outcomes for problem in outcome.problems)
    return format_finding(
        "",
        f"Dokumentationspakken {of} {how}: {problem}",
        expected="den pakke, der blev lavet og godkendt.",
        do="Brug ikke pakken. Hent en ny, og sammenlign dens kode med den, der står i bestyrelsens referat.",
        ask="den, der har sendt pakken.",
    )


def report_results(results: Sequence[Result]) -> tuple[list[str], str]:
    """The lines to print about all packages, and the message about what to do where one failed; "" if all hold. Called
    by verify.py and by `hpanalysis verify` when all packages have been checked. results: one per package."""
    lines = [line for result in results for line in (*describe_result(result), "")]
    return lines[:-1], "" if all(result.holds for result in results) else _explain_failure(results)
