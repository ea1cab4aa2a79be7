"""As much of a package as the check of outcomes reads, without a run: participants and others drawn at random, compared
for real, and both tables written by the program's own code. All of it is drawn: no person is meant."""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np
import pandas as pd

from disclosed_tables import AREAS, HALF, RANDERS
from hpanalysis import disclose
from hpanalysis.measure.outcomes import compare
from hpanalysis.pipeline.publication import published_outcomes
from hpanalysis.statistics import matched
from hpanalysis.verify.checks.participants import outcomes as outcomes_check
from hpanalysis.verify.declared.declarations import Declarations
from hpanalysis.verify.opening.outcomes import Broken, Outcome, State
from hpanalysis.verify.opening.package import Package
from judged_packages import PUBLISHED
from participant_packages import PROJECT, draw_package
from projects import ROOT

OUTCOMES_FILE, BALANCE_FILE = f"{PUBLISHED}udfald.csv", f"{PUBLISHED}balance.csv"
BEGINS = (date(2025, 8, 1), date(2025, 9, 1))
# What is drawn: participants, how much better (less) their value after is, how much better it was getting already.
KINDS = {
    "no difference": (70, 0, 0),
    "better": (80, 28, 0),
    "worse": (80, -28, 0),
    "already": (80, 0, 25),
    "nearly all": (60, 0, 0),
    "few": (14, 0, 0),
    "too few measured": (60, 0, 0),
    "nobody": (0, 0, 0),
}
_MONTHS = 6


def _take(rng: np.random.Generator, level: np.ndarray) -> np.ndarray:
    """A value a person: so many of six months in per cent."""
    return rng.binomial(_MONTHS, np.clip(level, 0.02, 0.98)) * 100 / _MONTHS


def draw_table(rng: np.random.Generator, kind: str) -> pd.DataFrame:
    """A row a participant, and a row an other and begin month, as `measure.compare` takes them."""
    participants, better, already = KINDS[kind]
    n = participants + 500
    level = rng.beta(2, 2, n)
    taking = np.arange(n) < participants
    moved = taking * better / 100
    told = {
        "person": [f"p{number}" for number in range(n)],
        "treated": taking,
        "koen": rng.choice(["k", "m"], n),
        "area_id": rng.choice(AREAS[:2], n),
        "age": rng.integers(20, 60, n),
        "earlier": _take(rng, level + taking * already / 100),
        "before": _take(rng, level),
    }
    tables = []
    begins = rng.choice(len(BEGINS), n)
    for number, begin in enumerate(BEGINS):
        table = pd.DataFrame(told | {"after": _take(rng, level - moved), "begin": f"{begin:%Y-%m}"})
        tables.append(table[~taking | (begins == number)])
    table = pd.concat(tables, ignore_index=True)
    if kind == "too few measured":
        table.loc[table["treated"] & (rng.random(len(table)) < 0.62), "after"] = np.nan
    return table


def _draw_outcome(rng: np.random.Generator, activity, kind: str, level: float, are_alike: bool) -> matched.Outcome:
    """are_alike: whether all participants but three are said to have the same value, so that no number is told."""
    names = {"activity_id": activity.activity_id, "indicator_id": activity.outcome}
    if kind == "nobody":
        return matched.Outcome(**names, begins=(), change=None, comparison=None)
    table = draw_table(rng, kind)
    group = (45, 79) if kind == "nearly all" else None
    comparison, columns = compare(table, higher_is_better=False, level=level, group=group)
    mine = table[table["treated"]]
    change = matched.compute_paired_change(mine["before"].to_numpy(float), mine["after"].to_numpy(float))
    elsewhere = int(rng.choice([0, len(mine) // 3]))
    return matched.Outcome(
        **names,
        begins=BEGINS,
        change=change,
        comparison=comparison,
        matched_on=columns,
        fewest=3 if are_alike else 0,
        elsewhere=elsewhere,
    )


@cache
def draw_outcomes(seed: int) -> Package:
    """The drawn package of a seed with outcomes: nobody of school is measured yet, and three activities about benefits
    each of another kind, in turn."""
    rng = np.random.default_rng([19, seed])
    activities = [one for one in RANDERS.followed_activities if one.outcome]
    kinds = [kind for kind in KINDS if kind != "nobody"]
    chosen = [
        "nobody" if one.outcome == "elevfravaer" else kinds[(3 * seed + number) % len(kinds)]
        for number, one in enumerate(activities)
    ]
    compared = sum(kind in ("no difference", "better", "worse") for kind in chosen)
    level = matched.LEVEL / max(compared, 1)
    drawn = [
        _draw_outcome(rng, one, kind, level, are_alike=kind == "nearly all" and seed % 2 == 1)
        for one, kind in zip(activities, chosen, strict=True)
    ]
    told = disclose.tell_outcomes(drawn, HALF, RANDERS.participants_k)
    package = draw_package(seed)
    files = package.files | {
        OUTCOMES_FILE: published_outcomes.format_outcomes_csv(told.outcomes).encode("utf-8"),
        BALANCE_FILE: published_outcomes.format_balance_csv(told.balance).encode("utf-8"),
    }
    for name in ("pipeline/publication/graph.py", "measure/outcomes/months.py"):
        path = ROOT / "src" / "hpanalysis" / name
        files[f"{PROJECT}{path.relative_to(ROOT).as_posix()}"] = path.read_bytes()
    return Package(package.name, files, (), zipped=True)


def check(package: Package) -> Outcome:
    """The outcome of the check `udfald` by itself, as a package's check has it."""
    try:
        return outcomes_check.check(package, Declarations(package))
    except Broken as broken:
        return Outcome(outcomes_check.NAME, State.FAILS, "én fejl.", (str(broken),))
