"""The rows of maanedstal.csv as control charts, and the columns in which they differ from the charts made anew.

A chart is an indicator in an area; it begins a new phase where the definition breaks, and where the plan says that it
does, with the reason written. A month that is hidden or was never delivered is a gap.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from hpanalysis.published.definitions import Definitions, Indicator
from hpanalysis.published.judging import Judging
from hpanalysis.verify.remake.formulas import control
from hpanalysis.verify.remake.formulas.control import Phase, Signals

Row = Mapping[str, str]  # a row of maanedstal.csv, column -> cell

ORDINARY = "ingen særlig variation"
WANTED, UNWANTED, NEUTRAL = (
    "særlig variation i den ønskede retning",
    "særlig variation, ikke i den ønskede retning",
    "særlig variation",
)
MET = "målet nås, så længe tallet svinger som hidtil"
MISSED = "målet nås ikke, så længe tallet svinger som hidtil"
VARIES = "målet nås i nogle måneder og ikke i andre"
_LIMITS = ("centre", "lo", "hi", "trial", "variation")


@dataclass(frozen=True)
class Chart:
    """The rows of one indicator in one area, in order of time. Made by `list_charts`."""

    indicator: Indicator
    judging: Judging
    rows: tuple[Row, ...]

    @property
    def half(self) -> float:
        """Half of the last decimal that is printed: one more than the figures have. Read wherever numbers are
        compared."""
        return 0.5 * 10.0 ** -(self.indicator.decimals + 1)


def list_charts(rows: Sequence[Row], definitions: Definitions) -> list[Chart]:
    """The charts of maanedstal.csv. Called once for each package. KeyError for an indicator that is not defined."""
    by_chart: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        by_chart.setdefault((row["indicator_id"], row["area_id"]), []).append(row)
    charts = []
    for (indicator_id, _), months in by_chart.items():
        indicator = definitions.indicators[indicator_id]
        if indicator.judging is None:
            raise ValueError("definitions without judging")
        charts.append(Chart(indicator, indicator.judging, tuple(sorted(months, key=lambda row: row["month"]))))
    return charts


def _count_months(row: Row) -> int:
    """The month of a row as a number that is one higher each month. Called to see which months are neighbours."""
    day = date.fromisoformat(row["month"])
    return 12 * day.year + day.month


def find_wrong_columns(chart: Chart) -> Iterator[tuple[Row, str]]:
    """Each row of a chart, and the column of it, that differs from the chart made anew. Called for each chart."""
    yield from _find_wrong_phases(chart)
    by_phase: dict[str, list[Row]] = {}
    for row in chart.rows:
        by_phase.setdefault(row["phase"], []).append(row)
    for rows in by_phase.values():
        phase = _make_phase(rows, chart)
        if phase.reach is None:
            yield from ((row, column) for row in rows for column in (*_LIMITS, "rules") if row[column])
            continue
        for row in rows:
            yield from ((row, column) for column in _list_wrong_limits(row, phase, chart))
        shown = [row for row in rows if row["value"]]
        reach, slack = _read_reach(rows[0], phase, chart)
        for row, must, may in zip(shown, *control.find_signals(phase, reach, slack), strict=True):
            yield from ((row, column) for column in _list_wrong_rules(row, must, may, chart))
        yield from ((row, c) for row in rows if not row["value"] for c in ("rules", "variation") if row[c])


def _find_wrong_phases(chart: Chart) -> Iterator[tuple[Row, str]]:
    """The rows whose phase does not follow: it begins at 1, goes on or goes up by time, has its reason from the second
    on, and begins anew where the definition breaks. Called for each chart."""
    breaks = [day.replace(day=1) for day in chart.judging.breaks if day.day == 1]
    before: Row | None = None
    for row in chart.rows:
        month, phase = date.fromisoformat(row["month"]), int(row["phase"])
        earlier = 1 if before is None else int(before["phase"])
        last = month if before is None else date.fromisoformat(before["month"])
        is_broken = any(last < day <= month for day in breaks)
        if phase < earlier or (phase == earlier and is_broken) or (before is None and phase != 1):
            yield row, "phase"
        if bool(row["phase_reason"]) != (phase > 1):
            yield row, "phase_reason"
        before = row


def _make_phase(rows: Sequence[Row], chart: Chart) -> Phase:
    """The values of a phase's rows, parted where a month is hidden or missing. Called for each phase of a chart."""
    stretches: list[list[float]] = []
    last = None
    for row in rows:
        if not row["value"]:
            continue
        if last is None or _count_months(row) != last + 1:
            stretches.append([])
        stretches[-1].append(float(row["value"]))
        last = _count_months(row)
    return Phase(tuple(map(tuple, stretches)), chart.half)


