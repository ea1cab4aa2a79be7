"""A funnel, held against its rows: each mark at its denominator and its figure, and the line of the comparison."""

from __future__ import annotations

from hpanalysis.verify.pages.drawings.agreement import NEAR, are_near, get_number, require
from hpanalysis.verify.pages.drawings.axes import Axis
from hpanalysis.verify.pages.drawings.shapes import Drawing, list_addressed
from hpanalysis.verify.pages.facts import Cells, Facts


def check_funnel(drawing: Drawing, rows: dict[str, Cells], upright: Axis, level: Axis, facts: Facts) -> None:
    """A funnel: each mark at its denominator and its figure, and the line of the comparison at the comparison's. Called
    for each funnel. Its curves are not held against anything."""
    for mark in list_addressed(drawing):
        row = rows[mark.address]
        top, below = get_number(row, "numerator"), get_number(row, "denominator")
        require(
            below is not None and are_near(mark.x, level.place(below or 0)),
            "en prik står ved en anden størrelse end sin egen",
        )
        scale = {"pct.": 100.0, "pr. 1.000": 1000.0}.get(row["unit"], 1.0)
        value = scale * (top or 0) / (below or 1)
        require(are_near(mark.y, upright.place(value)), "en prik står ved et andet tal end sit eget")
    compared = {get_number(row, "municipality_value") for row in rows.values()} - {None}
    # The line is drawn at the comparison as it is counted, and its row prints it rounded.
    decimals = max(facts.definitions.indicators[row["indicator_id"]].decimals for row in rows.values())
    rounded = 0.5 * 10.0**-decimals
    for line in drawing.lines:
        if line.is_level and "--ink" in line.style:
            near = any(
                abs(line.points[0][1] - upright.place(value)) <= NEAR + rounded * abs(upright.step)
                for value in compared
                if value
            )
            require(near, "sammenligningens linje er tegnet ved et andet tal end sit eget")
