"""kriterieside: all that stands and is drawn on the page kriterier is what its tables and the law in the package give.

kriterier.csv and omraadestatus.csv are taken as they are here; another check makes them anew. Every text of the page is
written a second time of their rows, of indicators.csv and of params/law, and held against the page in its order, so
that a word, number, row or link that is another, missing or too many is found. So is what is drawn.
"""

from __future__ import annotations

from hpanalysis.published.names import AREA_STATUSES_CSV, CRITERIA_CSV
from hpanalysis.verify.checks.on_pages.package_pages import PROJECT, PackagedPages
from hpanalysis.verify.declared.plan import Plan
from hpanalysis.verify.opening.outcomes import Outcome, State, conclude, make_printable, quote
from hpanalysis.verify.opening.package import Package
from hpanalysis.verify.pages.criteria.content import FILE
from hpanalysis.verify.pages.criteria.faults import find_faults
from hpanalysis.verify.pages.criteria.held import CriteriaHeld
from hpanalysis.verify.pages.plan_tables import read_plan_rows

NAME = "kriterieside"
_LAW = f"{PROJECT}params/law/"
# The module of the program that tells what follows in law: a package whose program lacks it has another page.
_WRITER = f"{PROJECT}src/hpanalysis/report/criteria/in_law.py"
_NONE = "Planen har ingen af statens kriterier."
_OLDER = "Pakken er fra før siden om statens kriterier havde den form, som læses her."
_UNREAD = "Planens navn er ikke skrevet på en måde, som læses her."


def _read_law(package: Package, name: str) -> list[dict[str, str]]:
    """The rows of a file of the law. Called for both; KeyError where it is missing."""
    return read_plan_rows(package.files[f"{_LAW}{name}"])


def _hold(package: Package, pages: PackagedPages, plan_name: str) -> CriteriaHeld:
    """What the page is held against. Called once for each package."""
    facts, indicators = pages.facts, package.definitions.indicators
    return CriteriaHeld(
        half_year=package.half_year,
        plan_name=plan_name,
        criteria=package.table_if_there(CRITERIA_CSV),
        statuses=package.table_if_there(AREA_STATUSES_CSV),
        figures=facts.by_address,
        decimals={name: one.decimals for name, one in indicators.items()},
        scales={name: 1 if one.measure == "mean" else 100 for name, one in indicators.items()},
        country=package.definitions.country,
        names={name: area.name for name, area in facts.areas.items()},
        shorts={name: area.short for name, area in facts.areas.items()},
        law=_read_law(package, "criteria.csv"),
        consequences=_read_law(package, "consequences.csv"),
    )


def check(package: Package, pages: PackagedPages) -> Outcome:
    """The check `kriterieside`: whether the page kriterier says what its tables and the law give. Called once for each
    package that is verified. It is not made of a package whose plan has no measure of the state's criteria, or from
    before the page had its form, nor where the plan's name is not read."""
    own = [page for page in pages.pages if page.file == FILE and not page.of_year]
    if not own:
        return Outcome(NAME, State.NOT_CHECKED, _NONE)
    if _WRITER not in package.files or pages.why_unchecked:
        return Outcome(NAME, State.NOT_CHECKED, pages.why_unchecked or _OLDER)
    plan_name = Plan(package).find_setting("name")
    if not isinstance(plan_name, str):
        return Outcome(NAME, State.NOT_CHECKED, _UNREAD)
    held, problems = _hold(package, pages, plan_name), []
    for page in own:
        if page.tree is None:
            problems.append(f"{quote(page.name)} er ikke skrevet, som programmet skriver sider.")
            continue
        faults = find_faults(page.tree, held)
        problems += [f"{quote(page.name)}: {make_printable(fault[0].upper() + fault[1:], 300)}." for fault in faults]
    count = f"{len(held.criteria)} rækker om kriterier, {len(held.statuses)} om status"
    return conclude(NAME, problems, f"Siden siger og tegner det, som {count} og loven giver.")
