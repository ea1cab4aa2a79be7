"""regnestykker: what indicators.csv says follows from its own counts.

Values, intervals of counts, changes, remainders, sums over areas, categories and periods, and that a hidden row has no
number. Intervals that rest on more than the published counts are held only to lie around their value: those clustered
by person (days, months, years pooled) and those of means.
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
from hpanalysis.verify.checks.intervals import poisson, wilson
from hpanalysis.verify.opening.outcomes import Outcome, counted, outcome, quoted, shown
from hpanalysis.verify.opening.package import Package

NAME = "regnestykker"
_SCALES = {"pct.": 100, "pr. 1.000": 1000, "gennemsnit": 1, "antal": 1}
_POOLED = ".."
# A difference of two printed values -> the value it is counted from.
_CHANGES = {"change": ("baseline_recomputed", "baseline_value"), "year_before_change": ("year_before_value",)}


def _place(row: Figure, column: str) -> str:
    return f"{quoted(FIGURES_CSV)}, {shown(format_address(row.key))}: »{column}«"


def _rounded(value: Decimal, decimals: int) -> Decimal:
    """Half up, as a Danish table is printed."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def limits(row: Figure, indicator: Indicator) -> tuple[float, float] | None:
    """The interval in the row's unit, where published counts give it; None where they do not."""
    scale, n, d = _SCALES[row.cells["unit"]], row.numerator, row.denominator
    if indicator.measure == "count":
        return poisson(float(n))
    if indicator.measure not in ("share", "rate") or not d or (indicator.measure == "share" and _POOLED in row.key[1]):
        return None
    low, high = (
        wilson(float(n), float(d)) if indicator.measure == "share" else (x / float(d) for x in poisson(float(n)))
    )
    return scale * low, scale * high


def _near(text: str, value: float, decimals: int) -> bool:
    """Whether a printed number is a computed one rounded; one on the edge between two may be either."""
    return abs(Decimal(text) - Decimal(value)) <= Decimal(5).scaleb(-decimals - 1) + Decimal("1e-9")


def _wrong_interval(row: Figure, indicator: Indicator) -> bool:
    told = [row.cells["lo"], row.cells["hi"]]
    if not row.shown:
        return any(told)
    computed = limits(row, indicator)
    if computed is not None:
        return not all(text and _near(text, end, indicator.decimals) for text, end in zip(told, computed, strict=True))
    if not all(told):
        return any(told)
    return not Decimal(told[0]) <= Decimal(row.cells["value"] or 0) <= Decimal(told[1])


def _wrong_change(row: Figure, indicator: Indicator, column: str) -> bool:
    text = row.cells[column]
    before = next((row.cells[name] for name in _CHANGES[column] if row.cells[name]), "")
    if not text:
        return False
    if not (row.cells["value"] and before):
        return True
    return Decimal(text) != _rounded(Decimal(row.cells["value"]) - Decimal(before), indicator.decimals)


def _of_rows(package: Package) -> Iterator[str]:
    for row in package.rows.values():
        indicator = package.definitions.indicators[row.key[0]]
        if _wrong_interval(row, indicator):
            yield f"{_place(row, 'lo')} og »hi« er ikke intervallet om tallet."
        for column in _CHANGES:
            if _wrong_change(row, indicator, column):
                yield f"{_place(row, column)} er ikke forskellen mellem de to tal."


def _of_columns(package: Package) -> Iterator[str]:
    """What follows by the rows' own words: values, remainders, what is repeated of other rows, what is hidden."""
    half, corrected = package.half_year, package.table(CORRECTIONS_CSV)
    once_shown = {(row["indicator_id"], row["window"], row["area_id"]) for row in corrected}  # another folder tells
    found = [
        *columns.check_rows(half, package.rows, package.definitions),
        *columns.check_months(half, package.table(MONTHS_CSV)),
        *columns.check_corrections(half, corrected, once_shown),
    ]
    for one in found:
        yield f"{quoted(one.file)}, {shown(one.place)}: {shown(one.fault[0].upper() + one.fault[1:])}."


def _wrong_latest(package: Package) -> Iterator[str]:
    """An indicator's latest window is the newest delivered; pooled ones are none. Where nothing was, the newest."""
    of: dict[str, list[Figure]] = {}
    for row in package.rows.values():
        if _POOLED not in row.key[1]:
            of.setdefault(row.key[0], []).append(row)
        elif row.latest:
            yield f"{_place(row, 'latest')}: Flere perioder samlet er ikke den seneste."
    for indicator_id, rows in of.items():
        delivered = [row for row in rows if row.cells["delivered_in"] and row.status != NOT_DELIVERED] or rows
        newest = max(delivered, key=lambda row: row.cells["window_end"]).key[1]
        if any(row.latest != (row.key[1] == newest) for row in rows):
            yield f"{quoted(FIGURES_CSV)}, {shown(indicator_id)}: »latest« er ikke den seneste periode."


def _of_sums(package: Package) -> tuple[int, list[str]]:
    """How many relations between shown counts were held, and those that do not hold.

    Windows are held together only where the certificate says that they agree: a month may have been corrected.
    """
    untied = set(package.published_json(CERTIFICATE_JSON)["opgoerelsesperioder_uden_sammenhaeng"])
    months, held, problems = parse_months(package.published_text(MONTHS_CSV)), 0, []
    for family in group_into_families(package.definitions, package.rows):
        relations = Relations(family, package.definitions, months).all()
        if untied & set(family.indicators):
            relations = [one for one in relations if one.kind not in (OF_MONTHS, PERIODS)]
        try:
            told = collect_shown_counts(family)
            held += sum(all(count in told for count, _ in one.terms) for one in relations)
            Known(told, relations)
        except Contradiction as broken:
            places = " + ".join(format_address((one.of, one.period, one.place)) for one in broken.counts)
            problems.append(f"{quoted(FIGURES_CSV)}, {shown(places, 300)}: Tallene kan ikke alle være rigtige.")
    return held, problems


def check(package: Package) -> Outcome:
    sums, problems = _of_sums(package)
    problems = [*_of_columns(package), *_of_rows(package), *_wrong_latest(package), *problems]
    shown_rows = [row for row in package.rows.values() if row.shown]
    indicators = package.definitions.indicators
    intervals = sum(limits(row, indicators[row.key[0]]) is not None for row in shown_rows)
    told = f"{counted(len(shown_rows), 'tal', 'tal')} følger af deres antal, {intervals} intervaller er regnet efter"
    return outcome(NAME, problems, f"{told}, og {counted(sums, 'sammenhæng', 'sammenhænge')} mellem antal holder.")
