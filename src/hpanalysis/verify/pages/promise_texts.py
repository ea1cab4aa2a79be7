"""What a page says of promises, target groups and hours, made anew from the plan's tables: their numbers are held."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

Rows = Sequence[Mapping[str, str]]

_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_BEFORE = {"at least": "mindst ", "about": "ca. "}
_TIMES = {
    "year": "om året",
    "week": "om ugen",
    "group": "pr. gruppe",
    "start": "ved planens start",
    "project": "i projektperioden",
}


def tell_promise(row: Mapping[str, str]) -> str:
    """A row of promises.csv as a page tells it; one without an amount has no number to hold, but its measure may.
    Called for each row, and for the words of fremdrift.csv."""
    if row.get("kind") == "none":
        return f"{row.get('measure_da', '')} (ingen aftalt mængde)"
    least, most = row.get("least", ""), row.get("most", "")
    number = least if most in ("", least) else f"{least}-{most}"
    amount = f"{_BEFORE.get(row.get('kind', ''), '')}{number}"
    return f"{amount} {row.get('measure_da', '')} ({_TIMES.get(row.get('per', ''), '')})"


def _tell_target_group(row: Mapping[str, str]) -> str:
    """For whom an activity of activities.csv is, as a page tells it."""
    first, last = row.get("age_from", ""), row.get("age_to", "")
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


def list_promise_texts(activities: Rows, promises: Rows, hours: Rows) -> Iterator[str]:
    """What the pages say of the plan's promises, in whole lines, whose numbers no page may have otherwise. Called twice
    for a package: for the texts that it can write, and for the numbers that are held. The rows are those of
    activities.csv, promises.csv and hours.csv, each cell as text."""
    yield from (_tell_who(row, promises) for row in activities)
    yield from map(_tell_target_group, activities)
    yield from map(tell_promise, promises)
    yield from map(_tell_hours, hours)
