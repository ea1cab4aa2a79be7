"""How many of a target group took part, and what became of the courses: counted on frames that stand in the tests."""

import pandas as pd
import pytest

import frames
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.measure import measure
from hpanalysis.measure.reach import find_target, measure_courses, measure_reach, read_courses
from hpanalysis.tables import REACH

HALF = HalfYear.parse("2026H1")
MOTHERS, ABSENT, YOUNG, CADETS, TEENS = (
    "job_til_mor",
    "fremmoede_i_skolen",
    "lommepengejob",
    "brandkadet",
    "teenagegrupper",
)
COURSES = "person aktivitet rolle start slut afslutning partner"


@pytest.fixture
def where(tmp_path):
    return frames.workspace(tmp_path)


def write_courses(where, *courses: str, half_year: str = "2026H1") -> None:
    """Courses as `person activity start end ending`; `-` where it goes on."""
    lines = []
    for course in courses:
        person, activity, start, end, ending = course.split()
        lines.append(f"{person} {activity} deltager {start} {end} {ending} Carelink")
    frames.write(where, "deltagere", half_year, "\n".join([COURSES, *lines]))


def write_mothers(where, *mothers: str, half_year: str = "2026H1") -> None:
    """Mothers as `person area children benefit year-of-birth`, in December 2025."""
    lines = []
    for mother in mothers:
        person, area, children, benefit, born = mother.split()
        lines.append(f"{person} {area} 2025-12-01 {children} {benefit} {born}")
    head = "person area_id statusmaaned boern_under_18 ydelse foedselsaar"
    frames.write(where, "moedre", half_year, "\n".join([head, *lines]))
    path = where.frame("moedre", HalfYear.parse(half_year))
    frame = pd.read_parquet(path)
    frame.assign(foedselsaar=pd.to_numeric(frame["foedselsaar"])).to_parquet(path, index=False)


def write_absence(where, *pupils: str, last: tuple[str, ...] = ()) -> None:
    """Pupils as `person area grade possible absent` in each month of the school year 2024-25. last: in June instead."""
    months = [f"2024-{m:02d}" for m in range(8, 13)] + [f"2025-{m:02d}" for m in range(1, 7)]
    lines = ["person area_id maaned klassetrin skoledage fravaersdage foedselsaar"]
    for month in months:
        moved = {one.split()[0]: one for one in last} if month == months[-1] else {}
        for pupil in pupils:
            person, area, grade, possible, absent = moved.get(pupil.split()[0], pupil).split()
            lines.append(f"{person} {area} {month}-01 {grade} {possible} {absent} 2012")
    frames.write(where, "elevfravaer", "2025H2", "\n".join(lines))


BENEFIT = "kontanthjaelp_jobparat"
FOUR = [
    f"a vangdalen 1 {BENEFIT} 1990",
    f"b vangdalen 3 {BENEFIT} 1980",
    f"c energivej 2 {BENEFIT} 1999",
    "works vangdalen 4 arbejde 1990",
]


def reach(where, activity: str = MOTHERS, half_year: str = "2026H1") -> pd.DataFrame:
    table = measure_reach(where, HalfYear.parse(half_year))
    return table[table["activity_id"] == activity]


def counts(where, activity: str = MOTHERS, half_year: str = "2026H1") -> dict[str, tuple[int, int]]:
    """Area -> who took part and how many there are, of those with anybody; of all and of no group."""
    rows = reach(where, activity, half_year)
    rows = rows[(rows["breakdown"] == "") & (rows["members"] > 0)]
    return {row.area_id: (row.reached, row.members) for row in rows.itertuples()}


def groups(where, breakdown: str, activity: str = MOTHERS) -> dict[str, tuple[int, int]]:
    rows = reach(where, activity)
    rows = rows[rows["breakdown"] == breakdown]
    assert set(rows["area_id"]) <= {where.plan.total.id}
    return {row.group_id: (row.reached, row.members) for row in rows.itertuples()}


def courses(where, activity: str = MOTHERS, half_year: str = "2026H1") -> tuple:
    table = measure_courses(where, HalfYear.parse(half_year)).set_index("activity_id")
    row = table.loc[activity]
    return int(row["participants"]), int(row["ended"]), int(row["finished"]), row["weeks"]


