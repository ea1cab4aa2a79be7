"""A run is of one moment: whatever it reads and is another before it ends is named."""

import pytest

import projects
from hpanalysis.pipeline.storage import moment
from hpanalysis.workspace import Workspace

OUTCOME = "intet er udgivet"


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """The small plan's project, without extracts."""
    return projects.small(tmp_path_factory.mktemp("skabelon") / "projekt")


@pytest.fixture
def project(template, tmp_path):
    return template.copy(tmp_path / "projekt")


def begin(project):
    return moment.take_moment(moment.watch_project(Workspace.at(project.folder), "2026H1.yaml"))


def append(path, text="\n"):
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_nothing_is_told_where_nothing_changed(project):
    began = begin(project)
    assert began.find_changes(OUTCOME) == []
    assert began.digest() == begin(project).digest()


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("params/2026H1.yaml", "»2026H1.yaml« i mappen params"),
        ("params/plan/areas.csv", "»areas.csv« i planens mappe"),
        ("params/plan/plan.yaml", "»plan.yaml« i planens mappe"),
        ("expectations/maalt.json", "»maalt.json« i mappen expectations"),
        ("notebooks/oversigt.ipynb", "»oversigt.ipynb« i mappen notebooks"),
    ],
)
def test_a_changed_file_is_named_and_the_digest_is_another(project, name, place):
    began = begin(project)
    append(project.folder / name)
    (said,) = began.find_changes(OUTCOME)
    assert said.startswith(f"{place}: Filen er ændret, mens kørslen stod på, og intet er udgivet. Ventet: ")
    assert begin(project).digest() != began.digest()


def test_a_file_that_is_gone_or_new_is_told_as_that(project):
    began = begin(project)
    (project.plan / "events.csv").unlink()
    (project.folder / "notebooks" / "ny.ipynb").write_text("{}", encoding="utf-8")
    (project.raw).mkdir(parents=True)
    (project.raw / "SYNTETISK.txt").write_text("", encoding="utf-8")
    said = began.find_changes(OUTCOME)
    assert [text.split(", mens")[0] for text in said] == [
        "»events.csv« i planens mappe: Filen er fjernet",
        "»ny.ipynb« i mappen notebooks: Filen er kommet til",
        "»SYNTETISK.txt« i mappen med udtræk: Filen er kommet til",
    ]


def test_what_jupyter_keeps_beside_a_notebook_and_other_half_years_are_no_part_of_it(project):
    began = begin(project)
    kept = project.folder / "notebooks" / ".ipynb_checkpoints"
    kept.mkdir()
    (kept / "oversigt-checkpoint.ipynb").write_text("{}", encoding="utf-8")
    append(project.folder / "params" / "2025H2.yaml")
    assert began.find_changes(OUTCOME) == []


def test_the_program_itself_is_watched(monkeypatch, project, tmp_path):
    source = tmp_path / "hpanalysis"
    source.mkdir()
    (source / "__init__.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(moment.hpanalysis, "__file__", str(source / "__init__.py"))
    began = begin(project)
    append(source / "__init__.py", "x = 1\n")
    (said,) = began.find_changes(OUTCOME)
    assert said.startswith("»__init__.py« i programmet: Filen er ændret")


def test_what_is_on_trial_is_watched(monkeypatch, project, tmp_path):
    trial = tmp_path / "proeve"
    trial.mkdir()
    monkeypatch.setenv("HPANALYSIS_INDICATORS", str(trial))
    began = begin(project)
    (trial / "ny.py").write_text("x = 1\n", encoding="utf-8")
    (said,) = began.find_changes(OUTCOME)
    assert said.startswith("»ny.py« i mappen med det, der er på prøve: Filen er kommet til")


def test_of_many_changed_files_a_few_are_named_and_the_others_counted(project):
    began = begin(project)
    for path in sorted(project.plan.glob("*.csv"))[:8]:
        append(path)
    said = began.find_changes(OUTCOME)
    assert len(said) == 6
    assert said[-1] == "Det samme gælder 3 andre filer."


def test_a_digest_of_some_folders_leaves_the_others_out(project):
    began = begin(project)
    append(project.folder / "notebooks" / "oversigt.ipynb")
    assert begin(project).digest(moment.PLAN, moment.RULES) == began.digest(moment.PLAN, moment.RULES)
    append(project.plan / "areas.csv")
    assert begin(project).digest(moment.PLAN) != began.digest(moment.PLAN)
