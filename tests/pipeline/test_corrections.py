"""Revised extracts and a revised definition in whole runs: what is corrected, what stands, and what is told."""

import pandas as pd
import pytest

import page_gate
import projects
import revised_extracts

FIGURE = ["status", "numerator", "denominator", "value", "lo", "hi", "definition_version", "delivered_in"]
ABSENCE = "elevfravaer"
NOTE = "Skolen talte ikke alle fraværsdage med."


def _raised(folder):
    """The definition of ungdomsskole without the 18-year-olds, as its second version."""
    own = projects.ROOT / "src" / "hpanalysis" / "definitions" / "indicators" / "ungdomsskole.py"
    text = own.read_text(encoding="utf-8")
    assert "is_between(13, 18)" in text and "INDICATOR = Indicator(" in text
    text = text.replace("is_between(13, 18)", "is_between(13, 17)")
    text = text.replace(
        "INDICATOR = Indicator(\n",
        "from datetime import date\nfrom hpanalysis.definitions.model import Version\n\nINDICATOR = Indicator(\n"
        "    versions=(Version(1, date(2020, 1, 1), 'Første version.'),\n"
        "              Version(2, date(2020, 1, 2), 'De 18-årige tæller ikke med.')),\n",
    )
    folder.mkdir()
    (folder / "ungdomsskole.py").write_text(text, encoding="utf-8")
    return {"HPANALYSIS_INDICATORS": str(folder)}


