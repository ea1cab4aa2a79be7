"""The small plan, from its extracts to its published reports."""

import re
from html.parser import HTMLParser

import pandas as pd
import pytest

from hpanalysis import recompute, report
from hpanalysis.errors import Stop
from hpanalysis.workspace import Workspace

COLUMNS = {
    *("indicator_id", "window", "area_id", "half_year", "numerator", "denominator", "value", "unit", "status"),
    *("baseline_value", "baseline_recomputed", "change", "municipality_value", "target", "verdict"),
}


class Links(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.hrefs, self.ids = [], set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.ids |= {found["id"]} if "id" in found else set()
        self.hrefs += [found[name] for name in ("href", "src") if found.get(name)]


def _pages(project):
    return {path.name: path.read_text(encoding="utf-8") for path in (project.reports / "2026H1").glob("*.html")}


def test_there_is_a_page_for_every_report_of_the_plan(made):
    names = set(_pages(made))
    assert {"index.html", "oversigt.html", "datakvalitet.html"} <= names
    assert len([name for name in names if name.startswith("delaftale-")]) == 2
    assert len([name for name in names if name.startswith("omraade-")]) == 3
    assert "strategisk_aftale.html" not in names  # the plan has none


def test_every_link_is_alive_and_no_page_loads_anything(made):
    pages = {name: Links(text) for name, text in _pages(made).items()}
    archive = {"../index.html": Links((made.reports / "index.html").read_text(encoding="utf-8"))}
    for name, page in pages.items():
        for href in page.hrefs:
            target, _, anchor = href.partition("#")
            assert not re.match(r"[a-z]+:|//", target) or target.startswith("data:"), (name, href)
            if target.endswith(".html") or not target:
                assert not anchor or anchor in (pages | archive)[target or name].ids, (name, href)
            assert not target or (made.reports / "2026H1" / target).resolve().exists(), (name, href)


def test_every_page_says_that_the_data_are_synthetic(made):
    for name, text in _pages(made).items():
        assert "Syntetiske data" in text, name
        assert "<script" not in text, name


def test_the_published_table_is_tidy_and_keeps_no_hidden_number(made):
    table = pd.read_csv(made.reports / "2026H1" / "indicators.csv")
    assert set(table) >= COLUMNS
    assert not table.duplicated(["indicator_id", "window", "area_id"]).any()
    hidden = table[table["status"] == "diskretioneret"]
    assert len(hidden)
    assert hidden[["numerator", "denominator", "value", "change"]].isna().all(axis=None)
    assert (hidden["verdict"].dropna() == "kan ikke opgøres").all()


def test_no_published_figure_that_is_there_is_said_not_to_be_computable(made):
    """Over every judged row of a whole half-year: the word stands where there is no number, and nowhere else."""
    table = pd.read_csv(made.reports / "2026H1" / "indicators.csv")
    judged = table[table["verdict"].notna()]
    not_there = judged["verdict"] == "kan ikke opgøres"
    assert 0 < not_there.sum() < len(judged)
    assert (not_there == judged["value"].isna()).all()
    assert (judged["reason"].isna() == (judged["verdict"] == "opfyldt")).all()


def test_a_share_is_its_numerator_over_its_denominator(made):
    table = pd.read_csv(made.reports / "2026H1" / "indicators.csv")
    shown = table[(table["status"] == "vist") & (table["unit"] == "pct.")]
    assert len(shown) > 20
    assert ((100 * shown["numerator"] / shown["denominator"] - shown["value"]).abs() <= 0.51).all()


def test_a_report_shows_the_latest_window_closed_and_delivered(made):
    table = pd.read_csv(made.reports / "2026H1" / "indicators.csv", dtype={"window": str})
    latest = table[table["latest"] == "ja"].groupby("indicator_id")["window"].first()
    assert latest["elevfravaer"] == "2024-25"  # 2025-26 ends after the cut-off
    assert latest["sprog_saerlig"] == "2025"
    assert latest["ungdomsskole"] == "2025-09-01"
    new = table[table["new"] == "ja"]["indicator_id"].unique()
    assert "sprog_saerlig" in new
    assert "elevfravaer" not in new


def test_a_second_run_with_nothing_changed_does_nothing_and_says_so(made):
    before = {path: path.stat().st_mtime_ns for path in made.reports.rglob("*")}
    done = made.hpanalysis("run", "2026H1")
    assert done.returncode == 0
    assert "Intet er ændret" in done.stdout
    assert {path: path.stat().st_mtime_ns for path in made.reports.rglob("*")} == before


def test_no_cpr_name_or_address_of_the_extracts_leaves_the_raw_folder(made):
    rows = pd.read_csv(made.raw / "2026H1" / "sprogvurdering.csv", sep=";", dtype=str, encoding="utf-8-sig")
    forbidden = set(rows["CPR-nummer"]) | set(rows["CPR-nummer"].str.replace("-", "")) | set(rows["Navn"])
    forbidden |= {address for address in rows["Adresse"] if re.search(r"\d", address)}
    for folder in (made.reports, made.processed / "2026H1" / "notebooks"):
        for path in folder.rglob("*.*"):
            content = path.read_bytes()  # the files for office programs are zips whose parts are not packed
            assert not [value for value in forbidden if value.encode("utf-8") in content], path.name
    for path in made.processed.rglob("*.parquet"):
        table = pd.read_parquet(path).astype(str)
        assert not [c for c in table if table[c].isin(forbidden).any()], path.name


def test_a_delaftale_notebook_fails_if_its_figures_differ_from_the_runs(project, monkeypatch):
    for name, value in Workspace.at(project.folder).environment().items():
        monkeypatch.setenv(name, value)
    agreement = Workspace.from_environment().plan.delaftaler[0].id
    assert len(recompute.recompute_delaftale(report.half_year("2026H1").delaftale(agreement)).figures)
    path = project.processed / "2026H1" / "judged.parquet"
    judged = pd.read_parquet(path)
    shown = judged.index[(judged["status"] == "vist") & (judged["indicator_id"] == "sprog_fokuseret_eller_saerlig")][0]
    judged.loc[shown, "value"] += 0.1
    judged.to_parquet(path, index=False)
    with pytest.raises(Stop, match="ikke de samme som kørslens"):
        recompute.recompute_delaftale(report.half_year("2026H1").delaftale(agreement))


@pytest.mark.slow
def test_the_confidential_edition_is_marked_on_every_page_and_never_published(project):
    done = project.hpanalysis("run", "2026H1", "--edition", "fortrolig")
    assert done.returncode == 0, done.stderr
    folder = project.processed / "2026H1" / "fortrolig"
    pages = list(folder.glob("*.html"))
    assert len(pages) == len(_pages(project))
    assert all("Fortrolig udgave" in page.read_text(encoding="utf-8") for page in pages)
    secret, public = (pd.read_csv(f / "indicators.csv") for f in (folder, project.reports / "2026H1"))
    hidden = public["status"] == "diskretioneret"
    assert secret.loc[hidden, "numerator"].notna().all()
    assert not list(project.reports.rglob("*fortrolig*"))
    pd.testing.assert_frame_equal(secret[~hidden], public[~hidden])


@pytest.mark.slow
def test_an_earlier_half_year_is_made_from_its_own_extracts_only(project):
    done = project.hpanalysis("run", "2025H1")
    assert done.returncode == 0, done.stderr
    table = pd.read_csv(project.reports / "2025H1" / "indicators.csv", dtype={"window": str})
    assert set(table["half_year"]) <= {"2024H2", "2025H1"}
    assert "2025-09-01" not in set(table["window"])
    assert (project.reports / "2026H1" / "index.html").is_file()
    archive = (project.reports / "index.html").read_text(encoding="utf-8")
    assert archive.index("2026H1/index.html") < archive.index("2025H1/index.html")


@pytest.mark.slow
def test_a_new_indicator_is_one_new_file_and_one_row_of_the_plan(project, tmp_path):
    folder = tmp_path / "proeve"
    folder.mkdir()
    known = project.folder / "params" / "plan" / "adoption.csv"
    source = (_definitions() / "sprog_saerlig.py").read_text(encoding="utf-8")
    category = 'category_of="sprogvurderingens resultat",'  # three categories make the whole: a copy of one is none
    changed = source.replace('label="Sprog: særlig indsats"', 'label="Sprog: prøve"').replace(category, "")
    assert len(changed) < len(source) - len(category)
    (folder / "sprog_proeve.py").write_text(changed, encoding="utf-8")
    with known.open("a", encoding="utf-8") as file:
        goal = known.read_text(encoding="utf-8").splitlines()[1].split(",")[1]
        file.write(f"sprog_proeve,{goal},hver,none,,2023,,,samlet\n")
    done = project.hpanalysis("run", "2026H1", HPANALYSIS_INDICATORS=str(folder))
    assert done.returncode == 0, done.stderr
    table = pd.read_csv(project.reports / "2026H1" / "indicators.csv")
    counts = table.set_index(["window", "area_id"])[["indicator_id", "numerator", "denominator"]]
    mine, theirs = (
        counts[counts["indicator_id"] == name].drop(columns="indicator_id")
        for name in ("sprog_proeve", "sprog_saerlig")
    )
    assert len(mine)
    pd.testing.assert_frame_equal(mine, theirs)
    assert any("Sprog: prøve" in text for text in _pages(project).values())


def _definitions():
    import projects

    return projects.ROOT / "src" / "hpanalysis" / "definitions" / "indicators"
