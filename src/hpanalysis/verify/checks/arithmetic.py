"""regnestykker: what indicators.csv says follows from its own counts.

Checked are values, intervals of counts, changes, remainders, sums over areas, categories and periods, and that a hidden
row has no number. Some intervals rest on more than the published counts: those clustered by person (days, months,
pooled years) and those of means. They cannot be computed here; both ends must be such as the value can have.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from hpanalysis.published import columns
from hpanalysis.published.definitions import Indicator
from hpanalysis.published.figures import NOT_DELIVERED, Figure, format_address, parse_months
from hpanalysis.published.known import Contradiction, Known, collect_shown_counts
from hpanalysis.published.names import CERTIFICATE_JSON, CORRECTIONS_CSV, FIGURES_CSV, MONTHS_CSV
from hpanalysis.published.relations import MONTHS as OF_MONTHS
from hpanalysis.published.relations import PERIODS, Relations, group_into_families
from hpanalysis.verify.opening.outcomes import Outcome, conclude, format_count, make_printable, quote
from hpanalysis.verify.opening.package import Package
from hpanalysis.verify.remake.limited import compute_exact_limits, fit_together

NAME = "regnestykker"
_POOLED = ".."  # stands in the window of several periods together
# The column of a difference between two printed values -> the columns that may hold the earlier value, first one first.
_CHANGES = {"change": ("baseline_recomputed", "baseline_value"), "year_before_change": ("year_before_value",)}


def _describe_cell(row: Figure, column: str) -> str:
    """The place of a cell of indicators.csv as a problem names it: file, row and column. Called for each problem about
    a single cell. column: its name in the file."""
    return f"{quote(FIGURES_CSV)}, {make_printable(format_address(row.key))}: »{column}«"


def _round_half_up(value: Decimal, decimals: int) -> Decimal:
    """A number rounded to so many decimals, halves up (for a negative number away from zero), as a Danish table is
    printed. Called for each printed change."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _is_rounded_from(text: str, value: float, decimals: int) -> bool:
    """Whether a printed number is a computed one rounded; one on the edge between two may be printed as either. Called
    for each end of a printed interval. text: the printed cell. decimals: how many are printed."""
    return abs(Decimal(text) - Decimal(value)) <= Decimal(5).scaleb(-decimals - 1) + Decimal("1e-9")


def has_wrong_interval(row: Figure, indicator: Indicator) -> bool:
    """Whether the printed ends (`lo`, `hi`) of a row of indicators.csv are not its 95 % interval. Called for every row,
    and for those of groups. A row that is not shown must have neither end. Where the interval cannot be computed from
    the published counts, both ends may be empty, or else must be such as the value can have."""
    ends = [row.cells["lo"], row.cells["hi"]]
    if not row.shown:
        return any(ends)
    computed = compute_exact_limits(row, indicator)
    if computed is not None:
        return not all(
            text and _is_rounded_from(text, end, indicator.decimals) for text, end in zip(ends, computed, strict=True)
        )
    return not fit_together(row, indicator)


def _has_wrong_change(row: Figure, indicator: Indicator, column: str) -> bool:
    """Whether a printed change in a row of indicators.csv is not the value minus the earlier value; an empty cell is
    right, a change beside an empty value or no earlier value is not. Called for every row of a package that is
    verified, and each of the columns of `_CHANGES`. column: `change` or `year_before_change`."""
    text = row.cells[column]
    before = next((row.cells[name] for name in _CHANGES[column] if row.cells[name]), "")
    if not text:
        return False
    if not (row.cells["value"] and before):
        return True
    return Decimal(text) != _round_half_up(Decimal(row.cells["value"]) - Decimal(before), indicator.decimals)


def _find_wrong_intervals_and_changes(package: Package) -> Iterator[str]:
    """A Danish sentence for each cell of indicators.csv whose interval or change does not follow from its row. Called
    once for each package that is verified."""
    for row in package.rows.values():
        indicator = package.definitions.indicators[row.key[0]]
        if has_wrong_interval(row, indicator):
            yield f"{_describe_cell(row, 'lo')} og »hi« er ikke intervallet om tallet."
        for column in _CHANGES:
            if _has_wrong_change(row, indicator, column):
                yield f"{_describe_cell(row, column)} er ikke forskellen mellem de to tal."


