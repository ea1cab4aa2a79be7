"""Measured under a pattern -> Disclosed: a hidden cell has no descendants, that is, no number made from its own."""

from __future__ import annotations

import pandas as pd

from hpanalysis.disclose.linked import has_both_shown
from hpanalysis.errors import Stop
from hpanalysis.tables import KEY, Disclosed, Status

# Counts of persons serve the rule only: but for the size of a shown group, which its interval needs, none leaves here.
# Nor does what one person alone adds.
_RULE_ONLY = ["numerator_persons", "complement_persons", "largest"]
_NUMBERS = ["numerator", "denominator", "denominator_persons", "sum_nn", "sum_nd", "sum_dd", "spread"]


def apply_pattern(measured: pd.DataFrame, pattern: pd.DataFrame, linked: pd.DataFrame) -> Disclosed:
    """Make the table that may be shown: the rows of `measured`, every number null in the cells that the pattern hides.

    A figure that is not delivered or measured is never hidden. Called before anything is judged, and when a notebook
    computes the figures again. measured: columns `tables.MEASURED`. pattern: as `choose_pattern` gives it; a measured
    row that it has no row for raises `Stop`. linked: the persons followed between two windows, as `select_usable_links`
    left them under the same pattern; a row of a hidden figure raises `ValueError`.
    """
    # An interval of change rests on both figures, so a link of a hidden one would tell of it.
    if not has_both_shown(linked, pattern).all():
        raise ValueError("linked rows of hidden figures: pass them through select_usable_links first")
    # A left join with an indicator: every measured row stays, and one that the pattern has no row for is seen as such.
    # With an inner join it would be gone without a word.
    table = measured.merge(pattern, on=KEY, how="left", indicator=True, validate="one_to_one")
    if (table["_merge"] != "both").any():
        raise Stop(
            "Et tal er ikke med i diskretioneringens mønster og kan derfor ikke vises.",
            expected="samme indikatorer, perioder og områder som i kørslen.",
            do="Kør halvåret igen.",
        )
    # A figure that was hidden before may not be delivered any more. It is then absent, not hidden: there is no number
    # to protect, and saying so tells nothing.
    absent = table["status"].isin([Status.NOT_DELIVERED.value, Status.NOT_MEASURED.value])
    hidden = table["rule"].notna() & ~absent
    table.loc[hidden, "status"] = Status.HIDDEN.value
    # What is null here can be computed from by nobody: not by an interval, a change, a verdict or a drawing.
    for column in _NUMBERS:
        table[column] = table[column].where(~hidden, None)
    return Disclosed(table.drop(columns=[*_RULE_ONLY, "rule", "_merge"]), linked)
