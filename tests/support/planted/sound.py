"""Sound extracts of every source, the newest delivery of each beside those before, and the figures they give.

The demo's, but that the largest sources keep only a part of the persons who live outside the areas: the faults are the
same, and each takes a second instead of ten. A residence history is made of the addresses, since the demo has none.
"""

from __future__ import annotations

import shutil
import zlib
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from hpanalysis import corrections, disclose, load, measure, validate
from hpanalysis.corrections import CountPair, Ledger, PublishedFigure
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Personal, Source
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.load.frame import Loaded, load_frame
from hpanalysis.pipeline.extracts import address_rules, loading
from hpanalysis.tables import Severity, Status
from hpanalysis.validate.engine import convert_to_numbers
from hpanalysis.validate.measured_frame import add_counterparts
from hpanalysis.validate.suites import find_latest_span, list_parameters
from hpanalysis.workspace import Workspace
from planted.extract_table import Table, find_street, read_table, write_table
from planted.plain_rules import find_broken_rules

Broken = dict[str, Severity]  # the rules broken, by id

# Of the persons in the areas, and of those outside them, one in so many is kept in these sources.
THINNED = {
    "beskaeftigelse": (8, 300),
    "elevfravaer": (4, 80),
    "moedre": (1, 10),
    "sprogvurdering": (1, 2),
    "ungdomsskole": (1, 10),
    "unoung": (1, 2),
}


@dataclass(frozen=True, kw_only=True)
class Sound:
    """A source with its deliveries as they should be. Made once for each source; each faulty delivery is compared with
    it."""

    workspace: Workspace  # of its own: its only frame, the newest, is replaced by those of the faulty deliveries
    deliveries: list[loading.Delivery]  # the last two: the one before, and the one that is spoiled
    tables: list[Table]  # the files of the last delivery
    before: list[Table]  # those of the one before
    others: list[validate.Delivered]  # deliveries of persons from other sources, as recent
    key: load.Key
    broken: set[str]  # rules that are not kept though nothing is wrong
    measured: pd.DataFrame  # as counted
    figures: pd.DataFrame  # as published: as counted, but for those that stand as they were
    shown: set[tuple[str, str, str]]
    ledger: Ledger
    measured_before: dict[HalfYear, pd.DataFrame] = field(repr=False)

    @property
    def source(self) -> Source:
        return self.deliveries[-1].source

    @property
    def half_year(self) -> HalfYear:
        return self.deliveries[-1].half_year

    @property
    def indicators(self) -> list[str]:
        adopted = {adoption.indicator_id for adoption in self.workspace.plan.adoptions}
        return [key for key in catalogue.list_indicators_of(self.source) if key in adopted]


def _keep_persons(tables: list[Table], streets: set[str], share: tuple[int, int]) -> list[Table]:
    """The tables of a source with fewer persons, the same in each of them."""
    cpr, address = (
        tables[0].at(next(c for c in tables[0].source.columns if c.personal is personal))
        for personal in (Personal.CPR, Personal.ADDRESS)
    )
    inside = {row[cpr] for table in tables for row in table.rows if find_street(row[address]) in streets}
    keep = {
        number
        for number in {row[cpr] for table in tables for row in table.rows}
        if zlib.crc32(number.encode()) % share[number not in inside] == 0
    }
    return [Table(t.source, t.headings, [row for row in t.rows if row[cpr] in keep]) for t in tables]


def thin(raw: Path, workspace: Workspace) -> None:
    """Leave persons out of the largest files under `raw`, the same in each delivery."""
    streets = {row.street for row in workspace.plan.addresses}
    for name, share in THINNED.items():
        paths = sorted(raw.glob(f"20*/{name}*.csv"))
        if paths:
            kept = _keep_persons([read_table(path, catalogue.sources()[name]) for path in paths], streets, share)
            for table, path in zip(kept, paths, strict=True):
                write_table(table, path)


def publish(measured: pd.DataFrame, half_year: HalfYear, now: HalfYear) -> Ledger:
    """The ledger that a reader of the half-year's figures has, all of them shown."""
    figures = {}
    for row in measured[measured["status"].isin(Status.words_with_counts())].to_dict("records"):
        whole = None if pd.isna(row["denominator"]) else int(row["denominator"])
        figures[row["indicator_id"], row["window"], row["area_id"]] = (
            PublishedFigure(
                half_year=half_year,
                status=Status(row["status"]),
                counts=CountPair(row["numerator"], whole),
                value=None,
                definition_version=row["definition_version"],
                delivered_in=row["delivered_in"],
            ),
        )
    return Ledger(now, figures=figures, replaced={}, corrections=corrections.ledger.make_empty_table())


def describe_last_delivery(
    town: Town, workspace: Workspace, own: list[loading.Delivery], others: list[validate.Delivered]
) -> pd.DataFrame:
    """The row of the deliveries frame, as the rules across deliveries see it, of the last delivery in `own`. others:
    deliveries of persons from other sources, for the rule on persons whom two sources place apart."""
    told = [*map(town.tell, own[:-1]), town.tell(own[-1], workspace)]
    compared = [*(validate.Comparison() for _ in others), *validate.compare_deliveries(told)]
    odd = [*([] for _ in others), *validate.find_oddities(told)]
    delivered = [*others, *told]
    frame = validate.build_deliveries_frame(delivered, workspace.plan, compared, odd)
    return frame.iloc[[-1]]


