"""Each column of indicators.csv: a cell that tells another plausible thing, or nothing, is named by a check.

The columns that may pass stand here with the reason. Several columns are changed in one package, each in a row of its
own, because a check goes over all rows.
"""

from __future__ import annotations

import contextlib
import csv
import io
from datetime import date, timedelta

import pytest

from hpanalysis.published.figures import UNREADABLE
from hpanalysis.tables import JUDGED
from hpanalysis.tables.column import Column, Decimals, Type
from hpanalysis.verify.checks import arithmetic, judgements
from hpanalysis.verify.opening.package import Package
from judged_packages import PUBLISHED, change_row, draw_half_year, make_package
from slow_cases import keep_some_quick

FIGURES = f"{PUBLISHED}indicators.csv"
# The columns whose cells may be another, and why no check can tell.
BELIEVED = {
    "baseline_value": "the plan prints it, and the plan's baselines are no published numbers of the half-year",
    "baseline_added_up": "whether the plan prints it in parts stands in the plan alone",
    "method": "but for the words that persons were followed; it is prose on what the other columns say",
    "development_reason": "that it stands is held to the row; its wording is not",
    "year_before_p": "of persons who may have been followed; exact of rates and counts (test_judgements)",
}
KEYS = ("indicator_id", "area_id", "window")
# The first two are tested by themselves below; the spread of a mean in remake/test_coarse.py.
NEVER_DRAWN = ("improved_from", "improved_power", "mean_spread")
EXACT = ("ungdomsskole", "fraflytning", "udsaettelser", "elevfravaer_over_10", "sprog_fokuseret_eller_saerlig")
CHANGED = [c for c in JUDGED.columns if c.name not in (*BELIEVED, *KEYS, *NEVER_DRAWN)]
# A row that shows a number is no row without these.
REQUIRED = ("half_year", "window_start", "window_end", "latest", "new", "unit", "status")
REQUIRED = (*REQUIRED, "numerator", "denominator", "value", "definition_version")
OPTIONAL = [c for c in CHANGED if c.name not in REQUIRED]
GROUP = 12  # columns that are changed in one package


@pytest.fixture(scope="module")
def package() -> Package:
    return make_package(draw_half_year(1), **{"rettelser.csv": "indicator_id,window,area_id\n"})


@pytest.fixture(scope="module")
def known(package) -> frozenset[str]:
    """What the checks say of the package as it is drawn: small numbers, and sums that were drawn apart."""
    return list_problems(package)


def list_problems(package: Package) -> frozenset[str]:
    return frozenset((*judgements.check(package).problems, *arithmetic.check(package).problems))


def forge(column: Column, text: str, rows: list[dict[str, str]]) -> str:
    """Another plausible thing to stand in a cell: the next number, the next half-year, another word."""
    if column.type in (Type.NUMBER, Type.EXACT, Type.WHOLE):
        if column.decimals is Decimals.SIX_DIGITS or column.name.endswith("_p"):
            return f"{float(text) * 1.01:.6g}"
        decimals = len(text.partition(".")[2])
        return f"{float(text) + 10.0**-decimals:.{decimals}f}"
    if column.type is Type.DAY:
        return (date.fromisoformat(text) + timedelta(days=1)).isoformat()
    if column.type is Type.YES_NO:
        return "nej" if text == "ja" else "ja"
    if text[4:5] == "H":
        return f"{text[:5]}2" if text.endswith("1") else f"{int(text[:4]) + 1}H1"
    others = sorted({row[column.name] for row in rows} - {text, ""})
    return others[0] if others else "noget andet"


