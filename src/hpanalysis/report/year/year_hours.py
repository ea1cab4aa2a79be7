"""Hours promised and given in an accounting year, by delaftale: staff and the young people's own apart."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.published.names import HOURS_CSV
from hpanalysis.report.html import Block, fold_for_screen, make_paragraphs, make_section, tag
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.report.tables.grouped_table import make_grouped_table
from hpanalysis.report.year_publication import Year

_COLUMNS: list[cells_in_tables.Column] = [
    "Aktivitet",
    "Hvem",
    ("Aftalt i året", "num"),
    ("Aftalt til nu", "num"),
    ("Leveret", "num"),
    ("Af det aftalte", "num"),
]
_NOT_PRINTED = "ikke trykt"
_NOTHING_AGREED = "intet aftalt"


def format_hours(value: Decimal, places: int = 0) -> str:
    """Hours as digits: `9.660`, or with two decimals (places) `843,33`. Called for each number of hours promised or
    given on an accounting year's page."""
    return danish.format_number(value, places)


def _find_decimals(values: Iterable[Decimal | None]) -> int:
    """The decimals of a table's hours: none where all are whole, else two, so that the lines add up as they are read.
    Called once a table. None among the values is skipped."""
    return 0 if all(value is None or value == value.to_integral_value() for value in values) else 2


def format_share(hours_given: Decimal, promised: Decimal | None) -> str:
    """The hours given in whole percent of those due so far; `intet forfaldent` where none are yet (0), `kan ikke
    opgøres` where none are known a year (None). Called for each row of a table of hours."""
    if promised is None:
        return "kan ikke opgøres"
    return f"{danish.format_number(hours_given * 100 / promised)}{danish.NBSP}%" if promised else "intet forfaldent"


def _make_row(line, places: int) -> Markup:
    """The row of an activity and who is responsible for it: hours promised and given; words where no hours a year are
    known, and how they are counted where the plan prints hours a week alone. Called for each line of a table of hours.
    line: a `followup.HoursLine`; places: decimals."""
    if line.promised is None:
        promised: list[object] = [line.basis or _NOT_PRINTED, line.basis or _NOT_PRINTED]
    elif line.basis:
        first = [format_hours(line.promised, places), tag("small", f" {line.basis}")]
        promised = [first, format_hours(line.promised_so_far, places)]
    else:
        promised = [format_hours(line.promised, places), format_hours(line.promised_so_far, places)]
    unpromised = line.promised is None and not line.basis
    share = _NOTHING_AGREED if unpromised else format_share(line.given, line.promised_so_far)
    values = [*promised, format_hours(line.given, places), share]
    return cells_in_tables.make_row(_COLUMNS, line.activity, [line.responsible, *values])


def _make_total_row(total, places: int) -> Markup:
    """The sum of a delaftale's hours over the rows for which hours are promised, so that given and promised can be
    compared. Called for each delaftale of a table of hours. total: a `followup.HoursTotal`; places: decimals."""
    values = [format_hours(value, places) for value in (total.promised, total.promised_so_far, total.given)]
    share = format_share(total.given, total.promised_so_far)
    name = ["I alt, hvor timer er aftalt", _tell_own_weeks(total, places)]
    return cells_in_tables.make_row(_COLUMNS, name, ["alle", *values, share], "samlet")


def _tell_own_weeks(total, places: int) -> Markup | None:
    """How many of a delaftale's promised hours are weekly ones times weeks that the plan does not print, in small under
    the sum's name; None where none are. Called for each sum. total: a `followup.HoursTotal`; places: decimals."""
    if not total.promised_own_weeks:
        return None
    a_year = format_hours(total.promised_own_weeks, places)
    so_far = format_hours(total.promised_so_far_own_weeks, places)
    return tag("small", f" heraf {a_year} timer i året og {so_far} timer til nu, hvor ugerne ikke er trykt")


def _make_unpromised_row(total, places: int) -> Markup:
    """The row of the hours of a delaftale that were given without a printed promise. Called for each delaftale that has
    any. total: a `followup.HoursTotal`; places: decimals."""
    values = [_NOT_PRINTED, _NOT_PRINTED, format_hours(total.given_unpromised, places), _NOTHING_AGREED]
    return cells_in_tables.make_row(_COLUMNS, "Leveret uden trykt aftale", ["alle", *values])


def _has_hours(line) -> bool:
    """Whether an activity has hours promised or given; one that has neither is named below the table instead. Called
    for each `followup.HoursLine`, when the table is made and when those below it are named."""
    return line.promised is not None or bool(line.basis) or bool(line.given)


def _make_sum_rows(totals, agreement_id: str, places: int) -> list[Markup]:
    """The rows of sums under a delaftale's lines; none where it has no total. Called for each delaftale of a table of
    hours. totals: `followup.HoursTotal` of all delaftaler, of staff or of the young people; places: decimals."""
    total = next((one for one in totals if one.agreement_id == agreement_id), None)
    if total is None:
        return []
    return [_make_total_row(total, places), *([_make_unpromised_row(total, places)] if total.given_unpromised else [])]