def test_members_are_counted_by_area_and_those_with_a_course_among_them(where):
    write_mothers(where, *FOUR)
    write_courses(where, f"a {MOTHERS} 2026-02-01 - -", f"c {MOTHERS} 2025-09-01 - -")
    assert counts(where) == {"vangdalen": (1, 2), "energivej": (1, 1), "alle-7": (2, 3)}


def test_a_row_tells_its_window_its_base_and_is_of_the_tables_columns(where):
    write_mothers(where, *FOUR)
    write_courses(where, f"a {MOTHERS} 2026-02-01 - -")
    rows = reach(where)
    assert list(rows.columns) == REACH.names
    assert set(rows["window"]) == {"2025-12"} and set(rows["half_year"]) == {"2026H1"}
    # After the reform the indicator's own numerator is by its new rule, and so are the members.
    assert set(rows["base"]) == {"moedre_kontanthjaelp@3"}
    assert not rows.duplicated(list(REACH.key)).any()
    assert set(rows.loc[rows["breakdown"] == "", "area_id"]) == {
        *(area.id for area in where.plan.areas),
        where.plan.total.id,
    }


def test_an_area_where_nobody_is_in_the_group_has_no_persons(where):
    write_mothers(where, *FOUR)
    write_courses(where, f"a {MOTHERS} 2026-02-01 - -")
    row = reach(where).set_index("area_id").loc["gl-jennumparken"]
    assert (row["status"], row["reached"], row["members"]) == ("ingen personer", 0, 0)


@pytest.mark.parametrize(
    ("start", "end", "counts_"),
    [
        ("2025-12-01", "2025-12-31", False),  # ended the day before
        ("2025-12-01", "2026-01-01", True),  # ended on the first day
        ("2026-06-30", "-", True),  # began on the last day
        ("2026-06-30", "2026-06-30", True),  # one day
        ("2026-07-01", "-", False),  # begins the day after
        ("2025-08-01", "-", True),  # goes on
        ("2025-08-01", "2027-01-01", True),  # lasts beyond the half-year
        ("2026-03-01", "2026-03-02", True),
    ],
)
def test_a_course_counts_where_a_day_of_it_lies_in_the_half_year(where, start, end, counts_):
    write_mothers(where, *FOUR)
    write_courses(where, f"a {MOTHERS} {start} {end} {'-' if end == '-' else 'gennemfoert'}")
    assert counts(where)["alle-7"] == (int(counts_), 3)
    assert courses(where)[0] == int(counts_)


def test_a_person_in_two_courses_of_an_activity_counts_once(where):
    write_mothers(where, *FOUR)
    write_courses(
        where,
        f"a {MOTHERS} 2025-08-01 2026-01-31 afbrudt",
        f"a {MOTHERS} 2026-02-01 2026-05-31 gennemfoert",
        f"a {ABSENT} 2026-02-01 - -",
    )
    assert counts(where)["alle-7"] == (1, 3)
    # She ended, and she finished: once each. 184 and 120 days are 152 in the mean.
    assert courses(where) == (1, 1, 1, pytest.approx(152 / 7))
    assert courses(where, ABSENT)[:3] == (1, 0, 0)


def test_who_is_outside_the_target_group_counts_among_participants_alone(where):
    write_mothers(where, *FOUR)
    write_courses(
        where,
        f"a {MOTHERS} 2026-02-01 - -",
        f"works {MOTHERS} 2026-02-01 - -",
        f"nobody-knows {MOTHERS} 2026-02-01 - -",
    )
    assert counts(where)["alle-7"] == (1, 3)
    assert courses(where)[0] == 3


def test_who_lives_outside_the_areas_is_no_member(where):
    write_mothers(where, *FOUR, f"elsewhere - 1 {BENEFIT} 1990")
    write_courses(where, f"elsewhere {MOTHERS} 2026-02-01 - -")
    assert counts(where)["alle-7"] == (0, 3)
    assert courses(where)[0] == 1


