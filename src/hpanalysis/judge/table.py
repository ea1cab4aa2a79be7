"""Disclosed -> the judged table, row by row: each figure with its interval, comparisons and verdicts."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from hpanalysis.definitions import bridges
from hpanalysis.definitions.windows import HalfYear, is_pooled
from hpanalysis.judge.facts import P_COLUMNS, Facts, add_evidence, add_levels, gather_facts, is_followed_area
from hpanalysis.judge.families import FamilyTest, mark_sure, name_family
from hpanalysis.judge.figure_lookup import FigureLookup, WindowFigure
from hpanalysis.judge.methods import describe_method
from hpanalysis.judge.target_columns import Cells, Sure, fill_target, name_evidence, round_limits, round_own_limits
from hpanalysis.judge.values import compute_value
from hpanalysis.plan import Plan
from hpanalysis.statistics import ClusteredShare, Mean
from hpanalysis.tables import JUDGED, Disclosed, Type
from hpanalysis.tables.judged import COARSE, DEVELOPMENT


def _find_latest_windows(table: pd.DataFrame, half_year: HalfYear) -> dict[str, str]:
    """Indicator -> the id of the latest window that was delivered up to and with a half-year.

    Called by `judge` for this half-year and for the one before, to tell which windows are shown for the first time.
    table: the disclosed table. An indicator that was never delivered gets its latest window: it stands in the reports
    as not delivered. Windows pooled, and windows counted again by a later version, are series of their own and are left
    out.
    """
    single = table[~table["window"].map(bridges.stands_apart)]
    # A list, because a column without rows (where all windows are counted again) cannot be compared with a half-year.
    until = [HalfYear.parse(shown_in) <= half_year for shown_in in single["half_year"]]
    rows = single[pd.Series(until, single.index, dtype=bool)].sort_values("window_end", kind="stable")
    delivered = rows[rows["delivered_in"].notna()]
    # The rows are in order of time, so the last of an indicator's windows is the one that its key keeps.
    newest = dict(zip(rows["indicator_id"], rows["window"], strict=True))
    # A delivered window goes before a later one without a delivery, so that the last known figure stays in the reports.
    return newest | dict(zip(delivered["indicator_id"], delivered["window"], strict=True))


def _get_value(figure: WindowFigure | None) -> Decimal | None:
    """The value of a figure, in the unit; None where there is no figure, or it shows no number. Called for the
    municipality's figure and for the year before's when a row is filled in."""
    return None if figure is None else figure.value


def _fill_comparisons(facts: Facts, sure: Sure) -> Cells:
    """The columns of the judged table that compare the row with the municipality and with the other areas.

    Called for each row. sure: key of `P_COLUMNS`, such as `municipality` -> whether that test is significant when all
    tests of the same question are weighed (its family). Verdict and reason are None and "" where the row is given none.
    """
    municipality, others = facts.municipality, facts.others
    # Without other areas there is no question, so there is neither verdict nor reason: the total is all of them.
    has_others = facts.is_judged and others.counts is not None
    rest, other_areas = (
        None if counts is None else compute_value(counts.numerator, counts.denominator, facts.indicator)
        for counts in (municipality.rest, others.counts)
    )
    return {
        "municipality_value": _get_value(municipality.figure),
        "rest_value": rest,
        "municipality_p": municipality.tested.p,
        "versus_municipality": municipality.tested.versus(sure["municipality"]).value if facts.is_judged else None,
        "versus_reason": municipality.tested.reason if facts.is_judged else "",
        "others_value": other_areas,
        "others_p": others.tested.p,
        "versus_others": others.tested.versus(sure["others"]).value if has_others else None,
        "others_reason": others.tested.reason if has_others else "",
    }


def _fill_changes(facts: Facts, sure: Sure) -> Cells:
    """The columns of the judged table on the changes since the baseline and since the year before. Called for each row,
    the municipality's too. sure: key of `P_COLUMNS`, such as `baseline` -> whether that test is significant when its
    whole family of tests is weighed. What was not delivered has no verdict (None) and no reason ("")."""
    baseline, year_before, is_delivered = facts.baseline, facts.year_before, facts.is_delivered
    # The change's limits are in the unit already; those of the figure itself are raw and are scaled.
    low, high = round_limits(baseline.change.limits, facts)
    return {
        "baseline_window": baseline.window,
        "baseline_value": None if baseline.printed is None else baseline.printed.value,
        "baseline_added_up": baseline.printed is not None and baseline.printed.added_up,
        "baseline_recomputed": baseline.recomputed,
        "change": baseline.change.value,
        "change_lo": low,
        "change_hi": high,
        "change_p": baseline.change.tested.p,
        "since_baseline": baseline.change.since(sure["baseline"]).value if is_delivered else None,
        "since_reason": baseline.change.tested.reason if is_delivered else "",
        "year_before_window": None if year_before.figure is None else year_before.figure.window,
        "year_before_value": _get_value(year_before.figure),
        "year_before_change": year_before.change.value,
        "year_before_p": year_before.change.tested.p,
        "since_year_before": year_before.change.since(sure["year_before"]).value if is_delivered else None,
        "year_before_reason": year_before.change.tested.reason if is_delivered else "",
    }


def _fill_coarse(facts: Facts) -> Cells:
    """The columns of the judged table with what the figure's interval is computed from besides its counts. Called for
    each row; None in each that its kind of figure does not have, and where there is no number."""
    cells: Cells = dict.fromkeys(column.name for column in COARSE)
    estimate = facts.now.estimate
    if isinstance(estimate, ClusteredShare):
        return cells | {"effective_size": estimate.effective_size, "persons_at_least": estimate.freedom + 1}
    return cells | {"mean_spread": estimate.spread} if isinstance(estimate, Mean) else cells


def _fill_evidence(facts: Facts) -> Cells:
    """The columns of the judged table on the direction of the change since the baseline: effect and standard error on
    the natural scale, the prior's standard deviation, the probability, and its fixed word. Called for each row; all are
    None where there is no change to weigh, and for the municipality and the country."""
    evidence, word = facts.evidence, name_evidence(facts)
    if evidence is None or word is None:
        return dict.fromkeys(("effect", "effect_se", "prior_sd", "probability", "evidence"))
    return {
        "effect": evidence.effect,
        "effect_se": evidence.effect_se,
        "prior_sd": evidence.prior_sd,
        "probability": evidence.probability,
        "evidence": word.value,
    }


def _fill_course(facts: Facts, sure: Sure) -> Cells:
    """The columns of the judged table on the figure's course over all windows since the baseline. Called for each row,
    the municipality's too. sure: key of `P_COLUMNS`, such as `course` -> whether that test is significant when its
    whole family is weighed. A row that shows no number has neither verdict (None) nor reason ("")."""
    course = facts.course
    low, high = round_limits(course.limits, facts, more_decimals=1)
    is_told = facts.is_delivered and facts.now.value is not None
    return {
        "natural_value": None if course.natural is None else course.natural.value,
        "natural_se": None if course.natural is None else course.natural.se,
        "trend": course.value,
        "trend_lo": low,
        "trend_hi": high,
        "trend_p": course.tested.p,
        "trend_windows": course.windows,
        "trend_from": course.first,
        "trend_correlation": course.correlation,
        "since_trend": course.since(sure["course"]).value if is_told else None,
        "trend_reason": course.tested.reason if is_told else "",
    }


def _fill_development(facts: Facts, sure: Sure) -> Cells:
    """The columns of the judged table that hold the change since the baseline against the rest of the municipality's.
    Called for each row. sure: key of `P_COLUMNS`, such as `development` -> whether that test is significant when its
    whole family of tests is weighed. All are None (the reason "") in a row that is hidden, not delivered, or the
    municipality's; where nothing can be subtracted the word and the reason stand alone."""
    beside = facts.development
    cells: Cells = dict.fromkeys(column.name for column in DEVELOPMENT) | {"development_reason": ""}
    # A hidden row is told to be hidden by its status, and nothing more stands in it.
    if not facts.is_judged or facts.now.value is None:
        return cells
    word, reason = beside.judge(sure["development"])
    (rest_low, rest_high), (low, high), (low_90, high_90) = (
        limits or (None, None) for limits in (beside.rest_limits, beside.limits, beside.limits_90)
    )
    return cells | {
        "rest_change": beside.rest_change,
        "rest_change_lo": rest_low,
        "rest_change_hi": rest_high,
        "development": beside.value,
        "development_lo": low,
        "development_hi": high,
        "development_lo_90": low_90,
        "development_hi_90": high_90,
        "development_p": beside.tested.p,
        "development_ratio": beside.ratio,
        "development_margin": beside.margin,
        "versus_development": word.value,
        "development_reason": reason,
    }


