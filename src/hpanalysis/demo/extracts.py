"""All extracts of the half-years, made from one life of the persons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa

from hpanalysis.definitions.catalogue import sources
from hpanalysis.definitions.model import Personal, Place, Source
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.demo.calibration import schedule
from hpanalysis.demo.calibration.draws import Draws
from hpanalysis.demo.calibration.settings import Settings
from hpanalysis.demo.calibration.sizes_and_counts import Calibration
from hpanalysis.demo.calibration.trends import Trends
from hpanalysis.demo.registers import housing, register_files, youth
from hpanalysis.demo.registers.absence import Absence
from hpanalysis.demo.registers.area_tables import AreaTables
from hpanalysis.demo.registers.language import Language
from hpanalysis.demo.registers.work import Work
from hpanalysis.demo.town import dwellings, identity, mothers, moves, persons
from hpanalysis.demo.town.life import Life
from hpanalysis.plan import Plan


@dataclass(frozen=True)
class DemoFile:
    """An extract ready to be written."""

    half_year: HalfYear
    name: str
    content: bytes


def simulate_town(plan: Plan, settings: Settings, draws: Draws) -> Life:
    """Draw the persons and let them move; what becomes of them comes with the extracts."""
    deliveries = schedule.list_deliveries(plan, settings.last_half_year)
    timeline = schedule.Timeline(deliveries)
    calibration = Calibration(plan, settings)
    trends = Trends(plan, settings, deliveries, draws)
    stock = dwellings.build_dwellings(plan, calibration, draws)
    baseline = schedule.find_baseline_span(plan, deliveries, housing.MOVES)
    moved = moves.simulate_moves(stock, calibration, timeline, baseline, trends, draws)
    people = persons.draw_persons(plan, calibration, stock, moved, timeline, deliveries, draws)
    life = Life(plan, calibration, timeline, deliveries, stock, moved, people, trends, draws)
    youth.turn_birthdays(life)
    mothers.simulate_births(life, dwellings.calibrate_mothers(calibration, dwellings.list_region_sizes(plan, settings)))
    return life


class Extracts:
    """The files of every half-year, in the order in which life goes on; `tables` are LBF's."""

    def __init__(self, life: Life) -> None:
        self.life = life
        people = life.persons
        self.cpr = identity.make_cpr_numbers(people.birth, people.female)
        self.name = identity.make_names(people.female, people.household, life.draws("names"))
        self.address = pa.array(life.stock.addresses)
        known = life.calibration.settings.postcodes
        self.postcode, self.town = pa.array(list(known)), pa.array(list(known.values()))
        last = life.calibration.settings.last_half_year
        self.tables = {
            name: AreaTables(life.calibration, source, last, life.draws)
            for name, source in sources().items()
            if source.place is Place.AREA and schedule.list_indicators_of(life.plan, name)
        }
        self._makers = self._prepare({d.source.name for d in life.deliveries})

    def _prepare(self, needed: set[str]) -> dict:
        """For each source of persons that is needed, what makes its rows."""
        makers = {
            kind.source: kind(self.life).extract
            for kind in (Language, Absence, youth.YouthSchool, youth.Leavers)
            if kind.source in needed
        }
        if needed & {"beskaeftigelse", "moedre"}:
            work = Work(self.life)
            makers |= {"beskaeftigelse": work.beskaeftigelse, "moedre": work.moedre}
        if "udsaettelser" in needed:
            self.evictions = housing.Evictions(self.life)
        return makers

    def _identified(self, source: Source, rows: dict) -> dict:
        """The rows with number, name and address of the person as it lived in the row's month."""
        person, month = rows.pop("person"), rows.pop("month")
        dwelling = self.life.persons.dwelling[person, month]
        who, home, post = pa.array(person), pa.array(dwelling), pa.array(self.life.stock.postcode[dwelling])
        known = {
            "cpr": self.cpr.take(who),
            "adresse": self.address.take(home),
            "postnr": self.postcode.take(post),
            "by": self.town.take(post),
        }
        if any(column.personal is Personal.NAME for column in source.columns):
            known["navn"] = self.name.take(who)
        return rows | known

    def _timed(self, delivery: schedule.Delivery) -> Iterator[DemoFile]:
        source, span = delivery.source, delivery.span

        def file(name: str, content: bytes) -> DemoFile:
            return DemoFile(delivery.half_year, name, content)

        if source.name == "fraflytning":
            yield file(
                source.usual_file, register_files.format_workbook(source, housing.count_move_outs(self.life, span))
            )
        elif source.name == "udsaettelser":
            rows = self.evictions.extract(span)
            apart = self.life.calibration.settings.separate_organisation
            yield file(source.usual_file, register_files.format_csv_rows(source, rows[False]))
            if any(d.apart for d in self.life.stock.departments):
                yield file(f"{source.name}_{apart.lower()}.csv", register_files.format_csv_rows(source, rows[True]))
        elif source.name in self._makers:
            rows = self._identified(source, self._makers[source.name](span))
            yield file(source.usual_file, register_files.format_csv_columns(source, rows))

    def files(self) -> Iterator[DemoFile]:
        """Every file, half-year by half-year."""
        plan = self.life.plan
        for half_year in self.life.calibration.settings.last_half_year.since(plan.first):
            for delivery in self.life.deliveries:
                if delivery.half_year == half_year:
                    yield from self._timed(delivery)
            for name, table in self.tables.items():
                if rows := table.rows(half_year):
                    yield DemoFile(
                        half_year, sources()[name].usual_file, register_files.format_workbook(sources()[name], rows)
                    )
