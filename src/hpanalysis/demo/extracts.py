"""All extracts of the half-years, made from one life of the persons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pyarrow as pa

from hpanalysis.definitions.catalogue import sources
from hpanalysis.definitions.model import Personal, Place, Source
from hpanalysis.definitions.windows import HalfYear, Span
from hpanalysis.demo.calibration import schedule
from hpanalysis.demo.calibration.courses import Course, CourseTrends
from hpanalysis.demo.calibration.draws import Draws
from hpanalysis.demo.calibration.settings import Settings
from hpanalysis.demo.calibration.sizes_and_counts import Calibration
from hpanalysis.demo.calibration.trends import Trends
from hpanalysis.demo.registers import housing, register_files, youth
from hpanalysis.demo.registers.absence import Absence
from hpanalysis.demo.registers.area_tables import AreaTables
from hpanalysis.demo.registers.language import Language
from hpanalysis.demo.registers.participants import Participants
from hpanalysis.demo.registers.register_files import Columns
from hpanalysis.demo.registers.work import Work
from hpanalysis.demo.town import dwellings, identity, mothers, moves, newborns, persons
from hpanalysis.demo.town.life import Life
from hpanalysis.plan import Plan


@dataclass(frozen=True)
class DemoFile:
    """A synthetic extract ready to be written. Made by `Extracts.files`; `demo.writing` writes its content (the bytes)
    under its name in the half-year's folder."""

    half_year: HalfYear
    name: str
    content: bytes


def simulate_town(plan: Plan, settings: Settings, draws: Draws, course: Course | None = None) -> Life:
    """Draw the synthetic persons, let them move and bear children. What else becomes of them is settled as the extracts
    are made. Called once, before any extract is made. settings: demo.yaml, with the last half-year that was asked for.
    draws: the random numbers of the seed. course: where levels go after the baseline; None for demo.yaml's drift."""
    deliveries = schedule.list_deliveries(plan, settings.last_half_year)
    timeline = schedule.Timeline(deliveries)
    calibration = Calibration(plan, settings)
    if course is None:
        trends = Trends(plan, settings, deliveries, draws)
    else:
        trends = CourseTrends(plan, settings, deliveries, draws, course=course)
    stock = dwellings.build_dwellings(plan, calibration, draws)
    baseline = schedule.find_baseline_span(plan, deliveries, housing.MOVES)
    moved = moves.simulate_moves(stock, calibration, timeline=timeline, baseline=baseline, trends=trends, draws=draws)
    people = persons.draw_persons(
        plan, calibration, stock=stock, moves=moved, timeline=timeline, deliveries=deliveries, draws=draws
    )
    life = Life(
        plan=plan,
        calibration=calibration,
        timeline=timeline,
        deliveries=deliveries,
        stock=stock,
        moves=moved,
        persons=people,
        trends=trends,
        draws=draws,
    )
    youth.turn_birthdays(life)
    sizes = dwellings.list_region_sizes(plan, settings)
    mothers.simulate_births(life, dwellings.calibrate_mothers(calibration, sizes))
    newborns.let_newborns_grow_up(life)
    return life


