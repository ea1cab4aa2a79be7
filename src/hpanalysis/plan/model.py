"""A helhedsplan as an object: areas, delmål, adopted indicators, printed baselines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from hpanalysis.definitions.windows import HalfYear
from hpanalysis.law import Law
from hpanalysis.plan.agreed import Activity, BudgetLine, HoursPromise, Link, Member, Milestone, Promise
from hpanalysis.plan.area_map import AreaMap
from hpanalysis.plan.choices import Choice
from hpanalysis.plan.contradictions import Contradiction
from hpanalysis.plan.coverage import PartialCoverage
from hpanalysis.plan.data_agreements import DataAgreement
from hpanalysis.plan.duties import Duty
from hpanalysis.plan.rows import AddressRange, Department, DepartmentsElsewhere, Fact, StreetElsewhere
from hpanalysis.plan.settings import Agreement, FigureGroup, Settings

_Row = TypeVar("_Row")


class Target(Enum):
    """The forms that a delmål's target has, each judged in its own way (`judge.target`). The words that are shown are
    the plan's own, in adoption.csv."""

    NONE = "none"
    FALLING = "falling"
    AT_MUNICIPALITY = "at_municipality"
    AT_OR_ABOVE_MUNICIPALITY = "at_or_above_municipality"
    BELOW_STATE_CRITERION = "below_state_criterion"
    NUMBER = "number"
    FOLLOW_MUNICIPALITY = "follow_municipality"
    DEVELOPMENT = "development"
    # The plan has no target for it, and no delmål: the board asked for it, or it is a measure of the state's criteria.
    SUPPLEMENTARY = "supplerende"


class Level(Enum):
    """Which figures a delmål is judged on. The value is what adoption.csv says."""

    EACH = "hver"  # each area; all must meet the target
    TOGETHER = "samlet"  # all areas together


@dataclass(frozen=True, kw_only=True)
class Area:
    """A housing area, the housing areas' total, the municipality or the country: a row of areas.csv, or several merged.
    Made when the plan is read; `id` is what all tables name it by."""

    id: str
    name: str
    kind: str  # area, total, municipality, country
    short: str  # for the heads of tables
    letters: str  # for marks in charts
    in_text: str  # with its preposition: `i Vangdalen`
    genitive: str
    facts: dict[str, str]  # the other columns of areas.csv; empty cells where the plan prints nothing

    @property
    def is_area(self) -> bool:
        """Whether it is one of the plan's housing areas, and not their total or what they are compared with. Read by
        `Plan.areas`, and wherever files, figures or pages treat a single area otherwise than these."""
        return self.kind == "area"

    @property
    def is_total(self) -> bool:
        """Whether it is the housing areas together. Read by `Plan.total`, and where a page words or marks the total."""
        return self.kind == "total"

    @property
    def is_municipality(self) -> bool:
        """Whether it is the municipality, which the areas are compared with. Read wherever the municipality is told
        from other areas."""
        return self.kind == "municipality"

    @property
    def is_country(self) -> bool:
        """Whether it is the whole country, which some indicators are compared with instead of the municipality. Read
        wherever the country is told from other areas."""
        return self.kind == "country"

    @property
    def is_of_the_plan(self) -> bool:
        """Whether it is a housing area or their total: what is judged, and not what it is compared with. Read by the
        tables of `report`, which compare only these, and by `demo`."""
        return self.is_area or self.is_total


# What figures are listed under: an agreement, or a group of figures that belong to none.
Owner = Agreement | FigureGroup


@dataclass(frozen=True)
class Delmaal:
    """A delmål of a delaftale, or an overall goal of the strategic agreement: a row of delmaal.csv."""

    id: str
    agreement_id: str
    name: str
    aim: str


