"""The rows of the plan's CSV files -> its objects; a cell that cannot be used raises `Stop` with row and column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import partial
from typing import TypeVar

from hpanalysis.by_hand import values
from hpanalysis.by_hand.csv_table import CsvRow
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.breakdowns import Breakdown, explain_not_published_by
from hpanalysis.definitions.model import Measure, Unit
from hpanalysis.plan.csv_files import AREA_COLUMNS, read_cell, refuse
from hpanalysis.plan.model import Adoption, Area, Event, Level, Printed, Target
from hpanalysis.plan.rows import AddressRange, Department, DepartmentsElsewhere, Fact, StreetElsewhere
from hpanalysis.plan.settings import MOST_MARGIN

_Word = TypeVar("_Word", bound=Enum)
_Row = TypeVar("_Row", AddressRange, Department, DepartmentsElsewhere, StreetElsewhere)

# The only number of windows that may be pooled: the reports and their sentences say "tre år".
POOLED_YEARS = 3
_KINDS = ("area", "total", "municipality", "country")
# Columns of areas.csv, without their year, that count persons or dwellings; those with `pct` in them are numbers too.
_COUNTS = ("residents", "dwellings", "children_under_18")
_LISTED = "on_state_list"
_YES_NO = {"yes": True, "ja": True, "no": False, "nej": False}
# The units of context.csv that are counts.
_COUNTED = ("persons", "number", "dwellings", "kroner", "personer", "antal", "boliger")
_LIKE_A_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}([-.])[0-9]{1,2}\1[0-9]{4}")


def _read_positive(text: str) -> Decimal:
    """Read a number over 0. Called for the margins and target values of adoption.csv; `NotPlain` for anything else."""
    number = values.read_number(text)
    if number <= 0:
        raise values.NotPlain("er ikke et tal over 0")
    return number


def _read_margin(text: str) -> Decimal:
    """Read a margin: a number over 0 that is no larger than one may be. Called for adoption.csv; `NotPlain` for
    anything else."""
    margin = _read_positive(text)
    if margin > MOST_MARGIN:
        raise values.NotPlain(f"er ikke et tal på højst {MOST_MARGIN}")
    return margin


def _read_yes_no(text: str) -> bool:
    """Read `ja` or `nej`, `yes` or `no`; `NotPlain` for anything else. Called for the plan's columns of that kind."""
    if (known := _YES_NO.get(text.casefold())) is None:
        raise values.NotPlain("er hverken ja eller nej")
    return known


def _parse_fact(row: CsvRow, column: str) -> str:
    """A fact that the plan prints of an area, as the report reads it: a number with a decimal point and nothing between
    its thousands, `yes` or `no` for whether the area was on the state's list of vulnerable areas, all else as written,
    "" for an empty cell. Called for each such cell of areas.csv. `Stop` for a cell that is not of its column's form."""
    if not row[column]:
        return ""
    if column.startswith(_LISTED):
        return "yes" if read_cell("areas.csv", row, column, _read_yes_no, "yes eller no") else "no"
    if column.startswith(_COUNTS):
        return str(read_cell("areas.csv", row, column, values.read_count, values.WHOLE_FORMS))
    if "pct" in column.split("_"):
        return str(read_cell("areas.csv", row, column, values.read_number, values.NUMBER_FORMS))
    return row[column]


def parse_area(row: CsvRow) -> Area:
    """A row of areas.csv as an area; every column but its id, kind and names is kept as a fact that the plan prints of
    it. Called for each row when the plan is read. `Stop` for a cell that should be a number and is not, and for an
    unknown kind, because the area would be in no table."""
    kind = row["kind"].casefold()
    if kind not in _KINDS:
        raise refuse("areas.csv", "Slagsen kendes ikke.", f"en af {', '.join(_KINDS)}.", row=row, column="kind")
    return Area(
        id=row["area_id"],
        name=row["name_da"],
        kind=kind,
        short=row["short_da"],
        letters=row["letters_da"],
        in_text=row["in_text_da"],
        genitive=row["genitive_da"],
        facts={column: _parse_fact(row, column) for column in row.cells if column not in AREA_COLUMNS},
    )


def _parse_word(vocabulary: type[_Word], row: CsvRow, column: str, what: str) -> _Word:
    """A word of adoption.csv as a member of an Enum (vocabulary); `Stop` for a word that the Enum has not. Called for
    the columns target and judged_on of each row. what: the subject of the sentence in the `Stop`, in Danish."""
    try:
        return vocabulary(row[column].casefold())
    except ValueError:
        expected = f"en af {', '.join(v.value for v in vocabulary)}."
        raise refuse("adoption.csv", f"{what} kendes ikke.", expected, row=row, column=column) from None


