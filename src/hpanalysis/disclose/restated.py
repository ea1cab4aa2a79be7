"""A figure that is published anew gives its difference away, and with it that of the hidden parts of a whole.

The sum of a whole's hidden parts is known: the whole minus the parts shown. Published anew, it may not have moved, or
it must have moved by k persons at least. Source: Hundepool et al., Statistical Disclosure Control (2012), ch. 5, on
differencing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import ceil

import pandas as pd

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Measure
from hpanalysis.disclose.linear_system.rows import NUMBERS, Key, Row, read_numbers
from hpanalysis.disclose.relations import SHARES, has_additive_areas
from hpanalysis.errors import Stop
from hpanalysis.plan import Plan
from hpanalysis.tables import KEY

Numbers = tuple[float | None, float | None]


def _read_shown_numbers(table: pd.DataFrame) -> dict[Key, Numbers]:
    """Key -> numbers, of the rows that have any."""
    rows = table[table["status"].isin(NUMBERS)].itertuples(index=False)
    return {tuple(getattr(row, column) for column in KEY): read_numbers(row) for row in rows}


def _subtract_parts(whole: Numbers, parts: Iterable[Numbers]) -> Numbers:
    told = list(parts)
    numerator = whole[0] - sum(part[0] for part in told)
    return numerator, None if whole[1] is None else whole[1] - sum(part[1] for part in told)


def _compute_differences(before: Numbers, now: Numbers, indicator_id: str) -> list[float]:
    """By how much numerator, denominator and complement moved, those that are counts."""
    measure = catalogue.indicators()[indicator_id].measure
    numerator = now[0] - before[0]
    if before[1] is None or now[1] is None:
        return [numerator]
    denominator = now[1] - before[1]
    if measure is Measure.MEAN:
        return [denominator]
    return [numerator, denominator, *([denominator - numerator] if measure in SHARES else [])]


def _differs_by_few(before: Numbers, now: Numbers, indicator_id: str, largest: int, k: int) -> bool:
    return any(0 < ceil(abs(d) / largest) < k for d in _compute_differences(before, now, indicator_id))


def _list_known_parts(whole: Key, known: set[Key], plan: Plan) -> list[Key]:
    """The figures that a whole is the sum of, but for what is left; those that are known."""
    indicator_id, window, area_id = whole
    total = (indicator_id, window, plan.total.id)
    if area_id == plan.municipality.id and total in known:
        return [total]
    if not has_additive_areas(catalogue.indicators()[indicator_id]):
        return []
    areas = [(indicator_id, window, area.id) for area in plan.areas]
    return [area for area in areas if area in known]


def _find_largest_contributions(measured: pd.DataFrame) -> dict[tuple[str, str], int]:
    """(indicator, window) -> the most that one person adds; 1 where heads, cases or dwellings are counted."""
    told = measured.groupby(["indicator_id", "window"])["largest"].max()
    return {key: 1 if pd.isna(value) else max(1, int(value)) for key, value in told.items()}


def _find_revealing_corrections(
    now: Mapping[Key, Numbers], then: Mapping[Key, Numbers], largest: Mapping, plan: Plan
) -> list[Key]:
    """The figures whose correction tells of few persons: in themselves, or of the parts that are not shown."""
    found, known = [], now.keys() & then.keys()
    for key in known:
        is_whole = key[2] in (plan.total.id, plan.municipality.id)
        parts = _list_known_parts(key, known, plan) if is_whole else []
        told = [(then[key], now[key])]
        if parts:
            told.append(tuple(_subtract_parts(when[key], (when[part] for part in parts)) for when in (then, now)))
        if any(_differs_by_few(*pair, key[0], largest[key[:2]], plan.k) for pair in told):
            found.append(key)
    return found


def stop_if_correction_reveals_few(
    measured: pd.DataFrame, published: pd.DataFrame, hidden: Iterable[Row], plan: Plan
) -> None:
    """`Stop` that names the figures whose numbers, published anew, would tell of fewer than k persons, but of some.

    published: as `pattern` takes it, each publication held against the figures now; hidden: the rows hidden now.
    """
    unseen = {row.key for row in hidden}
    now = {key: numbers for key, numbers in _read_shown_numbers(measured).items() if key not in unseen}
    largest, found = _find_largest_contributions(measured), set()
    for _, publication in published.groupby("published_in", sort=False):
        found |= set(_find_revealing_corrections(now, _read_shown_numbers(publication), largest, plan))
    if found:
        raise Stop(
            f"En rettelse ville røbe noget om færre end {plan.k} personer, og intet er udgivet: "
            f"{', '.join(sorted('/'.join(key) for key in found))}.",
            expected=f"rettelser, hvor de diskretionerede dele tilsammen er uændrede eller ændret med mindst {plan.k}.",
            do="Lad tallene stå, som de er udgivet, eller vent, til rettelsen omfatter flere.",
            ask="analytikeren.",
        )
