"""kriterier: what the areas are by the state's criteria follows from the published figures and the law.

kriterier.csv and omraadestatus.csv are made anew, cell by cell, and the limit that a delmål's target names is the
law's. The law is the file in the package, which the check `manifest` holds against its digest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hpanalysis.published.criteria import CriteriaChecker
from hpanalysis.published.figures import UNREADABLE
from hpanalysis.published.names import AREA_STATUSES_CSV, CRITERIA_CSV, DEFINITIONS_JSON
from hpanalysis.verify.declared.declarations import Declarations
from hpanalysis.verify.declared.law import FILE, read_law
from hpanalysis.verify.opening.outcomes import Broken, Outcome, State, conclude, format_count, make_printable, quote
from hpanalysis.verify.opening.package import Package
from hpanalysis.verify.remake.criteria.rules import Rules, find_rules
from hpanalysis.verify.remake.criteria.tables import MEASURES, AreaTables, PublishedFigures, Row
from hpanalysis.verify.remake.target import BELOW_CRITERION

NAME = "kriterier"
_UNREAD = "Pakkens program eller plan er skrevet på en måde, som ikke læses her."
# File -> the columns that name a row in it.
_KEYS = {
    CRITERIA_CSV: ("list_year", "area_id", "area_type", "criterion"),
    AREA_STATUSES_CSV: ("list_year", "area_id"),
}


def _list_measures(declared: Declarations) -> dict[str, str] | None:
    """Measure of the law -> the indicator that the plan has adopted of it; None where program or plan cannot be read.
    Called once for each package that is verified."""
    adoptions = declared.plan.adoptions
    if adoptions is None or not declared.indicators:
        return None
    told = {key: one.fact("criterion") for key, one in declared.indicators.items()}
    return {told[key]: key for key in adoptions if told.get(key) in MEASURES}


def _find_wrong_rows(file: str, rows: Sequence[Row], wanted: Sequence[Row]) -> Iterator[str]:
    """A Danish sentence for each row that is missing, is too many or has another cell than follows, and where the rows
    stand in another order. Called for both files."""
    named = [tuple(row.get(column, "") for column in _KEYS[file]) for row in rows]
    by_key = {tuple(row[column] for column in _KEYS[file]): row for row in wanted}
    for key in by_key.keys() - set(named):
        yield f"{quote(file)}, {make_printable('/'.join(key))}: Rækken mangler."
    for number, (key, row) in enumerate(zip(named, rows, strict=True)):
        place = f"{quote(file)}, {make_printable('/'.join(key))}"
        if key not in by_key or key in named[:number]:
            yield f"{place}: Rækken hører ikke til."
            continue
        for column, cell in by_key[key].items():
            if row.get(column) != cell:
                yield f"{place}: {quote(column)} er ikke, som loven og de udgivne tal giver."
        if row.keys() != by_key[key].keys():
            yield f"{place}: Kolonnerne er ikke dem, som programmet skriver."
    if sorted(named) == sorted(by_key) and named != list(by_key):
        yield f"{quote(file)}: Rækkerne står i en anden rækkefølge, end programmet skriver dem i."


def _find_wrong_targets(package: Package, law: Sequence[Rules], measures: dict[str, str]) -> Iterator[str]:
    """A Danish sentence for each indicator whose target is to lie below the criterion, where definitioner.json has
    another limit than the law of the newest list with a figure. Called once for each package that is verified."""
    of = {indicator_id: measure for measure, indicator_id in measures.items()}
    for key, indicator in package.definitions.indicators.items():
        if indicator.judging is None or indicator.judging.target != BELOW_CRITERION:
            continue
        newest = max(
            (int(row.cells["window_end"][:4]) for row in package.rows.values() if row.key[0] == key), default=0
        )
        rules = find_rules(law, newest)
        limit = None if rules is None or key not in of else rules.find_listed(of[key])
        told = indicator.judging.target_value
        if told != (None if limit is None else limit.number):
            yield f"{quote(DEFINITIONS_JSON)}, {make_printable(key)}: Grænsen er ikke lovens ({quote(FILE)})."


def _find_wrong_files(package: Package, measures: dict[str, str]) -> Iterator[str]:
    """A Danish sentence for each of both files that is missing, or that there is though the plan has no measure of the
    state's criteria. Called once for each package that is verified."""
    for file in _KEYS:
        if (file in package.published) is not bool(measures):
            yield f"{quote(file)} " + (
                "mangler." if measures else "hører ikke til, for planen har ikke statens kriterier med."
            )


def check(package: Package, declared: Declarations) -> Outcome:
    """The check `kriterier`: whether kriterier.csv and omraadestatus.csv are there where the plan has a measure of the
    state's criteria, and are what law and figures give. Called once for each package that is verified."""
    measures = _list_measures(declared)
    if measures is None:
        return Outcome(NAME, State.NOT_CHECKED, _UNREAD)
    problems = [*_find_wrong_files(package, measures)]
    if problems or not measures:
        return conclude(NAME, problems, "Planen har ikke statens kriterier med.")
    law, definitions = read_law(package), package.definitions
    figures = PublishedFigures(
        law=law,
        measures=measures,
        areas=definitions.areas,
        country=definitions.country,
        rows=package.rows,
        checker=CriteriaChecker(package.rows, definitions),
    )
    try:
        tables = AreaTables(figures)
        written = {file: package.table(file) for file in _KEYS}
    except LookupError:
        raise Broken(f"{quote(FILE)} har ikke regler for hver af de lister, der er tal til.") from None
    except UNREADABLE:
        raise Broken(f"{quote(CRITERIA_CSV)} eller {quote(AREA_STATUSES_CSV)} kan ikke læses.") from None
    problems += _find_wrong_rows(CRITERIA_CSV, written[CRITERIA_CSV], tables.criteria)
    problems += _find_wrong_rows(AREA_STATUSES_CSV, written[AREA_STATUSES_CSV], tables.statuses)
    problems += _find_wrong_targets(package, law, measures)
    statuses = format_count(len(tables.statuses), "status", "statusser")
    told = format_count(len(tables.criteria), "kriterium", "kriterier")
    return conclude(NAME, problems, f"{told} og {statuses} følger af loven og de udgivne tal.")
