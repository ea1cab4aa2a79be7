"""For the delaftale notebook: its indicators are computed once more from the validated frames.

They must come out the same as in the run's table.
"""

from __future__ import annotations

import pandas as pd

from hpanalysis import corrections, disclose, judge, measure
from hpanalysis.errors import Stop
from hpanalysis.tables import KEY, Edition, Status
from hpanalysis.workspace import Workspace, parse_half_year


def join_hidden(judged: pd.DataFrame, measured: pd.DataFrame) -> pd.DataFrame:
    """The confidential edition of `judged`: the hidden cells have their counts and values again, but no verdicts.

    measured: the same rows in the same order, with their true counts.
    """
    joined = judged.copy()
    hidden = (judged["status"] == Status.HIDDEN.value).to_numpy()
    complete = measured.assign(value=judge.compute_values(measured))
    for column in ("numerator", "denominator", "value"):
        true = complete[column]
        filled = pd.Series(true.to_numpy(), index=judged.index).astype(judged[column].dtype)
        joined[column] = judged[column].where(~hidden, filled)
    return joined


def _is_same_table(left: pd.DataFrame, right: pd.DataFrame) -> bool:
    """Whether two tables of figures have the same rows and cells, in whatever order; null equals null."""
    left, right = (t.sort_values(KEY, kind="stable").reset_index(drop=True) for t in (left, right))
    return len(left) == len(right) and all(
        ((left[column] == right[column]) | (left[column].isna() & right[column].isna())).fillna(False).all()
        for column in left
    )


def recompute_delaftale(
    half_year: str, agreement: str, edition: str = Edition.PUBLIC.value, workspace: Workspace | None = None
) -> pd.DataFrame:
    """The judged rows (`tables.JUDGED`) of an agreement's indicators, measured here and now from the frames.

    The cells hidden by the run are hidden here too (the half-year's stored pattern), and figures that may not be
    corrected are taken as they were published. A single difference from the run's table raises `Stop`, because a report
    must never show a figure that the run did not make.
    """
    workspace, half = workspace or Workspace.from_environment(), parse_half_year(half_year)
    plan = workspace.plan
    indicator_ids = [adoption.indicator_id for adoption in plan.adopted(agreement)]
    windows = measure.WindowAmounts(workspace, half)
    standing = workspace.table("standing", half)
    measured = corrections.restore_standing_figures(measure.measure(workspace, half, indicator_ids, windows), standing)
    pattern = workspace.table("pattern", half)
    links = corrections.drop_links_of_standing_figures(
        measure.link_persons(workspace, half, indicator_ids, windows), standing
    )
    linked = disclose.select_usable_links(links, pattern, plan)
    whole = workspace.judged(half, Edition.PUBLIC)
    judged = judge.judge(disclose.apply_pattern(measured, pattern, linked), plan, half, elsewhere=whole)
    if Edition(edition) is Edition.CONFIDENTIAL:
        judged = join_hidden(judged, measured)
    published = workspace.judged(half, Edition(edition))
    published = published[published["indicator_id"].isin(indicator_ids)]
    if not _is_same_table(judged, published):
        raise Stop(
            "Notesbogens tal er ikke de samme som kørslens.",
            place=plan.agreement(agreement).name,
            expected="samme tal, når de regnes igen fra de samme udtræk.",
            do="Kør halvåret igen.",
        )
    return judged
