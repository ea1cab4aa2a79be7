"""A forger who changes a file beside the figures, and recomputes every digest, is caught by the check that is named for
it.

Notebooks, rules, definitions, frames, the list of pages, the plan's own print and corrections: `file_forgeries` names
what is done. What nobody could see from a package alone stands there too, with its reason.
"""

from pathlib import Path

import pytest

import file_changes
from file_forgeries import FORGERIES
from forged_packages import PROJECT, Forgery
from hpanalysis.verify import check_all
from hpanalysis.verify.check import check_opened_package
from hpanalysis.verify.checks.on_pages import promised
from hpanalysis.verify.checks.on_pages.package_pages import PackagedPages
from hpanalysis.verify.checks.publication import (
    corrections,
    definitions,
    frame,
    notebooks,
    pages,
    plan_prints,
    rules,
)
from hpanalysis.verify.declared.declarations import Declarations
from hpanalysis.verify.opening.outcomes import Broken, State
from hpanalysis.verify.opening.package import Package, open_package
from slow_cases import keep_some_quick

# The checks of this test by their names, but for that of corrections, which reads earlier packages too.
CHECKS = {module.NAME: module for module in (pages, frame, notebooks, definitions, plan_prints, rules)}
SEEN = [name for name, forged in FORGERIES.items() if forged.check]
UNSEEN = [name for name, forged in FORGERIES.items() if forged.unseen]


@pytest.fixture(scope="module")
def newer(packaged) -> Path:
    """The package of a half-year that has one before it, and an accounting year."""
    return packaged.folder.parent / "nyere.zip"


def made_anew(name: str, path: Path) -> Package:
    """The package as the forger leaves it: the change made, and every digest and size right again."""
    forged = Forgery(path)
    FORGERIES[name].change(forged)
    forged.again("everything")
    return forged.package


def fails(check: str, package: Package) -> bool:
    """Whether a check by itself does not hold. One that is asked for no other is made with all the others."""
    try:
        if check == corrections.NAME:
            return corrections.check(package, []).state is State.FAILS
        if check in CHECKS:
            return CHECKS[check].check(package, Declarations(package)).state is State.FAILS
        if check == promised.NAME:
            return promised.check(package, Declarations(package), PackagedPages(package)).state is State.FAILS
    except Broken:
        return True
    return check in check_opened_package(Path("dokumentation-2026H1.zip"), package).failing


def test_there_are_many_forgeries_of_every_kind():
    assert len(FORGERIES) >= 100
    assert {forged.check for forged in FORGERIES.values()} >= {*CHECKS, corrections.NAME, promised.NAME}
    assert all(bool(forged.check) is not bool(forged.unseen) for forged in FORGERIES.values())


def test_the_true_packages_hold_alone_and_together(packaged, newer):
    """Each of these checks is made, and holds; the older package has no accounting year."""
    for result in check_all([packaged.folder.parent / "aeldre.zip", newer]):
        assert result.holds, [problem for one in result.outcomes for problem in one.problems]
        made = {one.name for one in result.outcomes if one.state is State.HOLDS}
        assert made >= {*CHECKS, corrections.NAME}
        assert (promised.NAME in made) is (result.half_year == "2026H1")


@pytest.mark.parametrize("name", keep_some_quick(SEEN, every=3))
def test_a_forgery_is_named_by_its_check(newer, name):
    assert fails(FORGERIES[name].check, made_anew(name, newer))


@pytest.mark.parametrize("name", keep_some_quick(UNSEEN, every=5))
def test_what_nobody_could_see_is_seen_by_no_check(newer, name):
    """If one of them is seen one day, it is to be told so in docs/package.md."""
    result = check_opened_package(Path("dokumentation-2026H1.zip"), made_anew(name, newer))
    assert result.failing == ()


OLDER = {
    pages.NAME: ("report/reports/",),
    notebooks.NAME: ("report/reports/",),
    definitions.NAME: ("definitions/indicators/",),
}


@pytest.mark.parametrize("name", OLDER)
def test_a_program_that_declares_in_another_form_is_not_checked_and_says_so(newer, name):
    """As an older program may; who leaves declarations out changes the program, which its digest tells."""
    forged = Forgery(newer)
    for folder in OLDER[name]:
        for path in [one for one in forged.files if one.startswith(f"{PROJECT}src/hpanalysis/{folder}")]:
            del forged.files[path]
    outcome = CHECKS[name].check(forged.package, Declarations(forged.package))
    assert outcome.state is State.NOT_CHECKED and "form" in outcome.sentence


def test_a_package_from_before_a_file_is_not_checked_and_says_so(newer):
    forged = Forgery(newer)
    del forged.files[file_changes.RULES]
    assert rules.check(forged.package, Declarations(forged.package)).state is State.NOT_CHECKED
    del forged.files[forged.published(file_changes.CORRECTIONS)]
    assert corrections.check(forged.package, []).state is State.NOT_CHECKED


def test_a_package_from_before_an_accounting_year_told_of_promises_holds_and_says_what_is_not_checked(newer):
    forged = Forgery(newer)
    for name in ("fremdrift.html", "fremdrift.csv", "milepaele.csv"):
        del forged.files[f"{file_changes.YEAR}{name}"]
    for name in ("report/reports/fremdrift.py", "pipeline/year/progress_tables.py"):
        del forged.files[f"{PROJECT}src/hpanalysis/{name}"]
    forged.edit(f"{PROJECT}src/hpanalysis/published/names.py", '"fremdrift.csv", "milepaele.csv"', '"", ""')
    package = forged.package
    outcome = promised.check(package, Declarations(package), PackagedPages(package))
    assert outcome.state is State.NOT_CHECKED and "fra før" in outcome.sentence
    # Pages that are made now link to the newer page, as those of then did not.
    told = [one for one in pages.check(package, Declarations(package)).problems if "regnskabsaar" in one]
    assert told == []


def test_an_earlier_figure_that_was_never_published_is_seen_beside_the_earlier_package(packaged, newer):
    """A correction ends at the figure of now, so only where it begins can be made up."""
    forged = Forgery(newer)
    FORGERIES["a correction made up"].change(forged)
    earlier = open_package(packaged.folder.parent / "aeldre.zip")
    told = " ".join(corrections.check(forged.package, [earlier]).problems)
    assert "Tallet før er ikke det, der er udgivet for 2.\u00a0halvår 2025." in told
