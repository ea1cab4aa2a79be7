"""The checks of a package, in their order; each is made whatever others found, but of an unsafe archive none is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hpanalysis.verify.checks import (
    arithmetic,
    bag,
    certificate,
    chain,
    crate,
    datapackage,
    manifest,
    numbers,
    signatures,
    unlisted_files,
)
from hpanalysis.verify.checks.signatures import Signers
from hpanalysis.verify.opening.outcomes import Broken, Outcome, State, counted
from hpanalysis.verify.opening.package import Package, opened

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
    numbers.NAME,
    arithmetic.NAME,
    certificate.NAME,
)
_UNREAD = "En af filerne har ikke den form, som programmet skriver, eller mangler."


@dataclass(frozen=True)
class Result:
    """The outcomes of a package in the order of `NAMES`. path: as it was given. digest: the package's; "" if unread.

    signed: whether there is any signature, right or wrong.
    """

    path: Path
    half_year: str
    digest: str
    outcomes: tuple[Outcome, ...]
    signed: bool = False

    @property
    def holds(self) -> bool:
        return all(one.state is not State.FAILS for one in self.outcomes)

    @property
    def failing(self) -> tuple[str, ...]:
        """The names of the checks that do not hold."""
        return tuple(one.name for one in self.outcomes if one.state is State.FAILS)


def _made(name: str, check: Callable[[], Outcome]) -> Outcome:
    """A check's outcome; a file that cannot be read as it should is a finding like any other, whatever it holds."""
    try:
        return check()
    except Broken as broken:
        return Outcome(name, State.FAILS, "én fejl.", (str(broken),))
    except Exception:
        return Outcome(name, State.FAILS, "én fejl.", (_UNREAD,))


def _archive(package: Package) -> Outcome:
    size = counted(round(sum(map(len, package.files.values())) / 1e6), "MB", "MB")
    said = f"{counted(len(package.files), 'fil', 'filer')}, {size}; intet peger ud, linker eller folder sig ud."
    return Outcome(ARCHIVE, State.HOLDS, said)


def _unread(path: Path, why: str) -> Result:
    left = (Outcome(name, State.NOT_CHECKED, "Arkivet er ikke læst.") for name in NAMES[1:])
    return Result(path, "", "", (Outcome(ARCHIVE, State.FAILS, "én fejl.", (why,)), *left))


def _half_year(package: Package) -> str:
    try:
        return package.half_year
    except Broken:
        return ""


def checked(
    path: Path,
    package: Package,
    earlier: Sequence[Package] = (),
    signers: Signers | None = None,
    expected: str | None = None,
) -> Result:
    """The result of a package that was read; the others as `check_all` takes them."""
    checks: dict[str, Callable[[], Outcome]] = {
        bag.NAME: lambda: bag.check(package),
        unlisted_files.NAME: lambda: unlisted_files.check(package),
        crate.NAME: lambda: crate.check(package),
        manifest.NAME: lambda: manifest.check(package),
        datapackage.NAME: lambda: datapackage.check(package),
        signatures.NAME: lambda: signatures.check(package, signers),
        chain.NAME: lambda: chain.check(package, earlier, expected),
        numbers.NAME: lambda: numbers.check(package),
        arithmetic.NAME: lambda: arithmetic.check(package),
        certificate.NAME: lambda: certificate.check(package),
    }
    outcomes = (_archive(package), *(_made(name, check) for name, check in checks.items()))
    signed = any(name in package.files for name in unlisted_files.SIGNATURES)
    return Result(path, _half_year(package), package.digest, outcomes, signed)


def check_all(
    paths: Sequence[Path],
    previous: Path | None = None,
    expected: str | None = None,
    signers: Signers | None = None,
) -> list[Result]:
    """The result of each package, the oldest half-year first; those whose archive is not read come last.

    paths: zips or unpacked folders; several must be chained to each other. previous: the package before the oldest,
    which is not checked itself. expected: the digest of the newest, from the minutes. signers: who may sign, by role.
    """
    read, unread, before = {}, [], []
    for path in dict.fromkeys(paths):
        try:
            read[path] = opened(path)
        except Broken as broken:
            unread.append(_unread(path, str(broken)))
    if previous is not None:
        try:
            before = [opened(previous)]
        except Broken as broken:
            unread.append(_unread(previous, f"Den forrige pakke: {broken}"))
    results = []
    for path, package in sorted(read.items(), key=lambda one: _half_year(one[1])):
        newest = len(results) == len(read) - 1
        results.append(checked(path, package, before, signers, expected if newest else None))
        before = [*before, package]
    return results + unread


def check(package: Path, **given) -> Result:
    """One package; given: as `check_all` takes it."""
    results = check_all([package], **given)
    return next((one for one in results if not one.holds), results[0])
