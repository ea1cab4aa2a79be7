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
from hpanalysis.validate.broken_rows import list_broken_rows
from hpanalysis.validate.engine import Engine, convert_to_numbers
from hpanalysis.validate.measured_frame import add_counterparts
from hpanalysis.validate.rules import Suite, read_suites

MEASURED_SUITE = "maalt"
ACROSS_SUITE = "paa_tvaers"


def _encode_date(day: date) -> int:
    return day.year * 10000 + day.month * 100 + day.day


def find_latest_span(source_name: str, half_year: HalfYear) -> Span | None:
    """The window that a delivery in a half-year is about, owed or not; None where only the delivery tells."""
    source = catalogue.sources()[source_name]
    windows = (catalogue.indicators()[key].window for key in catalogue.list_indicators_of(source))
    return next((span for window in windows if (span := window.latest(half_year.cutoff))), None)


def list_parameters(half_year: HalfYear, span: Span | None) -> dict[str, int]:
    """What a rule may ask for by `$PARAMETER`: cutoff, and of the window start, end, year and year_before.

    Dates are whole numbers such as 20250701, as in the frames that rules are held against.
    """
    found = {"cutoff": _encode_date(half_year.cutoff)}
    if span is not None:
        found |= {
            "start": _encode_date(span.start),
            "end": _encode_date(span.end),
            "year": span.end.year,
            "year_before": span.end.year - 1,
        }
    return found


class Suites:
    """One suite a source, and one for the measured table. Loading is strict: `Stop` names the file at fault."""

    def __init__(self, folder: Path) -> None:
        self._suites = read_suites(folder, {*catalogue.sources(), MEASURED_SUITE, ACROSS_SUITE})
        self._engine = Engine(self._suites, folder)

    def __getitem__(self, name: str) -> Suite:
        return self._suites[name]

    def validate(
        self, source_name: str, frame: pd.DataFrame, half_year: HalfYear, *, span: Span | None = None
    ) -> pd.DataFrame:
        """Checks (`tables.CHECKS`) of a source's frame as delivered in a half-year, a row a rule, in order of ids.

        span: the window the delivery must cover; None: the latest at the half-year's cut-off. Counts only.
        """
        filled = list_parameters(half_year, span or find_latest_span(source_name, half_year))
        indicators = catalogue.list_indicators_of(catalogue.sources()[source_name])
        return self._checks(source_name, convert_to_numbers(frame), half_year, filled, indicators)

    def validate_measured(self, measured: pd.DataFrame, half_year: HalfYear, plan: Plan) -> pd.DataFrame:
        """Checks of the measured table (`tables.MEASURED`): within, sums, subsets, areas against their total."""
        frame = add_counterparts(measured, plan, self._suites[MEASURED_SUITE].meta)
        indicators = sorted(set(measured["indicator_id"]))
        return self._checks(MEASURED_SUITE, frame, half_year, {}, indicators)

    def validate_across(self, deliveries: pd.DataFrame) -> pd.DataFrame:
        """Checks of the rules across files and time, a row a delivery and a rule, in the order of the deliveries.

        deliveries: see `deliveries_frame`.
        """
        suite = self._suites[ACROSS_SUITE]
        outcomes = self._engine.outcomes(suite, deliveries, {})
        return build_across_checks(suite, deliveries, outcomes)

    def places(
        self, source_name: str, frame: pd.DataFrame, half_year: HalfYear, *, span: Span | None = None
    ) -> dict[str, pd.DataFrame]:
        """Rule id -> the rows of a source's frame that break it; for the data unit's protected folder alone."""
        filled = list_parameters(half_year, span or find_latest_span(source_name, half_year))
        return self._places(source_name, frame, convert_to_numbers(frame), filled, [])

    def places_measured(self, measured: pd.DataFrame, plan: Plan) -> dict[str, pd.DataFrame]:
        """Rule id -> the measured figures that break it, true counts; for the data unit's protected folder alone."""
        frame = add_counterparts(measured, plan, self._suites[MEASURED_SUITE].meta)
        return self._places(MEASURED_SUITE, frame, frame, {}, KEY)

    def _places(
        self, name: str, frame: pd.DataFrame, numbers: pd.DataFrame, filled: dict[str, Any], beside: list[str]
    ) -> dict[str, pd.DataFrame]:
        found = {rule.id: list_broken_rows(rule, frame, numbers, filled, beside) for rule in self._suites[name].rules}
        return {rule_id: rows for rule_id, rows in found.items() if rows is not None}

    def _checks(
        self, name: str, frame: pd.DataFrame, half_year: HalfYear, filled: dict[str, Any], indicators: list[str]
    ) -> pd.DataFrame:
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
