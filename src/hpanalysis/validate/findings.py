"""Broken rules as an analyst reads them: how many rows, never which and never what they hold."""

from __future__ import annotations

import pandas as pd

from hpanalysis import danish
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import format_finding
from hpanalysis.tables import Severity


def _name_source(name: str, half_year: str) -> str:
    """Name a source and half-year: `»Skoledata«, 1. halvår 2026`. Called for each message about a broken rule. name:
    the source's, or that of the rules on measured figures, which gives `De beregnede tal`."""
    half = HalfYear.parse(half_year)
    sources = catalogue.sources()
    label = f"»{sources[name].label}«" if name in sources else "De beregnede tal"
    return f"{label}, {danish.format_half_year(half, space=' ')}"


def _describe_row_count(failed: int, k: int) -> str:
    """Say in Danish how many rows broke a rule; under k only that, for a message may be read by many. Called for each
    message about a broken rule."""
    if failed < k:
        return f"færre end {k} rækker"
    return f"{danish.format_number(failed)} rækker"


def _describe_broken_rule(check: pd.Series, k: int, places: dict[str, str]) -> str:
    """Write the Danish message about one broken rule: where, how many rows, what was expected, what to do, whom to ask.
    Called for each broken rule that a run or `hpanalysis check` reports. check: a row of `tables.CHECKS`; k: a number
    of rows below it is not given; places: rule id -> the protected file with its rows."""
    place = places.get(check["rule_id"])
    advice = f"Se rækkerne i {place}. " if place else ""
    advice += (
        "Bed om et rettet udtræk. Ret det ikke selv."
        if check["source"] in catalogue.sources()
        else "Undersøg, om nogen er talt med flere gange, eller om en definition er ændret."
    )
    return format_finding(
        _name_source(check["source"], check["half_year"]),
        f"Reglen {check['rule_id']} er ikke overholdt. Det gælder {_describe_row_count(check['failed'], k)}. "
        f"{check['reason']}",
        expected=check["description"] + _list_touched_figures(check),
        do=advice,
        ask=f"{check['owner']}.",
    )


def _list_touched_figures(check: pd.Series) -> str:
    """Name the figures that a broken rule touches, as a sentence; empty where it touches none, and for a critical rule,
    which stops the run so that no figure is shown. Called for each message about a broken rule. check: a row of
    `tables.CHECKS`."""
    indicators = catalogue.indicators()
    names = [f"»{indicators[key].label}«" for key in check["indicators"].split() if key in indicators]
    if not names or check["severity"] == Severity.CRITICAL.value:
        return ""
    return f" Berørte tal: {danish.join_words(names)}."


def describe_broken_rules(
    checks: pd.DataFrame, severity: Severity, k: int = 5, places: dict[str, str] | None = None
) -> list[str]:
    """Write a Danish message for each broken rule of this severity, in the table's order. Called by `hpanalysis check`,
    for a run's warnings, and for the critical rules that stop a run. checks: `tables.CHECKS`. k: a number of rows below
    it is not given. places: rule id -> the protected file with the rows that break it; None where none is written."""
    broken = checks[~checks["held"].astype(bool) & (checks["severity"] == severity.value)]
    return [_describe_broken_rule(check, k, places or {}) for _, check in broken.iterrows()]


def describe_critical_rules(checks: pd.DataFrame, k: int = 5, places: dict[str, str] | None = None) -> list[str]:
    """Write a Danish message for each broken critical rule; empty where the run may go on. Called after extracts are
    loaded, after the rules across deliveries, and after figures are measured: any message stops a run, and is told by
    `hpanalysis check`. A number of rows under k is not given. places: rule id -> the protected file with the rows that
    break it."""
    return describe_broken_rules(checks, Severity.CRITICAL, k, places)
