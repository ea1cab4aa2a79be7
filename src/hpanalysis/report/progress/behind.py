"""What is behind or not reported, since when, and who must act."""

from __future__ import annotations

from hpanalysis import danish
from hpanalysis.report.html import Block, make_section, tag
from hpanalysis.report.progress.standing_marks import mark_standing
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.report.year_publication import Year

_TITLE = "Bagud eller ikke meldt"
_NEEDS_ACTION = ("BEHIND", "NOT_REPORTED")


def _name_round(line) -> str:
    """The days of a promise's round: `01-08-2025 til 31-07-2026`. Called for each row about a round. line: a
    `followup.PromiseLine`."""
    first, last = danish.format_day_in_digits(line.round.first), danish.format_day_in_digits(line.round.last)
    return f"{first} til {last}"


def _say_missing(line) -> list[object]:
    """What is missing: how many of what is due, and since when; that nothing is reported, or nothing since a day.
    Called for each row. line: a `followup.PromiseLine`."""
    judged = line.judged
    if judged.standing.name == "BEHIND":
        since = f"siden {danish.format_day_in_digits(judged.behind_since)}"
        return [danish.format_number(judged.missing), tag("small", f"({line.promise.unit_da}) {since}")]
    last = line.reported_on
    return [f"intet meldt siden {danish.format_day_in_digits(last)}" if last else "intet meldt"]


def _make_row(line) -> list[object]:
    """The cells of a promise that somebody must act on. Called for each. line: a `followup.PromiseLine`."""
    return [
        [line.promise.word(), tag("small", f"{line.activity}, {_name_round(line)}")],
        line.promise.responsible_da,
        mark_standing(line.judged.standing),
        _say_missing(line),
        line.note or "ingen bemærkning",
    ]


def show_behind(year: Year) -> Block:
    """The section on what is behind or not reported: what, who must act, how much, since when, and the partner's own
    remark. Called by the notebook fremdrift."""
    lines = [line for line in year.followed.promises if line.judged.standing.name in _NEEDS_ACTION]
    if not lines:
        return Block(make_section("bagud", _TITLE, tag("p", "Ingen leverance er bagud, og alle er meldt.")))
    lines.sort(key=lambda line: line.judged.standing.name)  # BEHIND before NOT_REPORTED, else in the plan's order
    columns = ["Leverance", "Hvem skal handle", "Status", "Mangler", "Bemærkning"]
    rows = [_make_row(one) for one in lines]
    table = cells_in_tables.make_folding_table("Det, der er bagud eller ikke meldt", columns, rows)
    return Block(make_section("bagud", _TITLE, table))
