"""When an extract is owed, when it is due and until when its raw file may lie there.

An extract is owed in the half-year in which a window of its closes; else its last delivery stands. "Today" is always
a date of params/<half-year>.yaml, never the clock's: a page made again says the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Indicator, Source
from hpanalysis.definitions.windows import HalfYear, Span
from hpanalysis.plan import Plan
from hpanalysis.workspace import Workspace


@dataclass(frozen=True)
class RawFile:
    """An extract as delivered in a half-year, and the last day on which it may lie there."""

    source: Source
    half_year: HalfYear
    path: Path
    kept_until: date


def _list_adopted_indicators(plan: Plan, source: Source) -> list[Indicator]:
    """The adopted indicators that are computed from a source, in the plan's order."""
    declared = (catalogue.indicators()[adoption.indicator_id] for adoption in plan.adoptions)
    return [indicator for indicator in declared if source in indicator.sources]


def list_needed_sources(plan: Plan) -> list[Source]:
    """The sources that the plan's adopted indicators are computed from, by name."""
    return [source for _, source in sorted(catalogue.sources().items()) if _list_adopted_indicators(plan, source)]


def list_requestable_sources(plan: Plan) -> list[Source]:
    """The sources that may be asked for, by name: those needed, and a residence history if it is agreed on."""
    wanted = set(list_needed_sources(plan))
    return [
        source
        for name, source in sorted(catalogue.sources().items())
        if source in wanted or (source.residence_history and plan.data_agreement(name) is not None)
    ]


def find_window_owed(plan: Plan, source: Source, half_year: HalfYear) -> Span | None:
    """The window that a source owes in a half-year; None if none of its windows closes then."""
    spans = (
        indicator.window.comes_new_in(half_year, plan.first) for indicator in _list_adopted_indicators(plan, source)
    )
    return next((span for span in spans if span is not None), None)


def has_no_fixed_time(plan: Plan, source: Source, half_year: HalfYear) -> bool:
    """Whether nothing is ever owed at a fixed time: the figures come when their publisher has them."""
    return all(
        indicator.window.latest(half_year.cutoff) is None for indicator in _list_adopted_indicators(plan, source)
    )


def find_due_date(plan: Plan, source: Source, meeting: date | None) -> date | None:
    """The last day on which a source's extract may come; None without a meeting or without an agreement."""
    agreed = plan.data_agreement(source.name)
    return None if agreed is None or meeting is None else agreed.due(meeting)


def find_last_day(plan: Plan, source_name: str, delivered_in: HalfYear) -> date | None:
    """The last day on which the raw file of a delivery may lie there; None without an agreement."""
    agreed = plan.data_agreement(source_name)
    return None if agreed is None else agreed.kept_until(delivered_in)


def is_past_last_day(plan: Plan, source_name: str, delivered_in: HalfYear, today: date) -> bool:
    """Whether the raw file of a delivery should be gone by `today`."""
    last = find_last_day(plan, source_name, delivered_in)
    return last is not None and last < today


def list_files_to_delete(workspace: Workspace, half_year: HalfYear, today: date) -> list[RawFile]:
    """The raw files of the half-years up to this one that should be gone by `today`, oldest first.

    They are named to the analyst, and deleted by her: no command deletes an extract.
    """
    plan, found = workspace.plan, []
    for delivered_in in half_year.since(plan.first):
        for name, source in sorted(catalogue.sources().items()):
            if is_past_last_day(plan, name, delivered_in, today):
                last = find_last_day(plan, name, delivered_in)
                files = workspace.raw_files(source, delivered_in)
                found += [RawFile(source, delivered_in, path, last) for path in files]
    return found
