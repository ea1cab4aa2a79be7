"""What pages say of the plan's other figures than its baselines, made anew from context.csv and areas.csv."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from hpanalysis.published.month_names import MONTHS

Rows = Sequence[Mapping[str, str]]

# How the sentence on a printed comparison begins on every page that has it.
COMPARISON = "Den trykte sammenligning i planen"
_UNITS = {"percent": "%", "times": "gange", "kroner": "kroner"}
_COUNTED = ("persons", "number", "dwellings", "kroner", "personer", "antal", "boliger")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)*")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_SCHOOL_YEAR = re.compile(r"\d{2}(\d{2})-(\d{2})")
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def tell_value(row: Mapping[str, str]) -> str:
    """A row's figure as a page writes it: a number with a decimal comma and its unit, words with a number as they are.
    Called for each row."""
    text, unit = row.get("value_as_printed", "").strip(), _UNITS.get(row.get("unit", ""), "")
    if _NUMBER.fullmatch(text):
        if row.get("unit") in _COUNTED and _GROUPED.fullmatch(text):
            text = text.replace(".", "")
        whole, _, decimals = text.replace(",", ".").partition(".")
        text = f"{int(whole):,}".replace(",", ".") + (f",{decimals}" if decimals else "")
    return f"{text} {unit}" if unit and text[-1:].isdigit() else text


def tell_period(period: str) -> str:
    """A period of context.csv as a page names it. Called for each row."""
    years, month, day = (form.fullmatch(period) for form in (_SCHOOL_YEAR, _MONTH, _DAY))
    if years and int(years[2]) == (int(years[1]) + 1) % 100:
        return f"skoleåret {period.replace('-', '/')}"
    if month:
        return f"{MONTHS[int(month[2]) - 1]} {month[1]}"
    return f"{int(day[3])}. {MONTHS[int(day[2]) - 1]} {day[1]}" if day else period


def _join(parts: list[str]) -> str:
    """Texts one after another as in a sentence. Called for the figures of a comparison."""
    return f"{', '.join(parts[:-1])} og {parts[-1]}" if len(parts) > 1 else "".join(parts)


def list_comparisons(context: Rows, areas: Rows, indicator_id: str) -> list[str]:
    """The sentences on what the plan prints beside an indicator's baselines for comparison, in the order of the file;
    one for each period, source and group. Called for the pages that must have them, and for the texts that may be
    written. Rows of context.csv and areas.csv."""
    known = {row["area_id"]: row for row in areas}
    groups: dict[tuple[str, str, str], list[Mapping[str, str]]] = {}
    for row in context:
        if row.get("indicator_id") == indicator_id and row["area_id"] in known:
            group = row.get("compared_da", "") if known[row["area_id"]].get("kind") == "area" else ""
            groups.setdefault((row["period"], row["source_as_printed"], group), []).append(row)
    sentences = []
    for (period, source, group), rows in groups.items():
        named = [(known[row["area_id"]]["name_da"] if group else row.get("compared_da", ""), row) for row in rows]
        told = _join([f"{name} {tell_value(row)}" for name, row in named])
        when = f", {tell_period(period)}" if period else ""
        origin = f" Kilde: {source}." if source else ""
        sentences.append(f"{COMPARISON}{when}: {told}{f' ({group})' if group else ''}.{origin}")
    return sentences


def list_printed_texts(context: Rows, areas: Rows) -> Iterator[str]:
    """What the pages say of the plan's other figures, in whole texts, whose numbers no page may have otherwise. Called
    once for a package. Rows of context.csv and areas.csv."""
    for key in dict.fromkeys(row.get("indicator_id", "") for row in context if row.get("indicator_id")):
        yield from list_comparisons(context, areas, key)
    yield from map(tell_value, context)
    kinds = {row["area_id"]: row.get("kind", "") for row in areas}
    same: dict[tuple[str, str], list[str]] = {}
    for row in context:
        if row.get("compared_da") and kinds.get(row["area_id"]) != "area":
            same.setdefault((row["fact"], row["period"]), []).append(f"{row['compared_da']} {tell_value(row)}")
    yield from (f"Planen trykker også: {', '.join(named)}" for named in same.values())