def test_who_moved_between_areas_is_where_the_extract_has_her_and_counts_once_in_the_total(where):
    """In a year of months the area lived in last; with two rows on one day the first by id, and once."""
    write_absence(where, "a vangdalen 4 100 20", "b vangdalen 4 100 50", last=("a energivej 4 100 20",))
    write_courses(where, f"a {ABSENT} 2026-02-01 - -")
    assert counts(where, ABSENT) == {"energivej": (1, 1), "vangdalen": (0, 1), "alle-7": (1, 2)}
    write_mothers(where, *FOUR, f"a energivej 1 {BENEFIT} 1990")
    write_courses(where, f"a {MOTHERS} 2026-02-01 - -")
    assert counts(where) == {"energivej": (1, 2), "vangdalen": (0, 1), "alle-7": (1, 3)}


def test_nothing_is_told_of_a_half_year_without_a_list_of_its_own(where):
    """An older list knows nothing of the half-year."""
    write_mothers(where, *FOUR)
    write_courses(where, f"a {MOTHERS} 2025-09-01 - -", half_year="2025H2")
    assert read_courses(where, HALF) is None
    assert measure_reach(where, HALF).empty and list(measure_reach(where, HALF).columns) == REACH.names
    assert measure_courses(where, HALF).empty


def test_the_list_of_the_half_year_is_the_whole_list_so_what_an_older_one_says_is_past(where):
    write_mothers(where, *FOUR)
    write_courses(where, f"a {MOTHERS} 2025-09-01 - -", f"b {MOTHERS} 2025-09-01 - -", half_year="2025H2")
    write_courses(where, f"b {MOTHERS} 2025-09-01 2025-12-31 afbrudt")
    assert counts(where)["alle-7"] == (0, 3)
    # And a later list is not read for an earlier half-year, whose own says that both took part.
    assert courses(where, half_year="2025H2")[0] == 2


def test_a_course_that_begins_after_the_half_year_is_not_read(where):
    write_courses(where, f"a {MOTHERS} 2026-07-01 - -", f"b {MOTHERS} 2026-06-30 - -")
    found = read_courses(where, HALF)
    assert list(found["person"]) == ["b"]


def test_an_activity_whose_target_groups_extract_did_not_come_has_courses_and_no_reach(where):
    write_courses(where, f"a {MOTHERS} 2026-02-01 - -", f"x {TEENS} 2026-02-01 - -")
    assert measure_reach(where, HALF).empty
    assert courses(where)[0] == 1 and courses(where, TEENS)[0] == 1


def test_an_activity_without_a_target_group_has_no_reach(where):
    write_mothers(where, *FOUR)
    write_courses(where, f"x {TEENS} 2026-02-01 - -")
    assert reach(where, TEENS).empty
    assert courses(where, TEENS)[:3] == (1, 0, 0)


def test_ages_are_those_reached_in_the_year_of_the_window_and_make_the_whole(where):
    write_mothers(
        where,
        f"a vangdalen 1 {BENEFIT} 1996",  # 29 in 2025
        f"b vangdalen 1 {BENEFIT} 1995",  # 30
        f"c energivej 1 {BENEFIT} 1986",  # 39
        f"d energivej 1 {BENEFIT} 1985",  # 40
    )
    write_courses(where, f"a {MOTHERS} 2026-02-01 - -", f"c {MOTHERS} 2026-02-01 - -", f"d {MOTHERS} 2026-02-01 - -")
    found = groups(where, "alder")
    assert found == {"-29": (1, 1), "30-39": (1, 2), "40-": (1, 1)}
    assert tuple(map(sum, zip(*found.values(), strict=True))) == counts(where)["alle-7"]


def test_a_band_that_nobody_is_in_has_a_row_so_that_every_window_has_the_same(where):
    write_mothers(where, *FOUR)
    write_courses(where, f"a {MOTHERS} 2026-02-01 - -")
    assert list(groups(where, "alder")) == ["-29", "30-39", "40-"]


def test_without_the_age_of_everybody_nothing_is_told_by_age(where):
    write_mothers(where, *FOUR)
    path = where.frame("moedre", HALF)
    pd.read_parquet(path).drop(columns="foedselsaar").to_parquet(path, index=False)
    write_courses(where, f"a {MOTHERS} 2026-02-01 - -")
    assert groups(where, "alder") == {}
    assert counts(where)["alle-7"] == (1, 3)


