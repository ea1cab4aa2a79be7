"""The change of a figure beside that of the rest of the municipality, in words: one pattern for each verdict.

"Udviklingen i området holdes op mod udviklingen i beliggenhedskommunen" says what the two changes are, and never that
one brought the other about.
"""

from __future__ import annotations

from hpanalysis.definitions.model import Indicator
from hpanalysis.plan import Adoption, Target
from hpanalysis.report import numbers
from hpanalysis.report.cells import Cell
from hpanalysis.tables import Development

# The targets whose words are that the development is followed: only there is the verdict a sentence of the page.
_HELD_AGAINST_DEVELOPMENT = (Target.FOLLOW_MUNICIPALITY, Target.DEVELOPMENT)

_VERDICTS = {
    Development.CAUGHT_UP: "Forskellen på de to ændringer er sikker, og {area} har hentet ind.",
    Development.KEPT_PACE: "Forskellen på de to ændringer ligger inden for margenen på {margin}, og {area} har fulgt "
    "med.",
    Development.FALLEN_BEHIND: "Forskellen på de to ændringer er sikker, og {area} er sakket bagud.",
    Development.UNDECIDED: "Det kan ikke afgøres, om {area} har fulgt med, fordi {reason}.",
}


def is_development_told(adoption: Adoption) -> bool:
    """Whether the plan holds the indicator's development against the municipality's, so that the sentences on a figure
    tell of it; tables have the column for every indicator that is compared. Called before the sentence is made."""
    return adoption.target in _HELD_AGAINST_DEVELOPMENT


def describe_development(cell: Cell, indicator: Indicator, area: str, rest: str) -> list[str]:
    """The sentences on a figure's change beside the rest's, not yet finished; empty where the two are not held against
    each other, or where only the reason is known (`Speaker.explain_unanswered` tells that). Called for the whole text
    of a figure. area: its name; rest: `i resten af kommunen`."""
    beside = cell.development
    if not cell.is_public or beside is None or cell.change is None or beside.rest_change is None:
        return []
    here, there = (numbers.describe_way(change, indicator) for change in (cell.change, beside.rest_change))
    margin = "" if beside.margin is None else numbers.format_margin(beside.margin, indicator)
    return [
        f"Siden udgangspunktet er det målte tal {here}, og {rest} er det {there}.",
        _VERDICTS[beside.verdict].format(area=area, margin=margin, reason=beside.reason),
    ]
