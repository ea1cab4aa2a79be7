"""Disclosed -> the judged table, row by row: each figure with its interval, what it is held against, its verdicts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pandas as pd

from hpanalysis.definitions.windows import HalfYear, is_pooled
from hpanalysis.judge.change import Change
from hpanalysis.judge.facts import QUESTIONS, Facts, gather_facts, is_followed_area
from hpanalysis.judge.families import FamilyTest, mark_sure, name_family
from hpanalysis.judge.figure_lookup import FigureLookup, WindowFigure
from hpanalysis.judge.methods import describe_method
from hpanalysis.judge.targets import LEVEL_FORMS, TargetEvidence, judge_target
from hpanalysis.judge.values import compute_value, round_half_up
from hpanalysis.judge.verdicts import since, versus
from hpanalysis.plan import Plan
from hpanalysis.tables import JUDGED, Disclosed, Type

P_COLUMNS = {
    "municipality": "municipality_p",
    "others": "others_p",
    "baseline": "change_p",
    "year_before": "year_before_p",
}


def _latest(table: pd.DataFrame, half_year: HalfYear) -> tuple[dict[str, str], dict[str, str]]:
    """Indicator -> the latest window that was delivered, and the same for the half-year before.

    An indicator that was never delivered keeps its latest window: it stands in the reports as not delivered. Windows
    pooled are a series of their own.
    """
    found, table = [], table[~table["window"].map(is_pooled)]
    for last in (half_year, half_year.previous):
        rows = table[table["half_year"].map(HalfYear.parse) <= last].sort_values("window_end", kind="stable")
        delivered = rows[rows["delivered_in"].notna()]
        newest = dict(zip(rows["indicator_id"], rows["window"], strict=True))
        found.append(newest | dict(zip(delivered["indicator_id"], delivered["window"], strict=True)))
    return found[0], found[1]


def _value(figure: WindowFigure | None) -> Decimal | None:
    return None if figure is None else figure.value


def _limits(limits: tuple[float, float] | None, f: Facts, scale: int = 1) -> list[Decimal | None]:
    """Rounded as the figure is."""
    if limits is None:
        return [None, None]
    return [round_half_up(Decimal(repr(scale * limit)), f.indicator.decimals) for limit in limits]


def _interval(f: Facts) -> list[Decimal | None]:
    return _limits(f.now.estimate.limits() if f.now.estimate is not None else None, f, f.indicator.unit.scale)


def _of_counts(counts: Any, f: Facts) -> Decimal | None:
    return None if counts is None else compute_value(counts.numerator, counts.denominator, f.indicator)


def _since(f: Facts, changed: Change, stands: bool) -> tuple[str | None, str]:
    return (since(changed, stands).value, changed.tested.reason) if f.told else (None, "")


def _beside(f: Facts, stands: dict[str, bool]) -> dict:
    """The comparisons with the municipality and with the other areas."""
    judged = f.own and f.told
    against = versus(f.versus, stands["municipality"]) if judged else None
    others = versus(f.versus_others, stands["others"]) if judged and f.others is not None else None
    return {
        "municipality_value": _value(f.municipality),
        "rest_value": _of_counts(f.rest, f),
        "municipality_p": f.versus.p,
        "versus_municipality": None if against is None else against.value,
        "versus_reason": f.versus.reason if judged else "",
        "others_value": _of_counts(f.others, f),
        "others_p": f.versus_others.p,
        "versus_others": None if others is None else others.value,
        "others_reason": f.versus_others.reason if others is not None else "",
    }


def _changes(f: Facts, stands: dict[str, bool]) -> dict:
    """The changes since the baseline and since the year before."""
    since_baseline, since_reason = _since(f, f.since_baseline, stands["baseline"])
    since_year, year_reason = _since(f, f.since_year_before, stands["year_before"])
    lo, hi = _limits(f.since_baseline.limits, f)
    return {
        "baseline_window": f.baseline_window,
        "baseline_value": _value(f.printed),
        "baseline_recomputed": _value(f.recomputed),
        "change": f.since_baseline.value,
        "change_lo": lo,
        "change_hi": hi,
        "change_p": f.since_baseline.tested.p,
        "since_baseline": since_baseline,
        "since_reason": since_reason,
        "year_before_window": None if f.earlier is None else f.earlier.window,
        "year_before_value": _value(f.earlier),
        "year_before_change": f.since_year_before.value,
        "year_before_p": f.since_year_before.tested.p,
        "since_year_before": since_year,
        "year_before_reason": year_reason,
    }


def _target(f: Facts, stands: dict[str, bool]) -> dict:
    """The verdict against the delmål's target; a row that is not followed, or not told of, has none."""
    words = {"target": f.adoption.target_words, "verdict": None, "reason": "", "margin": None, "line": None}
    if not (f.own and f.told):
        return words
    standing = TargetEvidence(
        f.indicator,
        f.adoption,
        f.now,
        f.baseline,
        versus(f.versus, stands["municipality"]),
        f.versus.reason,
        since(f.since_baseline, stands["baseline"]),
        f.since_baseline.tested.reason,
        f.gap(),
        f.line,
        f.link,
    )
    verdict, reason = judge_target(standing)
    line = None if f.line is None else Decimal(repr(f.indicator.unit.scale * f.line.value))
    return words | {
        "verdict": None if verdict is None else verdict.value,
        "reason": reason,
        "margin": f.adoption.margin if f.adoption.target in LEVEL_FORMS else None,
        "line": None if line is None else round_half_up(line, f.indicator.decimals),
    }


