"""What an activity is to change for its participants: the column outcome of activities.csv, held against the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from hpanalysis.by_hand.csv_table import CsvRow
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Count, Indicator
from hpanalysis.plan.agreed.activities import FILE, Activity
from hpanalysis.plan.agreed.cells import Cells, Refuse
from hpanalysis.plan.agreed.chain import Link


def _is_counted_from_persons(indicator: Indicator) -> bool:
    """Whether each person's own value can be found behind an indicator: its numerator is counted of rows about persons.
    Called for each outcome, because only then can a participant be followed."""
    return isinstance(indicator.numerator, Count) and indicator.numerator.source.has_persons


def refuse_outcomes(
    rows: Sequence[CsvRow],
    activities: Iterable[Activity],
    delmaal_by_indicator: Mapping[str, str],
    links: Sequence[Link],
    refuse: Refuse,
) -> None:
    """`Stop` for an outcome that cannot be followed, or that the plan does not say that the activity is for.

    Called once when the plan is read. rows: of activities.csv, in the order of `activities`. delmaal_by_indicator: an
    adopted indicator -> its delmål. links: plan_chain.csv; without any nothing is said of what serves what, and an
    outcome need not serve a delmål. With it, the activity must serve the delmål of its outcome: an outcome beside the
    plan would be chosen by whoever looks for one that went well.
    """
    indicators = catalogue.indicators()
    for row, activity in zip(rows, activities, strict=True):
        if not (key := activity.outcome):
            continue
        cells = Cells(FILE, row, refuse)
        if key not in delmaal_by_indicator or key not in indicators:
            raise cells.stop("outcome", "Planen har ikke vedtaget indikatoren.", "en indikator fra adoption.csv.")
        if not _is_counted_from_persons(indicators[key]):
            raise cells.stop(
                "outcome",
                "Indikatoren er ikke talt ud fra personer, så ingen deltager kan følges i den.",
                "en indikator, der tælles person for person.",
            )
        served = {link.delmaal_id for link in links if link.activity_id == activity.activity_id}
        if links and delmaal_by_indicator[key] not in served:
            raise cells.stop(
                "outcome",
                f"Aktiviteten tjener ikke delmålet {delmaal_by_indicator[key]} i plan_chain.csv.",
                "en indikator under et delmål, som aktiviteten tjener.",
            )
        if not indicators[key].is_sum_of_months:
            raise cells.stop(
                "outcome",
                "Tallet opgøres ikke måned for måned, så et halvt år før og efter et forløb kan ikke måles.",
                "en indikator, hvis perioder er summer af måneder.",
            )
