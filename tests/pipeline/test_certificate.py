"""A run publishes nothing without a certificate that holds and a clean gate; what gives a person away is caught."""

import csv
import hashlib
import json
import shutil
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd
import pytest

import tauargus
from audit_folders import as_csv, edit, write
from hpanalysis import audit, disclose
from hpanalysis.audit.examination import Examination
from hpanalysis.audit.folder import Folder
from hpanalysis.audit.intervals import compute_intervals
from hpanalysis.published.names import CERTIFICATE_JSON


def certificate_of(project, half_year="2026H1"):
    return json.loads((project.reports / half_year / CERTIFICATE_JSON).read_text(encoding="utf-8"))


def complementary(project):
    """The cells that the run hid to protect others."""
    pattern = pd.read_parquet(project.processed / "2026H1" / "pattern.parquet")
    rows = pattern[pattern["rule"] == disclose.PROTECTS_ANOTHER]
    return list(rows[["indicator_id", "window", "area_id"]].itertuples(index=False, name=None))


def test_a_publication_has_a_certificate_that_holds(made):
    told = certificate_of(made)
    assert (told["holder"], told["fejl"], told["halvaar"], told["k"]) == ("ja", [], ["2026H1"], 5)
    pattern = pd.read_parquet(made.processed / "2026H1" / "pattern.parquet")["rule"].dropna()
    assert told["diskretionerede"] == len(pattern)
    assert told["diskretionerede_for_at_beskytte_andre"] == len(complementary(made))
    assert told["diskretionerede_efter_hovedreglen"] == len(pattern) - len(complementary(made))
    narrowest = told["smalleste_interval"]
    assert narrowest["fra"] == 0 and narrowest["til"] >= told["k"]


def test_the_certificate_names_every_file_that_is_published_before_it_with_its_checksum(made):
    folder = made.reports / "2026H1"
    there = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }
    del there[CERTIFICATE_JSON], there["manifest.json"]  # the manifest names the certificate
    assert certificate_of(made)["laest"] == {"2026H1": there}
    assert len(there) > 10


def test_anybody_can_make_the_certificate_again_from_what_is_published(made):
    told = certificate_of(made)
    again = json.loads(audit.render_certificate(audit.audit(audit.list_published_folders(made.reports))))
    reasons = ("diskretionerede_efter_hovedreglen", "diskretionerede_for_at_beskytte_andre")
    assert {**again, **{name: told[name] for name in reasons}} == told


def shown_again(project, key, folder):
    """The publication with one hidden cell shown, as it was counted."""
    shutil.copytree(project.reports / "2026H1", folder)
    measured = pd.read_parquet(project.processed / "2026H1" / "measured.parquet")
    (true,) = measured[
        measured["indicator_id"].eq(key[0]) & measured["window"].eq(key[1]) & measured["area_id"].eq(key[2])
    ].itertuples()
    decimals = json.loads((folder / "definitioner.json").read_text(encoding="utf-8"))["indicators"][key[0]]["decimals"]
    with (folder / "indicators.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    (row,) = [row for row in rows if (row["indicator_id"], row["window"], row["area_id"]) == key]
    scale = {"pct.": 100, "pr. 1.000": 1000}.get(row["unit"], 1)
    value = scale * true.numerator / (1 if pd.isna(true.denominator) else int(true.denominator))
    row |= {
        "status": "vist",
        "numerator": f"{true.numerator:g}",
        "value": str(Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)),
    }
    row["denominator"] = "" if pd.isna(true.denominator) else str(int(true.denominator))
    write(folder / "indicators.csv", as_csv(rows, list(rows[0])))
    return {"2026H1": folder}


@pytest.mark.slow
def test_unhiding_any_one_complementary_cell_of_the_run_is_caught(made, tmp_path):
    cells, missed = complementary(made), []
    assert cells
    for number, key in enumerate(cells):
        found = audit.audit(shown_again(made, key, tmp_path / str(number)))
        if audit.Fault.RECOVERABLE.value not in {one.fault for one in found.failures}:
            missed.append("/".join(key))
    assert missed == []


def test_unhiding_a_cell_that_is_small_in_itself_is_caught(made, tmp_path):
    pattern = pd.read_parquet(made.processed / "2026H1" / "pattern.parquet")
    rows = pattern[pattern["rule"] == "lille antal"]
    key = next(rows[["indicator_id", "window", "area_id"]].itertuples(index=False, name=None))
    found = audit.audit(shown_again(made, key, tmp_path / "x"))
    assert (audit.Fault.SMALL_SHOWN.value, "/".join(key)) in {(one.fault, one.place) for one in found.failures}


