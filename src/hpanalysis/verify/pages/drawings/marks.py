"""What marks of several kinds of drawing must have: an interval, a line through them, the colour of their verdict."""

from __future__ import annotations

from hpanalysis.verify.pages.drawings.agreement import Wrong, are_near, require
from hpanalysis.verify.pages.drawings.shapes import Drawing, Line, Mark
from hpanalysis.verify.pages.facts import Cells, Facts
from hpanalysis.verify.pages.verdicts import SIGNS


def check_interval(drawing: Drawing, mark: Mark, ends: tuple[float, float], across: bool) -> Line:
    """The line of the interval that runs through a mark, whose ends are where the axis has them. `Wrong` where there is
    none. Called for each mark whose row has an interval. across: it lies level."""
    for line in drawing.lines:
        if not (line.is_level if across else line.is_upright) or len(line.points) < 2:
            continue
        (x1, y1), (x2, y2) = line.points[:2]
        along, beside, at = ((x1, x2), y1, mark.y) if across else ((y1, y2), x1, mark.x)
        if are_near(beside, at) and are_near(min(along), min(ends)) and are_near(max(along), max(ends)):
            return line
    raise Wrong("en streg for et usikkerhedsinterval går ikke fra og til de tal, der er udgivet")


def check_joined(drawing: Drawing) -> None:
    """Whether every line through several points runs through what is drawn there. Called for courses and months."""
    drawn = [(mark.x, mark.y) for mark in drawing.marks]
    for line in drawing.lines:
        if len(line.points) < 3 or "stroke-dasharray" in line.style or "--rule" in line.style:
            continue
        for x, y in line.points:
            require(any(are_near(x, a) and are_near(y, b) for a, b in drawn), "en linje går uden om sine prikker")


def check_colour(style: str, row: Cells, facts: Facts) -> None:
    """Whether a mark's colour is that of its verdict. Called for marks and intervals of comparisons and strips."""
    sign = SIGNS["versus"].get(row["versus_municipality"])
    judging = facts.definitions.indicators[row["indicator_id"]].judging
    comparable = judging is None or judging.comparable
    wanted = {"god": "good", "skidt": "bad"}.get(sign.colour if sign is not None and comparable else "", "")
    for colour in ("good", "bad"):
        require((f"--{colour}," in style) == (colour == wanted), "et mærkes farve siger noget andet end vurderingen")
