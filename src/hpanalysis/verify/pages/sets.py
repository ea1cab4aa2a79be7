"""What is said of several figures together: which areas, how many of them, and the lowest and the highest.

Each sentence is read as a stranger reads it, and the figures are counted again. Its figures are those at the address of
the element that it stands in; of an area that is named, its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from math import exp, lgamma, log, sqrt
from statistics import NormalDist

from hpanalysis.published.figures import HIDDEN, NOT_MEASURED
from hpanalysis.verify.pages.facts import Cells, Facts
from hpanalysis.verify.pages.sentences.reading import find_sign, read_count, tells_number

Match = re.Match[str]
Check = Callable[[Match, "Figures", Facts], bool]

_INNER, _OUTER = 0.95, 0.998  # of a funnel
_PLACES = {"inden for grænserne": 0, "uden for de inderste grænser": 1, "uden for de yderste grænser": 2}


class Figures:
    """The rows that a sentence may be about: one indicator's in its areas, in one window each. Made for each address
    with `*` that a text stands under."""

    def __init__(self, rows: list[Cells], facts: Facts) -> None:
        """Take the rows of housing areas apart from those of the total and the comparison. rows: one an area."""
        self.all = [row for row in rows if row["status"] != NOT_MEASURED]
        self.areas = [row for row in self.all if row["area_id"] in facts.definitions.areas]

    @property
    def shown(self) -> list[Cells]:
        """The rows of areas that show a number. Read for what is said of `the areas shown`."""
        return [row for row in self.areas if row["status"] == "vist" and row["value"]]

    def compared(self, facts: Facts) -> list[Cells]:
        """The rows shown that are compared with the municipality or the country. Called for counts of differences."""
        return [row for row in self.shown if is_compared(row, facts)]


def is_compared(row: Cells, facts: Facts) -> bool:
    """Whether a row has a verdict against the municipality (or the country) that pages tell. Called for each row that
    is counted."""
    judging = facts.definitions.indicators[row["indicator_id"]].judging
    comparable = judging is None or judging.comparable
    return comparable and bool(row["municipality_value"]) and bool(row["versus_municipality"])


def list_figures(address: str, facts: Facts) -> list[Figures]:
    """The sets of rows that an address with `*` for the area may mean: of its window, or of the newest and of the
    newest pooled ones. Called for each text about several figures."""
    indicator, _, rest = address.partition("/")
    window = rest.rpartition("/")[0]
    rows = [row for row in facts.find(address) if "window" in row]
    if indicator == "*":
        return []
    if window != "*":
        return [Figures(rows, facts)]
    latest = [row for row in rows if row["latest"] == "ja"]
    pooled = [row for row in rows if ".." in row["window"]]
    newest = max((row["window"] for row in pooled), default="")
    hidden = {row["area_id"] for row in latest if row["status"] == HIDDEN}
    instead = [row for row in pooled if row["window"] == newest and row["area_id"] in hidden]
    return [
        Figures(latest, facts),
        Figures([row for row in pooled if row["window"] == newest], facts),
        Figures(instead, facts),
    ]


def read_areas(text: str, facts: Facts) -> set[str] | None:
    """The areas that a list names, by their ids; None where it names something else. Called for each list of areas."""
    known: dict[str, str] = {}
    for area in facts.areas.values():
        inside = area.inside.partition(" ")[2] or area.inside
        known |= dict.fromkeys((area.name, area.short, inside), area.id)
    known["de opgjorte boligafdelinger"] = facts.definitions.total or ""
    # The longest first, for an area that is shown as several together may have `og` in its name.
    found, rest = set(), text.replace("\u00a0", " ")
    for name in sorted(known, key=len, reverse=True):
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", rest):
            found.add(known[name])
            rest = rest.replace(name, "")
    return found if re.fullmatch(r"(?:,|\s|\bog\b)*", rest) else None


def _is_sure(row: Cells, way: str, facts: Facts) -> bool:
    """Whether a row is surely higher, or lower, than what it is compared with. Called for counts of differences."""
    sign = {"bedre": 1, "dårligere": -1}.get(row["versus_municipality"], 0) * find_sign(row, facts)
    return sign == (1 if way == "højere" else -1)


def _areas_differ(match: Match, figures: Figures, facts: Facts) -> bool:
    """`I A, B og C er tallet højere end i kommunen (12,3 pct.), og forskellene er sikre`. Called for each."""
    wanted = {row["area_id"] for row in figures.compared(facts) if _is_sure(row, match[2], facts)}
    compared = figures.compared(facts)
    return read_areas(match[1], facts) == wanted and tells_number(match[4], compared[0]["municipality_value"])


def _no_area_differs(match: Match, figures: Figures, facts: Facts) -> bool:
    """`I ingen af de viste områder er der en sikker forskel fra kommunen`. Called for each such sentence."""
    compared = figures.compared(facts)
    return bool(compared) and not any(row["versus_municipality"] in ("bedre", "dårligere") for row in compared)


def _count_differences(match: Match, figures: Figures, facts: Facts) -> bool:
    """`I fem af syv viste områder er tallet højere end i kommunen, i ét er det lavere, og forskellene er sikre`. Called
    for the headline of each comparison."""
    compared = figures.compared(facts)
    first = sum(_is_sure(row, match["way"], facts) for row in compared)
    other = sum(_is_sure(row, "lavere" if match["way"] == "højere" else "højere", facts) for row in compared)
    told = match["some"]
    if told == "det eneste viste område":
        some, shown = 1, 1
    elif told.startswith("alle "):
        some = shown = read_count(told.split()[1]) or 0
    else:
        some, shown = (read_count(part.split()[0]) or 0 for part in told.split(" af "))
    lower = read_count(match["lower"]) if match["lower"] else 0
    return (some, shown, lower) == (first, len(compared), other)


def _range(match: Match, figures: Figures, facts: Facts) -> bool:
    """`Andelen lå mellem 12,3 og 15,6 pct. i de viste områder i 2025`. Called for each such sentence."""
    values = [Decimal(row["value"]) for row in figures.shown]
    return tells_number(match[1], str(min(values))) and tells_number(match[2], str(max(values)))


def _alike(match: Match, figures: Figures, facts: Facts) -> bool:
    """`Andelen var 12,3 pct. i de viste områder i 2025`. Called for each such sentence."""
    values = {Decimal(row["value"]) for row in figures.shown}
    return len(values) == 1 and tells_number(match[1], str(values.pop()))


def _hidden(match: Match, figures: Figures, facts: Facts) -> bool:
    """`Tallet er diskretioneret for A og B`. Called for each such sentence."""
    return read_areas(match[1], facts) == {row["area_id"] for row in figures.areas if row["status"] == HIDDEN}


def _count_hidden(match: Match, figures: Figures, facts: Facts) -> bool:
    """`Fem af ni tal er diskretioneret for at beskytte enkeltpersoner`. Called under each window of a definition
    page."""
    hidden = sum(row["status"] == HIDDEN for row in figures.all)
    return (read_count(match[1]), read_count(match[2])) == (hidden, len(figures.all))


def _not_judgeable(match: Match, figures: Figures, facts: Facts) -> bool:
    """`Det kan ikke vurderes, om A og B ligger anderledes end kommunen, fordi …`. Called for each such sentence."""
    wanted = {
        row["area_id"]
        for row in figures.compared(facts)
        if row["versus_municipality"] == "kan ikke vurderes" and row["versus_reason"] == match[2]
    }
    named = (
        {row["area_id"] for row in figures.compared(facts)}
        if match[1] == "de viste områder"
        else read_areas(match[1], facts)
    )
    return bool(wanted) and named == wanted


def _none_judgeable(match: Match, figures: Figures, facts: Facts) -> bool:
    """`Det kan ikke vurderes, om de viste områder ligger anderledes end kommunen`. Called for such a headline."""
    compared = figures.compared(facts)
    return bool(compared) and all(row["versus_municipality"] == "kan ikke vurderes" for row in compared)


def _no_course(match: Match, figures: Figures, facts: Facts) -> bool:
    """`Forløbet over alle opgørelser kan ikke vurderes for A og B, fordi …`. Called under tables of areas."""
    shown = [row for row in figures.all if row["status"] == "vist" and row["value"]]
    wanted = {row["area_id"] for row in shown if row.get("trend_reason") == match[2]}
    return read_areas(match[1], facts) == wanted


def place_in_funnel(row: Cells, level: Cells) -> int:
    """Where a row lies in the funnel around its comparison: 0 within the limits, 1 beyond the inner, 2 beyond the outer
    ones. Called for each area of a funnel. level: the comparison's row."""
    rate = Decimal(level["numerator"]) / Decimal(level["denominator"])
    size, events = float(row["denominator"]), float(row["numerator"])
    if row["method"].startswith("Usikkerhedsinterval (95 pct.): Poisson"):
        expected = float(rate) * size
        for place, confidence in ((2, _OUTER), (1, _INNER)):
            tail = (1 - confidence) / 2
            if _at_least(events, expected) < tail or _at_least(events + 1, expected) > 1 - tail:
                return place
        return 0
    share = float(rate)
    distance = abs(events / size - share)
    for place, confidence in ((2, _OUTER), (1, _INNER)):
        if distance > NormalDist().inv_cdf((1 + confidence) / 2) * sqrt(share * (1 - share) / size) + 1e-12:
            return place
    return 0


