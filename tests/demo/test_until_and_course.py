"""The demo to the end of the plan, and the courses that its figures can take: later half-years, and what is refused."""

import csv
import hashlib
import shutil
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import frames
import projects
import shared_plans
from backtests import loaded
from hpanalysis import deadlines, measure
from hpanalysis import plan as plans
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.demo import Course, write
from hpanalysis.demo.calibration import settings
from hpanalysis.demo.calibration.courses import CHANGE, CourseTrends
from hpanalysis.demo.calibration.draws import Draws
from hpanalysis.demo.calibration.schedule import find_last_half_year, list_deliveries
from hpanalysis.errors import WrongUse

PLAN = shared_plans.read(shared_plans.SMALL)
RANDERS = shared_plans.read(shared_plans.RANDERS)
LAST = HalfYear.parse("2029H1")
ALL = [str(half_year) for half_year in LAST.since(PLAN.first)]
# What `hpanalysis demo` wrote before it had options: the SHA-256 of FILER.csv, which has that of every file. That of
# Randers is of since it has the extracts of the state's criteria and of what the board asks for besides: they are new
# files, absences over 15 per cent go with those over 10, and the survey has one question more. The lists of
# participants are new files too. Others are as before.
SMALL_BYTES = "e014fbeaac62c169eca1798ffc40b6193c3d1a81946f990465e9db9bf74e083f"
RANDERS_BYTES = "744dd4415579de73923eb355fdb3596843c5eeb9e4b52639d442d9bbbf2dc781"

