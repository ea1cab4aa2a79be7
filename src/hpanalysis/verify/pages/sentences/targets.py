"""What is said of a figure and its target: the verdict, how far there is to go, and when it can be known."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from hpanalysis.verify.pages.facts import Cells, Facts, find_verdict
from hpanalysis.verify.pages.sentences.patterns import Match, compile_patterns
from hpanalysis.verify.pages.sentences.reading import find_sign, is_falling, read_count, tells_number

_HALF_YEAR = re.compile(r"([12])\.\shalvår (20\d\d)")


def _reason_of_target(text: str | None, row: Cells) -> bool:
    """Whether the clause after a verdict on a target is the row's reason, which refers back to the figure. Called for
    each such sentence; without a clause there is nothing to hold."""
    return not text or text in (row["reason"], re.sub(r"^tallet ", "det ", row["reason"]))


def _target(word: str) -> Callable[[Match, Cells, Facts], bool]:
    """The check of a sentence that says a verdict on a target, with or without its reason. Called for each word."""
    return lambda match, row, facts: find_verdict(row) == word and _reason_of_target(match["why"], row)


def _is_half_year(text: str, cell: str) -> bool:
    """Whether `1. halvår 2027` is a cell's half-year. Called for the words on what a target takes."""
    found = _HALF_YEAR.search(text)
    return found is not None and f"{found[2]}H{found[1]}" == cell


def _tells_persons(text: str, cell: str, row: Cells, facts: Facts) -> bool:
    """Whether `12 færre elever` are a cell's persons, the wanted way. Called for the words on what a target takes."""
    found = re.match(r"(én|[\d.]+) (flere|færre)", text)
    if found is None:
        return False
    more = "flere" if find_sign(row, facts) > 0 else "færre"
    return found[2] == more and bool(cell) and read_count(found[1]) == int(Decimal(cell))


_LEVELS = ("at_municipality", "at_or_above_municipality")


def _names_target(match: Match, row: Cells, facts: Facts) -> bool:
    """Whether what a sentence calls the target is the figure's own: its baseline to come under, the level of the rest
    of the municipality beside that of the whole, or the plan's number. Called for each sentence on the distance."""
    form, level, whole = facts.adopted[row["indicator_id"]]["target"], match["level"], match["whole"]
    if not tells_number(match["where"], row["target_now"]):
        return False
    if match["under"]:
        return is_falling(row, facts)
    if level is None:
        return form == "number"
    is_told = tells_number(whole, row["municipality_value"]) if whole else not row["municipality_value"]
    return form in _LEVELS and Decimal(row["target_now"]) == Decimal(row["rest_value"]) and is_told


def _distance(match: Match, row: Cells, facts: Facts) -> bool:
    """`Målet er niveauet i resten af kommunen, som nu er 12,3 pct. mod 12,9 pct. i hele kommunen, og der mangler 2,3,
    svarende til 12 færre …`. Called for each such sentence."""
    persons = match["persons"] is None or _tells_persons(match["persons"], row["distance_persons"], row, facts)
    return _names_target(match, row, facts) and tells_number(match["way"], row["distance"]) and persons


def _there(match: Match, row: Cells, facts: Facts) -> bool:
    """The same of a figure that is there: `…, og tallet er nået dertil`. Called for each such sentence."""
    return _names_target(match, row, facts) and Decimal(row["distance"] or 1) == 0


def _fall_not_sure(match: Match, row: Cells, facts: Facts) -> bool:
    """`Målet er et fald fra udgangspunktet på 12,3 pct., og faldet mangler at blive sikkert`, and `et sikkert
    fald` in a cell: a figure under its baseline, or at it, that has not surely fallen. Called for each."""
    told = tells_number(match[1], row["target_now"]) if match.re.groups else True
    is_under = bool(row["distance"]) and Decimal(row["distance"]) == 0
    return told and is_falling(row, facts) and is_under and row["since_baseline"] != "forbedret"