class Town:
    """All extracts of a plan, loaded. Made once a test or benchmark; gives the sound state of each source."""

    def __init__(self, workspace: Workspace, scratch: Path) -> None:
        self.workspace, self.scratch = workspace, scratch
        self.suites = validate.Suites(workspace.expectations)
        self.key = load.Key.from_environment(synthetic=True)
        last = max(HalfYear.parse(path.name) for path in workspace.raw.glob("20*H*"))
        self.deliveries = loading.find_deliveries(workspace, last)

    def sources(self) -> list[Source]:
        """The sources of which there is a delivery with one before, and figures. What is planted in a list of
        participants, which has none, is asked about by `planted.courses`."""
        names = [d.source.name for d in self.deliveries if catalogue.list_indicators_of(d.source)]
        return [catalogue.sources()[name] for name in sorted(set(names)) if names.count(name) > 1]

    def find_broken_alone(self, delivery: loading.Delivery, loaded: Loaded) -> Broken:
        """The rules that a delivery breaks by itself: those of its suite, and those on addresses."""
        span = delivery.span or find_latest_span(delivery.source.name, delivery.half_year)
        parameters, frame = list_parameters(delivery.half_year, span), convert_to_numbers(loaded.frame)
        broken = find_broken_rules(self.suites[delivery.source.name], frame, parameters)
        places = address_rules.check_places(delivery.source, loaded, delivery.half_year, self.workspace.plan)
        wrong = places[~places["held"].astype(bool)]
        return {rule.id: rule.severity for rule in broken} | {
            rule: Severity(word) for rule, word in zip(wrong["rule_id"], wrong["severity"], strict=True)
        }

    def find_broken_across(self, deliveries: pd.DataFrame) -> Broken:
        """The rules across deliveries that the delivery of this row (`describe_last_delivery`) breaks."""
        return {rule.id: rule.severity for rule in find_broken_rules(self.suites[validate.ACROSS_SUITE], deliveries)}

    def find_broken_figures(self, measured: pd.DataFrame) -> Broken:
        """The rules on the figures that a measured table breaks."""
        suite = self.suites[validate.MEASURED_SUITE]
        frame = add_counterparts(measured, self.workspace.plan, suite.meta)
        return {rule.id: rule.severity for rule in find_broken_rules(suite, frame)}

    def _frames(self) -> list[loading.Delivery]:
        """Load every delivery whose frame is not made yet."""
        for delivery in self.deliveries:
            path = self.workspace.frame(delivery.source.name, delivery.half_year)
            if not path.is_file():
                path.parent.mkdir(parents=True, exist_ok=True)
                loaded = load_frame(delivery.source, list(delivery.files), self.workspace.plan, self.key)
                loaded.frame.to_parquet(path, index=False)
        return self.deliveries

    def tell(self, delivery: loading.Delivery, workspace: Workspace | None = None) -> validate.Delivered:
        """The delivery as rules across deliveries are asked about it. workspace: where its frame lies, if not here."""
        frame = (workspace or self.workspace).frame(delivery.source.name, delivery.half_year)
        return validate.Delivered(delivery.half_year, delivery.source, frame, 0, 0, len(delivery.files))

    def find_sound(self, source: Source) -> Sound:
        """The sound state of a source, in a workspace of its own that holds its newest frame alone: the windows of
        earlier deliveries are not measured again for each fault."""
        own = [delivery for delivery in self._frames() if delivery.source == source][-2:]
        half_year = own[-1].half_year
        folder = self.scratch / source.name
        workspace = Workspace.at(
            self.workspace.root,
            raw=folder / "raw",
            processed=folder / "processed",
            reports=folder / "reports",
            plan_folder=self.workspace.plan_folder,
            params=self.workspace.params,
        )
        path = workspace.frame(source.name, half_year)
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(self.workspace.frame(source.name, half_year), path)
        others = [
            self.tell(delivery)
            for delivery in self.deliveries
            if delivery.source != source and delivery.source.has_persons and delivery.half_year == half_year
        ]
        return self._measure_sound(workspace, own, others if source.has_persons else [])

    def _measure_sound(
        self, workspace: Workspace, own: list[loading.Delivery], others: list[validate.Delivered]
    ) -> Sound:
        source, half_year, plan = own[-1].source, own[-1].half_year, workspace.plan
        adopted = {adoption.indicator_id for adoption in plan.adoptions}
        indicators = [key for key in catalogue.list_indicators_of(source) if key in adopted]
        before = own[-2].half_year
        measured_before = measure.measure(self.workspace, before, indicators)
        ledger = publish(measured_before, before, half_year)
        measured = measure.measure(workspace, half_year, indicators)
        pattern = disclose.choose_pattern(measured, plan)
        standing = corrections.find_standing_figures(measured, ledger, plan, {before: measured_before})
        loaded = load_frame(source, list(own[-1].files), plan, self.key)
        broken = {
            *self.find_broken_alone(own[-1], loaded),
            *self.find_broken_across(describe_last_delivery(self, workspace, own, others)),
            *self.find_broken_figures(measured),
        }
        return Sound(
            workspace=workspace,
            deliveries=own,
            tables=[read_table(path, source) for path in own[-1].files],
            before=[read_table(path, source) for path in own[-2].files],
            others=others,
            key=self.key,
            broken=broken,
            measured=measured,
            figures=corrections.restore_standing_figures(measured, standing),
            shown={
                tuple(row)
                for row in pattern.loc[pattern["rule"].isna(), ["indicator_id", "window", "area_id"]].to_numpy()
            },
            ledger=ledger,
            measured_before={before: measured_before},
        )
