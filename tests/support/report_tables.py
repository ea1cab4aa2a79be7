"""Judged tables for tests of the reports: rows written out, or a whole half-year of the helhedsplan of Randers."""

from __future__ import annotations

from datetime import date
from functools import cache, cached_property
from pathlib import Path

import pandas as pd

import shared_plans
from hpanalysis import judge
from hpanalysis import plan as plans
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import Delivered, HalfYear
from hpanalysis.report.notebook.half_year import HalfYearView
from hpanalysis.report.notebook.shown import Tables
from hpanalysis.report.release import Release
from hpanalysis.tables import CORRECTIONS, JUDGED, Edition, Evidence, Since, Status, Verdict, Versus
from hpanalysis.workspace import AREA_STATUSES_TABLE, CRITERIA_TABLE, Workspace

ROOT = Path(__file__).resolve().parents[2]
HALF = HalfYear.parse("2026H1")

# What stands in every hidden row of `half_year`, as value and numerator and as denominator: no page may tell it.
SECRET = 87.65
SECRET_GROUP = 8888


def release(edition: Edition = Edition.PUBLIC, comments: tuple = (), plan: plans.Plan | None = None) -> Release:
    plan = plan or shared_plans.read(shared_plans.RANDERS)
    return Release(plan=plan, half_year=HALF, edition=edition, made=date(2026, 9, 7), synthetic=True, comments=comments)


def half_year_view(judged: pd.DataFrame, of: Release | None = None, **tables: pd.DataFrame) -> HalfYearView:
    """What a notebook holds, of these tables and no workspace of its own; everything else is real."""
    view = HalfYearView(Workspace.at(ROOT), of or release())
    view.tables = _Tables(Workspace.at(ROOT), view.release)
    for name, table in {"judged": judged, **tables}.items():
        setattr(view.tables, name, table)
    return view


