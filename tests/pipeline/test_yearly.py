"""The reports of an accounting year, from the logs of the small plan to reports/regnskabsaar-2026."""

import csv
import hashlib
import json
import shutil
import sys

import pytest

import browser_tools
import page_gate
import projects
from hpanalysis import yearly_logs
from hpanalysis.pipeline.year import yearly_gate
from hpanalysis.publications import compute_checksum
from hpanalysis.published.names import DUTIES_CSV, HOURS_CSV, MILESTONES_CSV, PROGRESS_CSV
from hpanalysis.workspace import Workspace

NAME = "regnskabsaar-2026"
PAGES = ("lbf_opfoelgning.html", "beredskab.html", "fremdrift.html", "moede.html")
PLACES = ("Søparken", "Skrænten", "soeparken", "skraenten", "01-04-2026", "2026-04-01", "30-11-2026", "22.10")


def _workspace(project: projects.Project) -> Workspace:
    return Workspace.at(project.folder)


def _files(folder) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def _follow_up(project: projects.Project, *arguments: str, **environment: str) -> str:
    done = project.hpanalysis("follow-up", "2026", *arguments, **environment)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _log(project: projects.Project, name: str = "opfoelgning.yaml"):
    return project.folder / "params" / name


def _changed(project: projects.Project, old: str, new: str, name: str = "opfoelgning.yaml") -> None:
    path = _log(project, name)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


@pytest.fixture(scope="module")
def followed(made, tmp_path_factory):
    """The small plan with the reports of 2026. Read only: copy it to change it."""
    project = made.copy(tmp_path_factory.mktemp("regnskabsaar") / "projekt")
    _follow_up(project)
    return project


@pytest.fixture
def own(followed, tmp_path):
    """A copy of it, to break."""
    return followed.copy(tmp_path / "projekt")


def test_the_years_folder_holds_its_pages_their_data_and_a_manifest(followed):
    assert set(_files(followed.reports / NAME)) == {
        *PAGES,
        "fremdrift.csv",
        "milepaele.csv",
        "oekonomi.csv",
        "opgaver.csv",
        "timer.csv",
        "manifest.json",
    }


def test_no_byte_of_a_published_half_year_is_touched(made, followed):
    assert _files(made.reports / "2026H1") == _files(followed.reports / "2026H1")


def test_every_page_passes_the_gate_and_every_link_is_alive(followed):
    folder = followed.reports / NAME
    found = {path.name: page_gate.findings(path.read_text(encoding="utf-8"), folder) for path in folder.glob("*.html")}
    assert found == {name: [] for name in PAGES}
    assert page_gate.findings((followed.reports / "index.html").read_text(encoding="utf-8"), followed.reports) == []


def test_every_page_says_that_the_data_are_synthetic(followed):
    for path in (followed.reports / NAME).glob("*.html"):
        assert "Syntetiske data" in path.read_text(encoding="utf-8")


def test_the_archive_leads_to_the_years_reports_with_their_checksum(followed):
    html = (followed.reports / "index.html").read_text(encoding="utf-8")
    assert f'href="{NAME}/lbf_opfoelgning.html"' in html and f'href="{NAME}/beredskab.html"' in html
    assert compute_checksum(followed.reports / NAME) in html and compute_checksum(followed.reports / "2026H1") in html


def test_a_plan_without_a_strategic_agreement_is_followed_by_its_delmaal(followed):
    text = page_gate.read((followed.reports / NAME / "lbf_opfoelgning.html").read_text(encoding="utf-8")).text
    assert "Planen har ingen strategisk aftale" in text
    plan = _workspace(followed).plan
    assert all(goal.name in text for agreement in plan.delaftaler for goal in plan.delmaal_of(agreement.id))


def test_nothing_changed_is_said_and_nothing_is_written(own):
    before = _files(own.reports)
    assert "Intet er ændret siden sidste kørsel" in _follow_up(own)
    assert _files(own.reports) == before


@pytest.mark.slow
def test_the_same_logs_give_the_same_bytes_elsewhere(followed, made, tmp_path):
    other = made.copy(tmp_path / "et andet sted")
    _follow_up(other, "--jobs", "1", PYTHONHASHSEED="7", TZ="Pacific/Auckland", LC_ALL="C")
    assert _files(other.reports) == _files(followed.reports)
    notebooks = [project.processed / NAME / "notebooks" for project in (other, followed)]
    assert _files(notebooks[0]) == _files(notebooks[1])


@pytest.mark.slow
def test_a_log_carried_on_gives_new_pages(own):
    before = _files(own.reports / NAME)
    _changed(own, "as_of: 2026-12-01", "as_of: 2026-12-15")
    assert "er gjort op" in _follow_up(own)
    after = _files(own.reports / NAME)
    assert {name for name in after if after[name] != before[name]} >= {"lbf_opfoelgning.html", "manifest.json"}


