"""Persons across deliveries and months, counted by DuckDB at once and here one by one, on random frames."""

from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from hpanalysis import validate
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.validate import month_leaps
from hpanalysis.validate.deliveries_frame import _count_persons

HALF_YEARS = [HalfYear(2024, 2), HalfYear(2025, 1), HalfYear(2025, 2)]
MONTHS = [date(2025, month, 1) for month in range(1, 7)]
CODES = ["kontanthjaelp", "job", "studerende", None]


def draw_frame(source, rng, rows):
    """A frame of few persons, days, areas and codes, so that all that is counted happens, and some of it is missing."""
    frame = {
        "person": rng.choice([f"p{number}" for number in range(30)], rows),
        "area_id": rng.choice(np.array(["vangdalen", "energivej", None], dtype=object), rows),
        source.period: rng.choice(np.array(MONTHS), rows),
        "ydelse": rng.choice(np.array(CODES, dtype=object), rows),
    }
    return pd.DataFrame(frame).astype({source.period: pd.ArrowDtype(pa.date32())})


@pytest.fixture(params=range(6))
def delivered(request, tmp_path):
    """Random deliveries of four sources with persons, the largest among them by month, and their frames."""
    rng, made = np.random.default_rng(request.param), []
    for half_year in HALF_YEARS:
        for name, rows in (("beskaeftigelse", 90), ("moedre", 25), ("sprogvurdering", 12), ("ungdomsskole", 0)):
            if rng.random() < 0.85:
                source = catalogue.sources()[name]
                frame = draw_frame(source, rng, rows)
                frame = frame if name in ("beskaeftigelse", "moedre") else frame.drop(columns="ydelse")
                path = tmp_path / f"{half_year}-{name}.parquet"
                frame.to_parquet(path, index=False)
                made.append((validate.Delivered(half_year, source, path, 0, 0), frame))
    return made


def list_rows(delivery, frame):
    codes = frame["ydelse"] if "ydelse" in frame else [None] * len(frame)
    days = frame[delivery.source.period].tolist()
    areas = [area if isinstance(area, str) else "" for area in frame["area_id"]]
    codes = [code if isinstance(code, str) else None for code in codes]
    return list(zip(frame["person"], days, areas, codes, strict=True))


def count_one_by_one(delivered):
    within, others = {}, {}
    rows = {delivery.key: list_rows(delivery, frame) for delivery, frame in delivered}
    for key, own in rows.items():
        two = {one[0] for one in own for other in own if one[:2] == other[:2] and one[2] != other[2]}
        within[key] = (len({row[0] for row in own}), len(two))
        theirs = [row for other, found in rows.items() if other[1] != key[1] and other[0] <= key[0] for row in found]
        met = [(a, b) for a in own for b in theirs if a[:2] == b[:2]]
        coded = [(a, b) for a, b in met if a[3] and b[3]]
        counts = tuple(
            len({a[0] for a, _ in pairs})
            for pairs in (met, [p for p in met if p[0][2] != p[1][2]], coded, [p for p in coded if p[0][3] != p[1][3]])
        )
        if met:
            others[key] = counts
    return within, others


def test_persons_in_two_areas_and_of_two_codes_are_those_counted_one_by_one(delivered):
    assert _count_persons([delivery for delivery, _ in delivered]) == count_one_by_one(delivered)


def test_who_leaves_and_comes_between_months_and_lacks_one_is_counted_as_one_by_one(delivered):
    by_month = [(delivery, frame) for delivery, frame in delivered if delivery.source.name == "beskaeftigelse"]
    with month_leaps.duckdb.connect() as connection:
        for number, (delivery, frame) in enumerate(by_month):
            month_leaps._open(connection, delivery)
            present = frame.groupby(delivery.source.period)["person"].agg(set)
            months = list(present.index)
            flows = [
                (f"{a:%Y-%m}", f"{b:%Y-%m}", *map(len, (present[a], present[a] - present[b], present[b] - present[a])))
                for a, b in pairwise(months)
            ]
            assert connection.execute(month_leaps._FLOWS).fetchall() == flows
            places = frame.assign(place=[months.index(day) for day in frame[delivery.source.period]])
            spans = places.groupby("person")["place"].agg(lambda own: max(own) - min(own) + 1 - len(set(own)))
            counted = connection.execute(month_leaps._GAPS.format(table="delivered")).fetchall()
            assert counted == [(len(spans), spans.sum())]
            if number:
                assert connection.execute("select count(*) from earlier").fetchall() == [
                    (len(by_month[number - 1][1]),)
                ]
            month_leaps._keep_as_earlier(connection)