@pytest.mark.parametrize("name", ["indicators.csv", "oversigt.html"])
def test_a_number_edited_in_what_is_published_is_caught(name, made, tmp_path):
    folder = tmp_path / "2026H1"
    shutil.copytree(made.reports / "2026H1", folder)
    with (folder / "indicators.csv").open(encoding="utf-8", newline="") as file:
        row = next(
            r for r in csv.DictReader(file) if r["status"] == "vist" and r["latest"] == "ja" and r["unit"] == "pct."
        )
    if name == "indicators.csv":
        edit(folder / name, f",{row['value']},", ",98.7,", 1)
    else:
        edit(folder / name, row["value"].replace(".", ","), "98,7")
    assert not audit.audit({"2026H1": folder}).holds


def add_to_every_page(project, text):
    """A sentence in the notebook of data quality, where an analyst might have written it."""
    path = project.folder / "notebooks" / "datakvalitet.ipynb"
    book = json.loads(path.read_text(encoding="utf-8"))
    book["cells"].append({"cell_type": "markdown", "id": "ekstra", "metadata": {}, "source": [text]})
    write(path, json.dumps(book))


def published(project):
    folder = project.reports / "2026H1"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_run_whose_notebook_holds_a_cpr_publishes_nothing(project):
    before = published(project)
    add_to_every_page(project, "Sagen om 010203-1234 er set efter.")
    done = project.hpanalysis("run", "2026H1")
    assert done.returncode == 1
    assert "»datakvalitet.ipynb« i mappen notebooks, linje " in done.stderr
    assert "Her står noget, der kan være et CPR-nummer." in done.stderr
    assert "010203" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert published(project) == before


def test_a_run_whose_pages_tell_what_is_hidden_publishes_nothing(project):
    before = published(project)
    add_to_every_page(project, "I et område, der er diskretioneret, var tallet 98,76 pct.")
    done = project.hpanalysis("run", "2026H1")
    assert done.returncode == 1
    assert "kan ikke give en attest" in done.stderr
    assert "tallet 98,76 i teksten: tallet står ikke i nogen udgivet tabel" in done.stderr
    assert "(2026H1/datakvalitet.html, afsnittet »" in done.stderr
    assert "Gør sådan: Tag tallet ud af teksten, eller ret det" in done.stderr
    assert published(project) == before


def equations_of(system):
    """A system of the auditor as equations: each inequality has a count of its own that makes up the difference."""
    found = []
    for matrix, to, slack in ((system.equal, system.equal_to, False), (system.less, system.less_than, True)):
        for row in range(matrix.shape[0]):
            own = matrix.getrow(row)
            terms = dict(zip(own.indices.tolist(), own.data.tolist(), strict=True))
            if slack:
                terms[len(system.counts) + row] = 1.0
            found.append((terms, float(to[row])))
    return found, len(system.counts) + system.less.shape[0]


def compare_with_tau_argus(project, folder):
    """The interval of every unknown count of every table of the run, by both auditors."""
    told = Folder("2026H1", project.reports / "2026H1", project.reports / "2026H1")
    compared = 0
    for family in told.families:
        for system in Examination(family, told.definitions, told.months).systems:
            equations, counts = equations_of(system)
            theirs = tauargus.intervals(equations, counts, int(system.cap), folder)
            ours = compute_intervals([(system, ((count, 1.0),)) for count in system.counts])
            for place, own in enumerate(ours):
                lo, hi = theirs[place]
                assert lo == pytest.approx(own.lo, abs=1e-3)
                assert hi >= 0.9 * system.cap if own.hi is None else hi == pytest.approx(own.hi, abs=1e-3)
                compared += 1
    return compared


def test_the_intervals_of_every_table_of_a_run_are_those_of_tau_argus(made, tmp_path):
    assert compare_with_tau_argus(made, tmp_path) > 50


@pytest.mark.slow
def test_the_intervals_of_the_whole_plan_are_those_of_tau_argus(randers, tmp_path):
    assert compare_with_tau_argus(randers, tmp_path) > 100


@pytest.mark.slow
def test_unhiding_any_one_complementary_cell_of_the_whole_plan_is_caught(randers, tmp_path):
    test_unhiding_any_one_complementary_cell_of_the_run_is_caught(randers, tmp_path)