@dataclass(frozen=True, kw_only=True)
class Adoption:
    """An indicator adopted by a delmål: for which areas, with which target, against which baseline window. A row of
    adoption.csv; read by all that measures, judges or shows the indicator."""

    indicator_id: str
    delmaal_id: str
    areas: tuple[str, ...]  # ids of the housing areas measured
    total: bool  # whether their total is measured too
    target: Target
    target_words: str  # the plan's own, in Danish
    baseline_window: str
    margin: Decimal  # how far from the municipality "at its level" reaches, in the indicator's unit
    target_value: Decimal | None  # for `Target.NUMBER`, the number to be reached by the plan's end
    judged_on: Level
    pooled_years: int = 0  # how many windows are shown together besides each by itself; 0 for none
    has_own_margin: bool = False  # whether adoption.csv gives the margin; else it is the plan's, in percentage points
    breakdowns: tuple[str, ...] = ()  # what the public edition divides it by: `koen`, `alder`; empty for nothing
    asked_by: str = ""  # who asked for a supplementary figure, Danish; empty for the figures of a delmål

    @property
    def is_supplementary(self) -> bool:
        """Whether the indicator belongs to no delmål, because the board asked for it besides or because it is a measure
        of the state's criteria. Read where figures are weighed together, chosen or listed: what is asked for besides
        must make no verdict on a delmål harder to reach."""
        return self.target is Target.SUPPLEMENTARY


@dataclass(frozen=True, kw_only=True)
class Printed:
    """A baseline figure as the plan prints it, faults included: a row of baselines.csv. n and count are None where the
    plan prints none. Read when the change since the baseline is judged."""

    indicator_id: str
    window: str
    area_id: str
    value: Decimal  # with the decimals it is printed with
    n: int | None
    count: int | None
    source: str  # set where the plan prints two sources apart
    note: str


