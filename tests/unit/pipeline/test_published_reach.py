"""What a half-year tells of reach and courses is told once: a later edition repeats it, whatever the list says then."""

from dataclasses import replace

import pandas as pd
import pytest

from hpanalysis.definitions.windows import HalfYear
from hpanalysis.pipeline.publication import published_reach
from hpanalysis.tables import COURSES, PUBLISHED_REACH, REACH
from reach_tables import ABSENT, PLACES, TOTAL, YOUNG, Besides, K, Kind, Published, World, few_in, fill, make_plan

HALF = HalfYear.parse("2026H1")
TOLD = (("hold", "2026H1"),)
NOTHING = published_reach.ToldReach(pd.DataFrame(columns=REACH.names), pd.DataFrame(columns=COURSES.names))


def some(world):
    """Of one area four took part, so some rows are hidden and some are shown."""
    return fill(world, few_in(world, PLACES[0], 4))


@pytest.fixture(scope="module", params=[ABSENT, YOUNG])
def published(request):
    world = World(request.param, TOLD)
    found = Published(world, some(world), Besides(15, 30, 15))
    assert found.hidden and len(found.hidden) < len(world.names)
    return found


def test_hidden_rows_have_no_number_and_the_tables_are_of_their_columns(published):
    (told,) = published.told
    assert list(told.reach) == PUBLISHED_REACH.names and list(told.courses) == COURSES.names
    hidden = told.reach["status"] == "diskretioneret"
    assert told.reach.loc[hidden, ["value", "lo", "hi", "reached", "members"]].isna().all(axis=None)
    assert (
        told.reach.loc[told.reach["status"] == "vist", ["value", "lo", "hi", "reached", "members"]]
        .notna()
        .all(axis=None)
    )
    # What definitioner.json is made of knows no hidden number either.
    assert told.told.loc[hidden, ["reached", "members"]].isna().all(axis=None)


def write(told):
    return published_reach.format_reach_csv(told.reach), published_reach.format_courses_csv(told.courses)


def choose(world, population, besides, earlier):
    """What a run tells of a population beside what was told."""
    other = Published(world, population, besides)
    return published_reach.choose_published_reach(
        other.tables["2026H1"],
        world.count_courses(population, "2026H1", besides),
        HALF,
        other.measured,
        other.pattern,
        world.plan,
        earlier,
        published=None,
        control=None,
    )


def test_an_edition_repeats_its_rows_though_the_list_was_corrected(published):
    """One more took part, and one more course ended: told, they would be a difference of one person."""
    world, (told,) = published.world, published.told
    out, into = (Kind(PLACES[2], True, world.ages[0], False, frozenset(took)) for took in ((), TOLD))
    corrected = published.population.copy()
    corrected[world.kinds.index(out)] -= 1
    corrected[world.kinds.index(into)] += 1
    assert corrected.min() >= 0
    besides = Besides(15, 31, 15)
    assert write(choose(world, corrected, besides, NOTHING)) != write(told)
    again = choose(world, corrected, besides, published_reach.ToldReach(told.told, told.courses))
    assert write(again) == write(told)


def courses(**given):
    usual = {
        "activity_id": "hold",
        "half_year": "2026H1",
        "participants": 60,
        "ended": 30,
        "finished": 15,
        "weeks": 9.87,
    }
    return pd.DataFrame([usual | given]).astype({"weeks": "Float64"})


def tell(table, reached=None, earlier=NOTHING):
    """The courses that are told. reached: how many of a target group took part; None where the activity has none, and
    a missing number where it is hidden."""
    plan = make_plan(YOUNG, ("hold",))
    if reached is None:
        plan = replace(plan, activities=tuple(replace(one, target_group="") for one in plan.activities))
    nobody = pd.DataFrame(columns=REACH.names)
    if reached is not None:
        row = dict.fromkeys(REACH.names) | {
            "activity_id": "hold",
            "half_year": "2026H1",
            "breakdown": "",
            "area_id": TOTAL,
        }
        nobody = pd.DataFrame([row | {"group_id": "", "reached": reached, "members": 100}], columns=REACH.names)
        return published_reach._choose_courses(table, nobody, plan).iloc[0]
    world = World(YOUNG, TOLD)
    other = Published(world, some(world))
    told = published_reach.choose_published_reach(
        nobody, table, HALF, other.measured, other.pattern, plan, earlier, published=None, control=None
    )
    return told.courses.iloc[0]


def test_courses_of_an_activity_without_a_target_group_are_repeated_too():
    first = tell(courses())
    before = published_reach.ToldReach(NOTHING.table, pd.DataFrame([first]))
    again = tell(courses(participants=61, ended=31), earlier=before)
    assert dict(again) == dict(first)
    assert dict(tell(courses(participants=61, ended=31))) != dict(first)


@pytest.mark.parametrize(
    ("given", "reached", "shown", "ends"),
    [
        ({}, None, True, True),
        ({"participants": K - 1, "ended": 0, "finished": 0}, None, False, False),
        ({"participants": 0, "ended": 0, "finished": 0}, None, True, False),
        ({}, pd.NA, False, False),  # a hidden reach would be bounded by it
        ({}, 60, True, True),
        ({}, 60 - K, True, True),
        ({}, 60 - K + 1, False, False),  # nine outside the target group
        ({"ended": K - 1, "finished": 0}, None, True, False),
        ({"ended": 60 - K + 1}, None, True, False),  # nine go on
        ({"finished": K - 1}, None, True, False),
        ({"finished": 30 - K + 1}, None, True, False),  # nine broke off
        ({"ended": 60, "finished": 60}, None, True, True),
        ({"ended": 0, "finished": 0, "weeks": None}, None, True, False),
    ],
)
def test_courses_are_told_where_no_few_are_between_two_of_their_numbers(given, reached, shown, ends):
    row = tell(courses(**given), reached)
    assert (row["status"] == "vist") is shown
    assert pd.notna(row["participants"]) is shown
    assert [pd.notna(row[name]) for name in ("ended", "finished", "weeks")] == [ends] * 3
