"""What is damaged in data/processed is made again, with one line said; what nobody can make again stops the run."""

import shutil

import pytest

from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.pipeline.publication import kept_copies
from hpanalysis.pipeline.run import run_half_year
from hpanalysis.pipeline.storage.progress import Progress
from hpanalysis.publications import Publication
from hpanalysis.workspace import Workspace
from surroundings import files

HALF = "2026H1"
# What a run writes and never reads: the pages that it has published, and how long it took.
NEVER_READ = ("staged/", "koerselslog.json", ".laas")
# What is written only by a run that makes pages: else a folder in its place is left as it lies.
WITH_PAGES = ("staged/", "koerselslog.json")


class Listener(Progress):
    """Keeps what a run says."""

    def __init__(self):
        super().__init__()
        self.said = []

    def say(self, sentence):
        self.said.append(sentence)


def run(project, half_year=HALF):
    """A run in this process: whether it made a publication, and what it said."""
    listener = Listener()
    result = run_half_year(Publication(Workspace.at(project.folder), HalfYear.parse(half_year)), 2, listener)
    return result.changed, listener.said


def halve(path, other):
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def empty(path, other):
    path.write_bytes(b"")


def replace_by_another(path, other):
    path.write_bytes(other)


def replace_by_text(path, other):
    path.write_text("noget andet", encoding="utf-8")


def replace_by_folder(path, other):
    path.unlink()
    path.mkdir()
    (path / "mit.txt").write_text("mit eget", encoding="utf-8")


DAMAGES = (halve, empty, replace_by_another, replace_by_text, replace_by_folder)


@pytest.fixture(scope="module")
def whole(made, tmp_path_factory):
    """A project of its own whose publication stands; each test damages a file of it, and a run makes that again."""
    project = made.copy(tmp_path_factory.mktemp("heles") / "projekt")
    project.wait_until_old()
    run(project)
    return project


def find_mine(project):
    """The folders of data/processed with the file that `replace_by_folder` lays in them, which nobody may lose."""
    mine = sorted(project.processed.rglob("mit.txt"))
    assert all(path.read_text(encoding="utf-8") == "mit eget" for path in mine)
    return [path.parent for path in mine]


def heal(project, name, damage):
    """Damage a file, run, and hold against what lay there before: publication and data/processed, byte for byte."""
    before = files(project.reports), files(project.processed)
    path = project.processed / name
    alike = [each for each in sorted(project.processed.rglob(f"*{path.suffix}")) if each.is_file()]
    others = [each for each in alike if each.read_bytes() != path.read_bytes()]
    damage(path, others[0].read_bytes() if others else b"PAR1PAR1")
    _, said = run(project)
    mine = find_mine(project)
    place = path.name if any(part in name for part in WITH_PAGES) else f"{path.name}.mappe1"
    assert [folder.name for folder in mine] == ([place] if damage is replace_by_folder else [])
    for folder in mine:
        shutil.rmtree(folder)
    after = files(project.reports), files(project.processed)
    assert after[0] == before[0]
    changed = [
        each for each in after[1] if after[1][each] != before[1].get(each) and not each.endswith("koerselslog.json")
    ]
    assert changed == [] or any(part in name for part in NEVER_READ)
    return said


def list_written(project):
    """Every file of data/processed that is read again, by name from there on."""
    return [name for name in sorted(files(project.processed)) if not any(part in name for part in NEVER_READ)]


SAMPLE = [
    ("2025H1/frames/sprogvurdering.parquet", replace_by_another),
    ("2026H1/frames/fraflytning.parquet", replace_by_folder),
    ("2026H1/measured.parquet", halve),
]
MORE = [
    ("2025H1/frames/sprogvurdering.json", halve),
    ("2025H1/checks/udsaettelser.parquet", empty),
    ("2026H1/fortroligt/adresser-sprogvurdering.csv", replace_by_text),
    ("2026H1/tables.json", replace_by_text),
    ("2026H1/run-offentlig.json", halve),
    ("2026H1/kept/measured.parquet", replace_by_another),
]


@pytest.mark.parametrize(("name", "damage"), [*SAMPLE, *(pytest.param(*each, marks=pytest.mark.slow) for each in MORE)])
def test_what_is_damaged_is_made_again_and_said_and_the_publication_stands(whole, name, damage):
    (said,) = heal(whole, name, damage)
    half_year, _, rest = name.partition("/")
    assert said.startswith(f"Ikke, som det blev skrevet, i data/processed/{half_year}: »{rest}«")
    assert said.endswith("Det laves igen.")


@pytest.mark.slow
def test_an_executed_notebook_is_made_again_with_its_half_year(whole):
    assert heal(whole, "2026H1/notebooks/oversigt.ipynb", halve) == [
        "Ikke, som det blev skrevet, i data/processed/2026H1: »notebooks«. Det laves igen."
    ]


@pytest.mark.slow
def test_a_folder_in_the_place_of_a_page_or_a_notebook_is_laid_aside_before_they_are_made_again(whole):
    """Nothing of it is published, and nobody loses it, for it lies beside the folder that is made anew."""
    published, before = files(whole.reports), files(whole.processed)
    names = ["koerselslog.json", "notebooks/oversigt.ipynb", "staged/index.html", "staged/indicators.csv"]
    for name in names:
        replace_by_folder(whole.processed / HALF / name, None)
    assert run(whole) == (
        True,
        ["Ikke, som det blev skrevet, i data/processed/2026H1: »notebooks«. Det laves igen."],
    )
    mine = find_mine(whole)
    aside = sorted(f"{name.rpartition('/')[2]}.mappe1" for name in names)
    assert mine == [whole.processed / HALF / name for name in aside]
    for folder in mine:
        shutil.rmtree(folder)
    after = files(whole.processed)
    assert files(whole.reports) == published
    assert {name for name in after if after[name] != before[name]} == {f"{HALF}/koerselslog.json"}
    assert after.keys() == before.keys()
    assert run(whole) == (False, [])