def _make_row(facts: Facts, sure: Sure, plan: Plan) -> Cells:
    """The columns that judging adds to a row of the disclosed table. Called for each row, when all tests are made.
    sure: key of `P_COLUMNS`, such as `municipality` -> whether that test is significant also when it is counted how
    many tests its family has."""
    low, high = round_own_limits(facts)
    return {
        "value": facts.now.value,
        "lo": low,
        "hi": high,
        **_fill_coarse(facts),
        "unit": facts.indicator.unit.text,
        **_fill_comparisons(facts, sure),
        **_fill_changes(facts, sure),
        **_fill_evidence(facts),
        **_fill_course(facts, sure),
        **_fill_development(facts, sure),
        **fill_target(facts, sure, plan),
        "method": describe_method(
            facts.indicator, facts.adoption, facts.baseline.change.paired, is_pooled(facts.now.window), facts.levels
        ),
        "sources": " ".join(source.name for source in facts.indicator.sources),
    }


def _read_tests(judged: pd.DataFrame | None, question: str, here: set[str], plan: Plan) -> list[FamilyTest]:
    """The tests of one question in a table that was judged before, but for those of the indicators in `here`.

    Called for each question when a table is judged. There is something to read only where a notebook judges one
    delaftale's indicators, because the whole run's tests decide together which are significant. judged: the table of
    the whole run; None where this table is the whole run, which gives an empty list. question: what figures are
    compared with, a key of `P_COLUMNS`. Rows of the municipality and the country are left out; a missing p is None.
    """
    if judged is None:
        return []
    # The published p has six digits, as `Outcome.of_test` keeps it, so both tables hold the same number.
    followed = judged["area_id"].map(lambda area: is_followed_area(plan, area))
    # The indicators judged here bring their own tests; with both, each would count twice in its family.
    rows = judged[~judged["indicator_id"].isin(sorted(here)) & followed]
    cells = zip(rows[P_COLUMNS[question]], rows["half_year"], rows["window"], rows["indicator_id"], strict=True)
    supplementary = {adoption.indicator_id for adoption in plan.adoptions if adoption.is_supplementary}
    return [
        FamilyTest(
            None if pd.isna(p) else float(p),
            name_family(half_year, window, is_supplementary=indicator_id in supplementary),
        )
        for p, half_year, window, indicator_id in cells
    ]


