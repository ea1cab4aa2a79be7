"""A plan whose activities' participants are followed, run for real: what is told of reach in half-year upon half-year,
by an attacker who reads the published files alone, and what happens to a list that is corrected, or does not come."""

import csv
import io
import json
import shutil
import signal
import subprocess
import sys

import numpy as np
import pytest

import projects
from followed_plans import ABSENT, FOLLOWED, GROUPS, TEENS, TIMES, WELL, YOUNGER, find_list, follow, read_rows
from hpanalysis.definitions.windows import HalfYear
from reach_tables import Attacker, K, World, is_protected
from surroundings import files

pytestmark = pytest.mark.slow

HALVES = ("2025H2", "2026H1")
REACH, COURSES = "deltagere.csv", "forloeb.csv"
LAST = HalfYear.parse("2029H1")
WHOLE_PLAN = [str(half) for half in LAST.since(HalfYear.parse("2024H2"))]
OF_REACH = (REACH, COURSES)


def ran(project, *commands):
    for arguments in commands:
        done = project.hpanalysis(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr
    return project


@pytest.fixture(scope="module")
def extracts(tmp_path_factory):
    """The plan with its extracts, and nothing published. Read only."""
    return ran(follow(projects.small(tmp_path_factory.mktemp("fulgt") / "projekt")), ("demo",))


@pytest.fixture(scope="module")
def followed(extracts, tmp_path_factory):
    """Both half-years published, the newest after the older. Read only."""
    project = extracts.copy(tmp_path_factory.mktemp("udgivet") / "projekt")
    return ran(project, *(("run", half) for half in HALVES))


def certificate(project, half_year):
    return json.loads((project.reports / half_year / "kontrolattest.json").read_text(encoding="utf-8"))


def test_both_half_years_have_a_certificate_and_tell_something_and_hide_something(followed):
    for half in HALVES:
        assert certificate(followed, half)["holder"] == "ja"
        rows = read_rows(followed, half, REACH)
        assert {row["half_year"] for row in rows} == {half}
        assert {row["activity_id"] for row in rows} == FOLLOWED.keys() - {GROUPS}
        assert {row["status"] for row in rows} >= {"vist", "diskretioneret"}
        courses = {row["activity_id"]: row for row in read_rows(followed, half, COURSES)}
        assert courses.keys() == FOLLOWED.keys()
        # Who took part without a target group is told, where they are enough.
        assert courses[GROUPS]["status"] == "vist" and int(courses[GROUPS]["participants"]) >= K


def test_two_activities_of_one_extract_with_other_ages_have_groups_of_their_own(followed):
    groups = {row["activity_id"]: row["target_group"] for row in read_rows(followed, HALVES[1], REACH)}
    assert groups == {
        ABSENT: "elever_fravaer_over_10",
        WELL: "elever_fravaer_5_10",
        TEENS: "unge_13_17",
        YOUNGER: "unge_13_15",
    }


def test_the_files_are_named_by_data_package_and_manifest_with_what_they_are_made_of(followed):
    folder = followed.reports / HALVES[1]
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    named = {resource["path"]: resource for resource in package["resources"]}
    assert named.keys() >= set(OF_REACH)
    for name in OF_REACH:
        fields = [field["name"] for field in named[name]["schema"]["fields"]]
        assert fields == (folder / name).read_text(encoding="utf-8").partition("\n")[0].split(",")
    graph = {
        step["made"]: step["from"]
        for step in json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["graph"]
    }
    assert "tables/deltagere" in graph[f"published/{REACH}"]
    assert "tables/forloeb" in graph[f"published/{COURSES}"]


class Printed(Attacker):
    """An attacker who has read indicators.csv and deltagere.csv of both half-years, of one activity's target group."""

    def __init__(self, project, world, target_group, with_reach=True):
        self.project, self.world, self.with_reach = project, world, with_reach
        self.target_group, self.hidden = target_group, []

    @property
    def known(self):
        if not hasattr(self, "_known"):
            self._known = self._read()
        return self._known

    def _read(self):
        sums, sides = [], []
        for half in HALVES:
            for row in read_rows(self.project, half, REACH):
                told = (row["activity_id"], half)
                if told not in self.world.told:
                    continue
                name = (told, row["breakdown"], row["group_id"], row["area_id"])
                if row["status"] == "diskretioneret":
                    self.hidden.append(name)
                elif self.with_reach:
                    counts = self.world.counts(name)
                    reached, members = (int(row[column] or 0) for column in ("reached", "members"))
                    sums += [counts["reached"], counts["members"]]
                    sides += [reached, members]
            for row in read_rows(self.project, half, "indicators.csv"):
                is_base = (row["indicator_id"], row["window"]) == (self.world.target.same_as, "2024-25")
                if is_base and row["status"] == "vist":
                    figures = self.world.figures(row["area_id"])
                    sums += [figures["numerator"], figures["denominator"]]
                    sides += [int(float(row["numerator"])), int(row["denominator"])]
        return np.array(sums).reshape(-1, len(self.world.kinds)), np.array(sides, dtype=float)


@pytest.mark.parametrize("activity", [ABSENT, WELL, TEENS, YOUNGER])
def test_an_attacker_who_has_both_half_years_finds_no_few_who_took_part(followed, activity):
    target_group = FOLLOWED[activity][0]
    world = World(target_group, tuple((activity, half) for half in HALVES))
    attacker = Printed(followed, world, target_group)
    blind = Printed(followed, world, target_group, with_reach=False)
    assert attacker.known[0].size
    asked = 0
    for name in attacker.hidden:
        for kind, count in world.counts(name).items():
            if kind == "members" and world.target.same_as and not name[1]:
                continue
            low, high = attacker.find_ends(count)
            asked += 1
            if not is_protected(kind, low, high):
                least, most = blind.find_ends(count)
                assert (least, most) == (pytest.approx(low, abs=1e-5), pytest.approx(high, abs=1e-5)), (name, kind)
    assert asked > 0


def test_what_is_published_is_the_same_when_it_is_made_again_and_after_a_run_that_was_killed(followed, tmp_path):
    project = followed.copy(tmp_path / "projekt")
    before = files(project.reports / HALVES[1])
    # What the run made beside it is lost, and the run that makes it again is killed once.
    shutil.rmtree(project.processed / HALVES[1])
    command = [sys.executable, "-m", "hpanalysis", "run", HALVES[1]]
    started = subprocess.Popen(command, cwd=project.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        started.communicate(timeout=12)
    except subprocess.TimeoutExpired:
        started.send_signal(signal.SIGKILL)
        started.communicate()
    assert {name: before[name] for name in OF_REACH} == {
        name: files(project.reports / HALVES[1])[name] for name in OF_REACH
    }
    ran(project, ("run", HALVES[1]))
    after = files(project.reports / HALVES[1])
    assert {name: after[name] for name in OF_REACH} == {name: before[name] for name in OF_REACH}
    assert certificate(project, HALVES[1])["holder"] == "ja"


def read_list(path):
    text = path.read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";")), text


