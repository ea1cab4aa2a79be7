"""When what is drawn agrees with a figure: how near two places must be, and what is raised where they are not."""

from __future__ import annotations

from hpanalysis.verify.pages.facts import Cells

NEAR = 0.3  # pixels: coordinates are written with one decimal, cut off


class Wrong(Exception):
    """Raised where a drawing is not what the program draws; the message is a Danish clause."""


def require(is_so: bool, wrong: str) -> None:
    """Raise `Wrong` with its clause where something is not so. Called for each thing that is drawn."""
    if not is_so:
        raise Wrong(wrong)


def are_near(one: float, other: float) -> bool:
    """Whether two places are one, as exactly as a drawing is written. Called for each place."""
    return abs(one - other) <= NEAR


def get_number(cells: Cells, column: str) -> float | None:
    """A number of a row; None where it has none. Called for what is drawn."""
    text = cells.get(column, "")
    return float(text) if text else None
