"""`hpanalysis verify --raw`: a package's half-year made again from the extracts, by the real command."""

import json
import shutil

import pytest

import plan_files
import revised_extracts

PACKAGE = "dokumentation.zip"


@pytest.fixture(scope="module")
def packed(made, tmp_path_factory):
    """The small plan published, with the package of it. Read only."""
    project = made.copy(tmp_path_factory.mktemp("igen") / "projekt")
    done = project.hpanalysis("package", "2026H1", "--to", str(project.folder / PACKAGE), "--first")
    assert done.returncode == 0, done.stderr
    return project


def again(project, raw):
    return project.hpanalysis("verify", str(project.folder / PACKAGE), "--raw", str(raw))


def test_the_same_extracts_give_every_file_byte_for_byte(packed):
    before = sorted(path for path in packed.folder.rglob("*") if path.is_file())
    done = again(packed, packed.raw)
    assert done.returncode == 0, done.stdout + done.stderr
    published = list((packed.reports / "2026H1").rglob("*.*"))
    executed = list((packed.processed / "2026H1" / "notebooks").glob("*.ipynb"))
    assert f"alle {len(published) + len(executed)} filer er ens" in done.stdout
    assert sorted(path for path in packed.folder.rglob("*") if path.is_file()) == before


@pytest.mark.slow
def test_a_changed_extract_is_named_as_the_cause_of_each_file_that_became_another(packed, tmp_path):
    project = packed.copy(tmp_path / "projekt")
    revised_extracts.absence_a_day_more(project, "2025H2", 1200)
    done = again(project, project.raw)
    assert done.returncode == 1
    assert "»indicators.csv« er en anden fra linje" in done.stdout
    assert "Årsag: udtrækket elevfravaer fra 2. halvår 2025 er et andet." in done.stdout
    told = [line for line in done.stdout.splitlines() if line.startswith("»indicators.csv«")]
    assert len(told) == 1
    assert "fraflytning" not in told[0]
    assert done.stdout.splitlines()[-1].startswith("Ikke i orden: ")
    assert (project.reports / "2026H1" / "indicators.csv").read_bytes() == (
        packed.reports / "2026H1" / "indicators.csv"
    ).read_bytes()


@pytest.mark.slow
def test_a_missing_extract_is_named_and_nothing_is_compared(packed, tmp_path):
    raw = shutil.copytree(packed.raw, tmp_path / "raw")
    (raw / "2026H1" / "sprogvurdering.csv").unlink()
    done = again(packed, raw)
    assert done.returncode == 1
    assert "»sprogvurdering.csv« mangler" in done.stderr


def test_a_package_that_does_not_hold_is_not_made_again(packed, tmp_path):
    project = packed.copy(tmp_path / "projekt")
    path = project.folder / PACKAGE
    path.write_bytes(path.read_bytes()[:-100])
    done = again(project, project.raw)
    assert done.returncode == 1
    assert "er lavet igen" not in done.stdout


def test_two_packages_at_once_are_wrong_use(packed):
    path = str(packed.folder / PACKAGE)
    assert packed.hpanalysis("verify", path, path, "--raw", str(packed.raw)).returncode == 2


@pytest.mark.slow
def test_a_half_year_made_after_others_needs_them_and_is_made_again_with_them(packed, tmp_path):
    project = packed.copy(tmp_path / "projekt")
    assert project.hpanalysis("run", "2025H1").returncode == 0
    earlier = str(project.folder / PACKAGE)
    to = str(project.folder / "efter.zip")
    assert project.hpanalysis("package", "2025H1", "--to", to, "--first").returncode == 0
    done = project.hpanalysis("verify", to, "--raw", str(project.raw))
    assert done.returncode == 0, done.stdout + done.stderr
    shutil.rmtree(project.reports / "2026H1")
    done = project.hpanalysis("verify", to, "--raw", str(project.raw))
    assert done.returncode == 1
    assert "Udgivelsen 2026H1, som pakken bygger på, mangler her" in done.stderr
    assert project.hpanalysis("verify", earlier, "--raw", str(project.raw)).returncode == 0


@pytest.mark.slow
def test_a_plan_that_excel_saved_is_published_packed_checked_and_made_again(made, tmp_path):
    project = made.copy(tmp_path / "projekt")
    figures = (project.reports / "2026H1" / "indicators.csv").read_bytes()
    for path in project.plan.glob("*.csv"):
        path.write_bytes(plan_files.EXCEL.write(plan_files.read_rows(path)))
    for command in (("run", "2026H1"), ("package", "2026H1", "--to", str(project.folder / PACKAGE), "--first")):
        done = project.hpanalysis(*command)
        assert done.returncode == 0, done.stdout + done.stderr
    assert (project.reports / "2026H1" / "indicators.csv").read_bytes() == figures
    done = again(project, project.raw)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_manifest_tells_of_every_extract_that_a_rerun_needs(packed):
    told = json.loads((packed.reports / "2026H1" / "manifest.json").read_text(encoding="utf-8"))
    delivered = {f"{path.parent.name}/{path.stem}" for path in packed.raw.glob("20*/*.csv")}
    named = {
        f"{key.split('/')[0]}/{file['navn'].rsplit('.', 1)[0]}"
        for key, one in told["inputs"]["extracts"].items()
        for file in one["filer"]
    }
    assert {name for name in delivered if name.split("/")[0] <= "2026H1"} <= named
