"""The logs of an accounting year beside what lies published: which half-year, which digests, which log."""

import hashlib

import pytest

import projects
from hpanalysis import yearly_logs
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop, WrongUse
from hpanalysis.followup import Match
from hpanalysis.publications import compute_checksum, find_half_years, find_packages_path, format_packages
from hpanalysis.tables import Edition
from hpanalysis.workspace import Workspace


@pytest.fixture
def project(tmp_path):
    """The small plan with its logs; two half-years that lie there as if they were published."""
    found = projects.small(tmp_path / "projekt")
    found.raw.mkdir(parents=True)
    (found.raw / "SYNTETISK.txt").write_text("x", encoding="utf-8")
    for half in ("2025H2", "2026H1"):
        folder = found.reports / half
        folder.mkdir(parents=True)
        (folder / "indicators.csv").write_text(f"{half}\n", encoding="utf-8")
    return found


@pytest.fixture
def where(project):
    return Workspace.at(project.folder)


def _written(project, old: str, new: str) -> None:
    path = project.folder / "params" / yearly_logs.LOG
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_half_year_is_the_latest_published_in_the_year(where):
    assert str(yearly_logs.choose_half_year(where, 2026)) == "2026H1"
    assert str(yearly_logs.choose_half_year(where, 2025)) == "2025H2"


def test_the_half_year_is_the_one_that_the_log_names(project, where):
    _written(project, "synthetic: ja", "synthetic: ja\nhalf_years: {2026: 2025H2}")
    assert str(yearly_logs.choose_half_year(where, 2026)) == "2025H2"


def test_a_year_before_everything_published_has_no_figures(where):
    with pytest.raises(Stop, match="Intet halvår til og med 2024 er udgivet"):
        yearly_logs.choose_half_year(where, 2024)


def test_a_half_year_that_the_log_names_and_nobody_published_is_named(project, where):
    _written(project, "synthetic: ja", "synthetic: ja\nhalf_years: {2026: 2026H2}")
    with pytest.raises(Stop, match="2026H2 er ikke udgivet"):
        yearly_logs.choose_half_year(where, 2026)


def test_only_half_years_are_publications(project, where):
    for name in ("regnskabsaar-2026", "pdf"):
        (project.reports / name).mkdir()
        (project.reports / name / "indicators.csv").write_text("x", encoding="utf-8")
    assert [str(half) for half in find_half_years(where.reports)] == ["2025H2", "2026H1"]


@pytest.mark.parametrize("whole", [True, False])
def test_the_minutes_may_give_the_publications_digest_or_that_of_one_of_its_files(project, where, whole):
    folder = project.reports / "2026H1"
    one = hashlib.sha256((folder / "indicators.csv").read_bytes()).hexdigest()
    digest = compute_checksum(folder) if whole else one
    _written(project, "delivered: 2026-09-28", f'delivered: 2026-09-28, digest: "{digest}"')
    told = yearly_logs.follow_year(2026, where)
    matches = {one.match for goal in told.goals for one in goal.by_board if one.half_year == "2026H1"}
    assert matches == {Match.SAME}


def test_the_minutes_may_give_the_digest_of_the_package_or_of_an_edition_that_was_replaced(project, where):
    folder = project.reports / "2026H1"
    half_year = HalfYear.parse("2026H1")
    path = find_packages_path(where, half_year)
    path.parent.mkdir(parents=True)
    path.write_text(format_packages({compute_checksum(folder): ["ab" * 64]}, half_year), encoding="utf-8")
    _written(project, "delivered: 2026-09-28", f"delivered: 2026-09-28, digest: {'ab' * 64}")
    assert _matches(where) == {Match.SAME}
    folder.rename(project.reports / "tidligere-2026H1-1")
    folder.mkdir()
    (folder / "indicators.csv").write_text("2026H1, rettet\n", encoding="utf-8")
    assert _matches(where) == {Match.SAME}


def _matches(where):
    told = yearly_logs.follow_year(2026, where)
    return {one.match for goal in told.goals for one in goal.by_board if one.half_year == "2026H1"}


def test_a_digest_of_something_else_is_not_the_published_one(project, where):
    _written(project, "delivered: 2026-09-28", f"delivered: 2026-09-28, digest: {'ab' * 32}")
    told = yearly_logs.follow_year(2026, where)
    assert Match.OTHER in {one.match for goal in told.goals for one in goal.by_board}


def test_a_year_outside_the_plan_is_wrong_use(where):
    with pytest.raises(WrongUse):
        yearly_logs.follow_year(2019, where)


def test_without_the_emergency_groups_log_its_duties_are_unknown_and_its_page_is_refused(project, where):
    (project.folder / "params" / yearly_logs.EMERGENCY_LOG).unlink()
    assert yearly_logs.read_emergency_log(where) is None
    assert yearly_logs.follow_year(2026, where).duty("beredskab_gul").unknown
    with pytest.raises(Stop, match="mangler i mappen params"):
        yearly_logs.emergency(2026, where)


def test_the_public_edition_is_given_no_activation_and_the_confidential_one_all(where):
    assert yearly_logs.activations(2026, Edition.PUBLIC, where) == ()
    shown = yearly_logs.activations(2026, Edition.CONFIDENTIAL, where)
    assert [one.area_id for one in shown] == ["soeparken", "skraenten"]


def test_a_notebook_is_given_the_year_with_the_half_year_of_its_figures(where, monkeypatch):
    for name, value in where.environment().items():
        monkeypatch.setenv(name, value)
    year = yearly_logs.accounting_year(2026)
    assert str(year.release.half_year) == "2026H1"
    assert "2026" in year.heading("lbf_opfoelgning").html
    with pytest.raises(WrongUse, match="Udgaven kendes ikke"):
        yearly_logs.accounting_year(2026, "hemmelig")


def test_a_made_up_log_never_stands_beside_real_figures(project, where):
    (project.raw / "SYNTETISK.txt").unlink()
    for read in (yearly_logs.read_log, yearly_logs.read_emergency_log):
        with pytest.raises(Stop, match="Optegnelserne er opdigtede"):
            read(where)