def _parse_positive(row: CsvRow, column: str, read: Callable[[str], Decimal] = _read_positive) -> Decimal | None:
    """A number over 0, or None where the cell is empty; `Stop` for anything else. Called for target_value and margin in
    each row of adoption.csv. read: gives the number of a text, or refuses it."""
    if not row[column]:
        return None
    return read_cell("adoption.csv", row, column, read, f"{values.NUMBER_FORMS}, eller et tomt felt")


def _parse_pooled_years(row: CsvRow) -> int:
    """How many windows are pooled: 3, or 0 where the optional column pooled_years is empty or not there. Called for
    each row of adoption.csv. `Stop` for anything else."""
    text = row["pooled_years"]
    if text not in ("", str(POOLED_YEARS)):
        raise refuse(
            "adoption.csv",
            "Antallet af år kendes ikke.",
            f"{POOLED_YEARS}, eller et tomt felt.",
            row=row,
            column="pooled_years",
        )
    return int(text or 0)


def _parse_breakdowns(row: CsvRow) -> tuple[str, ...]:
    """What the public edition divides an indicator by, from the optional column breakdowns: `koen`, `alder`, or both
    parted by `;`; empty where the column is empty or not there. Called for each row of adoption.csv. `Stop` for another
    word, for one that stands twice, and for an indicator that cannot be published so."""
    words = [word.strip().casefold() for word in row["breakdowns"].split(";")] if row["breakdowns"] else []
    known = [each.value for each in Breakdown]
    indicator = catalogue.indicators().get(row["indicator_id"])
    wrong = ""
    if unknown := [word for word in words if word not in known]:
        wrong = f"Opdelingen »{unknown[0]}« kendes ikke."
    elif len(set(words)) != len(words):
        wrong = "En opdeling står to gange."
    elif indicator is not None:
        reasons = (explain_not_published_by(indicator, Breakdown(word)) for word in words)
        wrong = next((f"{row['indicator_id']} kan ikke {reason}." for reason in reasons if reason), "")
    if wrong:
        expected = "koen, alder, begge adskilt af semikolon, eller et tomt felt."
        raise refuse("adoption.csv", wrong, expected, row=row, column="breakdowns")
    return tuple(word for word in known if word in words)


def refuse_breakdowns_that_bound_each_other(rows: Iterable[CsvRow]) -> None:
    """`Stop` where the public edition would divide two indicators of one source by the same, one of them counting
    persons and the other their days: how many of a group have many days is bounded by the group's days, and no relation
    between counts says so. Called once for adoption.csv, when each of its rows has been read."""
    told: dict[tuple[str, str], tuple[str, Measure]] = {}
    for row in rows:
        key, indicator = row["indicator_id"], catalogue.indicators().get(row["indicator_id"])
        if indicator is None:
            continue
        for word in _parse_breakdowns(row):
            (source,) = indicator.sources  # of one that can be divided
            other, measure = told.setdefault((source.name, word), (key, indicator.measure))
            if measure is not indicator.measure:
                both = f"{other} og {key} kan ikke begge udgives delt efter {Breakdown(word).name_da}"
                wrong = f"{both}, for det ene tal kan afgrænse det andet."
                raise refuse("adoption.csv", wrong, "opdelingen ved ét af dem.", row=row, column="breakdowns")


def parse_adoption(row: CsvRow, areas: list[str], margin: Decimal) -> Adoption:
    """A row of adoption.csv as an adoption; `Stop` where a cell cannot be used or two do not fit together. Called for
    each row when the plan is read. areas: the ids of the housing areas; margin: the plan's, where the row has none. The
    row's own `areas` are hver (each area and the total), samlet (the total only), or the ids of some areas."""
    named = row["areas"].casefold()
    chosen = {"hver": tuple(areas), "samlet": ()}.get(named, tuple(row["areas"].split()))
    if unknown := set(chosen) - set(areas):
        wrong = f"Området {sorted(unknown)[0]} findes ikke."
        raise refuse("adoption.csv", wrong, "hver, samlet eller områder fra areas.csv.", row=row, column="areas")
    key = row["indicator_id"]
    target = _parse_word(Target, row, "target", f"Målet for {key}")
    number = _parse_positive(row, "target_value")
    if (target is Target.NUMBER) != (number is not None):
        raise refuse(
            "adoption.csv",
            f"Målet for {key} og target_value passer ikke sammen.",
            "et tal i target_value, når target er number, og ellers et tomt felt.",
            row=row,
            column="target_value",
        )
    level = _parse_word(Level, row, "judged_on", f"judged_on for {key}")
    total = named in ("hver", "samlet")
    if (level is Level.TOGETHER and not total) or (level is Level.EACH and not chosen):
        raise refuse(
            "adoption.csv",
            f"{key} skal vurderes på noget, der ikke måles.",
            "hver, når der måles i områder; samlet, når der måles samlet.",
            row=row,
            column="judged_on",
        )
    return Adoption(
        indicator_id=key,
        delmaal_id=row["delmaal_id"],
        areas=chosen,
        total=total,
        target=target,
        target_words=row["target_da"],
        baseline_window=row["baseline_window"],
        margin=_parse_positive(row, "margin", _read_margin) or margin,
        target_value=number,
        judged_on=level,
        pooled_years=_parse_pooled_years(row),
        has_own_margin=bool(row["margin"]),
        breakdowns=_parse_breakdowns(row),
        asked_by=row["asked_by_da"],
    )


