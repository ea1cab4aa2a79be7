"""`hpanalysis log --partners` in a project of the small plan: what it takes in and says, and what is never lost."""

from datetime import date

import pytest
from typer.testing import CliRunner

import partner_workbooks
import projects
from followup_logs import SMALL
from hpanalysis import followup, partner_workbook
from hpanalysis.cli import app
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop, WrongUse
from log_workbooks import EMPTY

HALF = HalfYear(2026, 1)
LENDING, HELP = "laeseposer_familier", "lektiehjaelp_aftener"


@pytest.fixture
def project(tmp_path, monkeypatch):
    found = projects.small(tmp_path / "projekt")
    (found.raw / "2026H1" / "parter").mkdir(parents=True)
    (found.raw / "SYNTETISK.txt").write_text("x", encoding="utf-8")
    for partner in partner_workbook.list_partners(SMALL):
        partner_workbooks.write(found.raw / "2026H1" / "parter", partner, HALF, SMALL)
    monkeypatch.chdir(found.folder)
    return found


def fill(project, name: str, changes) -> None:
    partner_workbooks.fill(project.raw / "2026H1" / "parter" / f"{name}.xlsx", changes)


def run(*arguments: str) -> str:
    """What the command says; what it raises."""
    result = CliRunner().invoke(app, ["log", "--partners", "2026H1", *map(str, arguments)])
    if result.exception is not None:
        raise result.exception
    return result.stdout


def read_params(project) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (project.folder / "params").glob("*.yaml")}


def read_log(project) -> followup.Log:
    return followup.read_log(project.folder / "params" / "opfoelgning.yaml", SMALL)


def read_numbers(project, day: date = HALF.cutoff) -> dict[str, int]:
    """What the log has of each promise on a day."""
    return {one.promise: one.number for one in read_log(project).progress if one.as_of == day}


def test_what_the_partners_report_is_in_the_log_and_all_else_is_byte_for_byte(project):
    before = read_params(project)
    fill(project, "biblioteket", {("Leverancer", "F5"): 21, ("Leverancer", "G5"): 30, ("Leverancer", "H5"): "i gang",
                                  ("Leverancer", "I5"): "Fire familier ventede."})  # fmt: skip
    said = run()
    assert "1 af 3 parter har udfyldt deres regneark." in said
    assert "Biblioteket (»biblioteket.xlsx«): 1 af 2 rækker er tom: »Timer«, række 5." in said
    assert "Ungdomsskolen (»ungdomsskolen.xlsx«): Ikke udfyldt." in said
    assert "Skrevet: params/opfoelgning.yaml." in said and "Som den var før: params/opfoelgning-foer.yaml." in said
    (entry,) = [one for one in read_log(project).progress if (one.promise, one.as_of) == (LENDING, date(2026, 6, 30))]
    assert (entry.number, entry.participants, entry.status) == (21, 30, "i gang")
    assert entry.note == "Fire familier ventede."
    after = read_params(project)
    assert after.pop("opfoelgning-foer.yaml") == before["opfoelgning.yaml"]
    old, new = (found["opfoelgning.yaml"].decode("utf-8").splitlines() for found in (before, after))
    assert len(set(new) - set(old) - {"progress:", ""}) == 1 and [line for line in old if line not in new] == []
    assert {name: after[name] for name in after if name != "opfoelgning.yaml"} == {
        name: before[name] for name in before if name != "opfoelgning.yaml"
    }


def test_the_same_workbooks_once_more_change_nothing_and_a_corrected_one_only_its_own_entry(project):
    fill(project, "biblioteket", {("Leverancer", "F5"): 21})
    fill(project, "ungdomsskolen", {("Leverancer", "F5"): 0})
    before = read_numbers(project)
    run()
    taken = read_params(project)
    assert "Parternes regneark siger det samme som optegnelserne. Intet er skrevet." in run()
    assert read_params(project) == taken
    fill(project, "ungdomsskolen", {("Leverancer", "F5"): 18})
    assert "Fremdrift: 1 ændret" in run()
    assert read_numbers(project) == before | {LENDING: 21, HELP: 18}