def _at_least(events: float, expected: float) -> float:
    """How likely it is that a Poisson count with this mean is at least so large. Called for funnels of rates."""
    if events <= 0:
        return 1.0
    less = sum(exp(count * log(expected) - expected - lgamma(count + 1)) for count in range(int(events)))
    return max(0.0, 1 - less)


def find_places(figures: Figures, facts: Facts) -> dict[str, int]:
    """Area -> where it lies in the funnel. Called for a funnel's headline, table and description."""
    compared = facts.definitions.municipality
    for row in figures.areas:
        judging = facts.definitions.indicators[row["indicator_id"]].judging
        compared = judging.compared_with if judging is not None and judging.compared_with else compared
    levels = [row for row in figures.all if row["area_id"] == compared]
    return (
        {row["area_id"]: place_in_funnel(row, levels[0]) for row in figures.shown if row["denominator"]}
        if levels
        else {}
    )


def _beyond(match: Match, figures: Figures, facts: Facts) -> bool:
    """`I A og B ligger tallet uden for de yderste grænser`. Called for a funnel's headline."""
    places = find_places(figures, facts)
    wanted = {area for area, place in places.items() if place == _PLACES[match[2]]}
    return read_areas(match[1], facts) == wanted


def _within(match: Match, figures: Figures, facts: Facts) -> bool:
    """The headline of a funnel in which no area lies beyond the limits. Called for each such headline."""
    return not any(find_places(figures, facts).values())


