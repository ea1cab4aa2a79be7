"""The manifest of a real publication: its digests, its graph, and nothing in it that a guess could be held against."""

import hashlib
import json
import os
import re
import shutil

import pandas as pd
import pytest

import page_gate
import revised_extracts
from hpanalysis import load
from hpanalysis.evidence.manifest import list_graph_names
from hpanalysis.notebooks.execute import execute_notebook
from hpanalysis.pipeline.pages import plan_of_pages
from hpanalysis.publications import Publication
from hpanalysis.report import catalogue
from hpanalysis.report.declaration import Reads
from hpanalysis.workspace import Workspace, parse_half_year

HALF = parse_half_year("2026H1")
# What is published of the plan's own print, and of it alone.
OF_THE_PLAN_ALONE = {"published/planens_tal.csv", "published/planens_kontrol.csv", "published/baseline_revision.html"}
# What this half-year's figures are not made of: the plan adopts no indicator of these sources.
UNUSED_SUITES = {"beskaeftigelse", "boligsociale_data", "bopael", "moedre", "tryghedsmaaling", "unoung", "valgdata"}


_FIGURE_ROW = re.compile(r'<tr id="([^"]+)"(.*?)</tr>', re.DOTALL)


def _sha256(path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def manifest(made):
    return json.loads((made.reports / "2026H1" / "manifest.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def workspace(made):
    return Workspace.at(made.folder)


def _sources_of(manifest) -> dict[str, set[str]]:
    """Everything that each made thing comes from, step by step back to the inputs."""
    steps, found = {step["made"]: step["from"] for step in manifest["graph"]}, {}

    def back(name: str) -> set[str]:
        if name not in found:
            found[name] = set()
            found[name] = {name}.union(*(back(one) for one in steps.get(name, ())))
        return found[name]

    return {name: back(name) for name in steps}


def test_the_digest_of_every_published_file_but_the_manifest_is_told(made, manifest):
    folder = made.reports / "2026H1"
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    there = {name: _sha256(path) for name, path in files.items() if name != "manifest.json"}
    assert manifest["published"] == there
    assert manifest["certificate"]["sha256"] == there["kontrolattest.json"]


def test_the_digests_of_params_plan_suites_and_notebooks_are_those_of_the_files(made, manifest):
    told = manifest["inputs"]
    folders = {"params": "params", "plan": "params/plan", "suites": "expectations", "notebooks": "notebooks"}
    for part, folder in folders.items():
        assert told[part] == {name: _sha256(made.folder / folder / name) for name in told[part]}
        assert told[part]
    assert re.fullmatch("[0-9a-f]{64}", told["code"])


def test_every_extract_is_told_and_its_digest_is_one_that_somebody_can_check(made, manifest):
    key = load.Key.from_environment(synthetic=True)
    for name, extract in manifest["inputs"]["extracts"].items():
        half_year, source = name.split("/")
        files = sorted((made.raw / half_year).glob(f"{source}*"))
        assert [told["navn"] for told in extract["filer"]] == [path.name for path in files]
        for told, path in zip(extract["filer"], files, strict=True):
            assert told.get("sha256", _sha256(path)) == _sha256(path)
            assert told.get("hmac_sha256", key.digest(_sha256(path))) == key.digest(_sha256(path))
    there = {path for path in made.raw.glob("20*/*") if path.suffix in (".csv", ".xlsx")}
    assert sum(len(extract["filer"]) for extract in manifest["inputs"]["extracts"].values()) == len(there)


def test_no_published_file_holds_the_plain_digest_of_what_could_be_guessed(made, workspace, manifest):
    small = [*made.processed.rglob("*.parquet"), *made.raw.glob("20*/udsaettelser*"), *made.raw.glob("20*/*.xlsx")]
    digests = {_sha256(path) for path in small}
    assert len(digests) > 20
    for path in made.reports.rglob("*.*"):
        assert not digests & set(re.findall("[0-9a-f]{64}", path.read_bytes().decode("latin-1"))), path.name


def test_a_frame_remembers_the_digests_of_its_files_for_when_they_are_deleted(made, manifest):
    for name, extract in manifest["inputs"]["extracts"].items():
        half_year, source = name.split("/")
        known = json.loads((made.processed / half_year / "frames" / f"{source}.json").read_text(encoding="utf-8"))
        assert known["files"] == {f["navn"]: _sha256(made.raw / half_year / f["navn"]) for f in extract["filer"]}


def test_the_internal_tables_can_be_checked_by_who_holds_the_key(made, workspace, manifest):
    key = load.Key.from_environment(synthetic=True)
    paths = {f"frames/{p.parts[-3]}/{p.stem}": p for p in made.processed.glob("*/frames/*.parquet")}
    paths |= {path.stem: path for path in (made.processed / "2026H1").glob("*.parquet")}
    assert manifest["tables"] == {name: {"hmac_sha256": key.digest(_sha256(path))} for name, path in paths.items()}


def test_a_rule_is_told_as_held_or_not_and_by_no_number(workspace, manifest):
    checks = workspace.table("checks", HALF)
    assert len(manifest["rules"]) == len(checks)
    assert {tuple(rule) for rule in manifest["rules"]} == {("source", "half_year", "rule_id", "severity", "held")}
    held = {(rule["half_year"], rule["source"], rule["rule_id"]): rule["held"] for rule in manifest["rules"]}
    assert held == {(row.half_year, row.source, row.rule_id): bool(row.held) for row in checks.itertuples()}


def test_the_only_numbers_in_it_are_those_of_the_certificate(manifest):
    def numbers(told) -> list:
        if isinstance(told, dict):
            return [number for each in told.values() for number in numbers(each)]
        if isinstance(told, list):
            return [number for each in told for number in numbers(each)]
        return [told] if isinstance(told, (int, float)) and not isinstance(told, bool) else []

    certificate = manifest["certificate"]
    assert sorted(numbers(manifest)) == sorted([manifest["format"], certificate["counts"], certificate["hidden"]])


def test_every_name_in_the_graph_is_there_and_everything_made_is_made_once(manifest):
    known = list_graph_names(manifest["inputs"], manifest["tables"], manifest["published"])
    made = [step["made"] for step in manifest["graph"]]
    used = {name for step in manifest["graph"] for name in step["from"]}
    assert used <= known and len(made) == len(set(made))
    assert set(made) == {name for name in known if name.startswith(("tables/", "published/"))}


def test_nothing_follows_from_itself(manifest):
    for name, behind in _sources_of(manifest).items():
        own = next(step["from"] for step in manifest["graph"] if step["made"] == name)
        assert name not in own
        assert not any(name in _sources_of(manifest).get(one, ()) for one in own), name
        assert behind


def test_every_published_file_can_be_followed_back_to_the_extracts(manifest):
    extracts = {f"extracts/{name}" for name in manifest["inputs"]["extracts"]}
    for name, behind in _sources_of(manifest).items():
        if name.startswith("published/"):
            assert extracts <= behind or name in OF_THE_PLAN_ALONE, name
            assert {"code", "lock"} <= behind
    assert all(_sources_of(manifest)[name] & {"plan/baselines.csv", "plan/context.csv"} for name in OF_THE_PLAN_ALONE)


def test_everything_a_run_is_made_from_is_used_by_some_step(manifest):
    used = {name for step in manifest["graph"] for name in step["from"]}
    ends = {"published/kontrolattest.json"} | {f"published/{name}" for name in manifest["published"]}
    unused = list_graph_names(manifest["inputs"], manifest["tables"], manifest["published"]) - used - ends
    assert unused <= {f"suites/{name}.json" for name in UNUSED_SUITES}


@pytest.mark.slow
def test_a_notebook_reads_the_tables_that_the_graph_says_and_no_others(made, tmp_path, monkeypatch):
    workspace = Workspace.at(made.folder)
    for variable, folder in workspace.environment().items():
        monkeypatch.setenv(variable, folder)
    monkeypatch.setenv("MPLBACKEND", "svg")
    read, frames = set(), set()
    table, deliveries = Workspace.table, Workspace.deliveries
    monkeypatch.setattr(Workspace, "table", lambda self, name, half: read.add(name) or table(self, name, half))
    monkeypatch.setattr(
        Workspace, "deliveries", lambda self, source, last: frames.add(source) or deliveries(self, source, last)
    )
    seen, reports = set(), catalogue.list_reports()
    for page in plan_of_pages.list_pages(Publication(workspace, HALF)):
        if page.is_report and page.notebook.stem not in seen:
            seen.add(page.notebook.stem)
            read.clear(), frames.clear()
            execute_notebook(page.notebook, tmp_path / f"{page.name}.ipynb", page.parameters)
            declared = reports[page.notebook.stem].reads
            # The small plan adopts no breakdown and no measure of the state's criteria, and follows no participants:
            # there are no such tables.
            beside = {Reads.PUBLISHED_BEFORE, Reads.PUBLISHED_BREAKDOWNS, Reads.FRAMES, Reads.EXTRACTS}
            beside |= {Reads.CRITERIA, Reads.AREA_STATUSES, Reads.REACH, Reads.COURSES, Reads.OUTCOMES, Reads.BALANCE}
            tables = set(declared) - beside
            assert read == {table.value for table in tables}, page.name
            assert bool(frames) == (page.notebook.stem == "delaftale") == (Reads.FRAMES in declared), page.name
    assert seen == set(reports) - {"strategisk_aftale", "kriterier", "deltagere"}  # the small plan has none of them


def test_a_run_log_tells_seconds_and_machine_and_is_not_published(made):
    told = json.loads((made.processed / "2026H1" / "koerselslog.json").read_text(encoding="utf-8"))
    assert told["started"] <= told["ended"] and told["cpu_count"] == os.cpu_count()
    assert set(told["seconds"]) == {"Kontrol af input", "Udtræk", "Tal", "Notesbøger", "Udgivelse"}
    assert all(seconds > 0 for seconds in told["seconds"].values())
    assert not list(made.reports.rglob("koerselslog.json"))


def test_every_figure_on_a_definition_page_leads_to_the_reports_that_lead_to_it(made):
    texts = {path.name: path.read_text(encoding="utf-8") for path in (made.reports / "2026H1").glob("*.html")}
    ids = {name: set(page_gate.read(html).ids) for name, html in texts.items()}
    linked = {
        (name, figure)
        for name, html in texts.items()
        for figure in re.findall(r'href="definition-[a-z0-9_]+\.html#([^"]+)"', html)
    }
    led_back = set()
    for row, html in (found for text in texts.values() for found in _FIGURE_ROW.findall(text)):
        places = re.findall(r'href="([a-z0-9_-]+\.html)#([^"]+)"', html.partition("Står i: ")[2])
        assert all(anchor in ids[page] for page, anchor in places)
        led_back |= {(page, row) for page, _ in places}
    assert led_back == linked and len(linked) > 20


def test_a_definition_page_has_the_digests_of_the_manifest(made, manifest):
    html = (made.reports / "2026H1" / "definition-elevfravaer.html").read_text(encoding="utf-8")
    extract = manifest["inputs"]["extracts"]["2025H2/elevfravaer"]["filer"][0]
    assert html.count(extract["sha256"]) == 1
    assert manifest["inputs"]["code"] in html and manifest["inputs"]["notebooks"]["delaftale.ipynb"] in html
    udsaettelser = (made.reports / "2026H1" / "definition-udsaettelser.html").read_text(encoding="utf-8")
    assert all(f["hmac_sha256"] in udsaettelser for f in manifest["inputs"]["extracts"]["2026H1/udsaettelser"]["filer"])


def _published(project, *half_years: str) -> None:
    for half_year in half_years:
        done = project.hpanalysis("run", half_year)
        assert done.returncode == 0, done.stdout + done.stderr


def _figure_rows(project, half_year: str) -> dict[str, str]:
    pages_ = [path.read_text(encoding="utf-8") for path in (project.reports / half_year).glob("definition-*.html")]
    return dict(found for html in pages_ for found in _FIGURE_ROW.findall(html.replace("\xa0", " ")))


@pytest.fixture
def corrected(project):
    """2025H1 is published; then a supplier revises an extract, and 2025H2 corrects the municipality's figure."""
    shutil.rmtree(project.reports)
    _published(project, "2025H1")
    revised_extracts.absence_a_day_more(project, "2024H2", 1200)
    _published(project, "2025H2")
    return project


@pytest.mark.slow
def test_a_figure_published_before_says_what_it_was_and_the_manifest_names_the_publication(corrected):
    told = json.loads((corrected.reports / "2025H2" / "manifest.json").read_text(encoding="utf-8"))
    assert told["inputs"]["before"] == {"2025H1": _sha256(corrected.reports / "2025H1" / "indicators.csv")}
    before = pd.read_csv(corrected.reports / "2025H1" / "indicators.csv", dtype=str)
    own = before[(before["indicator_id"] == "elevfravaer") & (before["window"] == "2023-24")]
    value = own.set_index("area_id")["value"]["lillekoebing"].replace(".", ",")
    rows = _figure_rows(corrected, "2025H2")
    assert f"Udgivet før: {value} % i 1. halvår 2025." in rows["elevfravaer-lillekoebing-2023-24"]
    assert "Udgivet før: samme tal i 1. halvår 2025." in rows["elevfravaer-alle-3-2023-24"]
    hidden = [row for row in rows.values() if "skjult" in row]
    assert hidden and not any("Udgivet før" in row or "Står i" in row for row in hidden)
    first = json.loads((corrected.reports / "2025H1" / "manifest.json").read_text(encoding="utf-8"))
    assert first["inputs"]["before"] == {}
    assert first["inputs"]["extracts"]["2024H2/elevfravaer"] != told["inputs"]["extracts"]["2024H2/elevfravaer"]


@pytest.mark.slow
def test_a_value_that_no_table_of_the_publication_tells_any_longer_is_linked_to(corrected):
    _published(corrected, "2026H1")
    row = _figure_rows(corrected, "2026H1")["elevfravaer-lillekoebing-2023-24"]
    address = "../2025H1/definition-elevfravaer.html#elevfravaer-lillekoebing-2023-24"
    assert f'samme tal i 2. halvår 2025; <a href="{address}">et andet tal i 1. halvår 2025</a>.' in row
    assert "elevfravaer-lillekoebing-2023-24" in _figure_rows(corrected, "2025H1")