def _run(project, half_year, *arguments, **environment):
    done = project.hpanalysis("run", half_year, *arguments, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """The small plan with the publication of 2025H2. Read only."""
    project = projects.small(tmp_path_factory.mktemp("rettelser") / "projekt")
    assert project.hpanalysis("demo").returncode == 0
    _run(project, "2025H2")
    return project


@pytest.fixture(scope="module")
def revised(published, tmp_path_factory):
    """The same, and 2026H1 published on revised extracts and a raised definition: the project and what the run said.

    School year 2024-25: 1,200 days, those of five pupils or more. 2023-24: three days. Ungdomsskole: a second version.
    """
    folder = tmp_path_factory.mktemp("rettet")
    project = published.copy(folder / "projekt")
    revised_extracts.absence_a_day_more(project, "2025H2", 1200)
    revised_extracts.absence_a_day_more(project, "2024H2", 3)
    params = project.folder / "params" / "2026H1.yaml"
    note = f"corrections:\n  - indicator: elevfravaer\n    window: 2024-25\n    why: {NOTE}\n"
    params.write_text(params.read_text(encoding="utf-8") + note, encoding="utf-8", newline="\n")
    return project, _run(project, "2026H1", **_raised(folder / "proeve")), folder / "proeve"


def _csv(project, half_year, name):
    return pd.read_csv(project.reports / half_year / name, dtype=str, keep_default_na=False)


def _figures(project, half_year, window):
    """The figures of absence in a window, area by area, as they are printed."""
    table = _csv(project, half_year, "indicators.csv")
    return table[(table["indicator_id"] == ABSENCE) & (table["window"] == window)].set_index("area_id")[FIGURE]


@pytest.mark.slow
def test_a_first_publication_corrects_nothing_and_says_so(published):
    assert _csv(published, "2025H2", "rettelser.csv").empty
    page = (published.reports / "2025H2" / "datakvalitet.html").read_text(encoding="utf-8")
    assert "Ingen udgivne tal er rettet i dette halvår." in page


@pytest.mark.slow
def test_a_revised_extract_that_moves_k_persons_corrects_what_was_published(revised):
    project, _, _ = revised
    table = _csv(project, "2026H1", "rettelser.csv")
    own = table[table["indicator_id"] == ABSENCE]
    assert list(own[["window", "area_id"]].itertuples(index=False, name=None)) == [("2024-25", "lillekoebing")]
    row = own.iloc[0]
    assert (row["cause"], row["published_in"], row["corrected_on"]) == ("udtrækket er rettet", "2025H2", "2026-08-17")
    assert int(row["numerator_now"]) == int(row["numerator_before"]) + 1200
    assert row["denominator_now"] == row["denominator_before"]
    assert row["why"] == f"»Elevfravær« fra 2. halvår 2025 er rettet efter udgivelsen. Analytikeren: {NOTE}"
    now, before = (_figures(project, half, "2024-25") for half in ("2026H1", "2025H2"))
    for told, figures in (("now", now), ("before", before)):
        assert figures.loc["lillekoebing", "value"] == row[f"value_{told}"]
    pd.testing.assert_frame_equal(now.drop("lillekoebing"), before.drop("lillekoebing"))


@pytest.mark.slow
def test_a_revised_extract_that_moves_fewer_than_k_changes_no_figure_and_no_row(revised):
    project, done, _ = revised
    now, before = (_figures(project, half, "2023-24") for half in ("2026H1", "2025H2"))
    assert list(now["status"]) == ["vist"] * 5
    pd.testing.assert_frame_equal(now, before)
    told = project.processed / "2026H1" / "fortroligt" / "staaende_tal.csv"
    (row,) = pd.read_csv(told).itertuples(index=False)
    assert (row.indicator_id, row.window, row.area_id) == (ABSENCE, "2023-24", "lillekoebing")
    assert row.numerator_counted - row.numerator == 3
    assert "I alt 1 tal står som udgivet" in done.stdout + done.stderr


@pytest.mark.slow
def test_a_raised_version_corrects_every_window_by_definition(revised):
    project, _, _ = revised
    table = _csv(project, "2026H1", "rettelser.csv")
    own = table[table["indicator_id"] == "ungdomsskole"]
    assert set(own["window"]) == {"2024-09-01", "2025-09-01"}
    shown = own[own["value_now"] != ""]
    assert set(shown["cause"]) == {"definitionen er ændret"}
    assert set(shown["why"]) == {"De 18-årige tæller ikke med."}
    assert (shown["denominator_now"].astype(int) < shown["denominator_before"].astype(int)).all()


@pytest.mark.slow
def test_the_page_and_the_front_page_tell_of_the_corrections(revised):
    project, _, _ = revised
    folder, table = project.reports / "2026H1", _csv(project, "2026H1", "rettelser.csv")
    page = page_gate.read((folder / "datakvalitet.html").read_text(encoding="utf-8"))
    assert "Tal, der er udgivet anderledes før" in page.text
    row = table[table["indicator_id"] == ABSENCE].iloc[0]
    for when in ("before", "now"):
        value, n, d = (row[f"{name}_{when}"] for name in ("value", "numerator", "denominator"))
        counts = f"({int(n):,} af {int(d):,})".replace(",", ".")
        assert f"{value.replace('.', ',')}\N{NO-BREAK SPACE}% {counts}" in page.text
    assert NOTE in page.text and "17-08-2026" in page.text
    index = (folder / "index.html").read_text(encoding="utf-8")
    assert 'href="rettelser.csv"' in index and 'href="datakvalitet.html#rettede-tal"' in index


def _list_files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.slow
def test_published_anew_from_the_same_things_it_is_the_same_to_the_byte(revised, tmp_path):
    project, _, folder = revised
    again = project.copy(tmp_path / "projekt")
    (again.processed / "2026H1" / "run-offentlig.json").unlink()
    _run(again, "2026H1", HPANALYSIS_INDICATORS=str(folder))
    before, after = (
        {path.relative_to(each.reports).as_posix(): path.read_bytes() for path in _list_files(each.reports / "2026H1")}
        for each in (project, again)
    )
    assert after == before


@pytest.mark.slow
def test_the_confidential_edition_corrects_nothing_and_shows_the_figures_that_stand(revised, tmp_path):
    project, _, folder = revised
    again = project.copy(tmp_path / "projekt")
    _run(again, "2026H1", "--edition", "fortrolig", HPANALYSIS_INDICATORS=str(folder))
    secret, public = again.processed / "2026H1" / "fortrolig", project.reports / "2026H1"
    assert (secret / "rettelser.csv").read_bytes() == (public / "rettelser.csv").read_bytes()
    tables = [pd.read_csv(each / "indicators.csv", dtype=str, keep_default_na=False) for each in (secret, public)]
    shown = tables[1]["status"] != "diskretioneret"
    pd.testing.assert_frame_equal(tables[0][shown], tables[1][shown])
