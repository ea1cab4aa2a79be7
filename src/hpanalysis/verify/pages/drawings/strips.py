"""A strip of an area's profile, held against its row: all of it by one measure, from the comparison's line."""

from __future__ import annotations

from hpanalysis.verify.pages.drawings.agreement import NEAR, get_number, require
from hpanalysis.verify.pages.drawings.marks import check_colour
from hpanalysis.verify.pages.drawings.shapes import Drawing, list_addressed, list_bare
from hpanalysis.verify.pages.facts import Cells, Facts


def check_strip(drawing: Drawing, rows: dict[str, Cells], facts: Facts) -> None:
    """A strip of an area's profile: everything lies from the comparison's line as far as it differs, by one measure,
    turned so that the wanted way is to the right. Called for each strip."""
    marks = list_addressed(drawing)
    own = [mark for mark in marks if mark.style.startswith("fill:") and not mark.style.startswith("fill:none")]
    require(len(own) == 1, "striben har ikke én prik")
    row = rows[own[0].address]
    check_colour(own[0].style, row, facts)
    compared, value = get_number(row, "municipality_value"), get_number(row, "value")
    judging = facts.definitions.indicators[row["indicator_id"]].judging
    require(compared is not None and judging is not None, "striben har ingen sammenligning")
    assert compared is not None and judging is not None
    sign = 1 if judging.higher_is_better else -1
    lines = [line for line in drawing.lines if line.is_upright and "--ink" in line.style]
    require(len(lines) == 1, "striben har ikke én sammenligning")
    middle = lines[0].points[0][0]
    drawn: list[tuple[float, float]] = []  # place, and how far it should lie on the wanted side
    for mark in marks:
        number = get_number(rows[mark.address], "value")
        drawn.append((mark.x, sign * ((number or 0.0) - compared)))
    for dot in list_bare(drawing):
        text = row["baseline_recomputed"] or row["baseline_value"]
        drawn.append((dot.x, sign * (float(text) - compared)))
    interval = [line for line in drawing.lines if line.is_level]
    lo, hi = get_number(row, "lo"), get_number(row, "hi")
    require(len(interval) == (lo is not None), "striben har et andet usikkerhedsinterval end sit eget")
    if interval and lo is not None and hi is not None:
        check_colour(interval[0].style, row, facts)
        ends = sorted(point[0] for point in interval[0].points[:2])
        drawn += zip(ends, sorted((sign * (lo - compared), sign * (hi - compared))), strict=True)
    far = max(drawn, key=lambda pair: abs(pair[1]))
    if far[1] == 0:
        return
    measure = (far[0] - middle) / far[1]
    require(measure > 0, "striben er vendt om")
    for place, distance in drawn:
        require(abs(middle + distance * measure - place) <= NEAR, "noget i striben står ved et andet tal end sit eget")
    require(value is not None, "striben har intet tal")