def _row(f: Facts, stands: dict[str, bool]) -> dict:
    lo, hi = _interval(f)
    return {
        "value": f.now.value,
        "lo": lo,
        "hi": hi,
        "unit": f.indicator.unit.text,
        **_beside(f, stands),
        **_changes(f, stands),
        **_target(f, stands),
        "method": describe_method(f.indicator, f.adoption, f.since_baseline.paired, is_pooled(f.now.window)),
        "sources": " ".join(source.name for source in f.indicator.sources),
    }


def _entries(judged: pd.DataFrame | None, question: str, own: list[str], plan: Plan) -> list[FamilyTest]:
    """The tests of indicators that are judged elsewhere, as they were published."""
    if judged is None:
        return []
    rows = judged[~judged["indicator_id"].isin(own) & judged["area_id"].map(lambda area: is_followed_area(plan, area))]
    told = zip(rows[P_COLUMNS[question]], rows["half_year"], rows["window"], strict=True)
    return [FamilyTest(None if pd.isna(p) else float(p), name_family(half, window)) for p, half, window in told]


def _stands(found: list[Facts], elsewhere: pd.DataFrame | None, plan: Plan) -> list[dict[str, bool]]:
    """For each row and question, whether its test stands in its family."""
    own = sorted({f.adoption.indicator_id for f in found})
    columns = [
        mark_sure([f.entry(question) for f in found], _entries(elsewhere, question, own, plan))
        for question in QUESTIONS
    ]
    return [dict(zip(QUESTIONS, answers, strict=True)) for answers in zip(*columns, strict=True)]


def judge(disclosed: Disclosed, plan: Plan, half_year: HalfYear, elsewhere: pd.DataFrame | None = None) -> pd.DataFrame:
    """The judged table (columns `tables.JUDGED`), a row a disclosed row, in the same order.

    Numbers are floats rounded as the definition prints them, p as six digits; a hidden row has none, and nothing is
    computed from it. elsewhere: a judged table of the same half-year with the indicators that `disclosed` has not;
    their tests belong to the same families.
    """
    table = disclosed.table
    book = FigureLookup(disclosed, plan)
    found = [gather_facts(row, book) for row in table.itertuples(index=False)]
    rows = [_row(f, stands) for f, stands in zip(found, _stands(found, elsewhere, plan), strict=True)]
    judged = pd.DataFrame(rows, index=table.index)
    judged = pd.concat([table[[c for c in table if c not in judged]], judged], axis=1)
    now, before = _latest(table, half_year)
    judged["latest"] = judged["indicator_id"].map(now) == judged["window"]
    judged["new"] = judged["latest"] & (judged["indicator_id"].map(before) != judged["window"])
    for column in JUDGED.names_of(Type.NUMBER):
        judged[column] = judged[column].map(lambda n: None if n is None or pd.isna(n) else float(n)).astype("Float64")
    return judged[JUDGED.names]