class _Tables(Tables):
    """A half-year's tables, with those of the state's criteria made of its judged table when they are first asked for,
    because it takes a fifth of a second and few tests ask."""

    @cached_property
    def criteria(self) -> pd.DataFrame:
        """As `Tables.criteria`."""
        return self._state_criteria[0]

    @cached_property
    def area_statuses(self) -> pd.DataFrame:
        """As `Tables.area_statuses`."""
        return self._state_criteria[1]

    @cached_property
    def _state_criteria(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Both, which follow from the same figures."""
        return state_criteria(self.judged)


def state_criteria(judged: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Both tables of the state's criteria, of the figures that a judged table of Randers shows."""
    return judge.make_criteria_tables(judged, shared_plans.read(shared_plans.RANDERS))


def write_state_criteria(judged: pd.DataFrame, folder: Path) -> None:
    """The same as a run lays them in a half-year's folder of data/processed."""
    for name, table in zip((CRITERIA_TABLE, AREA_STATUSES_TABLE), state_criteria(judged), strict=True):
        table.to_parquet(folder / f"{name}.parquet")


def row(indicator_id: str, area_id: str, window: str, **given: object) -> dict[str, object]:
    """A row of the judged table: shown, the latest, with no verdicts but those given."""
    usual = dict.fromkeys(JUDGED.names) | {
        "indicator_id": indicator_id,
        "area_id": area_id,
        "window": window,
        "half_year": "2026H1",
        "window_start": date(2025, 1, 1),
        "window_end": date(2025, 12, 31),
        "latest": True,
        "new": True,
        "status": Status.SHOWN.value,
        "definition_version": 1,
        "reason": "",
        "delivered_in": "2026H1",
    }
    return usual | given


def table(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=JUDGED.names)


def _spans(indicator) -> list:
    """The windows that the half-years so far show; for those that only a delivery tells of, two years."""
    if isinstance(indicator.window, Delivered):
        return [indicator.window.span(date(year, 1, 1), HALF) for year in (2023, 2025)]
    return indicator.window.so_far(HalfYear.parse("2024H2"), HALF)


def _status(indicator, area_id: str, number: int, measured: bool) -> Status:
    """A spread of all states, so that every page shows each of them."""
    if not measured:
        return Status.NOT_MEASURED
    if area_id in ("alle-7", "randers", "danmark"):
        return Status.SHOWN
    turn = (number + len(area_id)) % 7
    if turn == 0:
        return Status.NO_CASES if indicator.denominator is None else Status.NO_PERSONS
    return {1: Status.HIDDEN, 2: Status.NOT_DELIVERED}.get(turn, Status.SHOWN)


def half_year(edition: Edition = Edition.PUBLIC) -> pd.DataFrame:
    """A judged table for every indicator, window and area of the plan. A hidden row holds SECRET in every number."""
    return _every_row().copy()


@cache
def _every_row() -> pd.DataFrame:
    plan, rows = shared_plans.read(shared_plans.RANDERS), []
    for number, adoption in enumerate(plan.adoptions):
        indicator = catalogue.indicators()[adoption.indicator_id]
        spans = _spans(indicator)
        for span in spans:
            for place, area in enumerate(plan.all_areas):
                own = (
                    area.id in adoption.areas
                    or area.kind in ("municipality", "country")
                    or (area.kind == "total" and adoption.total)
                )
                status = _status(indicator, area.id, number, own)
                rows.append(_row(adoption, span, span is spans[-1], area.id, status, 20.0 + number + place / 10))
    return table(*rows)


def _row(adoption, span, latest: bool, area_id: str, status: Status, value: float) -> dict[str, object]:
    shown = {Status.SHOWN: value, Status.HIDDEN: SECRET, Status.NO_CASES: 0.0}.get(status)
    return row(
        adoption.indicator_id,
        area_id,
        span.id,
        window_start=span.start,
        window_end=span.end,
        latest=latest,
        new=latest,
        status=status.value,
        value=shown,
        numerator=shown,
        denominator=None if shown is None else SECRET_GROUP if status is Status.HIDDEN else 1234,
        baseline_window=adoption.baseline_window,
        baseline_value=21.0,
        baseline_recomputed=21.5,
        municipality_value=22.0,
        target=adoption.target_words,
        method="Metode.",
        delivered_in=None if status is Status.NOT_DELIVERED else "2026H1",
        **_judged(adoption, span, area_id, status, shown),
    )


# Verdicts in turn, so that every page shows each of them: against the municipality, since the baseline, the target.
_TURNS = [
    (Versus.WORSE, Since.IMPROVED, Verdict.ON_TRACK),
    (Versus.BETTER, Since.WORSENED, Verdict.NOT_ON_TRACK),
    (Versus.NO_SURE_DIFFERENCE, Since.NO_SURE_CHANGE, Verdict.MET),
    (Versus.NOT_JUDGEABLE, Since.NOT_JUDGEABLE, Verdict.UNCLEAR),
    (Versus.NO_SURE_DIFFERENCE, Since.NO_SURE_CHANGE, Verdict.TOWARDS),
    (Versus.WORSE, Since.NO_SURE_CHANGE, Verdict.AWAY),
]
FEW = "antallet af personer er for lille"


def _judged(adoption, span, area_id: str, status: Status, value: float | None) -> dict[str, object]:
    """Interval, changes, comparisons and target of a shown row; of a hidden one the secret in every number."""
    if status not in (Status.SHOWN, Status.HIDDEN):
        return {}
    hidden = status is Status.HIDDEN
    versus, since, verdict = _TURNS[(len(area_id) + len(adoption.indicator_id)) % len(_TURNS)]

    def number(shown: float) -> float:
        return SECRET if hidden else shown

    def reason(verdict) -> str:
        return FEW if verdict.name == "NOT_JUDGEABLE" else ""

    at_level = adoption.target.name in ("AT_MUNICIPALITY", "AT_OR_ABOVE_MUNICIPALITY")
    target = adoption.target.name not in ("NONE", "FOLLOW_MUNICIPALITY", "DEVELOPMENT")
    return {
        "lo": number(value - 4.3),
        "hi": number(value + 5.2),
        "change": number(-1.5),
        "change_lo": number(-3.1),
        "change_hi": number(0.2),
        "change_p": number(0.03),
        "since_baseline": since.value,
        "since_reason": reason(since),
        "effect": number(-0.12),
        "effect_se": number(0.09),
        "prior_sd": number(0.11),
        "probability": number(0.85),
        "evidence": Evidence.PROBABLY_IMPROVED.value,
        "year_before_window": f"{span.start.year - 1}",
        "year_before_value": number(value + 1),
        "year_before_change": number(-1.0),
        "year_before_p": number(0.4),
        "since_year_before": Since.NO_SURE_CHANGE.value,
        "year_before_reason": "",
        "rest_value": number(22.1),
        "municipality_p": number(0.01),
        "versus_municipality": versus.value,
        "versus_reason": reason(versus),
        "others_value": number(23.4) if area_id in adoption.areas and len(adoption.areas) > 1 else None,
        "others_p": number(0.2),
        "versus_others": Versus.NO_SURE_DIFFERENCE.value if area_id in adoption.areas else None,
        "others_reason": "",
        "margin": float(adoption.margin) if at_level else None,
        "line": None,
        "gap": number(-1.23456),
        "gap_lo": number(-4.5),
        "gap_hi": number(2.03),
        "from_line": number(0.4),
        "from_line_lo": number(-2.0),
        "from_line_hi": number(2.8),
        "target_probability": number(0.8123),
        "verdict": verdict.value if target else None,
        "reason": FEW if target and verdict is not Verdict.MET else "",
    }


def checks() -> pd.DataFrame:
    """A kept and a broken rule for every source."""
    rows = []
    for name in catalogue.sources():
        for number, failed in enumerate((0, 3)):
            rows.append(
                {
                    "half_year": "2026H1",
                    "source": name,
                    "rule_id": f"{name}-0{number}",
                    "description": "Kolonnen er udfyldt.",
                    "reason": "Ellers kan der ikke tælles.",
                    "owner": "Leverandøren",
                    "severity": "advarsel",
                    "rows": 100,
                    "failed": failed,
                    "held": failed == 0,
                    "indicators": "",
                }
            )
    return pd.DataFrame(rows)


def corrections() -> pd.DataFrame:
    """No published figure is corrected."""
    return pd.DataFrame(columns=CORRECTIONS.names)
