"""When an extract is owed, when it is due, and until when its raw file may be stored.

A source owes an extract in the half-year in which one of its windows closes; in the others its last delivery stands.
"Today" is always a date of params/<half-year>.yaml and never the clock's, so that a page made again says the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Indicator, Source
from hpanalysis.definitions.windows import HalfYear, Span, find_half_year
from hpanalysis.plan import Plan
from hpanalysis.workspace import Workspace


@dataclass(frozen=True)
class RawFile:
    """A file of an extract in data/raw, as delivered in a half-year. Made by `list_files_to_delete` for `hpanalysis
    check` and for the page on the data's quality, which name it."""

    source: Source
    half_year: HalfYear
    path: Path
    kept_until: date  # the last day on which it may be stored


def _list_adopted_indicators(plan: Plan, source: Source) -> list[Indicator]:
    """List the indicators that the plan has adopted and that are computed from a source, in the plan's order. Called
    when it is asked what extracts a source must deliver. Empty for a source that no figure needs."""
    declared = (catalogue.indicators()[adoption.indicator_id] for adoption in plan.adoptions)
    return [indicator for indicator in declared if source in indicator.sources]


def list_needed_sources(plan: Plan) -> list[Source]:
    """List the sources that the plan's adopted indicators are computed from, and the list of participants if the plan
    follows an activity, sorted by name. Called when it is asked which extracts a half-year owes and which deliveries
    are read, when its LÆSMIG.txt is written, and when `hpanalysis check` names the sources that owe nothing."""
    return [
        source
        for _, source in sorted(catalogue.sources().items())
        if _list_adopted_indicators(plan, source) or _is_owed_for_activities(plan, source)
    ]


def _is_owed_for_activities(plan: Plan, source: Source) -> bool:
    """Say whether a source is the list of participants and the plan follows an activity. Called where it is asked what
    a source must deliver, because no indicator tells it of such a list."""
    return source.lists_participants and bool(plan.followed_activities)


def list_requestable_sources(plan: Plan) -> list[Source]:
    """List the sources that may be asked for, by name: those needed, and a residence history if it is agreed on. Called
    when `hpanalysis new` writes a half-year's LÆSMIG.txt on what is to be delivered."""
    wanted = set(list_needed_sources(plan))
    return [
        source
        for name, source in sorted(catalogue.sources().items())
        if source in wanted or (source.residence_history and plan.data_agreement(name) is not None)
    ]


def find_window_owed(plan: Plan, source: Source, half_year: HalfYear) -> Span | None:
    """Find the window whose extract a source must deliver in a half-year; None if none of its windows closes then. A
    list of participants is owed in every half-year from the one in which the plan begins, of all days since. Called
    when owed extracts are listed: for a run, for `hpanalysis check` and `list`, for LÆSMIG.txt (the suppliers' list)
    and for the page on the data's quality."""
    if _is_owed_for_activities(plan, source):
        start, end = plan.settings.start, half_year.cutoff
        return Span(end, start, str(half_year), end) if half_year >= find_half_year(start) else None
    spans = (
        indicator.window.comes_new_in(half_year, plan.first) for indicator in _list_adopted_indicators(plan, source)
    )
    return next((span for span in spans if span is not None), None)


def has_no_fixed_time(plan: Plan, source: Source, half_year: HalfYear) -> bool:
    """Say whether no adopted indicator has a fixed time at which a source must deliver, because its figures come when
    their publisher has them; True too for a source that no adopted indicator is computed from, but for the list of
    participants of a plan that follows an activity. Asked when the LÆSMIG.txt and the page on the data's quality
    describe what is owed."""
    return not _is_owed_for_activities(plan, source) and all(
        indicator.window.latest(half_year.cutoff) is None for indicator in _list_adopted_indicators(plan, source)
    )


def find_due_date(plan: Plan, source: Source, meeting: date | None) -> date | None:
    """Find the last day on which a source's extract may come; None without a data agreement or a fixed meeting. Called
    where an extract is asked for or missed, and for the page on data quality. meeting: the day the steering group
    meets, None if not fixed; the agreement says how long before it the extract must come."""
    agreement = plan.data_agreement(source.name)
    return None if agreement is None or meeting is None else agreement.due(meeting)


def find_last_day(plan: Plan, source_name: str, delivered_in: HalfYear) -> date | None:
    """Find the last day on which the raw file of a delivery may be stored; None without a data agreement. Called when
    raw files to be deleted are listed, and when a raw file is gone and it is asked whether it was deleted as agreed.
    delivered_in: the delivery's half-year."""
    agreement = plan.data_agreement(source_name)
    return None if agreement is None else agreement.kept_until(delivered_in)


def is_past_last_day(plan: Plan, source_name: str, delivered_in: HalfYear, today: date) -> bool:
    """Say whether the raw file of a delivery should be deleted by `today`; never without a data agreement. Asked as a
    run or `hpanalysis check` begins, for a frame whose raw file is gone: was it deleted as agreed? today: the date of
    the half-year's report."""
    last = find_last_day(plan, source_name, delivered_in)
    return last is not None and last < today


def list_files_to_delete(workspace: Workspace, half_year: HalfYear, today: date) -> list[RawFile]:
    """List the raw files of the half-years up to this one that should be deleted by `today`, oldest first. Called by
    `hpanalysis check` and for the page on the data's quality. today: the date of the half-year's report. The analyst
    reads the list and deletes the files herself: no command deletes an extract."""
    plan, overdue = workspace.plan, []
    for delivered_in in half_year.since(plan.first):
        for name, source in sorted(catalogue.sources().items()):
            last = find_last_day(plan, name, delivered_in)
            if last is not None and last < today:
                files = workspace.raw_files(source, delivered_in)
                overdue += [RawFile(source, delivered_in, path, last) for path in files]
    return overdue