def _bound(text: str, row: Cells, facts: Facts) -> bool:
    """Whether `højst 12,3 pct.` is the value that a figure needs, bounded the wanted way. Called for each."""
    bound = "mindst" if find_sign(row, facts) > 0 else "højst"
    return (text.startswith(bound) or text.startswith("0")) and tells_number(text, row["needed_value"])


def _needed(match: Match, row: Cells, facts: Facts) -> bool:
    """`Er lige så mange med i næste måling …, skal tallet være højst 12,3 pct., før det er sikkert, at …`. Called for
    each such sentence."""
    when = not match[1] or _is_half_year(match[1], row["needed_in"])
    goal = "tallet er faldet" if is_falling(row, facts) else "målet er nået"
    wanted, _, margin = match[3].partition(" inden for margenen på ")
    within = tells_number(margin, row["margin"]) if row["margin"] and not is_falling(row, facts) else not margin
    return when and _bound(match[2], row, facts) and wanted == goal and within


def _needed_persons(match: Match, row: Cells, facts: Facts) -> bool:
    """`Det er 12 færre elever end nu`. Called for each such sentence."""
    return _tells_persons(match[1], row["needed_persons"], row, facts)


def _lacking(match: Match, row: Cells, facts: Facts) -> bool:
    """`12 færre elever` alone: how many are lacking to the target. Called for a cell of the overview's table of
    delmål."""
    return _tells_persons(match[1], row["distance_persons"], row, facts)


def _must_be(match: Match, row: Cells, facts: Facts) -> bool:
    """`højst 12,3 %` alone: where the target is; `under 12,3 %` of a figure that is to fall. Called for a cell of the
    overview's table of delmål."""
    bound = "mindst" if find_sign(row, facts) > 0 else "højst"
    return match[1] == ("under" if is_falling(row, facts) else bound) and tells_number(match[2], row["target_now"])


def _surely_at(match: Match, row: Cells, facts: Facts) -> bool:
    """`ved højst 12,3 % (12 færre)` alone: what the next measurement must show. Called for a cell of the overview's
    table of delmål."""
    bound = "mindst" if find_sign(row, facts) > 0 else "højst"
    way = (
        _tells_persons(match[3], row["needed_persons"], row, facts) if match[3] else not int(row["needed_persons"] or 0)
    )
    return match[1] == bound and tells_number(match[2], row["needed_value"]) and way


def _no_lack(match: Match, row: Cells, facts: Facts) -> bool:
    """`intet` alone: nothing is lacking to the target. Called for a cell of the overview's table of delmål."""
    there = bool(row["distance"]) and Decimal(row["distance"]) == 0
    is_sure = not is_falling(row, facts) or row["since_baseline"] == "forbedret"
    return find_verdict(row) == "opfyldt" or (there and is_sure)


def _sure_fall(match: Match, row: Cells, facts: Facts) -> bool:
    """`Sikkert fald ved højst 12,3 pct., 12 færre elever end nu`. Called for each such sentence."""
    persons = match[2] is None or _tells_persons(match[2], row["needed_persons"], row, facts)
    return is_falling(row, facts) and _bound(match[1], row, facts) and persons


def _missing(match: Match, row: Cells, facts: Facts) -> bool:
    """`Mangler 2,3 procentpoint, svarende til 12 færre elever`. Called for each such sentence."""
    persons = match[2] is None or _tells_persons(match[2], row["distance_persons"], row, facts)
    return tells_number(match[1], row["distance"]) and persons


def _when(column: str) -> Callable[[Match, Cells, Facts], bool]:
    """The check that a half-year is a column's. Called for the words on what a target takes."""
    return lambda match, row, facts: _is_half_year(match[1], row[column])


def _never(match: Match, row: Cells, facts: Facts) -> bool:
    """`… kan det ikke vides i planperioden; se tre år samlet`. Called for each such sentence."""
    return row["sure_reason"] == f"ikke i planperioden{match[1]}"


