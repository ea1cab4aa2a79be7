"""`hpanalysis new` and `hpanalysis check`: what a half-year owes, and what is wrong with what came."""

import pytest

import partner_workbooks
import projects
from followup_logs import SMALL
from hpanalysis import partner_workbook
from hpanalysis.definitions.windows import HalfYear


@pytest.fixture
def empty(tmp_path):
    """The small plan without extracts."""
    return projects.small(tmp_path / "projekt")


def _files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _new(project, half_year="2026H2"):
    done = project.hpanalysis("new", half_year)
    assert done.returncode == 0, done.stderr
    return (project.raw / half_year / "LÆSMIG.txt").read_text(encoding="utf-8")


def _rewrite(path, old, new):
    text = path.read_bytes().decode("utf-8-sig")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode("utf-8-sig"))


def test_new_makes_the_folder_the_params_the_read_me_the_orders_and_the_partners_workbooks_and_nothing_else(empty):
    before = _files(empty.folder)
    _new(empty)
    after = _files(empty.folder)
    made = {name for name in set(after) - set(before) if not name.startswith("data/bestillinger/2026H2/")}
    partners = {
        f"data/raw/2026H2/parter/{name}.xlsx" for name in ("biblioteket", "boligorganisationerne", "ungdomsskolen")
    }
    assert made == {"data/raw/2026H2/LÆSMIG.txt", "params/2026H2.yaml"} | partners
    orders = empty.folder / "data" / "bestillinger" / "2026H2"
    assert {"LÆSMIG.txt", "mail.txt"} < {path.name for path in next(orders.iterdir()).iterdir()}
    assert {name: after[name] for name in before} == before


def test_the_read_me_names_each_extract_owed_with_supplier_columns_window_and_deadline(empty):
    said = _new(empty)
    owed = said[: said.index("Skal ikke leveres")]
    assert "Elevfravær: elevfravaer.csv" in owed
    for line in (
        "Leverandør: Lillekøbing Kommune",
        "Spørg: Børn og Skole, Lillekøbing Kommune",
        "Periode: 1. august 2025 til 31. juli 2026",
        "Leveres senest: 18. januar 2027",  # 42 days before 1 March 2027
        "Slettes senest: 31. december 2028",  # 24 months after the cut-off
        "»Fraværsdage« (eller »Fravær i dage«)",
    ):
        assert line in owed


def test_the_read_me_asks_for_no_name_and_no_postal_code(empty):
    said = _new(empty)
    assert "»Navn«" not in said
    assert "Postnr" not in said


def test_a_source_that_owes_nothing_is_named_with_the_delivery_that_stands(project):
    said = _new(project)
    rest = said[said.index("Skal ikke leveres") :]
    assert "Sprogvurderinger: leveringen fra 1. halvår 2026 står." in rest


def test_the_new_params_are_read_and_bring_no_comment_along(empty):
    _new(empty)
    text = (empty.folder / "params" / "2026H2.yaml").read_text(encoding="utf-8")
    assert "report_date: 2027-02-15" in text  # 17 August 2026 and 26 weeks: a Monday still
    assert "comments: []" in text
    assert "soeparken" not in text
    assert empty.hpanalysis("check", "2026H2").returncode == 1  # read, and everything is missing


def test_a_half_year_without_one_before_it_gets_dates_from_its_cutoff(empty):
    _new(empty, "2027H2")
    text = (empty.folder / "params" / "2027H2.yaml").read_text(encoding="utf-8")
    assert "steering_group: 2028-03-24" in text  # twelve weeks after 31 December 2027


@pytest.mark.parametrize("kept", ["params/2026H2.yaml", "data/raw/2026H2/LÆSMIG.txt"])
def test_new_overwrites_nothing(empty, kept):
    path = empty.folder / kept
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("mit eget", encoding="utf-8")
    before = _files(empty.folder)
    done = empty.hpanalysis("new", "2026H2")
    assert done.returncode == 2
    assert f"»{path.name}«: Filen findes allerede og overskrives ikke." in done.stderr
    assert _files(empty.folder) == before


@pytest.mark.parametrize(
    ("command", "name"), [("new", "../../x"), ("new", "2026H3"), ("new", "2026H2\n"), ("check", "../2026H1")]
)
def test_a_half_year_that_is_none_is_wrong_use_and_writes_nothing(empty, command, name):
    before = _files(empty.folder.parent)
    done = empty.hpanalysis(command, name)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "Halvåret kendes ikke" in done.stderr
    assert _files(empty.folder.parent) == before


