"""How fast a half-year is protected, and how much is hidden for it.

Protected here: the measured table of a half-year's latest run, as one problem with all its windows (as a first run
does), and then again with all of it published (as every later run does). The aim: within 10 seconds on two cores, and
at most 10 % of the cells hidden beyond the primary rule.

Usage: python benchmarks/disclosure.py [--half-year 2026H1] [--rounds 3] [--witnesses]. Needs a run (`hpanalysis run`).
"""

from __future__ import annotations

import argparse
import time

import pandas as pd

from hpanalysis import disclose
from hpanalysis.tables import KEY, Status
from hpanalysis.workspace import Workspace, parse_half_year

NUMBERS = {status.value for status in (Status.SHOWN, Status.NO_PERSONS, Status.NO_CASES)}


def _published(measured: pd.DataFrame, pattern: pd.DataFrame) -> pd.DataFrame:
    """What a publication under the pattern tells."""
    told = measured.merge(pattern, on=KEY).assign(published_in="alle")
    hidden = told["rule"].notna()
    told.loc[hidden, "status"] = Status.HIDDEN.value
    told[["numerator", "denominator"]] = told[["numerator", "denominator"]].astype(object).mask(hidden, None)
    return told


def _seconds(rounds: int, *given) -> tuple[float, pd.DataFrame]:
    """The fastest of several rounds, and the pattern."""
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        pattern = disclose.choose_pattern(*given)
        times.append(time.perf_counter() - started)
    return min(times), pattern


def _share(count: int, whole: int) -> str:
    return f"{count} ({100 * count / whole:.1f} %)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--half-year", default="2026H1")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--witnesses", action="store_true", help="make two whole tables for every hidden small count")
    given = parser.parse_args()
    workspace, half = Workspace.at(), parse_half_year(given.half_year)
    measured, control = (workspace.table(name, half) for name in ("measured", "control"))
    first, pattern = _seconds(given.rounds, measured, workspace.plan, None, control)
    published = _published(measured, pattern)
    later, again = _seconds(given.rounds, measured, workspace.plan, published, control)
    cells, beyond = (
        int(measured["status"].isin(NUMBERS).sum()),
        int((pattern["rule"] == disclose.PROTECTS_ANOTHER).sum()),
    )
    primary = int(pattern["rule"].notna().sum()) - beyond
    print(f"cells with a number: {cells}; hidden by rule: {_share(primary, cells)}")
    print(f"hidden beyond it: {_share(beyond, cells)} (aim: at most 10 %)")
    print(f"protected as one problem: {first:.2f} s (aim: 10 s); with all of it published: {later:.2f} s")
    print(f"the same pattern again: {'yes' if again.equals(pattern) else 'NO'}")
    if given.witnesses:
        started = time.perf_counter()
        found = list(disclose.make_witnesses(measured, workspace.plan, pattern, None, control))
        whole = sum(w.without is not None and w.many is not None for w in found)
        print(f"witnesses: {whole} of {len(found)} hidden small counts, {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