def correct_list(project, half_year):
    """Half of the courses of each activity are left out of a list: a correction of many."""
    path = find_list(project, half_year)
    rows, _ = read_list(path)
    left = [row for number, row in enumerate(rows) if number % 2]
    assert 0 < len(left) < len(rows)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=";", lineterminator="\n")
    writer.writeheader()
    writer.writerows(left)
    path.write_text(out.getvalue(), encoding="utf-8-sig", newline="\n")


def test_a_half_year_published_again_repeats_what_it_told_though_the_list_was_corrected(followed, extracts, tmp_path):
    project = followed.copy(tmp_path / "projekt")
    before = files(project.reports / HALVES[1])
    correct_list(project, HALVES[1])
    ran(project, ("run", HALVES[1], "--publish-again"))
    after = files(project.reports / HALVES[1])
    assert {name: after[name] for name in OF_REACH} == {name: before[name] for name in OF_REACH}
    assert certificate(project, HALVES[1])["holder"] == "ja"
    # Had the list been so from the first, other numbers would have been told.
    first = extracts.copy(tmp_path / "foerst")
    correct_list(first, HALVES[1])
    ran(first, ("run", HALVES[0]), ("run", HALVES[1]))
    told = files(first.reports / HALVES[1])
    assert all(told[name] != before[name] for name in OF_REACH)


def test_a_half_year_without_a_list_says_nothing_and_publishes_the_rest(followed, extracts, tmp_path):
    project = extracts.copy(tmp_path / "projekt")
    ran(project, ("run", HALVES[0]))
    find_list(project, HALVES[1]).unlink()
    done = project.hpanalysis("run", HALVES[1])
    assert done.returncode == 1 and "»deltagere.csv« mangler" in done.stderr
    # The analyst says that it does not come.
    params = project.folder / "params" / f"{HALVES[1]}.yaml"
    with params.open("a", encoding="utf-8") as file:
        file.write("not_delivered: [deltagere]\n")
    ran(project, ("run", HALVES[1]))
    folder = project.reports / HALVES[1]
    assert not any((folder / name).exists() for name in OF_REACH)
    assert "reach" not in json.loads((folder / "definitioner.json").read_text(encoding="utf-8"))
    assert certificate(project, HALVES[1])["holder"] == "ja"
    # The figures are those of a plan that has the list: reach changes nothing of them.
    assert (folder / "indicators.csv").read_bytes() == (followed.reports / HALVES[1] / "indicators.csv").read_bytes()


