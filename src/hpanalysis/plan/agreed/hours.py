"""hours.csv: one row a partner's hours in an activity, or in a delaftale as a whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from hpanalysis.by_hand.csv_table import CsvRow
from hpanalysis.plan.agreed.activities import Activity
from hpanalysis.plan.agreed.cells import Cells, Refuse
from hpanalysis.plan.agreed.seasons import Calendar

FILE = "hours.csv"
COLUMNS = (
    "agreement",
    "activity_id",
    "responsible_da",
    "hours_per_year",
    "hours_per_week",
    "weeks",
    "weeks_printed",
    "givers",
    "hours_kind",
    "calendar",
    "purpose_da",
    "hours_basis_as_printed",
    "plan_lines",
    "note_da",
)
_CALENDARS = (
    Calendar.ALL_WEEKS,
    Calendar.WEEKS_46,
    Calendar.SCHOOL_WEEKS,
    Calendar.AUGUST_FEBRUARY,
    Calendar.SUMMER,
)
_MOST_WEEKS, _MOST_GIVERS = 53, 1000


class HoursKind(Enum):
    """Whose hours they are. The value is the word in hours.csv."""

    STAFF = "staff"  # of a partner's staff: its co-financing
    YOUNG = "young people"  # that the young people themselves are paid for, which is something else


@dataclass(frozen=True, kw_only=True)
class HoursPromise:
    """A row of hours.csv. Texts are Danish."""

    agreement: str
    activity_id: str  # `(delaftale)` for hours of the delaftale as a whole
    responsible_da: str
    printed_a_year: Decimal | None  # hours a year as the plan prints them
    a_week: Decimal | None  # hours a week, of each of the `givers`
    weeks: int | None  # of the year, printed or declared by us; None where nobody says
    weeks_printed: bool
    givers: int  # how many have the weekly hours each
    kind: HoursKind
    calendar: Calendar
    purpose_da: str  # what the hours are for, where the plan says
    basis_da: str  # how the plan prints that the hours come about
    plan_lines: str
    note_da: str

    @property
    def each_da(self) -> str:
        """` for hver af 16` where several have the weekly hours each; empty for one. Read wherever those are told."""
        return f" for hver af {self.givers}" if self.givers > 1 else ""

    @property
    def is_computed(self) -> bool:
        """Whether the year's hours are ours: weekly hours times a number of weeks that the plan does not print. Asked
        wherever they are shown, for they are marked so."""
        return self.printed_a_year is None and self.a_year is not None

    @property
    def a_year(self) -> Decimal | None:
        """Hours a year: as printed, or else the weekly ones times the declared weeks; None where only weekly hours are
        known. Read wherever hours are counted."""
        if self.printed_a_year is not None:
            return self.printed_a_year
        if self.a_week is None or self.weeks is None:
            return None
        return self.a_week * self.weeks * self.givers


def _parse_hours(cells: Cells, activities: Collection[tuple[str, str]]) -> HoursPromise:
    """A row as a promise of hours; `Stop` for a cell that cannot be used or does not fit another. Called for each."""
    row = cells.row
    if (row["agreement"], row["activity_id"]) not in activities:
        raise cells.stop("activity_id", "Aktiviteten findes ikke i activities.csv.", "en aktivitet under delaftalen.")
    a_year, a_week = cells.hours("hours_per_year"), cells.hours("hours_per_week")
    if a_year is None and a_week is None:
        raise cells.stop("hours_per_year", "Rækken har ingen timer.", "timer om året eller om ugen.")
    weeks = cells.whole("weeks", 1, _MOST_WEEKS)
    if weeks is not None and a_week is None:
        raise cells.stop("weeks", "Rækken har uger uden timer om ugen.", "hours_per_week, eller et tomt felt.")
    calendar = cells.word("calendar", Calendar)
    if calendar not in _CALENDARS:
        allowed = ", ".join(one.value for one in _CALENDARS)
        raise cells.stop("calendar", "Timer kan ikke forfalde efter den kalender.", f"en af {allowed}.")
    return HoursPromise(
        agreement=row["agreement"],
        activity_id=row["activity_id"],
        responsible_da=cells.office("responsible_da"),
        printed_a_year=a_year,
        a_week=a_week,
        weeks=weeks,
        weeks_printed=cells.yes_no("weeks_printed") if weeks is not None else False,
        givers=cells.whole("givers", 1, _MOST_GIVERS) or 1,
        kind=cells.word("hours_kind", HoursKind),
        calendar=calendar,
        purpose_da=row["purpose_da"],
        basis_da=row["hours_basis_as_printed"],
        plan_lines=cells.lines(),
        note_da=row["note_da"],
    )


def parse_hours(rows: Iterable[CsvRow], activities: Iterable[Activity], refuse: Refuse) -> tuple[HoursPromise, ...]:
    """The rows of hours.csv in their order; `Stop` where one cannot be used. Called once when the plan is read."""
    known = {(one.agreement, one.activity_id) for one in activities}
    return tuple(_parse_hours(Cells(FILE, row, refuse), known) for row in rows)
