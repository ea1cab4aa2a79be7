"""Whole plans drawn from a known truth: every figure of the ten half-years of the plan in params/plan, as disclosed.

The indicators, their areas, windows and half-years are the plan's own; sizes and levels are those that it prints, or of
its size. Persons are drawn one by one and stay from year to year, so figures go together as real ones do. A figure
that changes does so at once after its baseline and for good: the strongest change there can be, and so the one that
lets most of the others through in the families' procedure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

import shared_plans
from disclosed_tables import disclosed, figure
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Measure
from hpanalysis.definitions.windows import Delivered, HalfYear, Rolling, find_half_year
from hpanalysis.judge.change import compute_change
from hpanalysis.judge.course import gather_course
from hpanalysis.judge.families import FamilyTest, name_family
from hpanalysis.judge.figure_lookup import FigureLookup
from hpanalysis.tables import LINKED, Disclosed

PLAN = shared_plans.read(shared_plans.RANDERS)
LAST = HalfYear.parse("2029H1")
# What the plan owes and whose change is tested: the state's own measures have no such test, and what the board asks for
# besides is weighed by itself.
OWED = [a for a in PLAN.adoptions if not a.is_supplementary and catalogue.indicators()[a.indicator_id].change_judged]
AREAS, TOTAL = [area.id for area in PLAN.areas], PLAN.total.id
# Persons (dwellings, a year's cases) of all the areas together, and how they are spread over the seven of areas.csv.
SPREAD = np.array([0.26, 0.25, 0.17, 0.09, 0.10, 0.08, 0.05])
SIZES = {
    **{f"sprog_{kind}": 141 for kind in ("generel", "fokuseret", "saerlig", "fokuseret_eller_saerlig")},
    **{"elevfravaer": 900, "elevfravaer_over_10": 900, "unge_i_uddannelse_15_mdr": 57, "unge_paabegyndt_samme_aar": 76},
    **{"uden_for_arbejdsmarkedet": 3000, "kontanthjaelp": 3000, "moedre_kontanthjaelp": 788, "ungdomsskole": 700},
    **{"udsaettelser": 22, "udsaettelser_effektive": 14, "fraflytning": 4200, "dagtilbud_1_5_aar": 210},
    **{"karakter_dansk_matematik": 42, "grundskole_18_29": 640, "restgruppe_15_29": 790},
    **{"uden_tilknytning_18_64": 2100, "sigtede_15_29": 760, "grundlaeggende_trygge": 1050, "frivilligt_arbejde": 1050},
    **{"stemt_kommunalvalg": 4700, "stemt_folketingsvalg": 3700},
}
LEVELS = {
    **{"sprog_generel": 0.48, "sprog_fokuseret": 0.18, "sprog_saerlig": 0.34, "sprog_fokuseret_eller_saerlig": 0.52},
    **{"elevfravaer": 0.10, "elevfravaer_over_10": 0.33, "unge_i_uddannelse_15_mdr": 0.77},
    **{"unge_paabegyndt_samme_aar": 0.79, "uden_for_arbejdsmarkedet": 0.42, "kontanthjaelp": 0.08},
    **{"moedre_kontanthjaelp": 0.10, "ungdomsskole": 0.22, "udsaettelser": 1.0, "udsaettelser_effektive": 1.0},
    **{"fraflytning": 0.145, "dagtilbud_1_5_aar": 0.94, "karakter_dansk_matematik": 5.6, "grundskole_18_29": 0.345},
    **{"restgruppe_15_29": 0.26, "uden_tilknytning_18_64": 0.386, "sigtede_15_29": 0.01},
    **{"grundlaeggende_trygge": 0.42, "frivilligt_arbejde": 0.29, "stemt_kommunalvalg": 0.44},
    **{"stemt_folketingsvalg": 0.64},
}
NEW_PERSONS = ("sprog_", "unge_")  # each year's children and school leavers are others than the year's before
STRONGEST = 2.5  # the log odds (log rate, marks) by which a figure changes that does
# What only a delivery dates: the half-year it comes in -> its windows' years.
DELIVERED = {
    "DataYear": {f"{2025 + i}H2": i + 1 for i in range(4)},  # a year more each second half-year
    "SurveyWave": {"2026H1": 2, "2028H1": 4},
    "Election": {},
}
ELECTIONS = {"stemt_kommunalvalg": {"2026H1": 2025}, "stemt_folketingsvalg": {"2027H1": 2026}}

Window = tuple[str, date, date, str]  # id, first day, last day, half-year


@dataclass(frozen=True, kw_only=True)
class LookTest:
    """One test of one figure at one half-year, as the judge makes it."""

    indicator_id: str
    area_id: str
    question: str  # baseline, year_before, course
    half_year: str
    p: float
    has_direction: bool  # printed otherwise than what it is compared with, so that it may be called better or worse
    changed: bool  # whether the figure truly changes

    def make_family_test(self, level: float) -> FamilyTest:
        return FamilyTest(self.p, name_family(self.half_year, ""), level)


def list_windows(indicator_id: str) -> list[Window]:
    """The windows of an indicator over the plan's ten half-years, the baseline's first."""
    indicator, baseline = catalogue.indicators()[indicator_id], PLAN.adoption(indicator_id).baseline_window
    if isinstance(indicator.window, Delivered):
        first = int(baseline)
        later = ELECTIONS.get(indicator_id) or {
            half_year: first + years for half_year, years in DELIVERED[type(indicator.window).__name__].items()
        }
        years = {str(PLAN.first): first} | later
        return [(str(year), date(year, 1, 1), date(year, 12, 31), half_year) for half_year, year in years.items()]
    spans = indicator.window.so_far(PLAN.first, LAST)
    windows = [(s.id, s.start, s.end, str(max(find_half_year(s.due), PLAN.first))) for s in spans]
    if not any(window[0] == baseline for window in windows):
        first = min(windows, key=lambda window: window[2])
        # A baseline older than the first window due: the year before it, delivered with the first half-year.
        start, end = (day.replace(year=day.year - 1) for day in first[1:3])
        windows.insert(0, (baseline, start, end, str(PLAN.first)))
    return windows


def _draw_heads(rng, size: int, shares: np.ndarray, new_each: bool) -> np.ndarray:
    """Persons by windows, 1 or 0. A fifth of the persons are others a year later, a seventh of the rest draw anew."""
    found = rng.random((size, len(shares))) < shares
    if new_each:
        return found
    for later in range(1, len(shares)):
        same = (rng.random(size) < 0.8 * 0.85) & (shares[later] == shares[later - 1])
        found[same, later] = found[same, later - 1]
    return found


def _draw_months(rng, size: int, share: np.ndarray, months: int) -> np.ndarray:
    """Persons by months, 1 or 0; one in 33 draws anew each month. share: of each month."""
    found = rng.random((size, months)) < share
    keep = rng.random((size, months)) < 0.97
    for month in range(1, months):
        same = keep[:, month] & (share[month] == share[month - 1])
        found[same, month] = found[same, month - 1]
    return found


def _move(level: float, by: float, measure: Measure) -> float:
    """A level moved on the natural scale."""
    if measure is Measure.MEAN:
        return level + by
    if measure in (Measure.COUNT, Measure.RATE):
        return level * float(np.exp(by))
    return float(1 / (1 + np.exp(-(np.log(level / (1 - level)) + by))))


def _link(now: np.ndarray, before: np.ndarray, each: int) -> dict[str, int]:
    """The counts of the persons in both windows: what each has of `each` (1 head, 12 months, 200 days)."""
    yes, was = now > 0, before > 0
    return {
        "both_in": int((yes & was).sum()),
        "only_now": int((yes & ~was).sum()),
        "only_before": int((~yes & was).sum()),
        "neither": int((~yes & ~was).sum()),
        "sum_nn": int((now * before).sum()),
        "sum_nd": int(now.sum()) * each,
        "sum_dn": int(before.sum()) * each,
        "sum_dd": len(now) * each * each,
    }


class _Drawn:
    """The rows and links of one plan as they are drawn."""

    def __init__(self) -> None:
        self.rows: list[dict] = []
        self.links: list[dict] = []

    def add_persons(
        self, indicator_id: str, windows: list[Window], area: str, amounts: np.ndarray, each: int, linked: bool
    ) -> None:
        """Figures of persons: `amounts` is persons by windows."""
        size = len(amounts)
        for i, window in enumerate(windows):
            own = amounts[:, i].astype(int)
            sums = {"denominator_persons": size, "sum_nn": int((own**2).sum()), "sum_nd": int(own.sum()) * each}
            sums |= {"sum_dd": size * each * each, "half_year": window[3]}
            self.rows.append(figure(indicator_id, window[:3], area, int(own.sum()), size * each, **sums))
            for j, earlier in enumerate(windows[:i]):
                if linked and earlier[2] < window[1]:
                    key = {"indicator_id": indicator_id, "window": window[0], "area_id": area, "reference": earlier[0]}
                    counts = _link(own, amounts[:, j].astype(int), each)
                    self.links.append(dict.fromkeys(LINKED.names, 0) | key | counts)

    def add_count(self, indicator_id: str, window: Window, area: str, number: int, size: int | None, **given) -> None:
        self.rows.append(figure(indicator_id, window[:3], area, number, size, half_year=window[3], **given))


def draw_plan(rng: np.random.Generator, changed: set[tuple[str, str]]) -> Disclosed:
    """A plan's figures over its ten half-years. changed: (indicator, area) of the figures that truly change."""
    drawn = _Drawn()
    for adoption in OWED:
        indicator_id, measure = adoption.indicator_id, catalogue.indicators()[adoption.indicator_id].measure
        windows = list_windows(indicator_id)
        areas = [area for area in AREAS if area in adoption.areas] or [TOTAL]
        parts: dict[str, list] = {}
        for area in areas:
            share = 1.0 if area == TOTAL else SPREAD[AREAS.index(area)]
            size = max(5, round(SIZES[indicator_id] * share))
            by = rng.choice([-1, 1]) * STRONGEST if (indicator_id, area) in changed else 0.0
            levels = np.array([_move(LEVELS[indicator_id], by * (i > 0), measure) for i in range(len(windows))])
            parts[area] = [size, *_draw_area(rng, indicator_id, windows, size, levels)]
        _add_area_figures(drawn, indicator_id, windows, parts)
    links = pd.DataFrame(drawn.links, columns=LINKED.names)
    return disclosed(*drawn.rows, linked=links)


