"""`hpanalysis log` in a project of the small plan: the workbook out and in, what is said, and what is never lost."""

import os
from datetime import date

import pytest
from typer.testing import CliRunner

import log_workbooks
import projects
from hpanalysis.cli import app
from hpanalysis.cpr import Persons, join_tokens
from hpanalysis.errors import Stop, WrongUse
from hpanalysis.load import Key
from hpanalysis.pipeline.extracts import known_persons
from log_workbooks import EMPTY


@pytest.fixture
def project(tmp_path, monkeypatch):
    found = projects.small(tmp_path / "projekt")
    found.raw.mkdir(parents=True)
    (found.raw / "SYNTETISK.txt").write_text("x", encoding="utf-8")
    monkeypatch.chdir(found.folder)
    return found


def run(*arguments: str) -> str:
    """What the command says; what it raises."""
    result = CliRunner().invoke(app, ["log", *map(str, arguments)])
    if result.exception is not None:
        raise result.exception
    return result.stdout


def fill(path, changes):
    """The workbook with some cells filled in, at its own place."""
    log_workbooks.save_again(path, changes).replace(path)
    return path


def read_params(project) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (project.folder / "params").glob("*.yaml")}


def test_a_meeting_filled_in_is_in_the_log_and_the_old_log_lies_beside_it(project):
    before = read_params(project)
    said = run()
    assert "Regnearket er skrevet: data/bestillinger/optegnelser.xlsx." in said
    path = project.folder / "data" / "bestillinger" / "optegnelser.xlsx"
    fill(path, {("Møder", "A9"): date(2026, 11, 16), ("Møder", "B9"): "Styregruppen: ekstraordinært møde",
                ("Møder", "C9"): "ja", ("Møder", "E9"): "26-40", ("Timer", "F6"): 60})  # fmt: skip
    said = run("--from", path)
    assert said.splitlines()[:2] == ["Møder: 1 ny", "Timer: 1 ændret"]
    assert "Skrevet: params/opfoelgning.yaml." in said and "Som den var før: params/opfoelgning-foer.yaml." in said
    after = read_params(project)
    assert after.pop("opfoelgning-foer.yaml") == before["opfoelgning.yaml"]
    text = after.pop("opfoelgning.yaml").decode("utf-8")
    before_text = before.pop("opfoelgning.yaml").decode("utf-8")
    assert after == before
    changed = set(text.splitlines()) - set(before_text.splitlines())
    assert "    body: Styregruppen" in changed and len(changed) == 4
    assert "siger det samme som optegnelserne" in run("--from", path)


def test_nothing_is_written_where_anything_is_wrong_and_every_fault_is_said(project):
    run()
    path = project.folder / "data" / "bestillinger" / "optegnelser.xlsx"
    before = read_params(project)
    fill(path, {("Timer", "F5"): "mange", ("Møder", "A5"): EMPTY, ("Krav fra LBF", "A5"): "Ring til 010190-1234"})
    with pytest.raises(Stop) as stop:
        run("--from", path)
    lines = str(stop.value).splitlines()
    assert stop.value.exit_code == 1 and len(lines) == 4
    assert lines[-1].startswith("3 fejl i »optegnelser.xlsx«. Intet er skrevet.")
    assert any(line.startswith("»Timer«, celle F5: Det, der står i cellen, er ikke et tal. Ventet: ") for line in lines)
    assert "010190" not in str(stop.value)
    assert read_params(project) == before


def test_rows_go_only_when_the_command_says_so(project):
    run()
    path = fill(
        project.folder / "data" / "bestillinger" / "optegnelser.xlsx",
        {("Krav fra LBF", "A5"): EMPTY, ("Krav fra LBF", "B5"): EMPTY},
    )
    before = read_params(project)
    with pytest.raises(Stop, match=r"Krav fra LBF: 1.*--remove"):
        run("--from", path)
    assert read_params(project) == before
    assert "Krav fra LBF: 1 fjernet" in run("--from", path, "--remove")
    assert "lbf_requirements" not in read_params(project)["opfoelgning.yaml"].decode("utf-8")


def test_a_report_that_a_meeting_had_goes_only_when_the_command_says_so(project):
    run()
    path = project.folder / "data" / "bestillinger" / "optegnelser.xlsx"
    fill(path, {("Rapporter på møder", f"{column}5"): EMPTY for column in "ABCD"})
    with pytest.raises(Stop, match=r"Rapporter på møder: 1\)"):
        run("--from", path)
    assert run("--from", path, "--remove").splitlines()[0] == "Rapporter på møder: 1 fjernet"


