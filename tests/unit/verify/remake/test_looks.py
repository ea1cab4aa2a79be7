"""The level of each look at a figure: by the published table, and by the program's own spending of the chance."""

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hpanalysis.definitions.windows import HalfYear
from hpanalysis.judge import looks as published
from hpanalysis.verify.remake import looks

HALF_YEARS = [f"{year}H{half}" for year in range(2024, 2031) for half in (1, 2)]
KINDS = ("", "@3", "..")
QUESTIONS = {"change_p": "baseline", "year_before_p": "year_before", "trend_p": "course"}


def definitions(first: str = "2024H2", end: date = date(2029, 6, 30)):
    return SimpleNamespace(first_half_year=first, plan_end=end)


def test_the_levels_of_the_published_table():
    """docs/many_looks.md: since the baseline, for a figure that is new in the spring of each year from 2025."""
    passed = [looks.compute_time_passed(f"{year}H1", definitions()) for year in range(2025, 2030)]
    levels = [looks.compute_level(0.06, now, before, 1) for before, now in zip([0.0, *passed], passed, strict=False)]
    assert [round(level, 4) for level in levels] == [0.0177, 0.0139, 0.0115, 0.0098, 0.0086]


@pytest.mark.parametrize(
    ("end", "passed"),
    [(date(2026, 12, 31), 0.4), (date(2026, 12, 30), 0.5), (date(2026, 6, 30), 0.5), (date(2026, 6, 29), 2 / 3)],
)
def test_the_last_half_year_is_the_last_that_ends_before_the_plan_does(end, passed):
    assert looks.compute_time_passed("2025H1", definitions(end=end)) == pytest.approx(passed)


@given(
    st.sampled_from(HALF_YEARS[:8]),
    st.dates(date(2024, 1, 1), date(2031, 1, 1)),
    st.lists(st.tuples(st.sampled_from(HALF_YEARS), st.sampled_from("ab"), st.sampled_from(KINDS)), max_size=9),
    st.sampled_from(sorted(QUESTIONS)),
)
def test_each_look_has_the_level_that_the_program_gives_it(first, end, seen, column):
    plan = SimpleNamespace(first=HalfYear.parse(first), settings=SimpleNamespace(end=end))
    rows = [
        SimpleNamespace(
            key=("x", f"{place}{kind}", area),
            cells={"half_year": half_year, column: "0.5"},
        )
        for place, (half_year, area, kind) in enumerate(seen)
    ]
    own = looks.Looks(SimpleNamespace(rows={row.key: row for row in rows}, definitions=definitions(first, end)), column)
    apart = {"": "", "@3": "3", "..": ".."}
    theirs = published.assign_levels(
        QUESTIONS[column], [published.Look(("x", area, apart[kind]), half, True) for half, area, kind in seen], plan
    )
    assert [own.find_level(row) for row in rows] == pytest.approx(theirs, rel=1e-9)


def test_a_question_about_places_has_the_level_of_one_look():
    row = SimpleNamespace(key=("x", "2025", "a"), cells={"half_year": "2026H1", "municipality_p": "0.04"})
    own = looks.Looks(SimpleNamespace(rows={row.key: row}, definitions=definitions()), "municipality_p")
    assert own.find_level(row) == 0.05