def _draw_area(rng, indicator_id: str, windows: list[Window], size: int, levels: np.ndarray) -> tuple:
    """(amounts, each): persons by windows and what each person has of, or numbers by windows and 0."""
    indicator = catalogue.indicators()[indicator_id]
    if indicator.measure is Measure.MEAN:
        return rng.normal(levels, 2.4 / np.sqrt(size)), 0
    if indicator.measure in (Measure.COUNT, Measure.RATE):
        return rng.poisson(levels * size), 0
    if isinstance(indicator.window, Rolling):
        first = windows[0][1]
        begins = [12 * (w[1].year - first.year) + w[1].month - first.month for w in windows]
        share = np.full(begins[-1] + 12, levels[0])
        share[12:] = levels[-1]
        months = _draw_months(rng, size, share, len(share))
        return np.stack([months[:, b : b + 12].sum(axis=1) for b in begins], axis=1), 12
    if indicator.measure is Measure.CLUSTERED_SHARE:
        inclined = rng.beta(levels * 6, (1 - levels) * 6, (size, len(levels)))
        for later in range(1, len(levels)):
            same = (rng.random(size) < 0.6) & (levels[later] == levels[later - 1])
            inclined[same, later] = inclined[same, later - 1]
        return rng.binomial(200, inclined), 200
    return _draw_heads(rng, size, levels, indicator_id.startswith(NEW_PERSONS)), 1


