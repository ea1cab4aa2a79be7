"""What is published stays: made again it is the same bytes, and otherwise only when asked, beside what it was."""

import json
import re
import shutil

import pytest

import revised_extracts
from hpanalysis import publications, yearly_logs
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.pipeline.publication import republication
from hpanalysis.pipeline.publication.earlier_publications import EarlierPublications
from hpanalysis.pipeline.publication.publication_log import read_log
from hpanalysis.workspace import Workspace
from surroundings import files

HALF = "2026H1"
EARLIER = f"tidligere-{HALF}-1"


def _checksum(project, name=HALF):
    return publications.compute_checksum(project.reports / name)


def _run(project, *arguments, code=0, half_year=HALF):
    done = project.hpanalysis("run", half_year, *arguments)
    assert done.returncode == code, done.stdout + done.stderr
    return done


def _pack(project, name="pakke.zip", half_year=HALF):
    """The digest that `package` prints, and the bytes of the zip."""
    path = project.folder / name
    done = project.hpanalysis("package", half_year, "--to", str(path), "--first")
    assert done.returncode == 0, done.stderr
    return re.search(r"SHA-512\): ([0-9a-f]{128})", done.stdout)[1], path.read_bytes()


def _change_comment(project):
    """Another sentence of the analyst's: no figure is another, and a page is."""
    path = project.folder / "params" / f"{HALF}.yaml"
    text = path.read_text(encoding="utf-8")
    assert "Opdigtet kommentar til afprøvning." in text
    path.write_text(text.replace("Opdigtet kommentar til", "Omskrevet kommentar til"), encoding="utf-8", newline="\n")


def _log(project, name):
    told = json.loads((project.reports / name / "udgivelseslog.json").read_text(encoding="utf-8"))
    return [entry["half_year"] for entry in told["entries"]]


@pytest.fixture
def own(two, tmp_path):
    """A copy of 2026H1 and, published after it, 2025H1."""
    return two.copy(tmp_path / "projekt")


@pytest.mark.slow
def test_a_half_year_that_others_were_published_after_is_not_touched_by_running_it_again(made, two, own):
    """Its digest in the minutes is that of before the other one was published, and of after."""
    before = _checksum(made)
    assert _checksum(two) == before
    said = _run(own).stdout
    assert "Intet er ændret siden sidste kørsel" in said
    assert files(own.reports) == files(two.reports) and _checksum(own) == before


@pytest.mark.slow
def test_made_again_from_nothing_but_the_extracts_it_is_the_same_publication_and_package(own):
    """Neither its record nor its tables are there, so all of it is made; what came later does not enter into it."""
    before, packed = files(own.reports), _pack(own)
    shutil.rmtree(own.processed / HALF)
    (own.folder / "pakke.zip").unlink()
    assert "rapporter er færdige" in _run(own).stdout
    assert files(own.reports / HALF) == {
        name.removeprefix(f"{HALF}/"): text for name, text in before.items() if name.startswith(HALF)
    }
    assert _pack(own) == packed


@pytest.mark.slow
def test_publishing_two_half_years_and_then_the_first_again_leaves_its_digests(tmp_path, made):
    """As in the issue, in the order of the calendar: 2025H2, 2026H1 and 2025H2 again."""
    project = made.copy(tmp_path / "projekt")
    shutil.rmtree(project.reports)
    shutil.rmtree(project.processed)
    _run(project, half_year="2025H2")
    before = _checksum(project, "2025H2"), _pack(project, half_year="2025H2")
    _run(project)
    _run(project, half_year="2025H2")
    (project.folder / "pakke.zip").unlink()
    assert (_checksum(project, "2025H2"), _pack(project, half_year="2025H2")) == before
    shutil.rmtree(project.processed / "2025H2" / "notebooks")
    assert "rapporter er færdige" in _run(project, half_year="2025H2").stdout
    (project.folder / "pakke.zip").unlink()
    assert (_checksum(project, "2025H2"), _pack(project, half_year="2025H2")) == before


@pytest.mark.slow
def test_with_a_changed_extract_it_is_refused_and_the_input_the_figures_and_the_pages_are_named(own):
    revised_extracts.absence_a_day_more(own, "2025H2", 1200)
    before, internal = files(own.reports), files(own.processed / HALF / "notebooks")
    said = _run(own, code=1).stderr
    assert "2026H1 er udgivet, og 2025H1 er udgivet efter den. Nu ville den blive en anden, og intet er rørt." in said
    assert "Ændret siden udgivelsen: udtrækket elevfravaer fra 2. halvår 2025 er et andet." in said
    assert re.search(r"Tal, der ville blive andre: .*elevfravaer/2024-25/lillekoebing", said)
    assert re.search(r"Filer, der er lavet af det ændrede: .*indicators\.csv", said)
    assert "hpanalysis run 2026H1 --publish-again" in said
    assert (files(own.reports), files(own.processed / HALF / "notebooks")) == (before, internal)


@pytest.mark.slow
def test_check_says_it_before_the_run_does(own):
    _change_comment(own)
    done = own.hpanalysis("check", HALF)
    assert done.returncode == 1
    assert "Ændret siden udgivelsen: halvårets valg 2026H1.yaml er en anden." in done.stdout
    assert "Ingen tal ville blive andre." in done.stdout


@pytest.fixture(scope="module")
def again(two, tmp_path_factory):
    """2026H1 published again with an extract that its supplier has revised; and what the run said. Read only."""
    project = two.copy(tmp_path_factory.mktemp("igen") / "projekt")
    revised_extracts.absence_a_day_more(project, "2025H2", 1200)
    return project, _run(project, "--publish-again").stdout


