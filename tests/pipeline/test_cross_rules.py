"""Rules across files and time in whole runs, what is protected, and that the rules shown are the rules in the files."""

import json
import os
import shutil
import stat
import subprocess
import sys

import pandas as pd
import pytest

from hpanalysis.errors import Stop
from hpanalysis.pipeline.publication import rules_shown


def publication(project):
    folder = project.reports / "2026H1"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def fails(project):
    before = publication(project)
    done = project.hpanalysis("run", "2026H1")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert publication(project) == before
    return done.stderr


def rewrite(path, change):
    path.write_bytes(change(path.read_bytes().decode("utf-8-sig")).encode("utf-8-sig"))


def test_the_same_file_under_a_new_half_year_is_named_before_anything_is_loaded(project):
    shutil.copy(project.raw / "2025H1" / "fraflytning.xlsx", project.raw / "2026H1" / "fraflytning.xlsx")
    assert (
        "»fraflytning.xlsx« i mappen data/raw/2026H1 er nøjagtig den samme fil som i 1. halvår 2025, selv om "
        "1. januar 2025 til 31. december 2025 nu er afsluttet. Ventet: en ny fil, der dækker 1. januar 2025 til "
        "31. december 2025. Gør sådan: Bed om et nyt udtræk. Findes det ikke, så fjern filen, og skriv fraflytning "
        "under not_delivered i params/2026H1.yaml; rapporten skriver da »ingen ny opgørelse«. "
        "Spørg: Udlejningen, RandersBolig."
    ) in fails(project).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.slow
def test_one_of_a_sources_files_delivered_again_is_found_under_another_name_too(project):
    shutil.copy(project.raw / "2025H1" / "udsaettelser_lejerbo.csv", project.raw / "2026H1" / "udsaettelser_ny.csv")
    (project.raw / "2026H1" / "udsaettelser_lejerbo.csv").unlink()
    assert "»udsaettelser_ny.csv« i mappen data/raw/2026H1 er nøjagtig den samme fil" in fails(project)


@pytest.mark.slow
def test_the_same_file_in_a_half_year_that_owes_nothing_is_no_finding(project):
    shutil.copy(project.raw / "2025H2" / "ungdomsskole.csv", project.raw / "2026H1" / "ungdomsskole.csv")
    done = project.hpanalysis("run", "2026H1")
    assert done.returncode == 0, done.stderr
    checks = pd.read_parquet(project.processed / "2026H1" / "checks.parquet")
    own = checks[(checks["source"] == "ungdomsskole") & (checks["half_year"] == "2026H1")].set_index("rule_id")
    assert own.loc["tvaers-01", "held"]


CHANGE = """
import sys
from pathlib import Path
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.pipeline.storage.progress import Progress
from hpanalysis.pipeline.run import run_half_year
from hpanalysis.publications import Publication
from hpanalysis.workspace import Workspace

class Meddler(Progress):
    def begin(self, step, total):
        if step == sys.argv[1]:
            path = Path("data/raw/2026H1/sprogvurdering.csv")
            path.write_bytes(path.read_bytes() + b"\\n")

if __name__ == "__main__":
    try:
        run_half_year(Publication(Workspace.at(Path.cwd()), HalfYear.parse("2026H1")), progress=Meddler())
    except Stop as stop:
        sys.exit(str(stop))
"""


@pytest.mark.slow
@pytest.mark.parametrize("step", [pytest.param("Udtræk", marks=pytest.mark.slow), "Udgivelse"])
def test_a_file_that_changes_during_the_run_stops_it_and_nothing_is_published(project, step):
    rewrite(project.raw / "2026H1" / "sprogvurdering.csv", lambda text: text + "\n")  # so that there is work to do
    before = publication(project)
    script = project.folder / "meddler.py"
    script.write_text(CHANGE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, script, step], cwd=project.folder, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1
    assert "Filen er ændret, mens kørslen stod på, og intet er udgivet." in done.stderr
    assert "Traceback" not in done.stderr
    assert publication(project) == before
    assert not (project.processed / "2026H1" / "frames" / "sprogvurdering.json").exists()  # to be loaded anew


