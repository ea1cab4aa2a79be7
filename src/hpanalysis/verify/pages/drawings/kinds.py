"""Which kind a drawing is of, by its axes and its address, and the check that its kind has."""

from __future__ import annotations

from hpanalysis.verify.pages.drawings.agreement import Wrong, require
from hpanalysis.verify.pages.drawings.axes import read_level_axis, read_upright_axis
from hpanalysis.verify.pages.drawings.comparisons import check_comparison
from hpanalysis.verify.pages.drawings.control_charts import check_months
from hpanalysis.verify.pages.drawings.courses import check_course
from hpanalysis.verify.pages.drawings.funnels import check_funnel
from hpanalysis.verify.pages.drawings.maps import KIND as MAP
from hpanalysis.verify.pages.drawings.maps import MapWords, check_map
from hpanalysis.verify.pages.drawings.shapes import Drawing
from hpanalysis.verify.pages.drawings.strips import check_strip
from hpanalysis.verify.pages.facts import Cells, Facts
from hpanalysis.verify.pages.tree import Element


def check_drawing(svg: Element, facts: Facts, told: MapWords | None = None) -> str:
    """What is wrong with a drawing, as a Danish clause; "" where nothing is. Called for each <svg> with a description
    on each page of a package. told: what the page's map must say."""
    try:
        drawing = Drawing(svg)
        _check_inside(drawing)
        if drawing.kind == MAP:
            check_map(drawing, svg, facts, told)
            return ""
        require(not drawing.areas, "et område er tegnet uden for et kort")
        rows = {mark.address: _find_row(mark.address, facts) for mark in drawing.marks if mark.address}
        _check_kind(drawing, svg, rows, facts)
    except Wrong as wrong:
        return str(wrong)
    except (KeyError, ValueError, ZeroDivisionError, IndexError):
        return "noget er tegnet på en måde, som programmet ikke gør"
    return ""


def _find_row(address: str, facts: Facts) -> Cells:
    """The row at a mark's address. `Wrong` where there is none."""
    rows = facts.find(address)
    require(len(rows) == 1 and "*" not in address, "et mærke henviser til et tal, der ikke findes")
    return rows[0]


def _check_inside(drawing: Drawing) -> None:
    """Whether all that is written stands within the drawing. Called for each."""
    width, height = drawing.size
    for text in drawing.texts:
        require(-1 <= text.x <= width + 1 and 0 <= text.y <= height + 4, "en tekst står uden for tegningen")


def _check_kind(drawing: Drawing, svg: Element, rows: dict[str, Cells], facts: Facts) -> None:
    """Hold a drawing against its rows in the way of its kind, which its axes and the address around it tell. Called for
    each. `Wrong` where it does not agree, or is of no kind."""
    if drawing.kind == "spind":
        check_strip(drawing, rows, facts)
        return
    upright, level = read_upright_axis(drawing), read_level_axis(drawing)
    is_monthly = any("month" in row for row in rows.values())
    if is_monthly:
        assert upright is not None
        check_months(drawing, rows, upright)
    elif upright is not None and level is not None:
        check_funnel(drawing, rows, upright, level, facts)
    elif upright is not None:
        check_course(drawing, rows, upright, svg, facts)
    elif level is not None:
        check_comparison(drawing, rows, level, svg, facts)
    else:
        raise Wrong("tegningen har ingen akse")