def _mark_sure_rows(all_facts: list[Facts], elsewhere: pd.DataFrame | None, plan: Plan) -> list[Sure]:
    """For each row, in order, by key of `P_COLUMNS`: whether its test is sure.

    Sure is what is significant when all tests of its family are weighed: those of one question, such as the change
    since the baseline, in the windows that one half-year shows first. Called by `judge` between the tests and the
    verdicts. elsewhere: a judged table with other indicators' tests of the same families; None where there are no
    others.
    """
    here = {facts.adoption.indicator_id for facts in all_facts}
    # Each question is asked by itself: many tests since the baseline make no verdict on the municipality harder.
    by_question = [
        mark_sure(
            [facts.make_family_test(question) for facts in all_facts], _read_tests(elsewhere, question, here, plan)
        )
        for question in P_COLUMNS
    ]
    return [dict(zip(P_COLUMNS, row, strict=True)) for row in zip(*by_question, strict=True)]


def judge(disclosed: Disclosed, plan: Plan, half_year: HalfYear, elsewhere: pd.DataFrame | None = None) -> pd.DataFrame:
    """The judged table (columns `tables.JUDGED`), a row a disclosed row, in the same order.

    Numbers are floats rounded as the definition prints them, p as six digits; a hidden row has none, and nothing is
    computed from it. elsewhere: a judged table of the same half-year with the indicators that `disclosed` has not;
    their tests belong to the same families. (A delaftale's notebook judges its own indicators only, and must reach the
    verdicts of the run that judged all of them.) Called when a half-year's figures are computed (`pipeline.figures`),
    and by the notebook of a delaftale, which computes its figures once more (`recompute`).
    """
    # Two rounds over the rows: all tests first, then the verdicts, which need to know of all tests.
    table = disclosed.table
    lookup = FigureLookup(disclosed, plan)
    all_facts = add_evidence([gather_facts(row, lookup) for row in table.itertuples(index=False)])
    all_facts = add_levels(all_facts, plan)
    sure_rows = _mark_sure_rows(all_facts, elsewhere, plan)
    rows = [_make_row(facts, sure, plan) for facts, sure in zip(all_facts, sure_rows, strict=True)]
    judged = pd.DataFrame(rows, index=table.index)
    # Columns of the disclosed table that judging does not add (half_year, status and the like) are passed on.
    judged = pd.concat([table[[c for c in table if c not in judged]], judged], axis=1)
    # New is what this half-year's report shows for the first time; a rolling window is new each time, a yearly one not.
    now, before = _find_latest_windows(table, half_year), _find_latest_windows(table, half_year.previous)
    judged["latest"] = judged["indicator_id"].map(now) == judged["window"]
    judged["new"] = judged["latest"] & (judged["indicator_id"].map(before) != judged["window"])
    for column in ("persons_at_least", "trend_windows", "distance_persons", "needed_persons"):
        judged[column] = judged[column].astype("Int64")
    for column in JUDGED.names_of(Type.NUMBER):
        judged[column] = judged[column].map(lambda n: None if n is None or pd.isna(n) else float(n)).astype("Float64")
    return judged[JUDGED.names]
