"""A delivery against the one before it: what is chance, what is a leap, and what is gone."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from extract_files import PLAN
from hpanalysis import validate
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.validate.last_delivery import Change, _judge_share

EARLIER, LATER = HalfYear(2025, 1), HalfYear(2026, 1)
AREAS = ("vangdalen", "energivej")


@pytest.fixture
def delivered(tmp_path):
    """Make a delivery out of a frame's columns."""

    def make(name, half_year, **columns):
        path = tmp_path / f"{half_year}-{name}.parquet"
        pd.DataFrame(columns).to_parquet(path, index=False)
        return validate.Delivered(half_year, catalogue.sources()[name], path, 0, 0)

    return make


def persons(**counts: int) -> dict[str, list]:
    """That many persons in each area, each in two months; "outside" is none."""
    areas = [None if area == "outside" else area for area, count in counts.items() for _ in range(count)]
    numbered = [f"p{number}" for number in range(len(areas))]
    return {"person": numbered * 2, "area_id": areas * 2}


def found(*delivered: validate.Delivered) -> list[tuple[str, Change, int, int]]:
    *_, last = validate.compare_deliveries(list(delivered))
    return [(change.name, change.what, change.before, change.now) for change in last.changes]


def test_an_area_whose_street_is_no_longer_recognised_has_leapt(delivered):
    before = delivered("moedre", EARLIER, **persons(vangdalen=300, energivej=300, outside=4000))
    now = delivered("moedre", LATER, **persons(vangdalen=150, energivej=305, outside=4150))
    assert found(before, now) == [("vangdalen", Change.LEAPT, 300, 150)]


def test_an_area_that_is_no_longer_recognised_at_all_is_gone(delivered):
    before = delivered(
        "moedre", EARLIER, **persons(vangdalen=60, energivej=300, outside=4000), statusmaaned=EARLIER.start
    )
    now = delivered("moedre", LATER, **persons(energivej=290, outside=4060), statusmaaned=LATER.start)
    assert found(before, now) == [("vangdalen", Change.GONE, 60, 0)]
    (row,) = validate.build_deliveries_frame([before, now], PLAN).to_dict("records")[1:]
    assert (row["areas_before"], row["leapt_areas"], row["gone_areas"]) == (2, 1, 1)


def test_small_numbers_vary_and_are_no_finding(delivered):
    before = delivered("sprogvurdering", EARLIER, **persons(vangdalen=23, energivej=5, outside=2000))
    now = delivered("sprogvurdering", LATER, **persons(vangdalen=6, energivej=9, outside=2050))
    assert found(before, now) == []


def test_all_areas_together_may_leap_where_none_does_by_itself(delivered):
    areas = {f"omraade{number}": 40 for number in range(40)}
    before = delivered("moedre", EARLIER, **persons(**areas, outside=8000))
    now = delivered("moedre", LATER, **persons(**{name: 30 for name in areas}, outside=8400))
    assert found(before, now) == [("alle områder", Change.LEAPT, 1600, 1200)]


def test_a_larger_extract_with_the_same_shares_is_no_finding(delivered):
    before = delivered("moedre", EARLIER, **persons(vangdalen=300, energivej=300, outside=4000))
    now = delivered("moedre", LATER, **persons(vangdalen=600, energivej=600, outside=8000))
    assert found(before, now) == []


def test_a_large_area_may_drift_by_a_tenth(delivered):
    before = delivered("beskaeftigelse", EARLIER, **persons(vangdalen=9000, outside=50000))
    now = delivered("beskaeftigelse", LATER, **persons(vangdalen=8100, outside=50900))
    assert found(before, now) == []


def homes(*departments: tuple[str, str, int, str | None]) -> dict[str, list]:
    organisation, number, size, area = zip(*departments, strict=True)
    return {
        "organisation": organisation, "afdeling": number, "familieboliger": size, "area_id": area,
        "aar": [date(2025, 1, 1)] * len(size),
    }  # fmt: skip


REGISTER = [("Lejerbo", "7", 400, "vangdalen"), ("Lejerbo", "8", 300, "energivej"), ("Kronen", "1", 5000, None)]


def test_a_department_that_is_no_longer_delivered_is_named_and_its_dwellings_are_weighed(delivered):
    before = delivered("fraflytning", EARLIER, **homes(*REGISTER))
    now = delivered("fraflytning", LATER, **homes(*REGISTER[1:]))
    assert found(before, now) == [
        ("vangdalen", Change.GONE, 400, 0),
        ("alle områder", Change.LEAPT, 700, 300),
        ("Lejerbo, 7", Change.DEPARTMENT_LOST, 1, 0),
    ]


def test_only_the_newest_year_of_a_register_tells_which_departments_are_there(delivered):
    before = delivered("fraflytning", EARLIER, **homes(*REGISTER))
    both = homes(*REGISTER, *REGISTER[1:])
    both["aar"] = [date(2024, 1, 1)] * 3 + [date(2025, 1, 1)] * 2
    lost = [name for name, what, *_ in found(before, delivered("fraflytning", LATER, **both))]
    assert "Lejerbo, 7" in lost