def change_cells(package: Package, columns: list[Column], forged) -> tuple[Package, dict[str, str]]:
    """The package with one cell of each column changed, each in a row of its own, and their addresses by column."""
    rows = [dict(row.cells) for row in package.rows.values()]
    free = sorted(range(len(rows)), key=lambda i: EXACT.index(rows[i]["indicator_id"]) if is_exact(rows[i]) else 9)
    where = {}
    # Those that few rows have choose first.
    for column in sorted(columns, key=lambda c: sum(bool(row[c.name]) for row in rows)):
        # A p of 1 may be a little less by rounding, and nought times anything is nought.
        unfit = ("", "0", "1") if column.name.endswith("_p") or column.decimals is Decimals.SIX_DIGITS else ("",)
        place = next(i for i in free if rows[i][column.name] not in unfit)
        free.remove(place)
        row = rows[place]
        row[column.name] = forged(column, row[column.name], [one.cells for one in package.rows.values()])
        where[column.name] = "/".join(row[key] for key in ("indicator_id", "window", "area_id"))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return Package(package.name, package.files | {FIGURES: out.getvalue().encode()}, (), zipped=True), where


def is_exact(row: dict[str, str]) -> bool:
    """Whether all of a row follows from published counts: of persons, dwellings and cases in one window."""
    return row["indicator_id"] in EXACT and ".." not in row["window"] and "@" not in row["window"]


def find_unnamed(package: Package, known: frozenset[str], columns: list[Column], forged) -> list[str]:
    """The columns whose changed cell no check names, by its row at least."""
    tampered, where = change_cells(package, columns, forged)
    new = list_problems(tampered) - known
    named = {name for name, address in where.items() if any(f" {address}:" in each for each in new)}
    return [name for name in where if name not in named]


def group(columns: list[Column]) -> list[list[Column]]:
    """Columns apart that lie beside each other, so that those of one question are not changed together."""
    count = -(-len(columns) // GROUP)
    return [columns[place::count] for place in range(count)]


@pytest.mark.parametrize("columns", keep_some_quick(group(CHANGED), every=3), ids=lambda columns: columns[0].name)
def test_a_cell_that_tells_another_plausible_thing_is_named(package, known, columns):
    assert find_unnamed(package, known, columns, forge) == []


@pytest.mark.parametrize("columns", group(OPTIONAL), ids=lambda columns: columns[0].name)
def test_a_cell_that_is_left_out_is_named(package, known, columns):
    assert find_unnamed(package, known, columns, lambda *_: "") == []


def test_a_reason_that_is_left_out_is_named(package):
    tampered, address = change_row(package, lambda row: row["development_reason"], development_reason="")
    assert any(f"{address}: »development_reason«" in each for each in judgements.check(tampered).problems)


def test_a_half_year_of_a_sure_improvement_that_is_made_up_is_named(package):
    made_up = {"improved_from": "2027H2", "improved_power": "0.8123"}
    tampered, address = change_row(
        package, lambda row: row["indicator_id"] == "ungdomsskole" and row["line"], **made_up
    )
    assert any(f"{address}: »improved_from«" in each for each in judgements.check(tampered).problems)


@pytest.mark.parametrize("column", REQUIRED)
def test_a_row_without_what_each_row_has_is_refused(package, known, column):
    tampered, _ = change_row(package, lambda row: is_exact(row) and row["denominator"], **{column: ""})
    # A package that cannot be read fails by the check that reads it.
    with contextlib.suppress(*UNREADABLE):
        assert list_problems(tampered) - known


@pytest.mark.parametrize("column", KEYS)
def test_a_row_under_another_name_is_refused(package, known, column):
    """Either two rows have one name then, or what the row is compared with fits no more."""
    other = {"indicator_id": "fraflytning", "area_id": "vangdalen", "window": "2025-09-01"}[column]
    key = ("ungdomsskole", "2024-09-01", "energivej")
    tampered, _ = change_row(
        package, lambda row: (row["indicator_id"], row["window"], row["area_id"]) == key, **{column: other}
    )
    # A package that cannot be read fails by the check that reads it.
    with contextlib.suppress(*UNREADABLE):
        assert list_problems(tampered) - known
