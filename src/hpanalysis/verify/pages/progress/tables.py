"""The tables of the page fremdrift as the year's CSV files give them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby

from hpanalysis.published.month_names import MONTHS
from hpanalysis.verify.pages.progress.cells import Cell, Table, make_sign
from hpanalysis.verify.pages.progress.wording import write_day, write_digits, write_number, write_share
from hpanalysis.verify.pages.progress.year import PromisedYear, Row

NEEDS_ACTION = ("bagud", "ikke meldt")  # in the order of the page
DUE_UNTIL = "; »Aftalt til nu« er til og med "  # in the caption of hours
_SUMS = ("i alt", "uden aftale")  # rows of timer.csv that are no activity


def _join(*texts: str) -> str:
    """What a cell says in several parts. Called for each cell that has a smaller line under it."""
    return " ".join(filter(None, texts))


def _mark(word: str, *small: str) -> Cell:
    """A cell with a sign and what stands under it. Called for each standing."""
    return Cell(_join(word, *small), make_sign(word))


def list_in_need(year: PromisedYear) -> list[Row]:
    """The rows of what is behind, then of what is not reported. Called for that table, and to see if there is any."""
    return [row for word in NEEDS_ACTION for row in year.progress if row["status"] == word]


def _make_need(row: Row, year: PromisedYear) -> tuple[Cell, ...]:
    """A row of what somebody must act on. Called for each."""
    days = f"{write_digits(row['round_first'])} til {write_digits(row['round_last'])}"
    if row["status"] == "bagud":
        since = f"siden {write_digits(row['behind_since'])}"
        missing = f"{write_number(row['missing'])} ({year.units[row['promise_id']]}) {since}"
    else:
        last = row["reported_on"]
        missing = f"intet meldt siden {write_digits(last)}" if last else "intet meldt"
    return (
        Cell(_join(row["promise"], f"{row['activity']}, {days}")),
        Cell(row["responsible"]),
        _mark(row["status"]),
        Cell(missing),
        Cell(row["note"] or "ingen bemærkning"),
    )


def _make_needs(year: PromisedYear) -> Iterator[Table]:
    """The table of what is behind or not reported; none where nothing is. Called once."""
    rows = tuple(_make_need(row, year) for row in list_in_need(year))
    columns = ("Leverance", "Hvem skal handle", "Status", "Mangler", "Bemærkning")
    if rows:
        yield Table("Det, der er bagud eller ikke meldt", columns, rows)


def _tell_before(row: Row | None) -> Cell:
    """How the round before ended. Called for each promise."""
    if row is None:
        return Cell("første gang")
    if not row["needed"] or not row["delivered"]:
        return _mark(row["status"])
    return _mark(row["status"], f"{write_number(row['delivered'])} af {write_number(row['needed'])}")


def _tell_delivered(row: Row) -> Cell:
    """What is delivered, by when, and in how many groups. Called for each promise."""
    if not row["delivered"]:
        return Cell("ikke meldt")
    groups = f"; grupper: {write_number(row['groups'])}" if row["groups"] else ""
    return Cell(f"{write_number(row['delivered'])} pr. {write_digits(row['reported_on'])}{groups}")


def _make_promise(rows: list[Row]) -> tuple[Cell, ...]:
    """The row of a promise. Called for each. rows: its rounds, in time."""
    *earlier, now = rows
    beyond = f"{write_number(now['beyond'])} mere end aftalt" if now["beyond"] else ""
    own = f"parten melder: {now['partner_status']}" if now["partner_status"] else ""
    inferred = "" if now["printed"] == "ja" else "; vores læsning af planen"
    counts = (Cell(write_number(now[name]) if now[name] else "intet aftalt") for name in ("needed", "due"))
    return (
        Cell(_join(now["promise"], f"{now['responsible']}{inferred}")),
        _tell_before(earlier[-1] if earlier else None),
        *counts,
        _tell_delivered(now),
        _mark(now["status"], beyond, own),
    )


def _group(rows: Iterable[Row]) -> list[list[Row]]:
    """The rows of each promise. Called for the table of promises and for the calendar."""
    return [list(several) for _, several in groupby(rows, key=lambda row: row["promise_id"])]


def _make_promises(year: PromisedYear) -> Table:
    """The table of every promise, by delaftale. Called once."""
    rows: list[tuple[Cell, ...]] = []
    for agreement in year.delaftaler:
        own = _group(row for row in year.progress if row["agreement_id"] == agreement)
        if own:
            rows += [(Cell(year.agreements[agreement]),), *map(_make_promise, own)]
    columns = ("Leverance", "Sidste gang", "Skal nås", "Forfaldet", "Leveret", "Status")
    return Table("Aftalte leverancer", columns, tuple(rows))


def _list_told(cell: str, month: date) -> Iterator[str]:
    """The numbers of a cell `day: number; day: number` whose day lies in a month. Called for due_days and reports."""
    for told in filter(None, cell.split("; ")):
        day, _, number = told.partition(": ")
        if (there := date.fromisoformat(day)).year == month.year and there.month == month.month:
            yield write_number(number)


def _make_month(rows: list[Row], month: date, year: PromisedYear) -> Cell:
    """The cell of a promise in a month. Called for each. month: its first day."""
    after = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    due = [f"skal {number}" for row in rows for number in _list_told(row["due_days"], month)]
    told = [f"har {number}" for row in rows for number in _list_told(row["reports"], month)]
    times = year.under_way[rows[0]["promise_id"]]
    return Cell(_join(*due, *told), under_way=any(opens < after and last >= month for opens, last in times))


def _make_calendar(year: PromisedYear) -> Table:
    """The calendar of the accounting year. Called once."""
    rows = [
        (Cell(own[0]["promise"]), *(_make_month(own, month, year) for month in year.months))
        for own in _group(year.progress)
        if any(row["due_days"] for row in own)
    ]
    columns = ("Leverance", *(MONTHS[month.month - 1] for month in year.months))
    return Table(f"Leverancernes kalender i regnskabsåret {year.label}", columns, tuple(rows))


def _make_milestones(year: PromisedYear) -> Iterator[Table]:
    """The table of milestones; none for a plan without any. Called once."""
    rows = [
        (
            Cell(row["what"]),
            Cell(row["due_as_printed"] or write_digits(row["due"])),
            Cell(write_digits(row["done"]) if row["done"] else "ikke endnu"),
            _mark(row["status"]),
            Cell(row["responsible"]),
        )
        for row in year.milestones
    ]
    if rows:
        yield Table("Milepæle", ("Milepæl", "Frist", "Nået", "Status", "Hvem"), tuple(rows))


def _make_hours(year: PromisedYear) -> Iterator[Table]:
    """The table of each partner's hours: those of its staff, where hours are promised; none without any. Called
    once."""
    own = [row for row in year.hours if row["whose"] == "personale" and row["promised"]]
    own = [row for row in own if row["activity_id"] not in _SUMS]
    rows = []
    for partner in dict.fromkeys(row["responsible"] for row in own):
        lines = [row for row in own if row["responsible"] == partner]
        names = ("promised", "promised_so_far", "given")
        promised, so_far, given = (sum((Decimal(row[name]) for row in lines), Decimal(0)) for name in names)
        share = f"{write_share(given, so_far)} %" if so_far else "intet forfaldent"
        rows.append(tuple(map(Cell, (partner, *(write_number(str(one)) for one in (promised, so_far, given)), share))))
    if rows:
        columns = ("Part", "Aftalt i året", "Aftalt til nu", "Leveret", "Af det aftalte")
        until = f"{DUE_UNTIL}{write_day(year.due_until)}" if year.due_until else ""
        yield Table(f"Parternes timer {year.when}{until}", columns, tuple(rows))


def write_kroner(amount: str) -> str:
    """An amount of oekonomi.csv as the page writes it. Called for each, and for the sentence on them."""
    return f"{write_number(amount)} kr." if amount else "ikke oplyst"


def _make_economy(year: PromisedYear) -> Iterator[Table]:
    """The table of budget and accounts; none where the plan has no budget. Called once."""
    is_valued, rows = any(row["hours_value"] for row in year.economy), []
    for row in year.economy:
        day = f"pr. {write_digits(row['spent_on'])}" if row["spent_on"] else ""
        name = year.agreements[row["agreement_id"]] if row["agreement_id"] else "Fælles"
        others = [write_kroner(row[column]) for column in ("left", "plan_budget", "plan_spent")]
        valued = [write_kroner(row["hours_value"]) if row["hours_value"] else "ikke værdisat"] if is_valued else []
        told = [name, write_kroner(row["budget"]), _join(write_kroner(row["spent"]), day), *others, *valued]
        rows.append(tuple(map(Cell, told)))
    columns = ("Delaftale", "Budget i året", "Forbrugt", "Tilbage", "Budget i alt", "Forbrugt i alt", "Timernes værdi")
    if rows:
        yield Table(f"Budget og forbrug {year.when}", columns if is_valued else columns[:-1], tuple(rows))


def list_tables(year: PromisedYear) -> list[Table]:
    """The tables that the page must have, in their order. Called once for each page."""
    return [
        *_make_needs(year),
        _make_promises(year),
        _make_calendar(year),
        *_make_milestones(year),
        *_make_hours(year),
        *_make_economy(year),
    ]
