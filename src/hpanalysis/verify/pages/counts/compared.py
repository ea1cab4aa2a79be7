"""What figures are held up against, in a word: the verdict, whether it may be told, and whom it is against."""

from __future__ import annotations

from hpanalysis.verify.pages.facts import Cells, Facts


def tell_versus(row: Cells, facts: Facts) -> str:
    """A row's verdict against the comparison, "" where it is not compared. Called for each figure counted."""
    return row["versus_municipality"] if is_comparable(row, facts) else ""


def is_comparable(row: Cells, facts: Facts) -> bool:
    """Whether a row's indicator may be compared. Called for each figure counted."""
    judging = facts.definitions.indicators[row["indicator_id"]].judging
    return judging is None or judging.comparable


def name_compared(figures: list[Cells], facts: Facts, municipality: str, country: str, both: str) -> str:
    """What figures are compared with, in one of three words. Called for the sentences that name it."""
    names = set()
    for row in figures:
        judging = facts.definitions.indicators[row["indicator_id"]].judging
        other = judging.compared_with if judging is not None else None
        names.add(other is not None and other == facts.definitions.country)
    return country if names == {True} else both if True in names else municipality