def _compile(*patterns: tuple[str, Check]) -> tuple[tuple[re.Pattern[str], Check], ...]:
    """Patterns with their texts compiled. Called once, for the list below."""
    return tuple((re.compile(text.replace(" ", r"\s"), re.DOTALL), check) for text, check in patterns)


OF_AREAS = _compile(
    (
        r"I (.+?) er tallet (højere|lavere) end (.+?) \(([^()]*)\), og forskelle(?:n er sikker|ne er sikre)\.",
        _areas_differ,
    ),
    (r"I ingen af de viste områder er der en sikker forskel fra (.+?)\.?", _no_area_differs),
    (
        r"I (?P<some>alle \S+ viste områder|det eneste viste område|\S+ af \S+ viste områder) er tallet "
        r"(?P<way>højere|lavere) end (?:[^(]+?)(?:, i (?P<lower>\S+) er det lavere)?, "
        r"og forskelle(?:n er sikker|ne er sikre)",
        _count_differences,
    ),
    (r".+ lå mellem (\S+) og (.+?) i de viste områder .+\.", _range),
    (r".+ var (.+?) i de viste områder .+\.", _alike),
    (r"Tallet er diskretioneret for (.+?)\.", _hidden),
    (r"(\S+) af (\S+) tal er diskretioneret for at beskytte enkeltpersoner", _count_hidden),
    (r"Det kan ikke vurderes, om (.+?) ligger anderledes end .+?, fordi (.+?)\.", _not_judgeable),
    (r"Det kan ikke vurderes, om de viste områder ligger anderledes end [^,]+", _none_judgeable),
    (r"Forløbet over alle opgørelser kan ikke vurderes for (.+?), fordi (.+?)\.", _no_course),
    (r"I (.+?) ligger tallet (uden for de (?:inderste|yderste) grænser)", _beyond),
    (r"Alle (?:de )?viste områder ligger inden for grænserne", _within),
)


def check_set(sentence: str, address: str, facts: Facts) -> bool | None:
    """Whether a sentence says of several areas what their rows say; None where it is of no pattern. Called for each
    sentence under an address with `*`."""
    known, sentence = False, sentence.replace("\u00a0", " ")
    for pattern, check in OF_AREAS:
        match = pattern.fullmatch(sentence)
        if match is None:
            continue
        known = True
        for figures in list_figures(address, facts):
            try:
                if check(match, figures, facts):
                    return True
            except (KeyError, ArithmeticError, ValueError, IndexError):
                continue
    return False if known else None