def test_a_list_of_nobody_is_told_as_nobody(extracts, tmp_path):
    """An activity that has not begun, or a list with heads alone, stops no run."""
    project = extracts.copy(tmp_path / "projekt")
    path = find_list(project, HALVES[0])
    rows, _ = read_list(path)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=";", lineterminator="\n")
    writer.writeheader()
    writer.writerows(row for row in rows if row["Aktivitet"].casefold() != TEENS)
    path.write_text(out.getvalue(), encoding="utf-8-sig", newline="\n")
    ran(project, ("run", HALVES[0]))
    courses = {row["activity_id"]: row for row in read_rows(project, HALVES[0], COURSES)}
    assert (courses[TEENS]["status"], courses[TEENS]["participants"]) == ("vist", "0")
    reached = [row for row in read_rows(project, HALVES[0], REACH) if row["activity_id"] == TEENS]
    assert {row["reached"] for row in reached if row["status"] == "vist"} == {"0"}


def test_a_target_group_that_came_anew_is_told_no_more_and_stops_nothing(followed, tmp_path):
    """The extract of the young is corrected after the first half-year: it has a few less, whose number was told."""
    project = followed.copy(tmp_path / "projekt")
    for folder in (project.reports, project.processed):
        shutil.rmtree(folder / HALVES[1])
    (source,) = (project.raw / HALVES[0]).glob("ungdomsskole*.csv")
    lines = source.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    source.write_text("".join([lines[0], *lines[8:]]), encoding="utf-8-sig", newline="\n")
    ran(project, ("run", HALVES[1]))
    rows = read_rows(project, HALVES[1], REACH)
    young = [row for row in rows if row["activity_id"] in (TEENS, YOUNGER)]
    others = [row for row in rows if row["activity_id"] in (WELL, ABSENT)]
    assert young and {row["status"] for row in young} == {"diskretioneret"}
    assert "vist" in {row["status"] for row in others}
    assert certificate(project, HALVES[1])["holder"] == "ja"


def test_a_plan_that_follows_nothing_has_none_of_the_files(made):
    folder = made.reports / HALVES[1]
    assert not any((folder / name).exists() for name in OF_REACH)
    for name in ("definitioner.json", "manifest.json", "datapackage.json", "kontrolattest.json"):
        text = (folder / name).read_text(encoding="utf-8")
        assert "naaet:" not in text and REACH not in text, name


def test_the_confidential_edition_has_the_same_reach_and_publishes_nothing(followed, tmp_path):
    """Who took part is no more told to the data unit in its report than to others: the lists are with the partners."""
    project = followed.copy(tmp_path / "projekt")
    before = files(project.reports)
    ran(project, ("run", HALVES[1], "--edition", "fortrolig"))
    assert files(project.reports) == before
    folder = project.processed / HALVES[1] / "fortrolig"
    assert all((folder / name).read_bytes() == before[f"{HALVES[1]}/{name}"] for name in OF_REACH)


@pytest.fixture(scope="module")
def whole_plan(tmp_path_factory):
    """Every half-year of the plan published in a row, with participants from the one that the plan begins in."""
    project = follow(projects.small(tmp_path_factory.mktemp("hele-planen") / "projekt"))
    ran(project, ("demo", "--until", str(LAST), "--course", "improvement"))
    for half in WHOLE_PLAN:
        if not (project.folder / "params" / f"{half}.yaml").exists():
            ran(project, ("new", half))
        ran(project, ("run", half))
    return project


def test_a_whole_plan_with_participants_each_half_year_has_certificates(whole_plan):
    with_lists = [half for half in WHOLE_PLAN if half >= HALVES[0]]
    assert len(with_lists) == 8
    for half in WHOLE_PLAN:
        assert certificate(whole_plan, half)["holder"] == "ja", half
        assert (whole_plan.reports / half / REACH).exists() is (half in with_lists), half
    rows = [row for half in with_lists for row in read_rows(whole_plan, half, REACH)]
    shown = sum(row["status"] == "vist" for row in rows)
    assert shown > 20 and {row["status"] for row in rows} >= {"vist", "diskretioneret"}
    print(f"\n{len(rows)} rækker i {len(with_lists)} halvår, {shown} vist; byen er {TIMES} gange så stor.")
