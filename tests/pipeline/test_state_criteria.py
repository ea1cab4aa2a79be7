"""A plan that has taken up the state's criteria, run for real: its package holds, a forger of it is caught, and what is
missing or wrong in the ministry's figures is named by list, criterion and area, and never by a number of persons."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

import extract_files
from criteria_project import small_with_criteria
from forged_packages import PROJECT, Forgery
from hpanalysis import audit
from hpanalysis.verify import check_all
from hpanalysis.verify.check import check_opened_package
from hpanalysis.verify.opening.outcomes import State
from hpanalysis.verify.opening.package import Package
from projects import Project

pytestmark = pytest.mark.slow

LAW = f"{PROJECT}params/law/criteria.csv"
WORK = "18-64-årige uden tilknytning til arbejdsmarked eller uddannelse"
CONVICTED, SCHOOL, INCOME = "Dømte, 18 år og derover", "30-59-årige med kun grundskole", "Bruttoindkomst"
NON_WESTERN = "Beboere fra ikke-vestlige lande"
COUNTRY = "Hele landet"
Row = list


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Project:
    """The plan with its synthetic extracts, and 2026H1 published."""
    project = small_with_criteria(tmp_path_factory.mktemp("kriterier") / "projekt")
    for command in (("demo",), ("run", "2026H1")):
        done = project.hpanalysis(*command)
        assert done.returncode == 0, done.stderr
    return project


@pytest.fixture(scope="module")
def packaged(made, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("pakke")
    path = folder / "p.zip"
    # A copy, because what has a package may not be published otherwise.
    done = made.copy(folder / "projekt").hpanalysis("package", "2026H1", "--to", str(path), "--first")
    assert done.returncode == 0, done.stderr
    return path


def failing(package: Package) -> tuple[str, ...]:
    return check_opened_package(Path("dokumentation-2026H1.zip"), package).failing


def test_the_criteria_of_a_real_half_year_follow_from_law_and_figures(made, packaged):
    (result,) = check_all([packaged])
    assert result.holds, [problem for one in result.outcomes for problem in one.problems]
    outcomes = {one.name: one for one in result.outcomes}
    for name in ("kriterier", "manifest", "definitioner", "datapakke", "vurderinger", "regnestykker", "tal", "attest"):
        assert outcomes[name].state is State.HOLDS, outcomes[name].problems
    assert outcomes["kriterier"].sentence.startswith("150 kriterier og 15 statusser")  # five lists, three areas
    assert audit.audit({"2026H1": made.reports / "2026H1"}).failures == ()


def test_a_limit_that_is_changed_in_the_law_alone_is_another_file_than_the_manifest_names(packaged):
    forged = Forgery(packaged)
    forged.edit(LAW, "uden_for_arbejdsmarkedet,over,40,pct", "uden_for_arbejdsmarkedet,over,45,pct")
    assert "manifest" in failing(forged.package)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (LAW, "residents,,mindst,1000,personer", "residents,,mindst,100,personer"),
        ("kriterier.csv", ",rammes,", ",rammes ikke,"),
        ("omraadestatus.csv", ",ingen,", ",udsat boligområde,"),
    ],
    ids=["the law", "a criterion", "a status"],
)
def test_with_every_digest_made_again_the_check_of_the_criteria_names_it(packaged, file, old, new):
    forged = Forgery(packaged)
    name = file if file == LAW else forged.published(file)
    text = forged.files[name].decode("utf-8")
    assert old in text
    # The law in force stands last in its file.
    forged.files[name] = new.join(text.rsplit(old, 1)).encode("utf-8")
    forged.again("everything")
    assert "kriterier" in failing(forged.package)


def change_list(made: Project, folder: Path, change: Callable[[list[Row]], list[Row]]) -> Project:
    """The project with the ministry's figures of 2025H2 written over: indicator, list, area, count, of how many."""
    project = made.copy(folder)
    path = project.raw / "2025H2" / "statens_kriterier.xlsx"
    head, *rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    extract_files.workbook(path.parent, path.name, [head, *change(rows)])
    return project


def is_of(row: Row, label: str = "", area: str = "", year: int = 2025) -> bool:
    return row[0].startswith(label) and row[1] == year and row[2].startswith(area)


