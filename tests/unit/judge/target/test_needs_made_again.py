"""What indicators.csv tells of needs, made again from its own cells with Python's standard library alone."""

import csv
import io
import math
from datetime import date
from statistics import NormalDist

import pytest

from disclosed_tables import AREAS, MUNICIPALITY, TOTAL, figure, first_of_september, judged, year
from hpanalysis.tables import JUDGED, write_csv

LANGUAGE, SCHOOL = "sprog_fokuseret_eller_saerlig", "ungdomsskole"
NORMAL = NormalDist()
HALF_YEARS = ["2024H2", "2025H1", "2025H2", "2026H1", "2026H2", "2027H1", "2027H2", "2028H1", "2028H2", "2029H1"]


def publish(*rows) -> list[dict[str, str]]:
    """The rows of indicators.csv, as text; the decimals are the indicators'."""
    table = judged(*rows).reset_index()
    decimals = [0 if key == SCHOOL else 1 for key in table["indicator_id"]]
    return list(csv.DictReader(io.StringIO(write_csv(table[JUDGED.names], JUDGED, decimals))))


def wilson(value: float, size: float, z: float) -> tuple[float, float]:
    square = z * z / size
    reach = math.sqrt(square * (value * (1 - value) + square / 4))
    return (value + square / 2 - reach) / (1 + square), (value + square / 2 + reach) / (1 + square)


def worst(now: float, size: float, other: float, other_size: float, z: float, sign: int) -> float:
    """The worst limit of now minus other: the lower where more is better, else the upper."""
    (low, high), (other_low, other_high) = wilson(now, size, z), wilson(other, other_size, z)
    if sign > 0:
        return now - other - math.hypot(now - low, other_high - other)
    return now - other + math.hypot(high - now, other - other_low)


def find(rows, window, area=TOTAL) -> dict[str, str]:
    return next(row for row in rows if (row["window"], row["area_id"]) == (window, area))


def level(half_year: str, before: str) -> float:
    """The level of a look since the baseline (docs/many_looks.md)."""
    spent = [0.06 * math.log(1 + (math.e - 1) * (HALF_YEARS.index(h) + 1) / 10) for h in (half_year, before)]
    return 1 - (1 - spent[0]) / (1 - spent[1])


def language(number, count, size, half_year, area=TOTAL):
    return figure(LANGUAGE, year(number), area, count, size, half_year=half_year)


def test_a_fall_is_made_again():
    given = [
        language(number, count, 40, half, area)
        for area in AREAS
        for number, count, half in ((2023, 21, "2024H2"), (2024, 12, "2025H1"))
    ]
    rows = publish(*given, language(2023, 73, 141, "2024H2"), language(2024, 62, 141, "2025H1"))
    row, before = find(rows, "2024"), find(rows, "2023")
    n, b = int(row["denominator"]), int(before["numerator"]) / int(before["denominator"])
    assert float(row["needed_level"]) == pytest.approx(level("2026H1", "2025H1"), rel=1e-5)
    z = NORMAL.inv_cdf(1 - float(row["needed_level"]) / 2)
    sure = [tenths for tenths in range(int(1000 * b)) if worst(tenths / 1000, n, b, 141, z, -1) <= 0]
    assert float(row["needed_value"]) == max(sure) / 10
    way = float(row["value"]) - float(row["needed_value"])
    assert int(row["needed_persons"]) == math.ceil(round(way * n / 100, 9))
    # As the course since the baseline, drawn towards none, goes on.
    prior, se, effect = (float(row[column]) for column in ("prior_sd", "effect_se", "effect"))
    kept, start = prior**2 / (prior**2 + se**2), float(row["natural_value"]) - effect
    found, last = None, "2025H1"
    for later in (2025, 2026, 2027, 2028):  # calendar years, new in spring
        half = f"{later + 1}H1"
        moved = kept * effect * (date(later, 12, 31) - date(2023, 12, 31)).days / 366  # 2024 is a leap year
        share = (1 / (1 + math.exp(-(start + moved))) * (n + 1) - 0.5) / n
        z = NORMAL.inv_cdf(1 - level(half, last) / 2)
        spare, sd = -worst(share, n, b, 141, z, -1), math.sqrt(share * (1 - share) / n + b * (1 - b) / 141)
        power, last = NORMAL.cdf(spare / sd), half
        if power >= 0.8:
            found = half, power
            break
    assert found is not None and row["sure_from"] == found[0]
    assert float(row["sure_power"]) == pytest.approx(found[1], abs=2e-3)


def test_the_municipalitys_level_is_made_again():
    given = [
        figure(SCHOOL, first_of_september(y), area, count, size, half_year=f"{y}H2")
        for y, own in ((2024, 154), (2025, 160))
        for area, count, size in ((TOTAL, own, 700), (MUNICIPALITY, 2100 + own, 7700))
    ]
    rows = publish(*given)
    row, whole = find(rows, "2025-09-01"), find(rows, "2025-09-01", MUNICIPALITY)
    n = int(row["denominator"])
    rest_n = int(whole["denominator"]) - n
    rest = (int(whole["numerator"]) - int(row["numerator"])) / rest_n
    assert (row["target_now"], row["rest_value"]) == ("30", "30")
    assert int(row["distance"]) == 30 - int(row["value"])
    assert int(row["distance_persons"]) == math.ceil(int(row["distance"]) * n / 100)
    margin = -float(row["margin"]) / 100
    z = NORMAL.inv_cdf(0.975)
    assert int(row["needed_value"]) == min(v for v in range(101) if worst(v / 100, n, rest, rest_n, z, 1) >= margin)