@pytest.mark.parametrize(("half_year", "said"), [("2023H1", "før planens første"), ("2045H1", "efter planens udløb")])
def test_a_half_year_outside_the_plan_is_not_made(empty, half_year, said):
    done = empty.hpanalysis("new", half_year)
    assert done.returncode == 2 and said in done.stderr
    assert not (empty.raw / half_year).exists()


def test_list_names_the_folder_where_the_extracts_were_looked_for(empty, tmp_path):
    elsewhere = tmp_path / "andet sted"
    said = empty.hpanalysis("list", "--raw", str(elsewhere)).stdout
    assert f"udtræk ligger i {elsewhere}/" in said and "data/raw" not in said


def test_the_demo_takes_no_read_me_for_an_extract_and_leaves_it_there(empty):
    said = _new(empty, "2026H2")
    sent = _files(empty.raw / "2026H2" / "parter")
    (empty.raw / "2026H1").mkdir()
    (empty.raw / "2026H1" / "LÆSMIG.txt").write_text("mit eget", encoding="utf-8")
    for _ in range(2):
        done = empty.hpanalysis("demo")
        assert done.returncode == 0, done.stderr
    assert (empty.raw / "2026H1" / "LÆSMIG.txt").read_text(encoding="utf-8") == "mit eget"
    assert (empty.raw / "2026H2" / "LÆSMIG.txt").read_text(encoding="utf-8") == said
    assert sent and _files(empty.raw / "2026H2" / "parter") == sent
    assert "LÆSMIG" not in (empty.raw / "FILER.csv").read_text(encoding="utf-8-sig")


def test_check_holds_a_half_years_extracts_against_all_rules_and_touches_no_report(project):
    before = _files(project.reports)
    done = project.hpanalysis("check", "2026H1")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1. halvår 2026: 3 af 3 udtræk ligger i data/raw/2026H1." in done.stdout
    assert "Elevfravær: leveringen fra 2. halvår 2025 står." in done.stdout
    assert done.stdout.endswith("kontrolregler er overholdt. Halvåret kan køres.\n")
    assert _files(project.reports) == before


@pytest.mark.slow
def test_check_reads_the_partners_workbooks_and_a_fault_in_one_stops_no_run(project):
    half, folder = HalfYear(2026, 1), project.raw / "2026H1" / "parter"
    folder.mkdir()
    for partner in partner_workbook.list_partners(SMALL):
        partner_workbooks.write(folder, partner, half, SMALL)
    done = project.hpanalysis("check", "2026H1")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 af 3 parter har udfyldt deres regneark." in done.stdout
    assert "Ungdomsskolen (»ungdomsskolen.xlsx«): Ikke udfyldt." in done.stdout
    assert "Ukendte filer" not in done.stdout
    path = partner_workbooks.fill(folder / "ungdomsskolen.xlsx", {("Timer", "F5"): -1})
    path = partner_workbooks.fill(path, {("Leverancer", "I5"): "Aftalt med Sølvtop Testesen"})
    done = project.hpanalysis("check", "2026H1")
    assert done.returncode == 1
    told = done.stdout[done.stdout.index("Parternes regneark skal rettes:") :].splitlines()
    assert told[1].startswith("»ungdomsskolen.xlsx«, »Leverancer«, celle F5: Cellen er tom, men rækken er udfyldt.")
    assert told[2].startswith(
        "»ungdomsskolen.xlsx«, »Leverancer«, celle I5: Her står noget, der kan være en persons navn."
    )
    assert told[3].startswith("»ungdomsskolen.xlsx«, »Timer«, celle F5: Tallet er under 0.")
    assert done.stdout.endswith("Halvåret kan køres. Parternes regneark kan ikke læses ind, før de er rettet.\n")
    assert "Testesen" not in done.stdout + done.stderr


@pytest.mark.slow
def test_a_raw_file_past_its_last_day_is_named_and_never_deleted(project):
    done = project.hpanalysis("check", "2026H1")
    path = project.raw / "2024H2" / "sprogvurdering.csv"
    named = f"»{path.name}« i mappen data/raw/2024H2: Filen skulle være slettet senest 30. juni 2026."  # 18 months
    assert named in done.stdout
    page = (project.reports / "2026H1" / "datakvalitet.html").read_text(encoding="utf-8")
    assert "data/raw/2024H2/sprogvurdering.csv" in page[page.index("Rådata, der skal slettes") :]
    assert path.is_file()


@pytest.mark.slow
def test_a_declared_extract_is_not_missing_and_a_file_of_no_source_is_named(project):
    (project.raw / "2026H1" / "fraflytning.xlsx").rename(project.raw / "2026H1" / "fraflyting.xlsx")
    (project.raw / "2026H1" / "LÆSMIG.txt").write_text("", encoding="utf-8")
    path = project.folder / "params" / "2026H1.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\nnot_delivered: [fraflytning]\n", encoding="utf-8")
    done = project.hpanalysis("check", "2026H1")
    assert done.returncode == 0
    assert "»fraflyting.xlsx«: Filen hører ikke til nogen kilde" in done.stdout
    assert "»LÆSMIG.txt«:" not in done.stdout


