"""The areas that a source's figures do not wholly hold, in the plan's own words (coverage.csv)."""

from __future__ import annotations

from collections.abc import Sequence

from hpanalysis import danish
from hpanalysis.plan import Covered, PartialCoverage, Plan

# In the order in which they are told, with the noun (for the first) and without it.
_FROM = {
    Covered.NONE: ("ingen boligafdelinger fra", "ingen fra"),
    Covered.ONE: ("kun én boligafdeling fra", "kun én fra"),
    Covered.FEW: ("få boligafdelinger fra", "få fra"),
}
# Beside a verdict that holds the figure against another, where the sentence itself does not stand.
COMPARED = "kun de boligafdelinger, der er med"


def _name_by_word(rows: Sequence[PartialCoverage], plan: Plan) -> list[tuple[Covered, str]]:
    """The areas of each word, joined, none first. Called for the sentence and for the brief text."""
    named = [(word, [plan.area(row.area_id).name for row in rows if row.covered is word]) for word in Covered]
    return [(word, danish.join_words(names)) for word, names in named if names]


def _join_clauses(rows: Sequence[PartialCoverage], plan: Plan) -> str:
    """`ingen boligafdelinger fra Energivej-området og kun én fra Centrale Randers`; the noun stands once. Called for
    the sentence and for the brief text."""
    named = _name_by_word(rows, plan)
    return danish.join_words(f"{_FROM[word][place > 0]} {names}" for place, (word, names) in enumerate(named))


def state_uncovered(rows: Sequence[PartialCoverage], plan: Plan) -> str:
    """The sentence on which areas' departments are not all in a figure, and where the plan says so; "" where it names
    none. Called for the caveat of each figure of the source, and for what it is compared with. rows: of its sources."""
    if not rows:
        return ""
    return f"Ifølge {rows[0].printed} indgår der {_join_clauses(rows, plan)}."


def name_uncovered(rows: Sequence[PartialCoverage], plan: Plan) -> str:
    """The same as a brief text under a figure's name in a table: `med ingen boligafdelinger fra Energivej-området, kun
    én fra Centrale Randers`; "" where the plan names none. Called for the total's row."""
    return f"med {_join_clauses(rows, plan)}" if rows else ""