@dataclass(frozen=True)
class Event:
    """A dated event that a reader of the figures should know: a row of events.csv. It marks charts, and explains
    nothing."""

    area_id: str  # where; the total's id for all areas
    day: date
    indicators: tuple[str, ...]  # whose charts it marks; empty for all
    what: str  # a Danish sentence
    rebase: bool  # whether control charts compute their limits anew from it, with `what` as the written reason


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A helhedsplan: settings and the facts of its CSV files, each checked against the others. Made by `reading.read`
    once a run, and handed to all that measures, protects, judges and shows."""

    folder: Path
    settings: Settings
    all_areas: tuple[Area, ...]  # areas that are merged (`Settings.merged_areas`) stand as one, here and in all below
    delmaal: tuple[Delmaal, ...]
    adoptions: tuple[Adoption, ...]
    printed: tuple[Printed, ...]
    addresses: tuple[AddressRange, ...]
    departments: tuple[Department, ...]
    departments_elsewhere: tuple[DepartmentsElsewhere, ...]  # in the municipality, and in no area
    streets_elsewhere: tuple[StreetElsewhere, ...]  # all of the municipality's other streets; empty if not told
    activities: tuple[Activity, ...]
    promises: tuple[Promise, ...]
    hours: tuple[HoursPromise, ...]
    context: tuple[Fact, ...]
    data_agreements: tuple[DataAgreement, ...]
    events: tuple[Event, ...]
    areas_as_printed: tuple[Area, ...] = ()  # as areas.csv has them, before any are merged
    coverage: tuple[PartialCoverage, ...] = ()  # the areas whose departments are not all in a source's figures
    milestones: tuple[Milestone, ...] = ()
    members: tuple[Member, ...] = ()
    chain: tuple[Link, ...] = ()
    budget: tuple[BudgetLine, ...] = ()
    choices: tuple[Choice, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    duties: tuple[Duty, ...] = ()  # the rows of governance.csv with their rules read
    law: Law | None = None  # the state's criteria (params/law); None where the plan has no measure of them
    area_map: AreaMap | None = None  # the housing areas' shapes, merged ones as one; None without areas.geojson
    # By file, the line that each row begins on; not what the plan says, so two plans that differ in it are the same.
    lines: dict[str, tuple[int, ...]] = field(default_factory=dict, compare=False, repr=False)

    def number_rows(self, name: str, rows: Sequence[_Row]) -> Iterator[tuple[int, _Row]]:
        """The rows of a file of the plan (name), each with the line it begins on, so that messages can name the line.
        Called where addresses and departments are indexed, and where the baselines' windows are checked. Rows that were
        not read from a file are counted from 2."""
        lines = self.lines.get(name, ())
        return zip(lines if len(lines) == len(rows) else range(2, len(rows) + 2), rows, strict=True)

    @property
    def k(self) -> int:
        """The least number of persons that a figure may tell of. Read by all that hides, corrects or shows figures."""
        return self.settings.disclosure.k

    @property
    def participants_k(self) -> int:
        """The least number of participants in activities that a figure may tell of, at least `k`. Read by all that
        hides or shows figures of participants."""
        return self.settings.disclosure.least_participants

    @property
    def followed_activities(self) -> tuple[Activity, ...]:
        """The activities that a list of participants is kept of, in the plan's order; none for an older plan. Read to
        know whether such lists are owed, and wherever participants are loaded, measured or shown."""
        return tuple(activity for activity in self.activities if activity.is_followed)

    @property
    def first(self) -> HalfYear:
        """The first half-year that the plan reports on. Read wherever the half-years or windows of the plan so far are
        listed, and where an earlier half-year is refused."""
        return self.settings.first_half_year

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """The housing areas in the plan's order, merged ones as one; not their total or what they are compared with.
        Read wherever something is made or counted for each area."""
        return tuple(area for area in self.all_areas if area.is_area)

    @cached_property
    def merged_into(self) -> dict[str, str]:
        """Id of an area that is shown together with others only -> id of the merged area; empty if none are merged.
        Read by `plan.merging` when the plan is read, and by `measure` for counts delivered by area."""
        return {part: merged.id for merged in self.settings.merged_areas for part in merged.areas}

    @cached_property
    def total(self) -> Area:
        """The housing areas together, as an area; a plan has exactly one (`reading` refuses any other). Read wherever
        the figure of all areas is counted, protected or shown."""
        return next(area for area in self.all_areas if area.is_total)

    @cached_property
    def municipality(self) -> Area:
        """The municipality, which the areas are compared with; a plan has exactly one (`reading` refuses any other).
        Read wherever the municipality's figure is counted, compared with or protected."""
        return next(area for area in self.all_areas if area.is_municipality)

    @cached_property
    def country(self) -> Area | None:
        """The whole country, as an area; None where areas.csv has no such row. Read wherever figures are measured,
        hidden, corrected, judged or shown, because the country's figures are treated apart from the areas'."""
        return next((area for area in self.all_areas if area.is_country), None)

    def area(self, area_id: str) -> Area:
        """The area with that id: a housing area, the total, the municipality or the country; StopIteration where the
        plan has none, as for a part of a merged area. Called wherever an area is looked up by its id, mostly to name it
        on a page."""
        return next(area for area in self.all_areas if area.id == area_id)

    @property
    def delaftaler(self) -> list[Agreement]:
        """The plan's delaftaler, in the order of plan.yaml; without the strategic agreement. Read wherever something is
        made of each delaftale, such as a page, a section or a row, and to tell whether an id is a delaftale's."""
        return [agreement for agreement in self.settings.agreements if agreement.kind == "delaftale"]

    @property
    def strategic(self) -> Agreement | None:
        """The strategic agreement, with the overall goals; None without one. Read where the goals that the board
        follows are listed, which are every delmål without one, and by the pages that tell of it."""
        return next((a for a in self.settings.agreements if a.kind == "strategisk"), None)

    @property
    def owners(self) -> list[Owner]:
        """Whatever figures are listed under, in the order of plan.yaml: the agreements, then the groups of figures that
        belong to none. Read by the lists and tables that have all indicators."""
        return [*self.settings.agreements, *self.settings.figure_groups]

    def agreement(self, agreement_id: str) -> Agreement:
        """The delaftale or strategic agreement with that id; StopIteration where the plan has none. Called wherever a
        page or a message names an agreement."""
        return next(a for a in self.settings.agreements if a.id == agreement_id)

    def data_agreement(self, source: str) -> DataAgreement | None:
        """The terms on which a source (its key) is delivered; None for a source that the plan has none for. Read for
        deadlines, and for the pages that tell who delivers what."""
        return next((agreed for agreed in self.data_agreements if agreed.source == source), None)

    def choices_of(self, indicator_id: str) -> list[Choice]:
        """What was chosen of an indicator where the plan leaves it open, in the plan's order; empty where nothing was.
        Called for its definition page."""
        return [choice for choice in self.choices if indicator_id in choice.indicators]

    def printed_comparisons(self, indicator_id: str) -> list[Fact]:
        """The figures that the plan prints beside an indicator's baseline for comparison, in the plan's order; empty
        where it prints none. Called for the sentence under the indicator's table and on its definition page."""
        return [fact for fact in self.context if fact.indicator_id == indicator_id]

    def coverage_of(self, sources: Iterable[str]) -> list[PartialCoverage]:
        """The areas that the figures of these sources (keys) do not wholly hold, in the plan's order; empty where the
        plan names none. Called for the words on each figure of a source, and on what it is compared with."""
        named = set(sources)
        return [row for row in self.coverage if row.source in named]

    def delmaal_of(self, agreement_id: str) -> list[Delmaal]:
        """The delmål of an agreement, by its id, in the plan's order; empty where it has none. A group of figures has
        one, which stands for the group itself. Called where a page goes
        through the delmål of a delaftale, or the overall goals of the strategic agreement, and for the goals that an
        accounting year's follow-up is about."""
        groups = [Delmaal(one.id, one.id, one.name, "") for one in self.settings.figure_groups]
        return [delmaal for delmaal in (*self.delmaal, *groups) if delmaal.agreement_id == agreement_id]

    def figure_group(self, kind: str) -> FigureGroup | None:
        """The group of figures of a kind (`kriterier`, `supplerende`) that belong to no agreement; None where the plan
        has none. Read by the pages that show such figures, and to see whether there are any."""
        return next((group for group in self.settings.figure_groups if group.kind == kind), None)

    def find_group_of(self, adoption: Adoption) -> FigureGroup | None:
        """The group of figures that an adopted indicator belongs to, where it belongs to no agreement; else None.
        Called wherever an indicator's delmål or page is named, because a figure of a group has no delmål."""
        return next((group for group in self.settings.figure_groups if group.id == adoption.delmaal_id), None)

    def goal(self, delmaal_id: str) -> Delmaal:
        """The delmål (or overall goal) with that id; StopIteration where the plan has none. Called where a page names
        or needs the delmål of an indicator, and where an accounting year's report names the goals that the board is to
        deal with, because it also names those that the board has not dealt with."""
        return next(delmaal for delmaal in self.delmaal if delmaal.id == delmaal_id)

    def adopted(self, agreement_id: str | None = None, delmaal_id: str | None = None) -> list[Adoption]:
        """Adoptions (indicators that the plan measures) in the plan's order, of one agreement or delmål if named, or of
        a group of figures, which is its own agreement and delmål; with None for both, all. Called wherever the
        indicators of an agreement or a delmål are shown, judged or computed anew."""
        places = [(d.id, d.agreement_id) for d in self.delmaal] + [(g.id, g.id) for g in self.settings.figure_groups]
        wanted = {one for one, of in places if agreement_id in (None, of) and delmaal_id in (None, one)}
        return [adoption for adoption in self.adoptions if adoption.delmaal_id in wanted]

    def members_of(self, body_id: str) -> list[Member]:
        """The seats of a body, or the parties of a delaftale, in the plan's order; none where members.csv names none.
        Called for duties that each member owes."""
        return [member for member in self.members if member.body_id == body_id]

    def adoption(self, indicator_id: str) -> Adoption:
        """The adoption of an indicator, by its key; StopIteration where the plan has not adopted it. Called by all that
        measures, judges or shows an indicator, to know its areas, target and baseline."""
        return next(a for a in self.adoptions if a.indicator_id == indicator_id)

    def events_of(self, indicator_id: str, area_id: str | None = None) -> list[Event]:
        """The events that mark an indicator's charts, by date: those of the area and of all areas together, or, where
        no area is given, those of every place. Read when a chart is drawn, and to find where a control chart's limits
        begin anew."""
        places = {area_id, self.total.id} if area_id else {area.id for area in self.all_areas}
        marking = [e for e in self.events if e.area_id in places and (not e.indicators or indicator_id in e.indicators)]
        return sorted(marking, key=lambda event: event.day)

    def printed_for(self, indicator_id: str, area_id: str, window: str | None = None) -> list[Printed]:
        """The printed figures of an indicator and area, one for each printed source; empty where the plan prints none.
        Called when a figure's baseline is shown or its change judged, and by `demo`. window: its id; None for the
        baseline's."""
        window = window or self.adoption(indicator_id).baseline_window
        key = (indicator_id, area_id, window)
        return [p for p in self.printed if (p.indicator_id, p.area_id, p.window) == key]
