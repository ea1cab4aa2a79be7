"""What bad input gets: one clear sentence, an exit code, and nothing lost."""

import pytest
from python_calamine import CalamineWorkbook

import extract_files


def publication(project):
    folder = project.reports / "2026H1"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def fails(project, *arguments, code=1):
    """Run, expect a failure told in few lines and without traceback, and the publication untouched."""
    before = publication(project)
    done = project.hpanalysis(*arguments)
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert publication(project) == before
    return done.stderr


@pytest.mark.parametrize("name", ["2026H3", "2026", "../../x", "H1"])
def test_an_unknown_half_year_is_wrong_use(project, name):
    said = fails(project, "run", name, code=2)
    assert "Halvåret kendes ikke. Ventet: årstal, H og 1 eller 2" in said


def test_a_half_year_without_params_says_what_to_do(project):
    assert "»2027H1.yaml« mangler i mappen params" in fails(project, "run", "2027H1")


def test_a_half_year_before_the_plan_is_refused(project):
    assert "før planens første halvår" in fails(project, "run", "2023H1")


@pytest.mark.parametrize(
    "arguments", [("koer",), ("run",), ("run", "2026H1", "--hurtigt"), ("run", "2026H1", "--jobs", "0")]
)
def test_wrong_use_of_the_command_is_told_in_danish_with_exit_code_2(project, arguments):
    """Each kind of it is in tests/unit/cli; here, that it leaves what is published as it was."""
    assert "--help« for at se, hvad der kan vælges." in fails(project, *arguments, code=2)


def test_a_missing_extract_is_named_with_its_supplier_before_any_kernel_starts(project):
    (project.raw / "2026H1" / "sprogvurdering.csv").unlink()
    said = fails(project, "run", "2026H1")
    assert "»sprogvurdering.csv« mangler i mappen data/raw/2026H1" in said
    assert "Spørg: Børn og Skole" in said
    assert "Notesbøger" not in said


@pytest.mark.slow
def test_an_extract_declared_as_not_delivered_leaves_its_figures_as_they_were(project):
    (project.raw / "2026H1" / "sprogvurdering.csv").unlink()
    path = project.folder / "params" / "2026H1.yaml"
    text = path.read_text(encoding="utf-8").replace("not_delivered: []\n", "")
    path.write_text(text + "\nnot_delivered: [sprogvurdering]\n", encoding="utf-8")
    done = project.hpanalysis("run", "2026H1")
    assert done.returncode == 0, done.stderr
    table = (project.reports / "2026H1" / "indicators.csv").read_text(encoding="utf-8")
    rows = [line for line in table.splitlines() if line.startswith("sprog_saerlig")]
    assert any(",2024," in row and ",ja,nej," in row for row in rows)
    assert any(",2025," in row and "ikke leveret" in row for row in rows)
    pages = "".join(p.read_text(encoding="utf-8") for p in (project.reports / "2026H1").glob("*.html"))
    assert "ingen ny opgørelse" in pages


def _rewrite(path, change):
    text = path.read_bytes().decode("utf-8-sig")
    path.write_bytes(change(text).encode("utf-8-sig"))


@pytest.mark.slow
def test_departments_that_the_plan_does_not_know_stop_the_run_until_they_are_declared(project):
    path = project.raw / "2026H1" / "udsaettelser.csv"
    _rewrite(
        path, lambda text: text.replace("Boligforening;1;", "Boligforening;1.5;").replace("Åkanden;1;", "Åkanden;97;")
    )
    said = fails(project, "run", "2026H1")
    assert (
        "Lillekøbing Boligforening afdeling »1.5« (færre end 5 rækker, fra »udsaettelser.csv« række 2, nærmest 1)"
        in said
    )
    assert "fx som »Boligselskabet Åkanden,97,,«. " in said
    with (project.plan / "departments_elsewhere.csv").open("a", encoding="utf-8") as file:
        file.write("Boligselskabet Åkanden,97,,\n")
    said = fails(project, "run", "2026H1")
    assert "afdeling »1.5«" in said and "97" not in said


@pytest.mark.slow
def test_a_department_that_is_in_the_extract_no_more_is_told_and_named_in_the_protected_folder(project):
    path = project.raw / "2026H1" / "fraflytning.xlsx"
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    extract_files.workbook(path.parent, path.name, [rows[0], *(row for row in rows[1:] if "Lejerbo" not in row)])
    done = project.hpanalysis("check", "2026H1")
    assert "»Fraflytning«, 1. halvår 2026: Reglen tvaers-13 er ikke overholdt." in done.stdout
    written = project.processed / "2026H1" / "fortroligt" / "siden_sidste_levering.csv"
    assert '2026H1,fraflytning,boligafdelingen er ikke med mere,"Lejerbo, 7",1,0' in written.read_text(encoding="utf-8")