def _add_area_figures(drawn: _Drawn, indicator_id: str, windows: list[Window], parts: dict[str, list]) -> None:
    """The figures of the areas of one indicator and of their total, which is their sum."""
    linked = not indicator_id.startswith(NEW_PERSONS) and catalogue.indicators()[indicator_id].sources[0].has_persons
    if TOTAL not in parts:
        sizes, amounts, each = zip(*parts.values(), strict=True)
        together = np.concatenate(amounts) if each[0] else np.sum(amounts, axis=0)
        parts = parts | {TOTAL: [sum(sizes), together, each[0]]}
    for area, (size, amounts, each) in parts.items():
        if each:
            drawn.add_persons(indicator_id, windows, area, amounts, each, linked)
            continue
        for window, number in zip(windows, amounts, strict=True):
            match catalogue.indicators()[indicator_id].measure:
                case Measure.MEAN:
                    drawn.add_count(indicator_id, window, area, round(float(number) * size, 4), size, spread=2.4)
                case Measure.COUNT:
                    drawn.add_count(indicator_id, window, area, int(number), None)
                case _:
                    drawn.add_count(indicator_id, window, area, int(number), size)


def list_figures() -> list[tuple[str, str]]:
    """(indicator, area) of every figure that may change by itself: of the areas, or of the total where only that is."""
    return [(a.indicator_id, area) for a in OWED for area in ([x for x in AREAS if x in a.areas] or [TOTAL])]


def choose_changed(rng: np.random.Generator, share: float) -> set[tuple[str, str]]:
    """A share of the figures, drawn at random, and the totals of which an area is among them."""
    figures = list_figures()
    chosen = {figures[i] for i in rng.choice(len(figures), round(share * len(figures)), replace=False)}
    return chosen | {(indicator_id, TOTAL) for indicator_id, _ in chosen}


def make_tests(drawn: Disclosed, changed: set[tuple[str, str]]) -> Iterator[LookTest]:
    """Every test of the changes and of the course of a plan, by the judge's own functions."""
    lookup = FigureLookup(drawn, PLAN)
    for row in drawn.table.itertuples(index=False):
        indicator, adoption = catalogue.indicators()[row.indicator_id], PLAN.adoption(row.indicator_id)
        now = lookup.find(row.indicator_id, row.window, row.area_id)
        outcomes = {"course": gather_course(row, now, lookup).tested}
        for question, before in (
            ("baseline", lookup.find_recomputed_baseline(adoption, row.area_id, row.window)),
            ("year_before", lookup.find_year_before(row.indicator_id, row.window, row.area_id)),
        ):
            link = before and lookup.find_link(row.indicator_id, row.window, row.area_id, before.window)
            outcomes[question] = compute_change(indicator, now, before, link, "").tested
        for question, outcome in outcomes.items():
            if outcome.p is not None:
                yield LookTest(
                    indicator_id=row.indicator_id,
                    area_id=row.area_id,
                    question=question,
                    half_year=row.half_year,
                    p=outcome.p,
                    has_direction=outcome.is_good is not None,
                    changed=(row.indicator_id, row.area_id) in changed,
                )


def simulate(seed: int, share: float) -> list[LookTest]:
    """All tests of one plan in which a share of the figures truly change."""
    rng = np.random.default_rng([2026, seed, round(100 * share)])
    changed = choose_changed(rng, share)
    return list(make_tests(draw_plan(rng, changed), changed))