# What makes the small plan follow work and benefits too, so that the reform of July 2025 is in its extracts.
BENEFITS = {
    "adoption.csv": """\
uden_for_arbejdsmarkedet,trygt_hjem,hver,falling,Tallet skal falde,2023-10/2024-09,,,samlet
kontanthjaelp,trygt_hjem,hver,falling,Tallet skal falde,2023-10/2024-09,,,samlet
moedre_kontanthjaelp,trygt_hjem,samlet,falling,Tallet skal falde,2024-12,,,samlet
""",
    "demo.yaml": """\
  uden_for_arbejdsmarkedet: {areas: 42.0, municipality: 17.0, a_year: -0.02}
  kontanthjaelp: {areas: 9.0, municipality: 4.0, a_year: -0.04}
  moedre_kontanthjaelp: {areas: 12.0, municipality: 5.0}
""",
}
FOLDED = {"Uddannelseshjælp", "Selvforsørgelses- og hjemrejseydelse", "Overgangsydelse"}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def contents(raw: Path) -> dict[str, bytes]:
    return {path.relative_to(raw).as_posix(): path.read_bytes() for path in sorted(raw.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def with_benefits(tmp_path_factory):
    """The small plan, with work and benefits among what it follows."""
    folder = Path(shutil.copytree(projects.PLAN, tmp_path_factory.mktemp("ydelser") / "plan"))
    path = folder / "adoption.csv"
    path.write_text(path.read_text("utf-8") + BENEFITS["adoption.csv"], encoding="utf-8")
    path = folder / "demo.yaml"
    path.write_text(path.read_text("utf-8").replace("rates:\n", "rates:\n" + BENEFITS["demo.yaml"]), encoding="utf-8")
    return plans.read(folder)


@pytest.fixture(scope="module")
def whole(with_benefits, tmp_path_factory):
    """The ten half-years of that plan, along the line to the targets, and where they lie."""
    folder = tmp_path_factory.mktemp("ti-halvaar")
    write(with_benefits, folder / "raw", until=LAST, course=Course.IMPROVEMENT)
    return frames.workspace(folder, with_benefits.folder)


@pytest.fixture(scope="module")
def measured(whole):
    """Every window of the ten half-years, loaded and counted."""
    loaded.load_extracts(whole, LAST)
    return measure.measure(whole, LAST)


# Without the options nothing is other than it was.


def test_without_options_the_small_town_has_the_bytes_it_had(tmp_path):
    write(PLAN, tmp_path / "raw")
    assert digest(tmp_path / "raw" / "FILER.csv") == SMALL_BYTES


def test_the_usual_last_half_year_asked_for_gives_the_same_bytes(tmp_path):
    write(PLAN, tmp_path / "raw", until=settings.read(PLAN).last_half_year)
    assert digest(tmp_path / "raw" / "FILER.csv") == SMALL_BYTES


@pytest.mark.slow
def test_without_options_randers_has_the_bytes_it_had(randers):
    assert digest(randers.raw / "FILER.csv") == RANDERS_BYTES


# All half-years of the plan.


def test_a_plan_that_ends_in_july_2029_has_ten_half_years():
    assert find_last_half_year(PLAN) == find_last_half_year(RANDERS) == LAST
    assert len(ALL) == 10


def test_every_half_year_holds_an_extract_of_each_source_owed(whole):
    for half_year in LAST.since(whole.plan.first):
        for source in deadlines.list_needed_sources(whole.plan):
            owed = deadlines.find_window_owed(whole.plan, source, half_year)
            assert bool(whole.raw_files(source, half_year)) == (owed is not None), (source.name, str(half_year))


def test_every_window_of_the_plan_is_measured_in_every_area(whole, measured):
    for adoption in whole.plan.adoptions:
        window = catalogue.indicators()[adoption.indicator_id].window
        own = measured[measured["indicator_id"] == adoption.indicator_id]
        for span in window.so_far(whole.plan.first, LAST):
            rows = own[own["window"] == span.id].set_index("area_id")
            followed = (*adoption.areas, *([whole.plan.total.id] if adoption.total else []))
            assert followed
            for area in followed:
                assert pd.notna(rows.loc[area, "numerator"]), (adoption.indicator_id, span.id, area)


def test_the_last_years_have_as_many_rows_as_the_first(whole):
    """Children are born and grow up, and nobody is used up."""
    for name in ("sprogvurdering", "elevfravaer", "ungdomsskole", "beskaeftigelse", "moedre"):
        sizes = []
        for half_year in ALL:
            if (path := whole.raw / half_year / f"{name}.csv").is_file():
                with path.open("rb") as file:
                    sizes.append(sum(1 for _ in file) - 1)
        assert min(sizes) > 0.5 * max(sizes), (name, sizes)


def test_children_of_three_and_five_are_assessed_in_the_last_year(whole):
    with (whole.raw / "2029H1" / "sprogvurdering.csv").open(encoding="utf-8-sig", newline="") as file:
        born = [2000 + int(row["CPR-nummer"][4:6]) for row in csv.DictReader(file, delimiter=";")]
    assert set(born) == {2023, 2025}
    assert born.count(2025) > 0.4 * len(born)


def test_benefits_of_before_the_reform_are_in_no_month_after_it(whole):
    for half_year in ALL:
        with (whole.raw / half_year / "beskaeftigelse.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, delimiter=";"))
        folded = {row["Måned"] for row in rows if row["Ydelse"] in FOLDED}
        months = {row["Måned"] for row in rows}
        assert folded == {month for month in months if month < "2025-07"}, half_year


def test_the_version_of_the_definition_changes_with_the_reform_and_once(measured):
    own = measured[measured["indicator_id"] == "moedre_kontanthjaelp"].drop_duplicates("window").sort_values("window")
    assert dict(zip(own["window"], own["definition_version"].astype(int), strict=True)) == {
        "2023-12": 1,
        "2024-12": 1,
        "2025-12": 3,
        "2026-12": 3,
        "2027-12": 3,
        "2028-12": 3,
    }


def test_a_longer_demo_is_taken_away_by_a_shorter_one_but_for_the_read_me(tmp_path):
    raw = tmp_path / "raw"
    write(PLAN, raw, until=LAST)
    (raw / "2027H1" / "LÆSMIG.txt").write_text("Sådan leveres der", encoding="utf-8")
    write(PLAN, raw)
    assert sorted(path.name for path in raw.glob("20*")) == [*ALL[:4], "2027H1"]
    assert [path.name for path in (raw / "2027H1").iterdir()] == ["LÆSMIG.txt"]
    assert digest(raw / "FILER.csv") == SMALL_BYTES
    write(PLAN, raw)  # nothing is left that the demo would take for somebody else's


@pytest.mark.parametrize("until", ALL)
def test_the_demo_can_end_with_any_half_year_of_the_plan(tmp_path, until):
    report = write(PLAN, tmp_path / "raw", until=HalfYear.parse(until))
    assert sorted(path.name for path in (tmp_path / "raw").glob("20*")) == ALL[: ALL.index(until) + 1]
    assert len(report.files) >= ALL.index(until) + 1


# Courses.


@pytest.mark.parametrize("course", Course)
def test_a_course_gives_the_printed_baselines_too(tmp_path, course):
    report = write(PLAN, tmp_path / "raw", until=LAST, course=course)
    assert (report.matching, report.deviations) == (len(PLAN.printed), ())


def test_courses_differ_after_the_baseline_and_not_in_it(tmp_path):
    made = {}
    for course in Course:
        write(PLAN, tmp_path / course.value, until=LAST, course=course)
        made[course] = contents(tmp_path / course.value)
    assert len({made[course]["2024H2/fraflytning.xlsx"] for course in Course}) == 1
    assert len({made[course]["2029H1/fraflytning.xlsx"] for course in Course}) == 3


def trends(course: Course, plan: plans.Plan = RANDERS) -> CourseTrends:
    read = settings.read(plan)
    return CourseTrends(plan, read, list_deliveries(plan, LAST), Draws(1), course=course)


REGIONS = np.arange(len(RANDERS.areas) + 1)
END, START = date(2029, 7, 31), date(2024, 9, 1)  # of the plan, and of the youth school's baseline
LEVELS = np.array([0.21] * len(RANDERS.areas) + [0.31])


def test_improvement_is_the_straight_line_to_the_level_of_the_rest_of_the_municipality():
    line = trends(Course.IMPROVEMENT)
    half_way = START + (END - START) / 2
    for day, expected in ((START, 0.21), (half_way, 0.26), (END, 0.31), (date(2031, 1, 1), 0.31)):
        levels = LEVELS * line.at("ungdomsskole", day, REGIONS, LEVELS)
        assert levels[:-1] == pytest.approx(expected, abs=1e-4)
        assert levels[-1] == pytest.approx(0.31)


def test_worsening_mirrors_improvement_and_none_stays():
    worse = LEVELS * trends(Course.WORSENING).at("ungdomsskole", END, REGIONS, LEVELS)
    assert worse[:-1] == pytest.approx(0.11)
    assert trends(Course.NONE).at("ungdomsskole", END, REGIONS, LEVELS) == pytest.approx(1)


def test_a_target_without_a_size_is_a_quarter_either_way():
    day = date(2029, 7, 31)
    better = trends(Course.IMPROVEMENT).at("fraflytning", day, REGIONS, LEVELS)
    worse = trends(Course.WORSENING).at("fraflytning", day, REGIONS, LEVELS)
    assert CHANGE == 0.25
    assert better.tolist() == pytest.approx([0.75] * len(RANDERS.areas) + [1])
    assert worse.tolist() == pytest.approx([1.25] * len(RANDERS.areas) + [1])


def test_what_is_at_its_target_stays_and_can_still_worsen():
    above = np.array([0.4] * len(RANDERS.areas) + [0.31])
    assert trends(Course.IMPROVEMENT).at("ungdomsskole", END, REGIONS, above) == pytest.approx(1)
    assert trends(Course.WORSENING).at("ungdomsskole", END, REGIONS, above)[:-1] == pytest.approx(0.75)


def test_a_table_by_area_goes_to_the_level_of_the_municipality():
    line = trends(Course.IMPROVEMENT)
    given = {"level": 0.4, "municipality": 0.6}
    assert line.at_table("grundlaeggende_trygge", 2023, 2023, inside=True, **given) == 1
    assert line.at_table("grundlaeggende_trygge", 2023, 2029, inside=True, **given) == pytest.approx(1.5)
    assert line.at_table("grundlaeggende_trygge", 2023, 2029, inside=False, **given) == 1


# What is refused.


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ("2024H1", "Halvåret 2024H1 ligger før planens første halvår, 2024H2."),
        ("2029H2", "Halvåret 2029H2 ligger efter planens sidste halvår, 2029H1."),
        ("2035H1", "Halvåret 2035H1 ligger efter planens sidste halvår, 2029H1."),
    ],
)
def test_a_half_year_outside_the_plan_is_refused_and_nothing_written(tmp_path, until, said):
    with pytest.raises(WrongUse) as stop:
        write(PLAN, tmp_path / "raw", until=HalfYear.parse(until))
    assert said in str(stop.value)
    assert "Ventet: et halvår fra 2024H2 til 2029H1." in str(stop.value)
    assert not (tmp_path / "raw").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--until", "2024H1"), "ligger før planens første halvår"),
        (("--until", "2029H2"), "ligger efter planens sidste halvår"),
        (("--until", "2029"), "Halvåret kendes ikke."),
        (("--until", ""), "Halvåret kendes ikke."),
        (("--course", "bedre"), "Tilvalget --course: Udviklingen kendes ikke."),
        (("--course", ""), "Udviklingen kendes ikke."),
    ],
)
def test_a_wrong_option_is_one_sentence_and_exit_code_2(tmp_path, options, said):
    project = projects.small(tmp_path / "projekt")
    done = project.hpanalysis("demo", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not list(project.raw.glob("[!.]*"))


def test_the_course_that_is_unknown_is_answered_with_the_three_there_are(tmp_path):
    with pytest.raises(WrongUse, match=r"Ventet: improvement, none eller worsening\."):
        Course.parse("bedre")