def test_rows_in_another_order_are_told_as_that(project):
    run()
    path = project.folder / "data" / "bestillinger" / "optegnelser.xlsx"
    first, second = date(2026, 2, 23), date(2026, 8, 31)
    meetings = {("Leverancer", "B5"): second, ("Leverancer", "B6"): date(2026, 3, 2)}
    fill(path, meetings | {("Leverancer", "D5"): second, ("Leverancer", "D6"): first})
    assert run("--from", path).splitlines()[0] == "Kun rækkernes rækkefølge er ændret."


def test_a_workbook_that_was_filled_in_is_not_written_over(project):
    run()
    path = project.folder / "data" / "bestillinger" / "optegnelser.xlsx"
    assert "skrevet" in run()  # it says what the logs say, so nothing is lost
    fill(path, {("Timer", "F6"): 60})
    filled = path.read_bytes()
    with pytest.raises(Stop, match="ikke skrevet over"):
        run()
    assert path.read_bytes() == filled
    run("--from", path)
    assert "skrevet" in run()


def test_the_emergency_groups_sheets_can_be_left_out_and_its_log_then_stays(project):
    run("--no-emergency", "--to", "uden.xlsx")
    before = read_params(project)
    assert "siger det samme" in run("--from", "uden.xlsx")
    assert read_params(project) == before


def test_a_project_without_a_log_begins_with_an_empty_workbook(project):
    params = project.folder / "params"
    for name in ("opfoelgning.yaml", "beredskab.yaml"):
        (params / name).unlink()
    run("--to", "ny.xlsx")
    path = fill(project.folder / "ny.xlsx", {("Om loggen", "B5"): date(2026, 11, 20)})
    assert run("--from", path).splitlines()[0] == "Om loggen (Opfølgning): 1 ny"
    assert (params / "opfoelgning.yaml").read_text(encoding="utf-8").endswith("as_of: 2026-11-20\n")


def test_a_made_up_log_beside_real_extracts_is_nothing_to_go_on_from_and_none_to_write(project):
    (project.raw / "SYNTETISK.txt").unlink()
    run("--to", "ny.xlsx", "--no-emergency")
    path = project.folder / "ny.xlsx"
    fill(path, {("Om loggen", "B5"): date(2026, 11, 20), ("Om loggen", "C5"): "ja"})
    with pytest.raises(Stop, match="opdigtede"):
        run("--from", path)
    fill(path, {("Om loggen", "C5"): "nej"})
    run("--from", path)
    text = (project.folder / "params" / "opfoelgning.yaml").read_text(encoding="utf-8")
    assert "pdigtet" not in text and "synthetic" not in text


@pytest.mark.parametrize("arguments", [("--from", "a.xlsx", "--to", "b.xlsx"), ("--remove",)])
def test_options_that_do_not_go_together_are_refused(project, arguments):
    with pytest.raises(WrongUse):
        run(*arguments)


def test_a_file_that_is_no_workbook_by_its_name_is_refused(project):
    with pytest.raises(Stop, match=r"\.xlsx"):
        run("--to", "optegnelser.csv")


@pytest.mark.parametrize("place", ["reports/optegnelser.xlsx", "params/optegnelser.xlsx", "docs/optegnelser.xlsx"])
def test_it_is_not_written_where_it_would_be_published_or_taken_into_git(project, place):
    (project.folder / place).parent.mkdir(exist_ok=True)
    with pytest.raises(Stop, match="må ikke ligge"):
        run("--to", place)
    assert not (project.folder / place).exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights otherwise")
def test_with_the_emergency_groups_sheets_it_is_the_owners_alone(project):
    run()
    path = project.folder / "data" / "bestillinger" / "optegnelser.xlsx"
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("spelled", ["0 1 0 1 9 0 1 2 3 4", "010190 / 1234"])
def test_a_persons_number_in_a_doubtful_spelling_never_reaches_the_logs(project, spelled, monkeypatch):
    """What is a number only if somebody has it is asked of the persons of the extracts, before anything is written."""
    run()
    path = project.folder / "data" / "bestillinger" / "optegnelser.xlsx"
    (frames := project.folder / "data" / "processed" / "2026H1" / "frames").mkdir(parents=True)
    (frames / "elevfravaer.parquet").touch()
    key = Key(b"a key of this test")
    somebody = Persons(key, (join_tokens([key.make_number_token("0101901234")]),))
    monkeypatch.setattr(known_persons, "read_persons", lambda workspace, key: somebody)
    before = read_params(project)
    with pytest.raises(Stop, match="CPR-nummer") as stopped:
        run("--from", fill(path, {("Møder", "F5"): f"Aftalt {spelled}"}))
    assert spelled not in str(stopped.value) and read_params(project) == before