@pytest.mark.slow
def test_row_places_and_values_go_to_a_file_that_only_its_owner_may_read(project):
    path = project.raw / "2026H1" / "sprogvurdering.csv"
    rewrite(path, lambda text: "".join([*text.splitlines(keepends=True), text.splitlines(keepends=True)[3]]))
    said = fails(project)
    name = "data/processed/2026H1/fortroligt/sprogvurdering-sprog-07.csv"
    assert f"Gør sådan: Se rækkerne i {name}. Bed om et rettet udtræk." in said
    written = project.folder / name
    if os.name == "posix":
        assert stat.S_IMODE(written.stat().st_mode) == 0o600
    rows = pd.read_csv(written)
    assert rows["raekke"].tolist() == [3, len(pd.read_csv(path, sep=";"))]  # the third below the heading, and the last
    assert "person" not in rows


@pytest.mark.slow
def test_the_protected_file_goes_when_the_rule_is_kept_again(project):
    path = project.raw / "2026H1" / "sprogvurdering.csv"
    good = path.read_bytes()
    rewrite(path, lambda text: text.replace(";3;", ";9;", 1))  # an age out of range is a warning
    done = project.hpanalysis("run", "2026H1")
    assert done.returncode == 0
    assert "Advarsel: »Sprogvurderinger«, 1. halvår 2026: Reglen sprog-" in done.stderr
    assert "Berørte tal: »Sprog: fokuseret indsats«" in done.stderr
    protected = project.processed / "2026H1" / "fortroligt"
    (written,) = protected.glob("sprogvurdering-*.csv")
    assert pd.read_csv(written)["alder"].tolist() == [9]
    path.write_bytes(good)
    assert project.hpanalysis("run", "2026H1").returncode == 0
    assert not list(protected.glob("sprogvurdering-*.csv"))


def test_the_rules_in_the_files_are_the_rules_evaluated_and_the_rules_shown(made):
    checks = pd.read_parquet(made.processed / "2026H1" / "checks.parquet")
    sources = set(checks["source"])
    in_files = set()
    for path in (made.folder / "expectations").glob("*.json"):
        ids = {rule["meta"]["rule"] for rule in json.loads(path.read_text(encoding="utf-8"))["expectations"]}
        of = sources - {"maalt"} if path.stem == "paa_tvaers" else {path.stem} & sources
        in_files |= {(source, rule_id) for source in of for rule_id in ids}
    page = (made.reports / "2026H1" / "datakvalitet.html").read_text(encoding="utf-8")
    shown = rules_shown.find_rules_shown(page)
    evaluated = {rule for rule in rules_shown.find_evaluated_rules(checks) if rule[1][-2:].isdigit()}
    assert len(in_files) > 70
    assert in_files == evaluated == {rule for rule in shown if rule[1][-2:].isdigit()}
    assert len(shown) == len(set(shown))


def test_the_run_stops_if_the_page_leaves_a_rule_out_or_a_rule_was_not_run(made, tmp_path):
    checks = pd.read_parquet(made.processed / "2026H1" / "checks.parquet")
    expectations, page = made.folder / "expectations", made.reports / "2026H1" / "datakvalitet.html"
    rules_shown.stop_unless_rules_agree(expectations, checks, page)
    html = page.read_text(encoding="utf-8")
    less, twice = tmp_path / "mindre.html", tmp_path / "to.html"
    less.write_text(html.replace('data-regel="', 'data-andet="', 1), encoding="utf-8")
    twice.write_text(html + '<i data-regel="maalt/maalt-01"></i>', encoding="utf-8")
    for changed in (less, twice):
        with pytest.raises(Stop, match="ikke de samme"):
            rules_shown.stop_unless_rules_agree(expectations, checks, changed)
    with pytest.raises(Stop, match="ikke de samme"):
        rules_shown.stop_unless_rules_agree(expectations, checks[checks["rule_id"] != "tvaers-06"], page)
