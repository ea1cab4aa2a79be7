"""A control chart, held against its months: each month, the mean and the limits."""

from __future__ import annotations

from decimal import Decimal

from hpanalysis.verify.pages.drawings.agreement import are_near, get_number, require
from hpanalysis.verify.pages.drawings.axes import Axis, read_number
from hpanalysis.verify.pages.drawings.marks import check_joined
from hpanalysis.verify.pages.drawings.shapes import Drawing, list_addressed
from hpanalysis.verify.pages.facts import Cells


def check_months(drawing: Drawing, rows: dict[str, Cells], axis: Axis) -> None:
    """A control chart: each month at its figure in its colour and order, mean and limits where they are printed. Called
    for each such chart."""
    marks = sorted(list_addressed(drawing), key=lambda mark: mark.x)
    for mark in marks:
        row = rows[mark.address]
        value = get_number(row, "value")
        require(
            value is not None and are_near(mark.y, axis.place(value or 0)),
            "en måned står ved et andet tal end sit eget",
        )
        colour = {
            "særlig variation i den ønskede retning": "good",
            "særlig variation, ikke i den ønskede retning": "bad",
        }
        require(
            f"--{colour.get(row['variation'], 'ink')}," in mark.style, "en måneds farve siger noget andet end tallene"
        )
    months = [rows[mark.address]["month"] for mark in marks]
    require(months == sorted(set(months)), "månederne står ikke i rækkefølge")
    check_joined(drawing)
    _check_limits(drawing, list(rows.values()), axis)


def _check_limits(drawing: Drawing, rows: list[Cells], axis: Axis) -> None:
    """Whether every level line of a control chart is a printed mean, limit or target, and each of them is drawn. Called
    for each control chart. rows: of its months."""
    wanted = {
        column: {value for row in rows if (value := get_number(row, column)) is not None}
        for column in ("centre", "lo", "hi", "target")
    }
    level = [line for line in drawing.lines if line.is_level and "--rule" not in line.style]
    dashed = [line for line in level if "stroke-dasharray" in line.style]
    places = [line.points[2 * part][1] for line in dashed for part in range(len(line.points) // 2)]
    limits = {axis.place(value) for value in wanted["lo"] | wanted["hi"]}
    require(_are_same(places, limits), "en grænse er tegnet ved et andet tal end sit eget")
    whole = [line.points[0][1] for line in level if "stroke-dasharray" not in line.style and "--ghost" in line.style]
    centres = {axis.place(value) for value in wanted["centre"]}
    require(_are_same(whole, centres), "gennemsnittet er tegnet ved et andet tal end sit eget")
    for text in drawing.texts:
        name = next(
            (name for name in ("øvre grænse", "gennemsnit", "nedre grænse") if text.words.startswith(f"{name} ")), ""
        )
        if name:
            column = {"øvre grænse": "hi", "gennemsnit": "centre", "nedre grænse": "lo"}[name]
            number = read_number(text.words.removeprefix(name))
            require(number in {_round(value) for value in wanted[column]}, "et tal ved en grænse er ikke grænsens")


def _round(value: float) -> float:
    """A number as a control chart prints it, which is as it is published. Called for the names of limits."""
    return float(Decimal(str(value)))


def _are_same(places: list[float], wanted: set[float]) -> bool:
    """Whether places drawn are those wanted, each at least once. Called for the lines of a control chart."""
    return all(any(are_near(place, one) for one in wanted) for place in places) and all(
        any(are_near(place, one) for place in places) for one in wanted
    )