class Extracts:
    """The synthetic files of every half-year, in the order in which life goes on. Made once by `demo.write`, which
    writes its files and then compares `life` and `tables` with the plan."""

    def __init__(self, life: Life) -> None:
        """Give the persons CPR numbers, names and addresses, and make ready what each source needs. Called once, before
        the files are asked for. life: the synthetic town, as `simulate_town` has made it."""
        self.life = life
        people, settings = life.persons, life.calibration.settings
        self.cpr = identity.make_cpr_numbers(people.birth, people.female)
        self.name = identity.make_names(people.female, people.household, life.draws("names"))
        self.address = pa.array(life.stock.addresses)
        self.postcode, self.town = pa.array(list(settings.postcodes)), pa.array(list(settings.postcodes.values()))
        # The tables that LBF delivers by area, by source.
        self.tables = {
            name: AreaTables(life.calibration, source, settings.last_half_year, trends=life.trends, draws=life.draws)
            for name, source in sources().items()
            if source.place is Place.AREA and schedule.list_indicators_of(life.plan, name)
        }
        self._evictions: housing.Evictions | None = None
        self._participants: Participants | None = None
        self._makers = self._prepare_makers({d.source.name for d in life.deliveries})

    def _prepare_makers(self, needed: set[str]) -> dict[str, Callable[[Span], Columns]]:
        """For each source of persons that is needed, the function that makes a window's synthetic rows, as columns.
        Called once, when the object is made; it sets up the eviction cases and the participants too. needed: names of
        sources delivered. A maker must be asked for its windows in the order of time, for it keeps what became of the
        persons."""
        makers: dict[str, Callable[[Span], Columns]] = {}
        work, absence = None, None
        if Absence.source in needed:
            absence = Absence(self.life)
            makers[Absence.source] = absence.extract
        for kind in (Language, youth.YouthSchool, youth.Leavers):
            if kind.source in needed:
                makers[kind.source] = kind(self.life).extract
        if needed & {"beskaeftigelse", "moedre"}:
            work = Work(self.life)
            makers |= {"beskaeftigelse": work.extract_beskaeftigelse, "moedre": work.extract_moedre}
        if "udsaettelser" in needed:
            self._evictions = housing.Evictions(self.life)
        if self.life.plan.followed_activities:
            self._participants = Participants(self.life, work, absence)
        return makers

    def _identify(self, source: Source, rows: Columns) -> Columns:
        """The rows with each person's CPR number, address, and name (if the source has one), in place of the columns
        person and month. Called for each synthetic extract about persons. rows: by column; `person` and `month` are
        taken out of it. The address is where the person lived in the row's month."""
        person, month = rows.pop("person"), rows.pop("month")
        dwelling = self.life.persons.dwelling[person, month]
        who, home, post = pa.array(person), pa.array(dwelling), pa.array(self.life.stock.postcode[dwelling])
        identity_columns = {
            "cpr": self.cpr.take(who),
            "adresse": self.address.take(home),
            "postnr": self.postcode.take(post),
            "by": self.town.take(post),
        }
        if any(column.personal is Personal.NAME for column in source.columns):
            identity_columns["navn"] = self.name.take(who)
        return rows | identity_columns

    def _make_files(self, delivery: schedule.Delivery) -> Iterator[DemoFile]:
        """The synthetic files of a delivery at a fixed time; none for a source that the demo does not make. Called for
        each delivery of a half-year. There is one file, but for the evictions: the organisation that delivers for
        itself (demo.yaml's separate_organisation) has a second one, if it has departments."""
        source, span, half_year = delivery.source, delivery.span, delivery.half_year
        if source.name == "fraflytning":
            content = register_files.format_workbook(source, housing.count_move_outs(self.life, span))
            yield DemoFile(half_year, source.usual_file, content)
        elif source.name == "tomgang":
            content = register_files.format_workbook(source, housing.count_empty_dwellings(self.life, span))
            yield DemoFile(half_year, source.usual_file, content)
        elif source.name == "udsaettelser" and self._evictions:
            rows = self._evictions.extract(span)
            apart = self.life.calibration.settings.separate_organisation
            yield DemoFile(half_year, source.usual_file, register_files.format_csv_rows(source, rows[False]))
            if any(d.apart for d in self.life.stock.departments):
                content = register_files.format_csv_rows(source, rows[True])
                yield DemoFile(half_year, f"{source.name}_{apart.lower()}.csv", content)
        elif source.name in self._makers:
            columns = self._identify(source, self._makers[source.name](span))
            yield DemoFile(half_year, source.usual_file, register_files.format_csv_columns(source, columns))

    def _list_participants(self, half_year: HalfYear) -> Iterator[DemoFile]:
        """The synthetic list of those who take part in the plan's activities; none before the plan begins, and for a
        plan that follows no activity. Called for each half-year, after the registers' files of it."""
        if self._participants is not None and self._participants.is_owed(half_year):
            source = sources()["deltagere"]
            rows = self._participants.extract(half_year)
            rows["cpr"] = self.cpr.take(pa.array(rows.pop("person")))
            yield DemoFile(half_year, source.usual_file, register_files.format_csv_columns(source, rows))

    def files(self) -> Iterator[DemoFile]:
        """Every synthetic file, half-year by half-year: registers, lists of participants, then tables by area, only
        where they have something new. Called once by the demo, which writes them, and run through once, because the
        persons' lives go on with each."""
        for half_year in self.life.calibration.settings.last_half_year.since(self.life.plan.first):
            for delivery in self.life.deliveries:
                if delivery.half_year == half_year:
                    yield from self._make_files(delivery)
            yield from self._list_participants(half_year)
            for name, table in self.tables.items():
                if rows := table.rows(half_year):
                    source = sources()[name]
                    content = register_files.format_workbook(source, rows)
                    yield DemoFile(half_year, source.usual_file, content)