def test_check_names_every_extract_that_is_missing_with_its_deadline(project):
    for name in ("sprogvurdering.csv", "fraflytning.xlsx"):
        (project.raw / "2026H1" / name).unlink()
    done = project.hpanalysis("check", "2026H1")
    assert done.returncode == 1
    assert "1 af 3 udtræk" in done.stdout
    assert "»sprogvurdering.csv« mangler i mappen data/raw/2026H1." in done.stdout
    assert "for 1. januar 2025 til 31. december 2025, leveret senest 20. juli 2026." in done.stdout
    assert "»fraflytning.xlsx« mangler" in done.stdout


def test_check_tells_of_a_broken_rule_and_an_unreadable_file_at_once_and_of_no_value(project):
    folder = project.raw / "2026H1"
    lines = (folder / "sprogvurdering.csv").read_bytes().decode("utf-8-sig").splitlines(keepends=True)
    (folder / "sprogvurdering.csv").write_bytes("".join([*lines, lines[1]]).encode("utf-8-sig"))
    _rewrite(folder / "udsaettelser.csv", "Sagsdato", "Datoen")
    done = project.hpanalysis("check", "2026H1")
    assert done.returncode == 1
    assert "Kritisk:\n»Sprogvurderinger«, 1. halvår 2026: Reglen sprog-" in done.stdout
    assert "Kan ikke bruges:\n»udsaettelser.csv«" in done.stdout
    assert "Halvåret kan ikke køres endnu." in done.stdout
    assert lines[1].split(";")[0] not in done.stdout + done.stderr


@pytest.mark.slow
def test_check_says_what_run_says_of_last_half_years_file_delivered_again(project):
    (project.raw / "2026H1" / "sprogvurdering.csv").write_bytes(
        (project.raw / "2025H1" / "sprogvurdering.csv").read_bytes()
    )
    checked, run = project.hpanalysis("check", "2026H1"), project.hpanalysis("run", "2026H1")
    assert (checked.returncode, run.returncode) == (1, 1)
    said = "»sprogvurdering.csv« i mappen data/raw/2026H1 er nøjagtig den samme fil som i 1. halvår 2025"
    assert said in checked.stdout
    assert said in run.stderr


@pytest.mark.slow
def test_deleting_a_raw_file_past_its_last_day_leaves_the_figures_as_they_were(project):
    before = (project.reports / "2026H1" / "indicators.csv").read_bytes()
    (project.raw / "2024H2" / "sprogvurdering.csv").unlink()
    for half_year in ("2026H1", "2025H1", "2026H1"):  # a run of an earlier half-year takes nothing away
        done = project.hpanalysis("run", half_year)
        assert done.returncode == 0, done.stderr
    assert (project.reports / "2026H1" / "indicators.csv").read_bytes() == before
    page = (project.reports / "2026H1" / "datakvalitet.html").read_text(encoding="utf-8")
    assert "Ingen rådata skulle være slettet" in page


@pytest.mark.slow
def test_a_raw_file_taken_away_before_its_last_day_takes_its_figures_with_it(project):
    (project.raw / "2025H1" / "sprogvurdering.csv").unlink()
    assert project.hpanalysis("run", "2026H1").returncode == 0
    assert not (project.processed / "2025H1" / "frames" / "sprogvurdering.parquet").exists()


def test_the_data_quality_page_tells_controller_legal_basis_and_deadline(made):
    page = (made.reports / "2026H1" / "datakvalitet.html").read_text(encoding="utf-8")
    part = page[page.index('id="kilder"') :].split("</section>")[0].replace("\xa0", " ").replace("\xad", "")
    for said in (
        "Lillekøbing Kommune",
        "Databeskyttelsesforordningens artikel 6, stk. 1, litra e",
        "ja, senest 20. juli 2026",
        "nej, leveringen fra 2. halvår 2025 står",
        "31. december 2027",
        "aftalerne er eksempler og skal rettes af den dataansvarlige",
    ):
        assert said in part


def test_a_plan_without_the_terms_of_a_source_is_refused(project):
    path = project.plan / "sources.csv"
    rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(row for row in rows if not row.startswith("fraflytning,")), encoding="utf-8")
    done = project.hpanalysis("run", "2026H1")
    assert done.returncode == 1
    assert "»sources.csv« i planens mappe: Kilden »fraflytning« mangler." in done.stderr