def _find_wrong_columns(package: Package) -> Iterator[str]:
    """A Danish sentence for each cell that does not follow within the published tables themselves. Called once for each
    package that is verified. Looked at are values, remainders, repeated cells and the numbers of hidden rows in
    indicators.csv, the monthly table and the table of corrections, by the rules of `published.columns`."""
    half_year, corrections = package.half_year, package.table(CORRECTIONS_CSV)
    # A correction may tell the earlier number only of a figure that was shown once. The earlier publications that would
    # tell it are not in the package, so every corrected figure is taken to have been shown.
    ever_shown = {(row["indicator_id"], row["window"], row["area_id"]) for row in corrections}
    failures = [
        *columns.check_rows(half_year, package.rows, package.definitions),
        *columns.check_months(half_year, package.table(MONTHS_CSV)),
        *columns.check_corrections(half_year, corrections, ever_shown),
    ]
    for failure in failures:
        fault = make_printable(failure.fault[0].upper() + failure.fault[1:])
        yield f"{quote(failure.file)}, {make_printable(failure.place)}: {fault}."


def _find_wrong_latest(package: Package) -> Iterator[str]:
    """A Danish sentence for each indicator whose column `latest` does not mark its newest delivered window, and no
    other. Called once for each package that is verified. A window of several periods together is never the latest. Of
    an indicator that was never delivered, the newest window must be marked."""
    rows_of_indicator: dict[str, list[Figure]] = {}
    for row in package.rows.values():
        if _POOLED not in row.key[1]:
            rows_of_indicator.setdefault(row.key[0], []).append(row)
        elif row.latest:
            yield f"{_describe_cell(row, 'latest')}: Flere perioder samlet er ikke den seneste."
    for indicator_id, rows in rows_of_indicator.items():
        delivered = [row for row in rows if row.cells["delivered_in"] and row.status != NOT_DELIVERED] or rows
        newest = max(delivered, key=lambda row: row.cells["window_end"]).key[1]
        if any(row.latest != (row.key[1] == newest) for row in rows):
            yield f"{quote(FIGURES_CSV)}, {make_printable(indicator_id)}: »latest« er ikke den seneste periode."


def _check_sums(package: Package) -> tuple[int, list[str]]:
    """Check the relations between shown counts, such as that the areas add up to their total.

    Called once for each package that is verified. Returns how many relations had all their counts shown, and a Danish
    sentence for each group of counts that cannot all be true. Relations between periods are left out for the indicators
    that the certificate names, because a month may have been corrected after the year was published.
    """
    without_periods = set(package.published_json(CERTIFICATE_JSON)["opgoerelsesperioder_uden_sammenhaeng"])
    months, checked, problems = parse_months(package.published_text(MONTHS_CSV)), 0, []
    for family in group_into_families(package.definitions, package.rows):
        relations = Relations(family, package.definitions, months).list_all()
        if without_periods & set(family.indicators):
            relations = [relation for relation in relations if relation.kind not in (OF_MONTHS, PERIODS)]
        try:
            counts = collect_shown_counts(family)
            checked += sum(all(count in counts for count, _ in relation.terms) for relation in relations)
            Known(counts, relations)
        except Contradiction as contradiction:
            cells = " + ".join(format_address((count.of, count.period, count.place)) for count in contradiction.counts)
            problems.append(f"{quote(FIGURES_CSV)}, {make_printable(cells, 300)}: Tallene kan ikke alle være rigtige.")
    return checked, problems


def check(package: Package) -> Outcome:
    """The check `regnestykker`: whether the numbers of the publication follow from each other. Called once for each
    package that is verified. The outcome fails with a sentence per cell or relation that does not hold."""
    relations, problems_of_sums = _check_sums(package)
    problems = [
        *_find_wrong_columns(package),
        *_find_wrong_intervals_and_changes(package),
        *_find_wrong_latest(package),
        *problems_of_sums,
    ]
    shown_rows = [row for row in package.rows.values() if row.shown]
    indicators = package.definitions.indicators
    intervals = sum(compute_exact_limits(row, indicators[row.key[0]]) is not None for row in shown_rows)
    follows = f"{format_count(len(shown_rows), 'tal', 'tal')} følger af deres antal"
    holds = f"{format_count(relations, 'sammenhæng', 'sammenhænge')} mellem antal holder"
    return conclude(NAME, problems, f"{follows}, {intervals} intervaller er regnet efter, og {holds}.")