def rows_of(delivery: validate.Delivered, *before: validate.Delivered) -> dict:
    return validate.build_deliveries_frame([*before, delivery], PLAN).to_dict("records")[-1]


@pytest.mark.parametrize(
    ("sizes", "doubled"),
    [
        ([(None, 83), ("1", 40), ("2", 43)], 1),
        ([(None, 83), ("1", 40), ("2", 42)], 0),  # the row without a block may be what is left of the department
        ([("1", 40), ("2", 43)], 0),
        ([(None, 83)], 0),
        ([(None, 0), ("1", 0)], 0),
    ],
)
def test_a_department_that_stands_as_a_whole_and_by_block_counts_twice(delivered, sizes, doubled):
    columns = homes(*[("Lejerbo", "7", size, "vangdalen") for _, size in sizes], ("Lejerbo", "8", 83, None))
    found = delivered("fraflytning", LATER, **columns, blok=[*(block for block, _ in sizes), None])
    assert rows_of(found)["doubled_departments"] == doubled


@pytest.mark.parametrize(("before", "now", "fewer"), [(2, 1, 1), (2, 2, 0), (1, 2, 0), (0, 1, 0), (2, 0, 0)])
def test_fewer_files_than_before_are_counted_unless_they_were_deleted(delivered, before, now, fewer):
    first, last = (
        replace(delivered("udsaettelser", half, area_id=["vangdalen", None]), files=files)
        for half, files in ((EARLIER, before), (LATER, now))
    )
    assert rows_of(last, first)["fewer_files"] == fewer


def test_a_case_that_has_changed_department_or_day_is_named(delivered):
    def cases(*rows):
        names = ("organisation", "sagsnummer", "afdeling", "blok", "area_id", "sagsdato")
        return dict(zip(names, zip(*rows, strict=True), strict=True))

    march, may = date(2025, 3, 5), date(2025, 5, 3)
    before = cases(
        ("Lejerbo", "U-1", "7", None, "vangdalen", march),
        ("Lejerbo", "U-2", "8", "1", None, march),
        ("Lejerbo", "U-3", "8", "1", None, march),
        ("LB", "U-2", "1", None, None, march),
    )
    now = cases(
        ("Lejerbo", "U-1", "8", None, "energivej", march),
        ("Lejerbo", "U-2", "8", "1", None, march),
        ("Lejerbo", "U-3", "8", "1", None, may),
        ("LB", "U-3", "2", None, None, may),
    )
    pair = [delivered("udsaettelser", half, **columns) for half, columns in ((EARLIER, before), (LATER, now))]
    assert found(*pair) == [("Lejerbo, U-1", Change.CASE_MOVED, 1, 1), ("Lejerbo, U-3", Change.CASE_REDATED, 1, 1)]
    counted = [rows_of(pair[1], pair[0])[name] for name in ("cases_before", "moved_cases", "redated_cases")]
    assert counted == [3, 1, 1]


def test_departments_without_a_case_this_year_are_not_lost(delivered):
    rows = {"organisation": ["Lejerbo"] * 2, "afdeling": ["7", "8"], "area_id": ["vangdalen", None]}
    before = delivered("udsaettelser", EARLIER, **rows, sagsdato=[date(2025, 1, 1)] * 2)
    now = delivered("udsaettelser", LATER, **{key: cells[:1] for key, cells in rows.items()}, sagsdato=[EARLIER.cutoff])
    assert found(before, now) == []


def test_the_first_delivery_and_tables_by_area_are_held_against_nothing(delivered):
    tables = [
        delivered("valgdata", half, area_id=areas) for half, areas in ((EARLIER, ["randers"] * 90), (LATER, [None]))
    ]
    first = delivered("moedre", EARLIER, **persons(vangdalen=3))
    assert [comparison.areas for comparison in validate.compare_deliveries([*tables, first])] == [0, 0, 0]


@settings(max_examples=200)
@given(st.integers(20, 3000), st.integers(3000, 60000), st.floats(0.9, 1.1), st.integers(0, 2**32 - 1))
def test_chance_alone_makes_no_finding(area, whole, growth, seed):
    later = round(whole * growth)
    drawn = int(binom.rvs(later, area / whole, random_state=seed))
    assert _judge_share(area, drawn, whole, later) is None


@given(st.integers(200, 3000), st.integers(10000, 60000))
def test_half_of_an_area_of_some_size_is_always_found(area, whole):
    assert _judge_share(area, area // 2, whole, whole) is Change.LEAPT


@given(st.integers(25, 3000), st.integers(10000, 60000))
def test_an_area_that_is_gone_is_always_found(area, whole):
    assert _judge_share(area, 0, whole, whole) is Change.GONE