def test_a_list_that_is_missing_is_named_by_its_day(made, tmp_path):
    project = change_list(made, tmp_path / "projekt", lambda rows: [row for row in rows if row[1] != 2025])
    done = project.hpanalysis("check", "2025H2")
    assert done.returncode == 0, done.stderr
    assert "Statens kriterier: Tallene til statens liste fra 1. december 2025 er ikke leveret." in done.stdout
    assert done.stdout.count("er ikke leveret.") == 1


def test_what_is_missing_on_a_list_is_named_by_criterion_area_and_country(made, tmp_path):
    def leave_out(rows):
        return [
            row
            for row in rows
            if not (is_of(row, CONVICTED, COUNTRY) or is_of(row, SCHOOL, "Søparken") or is_of(row, INCOME))
        ]

    done = change_list(made, tmp_path / "projekt", leave_out).hpanalysis("check", "2025H2")
    assert done.returncode == 0, done.stderr
    for told in (
        "Landets tal for dømte til statens liste fra 1. december 2025 er ikke leveret. Loven måler områderne mod det, "
        "så kriteriet kan ikke afgøres for noget område.",
        "Tallene for uddannelse til statens liste fra 1. december 2025 er ikke leveret for Søparken.",
        "Tallene for indkomst til statens liste fra 1. december 2025 er ikke leveret.",
    ):
        assert told in done.stdout


def test_without_the_countrys_figure_no_status_is_given_where_it_matters(made, tmp_path):
    project = change_list(
        made, tmp_path / "projekt", lambda rows: [row for row in rows if not is_of(row, CONVICTED, COUNTRY)]
    )
    shutil.rmtree(project.reports)
    done = project.hpanalysis("run", "2026H1")
    assert done.returncode == 0, done.stderr
    criteria = (project.reports / "2026H1" / "kriterier.csv").read_text(encoding="utf-8").splitlines()
    convicted = [line for line in criteria if line.startswith("2025,") and ",dømte," in line]
    assert convicted and all("kan ikke afgøres" in line for line in convicted)
    assert any("landets tal for dømte ikke er leveret" in line for line in convicted)


def test_residents_that_contradict_the_plan_are_told_by_file_area_and_column(made, tmp_path):
    told = made.copy(tmp_path / "projekt").hpanalysis("check", "2025H2").stdout
    assert (
        "»areas.csv« i planens mappe, moellebakken, kolonnen residents_2024: Antallet af beboere på Møllebakken er "
        "mere end 2 pct. fra det, statens liste fra 1. december 2024 er målt blandt." in told
    )


def each(label: str, column: int, value: object) -> Callable[[list[Row]], list[Row]]:
    """A change of one cell of the first area's figure on the newest list."""

    def change(rows):
        row = next(row for row in rows if is_of(row, label, "Møllebakken"))
        row[column] = value(row[column]) if callable(value) else value
        return rows

    return change


def twice(rows: list[Row]) -> list[Row]:
    return [*rows, next(row for row in rows if is_of(row, WORK, "Møllebakken"))]


def in_kroner(rows: list[Row]) -> list[Row]:
    return [[*row[:3], row[3] * 3650, *row[4:]] if row[0].startswith(INCOME) else row for row in rows]


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (each(WORK, 3, 7654), "kriterier-07"),
        (each(CONVICTED, 3, -76), "kriterier-05"),
        (twice, "kriterier-08"),
        (in_kroner, "maalt-15"),
    ],
    ids=["a share above 100", "a negative count", "a criterion twice", "incomes in kroner"],
)
def test_figures_that_cannot_be_right_stop_the_half_year_and_no_number_is_told(made, tmp_path, change, rule):
    project = change_list(made, tmp_path / "projekt", change)
    done = project.hpanalysis("check", "2025H2")
    assert done.returncode == 1
    assert f"Reglen {rule} er ikke overholdt" in done.stdout, done.stdout
    for planted in ("7654", "7.654", "-76"):
        assert planted not in done.stdout + done.stderr
    before = (project.reports / "2026H1" / "kriterier.csv").read_bytes()
    run = project.hpanalysis("run", "2026H1")
    assert run.returncode == 1 and "Traceback" not in run.stderr
    assert (project.reports / "2026H1" / "kriterier.csv").read_bytes() == before
