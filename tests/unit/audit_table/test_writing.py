"""What the command prints and writes, and its exit codes."""

import csv
import io
import json

import pytest

import projects
from hpanalysis.audit_table import FindingKind, format_result
from hpanalysis.audit_table.writing import tabulate_result
from hpanalysis.tables import AUDITED
from printed_tables import audited, row

SHARE = "unge_i_uddannelse_15_mdr"
HEADING = "indicator_id,window,area_id,value_as_printed,n_as_printed\n"


@pytest.fixture(scope="module")
def result():
    return audited(
        [row(SHARE, "2023", "omraade-1", "61.0", 20), row(SHARE, "2022", "omraade-1", "60.0", 20)], ("omraade-1",)
    )


@pytest.fixture(scope="module")
def command(tmp_path_factory):
    """The command in a project of its own, on a table of the small plan's area."""
    project = projects.small(tmp_path_factory.mktemp("audit") / "projekt")

    def run(*rows: str, options: tuple[str, ...] = ()):
        (project.folder / "tabel.csv").write_text(HEADING + "\n".join(rows), encoding="utf-8")
        return project.hpanalysis("audit-table", "tabel.csv", *options), project.folder

    return run


def test_the_text_names_the_fault_its_reason_and_its_place(result):
    text = format_result(result, "text")
    assert "2 trykte tal: 1 modstrid, " in text
    assert "1. En procent, som ingen hele personer giver (i modstrid)" in text
    assert f"Sted: tabel.csv række 2: {SHARE}, 2023, omraade-1, value_as_printed" in text
    assert "   1: Hele personer kan give procenten" in text


def test_the_csv_has_a_row_a_finding(result):
    rows = list(csv.DictReader(io.StringIO(format_result(result, "csv"))))
    assert (rows[0]["answer"], rows[0]["kind"]) == ("i modstrid", "no_count")
    assert len(rows) == len(result.findings)


def test_the_json_names_every_cell(result):
    found = json.loads(format_result(result, "json"))
    assert found["contradicted"] is True
    assert found["consistent"] == {"no_count": 1}
    assert found["findings"][0]["cells"] == [
        {
            "file": "tabel.csv",
            "row": 2,
            "indicator": SHARE,
            "window": "2023",
            "area": "omraade-1",
            "column": "value_as_printed",
        }
    ]


def test_the_frame_has_a_row_a_finding_and_a_row_a_kind_that_holds(result):
    frame = tabulate_result(result)
    assert list(frame.columns) == AUDITED.names
    assert list(frame["answer"]) == ["i modstrid", "i orden"]
    assert frame["kind"].iloc[1] == FindingKind.NO_COUNT.key


def test_a_contradiction_ends_with_1_and_none_with_0(command):
    wrong, _ = command("sprog_generel,2023,soeparken,61.0,20")
    right, _ = command("sprog_generel,2023,soeparken,60.0,20")
    assert (wrong.returncode, right.returncode) == (1, 0)
    assert "13 af 20 (65,0 pct.)" in wrong.stdout
    assert right.stderr == ""


def test_the_public_edition_leaves_small_derived_numbers_out(command):
    # 3 of 20 is 15.0.
    whole, _ = command("sprog_generel,2023,soeparken,16.0,20")
    public, _ = command("sprog_generel,2023,soeparken,16.0,20", options=("--edition", "offentlig"))
    assert "3 af 20" in whole.stdout
    assert "må ikke udgives" in whole.stderr and public.stderr == ""
    assert "3 af 20" not in public.stdout
    assert public.returncode == 1


def test_the_result_is_written_to_a_file(command):
    done, folder = command("sprog_generel,2023,soeparken,61.0,20", options=("--format", "json", "--to", "svar.json"))
    assert done.returncode == 1
    assert json.loads((folder / "svar.json").read_text(encoding="utf-8"))["contradicted"] is True
    assert "Skrevet til svar.json." in done.stdout


@pytest.mark.parametrize("options", [("--format", "pdf"), ("--to", "ingen/mappe.txt"), ("--context", "ingen.csv")])
def test_wrong_use_ends_with_2(command, options):
    done, _ = command("sprog_generel,2023,soeparken,60.0,20", options=options)
    assert done.returncode == 2
    assert "Gør sådan" in done.stderr


def test_a_bad_field_ends_with_1_and_names_row_and_column(command):
    done, _ = command("sprog_generel,2023,soeparken,abc,20")
    assert done.returncode == 1
    assert "»tabel.csv«, række 2, kolonne »value_as_printed«" in done.stderr
    assert done.stdout == ""


def test_the_same_table_gives_the_same_bytes(command):
    first, _ = command("sprog_generel,2023,soeparken,61.0,20", options=("--format", "json"))
    second, _ = command("sprog_generel,2023,soeparken,61.0,20", options=("--format", "json"))
    assert first.stdout == second.stdout


def test_the_areas_of_another_plan_may_be_given_as_a_file(command):
    rows = ("udsaettelser,2023,oest,2,", "udsaettelser,2023,vest,3,", "udsaettelser,2023,samlet,6,")
    unknown, folder = command(*rows)
    assert unknown.returncode == 0
    assert "Planen har ikke »oest«, »vest« og »samlet«." in unknown.stdout
    (folder / "omraader.csv").write_text(
        "area_id,kind,name_da\noest,area,Øst\nvest,area,Vest\nsamlet,total,Samlet\n", encoding="utf-8"
    )
    known, _ = command(*rows, options=("--context", "omraader.csv"))
    assert known.returncode == 1
    assert "Øst 2, Vest 3 og Samlet 6" in known.stdout