def _line(match: Match, row: Cells, facts: Facts) -> bool:
    """`På den lige linje fra udgangspunktet til målet skulle tallet nu være højst 12,3 pct.`. Called for each such
    sentence."""
    bound = "mindst" if find_sign(row, facts) > 0 else "højst"
    return match[1] == bound and tells_number(match[2], row["line"])


# Cells of the overview's table of delmål, which stand without a verb.
_IN_CELLS = (
    (r"((?:én|[\d.]+) (?:flere|færre)(?: [^.]+(?: pct\. [^.]+)?)?)", _lacking),
    (r"(højst|mindst|under) ([\d.,]+(?: %)?)", _must_be),
    (r"ved (højst|mindst) ([\d.,]+(?: %)?)(?: \((.+)\))?", _surely_at),
    (r"et sikkert fald", _fall_not_sure),
    (
        r"([\d.,]+ (?:procentpoint|karakterpoint|sager?|udsættelser?))",
        lambda match, row, facts: tells_number(match[1], row["distance"]),
    ),
    (r"intet", _no_lack),
    (r"([12]\. halvår 20\d\d)", _when("sure_from")),
    (r"ikke i planperioden(.*)", _never),
    (r"er opfyldt nu", lambda match, row, facts: find_verdict(row) == "opfyldt"),
)
_WHY = r"(?:, fordi (?P<why>.+?))?"
# Where a target is, by its name.
_NAMED = (
    r"Målet er (?P<under>at komme under udgangspunktet på )?(?P<level>niveauet .+?, som nu er )?(?P<where>.+?)"
    r"(?: mod (?P<whole>.+?))?"
)
OF_TARGETS = compile_patterns(
    *_IN_CELLS,
    (r"(?:Delmålet|Målet for tallet) er opfyldt\.(?P<why>)", _target("opfyldt")),
    (rf"Tallet er på vej mod (?:del)?målet{_WHY}\.", _target("på vej")),
    (rf"Tallet peger mod (?:del)?målet{_WHY}\.", _target("peger mod målet")),
    (rf"Det er uafklaret, om tallet er på vej mod (?:del)?målet{_WHY}\.", _target("uafklaret")),
    (r"Derfor er det uafklaret, om tallet er på vej mod (?:del)?målet\.(?P<why>)", _target("uafklaret")),
    (rf"Tallet peger væk fra (?:del)?målet{_WHY}\.", _target("peger væk fra målet")),
    (rf"Tallet er ikke på vej mod (?:del)?målet{_WHY}\.", _target("ikke på vej")),
    (r"Tallet er målt, før planen begyndte\.", lambda match, row, facts: facts.is_before_plan(row)),
    (rf"{_NAMED}, og der mangler (?P<way>.+?)(?:, svarende til (?P<persons>.+?))?\.", _distance),
    (rf"{_NAMED}, og tallet er nået dertil\.", _there),
    (r"Målet er et fald fra udgangspunktet på (.+?), og faldet mangler at blive sikkert\.", _fall_not_sure),
    (
        r"Er lige så mange med i næste måling(?: i (.+?))?, skal tallet være (.+?), før det er sikkert, at (.+?)\.",
        _needed,
    ),
    (r"Det er ((?:én|[\d.]+) .+?) end nu\.", _needed_persons),
    (r"(?:».+?«: )?Sikkert fald ved (.+?)(?:, ((?:én|[\d.]+) (?:flere|færre).*?) end nu)?\.", _sure_fall),
    (r"(?:».+?«: )?Mangler (.+?)(?:, svarende til (.+?))?\.", _missing),
    (r"(?:».+?«: )?(?:.+, kan det|Om målet er nået, kan) tidligst vides i (.+?)\.", _when("sure_from")),
    (r"(?:».+?«: )?Om målet er nået, kan ikke vides i planperioden(.*)\.", _never),
    (r"Selv om .+, kan det ikke vides i planperioden, om målet er nået(.*)\.", _never),
    (r"En forbedring kan tidligst være sikker i (.+?)\.", _when("improved_from")),
    (r"På den lige linje fra udgangspunktet til målet skulle tallet nu være (mindst|højst) (.+?)\.", _line),
)
