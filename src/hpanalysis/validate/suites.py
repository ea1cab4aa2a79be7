"""The suites of expectations/, loaded once, and the checks they come to."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear, Span
from hpanalysis.plan import Plan
from hpanalysis.tables import CHECKS, KEY
from hpanalysis.validate.across import build_across_checks
from hpanalysis.validate.engine import Engine, convert_to_numbers
from hpanalysis.validate.measured_frame import add_counterparts
from hpanalysis.validate.rules import Rule, Suite, read_suites

MEASURED_SUITE = "maalt"
ACROSS_SUITE = "paa_tvaers"

# Limits for days that can be no one's: a typing error, or what a system writes for "no date".
_YEARS_FROM_CUTOFF = {"a_year_after": 1, "two_years_before": -2, "ten_years_before": -10, "twenty_years_before": -20}

# What stands for a person. A row's number leads the data unit to the row; a pseudonym beside it would be one too many.
PERSONAL = {"person"}
ROW = "raekke"  # 1 for the first row below the heading, through all files of the delivery in order of names


def _encode_date(day: date) -> int:
    """Write a date as 20250701 for 1 July 2025, as frames have it when rules are evaluated. Called for each date that a
    rule may compare with."""
    return day.year * 10000 + day.month * 100 + day.day


def find_latest_span(source_name: str, half_year: HalfYear) -> Span | None:
    """Find the window of time that a source's delivery should cover: the latest at the half-year's cut-off. None where
    the delivery itself decides, and for a residence history, from which no indicator is computed. Called when a
    validation is given no window."""
    source = catalogue.sources()[source_name]
    windows = (catalogue.indicators()[key].window for key in catalogue.list_indicators_of(source))
    return next((span for window in windows if (span := window.latest(half_year.cutoff))), None)


def list_parameters(half_year: HalfYear, span: Span | None) -> dict[str, int | list[int]]:
    """List what a rule may ask for by `$PARAMETER`: cutoff, whole_year (the first day of the last year that is over),
    a_year_after, two_, ten_ and twenty_years_before (the cut-off), and of the window start, end, year, year_before and
    turning_3_or_5 (the years of birth of those who turn 3 or 5 in it).

    Dates are whole numbers such as 20250701, as in the frames. Called before a source's frame is evaluated, and before
    its broken rows are looked for. span: the window to cover; None gives what the cut-off does.
    """
    cutoff = _encode_date(half_year.cutoff)
    whole_year = half_year.cutoff.year - (half_year.half == 1)
    values: dict[str, int | list[int]] = {"cutoff": cutoff, "whole_year": whole_year * 10000 + 101}
    values |= {name: cutoff + years * 10000 for name, years in _YEARS_FROM_CUTOFF.items()}
    if span is not None:
        values |= {
            "start": _encode_date(span.start),
            "end": _encode_date(span.end),
            "year": span.end.year,
            "year_before": span.end.year - 1,
            "turning_3_or_5": [span.end.year - 3, span.end.year - 5],
        }
    return values


def _list_columns(rule: Rule) -> list[str]:
    """List the columns a rule is about, but for those that stand for a person. Called when rows that break the rule are
    written for the data unit: those columns are shown."""
    condition = rule.kwargs.get("row_condition") or {"column": {"name": None}}
    columns = [condition["column"]["name"], *(rule.kwargs.get(key) for key in ("column", "column_A", "column_B"))]
    columns += rule.kwargs.get("column_list", [])
    return [name for name in dict.fromkeys(columns) if name is not None and name not in PERSONAL]


class Suites:
    """The suites of expectations/: one a source, one for the measured table, one across the deliveries. Made by a run,
    or by `hpanalysis check`, when something is to be validated. Loading is strict: `Stop` names the file at fault."""

    def __init__(self, folder: Path) -> None:
        """Read and build every suite of a folder, which must have one for each source, one for the measured table and
        one across deliveries; `Stop` if one is missing, too many or wrong. Called where a run or `hpanalysis check` is
        to validate extracts, measured figures, or deliveries beside each other. folder: expectations/."""
        self._suites = read_suites(folder, {*catalogue.sources(), MEASURED_SUITE, ACROSS_SUITE})
        self._engine = Engine(self._suites, folder)

    def __getitem__(self, name: str) -> Suite:
        """The suite of a name: a source's, `MEASURED_SUITE` or `ACROSS_SUITE`. Called by the tests alone."""
        return self._suites[name]

    def validate(
        self, source_name: str, frame: pd.DataFrame, half_year: HalfYear, *, span: Span | None = None
    ) -> pd.DataFrame:
        """Evaluate a source's rules on its frame: checks (`tables.CHECKS`) with counts only, a row a rule, by id;
        `Stop` for a rule that cannot be evaluated. Called for each delivery that is loaded. span: the window the
        delivery must cover; None: the latest at the half-year's cut-off."""
        filled = list_parameters(half_year, span or find_latest_span(source_name, half_year))
        indicators = catalogue.list_indicators_of(catalogue.sources()[source_name])
        return self._checks(source_name, convert_to_numbers(frame), half_year, filled, indicators)

    def validate_measured(self, measured: pd.DataFrame, half_year: HalfYear, plan: Plan) -> pd.DataFrame:
        """Evaluate the rules of the measured table (`tables.MEASURED`): sums, subsets, areas against their total.
        Called when a run or `hpanalysis check` has measured its figures. Returns checks (`tables.CHECKS`), a row a
        rule."""
        frame = add_counterparts(measured, plan, self._suites[MEASURED_SUITE].meta)
        indicators = sorted(set(measured["indicator_id"]))
        return self._checks(MEASURED_SUITE, frame, half_year, {}, indicators)

    def validate_across(self, deliveries: pd.DataFrame) -> pd.DataFrame:
        """Evaluate the rules across files and time: checks (`tables.CHECKS`), a row a delivery and a rule. Called when
        a run or `hpanalysis check` has loaded its deliveries. deliveries: from `build_deliveries_frame`."""
        suite = self._suites[ACROSS_SUITE]
        broken_rows = self._engine.find_broken_rows(suite, deliveries, {}, [rule.id for rule in suite.rules])
        return build_across_checks(suite, deliveries, broken_rows)

    def places(
        self,
        source_name: str,
        frame: pd.DataFrame,
        half_year: HalfYear,
        checks: pd.DataFrame,
        *,
        span: Span | None = None,
    ) -> dict[str, pd.DataFrame]:
        """Find the rows of a source's frame that break a rule: rule id -> rows, for the protected folder alone. Called
        for each delivery after `validate`. checks: what `validate` returned for the same frame and span."""
        if not (checks["failed"] > 0).any():  # as is usual, and then the frame need not be made ready again
            return {}
        filled = list_parameters(half_year, span or find_latest_span(source_name, half_year))
        return self._places(source_name, frame, convert_to_numbers(frame), filled=filled, checks=checks, keys=[])

    def places_measured(self, measured: pd.DataFrame, plan: Plan, checks: pd.DataFrame) -> dict[str, pd.DataFrame]:
        """Find the measured figures that break a rule: rule id -> rows with true counts, for the protected folder.
        Called after `validate_measured`, in a run and in `hpanalysis check`. checks: what that returned for the same
        table."""
        frame = add_counterparts(measured, plan, self._suites[MEASURED_SUITE].meta)
        return self._places(MEASURED_SUITE, frame, frame, filled={}, checks=checks, keys=KEY)

    def _places(
        self,
        name: str,
        frame: pd.DataFrame,
        numbers: pd.DataFrame,
        *,
        filled: dict[str, Any],
        checks: pd.DataFrame,
        keys: list[str],
    ) -> dict[str, pd.DataFrame]:
        """Find the rows that break a rule: rule id -> ROW (from 1), the columns `keys` and those the rule is about.

        Called for each delivery, and for the measured table. name: the suite's. frame: the rows with their values as
        they are; numbers: the same rows as the rules are evaluated on. filled: what `$PARAMETER` settings stand for.
        Only the rules that some row broke are evaluated again, for their row numbers; a rule that tolerates a few is
        among them.
        """
        suite = self._suites[name]
        broken = set(checks.loc[checks["failed"] > 0, "rule_id"])
        positions = self._engine.find_broken_rows(suite, numbers, filled, broken)
        places = {}
        for rule in suite.rules:
            if rule.id in positions:
                rows = frame.iloc[sorted(positions[rule.id])][list(dict.fromkeys([*keys, *_list_columns(rule)]))]
                rows.insert(0, ROW, [position + 1 for position in sorted(positions[rule.id])])
                places[rule.id] = rows
        return places

    def _checks(
        self, name: str, frame: pd.DataFrame, half_year: HalfYear, filled: dict[str, Any], indicators: list[str]
    ) -> pd.DataFrame:
        """Evaluate a suite on one frame and return its checks, as `tables.CHECKS`.

        Called for each delivery, and for the measured table. name: the suite's. filled: what `$PARAMETER` settings
        stand for. indicators: those that the frame's figures are of, written in every row. A rule that asks for a
        parameter without a value is a fault of the program and raises `LookupError`.
        """
        suite = self._suites[name]
        asked = set().union(*(rule.parameters for rule in suite.rules))
        if unknown := asked - set(filled):
            raise LookupError(f"{name}.json asks for {sorted(unknown)[0]}, which has no value in {half_year}")
        outcomes = self._engine.outcomes(suite, frame, {key: filled[key] for key in sorted(asked)})
        rows = [
            (
                str(half_year),
                name,
                rule.id,
                rule.description,
                rule.reason,
                rule.owner,
                rule.severity.value,
                outcome.rows,
                outcome.failed,
                outcome.held,
                " ".join(indicators),
            )
            for rule, outcome in zip(suite.rules, outcomes, strict=True)
        ]
        return pd.DataFrame(rows, columns=CHECKS.names)
