"""Half-years drawn from a known truth: how often a change is called that is none, and how often one is found.

The made-up plan's indicators, of persons drawn one by one: binomial shares of which most persons stay from the baseline
to now (linked), pupils whose days go together, Poisson counts and rates.
"""

import numpy as np
import pandas as pd
import pytest

import shared_plans
from disclosed_tables import figure, first_of_september, judged, school_year, year
from hpanalysis.judge.families import FALSE_DISCOVERY_RATE
from hpanalysis.tables import LINKED, Since

PLAN = shared_plans.read(shared_plans.SMALL)
AREAS = [area.id for area in PLAN.areas]
WINDOWS = {
    "sprog_fokuseret_eller_saerlig": (year(2023), year(2025)),
    "ungdomsskole": (first_of_september(2024), first_of_september(2025)),
    "elevfravaer": (school_year(2023), school_year(2024)),
    "udsaettelser": (year(2023), year(2025)),
    "fraflytning": (year(2023), year(2025)),
}
LEVELS = {"sprog_fokuseret_eller_saerlig": 0.45, "ungdomsskole": 0.25, "elevfravaer": 0.09, "fraflytning": 0.15}
SIZES = {"sprog_fokuseret_eller_saerlig": 40, "ungdomsskole": 120, "elevfravaer": 150, "fraflytning": 500}
STAYING = 0.8
CHANGED = (Since.IMPROVED.value, Since.WORSENED.value)


def _heads(rng, indicator_id: str, area: str, before: float, now: float) -> tuple[list[dict], dict]:
    """A share of persons, most of whom are the same; of those, an eighth draw their lot anew."""
    size = SIZES[indicator_id]
    stay = rng.binomial(size, STAYING)
    first = rng.random(size) < before
    lot = rng.random(size)
    again = np.where(lot[:stay] < 0.125, rng.random(stay) < now, first[:stay])
    if now != before:  # a true change moves those who stay, too
        again = np.where(first[:stay], rng.random(stay) < min(1, now / before), False) if now < before else again
    joined = rng.random(size - stay) < now
    second = np.concatenate([again, joined])
    old, new = WINDOWS[indicator_id]
    rows = [figure(indicator_id, w, area, int(v.sum()), size) for w, v in ((old, first), (new, second))]
    pair = (first[:stay], again)
    link = dict.fromkeys(LINKED.names, 0) | {
        "indicator_id": indicator_id,
        "window": new[0],
        "area_id": area,
        "reference": old[0],
    }
    link |= {
        "both_in": int((pair[0] & pair[1]).sum()),
        "only_now": int((~pair[0] & pair[1]).sum()),
        "only_before": int((pair[0] & ~pair[1]).sum()),
        "neither": int((~pair[0] & ~pair[1]).sum()),
    }
    return rows, link


def _days(rng, area: str, level: float, window) -> dict:
    """Pupils of 200 days; a pupil's absence is drawn from a wide beta, so that days go together."""
    size = SIZES["elevfravaer"]
    absent = rng.binomial(200, rng.beta(level * 8, (1 - level) * 8, size))
    sums = {"denominator_persons": size, "sum_nn": int((absent**2).sum())}
    sums |= {"sum_nd": int(absent.sum()) * 200, "sum_dd": size * 40000}
    return figure("elevfravaer", window, area, int(absent.sum()), size * 200, **sums)


def half_year(rng, factor: float = 1.0) -> pd.DataFrame:
    """The judged table of a half-year in which every level now is `factor` times what it was at the baseline."""
    rows, links = [], []
    for area in AREAS:
        for indicator_id in ("sprog_fokuseret_eller_saerlig", "ungdomsskole"):
            level = LEVELS[indicator_id]
            drawn, link = _heads(rng, indicator_id, area, level, level * factor)
            rows += drawn
            links.append(link)
        for at, window in zip((1, factor), WINDOWS["elevfravaer"], strict=True):
            rows.append(_days(rng, area, LEVELS["elevfravaer"] * at, window))
        for indicator_id, mean, size in (("udsaettelser", 12, None), ("fraflytning", 75, 500)):
            for at, window in zip((1, factor), WINDOWS[indicator_id], strict=True):
                rows.append(figure(indicator_id, window, area, int(rng.poisson(mean * at)), size))
    # A window is tested among those that come new with it: here all of now.
    return judged(*rows, linked=pd.DataFrame(links), plan=PLAN)


def _changed(table: pd.DataFrame) -> pd.Series:
    tested = table[table["change_p"].notna()]
    return tested["since_baseline"].isin(CHANGED)


@pytest.mark.slow
def test_where_nothing_has_changed_few_half_years_say_that_something_has():
    rng = np.random.default_rng(20261123)
    found = [_changed(half_year(rng)) for _ in range(200)]
    half_years = np.mean([changed.any() for changed in found])
    cells = np.mean(np.concatenate([changed.to_numpy() for changed in found]))
    print(
        f"\n200 half-years of {len(found[0])} tests, nothing changed: "
        f"a false change in {half_years:.1%} of them, in {cells:.2%} of the tests"
    )
    assert half_years <= FALSE_DISCOVERY_RATE


@pytest.mark.slow
def test_a_planted_change_is_found_the_oftener_the_larger_it_is():
    shares = {}
    for factor in (0.9, 0.75, 0.5):
        rng = np.random.default_rng(7)
        found = [_changed(half_year(rng, factor)) for _ in range(40)]
        by_indicator = pd.concat(found).groupby(level="indicator_id").mean()
        shares[factor] = by_indicator
    table = pd.DataFrame(shares)
    print("\nshare of planted changes found, by the factor of the level:\n", table.round(2).to_string())
    assert (table[0.5] >= table[0.75]).all() and (table[0.75] >= table[0.9]).all()
    assert table.loc["elevfravaer", 0.5] > 0.8