def divide_hours(project, *entries: str) -> None:
    """Put entries in the place of the library's hours of 2026, which the small plan's log has in one for both
    half-years."""
    path = project.folder / "params" / "opfoelgning.yaml"
    text = path.read_text(encoding="utf-8")
    whole = "  - {activity: laeseposer, responsible: Biblioteket, from: 2026-01-01, to: 2026-11-30, hours: 55.25}\n"
    assert whole in text
    written = "".join(f"  - {{activity: laeseposer, responsible: Biblioteket, {entry}}}\n" for entry in entries)
    path.write_text(text.replace(whole, written), encoding="utf-8")


def test_hours_of_the_half_year_are_replaced_and_several_by_one_only_when_the_command_says_so(project):
    divide_hours(project, "from: 2026-01-01, to: 2026-01-31, hours: 5", "from: 2026-02-01, to: 2026-02-28, hours: 6")
    kept = [one for one in read_log(project).hours if one.first.year == 2025 or one.responsible != "Biblioteket"]
    fill(project, "biblioteket", {("Timer", "F5"): "28,5", ("Timer", "G5"): "Heraf fire til mødet."})
    before = read_params(project)
    with pytest.raises(Stop, match=r"Timer: 1.*--remove"):
        run()
    assert read_params(project) == before
    assert "Timer: 1 ændret og 1 fjernet" in run("--remove")
    hours = read_log(project).hours
    (given,) = [one for one in hours if one not in kept]
    assert (str(given.hours), given.first, given.last) == ("28.5", date(2026, 1, 1), date(2026, 6, 30))
    assert [one for one in hours if one in kept] == kept


def test_hours_that_go_beyond_the_half_year_are_told_and_nothing_is_written(project):
    fill(project, "biblioteket", {("Timer", "F5"): 28})
    before = read_params(project)
    with pytest.raises(Stop) as stop:
        run()
    assert str(stop.value).startswith(
        "»biblioteket.xlsx«, »Timer«, celle F5: Optegnelserne har timer for dage både i og"
    )
    assert read_params(project) == before


def test_nothing_is_written_where_any_workbook_has_a_fault_and_every_fault_is_said(project):
    fill(project, "biblioteket", {("Leverancer", "F5"): 21})
    fill(project, "ungdomsskolen", {("Leverancer", "F5"): "mange", ("Leverancer", "I5"): "Ring til Sølvtop Testesen"})
    before = read_params(project)
    with pytest.raises(Stop) as stop:
        run()
    lines = str(stop.value).splitlines()
    assert stop.value.exit_code == 1 and len(lines) == 3
    assert lines[0].startswith("»ungdomsskolen.xlsx«, »Leverancer«, celle F5: Det, der står i cellen, er ikke et tal.")
    assert lines[2] == "2 fejl i parternes regneark. Intet er skrevet. Ret regnearkene, gem dem, og kør igen."
    assert "Testesen" not in str(stop.value) and read_params(project) == before


def test_a_log_that_is_not_kept_to_the_half_years_end_is_not_made_to_tell_of_what_comes(project):
    path = project.folder / "params" / "opfoelgning.yaml"
    path.write_text("as_of: 2026-05-01\nsynthetic: ja\n", encoding="utf-8")
    fill(project, "biblioteket", {("Leverancer", "F5"): 21})
    with pytest.raises(Stop, match=r"går til 30\. juni 2026, men optegnelserne er kun ført til 1\. maj 2026"):
        run()
    assert path.read_text(encoding="utf-8") == "as_of: 2026-05-01\nsynthetic: ja\n"


def test_a_row_that_is_emptied_again_takes_nothing_out_of_the_log(project):
    fill(project, "biblioteket", {("Leverancer", "F5"): 21})
    run()
    fill(project, "biblioteket", {("Leverancer", "F5"): EMPTY})
    run()
    assert read_numbers(project)[LENDING] == 21


def test_without_the_folder_or_with_other_options_the_command_says_what_to_do(project):
    with pytest.raises(WrongUse, match="--partners"):
        run("--from", "x.xlsx")
    with pytest.raises(Stop, match="Mappen parter mangler"):
        result = CliRunner().invoke(app, ["log", "--partners", "2026H2"])
        raise result.exception