def parse_event(row: CsvRow) -> Event:
    """A row of events.csv as an event. `Stop` where it has no day, no sentence, or neither ja nor nej. Called for each
    row when the plan is read."""
    day = read_cell("events.csv", row, "date", values.read_day, values.DAY_FORMS)
    rebase = read_cell("events.csv", row, "rebase", _read_yes_no, "ja eller nej")
    if not row["what_da"]:
        raise refuse("events.csv", "Feltet er tomt.", "en sætning om, hvad der skete.", row=row, column="what_da")
    return Event(row["area_id"], day, tuple(row["indicators"].split()), row["what_da"], rebase)


def _is_counted(indicator_id: str) -> bool | None:
    """Whether an indicator's figures are counts, so that `1.204` can only be a thousand; None for one that is not
    defined. Called for each row of baselines.csv, and decided as the audit of printed tables does."""
    indicator = catalogue.indicators().get(indicator_id)
    return None if indicator is None else indicator.unit is Unit.COUNT


def parse_printed(row: CsvRow) -> Printed:
    """A row of baselines.csv as a printed figure; `Stop` where it has no value (no change could be counted from it) or
    a figure is no number. Called for each row when the plan is read."""

    def parse_count(column: str) -> int | None:
        """The row's cell in `column` as a count; None where it is empty, `Stop` for no count. Called for the number of
        persons and for how many of these the figure counts."""
        expected = f"{values.WHOLE_FORMS}, eller et tomt felt"
        return read_cell("baselines.csv", row, column, values.read_count, expected) if row[column] else None

    if not row["value_as_printed"]:
        expected = "det tal, som planen trykker, eller ingen række."
        raise refuse("baselines.csv", "Feltet har ingen værdi.", expected, row=row, column="value_as_printed")
    whole = _is_counted(row["indicator_id"])
    return Printed(
        indicator_id=row["indicator_id"],
        window=row["window"].split(" (")[0],
        area_id=row["area_id"],
        value=read_cell(
            "baselines.csv",
            row,
            "value_as_printed",
            partial(values.read_number, whole=whole),
            values.NUMBER_FORMS,
        ),
        n=parse_count("n_as_printed"),
        count=parse_count("count_as_printed"),
        source=row["source_as_printed"],
        note=row["note"],
    )


def _read_printed_text(text: str, whole: bool) -> str:
    """Read a figure of context.csv: a number with a decimal point and nothing between its thousands, other words as
    they are printed (`ca. 6.600`). Called for each row when the plan is read. whole: whether it is a count, whose
    `6.600` is 6600 and not 6.6; decimals are accepted all the same. `NotPlain` for what only a machine takes for a
    number, such as `1e3`."""
    try:
        return str(values.read_number(text, whole))
    except values.NotPlain:
        try:
            Decimal(text)
        except InvalidOperation:
            return text
        raise


def parse_context(rows: Iterable[CsvRow]) -> tuple[Fact, ...]:
    """The rows of context.csv as printed facts, with numbers and days in one form. Called once when the plan is read.
    `Stop` where a day is in no calendar, where a figure cannot be read as a number, or where one that is printed for
    comparison does not say whom it is of."""
    facts = []
    for row in rows:
        if row["indicator_id"] and not row["compared_da"]:
            expected = "hvem det trykte tal er for, fx »almene familieboliger i landet«."
            raise refuse("context.csv", "Feltet er tomt.", expected, row=row, column="compared_da")
        read = partial(_read_printed_text, whole=row["unit"] in _COUNTED)
        value = read_cell("context.csv", row, "value_as_printed", read, values.NUMBER_FORMS)
        period = row["period"]
        if _LIKE_A_DAY.fullmatch(period):
            period = read_cell("context.csv", row, "period", values.read_day, values.DAY_FORMS).isoformat()
        facts.append(Fact.model_validate(row.cells | {"value_as_printed": value, "period": period}))
    return tuple(facts)


def parse_rows(model: type[_Row], rows: Iterable[CsvRow]) -> tuple[_Row, ...]:
    """The rows of a file as objects of its model. Called when the plan is read: for the addresses and departments of
    its areas, and the streets and departments elsewhere. All in them is text, and cannot be wrong."""
    return tuple(model.model_validate(row.cells) for row in rows)