def test_a_missing_column_is_named_with_the_headings_it_may_bear(project):
    path = project.raw / "2026H1" / "sprogvurdering.csv"
    _rewrite(path, lambda text: text.replace("Vurderingsdato", "Dato", 1))
    said = fails(project, "run", "2026H1")
    assert "»sprogvurdering.csv«" in said
    assert "»Vurderingsdato«" in said
    assert "Notesbøger" not in said


def test_an_impossible_value_is_named_by_row_and_column_and_never_shown(project):
    path = project.raw / "2026H1" / "sprogvurdering.csv"
    _rewrite(path, lambda text: text.replace("Særlig indsats", "Hemmelig værdi", 1))
    said = fails(project, "run", "2026H1")
    assert "»sprogvurdering.csv«, række " in said
    assert "Hemmelig" not in said


@pytest.mark.slow
def test_every_extract_that_cannot_be_read_is_named_in_one_run(project):
    for name, heading in (("sprogvurdering", "Vurderingsdato"), ("udsaettelser", "Sagsdato")):
        _rewrite(project.raw / "2026H1" / f"{name}.csv", lambda text, old=heading: text.replace(old, "Dato", 1))
    said = fails(project, "run", "2026H1")
    assert "»sprogvurdering.csv«" in said
    assert "»udsaettelser.csv«" in said


@pytest.mark.slow
def test_a_critical_rule_stops_the_run_before_a_kernel_starts(project):
    path = project.raw / "2026H1" / "sprogvurdering.csv"
    lines = path.read_bytes().decode("utf-8-sig").splitlines(keepends=True)
    path.write_bytes("".join([*lines, lines[1]]).encode("utf-8-sig"))  # a child delivered twice
    said = fails(project, "run", "2026H1")
    assert "»Sprogvurderinger«, 1. halvår 2026: Reglen sprog-" in said
    assert "færre end 5 rækker" in said
    assert "Notesbøger" not in said


def test_an_unknown_key_in_the_params_is_named(project):
    path = project.folder / "params" / "2026H1.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\nforkert: 1\n", encoding="utf-8")
    assert "»2026H1.yaml«, linje 11: Nøglen forkert kendes ikke" in fails(project, "run", "2026H1")


def test_a_file_named_by_a_cpr_stops_the_run_and_the_name_is_not_shown(project):
    (project.raw / "2026H1" / "sprogvurdering_010203-1234.csv").write_text("x", encoding="utf-8")
    said = fails(project, "run", "2026H1")
    assert "ligner et CPR-nummer" in said
    assert "1234" not in said


def test_real_data_without_a_key_are_refused(project):
    (project.raw / "SYNTETISK.txt").unlink()
    assert "HPANALYSIS_KEY_FILE" in fails(project, "run", "2026H1")


def test_the_demo_never_overwrites_extracts_that_are_not_its_own(project):
    (project.raw / "SYNTETISK.txt").unlink()
    before = (project.raw / "2026H1" / "sprogvurdering.csv").read_bytes()
    fails(project, "demo")
    assert (project.raw / "2026H1" / "sprogvurdering.csv").read_bytes() == before


def test_a_notebook_that_fails_never_shows_up_and_the_others_finish(project):
    project.break_notebook("omraadeprofil", "raise RuntimeError(f'{10203:06d}-{2 * 617}')")
    said = fails(project, "run", "2026H1")
    assert said.count("omraade-") == 3
    assert "010203" not in said
    assert "Se de fejlede notesbøger i data/processed/2026H1/fortroligt/failed." in said
    assert len(list((project.processed / "2026H1" / "fortroligt" / "failed").glob("omraade-*.ipynb"))) == 3
    assert (project.processed / "2026H1" / "staged" / "oversigt.html").is_file()
    assert not list((project.processed / "2026H1" / "staged").glob("omraade-*.html"))


def test_a_notebook_with_an_unknown_parameter_is_refused_before_any_runs(project):
    path = project.folder / "notebooks" / "oversigt.ipynb"
    text = path.read_text(encoding="utf-8")
    assert "edition" in text
    path.write_text(text.replace("edition", "udgave"), encoding="utf-8")
    assert "Parameteren edition kendes ikke" in fails(project, "run", "2026H1")