def test_impossible_dates_stop_it_and_the_earlier_reports_stand(own):
    before = _files(own.reports)
    _changed(own, "date: 2026-10-12\n    duty: bestyrelse_moede", "date: 2027-10-12\n    duty: bestyrelse_moede")
    done = own.hpanalysis("follow-up", "2026")
    assert done.returncode == 1 and "opfoelgning.yaml" in done.stderr and "Traceback" not in done.stderr
    assert _files(own.reports) == before


@pytest.mark.parametrize(
    ("year", "code", "said"),
    [("2019", 2, "uden for helhedsplanen"), ("2025", 1, "Intet halvår til og med 2025 er udgivet"), ("x", 2, "Ventet")],
)
def test_a_year_that_cannot_be_told_of_is_named(made, year, code, said):
    done = made.hpanalysis("follow-up", year)
    assert done.returncode == code and said in done.stderr and "Traceback" not in done.stderr


def test_the_public_edition_tells_no_place_and_no_day_of_an_activation(followed):
    public = [followed.reports / NAME, followed.processed / NAME / "notebooks", followed.processed / NAME / "staged"]
    beredskab = [(path / name) for path in public for name in ("beredskab.html", "beredskab.ipynb")]
    read = [path.read_text(encoding="utf-8") for path in beredskab if path.is_file()]
    assert len(read) == 3
    assert [(place, n) for n, text in enumerate(read) for place in PLACES if place in text] == []
    tables = "".join(text.decode() for name, text in _files(public[0]).items() if name.endswith((".csv", ".json")))
    assert not [place for place in PLACES if place in tables]


def test_the_confidential_edition_tells_them_and_stays_in_the_data_units_folder(own):
    before = _files(own.reports)
    _follow_up(own, "--edition", "fortrolig")
    assert _files(own.reports) == before
    folder = own.processed / NAME / "fortrolig"
    assert set(_files(folder)) == {"beredskab.html"}
    text = page_gate.read((folder / "beredskab.html").read_text(encoding="utf-8")).text
    assert "Fortrolig udgave" in text and "Søparken" in text and "01-04-2026" in text
    assert page_gate.findings((folder / "beredskab.html").read_text(encoding="utf-8"), folder) == []


@pytest.mark.slow
def test_without_the_emergency_groups_log_there_is_one_page_and_that_is_said(own):
    _log(own, "beredskab.yaml").unlink()
    done = own.hpanalysis("follow-up", "2026")
    assert done.returncode == 0 and "siden om beredskabet er ikke lavet" in done.stderr
    assert "beredskab.html" not in _files(own.reports / NAME)
    assert 'href="beredskab.html"' not in (own.reports / NAME / "lbf_opfoelgning.html").read_text(encoding="utf-8")
    assert own.hpanalysis("follow-up", "2026", "--edition", "fortrolig").returncode == 1


@pytest.mark.slow
def test_the_digest_in_the_minutes_is_held_against_what_is_published(own):
    right = compute_checksum(own.reports / "2026H1")
    _changed(own, "delivered: 2026-09-28", f"delivered: 2026-09-28, digest: {right}")
    _follow_up(own)
    page = (own.reports / NAME / "lbf_opfoelgning.html").read_text(encoding="utf-8")
    assert "svarer til den udgivne" in page and "svarer ikke til den udgivne" not in page
    _changed(own, right, "ab" * 32)
    _follow_up(own)
    assert "svarer ikke til den udgivne" in (own.reports / NAME / "lbf_opfoelgning.html").read_text(encoding="utf-8")


def test_a_half_years_folder_that_was_edited_is_no_ground_to_stand_on(own):
    path = own.reports / "2026H1" / "indicators.csv"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    done = own.hpanalysis("follow-up", "2026")
    assert done.returncode == 1 and "er ikke, som den blev udgivet" in done.stderr


@pytest.mark.parametrize(
    ("secret", "told"),
    [
        (
            "0102" + "03-1234",
            "»opfoelgning.yaml« i mappen params, linje 31: Her står noget, der kan være et CPR-nummer.",
        ),
        ("Granvej 12 B", "lbf_opfoelgning.html: en vej med husnummer"),
    ],
)
def test_a_person_in_the_secretariats_words_stops_the_publication_without_being_repeated(secret, told, own):
    _changed(own, "about: Opdigtet ændring.", f"about: Opdigtet ændring om {secret}.")
    before = _files(own.reports)
    done = own.hpanalysis("follow-up", "2026")
    assert done.returncode == 1 and secret not in done.stderr and told in done.stderr
    assert _files(own.reports) == before


