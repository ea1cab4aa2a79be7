"""Broken rules as an analyst reads them: how many rows, never which and never what they hold."""

from __future__ import annotations

import pandas as pd

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import finding
from hpanalysis.tables import Severity


def _source(name: str, half_year: str) -> str:
    half = HalfYear.parse(half_year)
    sources = catalogue.sources()
    label = f"»{sources[name].label}«" if name in sources else "De beregnede tal"
    return f"{label}, {half.half}. halvår {half.year}"


def _rows(failed: int, k: int) -> str:
    if failed < k:
        return f"færre end {k} rækker"
    return f"{failed:,} rækker".replace(",", ".")


def _finding(check: pd.Series, k: int) -> str:
    mend = (
        "Bed om et rettet udtræk. Ret det ikke selv."
        if check["source"] in catalogue.sources()
        else "Undersøg, om nogen er talt med flere gange, eller om en definition er ændret."
    )
    return finding(
        _source(check["source"], check["half_year"]),
        f"Reglen {check['rule_id']} er ikke overholdt. Det gælder {_rows(check['failed'], k)}. {check['reason']}",
        expected=check["description"],
        do=mend,
        ask=f"{check['owner']}.",
    )


def findings(checks: pd.DataFrame, severity: Severity, k: int = 5) -> list[str]:
    """The broken rules of a severity, a finding each, in the table's order. Row counts under `k` are not told."""
    broken = checks[~checks["held"].astype(bool) & (checks["severity"] == severity.value)]
    return [_finding(check, k) for _, check in broken.iterrows()]


def critical(checks: pd.DataFrame, k: int = 5) -> list[str]:
    """The findings that stop a run."""
    return findings(checks, Severity.CRITICAL, k)
