"""The published pages of a second, made-up helhedsplan: no line of code knows it."""

import page_gate


def test_every_published_page_passes_the_gate_and_every_link_is_alive(made):
    folder = made.reports / "2026H1"
    pages = sorted(folder.glob("*.html"))
    assert {path.name: page_gate.findings(path.read_text(encoding="utf-8"), folder) for path in pages} == {
        path.name: [] for path in pages
    }
    # The front page, the overview, two delaftaler, three areas, the data's quality and the printed baselines.
    assert len(pages) == 1 + 1 + 2 + 3 + 1 + 1


def test_no_published_page_speaks_of_another_helhedsplan(made):
    for path in (made.reports / "2026H1").glob("*.html"):
        text = page_gate.read(path.read_text(encoding="utf-8")).text
        found = [word for word in ("Vangdalen", "Gl. Jennumparken", "de syv boligområder") if word in text]
        assert (path.name, found) == (path.name, [])
