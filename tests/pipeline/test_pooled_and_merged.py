"""A plan that pools three years and shows two areas together only: run for real, from extracts to certificate."""

import json
import shutil

import pandas as pd
import pytest

SPROG = "sprog_fokuseret_eller_saerlig"
MERGED = """\
merged_areas:
  - id: bakke-og-soe
    name: Møllebakken og Søparken
    short: Møllebakken og Søparken
    letters: M+S
    in_text: på Møllebakken og i Søparken
    genitive: Møllebakkens og Søparkens
    areas: [moellebakken, soeparken]
"""
PARTS = ("moellebakken", "soeparken")

pytestmark = pytest.mark.slow


def _change(path, *pairs):
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8", newline="\n")


def _merge(project):
    _change(project.plan / "plan.yaml", ("merged_areas: []\n", MERGED))
    text = (project.folder / "params" / "2026H1.yaml").read_text(encoding="utf-8")
    for part in PARTS:  # the analyst's comments
        text = text.replace(part, "bakke-og-soe")
    (project.folder / "params" / "2026H1.yaml").write_text(text, encoding="utf-8", newline="\n")


def _stopped(project, half_year):
    before = {path.name for path in project.reports.iterdir()}
    done = project.hpanalysis("run", half_year)
    assert done.returncode == 1, done.stdout + done.stderr
    assert {path.name for path in project.reports.iterdir()} == before
    return done.stderr


def test_areas_that_are_published_by_themselves_cannot_be_merged_later(project):
    _merge(project)
    assert "vises ikke længere hver for sig i planen, og intet er udgivet: moellebakken, soeparken." in _stopped(
        project, "2026H1"
    )


@pytest.fixture(scope="module")
def both(made, tmp_path_factory):
    """The small plan as if nothing were published, pooling the language assessments and merging two areas; 2026H1."""
    project = made.copy(tmp_path_factory.mktemp("samlet") / "projekt")
    for folder in [*project.reports.glob("20*"), *project.processed.glob("20*")]:
        shutil.rmtree(folder)
    _merge(project)
    header, *rows = (project.plan / "adoption.csv").read_text(encoding="utf-8").splitlines()
    pooled = [f"{row},{3 if row.startswith(SPROG) else ''}" for row in rows]
    (project.plan / "adoption.csv").write_text("\n".join([f"{header},pooled_years", *pooled]) + "\n", encoding="utf-8")
    done = project.hpanalysis("run", "2026H1")
    assert done.returncode == 0, done.stdout + done.stderr
    return project


@pytest.fixture(scope="module")
def figures(both):
    return pd.read_csv(both.reports / "2026H1" / "indicators.csv", dtype=str, keep_default_na=False)


@pytest.mark.slow
def test_no_published_file_of_figures_knows_the_parts(both, figures):
    assert {"bakke-og-soe", "skraenten"} <= set(figures["area_id"])
    assert not set(PARTS) & set(figures["area_id"])
    folder = both.reports / "2026H1"
    assert (folder / "omraade-bakke-og-soe.html").is_file()
    assert not any((folder / f"omraade-{part}.html").exists() for part in PARTS)


@pytest.mark.slow
def test_the_pooled_figures_are_the_sums_of_their_windows_and_are_certified(both, figures):
    assert set(figures.loc[figures["indicator_id"] == SPROG, "window"]) == {"2023", "2024", "2025", "2023..2025"}
    counted = pd.read_parquet(both.processed / "2026H1" / "measured.parquet")
    counted = counted[counted["indicator_id"] == SPROG].set_index(["window", "area_id"])[["numerator", "denominator"]]
    years = sum(counted.loc[year] for year in ("2023", "2024", "2025"))
    assert counted.loc["2023..2025"].astype(int).equals(years.astype(int))
    told = json.loads((both.reports / "2026H1" / "definitioner.json").read_text(encoding="utf-8"))
    assert told["indicators"][SPROG]["windows"]["2023..2025"] == {
        "most_per_person": 3,
        "blocks": ["2023", "2024", "2025"],
    }
    attest = json.loads((both.reports / "2026H1" / "kontrolattest.json").read_text(encoding="utf-8"))
    assert attest["holder"] == "ja"


@pytest.mark.slow
def test_the_pages_show_three_years_together(both):
    folder = both.reports / "2026H1"
    page = (folder / "delaftale-opvaekst.html").read_text(encoding="utf-8")
    assert "tre år samlet</caption>" in page
    assert f'id="{SPROG}-bakke-og-soe-samlet"' in page
    assert "Tre år samlet" in (folder / "omraade-bakke-og-soe.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_areas_that_are_published_together_cannot_be_parted_later(both):
    _change(both.plan / "plan.yaml", (MERGED, "merged_areas: []\n"))
    path = both.folder / "params" / "2026H1.yaml"
    _change(path, ("bakke-og-soe", "moellebakken"))
    assert "intet er udgivet: bakke-og-soe" in _stopped(both, "2026H1")
