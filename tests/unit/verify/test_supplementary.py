"""What the board asks for besides, held against the tables: each figure in its section, and the sentence on a net."""

from types import SimpleNamespace

import pytest

import report_tables
from hpanalysis.published.figures import Figure
from hpanalysis.verify.pages.counts.supplementary import find_untold_figures
from hpanalysis.verify.pages.facts import Facts
from hpanalysis.verify.pages.sentences.matching import check_sentence
from hpanalysis.verify.pages.tree import read_tree
from report_tables import row, table

CAME, WENT, EMPTY = "ydelse_tilflyttere", "ydelse_fraflyttere", "tomgang"
HERE = report_tables.release()
FIGURES = [
    (CAME, "vangdalen", "2025", 41.0, 41),
    (WENT, "vangdalen", "2025", 36.0, 36),
    (EMPTY, "vangdalen", "2025-12-31", 1.8, 6),
    (EMPTY, "alle-7", "2025-12-31", 1.5, 60),
    (CAME, "randers", "2025", 20.5, 2050),
]
FOLDER = report_tables.ROOT / "src" / "hpanalysis" / "definitions" / "indicators"


def facts(**numerators: int) -> Facts:
    """The published rows of `FIGURES`. numerators: those that are others, by indicator."""
    rows = {}
    for key, area, window, value, numerator in FIGURES:
        cells = {
            "indicator_id": key,
            "area_id": area,
            "window": window,
            "window_end": "2025-12-31",
            "latest": "ja",
            "status": "vist",
            "value": str(value),
            "numerator": str(numerators.get(key, numerator)),
        }
        rows[key, window, area] = Figure((key, window, area), "vist", None, None, cells)
    columns = ("area_id", "name_da", "short_da", "letters_da", "in_text_da")
    areas = [
        dict(zip(columns, (a.id, a.name, a.short, a.letters, a.in_text), strict=True)) for a in HERE.plan.all_areas
    ]
    asked = [
        {"indicator_id": key, "delmaal_id": "supplerende", "areas": "hver", "target": "supplerende"}
        for key in (CAME, WENT, EMPTY)
    ]
    plan = {"areas": areas, "adoption": asked, "delmaal": []}
    definitions = SimpleNamespace(areas=("vangdalen",), total="alle-7", municipality="randers", indicators={})
    sources = {key: (FOLDER / f"{key}.py").read_text(encoding="utf-8") for key in (CAME, WENT, EMPTY)}
    return Facts("2026H1", rows, [], definitions, plan, {}, sources)


def section(of: str = "") -> str:
    """The section as the program writes it: of the data report, or of an area's page."""
    judged = table(
        *(
            row(key, area, window, value=value, numerator=numerator, denominator=100)
            for key, area, window, value, numerator in FIGURES
        )
    )
    view = report_tables.half_year_view(judged)
    block = view.area(of).supplementary() if of else view.data_report().supplementary()
    return f"<html><body>{block.html}</body></html>"


def find(html: str, file: str) -> list[str]:
    return [fault for fault, _ in find_untold_figures(read_tree(html), file, facts())]


PAGES = [("", "datarapport.html"), ("vangdalen", "omraade-vangdalen.html")]


@pytest.mark.parametrize(("of", "file"), PAGES)
def test_what_the_program_writes_is_found_whole(of, file):
    assert find(section(of), file) == []


@pytest.mark.parametrize(("of", "file"), PAGES)
def test_another_number_in_a_cell_is_told(of, file):
    changed = section(of).replace("1,8\N{NO-BREAK SPACE}%", "1,7\N{NO-BREAK SPACE}%")
    assert find(changed, file) == ["det supplerende tal »Tomme boliger« er ikke det, som tabellen har"]


@pytest.mark.parametrize(("of", "file"), PAGES)
def test_a_row_that_is_taken_out_is_told_and_so_is_the_section(of, file):
    html = section(of)
    start = html.index("<tr", html.index("<tbody>"))
    without = html[:start] + html[html.index("</tr>", start) + 5 :]
    assert len(find(without, file)) == 1
    assert find("<html><body><p>Ingen</p></body></html>", file) == ["afsnittet med de supplerende tal mangler"]


def test_other_pages_need_no_such_section():
    assert find("<html><body><p>Ingen</p></body></html>", "oversigt.html") == []


SAID = "I 2025 flyttede {} personer på en offentlig ydelse ind {} og {} ud, altså {}."


@pytest.mark.parametrize(
    ("told", "holds"),
    [
        ((41, "i Vangdalen", 36, "5 flere ind end ud"), True),
        ((41, "i Vangdalen", 36, "5 færre ind end ud"), False),
        ((41, "i Vangdalen", 36, "6 flere ind end ud"), False),
        ((42, "i Vangdalen", 36, "5 flere ind end ud"), False),
        ((41, "i Vangdalen", 35, "5 flere ind end ud"), False),
        ((41, "i Energivej-området", 36, "5 flere ind end ud"), False),
        ((41, "i Vangdalen", 36, "lige mange ind og ud"), False),
    ],
)
def test_the_sentence_on_a_net_is_held_against_both_figures(told, holds):
    known = facts()
    (came,) = known.find(f"{CAME}/2025/vangdalen")
    assert check_sentence(SAID.format(*told), came, known) is holds


def test_as_many_who_came_as_went_is_told_so():
    known = facts(**{WENT: 41})
    (came,) = known.find(f"{CAME}/2025/vangdalen")
    assert check_sentence(SAID.format(41, "i Vangdalen", 41, "lige mange ind og ud"), came, known) is True
    assert check_sentence(SAID.format(41, "i Vangdalen", 41, "0 flere ind end ud"), came, known) is False
    (went,) = known.find(f"{WENT}/2025/vangdalen")
    assert check_sentence(SAID.format(41, "i Vangdalen", 41, "lige mange ind og ud"), went, known) is False
