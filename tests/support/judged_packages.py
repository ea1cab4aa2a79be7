"""Half-years drawn at random, judged for real, and laid before `verify` as what a package publishes of them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd

from control_tables import months
from disclosed_tables import AREAS, MUNICIPALITY, RANDERS, TOTAL, figure, first_of_september, hidden, judged, year
from hpanalysis import judge
from hpanalysis.definitions.windows import find_half_year
from hpanalysis.pipeline import figures
from hpanalysis.pipeline.publication import published_definitions
from hpanalysis.plan import Plan
from hpanalysis.tables import CONTROL, LINKED
from hpanalysis.verify.opening.package import DATA, INFO, Package

HALF_YEAR = "2026H1"
PUBLISHED = f"{DATA}udgivelse/{HALF_YEAR}/"

_SCHOOL_YEARS = [(f"{y}-{(y + 1) % 100:02}", date(y, 8, 1), date(y + 1, 7, 31)) for y in (2023, 2024)]
_ROLLING = [
    (f"{y}-10/{y + 1}-09", date(y, 10, 1), date(y + 1, 9, 30)) for y in (2023, 2024)
]  # the second is after the break of July 2025
_DECEMBERS = [(f"{y}-12", date(y, 12, 1), date(y, 12, 31)) for y in (2024, 2025)]
_NEW_RULE = "@3"  # of the version that counts benefits after the reform, and the windows before it once more


def _again(window: tuple) -> tuple:
    """A window as the version after the reform counts it."""
    return f"{window[0]}{_NEW_RULE}", *window[1:]


# Indicator: its windows, its size in an area and in the rest of the municipality, and its level.
_SHARES = {
    "sprog_fokuseret_eller_saerlig": ([year(y) for y in (2023, 2024, 2025)], 40, 700, 0.45),
    "ungdomsskole": ([first_of_september(y) for y in (2024, 2025)], 90, 4000, 0.25),
    "elevfravaer_over_10": (_SCHOOL_YEARS, 80, 5000, 0.3),
    "moedre_kontanthjaelp": (_DECEMBERS, 60, 2000, 0.3),
}
_TIMES = {
    "elevfravaer": (_SCHOOL_YEARS, 70, 3000, 0.09, 200),
    "kontanthjaelp": (_ROLLING, 150, 6000, 0.12, 12),
}
_RATES = {"fraflytning": ([year(y) for y in (2023, 2024, 2025)], 500, 9000, 0.15)}
_COUNTS = {"udsaettelser": ([year(y) for y in (2023, 2024, 2025)], 9)}


def make_package(table: pd.DataFrame, plan: Plan = RANDERS, **texts: str) -> Package:
    """What a package holds for the checks of its figures: a judged table and its definitions, as they are published.
    texts: other published files, by name."""
    written = {
        "indicators.csv": figures.format_figures_csv(table),
        "definitioner.json": published_definitions.format_definitions_json(table, plan),
        "maanedstal.csv": figures.format_months_csv(pd.DataFrame(columns=CONTROL.names).astype(CONTROL.dtypes)),
        "kontrolattest.json": json.dumps({"opgoerelsesperioder_uden_sammenhaeng": []}),
        **texts,
    }
    files = {f"{PUBLISHED}{name}": text.encode("utf-8") for name, text in written.items()}
    files[INFO] = f"Half-Year: {HALF_YEAR}\n".encode()
    return Package(f"dokumentation-{HALF_YEAR}", files, (), zipped=True)


def change_row(
    package: Package, choose: Callable[[dict[str, str]], object], **cells: str | Callable[[str], str]
) -> tuple[Package, str]:
    """The package with cells of the first row of indicators.csv that `choose` takes written over, and its address."""
    reader = csv.DictReader(io.StringIO(package.files[f"{PUBLISHED}indicators.csv"].decode(), newline=""))
    rows = list(reader)
    row = next(row for row in rows if choose(row))
    row |= {column: told(row[column]) if callable(told) else told for column, told in cells.items()}
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, reader.fieldnames or (), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    files = package.files | {f"{PUBLISHED}indicators.csv": out.getvalue().encode()}
    return Package(package.name, files, (), zipped=True), f"{row['indicator_id']}/{row['window']}/{row['area_id']}"


def _share(rng, size: int, level: float) -> np.ndarray:
    return rng.random(size) < level


def _draw_shares(rng, indicator_id: str, rows: list[dict], links: list[dict], bridged: bool = False) -> None:
    """Persons of whom most are there in the next window too and half of those as they were. bridged: whether the first
    window is counted again by a later version, by which more persons count."""
    windows, size, rest, level = _SHARES[indicator_id]
    if bridged:
        windows = [_again(windows[0]), *windows[1:]]
    sums = {window[0]: np.zeros(2, dtype=int) for window in windows}
    for area in AREAS:
        before = None
        of_area = int(rng.integers(2, 2 * size))
        at = min(0.95, level * rng.choice([0.6, 1, 1, 1.5]))
        for place, window in enumerate(windows):
            drawn = _share(rng, of_area, at * (1 + 0.4 * place * rng.choice([-1, 0, 1])))
            if before is not None and rng.random() < 0.7:
                stay = of_area * 3 // 4
                drawn[:stay] = np.where(rng.random(stay) < 0.6, before[:stay], drawn[:stay])
                link = dict.fromkeys(LINKED.names, 0) | {"indicator_id": indicator_id, "area_id": area}
                link |= {"window": window[0], "reference": windows[place - 1][0]}
                now, then = drawn[:stay], before[:stay]
                link |= {"both_in": int((now & then).sum()), "only_now": int((now & ~then).sum())}
                link |= {"only_before": int((~now & then).sum()), "neither": int((~now & ~then).sum())}
                links.append(link)
            before = drawn
            sums[window[0]] += (int(drawn.sum()), of_area)
            if rng.random() < 0.1:
                rows.append(hidden(indicator_id, window, area))
            else:
                rows.append(figure(indicator_id, window, area, int(drawn.sum()), of_area))
    for window in windows:
        x, n = sums[window[0]]
        more = int(_share(rng, rest, level).sum())
        rows.append(figure(indicator_id, window, TOTAL, int(x), int(n)))
        rows.append(figure(indicator_id, window, MUNICIPALITY, int(x) + more, int(n) + rest))
    if bridged:
        again = [row for row in rows if row["indicator_id"] == indicator_id and row["window"].endswith(_NEW_RULE)]
        for row in again:
            window = (row["window"].removesuffix(_NEW_RULE), row["window_start"], row["window_end"])
            known = row["numerator"] is not None
            # A part of what the later version counts; hidden in some areas where the other is not.
            fewer = int(rng.binomial(int(row["numerator"]), 0.8)) if known else None
            rows.append(
                figure(indicator_id, window, row["area_id"], fewer, int(row["denominator"]))
                if known
                else hidden(indicator_id, window, row["area_id"])
            )


def _draw_time(rng, indicator_id: str, rows: list[dict]) -> None:
    """Persons whose days go together: each has a share of its own. Benefits of the time before the reform are there
    twice."""
    windows, size, rest, level, days = _TIMES[indicator_id]
    for window in [*windows, _again(windows[0])] if indicator_id == "kontanthjaelp" else windows:
        # A figure of fewer than 2k persons is never shown, and its interval would tell how few they are.
        parts = {area: int(rng.integers(2 * RANDERS.k, 2 * size)) for area in AREAS} | {"": rest}
        drawn = {}
        for area, persons in parts.items():
            at = level * (1 if not area else rng.choice([0.5, 1, 1.6]))
            drawn[area] = rng.binomial(days, rng.beta(at * 4, (1 - at) * 4, persons))
        total = np.concatenate([drawn[area] for area in AREAS])
        of = {**{area: drawn[area] for area in AREAS}, TOTAL: total, MUNICIPALITY: np.concatenate([total, drawn[""]])}
        for area, absent in of.items():
            n = len(absent)
            sums = {"denominator_persons": n, "sum_nn": int((absent**2).sum())}
            sums |= {"sum_nd": int(absent.sum()) * days, "sum_dd": n * days * days}
            rows.append(figure(indicator_id, window, area, int(absent.sum()), n * days, **sums))


def _draw_pooled(rng, rows: list[dict]) -> None:
    """Three years added up: persons who count once or twice, of a share and of a rate."""
    for first in (2021, 2024):
        window = (f"{first}..{first + 2}", date(first, 1, 1), date(first + 2, 12, 31))
        people = {area: int(rng.integers(2 * RANDERS.k, 160)) for area in AREAS} | {"": 2000}
        times = {area: rng.integers(1, 3, persons) for area, persons in people.items()}
        marks = {area: rng.binomial(times[area], rng.choice([0.3, 0.45])) for area in people}
        parts = {**{area: [area] for area in AREAS}, TOTAL: AREAS, MUNICIPALITY: list(people)}
        for area, of in parts.items():
            n, d = (np.concatenate([drawn[part] for part in of]) for drawn in (marks, times))
            sums = {"sum_nn": int((n * n).sum()), "sum_nd": int((n * d).sum()), "sum_dd": int((d * d).sum())}
            sums |= {"denominator_persons": len(d)}
            rows.append(figure("sprog_fokuseret_eller_saerlig", window, area, int(n.sum()), int(d.sum()), **sums))
            moved = int(rng.poisson(0.15 * len(d)))
            rows.append(figure("fraflytning", window, area, moved, len(d)))


def _draw_events(rng, indicator_id: str, rows: list[dict]) -> None:
    windows, *size, mean = (*_RATES.get(indicator_id, ()),) or (*_COUNTS[indicator_id],)
    for window in windows:
        events, exposure = np.zeros(2, dtype=int), size[0] if size else None
        for area in AREAS:
            expected = mean * exposure if exposure else mean
            drawn = int(rng.poisson(expected * rng.choice([0.3, 0.8, 1, 1.5])))
            events += (drawn, exposure or 0)
            rows.append(figure(indicator_id, window, area, drawn, exposure))
        rows.append(figure(indicator_id, window, TOTAL, int(events[0]), int(events[1]) if size else None))
        if size:
            more = int(rng.poisson(mean * size[1]))
            rows.append(figure(indicator_id, window, MUNICIPALITY, int(events[0]) + more, int(events[1]) + size[1]))


def _draw_criterion(rng, rows: list[dict]) -> None:
    """Three lists of the state's measure whose target is to lie below its criterion, on both sides of the limit, on it,
    and some hidden."""
    for number in (2023, 2024, 2025):
        counts = {area: (int(rng.choice([rng.integers(190, 211), 200])), 500) for area in AREAS}
        counts[TOTAL] = (sum(x for x, _ in counts.values()), 500 * len(AREAS))
        for area, (x, n) in counts.items():
            is_hidden = area != TOTAL and rng.random() < 0.1
            key, window = "kriterie_beskaeftigelse", year(number)
            rows.append(hidden(key, window, area) if is_hidden else figure(key, window, area, x, n))


def draw_half_year(seed: int, plan: Plan = RANDERS) -> pd.DataFrame:
    """A judged half-year drawn at random: shares of persons who stay and move, persons' time, rates and counts, in all
    areas, their total and the municipality; some rows hidden, some too small to be judged."""
    rng = np.random.default_rng(seed)
    rows: list[dict] = []
    links: list[dict] = []
    for indicator_id in _SHARES:
        bridged = indicator_id == "moedre_kontanthjaelp" and seed % 2 == 0
        _draw_shares(rng, indicator_id, rows, links, bridged)
    for indicator_id in _TIMES:
        _draw_time(rng, indicator_id, rows)
    for indicator_id in (*_RATES, *_COUNTS):
        _draw_events(rng, indicator_id, rows)
    _draw_pooled(rng, rows)
    _draw_criterion(rng, rows)
    for row in rows:
        # The half-year after a window shows it first; the plan's first one shows all that was there before.
        row["half_year"] = str(max(plan.first, find_half_year(row["window_end"]).following))
    return judged(*rows, linked=pd.DataFrame(links, columns=LINKED.names), plan=plan).reset_index()


def draw_months(seed: int, plan: Plan = RANDERS) -> pd.DataFrame:
    """The control charts of two and a half years of months drawn at random: with a trend, a leap, a month far out, and
    some months hidden."""
    rng = np.random.default_rng(seed)
    series = []
    for indicator_id, level in (("uden_for_arbejdsmarkedet", 300), ("kontanthjaelp", 120), ("elevfravaer", 90)):
        for area in (TOTAL, MUNICIPALITY):
            counts = rng.normal(level, rng.choice([1, 4, 20]), 30) + rng.choice([0, 0, 1]) * np.arange(30)
            counts[15:] += rng.choice([0, 0, 12])
            counts[rng.integers(30)] += rng.choice([0, 40, -40])
            shown = [None if rng.random() < 0.03 else int(min(999, max(0, count))) for count in counts]
            series.append(months(indicator_id, area, shown))
    return judge.make_control_table(pd.concat(series), plan)
