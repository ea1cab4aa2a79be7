"""What a page says of promises, target groups and hours, made anew from the plan's tables: their numbers are held."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

Rows = Sequence[Mapping[str, str]]
Row = tuple[tuple[str, ...], ...]  # of a page's table: of each cell its texts

_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_OURS = "– vores læsning af planen"
_BEFORE = {"at least": "mindst ", "about": "ca. "}
_TIMES = {
    "year": "om året",
    "week": "om ugen",
    "group": "pr. gruppe",
    "start": "ved planens start",
    "project": "i projektperioden",
}


def _write_whole(cell: str) -> str:
    """A whole number as pages write those of promises and ages; "" for an empty cell. Called for each."""
    return str(int(read_number(cell))) if cell.strip() else ""


def tell_promise(row: Mapping[str, str]) -> str:
    """A row of promises.csv as a page tells it; one without an amount has no number to hold, but its measure may.
    Called for each row, and for the words of fremdrift.csv."""
    if row.get("kind") == "none":
        return f"{row.get('measure_da', '')} (ingen aftalt mængde)"
    least, most = (_write_whole(row.get(name, "")) for name in ("least", "most"))
    number = least if most in ("", least) else f"{least}-{most}"
    amount = f"{_BEFORE.get(row.get('kind', ''), '')}{number}"
    return f"{amount} {row.get('measure_da', '')} ({_TIMES.get(row.get('per', ''), '')})"


def _tell_target_group(row: Mapping[str, str]) -> str:
    """For whom an activity of activities.csv is, as a page tells it."""
    first, last = (_write_whole(row.get(name, "")) for name in ("age_from", "age_to"))
    ages = f"{first}-{last} år" if first and last else f"fra {first} år" if first else f"til {last} år" if last else ""
    return ", ".join(filter(None, [row.get("target_group_da", ""), ages, row.get("condition_da", "")]))


def _write_number(number: Decimal) -> str:
    """A number as pages write it, with no more decimals than it has. Called for hours."""
    whole, _, decimals = f"{number:f}".partition(".")
    decimals = decimals.rstrip("0")
    return f"{int(whole):,}".replace(",", ".") + (f",{decimals}" if decimals else "")


def read_number(cell: str) -> Decimal:
    """A number of a plan's cell in each form that the program reads: `37,5`, `1 840` and `1.840` are 37.5 and twice
    1840. Called for hours and amounts; decimal.InvalidOperation for no number."""
    text = cell.replace("\u00a0", "").replace(" ", "")
    if "," in text or _THOUSANDS.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    return Decimal(text)


def _tell_hours(row: Mapping[str, str]) -> str:
    """A row of hours.csv as a page tells it: who gives how many, and how those are reckoned that are ours."""
    who, own = row.get("responsible_da", ""), " (de unges egne)" if row.get("hours_kind") == "young people" else ""
    year, week, weeks = (row.get(name, "") for name in ("hours_per_year", "hours_per_week", "weeks"))
    givers = int(row.get("givers") or 1)
    each = f" for hver af {givers}" if givers > 1 else ""
    if year:
        return f"{who}: {_write_number(read_number(year))}{own}"
    if not weeks:
        return f"{who}: {_write_number(read_number(week))} om ugen{each}{own}"
    in_all = read_number(week) * int(weeks) * givers
    unsaid = "" if row.get("weeks_printed", "").strip().casefold() == "ja" else ", som planen ikke trykker"
    weekly = f"{_write_number(read_number(week))} timer om ugen{each} i {weeks} uger{unsaid}"
    return f"{who}: {_write_number(in_all)}{own} ({weekly})"


def _tell_who(activity: Mapping[str, str], promises: Rows) -> str:
    """Who delivers an activity, each once: who answers for it, for its promises, and the partners."""
    key = activity.get("agreement"), activity.get("activity_id")
    owing = [row.get("responsible_da", "") for row in promises if (row.get("agreement"), row.get("activity_id")) == key]
    parties = [part.strip() for part in activity.get("parties_da", "").split(";") if part.strip()]
    return ", ".join(dict.fromkeys([activity.get("responsible_da", ""), *owing, *parties]))


def _list_of(activity: Mapping[str, str], rows: Rows) -> list[Mapping[str, str]]:
    """The rows of promises.csv or hours.csv of an activity. Called for each."""
    key = activity.get("agreement"), activity.get("activity_id")
    return [row for row in rows if (row.get("agreement"), row.get("activity_id")) == key]


def _list_agreed(activity: Mapping[str, str], promises: Rows) -> tuple[str, ...]:
    """What is agreed of an activity: each promise with its remarks, then what else. Called for each."""
    told: list[str] = []
    for row in _list_of(activity, promises):
        ours = [] if row.get("printed", "").casefold() == "ja" else [_OURS]
        told += [tell_promise(row), *ours, *filter(None, [row.get("note_da", "")])]
    terms = activity.get("terms_da", "")
    return tuple([*told, *([terms[:1].upper() + terms[1:]] if terms else [])]) or ("kun timer",)


def list_activity_rows(agreement: str, activities: Rows, promises: Rows, hours: Rows) -> list[Row]:
    """The rows of a delaftale's table of activities, of each cell its texts: name, for whom, what is agreed, who,
    hours. Called for each delaftale's page. agreement: its id; the other rows are as for `list_promise_texts`, each
    cell with no space around it."""
    return [
        (
            (activity.get("name_da", ""),),
            (_tell_target_group(activity) or "ikke nævnt",),
            _list_agreed(activity, promises),
            (_tell_who(activity, promises),),
            tuple(map(_tell_hours, _list_of(activity, hours))) or ("ikke aftalt",),
        )
        for activity in activities
        if activity.get("agreement") == agreement
    ]


def list_promise_texts(activities: Rows, promises: Rows, hours: Rows) -> Iterator[str]:
    """What the pages say of the plan's promises, in whole lines, whose numbers no page may have otherwise. Called twice
    for a package: for the texts that it can write, and for the numbers that are held. The rows are those of
    activities.csv, promises.csv and hours.csv, each cell as text."""
    yield from (_tell_who(row, promises) for row in activities)
    yield from map(_tell_target_group, activities)
    yield from map(tell_promise, promises)
    yield from map(_tell_hours, hours)