@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGES)
def test_every_file_of_data_processed_damaged_one_at_a_time_is_made_again(whole, damage):
    """Executed notebooks are made with their half-year, in a minute; so one of them stands for all in each damage."""
    names = list_written(whole)
    assert len(names) > 60
    books = [name for name in names if name.endswith(".ipynb")]
    for name in [each for each in names if each not in books[1:]]:
        assert len(heal(whole, name, damage)) == 1, name


@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_never_read_again_may_be_damaged_without_a_word(whole, damage):
    before = files(whole.processed)
    for part in NEVER_READ:
        assert heal(whole, next(name for name in sorted(before) if part in name), damage) == []
    for name, content in before.items():
        (whole.processed / name).write_bytes(content)


def test_no_file_is_read_again_that_these_tests_pass_over(whole):
    """Remove them all: the next run says that nothing has changed."""
    for name in files(whole.processed):
        if any(part in name for part in NEVER_READ):
            (whole.processed / name).unlink()
    assert run(whole) == (False, [])


def delete_as_agreed(project):
    """The first half-year's language assessments are past their last day, and deleted."""
    (project.raw / "2024H2" / "sprogvurdering.csv").unlink()
    assert run(project) == (True, [])


@pytest.mark.parametrize(
    "name", ["frames/sprogvurdering.parquet", "frames/sprogvurdering.json", "checks/sprogvurdering.parquet"]
)
@pytest.mark.parametrize("damage", [halve, replace_by_another])
@pytest.mark.slow
def test_the_frame_of_a_deleted_extract_that_is_damaged_stops_the_run_and_is_left_as_it_lies(project, name, damage):
    delete_as_agreed(project)
    path = project.processed / "2024H2" / name
    whole, other = path.read_bytes(), (project.processed / "2025H1" / name).read_bytes()
    damage(path, other)
    before = files(project.reports), files(project.processed)
    done = project.hpanalysis("run", HALF)
    assert done.returncode == 1
    assert f"»{name}« i mappen data/processed/2024H2: Filen er ikke, som den blev skrevet, og kan ikke" in done.stderr
    assert "Læg filen tilbage fra en sikkerhedskopi, eller læg udtrækket i data/raw/2024H2" in done.stderr
    assert (files(project.reports), files(project.processed)) == before
    path.write_bytes(whole)
    assert project.hpanalysis("run", HALF).returncode == 0


@pytest.fixture(scope="module")
def two(whole, tmp_path_factory):
    """The project with a half-year more: 2025H2 is published after 2026H1 was, and 2026H1 after that."""
    project = whole.copy(tmp_path_factory.mktemp("to") / "projekt")
    for folder in (project.reports / HALF, project.processed / HALF):
        shutil.rmtree(folder)
    assert run(project, "2025H2")[0]
    assert run(project)[0]
    return project


@pytest.mark.slow
@pytest.mark.parametrize("name", ["run-offentlig.json", "measured.parquet", "monthly.parquet"])
@pytest.mark.parametrize("kept", ["", "kept/"])
def test_what_an_earlier_publication_is_known_by_is_kept_twice(two, tmp_path, name, kept):
    """A new run of the later half-year compares with it, and gives the same bytes as before. The one of the two that is
    damaged is mended, so that the other may be damaged next."""
    project = two.copy(tmp_path / "projekt")
    published, before = files(project.reports), files(project.processed / "2025H2")
    places = (f"{kept}{name}", f"{'' if kept else 'kept/'}{name}")
    for number, place in enumerate(places):
        path = project.processed / "2025H2" / place
        path.write_bytes(path.read_bytes()[:100])
        if number == 0:  # the later half-year is made anew, which takes its time
            shutil.rmtree(project.processed / HALF / "notebooks")
        changed, said = run(project)
        assert changed == (number == 0)
        assert said[0] == f"Ikke, som det blev skrevet, i data/processed/2025H2: »{place}«. Det laves igen."
        assert files(project.reports) == published
        assert files(project.processed / "2025H2") == before


@pytest.mark.slow
def test_a_table_that_is_damaged_twice_stops_the_run_and_says_how_to_go_on(two, tmp_path):
    project = two.copy(tmp_path / "projekt")
    for name in ("measured.parquet", "kept/measured.parquet"):
        (project.processed / "2025H2" / name).write_bytes(b"")
    (project.processed / HALF / "run-offentlig.json").unlink()
    with pytest.raises(Stop, match=r"»measured\.parquet« i mappen data/processed/2025H2: Filen er ikke, som den blev"):
        run(project)
    for name in ("measured.parquet", "kept/measured.parquet"):
        (project.processed / "2025H2" / name).unlink()
    assert run(project)[0]


def test_a_run_that_is_refused_leaves_what_is_published_known(project):
    """Its extract was exchanged, and the run stopped after the figures were computed."""
    publication = Publication(Workspace.at(project.folder), HalfYear.parse(HALF))
    before = kept_copies.Kept(publication).read_table("measured")
    path = project.processed / HALF / "measured.parquet"
    path.write_bytes((project.processed / HALF / "judged.parquet").read_bytes())
    assert kept_copies.Kept(publication).read_table("measured").equals(before)