def test_the_worst_placed_are_members_who_meet_the_harder_condition_too(where):
    write_mothers(where, *FOUR)  # the one with four children works, and is no member
    write_courses(where, f"b {MOTHERS} 2026-02-01 - -", f"works {MOTHERS} 2026-02-01 - -")
    assert groups(where, "behov") == {"svaerest": (1, 1)}


def write_young(where, half_year: str = "2025H2") -> None:
    ages = {"p12": 12, "p13": 13, "p15": 15, "p16": 16, "p17": 17, "p18": 18}
    lines = [f"{name} vangdalen 2025-09-01 {age} -" for name, age in ages.items()]
    head = "person area_id opgoerelsesdato alder tilmeldt"
    frames.write(where, "ungdomsskole", half_year, "\n".join([head, *lines]))


def test_two_activities_of_one_group_with_other_ages_are_of_other_persons(where):
    write_young(where)
    write_courses(where, *(f"{who} {one} 2026-02-01 - -" for who in ("p15", "p16", "p18") for one in (YOUNG, CADETS)))
    assert counts(where, YOUNG)["alle-7"] == (1, 2)
    assert counts(where, CADETS)["alle-7"] == (2, 4)
    assert set(reach(where, YOUNG)["target_group"]) == {"unge_13_15"}
    assert set(reach(where, CADETS)["target_group"]) == {"unge_13_17"}
    activity = next(one for one in where.plan.followed_activities if one.activity_id == YOUNG)
    assert find_target(activity)[0] == "unge_13_15"


def test_an_activitys_ages_choose_only_where_the_group_is_by_age(where):
    activity = next(one for one in where.plan.followed_activities if one.activity_id == MOTHERS)
    assert find_target(activity)[0] == "moedre_paa_kontanthjaelp"


def test_what_became_of_courses_is_of_those_that_ended_in_the_half_year(where):
    write_courses(
        where,
        f"a {MOTHERS} 2025-12-01 2025-12-31 gennemfoert",  # before
        f"b {MOTHERS} 2026-01-01 2026-01-07 gennemfoert",  # a week
        f"c {MOTHERS} 2026-01-01 2026-06-30 afbrudt",  # its last day is the half-year's
        f"d {MOTHERS} 2026-01-01 2026-07-01 gennemfoert",  # after: planned, and not ended yet
        f"e {MOTHERS} 2026-01-01 - -",
    )
    participants, ended, finished, weeks = courses(where)
    assert (participants, ended, finished) == (4, 2, 1)
    assert weeks == pytest.approx((7 + 181) / 2 / 7)


def test_the_mean_is_missing_where_no_course_ended_and_every_followed_activity_has_a_row(where):
    write_courses(where, f"e {MOTHERS} 2026-01-01 - -")
    assert pd.isna(courses(where)[3])
    table = measure_courses(where, HALF)
    assert list(table["activity_id"]) == [one.activity_id for one in where.plan.followed_activities]
    assert (table.loc[table["activity_id"] != MOTHERS, "participants"] == 0).all()


def test_a_group_that_nobody_is_in_has_rows_of_nobody_in_every_area_and_band(where):
    write_mothers(where, "works vangdalen 4 arbejde 1990")
    write_courses(where, f"works {MOTHERS} 2026-02-01 - -")
    rows = reach(where)
    assert set(rows["status"]) == {"ingen personer"}
    assert len(rows) == len(where.plan.areas) + 1 + 3 + 1
    assert courses(where)[0] == 1


def test_members_are_the_indicators_own_numerators_on_the_same_frames(where):
    write_mothers(where, *FOUR)
    write_absence(where, "a vangdalen 4 100 20", "b vangdalen 4 100 50", "c energivej 4 100 10", "d energivej 9 100 11")
    write_courses(where, f"a {MOTHERS} 2026-02-01 - -")
    for activity, indicator_id, window, areas in (
        # The plan adopts the mothers' figure for the total alone.
        (MOTHERS, "moedre_kontanthjaelp", "2025-12", 1),
        (ABSENT, "elevfravaer_over_10", "2024-25", 3),
    ):
        told = frames.figures(measure(where, HALF, [indicator_id]), indicator_id, window)
        own = counts(where, activity)
        both = own.keys() & told.keys()
        assert len(both) == areas
        assert {area: own[area][1] for area in both} == {area: int(told[area][0]) for area in both}
