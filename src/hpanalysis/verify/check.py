"""The checks of a package in their order. Each is made whatever the others found, but none of an unsafe archive."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hpanalysis.verify.checks import (
    arithmetic,
    bag,
    breakdowns,
    certificate,
    chain,
    crate,
    criteria,
    datapackage,
    judgements,
    manifest,
    minutes,
    numbers,
    signatures,
    unlisted_files,
)
from hpanalysis.verify.checks.on_pages import (
    chart_files,
    criteria_page,
    drawn_figures,
    page_form,
    page_words,
    participants_page,
    prints,
    promised,
)
from hpanalysis.verify.checks.on_pages.package_pages import PackagedPages
from hpanalysis.verify.checks.participants import outcomes, reach
from hpanalysis.verify.checks.publication import (
    corrections,
    cover_letter,
    definitions,
    frame,
    notebooks,
    office_files,
    pages,
    plan_prints,
    rules,
    start_page,
)
from hpanalysis.verify.checks.signatures import Signers
from hpanalysis.verify.declared.declarations import Declarations
from hpanalysis.verify.opening.outcomes import Broken, Outcome, State, format_count
from hpanalysis.verify.opening.package import Package, open_package

ARCHIVE = "arkiv"
NAMES = (
    ARCHIVE,
    bag.NAME,
    unlisted_files.NAME,
    crate.NAME,
    manifest.NAME,
    datapackage.NAME,
    signatures.NAME,
    chain.NAME,
    minutes.NAME,
    numbers.NAME,
    arithmetic.NAME,
    breakdowns.NAME,
    reach.NAME,
    outcomes.NAME,
    criteria.NAME,
    judgements.NAME,
    certificate.NAME,
    pages.NAME,
    frame.NAME,
    notebooks.NAME,
    definitions.NAME,
    plan_prints.NAME,
    rules.NAME,
    corrections.NAME,
    page_form.NAME,
    page_words.NAME,
    drawn_figures.NAME,
    criteria_page.NAME,
    participants_page.NAME,
    promised.NAME,
    chart_files.NAME,
    office_files.NAME,
    start_page.NAME,
    cover_letter.NAME,
    prints.NAME,
)
_MALFORMED = "En af filerne har ikke den form, som programmet skriver, eller mangler."


@dataclass(frozen=True)
class Result:
    """What all checks concluded about one package. Made by `check_all`; read by `command`, which prints it, and by the
    commands that package and approve, which refuse a package that does not hold."""

    path: Path  # as it was given
    half_year: str  # such as 2026H1; "" if the package does not tell it
    digest: str  # the package's SHA-512; "" if its archive was not read
    outcomes: tuple[Outcome, ...]  # one per check, in the order of NAMES
    signed: bool = False  # whether there is any file of a signature, right or wrong

    @property
    def holds(self) -> bool:
        """Whether no check of the package failed; one that could not be made, such as of absent signatures, does not
        count. Asked when the result is printed, and before a package is approved or continued by the next one."""
        return not self.failing

    @property
    def failing(self) -> tuple[str, ...]:
        """The short names of the checks that failed, in the order of NAMES; none if the package holds. Read for
        `holds`, and for the printed verdict."""
        return tuple(outcome.name for outcome in self.outcomes if outcome.state is State.FAILS)


def run_check_without_crashing(name: str, check: Callable[[], Outcome]) -> Outcome:
    """Run one check and return its outcome; whatever a forged file makes it raise becomes a failed check. Called for
    each check of a package but that of the archive. name: the check's short name. check: without arguments. A `Broken`
    tells its own Danish sentence; any other exception gets a general one."""
    try:
        return check()
    except Broken as broken:
        return Outcome(name, State.FAILS, "én fejl.", (str(broken),))
    except Exception:
        return Outcome(name, State.FAILS, "én fejl.", (_MALFORMED,))


def describe_archive(package: Package) -> Outcome:
    """The outcome of the first check, `arkiv`: it holds, with the number of files and their size unpacked. Called for
    each package whose archive was safe to read; an unsafe one gets `refuse_unread_package` instead."""
    size = format_count(round(sum(map(len, package.files.values())) / 1e6), "MB", "MB")
    files = format_count(len(package.files), "fil", "filer")
    return Outcome(ARCHIVE, State.HOLDS, f"{files}, {size}; intet peger ud, linker eller folder sig ud.")


def refuse_unread_package(path: Path, why: str) -> Result:
    """The result of a package whose archive is unsafe or damaged: `arkiv` fails, and no other check is made. Called for
    each package that could not be opened. why: the Danish sentence that says what is wrong with the archive."""
    others = (Outcome(name, State.NOT_CHECKED, "Arkivet er ikke læst.") for name in NAMES[1:])
    return Result(path, "", "", (Outcome(ARCHIVE, State.FAILS, "én fejl.", (why,)), *others))


def read_half_year(package: Package) -> str:
    """The half-year of a package, such as `2026H1`, or "" where its bag-info.txt does not tell it. Called for each
    package, to put them in order of time and for the `Result`. It raises nothing: the check `pose` fails where the
    half-year is missing."""
    try:
        return package.half_year
    except Broken:
        return ""


def list_checks(
    package: Package,
    earlier: Sequence[Package] = (),
    signers: Signers | None = None,
    expected: str | None = None,
    code: str | None = None,
) -> dict[str, Callable[[], Outcome]]:
    """The checks of an opened package after that of its archive, by name and in their order; each is made when it is
    called. Called by `check_opened_package`, and by tests that ask which fails first. The arguments are those of
    `check_opened_package`."""
    declared, packaged = Declarations(package), PackagedPages(package)
    return {
        bag.NAME: lambda: bag.check(package),
        unlisted_files.NAME: lambda: unlisted_files.check(package),
        crate.NAME: lambda: crate.check(package),
        manifest.NAME: lambda: manifest.check(package),
        datapackage.NAME: lambda: datapackage.check(package),
        signatures.NAME: lambda: signatures.check(package, signers),
        chain.NAME: lambda: chain.check(package, earlier),
        minutes.NAME: lambda: minutes.check(package, expected, code),
        numbers.NAME: lambda: numbers.check(package),
        arithmetic.NAME: lambda: arithmetic.check(package),
        breakdowns.NAME: lambda: breakdowns.check(package, declared, packaged),
        reach.NAME: lambda: reach.check(package, declared),
        outcomes.NAME: lambda: outcomes.check(package, declared),
        criteria.NAME: lambda: criteria.check(package, declared),
        judgements.NAME: lambda: judgements.check(package),
        certificate.NAME: lambda: certificate.check(package),
        pages.NAME: lambda: pages.check(package, declared),
        frame.NAME: lambda: frame.check(package, declared),
        notebooks.NAME: lambda: notebooks.check(package, declared),
        definitions.NAME: lambda: definitions.check(package, declared),
        plan_prints.NAME: lambda: plan_prints.check(package, declared),
        rules.NAME: lambda: rules.check(package, declared),
        corrections.NAME: lambda: corrections.check(package, earlier),
        page_form.NAME: lambda: page_form.check(packaged),
        page_words.NAME: lambda: page_words.check(packaged),
        drawn_figures.NAME: lambda: drawn_figures.check(packaged),
        criteria_page.NAME: lambda: criteria_page.check(package, packaged),
        participants_page.NAME: lambda: participants_page.check(package, declared, packaged, earlier),
        promised.NAME: lambda: promised.check(package, declared, packaged),
        chart_files.NAME: lambda: chart_files.check(package, packaged),
        office_files.NAME: lambda: office_files.check(package, packaged),
        start_page.NAME: lambda: start_page.check(package, declared),
        cover_letter.NAME: lambda: cover_letter.check(package, declared),
        prints.NAME: lambda: prints.check(package, packaged),
    }


def check_opened_package(
    path: Path,
    package: Package,
    earlier: Sequence[Package] = (),
    signers: Signers | None = None,
    expected: str | None = None,
    code: str | None = None,
) -> Result:
    """Make every check of one package that was opened, and return the result: is it whole and unchanged, signed,
    chained to those before it, and do its numbers agree?

    Called by `check_all` for each package that is to be checked: by verify.py and `hpanalysis verify`, before one is
    approved, and for the one that a new package follows. path: where the package was read from. earlier: packages of
    earlier half-years that this one must be chained to; empty if none are given. signers: the keys that may sign, by
    role; None if unknown. expected, code: the digest and the code that the board's minutes give for this package; None
    where it is not to be compared.
    """
    checks = list_checks(package, earlier, signers, expected, code)
    outcomes = (
        describe_archive(package),
        *(run_check_without_crashing(name, check) for name, check in checks.items()),
    )
    signed = any(name in package.files for name in unlisted_files.SIGNATURES)
    return Result(path, read_half_year(package), package.digest, outcomes, signed)


def check_all(
    paths: Sequence[Path],
    previous: Path | None = None,
    expected: str | None = None,
    signers: Signers | None = None,
    code: str | None = None,
) -> list[Result]:
    """Check packages; returns their results, the oldest half-year first, and last those whose archive cannot be read.

    Called by `command.run` (verify.py), by `hpanalysis verify`, and by `check_path` for a package that is approved or
    that a new one follows. paths: zips or unpacked folders; several must be chained to each other. previous: the
    package before the oldest, which the oldest must be chained to and which is not checked itself. expected, code: the
    digest and the code of the newest, from the board's minutes. signers: the keys that may sign, by role. Each of the
    last four is None where it was not given, and is then not compared.
    """
    packages: dict[Path, Package] = {}
    unread: list[Result] = []
    earlier: list[Package] = []
    for path in dict.fromkeys(paths):
        try:
            packages[path] = open_package(path)
        except Broken as broken:
            unread.append(refuse_unread_package(path, str(broken)))
    if previous is not None:
        try:
            earlier = [open_package(previous)]
        except Broken as broken:
            unread.append(refuse_unread_package(previous, f"Den forrige pakke: {broken}"))
    results: list[Result] = []
    for path, package in sorted(packages.items(), key=lambda item: read_half_year(item[1])):
        is_newest = len(results) == len(packages) - 1
        told = (expected, code) if is_newest else (None, None)
        results.append(check_opened_package(path, package, earlier, signers, *told))
        earlier = [*earlier, package]
    return results + unread


def check_path(
    path: Path,
    previous: Path | None = None,
    expected: str | None = None,
    signers: Signers | None = None,
    code: str | None = None,
) -> Result:
    """Check one package; returns its result, or a failed result of `previous` where that could not be read. Called when
    a package is approved, and when it is named as the one before a new package. previous: the package before it;
    expected, code: its digest and code; signers: the keys that may sign. Each is None where it is not compared."""
    results = check_all([path], previous, expected, signers, code)
    return next((result for result in results if not result.holds), results[0])
