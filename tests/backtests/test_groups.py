"""Figures by sex and age band against the second implementation: plain.py on extracts of one group's persons alone.

Who is of a group is told here from the raw CPR numbers by a way of its own: the centuries of CPR-kontoret's table in
three lines, and the bands as ages.
"""

import csv
import shutil
from pathlib import Path

import pandas as pd
import pytest

from backtests import handmade, loaded, plain
from frames import workspace
from hpanalysis import measure
from hpanalysis import plan as plans
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear

# The years in which the windows of the extracts end, and per breakdown the groups with the ages that they hold.
BANDS = {
    "elevfravaer": {"-10": range(11), "11-13": range(11, 14), "14-": range(14, 150)},
    "sprogvurdering": {"-4": range(5), "5-": range(5, 150)},
    "ungdomsskole": {"-15": range(16), "16-": range(16, 150)},
    "moedre": {"-29": range(30), "30-39": range(30, 40), "40-": range(40, 150)},
    "beskaeftigelse": {"-29": range(30), "30-49": range(30, 50), "50-": range(50, 150)},
}
SEXES = {"kvinde": "02468", "mand": "13579"}


def _born(cpr: str) -> int:
    digits = cpr.replace("-", "").zfill(10)
    year, seventh = int(digits[4:6]), int(digits[6])
    if seventh <= 3 or (seventh in (4, 9) and year >= 37):
        return 1900 + year
    return 2000 + year if seventh in (4, 9) or year <= 57 else 1800 + year


def _keep(raw: Path, to: Path, keeps) -> Path:
    """The extracts with those persons alone for whom `keeps(source, cpr)` holds; others as they are."""
    for path in raw.rglob("*.*"):
        copy = to / path.relative_to(raw)
        copy.parent.mkdir(parents=True, exist_ok=True)
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            rows = list(csv.reader(file, delimiter=";")) if path.suffix == ".csv" else []
        if rows and "CPR-nummer" in rows[0]:
            place = rows[0].index("CPR-nummer")
            rows = [rows[0], *(row for row in rows[1:] if keeps(path.stem, row[place]))]
            with copy.open("w", encoding="utf-8-sig", newline="") as file:
                csv.writer(file, delimiter=";", lineterminator="\r\n").writerows(rows)
        else:
            shutil.copy(path, copy)
    return to


def _figures(table: pd.DataFrame) -> dict:
    rows = table[table["denominator"].fillna(0) > 0]
    return {
        (row.indicator_id, row.window, row.area_id): (int(row.numerator), int(row.denominator))
        for row in rows.itertuples()
    }


def _assert_the_same(table: pd.DataFrame, second: dict, measured_by_plan: set) -> int:
    """Every figure of a group that has persons is that of plain.py on these persons; how many there are."""
    package = _figures(table)
    wanted = {
        key: (int(n), d)
        for key, (n, d) in second.items()
        if d and key[:2] in {k[:2] for k in measured_by_plan} and key in measured_by_plan
    }
    assert package == wanted
    return len(package)


def _check_all(grouped: pd.DataFrame, raw: Path, plan: Path, half_years: list[str], to: Path) -> int:
    """Each breakdown, group and last year of windows, against plain.py; how many figures were held against it."""
    checked = 0
    years = [pd.Timestamp(day).year for day in grouped["window_end"]]
    for (breakdown, group, year), rows in grouped.groupby(["breakdown", "group_id", pd.Series(years, grouped.index)]):
        if breakdown == "koen":
            keeps = lambda source, cpr, group=group: cpr[-1] in SEXES[group]  # noqa: E731
        else:
            keeps = lambda source, cpr, group=group, year=year: (  # noqa: E731
                source not in BANDS or year - _born(cpr) in BANDS[source].get(group, ())
            )
        part = _keep(raw, to / f"{breakdown}{group}{year}", keeps)
        keys = set(zip(rows["indicator_id"], rows["window"], rows["area_id"], strict=True))
        checked += _assert_the_same(rows, plain.figures(part, plan, half_years), keys)
    return checked


def test_the_groups_of_the_extracts_written_by_hand(tmp_path):
    raw = tmp_path / "raw"
    handmade.write_extracts(raw)
    plan = handmade.write_plan(tmp_path / "plan", list(catalogue.indicators()))
    where, half_year = workspace(tmp_path, plan), HalfYear.parse(handmade.HALF_YEAR)
    loaded.load_extracts(where, half_year)
    grouped = measure.measure_groups(where, half_year)
    assert _check_all(grouped, raw, plan, [handmade.HALF_YEAR], tmp_path / "dele") > 100


@pytest.mark.slow
def test_the_groups_of_the_demos_extracts(made, tmp_path):
    half_year = HalfYear.parse("2026H1")
    where = workspace(tmp_path, made.plan)
    shutil.copytree(made.raw, where.raw)
    loaded.load_extracts(where, half_year)
    grouped = measure.measure_groups(where, half_year)
    half_years = [str(each) for each in half_year.since(plans.read(made.plan).first)]
    assert _check_all(grouped, where.raw, made.plan, half_years, tmp_path / "dele") > 100


def test_the_groups_are_together_the_figure(tmp_path):
    handmade.write_extracts(tmp_path / "raw")
    plan = handmade.write_plan(tmp_path / "plan", list(catalogue.indicators()))
    where, half_year = workspace(tmp_path, plan), HalfYear.parse(handmade.HALF_YEAR)
    loaded.load_extracts(where, half_year)
    whole = _figures(measure.measure(where, half_year))
    grouped = measure.measure_groups(where, half_year)
    assert set(grouped["breakdown"]) == {"koen", "alder"}
    for _, rows in grouped.groupby("breakdown"):
        sums: dict = {}
        for row in rows.itertuples():
            key = (row.indicator_id, row.window, row.area_id)
            n, d = sums.get(key, (0, 0))
            sums[key] = n + int(row.numerator), d + int(row.denominator)
        assert {key: figure for key, figure in sums.items() if figure[1]} == {k: whole[k] for k in sums if k in whole}
