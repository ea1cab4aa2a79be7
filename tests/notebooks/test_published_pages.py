"""The published pages of a second, made-up helhedsplan: no line of code knows it."""

import csv

import nbformat

import page_gate
from hpanalysis.report.convert import LAB_ONLY


def test_every_published_page_passes_the_gate_and_every_link_is_alive(made):
    folder = made.reports / "2026H1"
    pages = sorted(folder.glob("*.html"))
    assert {path.name: page_gate.findings(path.read_text(encoding="utf-8"), folder) for path in pages} == {
        path.name: [] for path in pages
    }
    # The front page, the overview, two delaftaler, three areas, the data's quality, the printed baselines and the two
    # yearly reports; then the list of definitions and a page for each of the plan's eight indicators.
    assert len(pages) == 1 + 1 + 2 + 3 + 1 + 1 + 2 + 1 + 8


def test_no_published_page_speaks_of_another_helhedsplan(made):
    for path in (made.reports / "2026H1").glob("*.html"):
        text = page_gate.read(path.read_text(encoding="utf-8")).text
        found = [word for word in ("Vangdalen", "Gl. Jennumparken", "de syv boligområder") if word in text]
        assert (path.name, found) == (path.name, [])


def test_the_archive_passes_the_gate_and_leads_to_the_front_page_and_back(made):
    archive = (made.reports / "index.html").read_text(encoding="utf-8")
    assert page_gate.findings(archive, made.reports) == []
    assert "2026H1/index.html" in {a["href"] for a in page_gate.read(archive).all("a")}
    front = page_gate.read((made.reports / "2026H1" / "index.html").read_text(encoding="utf-8"))
    assert "../index.html" in {a["href"] for a in front.all("a")}


def test_every_figure_of_indicators_csv_has_its_address_on_its_definition_page(made):
    folder = made.reports / "2026H1"
    with (folder / "indicators.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["status"] != "opgøres ikke her"]
    wanted: dict[str, set[str]] = {}
    for row in rows:
        anchor = f"{row['indicator_id']}-{row['area_id']}-{row['window'].replace('/', '_')}"
        wanted.setdefault(row["indicator_id"], set()).add(anchor)
    assert len(rows) > 100
    for indicator, anchors in wanted.items():
        page = page_gate.read((folder / f"definition-{indicator}.html").read_text(encoding="utf-8"))
        assert {a["id"] for a in page.all("tr") if "id" in a} == anchors, indicator


def test_the_plans_other_figures_are_published_as_data_too(made):
    with (made.reports / "2026H1" / "planens_tal.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    (row,) = [row for row in rows if row["area_id"] == "soeparken"]
    assert (row["area_id"], row["value"], row["unit"]) == ("soeparken", "19", "pct.")
    profile = (made.reports / "2026H1" / "omraade-soeparken.html").read_text(encoding="utf-8")
    assert row["fact"] in page_gate.read(profile).text


def test_what_is_for_jupyterlab_alone_is_not_run_for_a_page(made):
    found = {}
    for path in (made.processed / "2026H1" / "notebooks").glob("*.ipynb"):
        code = [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]
        found[path.stem] = [bool(cell.outputs) for cell in code if LAB_ONLY in cell.metadata.get("tags", [])]
        assert any(cell.outputs for cell in code)
    assert found["delaftale-opvaekst"] == [False, False]
    assert not any(was_run for each in found.values() for was_run in each)