def _make_table(year: Year, own_hours: bool, caption: str) -> Markup | None:
    """The table of hours by delaftale with sums; None where there are no such hours. Called twice for the section on
    hours. own_hours: True for the young people's own hours, False for the staff's."""
    lines = [line for line in year.followed.hours if line.own_hours is own_hours and _has_hours(line)]
    if not lines:
        return None
    places = _find_decimals(value for line in lines for value in (line.promised, line.promised_so_far, line.given))
    totals = [one for one in year.followed.totals if one.own_hours is own_hours]
    groups = []
    for agreement_id in dict.fromkeys(line.agreement_id for line in lines):
        rows = [_make_row(line, places) for line in lines if line.agreement_id == agreement_id]
        name = year.release.plan.agreement(agreement_id).name
        groups.append((name, [*rows, *_make_sum_rows(totals, agreement_id, places)]))
    return make_grouped_table(caption, _COLUMNS, groups)


def _name_activities_without_hours(year: Year) -> str:
    """The Danish sentence that names the activities with hours neither printed in the plan nor given; "" without any.
    Called once, for the note below the tables of hours."""
    names = dict.fromkeys(line.activity for line in year.followed.hours if not _has_hours(line))
    return (
        f"Planen trykker ingen timer om året for disse aktiviteter, og ingen er noteret: {danish.join_words(names)}."
        if names
        else ""
    )


def summarise_hours(year: Year) -> str:
    """The Danish sentences on how much staff has given of what was promised so far, over all delaftaler; where nothing
    was promised so far, the sentence that no hours are agreed. Hours given without a promise do not count. Called for
    the conclusion, and at the head of the section on hours."""
    totals = [one for one in year.followed.totals if not one.own_hours]
    promised, hours_given = sum(one.promised_so_far for one in totals), sum(one.given for one in totals)
    if not any(one.promised for one in totals):
        return "Der er ingen aftalte timer i regnskabsåret."
    if not promised:
        return "Ingen af de aftalte timer er forfaldet endnu."
    share = danish.format_number(hours_given * 100 / promised)
    return (
        f"Parterne har leveret {format_hours(hours_given)} af de {format_hours(promised)} timer, der er aftalt for "
        f"medarbejdere og er forfaldet til og med {name_day_due(year)}. "
        f"Det er {share}{danish.NBSP}pct. {_say_until_when(year)}{_say_own_weeks(totals)}"
    )


def name_day_due(year: Year) -> str:
    """The day that the hours promised so far are counted to: `31. oktober 2026`. Called wherever they are told."""
    return danish.format_day(year.followed.hours_due)


def _say_until_when(year: Year) -> str:
    """The Danish sentence on why the hours promised so far are counted to that day: it is the last that any are
    reported for; or that none are reported. Called for the summary of hours."""
    if year.followed.hours_until is None:
        return "Ingen timer er indberettet."
    return "Det er den sidste dag, nogen af parterne har indberettet timer for."


def _say_own_weeks(totals) -> str:
    """The Danish sentence on how many of the hours due so far are weekly ones times weeks that the plan does not print,
    with the space before it; "" where none are. Called for the summary of hours. totals: `followup.HoursTotal` of
    staff."""
    ours = sum(one.promised_so_far_own_weeks for one in totals)
    return f" Af de forfaldne timer er {format_hours(ours)} regnet med uger, som planen ikke trykker." if ours else ""


_NOTE = (
    "Timerne er parternes medfinansiering. »Aftalt til nu« er det, der er forfaldet den sidste dag, nogen har "
    "indberettet timer for, efter hver aftales egen kalender; dagen er den samme for alle parter. "
    "Timer om ugen forfalder uge for uge i alle uger, i 46 uger eller i skolens uger. "
    "Timer til sommerjob forfalder, når sommerferien er slut, og timer til forløb fra august og februar, når forløbet "
    "er slut. Hvornår timer forfalder, er systemets egen regning, hvor planen kun trykker antallet. De leverede timer "
    "er parternes egne indberetninger til sekretariatet."
)


def show_hours(year: Year) -> Block:
    """The section on hours promised and given, by delaftale, activity and who is responsible; the young people's own
    apart. Called by the notebook of the accounting year's report."""
    when, due = year.covered, name_day_due(year)
    tables = [
        _make_table(year, False, f"Medarbejdernes timer {when}; »Aftalt til nu« er til og med {due}"),
        _make_table(year, True, f"De unges egne timer {when}; »Aftalt til nu« er til og med {due}"),
    ]
    return Block(
        make_section(
            "timer",
            "Timer: aftalt og leveret",
            [
                make_paragraphs([summarise_hours(year)]),
                fold_for_screen("Timer for hver aktivitet", tables) if any(tables) else None,
                make_paragraphs([_name_activities_without_hours(year), _NOTE], "note"),
                tag("p", tag("a", f"Timerne som CSV-fil ({HOURS_CSV})", href=HOURS_CSV), class_="note"),
            ],
        )
    )