def _read_reach(row: Row, phase: Phase, chart: Chart) -> tuple[float, float]:
    """How far a phase's limits lie from its mean, and how far off that may be: by the printed limits, which hide less
    than the rounding of all values does, unless both were cut at what a value can be. Called for each phase that has
    limits, before its rules are asked."""
    assert phase.reach is not None  # the phase has limits
    top = 100.0 if row["unit"] == "pct." else math.inf
    if all(row[column] for column in ("centre", "lo", "hi")):
        centre, low, high = (float(row[column]) for column in ("centre", "lo", "hi"))
        if high < top:
            return high - centre, 2 * chart.half
        if low > 0:
            return centre - low, 2 * chart.half
    return phase.reach, phase.reach_slack


def _list_wrong_limits(row: Row, phase: Phase, chart: Chart) -> Iterator[str]:
    """The columns of a row's limits that differ from those made anew by more than rounding explains. Called for each
    row of a phase that has limits."""
    centre, reach = fmean(phase.values), phase.reach
    assert reach is not None  # the phase has limits
    top = 100.0 if row["unit"] == "pct." else math.inf
    # The mean of rounded values is off by half a decimal at most, and what is printed is rounded once more.
    slack = 2 * chart.half + 1e-9
    expected = {
        "centre": (centre, slack),
        "lo": (control.cut(centre - reach, top), slack + phase.reach_slack),
        "hi": (control.cut(centre + reach, top), slack + phase.reach_slack),
    }
    for column, (number, allowed) in expected.items():
        if not row[column] or abs(float(row[column]) - number) > allowed:
            yield column
    if row["trial"] != ("ja" if phase.is_trial else "nej"):
        yield "trial"
    if not all(row[column] for column in expected):
        return
    if row["assurance"] not in _list_assurances(row, chart):
        yield "assurance"


def _list_assurances(row: Row, chart: Chart) -> set[str]:
    """The words that may stand of a target line against a row's printed limits: one, or two where the target lies as
    near to a limit as rounding hides; none but "" without a number to reach. Called for each row with limits."""
    if chart.judging.target != "number" or chart.judging.target_value is None:
        return {""}
    sign, target = chart.judging.sign, float(chart.judging.target_value)
    ends = sorted(sign * (float(row[column]) - target) for column in ("lo", "hi"))
    words = set()
    for slack in (-chart.half - 1e-9, chart.half + 1e-9):
        near, far = ends[0] + slack, ends[1] + slack
        words.add(MET if near > 0 else MISSED if far < 0 else VARIES)
    return words


def _list_wrong_rules(row: Row, must: Signals, may: Signals, chart: Chart) -> Iterator[str]:
    """The columns of a row's rules and variation that differ from those made anew. Called for each month with a value
    in a phase that has limits. must, may: the rules that it meets for sure, and those that it may meet."""
    signals = {word: signal for signal, word in control.WORDS.items()}
    texts = row["rules"].split("; ") if row["rules"] else []
    told = [signals.get(text) for text in texts]
    if None in told or len(set(texts)) != len(texts) or not must <= set(told) <= may:
        yield "rules"
        return
    if not told:
        expected = ORDINARY
    elif not chart.judging.change_judged:
        expected = NEUTRAL
    else:
        # The first rule speaks for the month, in the order in which they are written.
        first = min((signal for signal in told if signal is not None), key=lambda signal: signal[0])
        expected = WANTED if first[1] == chart.judging.sign else UNWANTED
    if row["variation"] != expected:
        yield "variation"