def test_a_number_on_the_page_that_is_not_the_published_one_is_found(followed, tmp_path):
    published, staged = followed.reports / "2026H1", shutil.copytree(followed.reports / NAME, tmp_path / "staged")
    assert yearly_gate.find_failures(published, staged) == []
    page = staged / "lbf_opfoelgning.html"
    html = page.read_text(encoding="utf-8")
    before, found, after = html.partition('class="tal">')
    assert found
    page.write_text(f"{before}{found}9{after}", encoding="utf-8")
    assert yearly_gate.find_failures(published, staged)


def test_the_manifest_has_the_digest_of_every_file_and_a_graph_that_reaches_the_inputs(followed):
    folder = followed.reports / NAME
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    files = {name: hashlib.sha256(content).hexdigest() for name, content in _files(folder).items()}
    del files["manifest.json"]
    assert told["published"] == files
    assert {step["made"] for step in told["graph"]} == {f"published/{name}" for name in files}
    inputs = told["inputs"]
    known = {f"{part}/{name}" for part, names in inputs.items() if isinstance(names, dict) for name in names}
    assert {name for step in told["graph"] for name in step["from"]} <= known | {"code", "lock"}
    assert inputs["publications"]["2026H1"]["kontrolsum"] == compute_checksum(followed.reports / "2026H1")


def test_the_emergency_log_is_told_of_by_a_digest_that_confirms_no_guess(followed):
    text = (followed.reports / NAME / "manifest.json").read_text(encoding="utf-8")
    assert hashlib.sha256(_log(followed, "beredskab.yaml").read_bytes()).hexdigest() not in text
    assert set(json.loads(text)["inputs"]["logs"]["beredskab.yaml"]) == {"hmac_sha256"}


def _rows(followed, name: str) -> list[dict[str, str]]:
    with (followed.reports / NAME / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_data_beside_the_pages_are_what_the_logs_come_to(followed):
    told = yearly_logs.follow_year(2026, _workspace(followed))
    duties, hours = _rows(followed, DUTIES_CSV), _rows(followed, HOURS_CSV)
    assert len(duties) == sum(len(duty.occasions) + len(duty.beyond) + bool(duty.not_followed) for duty in told.duties)
    progress, milestones = _rows(followed, PROGRESS_CSV), _rows(followed, MILESTONES_CSV)
    assert [row["status"] for row in progress] == [line.judged.standing.value for line in told.promises]
    assert [row["status"] for row in milestones] == [line.state.value for line in told.milestones]
    lines = [row for row in hours if row["activity_id"] not in ("i alt", "uden aftale")]
    assert [row["given"] for row in lines] == [f"{line.given:f}" for line in told.hours]
    (everyone,) = [row for row in hours if row["agreement_id"] == "alle" and row["whose"] == "personale"]
    assert float(everyone["given"]) == pytest.approx(
        sum(float(row["given"]) for row in lines if row["whose"] == "personale" and row["promised"])
    )


@pytest.mark.slow
def test_a_failing_notebook_goes_to_the_quarantine_and_nothing_is_published(own):
    path = own.folder / "notebooks" / "lbf_opfoelgning.ipynb"
    book = json.loads(path.read_text(encoding="utf-8"))
    book["cells"][-1]["source"] = ["1 / 0"]
    path.write_text(json.dumps(book), encoding="utf-8")
    before = _files(own.reports)
    done = own.hpanalysis("follow-up", "2026")
    assert done.returncode == 1 and "lbf_opfoelgning: ZeroDivisionError" in done.stderr
    assert _files(own.reports) == before
    assert (own.processed / NAME / "fortroligt" / "failed" / "lbf_opfoelgning.ipynb").is_file()


@pytest.mark.slow
def test_a_half_year_published_anew_keeps_the_year_in_the_archive_and_asks_for_new_reports(own):
    path = own.folder / "params" / "2026H1.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\n# set igen\n", encoding="utf-8")
    assert own.hpanalysis("run", "2026H1", "--publish-again").returncode == 0
    assert f"{NAME}/lbf_opfoelgning.html" in (own.reports / "index.html").read_text(encoding="utf-8")
    assert "er gjort op" in _follow_up(own)


@pytest.mark.slow
def test_the_years_reports_become_pdfs_beside_those_of_the_half_years(own):
    done = own.hpanalysis("pdf", "2026", HPANALYSIS_BROWSER=browser_tools.browser())
    assert done.returncode == 0, done.stderr
    made = {path.name for path in (own.reports / "pdf" / NAME).glob("*.pdf")}
    assert made == {name.replace(".html", ".pdf") for name in PAGES}


def test_a_year_that_is_not_published_has_no_pdf(made):
    done = made.hpanalysis("pdf", "2027", HPANALYSIS_BROWSER=sys.executable)
    assert done.returncode == 1 and "Regnskabsåret 2027 er ikke udgivet" in done.stderr
    assert "hpanalysis follow-up 2027" in done.stderr
