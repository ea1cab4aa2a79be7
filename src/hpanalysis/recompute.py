"""What a notebook computes itself: a delaftale's figures from the frames, held against the run's; the plan's audit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from hpanalysis import audit_table, corrections, danish, disclose, judge, measure
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop, WrongUse
from hpanalysis.plan import Activity, Plan
from hpanalysis.tables import BREAKDOWNS, KEY, OUTCOMES, Edition, Status
from hpanalysis.workspace import Workspace

if TYPE_CHECKING:  # they are handed in and out, and what makes pages takes seconds to import
    from hpanalysis.report.notebook.data_quality import PrintedBaselinesView
    from hpanalysis.report.notebook.delaftale import DelaftaleView, RecomputedDelaftale
    from hpanalysis.report.notebook.half_year import HalfYearView


def join_hidden(judged: pd.DataFrame, measured: pd.DataFrame) -> pd.DataFrame:
    """Return the confidential edition of `judged`: hidden cells get their counts and values again, but no verdicts.
    Called when a run makes the confidential table, and when a notebook recomputes it. measured: the same rows in the
    same order, with their true counts."""
    joined = judged.copy()
    hidden = (judged["status"] == Status.HIDDEN.value).to_numpy()
    complete = measured.assign(value=judge.compute_values(measured))
    for column in ("numerator", "denominator", "value"):
        true = complete[column]
        filled = pd.Series(true.to_numpy(), index=judged.index).astype(judged[column].dtype)
        joined[column] = judged[column].where(~hidden, filled)
    return joined


def join_hidden_groups(judged: pd.DataFrame, grouped: pd.DataFrame) -> pd.DataFrame:
    """The figures of groups as the data unit reads them (columns `tables.BREAKDOWNS`): hidden ones get their counts and
    values again, and no interval. Called when a run makes the confidential edition. judged: of `judge.judge_groups`;
    grouped: the same rows in the same order, with their true counts (`tables.GROUPED`)."""
    joined = join_hidden(judged, grouped)
    latest = joined.groupby("indicator_id")["window_end"].transform("max") == joined["window_end"]
    joined = joined.assign(latest=latest, persons=grouped["denominator_persons"])
    for column in ("numerator", "denominator", "persons"):
        joined[column] = pd.to_numeric(joined[column]).astype("Int64")
    return joined[BREAKDOWNS.names]


def _is_same_table(left: pd.DataFrame, right: pd.DataFrame) -> bool:
    """Say whether two tables of figures have the same rows and cells, in whatever order; null equals null. Asked of the
    table that a notebook recomputes and the run's."""
    left, right = (t.sort_values(KEY, kind="stable").reset_index(drop=True) for t in (left, right))
    return len(left) == len(right) and all(
        ((left[column] == right[column]) | (left[column].isna() & right[column].isna())).fillna(False).all()
        for column in left
    )


def compare_participants(
    half: HalfYearView, activity: str, outcome: str = "", matched_on: Sequence[str] | None = None
) -> pd.DataFrame:
    """An activity's participants beside others like them, as the analyst asks: what is known of the outcome, a row a
    thing (a column of `tables.OUTCOMES`, by its Danish description) with its answer.

    Called in JupyterLab in the notebook deltagere, in a cell that is not on the page. activity: its id in
    activities.csv. outcome: another indicator whose windows are sums of months; "" for the plan's. matched_on: of koen
    (sex) and area_id (housing area) those in which the two sides must be alike, besides the month, the value before and
    the age; None for the finest that keeps enough participants. All begin months whose time after is delivered are
    told of at once. Hidden is what the public edition would hide. Whoever asks many times will find something by
    chance: what is published is the plan's own question, asked once. `WrongUse` for an activity or an outcome that
    there is none of.
    """
    workspace, release = Workspace.from_environment(), half.release
    chosen = _find_followed(workspace.plan, activity)
    key = outcome or chosen.outcome
    if key not in catalogue.indicators() or not catalogue.indicators()[key].is_sum_of_months:
        raise WrongUse(
            "Udfaldet kan ikke opgøres måned for måned.",
            expected="en indikator som kontanthjaelp eller elevfravaer.",
            do="Ret navnet i kaldet.",
        )
    found = measure.measure_one_outcome(workspace, release.half_year, chosen, key, matched_on)
    told = disclose.tell_outcomes([found], release.half_year, workspace.plan.participants_k).outcomes
    decimals = catalogue.indicators()[key].decimals
    answers = [_write_answer(told[column.name].iloc[0], decimals) for column in OUTCOMES]
    table = pd.DataFrame({"svar": answers}, index=pd.Index([column.description for column in OUTCOMES]))
    return table[table["svar"] != ""]


def _write_answer(answer: Any, decimals: int) -> str:
    """A cell of an outcome as the analyst reads it; "" for an empty one. Called for each. decimals: the outcome's."""
    if answer is None or pd.isna(answer):
        return ""
    return danish.format_number(answer, decimals) if isinstance(answer, float) else str(answer)


def _find_followed(plan: Plan, activity_id: str) -> Activity:
    """The followed activity with an id; `WrongUse` where there is none. Called for the analyst's question."""
    followed = {one.activity_id: one for one in plan.followed_activities}
    if activity_id not in followed:
        raise WrongUse(
            "Aktiviteten kendes ikke, eller dens deltagere følges ikke.",
            expected=f"en af {', '.join(followed) or 'ingen'}.",
            do="Ret navnet i kaldet.",
        )
    return followed[activity_id]


def compute_delaftale(workspace: Workspace, half: HalfYear, agreement_id: str, edition: Edition) -> pd.DataFrame:
    """Measure and judge a delaftale's indicators anew from the frames: rows as `tables.JUDGED`.

    Called in the notebook delaftale (`recompute_delaftale`). agreement_id: the delaftale's key in the plan. The cells
    hidden by the run are hidden here too (the half-year's stored pattern), and figures that may not be corrected are
    taken as they were published. A single difference from the run's table raises `Stop`, because a report must never
    show a figure that the run did not make.
    """
    plan = workspace.plan
    indicator_ids = [adoption.indicator_id for adoption in plan.adopted(agreement_id)]
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
    if edition is Edition.CONFIDENTIAL:
        judged = join_hidden(judged, measured)
    published = workspace.judged(half, edition)
    published = published[published["indicator_id"].isin(indicator_ids)]
    if not _is_same_table(judged, published):
        raise Stop(
            "Notesbogens tal er ikke de samme som kørslens.",
            place=plan.agreement(agreement_id).name,
            expected="samme tal, når de regnes igen fra de samme udtræk.",
            do="Kør halvåret igen.",
        )
    return judged


def recompute_delaftale(shown: DelaftaleView) -> RecomputedDelaftale:
    """Return the same delaftale with its figures computed anew from the frames; `Stop` where one differs. Called in the
    notebook delaftale. shown: the delaftale with the figures of the run."""
    release, workspace = shown.release, Workspace.from_environment()
    return shown.with_figures(compute_delaftale(workspace, release.half_year, shown.agreement.id, release.edition))


def audit_baselines(half: HalfYearView) -> PrintedBaselinesView:
    """Audit the plan's printed baselines, and return what the half-year's edition may show of the answers. Called in
    the notebook baseline_revision."""
    return half.printed_baselines(audit_table.tabulate_plan_audit(half.release.plan, half.release.edition))