@pytest.mark.slow
def test_asked_for_it_is_published_again_and_the_archive_keeps_both_each_with_its_digest(two, again):
    project, said = again
    old, new = _checksum(two), _checksum(project)
    assert old != new
    assert files(project.reports / EARLIER) == files(two.reports / HALF)
    assert f"Den tidligere udgave bliver stående i reports/{EARLIER} med kontrolsummen {old}." in said
    page = (project.reports / "index.html").read_text(encoding="utf-8")
    assert old in page and new in page and f'href="{EARLIER}/index.html"' in page
    assert files(project.reports / "2025H1") == files(two.reports / "2025H1")


@pytest.mark.slow
def test_the_log_grows_by_an_entry_and_the_correction_is_told(two, again):
    project, _ = again
    assert _log(project, EARLIER) == [HALF] and _log(project, HALF) == [HALF, "2025H1", HALF]
    told = (project.reports / HALF / "rettelser.csv").read_text(encoding="utf-8")
    assert "elevfravaer,2024-25,lillekoebing" in told
    certificate = json.loads((project.reports / HALF / "kontrolattest.json").read_text(encoding="utf-8"))
    assert (certificate["holder"], certificate["halvaar"]) == ("ja", ["2025H1", HALF])


@pytest.mark.slow
def test_run_once_more_nothing_is_touched_and_nothing_is_asked(again, tmp_path):
    project = again[0].copy(tmp_path / "projekt")
    before = files(project.reports)
    for arguments in ((), ("--publish-again",)):
        assert "Intet er ændret siden sidste kørsel" in _run(project, *arguments).stdout
    assert files(project.reports) == before


@pytest.mark.slow
def test_a_half_year_built_on_the_earlier_edition_stands_as_it_was_built(again, tmp_path):
    """2025H1 was protected together with 2026H1 as it was then: that edition is still there to be seen."""
    project = again[0].copy(tmp_path / "projekt")
    where = Workspace.at(project.folder)
    for half_year, folder in (("2025H1", EARLIER), (HALF, HALF)):
        seen = EarlierPublications(where, HalfYear.parse(half_year))
        assert seen.folders[HalfYear.parse(HALF)] == project.reports / folder
        seen.stop_unless_whole()
    assert set(seen.measured) == {HalfYear.parse("2025H1"), HalfYear.parse(HALF)}


@pytest.mark.slow
def test_and_made_again_it_is_the_same_bytes(again, two, tmp_path):
    """But for what it counts of the revised extract: 2025H1 reads none of 2025H2's."""
    project = again[0].copy(tmp_path / "projekt")
    shutil.rmtree(project.processed / "2025H1" / "notebooks")
    assert "rapporter er færdige" in _run(project, half_year="2025H1").stdout
    assert files(project.reports / "2025H1") == files(two.reports / "2025H1")


@pytest.mark.slow
def test_a_package_of_either_edition_is_made_again_from_the_extracts(again, two, tmp_path):
    project = again[0].copy(tmp_path / "projekt")
    _pack(project)
    done = project.hpanalysis("verify", str(project.folder / "pakke.zip"), "--raw", str(project.raw))
    assert done.returncode == 0, done.stdout + done.stderr
    earlier = two.copy(tmp_path / "foer")
    _pack(earlier)
    done = project.hpanalysis("verify", str(earlier.folder / "pakke.zip"), "--raw", str(earlier.raw))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_published_a_third_time_the_archive_keeps_all_three(again, tmp_path):
    project = again[0].copy(tmp_path / "projekt")
    second = _checksum(project)
    _change_comment(project)
    _run(project, "--publish-again")
    assert _checksum(project, f"tidligere-{HALF}-2") == second
    assert len({_checksum(project, name) for name in (HALF, EARLIER, f"tidligere-{HALF}-2")}) == 3


def test_the_latest_half_year_is_a_draft_until_a_package_was_made_of_it(project):
    """Its digest may stand in minutes now, so the question is asked; before, it was simply made anew."""
    where = Workspace.at(project.folder)
    half_year = HalfYear.parse(HALF)
    log = read_log(project.reports, {half_year})
    assert republication.find_references(where, half_year, log) == []
    digest, _ = _pack(project)
    assert publications.read_packages(where, half_year) == {_checksum(project): [digest]}
    _change_comment(project)
    said = _run(project, code=1).stderr
    assert "2026H1 er udgivet, og der er lavet en pakke af den. Nu ville den blive en anden" in said


def test_a_digest_in_minutes_binds_it_too(project):
    path = project.folder / "params" / yearly_logs.LOG
    text = path.read_text(encoding="utf-8")
    written = text.replace("delivered: 2026-09-28", f"delivered: 2026-09-28, digest: {_checksum(project)}", 1)
    assert written != text
    path.write_text(written, encoding="utf-8")
    where, half_year = Workspace.at(project.folder), HalfYear.parse(HALF)
    log = read_log(project.reports, {half_year})
    assert republication.find_references(where, half_year, log) == ["et referat i opfoelgning.yaml har dens kontrolsum"]
    path.write_text("hours: [", encoding="utf-8")
    assert republication.find_references(where, half_year, log) == []


@pytest.mark.slow
def test_an_edited_folder_does_not_become_the_archives_earlier_edition(own):
    _change_comment(own)
    page = own.reports / HALF / "oversigt.html"
    page.write_text(page.read_text(encoding="utf-8") + " ", encoding="utf-8")
    said = _run(own, "--publish-again", code=1).stderr
    assert "Mappen reports/2026H1 er ikke, som den blev udgivet, så den kan ikke stå i arkivet." in said
    assert not (own.reports / EARLIER).exists()
