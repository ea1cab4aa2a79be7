"""A figure that is published anew gives its difference away, and with it that of the hidden parts of a whole.

The sum of a whole's hidden parts is known: the whole minus the parts shown. Published anew, it may not have moved, or
it must have moved by k persons at least. An example: the total was 100 and is 102, and every area shown is what it was.
Then two persons came into the hidden areas, and whoever knows of one new case there knows of half of them. Source:
Hundepool et al., Statistical Disclosure Control (2012), ch. 5, on differencing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import ceil

import pandas as pd

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Measure
from hpanalysis.disclose.linear_system.rows import NUMBERS, Key, Row, list_records, read_key, read_numbers
from hpanalysis.disclose.relations import SHARES, has_additive_areas
from hpanalysis.errors import Stop
from hpanalysis.plan import Plan

Shown = tuple[float, float | None]  # numerator, and denominator where there is one


def _read_shown_numbers(table: pd.DataFrame) -> dict[Key, Shown]:
    """Key -> numerator and denominator, of the rows of a table that show any. Called for the figures now and for each
    earlier publication, to see whether a correction tells of few persons. table: columns `tables.KEY`, status,
    numerator, denominator."""
    numbers: dict[Key, Shown] = {}
    for record in list_records(table[table["status"].isin(NUMBERS)]):
        numerator, denominator = read_numbers(record)
        assert numerator is not None  # no figure is shown without its numerator
        numbers[read_key(record)] = numerator, denominator
    return numbers


def _subtract_parts(whole: Shown, parts: list[Shown]) -> Shown:
    """Numerator and denominator of the whole without the parts shown: what its hidden parts come to together. Called
    for a total or the municipality, as published before and as published now. The denominator is None where the whole
    has none."""
    numerator = whole[0] - sum(part[0] for part in parts)
    if whole[1] is None:
        return numerator, None
    return numerator, whole[1] - sum(part[1] for part in parts if part[1] is not None)


def _compute_differences(before: Shown, now: Shown, indicator_id: str) -> list[float]:
    """By how much numerator, denominator and (of shares) complement, the denominator less the numerator, moved between
    two publications. Called by `_differs_by_few` for a figure published anew, or a whole's hidden parts together.
    Without a denominator only the numerator's movement is given; of a mean the denominator's, as marks are no count."""
    measure = catalogue.indicators()[indicator_id].measure
    numerator = now[0] - before[0]
    if before[1] is None or now[1] is None:
        return [numerator]
    denominator = now[1] - before[1]
    if measure is Measure.MEAN:
        return [denominator]  # its numerator is a sum of marks
    # In a share those who are not counted are persons too, and few of them may be told of likewise.
    return [numerator, denominator, *([denominator - numerator] if measure in SHARES else [])]


def _differs_by_few(before: Shown, now: Shown, indicator_id: str, largest: int, k: int) -> bool:
    """Whether a figure's numerator, denominator or complement (those that are counts, which the indicator tells) moved
    by so little that under k persons may be behind it; False for one that did not move.

    Called for each figure published anew, and for a whole less its shown parts, which is what its hidden parts come to.
    before, now: numerator and denominator (None without one) then and now. largest: the most that one person adds.
    """
    # A difference of 14 months where one person has 12 at most may be two persons; so it is rounded up.
    return any(0 < ceil(abs(moved) / largest) < k for moved in _compute_differences(before, now, indicator_id))


def _list_known_parts(whole: Key, known: set[Key], plan: Plan) -> list[Key]:
    """The figures to subtract from a whole (its key), so that its hidden parts are left: of the municipality the total,
    if known, else the areas. Called for each total and municipality when an earlier publication is compared with the
    new one. known: the figures that both show; no others are listed. Areas are listed only where they make the
    total."""
    indicator_id, window, area_id = whole
    total = (indicator_id, window, plan.total.id)
    # The total stands for all its areas; what is left is those who live outside them.
    if area_id == plan.municipality.id and total in known:
        return [total]
    if not has_additive_areas(catalogue.indicators()[indicator_id]):
        return []
    # An area that only one publication shows stays among the hidden parts, so that the same parts are compared.
    areas = [(indicator_id, window, area.id) for area in plan.areas]
    return [area for area in areas if area in known]


def _find_largest_contributions(measured: pd.DataFrame) -> dict[tuple[str, str], int]:
    """(indicator, window) -> the most that one person adds; 1 where heads, cases or dwellings are counted. Called where
    there are earlier publications, to work out how few persons may be behind a correction. measured: columns
    `tables.MEASURED`, where `largest` may be null."""
    # The largest of any area: a difference is then taken for as few persons as it may be.
    largest = measured.groupby(["indicator_id", "window"])["largest"].max().reset_index()
    return {
        (record.indicator_id, record.window): 1 if pd.isna(record.largest) else max(1, int(record.largest))
        for record in list_records(largest)
    }


def _find_revealing_corrections(
    now: Mapping[Key, Shown], then: Mapping[Key, Shown], largest: Mapping[tuple[str, str], int], plan: Plan
) -> list[Key]:
    """The figures whose correction gives away fewer than k persons: in the figure itself, or in the hidden parts of a
    total. Called for each earlier publication, when it has been chosen what is hidden. now, then: the numbers shown now
    and in that publication. largest: (indicator, window) -> the most one person adds."""
    revealing, known = [], now.keys() & then.keys()
    # Only what both publications show has a difference that a reader can compute.
    for key in known:
        is_whole = key[2] in (plan.total.id, plan.municipality.id)
        parts = _list_known_parts(key, known, plan) if is_whole else []
        # First the figure itself, then, for a whole, what its hidden parts come to.
        compared = [(then[key], now[key])]
        if parts:
            hidden_then, hidden_now = (_subtract_parts(n[key], [n[part] for part in parts]) for n in (then, now))
            compared.append((hidden_then, hidden_now))
        if any(_differs_by_few(*pair, key[0], largest[key[:2]], plan.k) for pair in compared):
            revealing.append(key)
    return revealing


def stop_if_correction_reveals_few(
    measured: pd.DataFrame, published: pd.DataFrame, hidden: Iterable[Row], plan: Plan
) -> None:
    """`Stop` that names the figures whose numbers, published anew, would tell of some persons, but of fewer than k.
    Called by `choose_pattern` when it has chosen what is hidden, if anything was published before. published: the rows
    of every earlier publication, as `choose_pattern` takes them; each publication is compared with the figures now.
    hidden: the rows hidden now."""
    unseen = {row.key for row in hidden}
    now = {key: numbers for key, numbers in _read_shown_numbers(measured).items() if key not in unseen}
    # Each earlier publication is held against the figures now: who kept the oldest can subtract it too.
    largest, revealing = _find_largest_contributions(measured), set()
    for _, publication in published.groupby("published_in", sort=False):
        revealing |= set(_find_revealing_corrections(now, _read_shown_numbers(publication), largest, plan))
    if revealing:
        raise Stop(
            f"En rettelse ville røbe noget om færre end {plan.k} personer, og intet er udgivet: "
            f"{', '.join(sorted('/'.join(key) for key in revealing))}.",
            expected=f"rettelser, hvor de diskretionerede dele tilsammen er uændrede eller ændret med mindst {plan.k}.",
            do="Lad tallene stå, som de er udgivet, eller vent, til rettelsen omfatter flere.",
        )
