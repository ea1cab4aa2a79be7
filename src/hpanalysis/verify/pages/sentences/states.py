"""What is said of a figure as it stands: its interval, why it is not there, and the reasons of its row."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from hpanalysis.published.figures import HIDDEN, NOT_DELIVERED, NOT_MEASURED
from hpanalysis.verify.pages.facts import Cells, Facts
from hpanalysis.verify.pages.sentences.patterns import Match, compile_patterns, says
from hpanalysis.verify.pages.sentences.reading import find_sign, read_count, tells_number

_REASONS = [
    "since_reason",
    "versus_reason",
    "others_reason",
    "development_reason",
    "trend_reason",
    "year_before_reason",
    "reason",
    "sure_reason",
]


def _interval(match: Match, row: Cells, facts: Facts) -> bool:
    """`Usikkerhedsintervallet går fra 12,3 til 15,6 pct.`. Called for each such sentence."""
    return tells_number(match[1], row["lo"]) and tells_number(match[2], row["hi"])


def _interval_in_cell(match: Match, row: Cells, facts: Facts) -> bool:
    """`12,3 til 15,6 %` alone: the figure's interval, or from the lowest to the highest of the areas. Called for each
    such cell."""
    if row["lo"] and _interval(match, row, facts):
        return True
    fellows = facts.find(f"{row['indicator_id']}/{row['window']}/*")
    areas = facts.definitions.areas
    values = [Decimal(one["value"]) for one in fellows if one["area_id"] in areas and one.get("value")]
    return bool(values) and all(
        tells_number(told, str(end)) for told, end in ((match[1], min(values)), (match[2], max(values)))
    )


def _others_new(match: Match, row: Cells, facts: Facts) -> bool:
    """`Trygge, Vangdalen (nyt også i to andre områder)`: how many other areas have a new figure too. Called for the
    overview's table of new figures, which has one area of each indicator without a total. What is read may begin within
    a name, because `Gl.` looks like a sentence's end."""
    fellows = facts.find(f"{row['indicator_id']}/{row['window']}/*")
    areas = facts.list_measured_areas(row["indicator_id"])
    new = {one["area_id"] for one in fellows if one["area_id"] in areas and one.get("new") == "ja"}
    told, name = match[1].rpartition(", ")[2], facts.areas[row["area_id"]].name
    is_named = name.replace("\u00a0", " ").endswith(told.replace("\u00a0", " "))
    return is_named and read_count(match[2]) == len(new - {row["area_id"]})


def _status(status: str) -> Callable[[Match, Cells, Facts], bool]:
    """The check that a figure has this status. Called for each sentence on a figure that is not there."""
    return lambda match, row, facts: row["status"] == status


def _because(match: Match, row: Cells, facts: Facts) -> bool:
    """`fordi …` alone: one of the row's reasons. Called under verdicts in tables, and beside them."""
    return match[1] in {row.get(column, "") for column in _REASONS} - {""}


def _best(match: Match, row: Cells, facts: Facts) -> bool:
    """`Et lavt tal er bedst`. Called for each such sentence."""
    return (match[1] == "højt") == (find_sign(row, facts) > 0)


OF_STATES = compile_patterns(
    (r"Usikkerhedsintervallet går fra (.+?) til (.+?)\.", _interval),
    (r"([+−]?[\d.,]+) til ([+−]?[\d.,]+)(?: %)?", _interval_in_cell),
    (
        r".+ er diskretioneret for at beskytte enkeltpersoner\.(?: Det siger intet om, hvorvidt tallet er godt eller "
        r"dårligt\.)?",
        _status(HIDDEN),
    ),
    (r"(?:Tallet vises ikke for at beskytte enkeltpersoner\.)", _status(HIDDEN)),
    (r"Der var ingen sager.*\.", _status("ingen sager")),
    (r"Der var ingen personer i målgruppen.*\.", _status("ingen personer")),
    (r".+ kan ikke vises, fordi .+ endnu ikke har leveret data\.", _status(NOT_DELIVERED)),
    (r".+ opgøres ikke for .+, men kun for .+\.", _status(NOT_MEASURED)),
    (r"(.+) \(nyt også i (\S+) (?:andet område|andre områder)\)", _others_new),
    (r"Der er ingen ny opgørelse siden sidste rapport\.", says("new", "nej")),
    (r"[Ff]ordi (.+?)\.?", _because),
    (r"Hvornår det kan vides, kan ikke siges, fordi (.+?)\.", _because),
    (r"Et (højt|lavt) tal er bedst\.", _best),
)
