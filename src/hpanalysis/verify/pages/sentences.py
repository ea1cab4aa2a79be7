"""What is said of one figure in words, each sentence of the program's patterns held against the figure's row.

A pattern is a sentence with its open places; what stands in them must be what the row says. The patterns are written a
second time here, from how a stranger reads the sentence, and share nothing with what writes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from hpanalysis.published.figures import HIDDEN, NOT_DELIVERED, NOT_MEASURED
from hpanalysis.published.pages import find_numbers
from hpanalysis.verify.pages.facts import Cells, Facts, find_verdict

Match = re.Match[str]
Pattern = tuple[re.Pattern[str], Callable[[Match, Cells, Facts], bool]]

_SURE = {"bedre": 1, "dårligere": -1, "forbedret": 1, "forværret": -1}
_SMALL = ("nul", "én", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti")
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
_HALF_YEAR = re.compile(r"([12])\.\shalvår (20\d\d)")


def read_count(word: str) -> int | None:
    """A count as pages spell it: `tre`, `ét`, `ingen`, `14`; None for no count. Called for every count in words."""
    word = word.strip().lower()
    if word in ("ét", "en", "et", "ene", "eneste"):
        return 1
    if word == "ingen":
        return 0
    if word in _SMALL:
        return _SMALL.index(word)
    return int(word.replace(".", "")) if re.fullmatch(r"[\d.]+", word) else None


def tells_number(text: str, cell: str, signed: bool = False) -> bool:
    """Whether the first number of a text is a cell's, its sign aside unless it is asked for. Called for each number in
    an open place. A text without a number says none."""
    numbers = find_numbers(text)
    if not cell:
        return False
    value = Decimal(cell)
    if not numbers:
        return value == 0
    if signed and value != 0 and ("−" in text) != (value < 0):
        return False
    return numbers[0] == abs(value)


def find_sign(row: Cells, facts: Facts) -> int:
    """1 where a high number is wanted, -1 where a low one is. Called for words of direction."""
    judging = facts.definitions.indicators[row["indicator_id"]].judging
    return 1 if judging is not None and judging.higher_is_better else -1


def is_falling(row: Cells, facts: Facts) -> bool:
    """Whether a figure's target is to fall. Called for the words on what a target takes."""
    return facts.adopted.get(row["indicator_id"], {}).get("target", "").startswith("falling")


def _compare(match: Match, row: Cells, facts: Facts) -> bool:
    """`Tallet er højere end i kommunen (12,3 pct.), og forskellen er sikker`: verdict, way and number. Called for the
    municipality and for the other areas."""
    others = ("øvrige" in match[2] and "boliger" not in match[2]) or "det andet område" in match[2]
    verdict, column = ("versus_others", "others_value") if others else ("versus_municipality", "municipality_value")
    sure = _SURE.get(row[verdict], 0) * find_sign(row, facts)
    return sure == (1 if match[1] == "højere" else -1) and tells_number(match[3], row[column])


def _same_as_comparison(match: Match, row: Cells, facts: Facts) -> bool:
    """`Der er ingen sikker forskel mellem A og B (12,3 pct.)`. Called for each such sentence."""
    return row["versus_municipality"] == "ikke sikkert forskellig" and tells_number(match[3], row["municipality_value"])


def _tells_baseline(text: str, row: Cells) -> bool:
    """Whether a bracket names the baseline, and what the plan prints beside it. Called for sentences on a change."""
    own, _, printed = text.partition(", i planen")
    return tells_number(own, row["baseline_recomputed"] or row["baseline_value"]) and (
        not printed or tells_number(printed, row["baseline_value"])
    )


def _no_change(match: Match, row: Cells, facts: Facts) -> bool:
    """`Siden udgangspunktet i 2023 (12,3 pct.) er der ingen sikker ændring, men tallet er …`. Called for each such
    sentence."""
    tail, evidence = match[3], row["evidence"]
    if row["since_baseline"] != "ingen sikker ændring" or not _tells_baseline(match[2], row):
        return False
    if "men tallet er" in tail:
        return f"tallet er {evidence} (" in tail and evidence not in ("", "uvist")
    if "uvist" in tail:
        return evidence == "uvist" and tail == ", og det er uvist, om tallet er forbedret eller forværret"
    return tail == "" and evidence == ""


def _changed(word: str, change: str, baseline: Callable[[str, Cells], bool]) -> Callable[[Match, Cells, Facts], bool]:
    """The check of `… er tallet steget med 2,1, og ændringen er sikker. Det er ikke den ønskede retning.` Called for
    the baseline and for the year before. word, change: the columns of verdict and size."""

    def check(match: Match, row: Cells, facts: Facts) -> bool:
        sure = _SURE.get(row[word], 0)
        way = 1 if match["way"] == "steget" else -1
        size = match["size"] or ""
        fits = not size or tells_number(size, row[change])
        wanted = (match["not"] or "") == ("" if row[word] == "forbedret" else "ikke ")
        return sure * find_sign(row, facts) == way and fits and wanted and baseline(match["was"], row)

    return check


def _no_change_in_year(match: Match, row: Cells, facts: Facts) -> bool:
    """`Siden året før (12,3 pct.) er der ingen sikker ændring`. Called for each such sentence."""
    return row["since_year_before"] == "ingen sikker ændring" and tells_number(match[1], row["year_before_value"])


def _tells_end(text: str, cell: str) -> bool:
    """Whether `et fald på 0,9` or `en stigning på 0,3` is an end of an interval. Called for courses."""
    if text.startswith("ingen ændring"):
        return Decimal(cell) == 0
    return text.startswith("et fald" if Decimal(cell) < 0 else "en stigning") and tells_number(text, cell)


def _no_course(match: Match, row: Cells, facts: Facts) -> bool:
    """`Over alle tre viste opgørelser siden 2023 er der ingen sikker retning: …`. Called for each such sentence."""
    if row["since_trend"] != "ingen sikker ændring" or str(read_count(match[1])) != row["trend_windows"]:
        return False
    ends = re.fullmatch(r": Usikkerhedsintervallet går fra (.+?) til (.+?) om året", match[3])
    if ends is None:
        return match[3] == ""
    return _tells_end(ends[1], row["trend_lo"]) and _tells_end(ends[2], row["trend_hi"])


def _course(match: Match, row: Cells, facts: Facts) -> bool:
    """`Over alle tre viste opgørelser … er tallet i gennemsnit steget med 1,20 om året, og udviklingen er sikker`.
    Called for each such sentence."""
    up = Decimal(row["trend"] or 0) > 0
    sure = _SURE.get(row["since_trend"], 0)
    wanted = (match["not"] or "") == ("" if row["since_trend"] == "forbedret" else "ikke ")
    return (
        sure != 0
        and up == (match["way"] == "steget")
        and wanted
        and str(read_count(match[1])) == row["trend_windows"]
        and tells_number(match["size"], row["trend"])
    )


def _tells_way(text: str, cell: str) -> bool:
    """Whether `steget med 2,1 procentpoint` is a change. Called for developments."""
    if not cell:
        return False
    change = Decimal(cell)
    if change == 0:
        return text == "ikke ændret"
    return text.startswith("steget" if change > 0 else "faldet") and tells_number(text, cell)


def _developments(match: Match, row: Cells, facts: Facts) -> bool:
    """`Siden udgangspunktet er det målte tal steget med 2,1, og i resten af kommunen er det faldet med 0,3`. Called for
    each such sentence."""
    return _tells_way(match[1], row["change"]) and _tells_way(match[3], row["rest_change"])


def _says(column: str, *words: str) -> Callable[[Match, Cells, Facts], bool]:
    """The check that a column has one of these words. Called for each sentence that says nothing but a verdict."""
    return lambda match, row, facts: row[column] in words


def _kept_pace(match: Match, row: Cells, facts: Facts) -> bool:
    """`Forskellen … ligger inden for margenen på 5 procentpoint, og området har fulgt med`. Called for each."""
    return row["versus_development"] == "fulgt med" and tells_number(match[1], row["development_margin"])


def _undecided(match: Match, row: Cells, facts: Facts) -> bool:
    """`Det kan ikke afgøres, om området har fulgt med, fordi …`. Called for each such sentence."""
    return row["versus_development"] == "kan ikke afgøres" and match[2] == row["development_reason"]


def _interval(match: Match, row: Cells, facts: Facts) -> bool:
    """`Usikkerhedsintervallet går fra 12,3 til 15,6 pct.`. Called for each such sentence."""
    return tells_number(match[1], row["lo"]) and tells_number(match[2], row["hi"])


def _unanswered(match: Match, row: Cells, facts: Facts) -> bool:
    """`Det kan ikke vurderes, om …, fordi …`: each question open, for that very reason. Called for each such
    sentence."""
    questions = {
        "ligger anderledes": ("versus_municipality", "versus_reason"),
        "har ændret sig": ("since_baseline", "since_reason"),
        "har fulgt med": ("versus_development", "development_reason"),
    }
    asked = [columns for words, columns in questions.items() if words in match[1]]
    open_words = ("kan ikke vurderes", "kan ikke afgøres")
    return bool(asked) and all(row[word] in open_words and row[why] == match[2] for word, why in asked)


def _reason_of_target(text: str | None, row: Cells) -> bool:
    """Whether the clause after a verdict on a target is the row's reason, which refers back to the figure. Called for
    each such sentence; without a clause there is nothing to hold."""
    return not text or text in (row["reason"], re.sub(r"^tallet ", "det ", row["reason"]))


def _target(word: str) -> Callable[[Match, Cells, Facts], bool]:
    """The check of a sentence that says a verdict on a target, with or without its reason. Called for each word."""
    return lambda match, row, facts: find_verdict(row) == word and _reason_of_target(match["why"], row)


def _status(status: str) -> Callable[[Match, Cells, Facts], bool]:
    """The check that a figure has this status. Called for each sentence on a figure that is not there."""
    return lambda match, row, facts: row["status"] == status


def _because(match: Match, row: Cells, facts: Facts) -> bool:
    """`fordi …` alone: one of the row's reasons. Called under verdicts in tables, and beside them."""
    return match[1] in {row.get(column, "") for column in _REASONS} - {""}


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


def _distance(match: Match, row: Cells, facts: Facts) -> bool:
    """`Målet er nu 12,3 pct., og der mangler 2,3, svarende til 12 færre …`. Called for each such sentence."""
    start = "Udgangspunktet" if is_falling(row, facts) else "Målet"
    persons = match[4] is None or _tells_persons(match[4], row["distance_persons"], row, facts)
    return (
        match[1].startswith(start)
        and tells_number(match[2], row["target_now"])
        and (tells_number(match[3], row["distance"]) and persons)
    )


def _bound(text: str, row: Cells, facts: Facts) -> bool:
    """Whether `højst 12,3 pct.` is the value that a figure needs, bounded the wanted way. Called for each."""
    bound = "mindst" if find_sign(row, facts) > 0 else "højst"
    return (text.startswith(bound) or text.startswith("0")) and tells_number(text, row["needed_value"])


def _needed(match: Match, row: Cells, facts: Facts) -> bool:
    """`Er lige så mange med i næste måling …, skal tallet være højst 12,3 pct., før det er sikkert, at …`. Called for
    each such sentence."""
    when = not match[1] or _is_half_year(match[1], row["needed_in"])
    goal = "tallet er faldet" if is_falling(row, facts) else "målet er nået"
    return when and _bound(match[2], row, facts) and match[3] == goal


def _needed_persons(match: Match, row: Cells, facts: Facts) -> bool:
    """`Det er 12 færre elever end nu`. Called for each such sentence."""
    return _tells_persons(match[1], row["needed_persons"], row, facts)


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


def _there(match: Match, row: Cells, facts: Facts) -> bool:
    """`Målet er nu 12,3 pct., og tallet er nået dertil`. Called for each such sentence."""
    return tells_number(match[1], row["target_now"]) and Decimal(row["distance"] or 1) == 0


def _course_in_table(match: Match, row: Cells, facts: Facts) -> bool:
    """`om året −0,80 (−1,40 til −0,20), sikker udvikling`. Called for each line under a verdict."""
    sure = "sikker udvikling" if row["since_trend"] in _SURE else "ingen sikker retning"
    fits = tells_number(match[1], row["trend"], signed=True) and match[4] == sure
    ends = match[2] is None or (
        tells_number(match[2], row["trend_lo"], signed=True) and tells_number(match[3], row["trend_hi"], signed=True)
    )
    return fits and ends


def _likely(match: Match, row: Cells, facts: Facts) -> bool:
    """`91 pct. sandsynlighed`: a word for a direction stands in the row; `tal` holds the per cent. Called for each."""
    return row["evidence"] not in ("", "uvist")


def _level_of_comparison(match: Match, row: Cells, facts: Facts) -> bool:
    """`56,3 mod 17,6 pct.`: the figure and the comparison's. Called beside the verdict on a delaftale's page."""
    return tells_number(match[1], row["value"]) and tells_number(match[2], row["municipality_value"])


def _signed_change(match: Match, row: Cells, facts: Facts) -> bool:
    """`+6,9 siden 2023`: the change since the baseline. Called beside the verdict on a delaftale's page."""
    return tells_number(match[1], row["change"], signed=True)


def _best(match: Match, row: Cells, facts: Facts) -> bool:
    """`Et lavt tal er bedst`. Called for each such sentence."""
    return (match[1] == "højt") == (find_sign(row, facts) > 0)


def _line(match: Match, row: Cells, facts: Facts) -> bool:
    """`Linjen mod målet står på 12,3 pct.`. Called for each such sentence."""
    return tells_number(match[1], row["line"])


def _break(match: Match, row: Cells, facts: Facts) -> bool:
    """`Databrud 1. juli 2025: …`. Called for each such sentence on a figure."""
    return row["since_baseline"] == "databrud"


def _compile(*patterns: tuple[str, Callable[[Match, Cells, Facts], bool]]) -> tuple[Pattern, ...]:
    """Patterns with their texts compiled; a space may be one that breaks no line. Called once, for the list below."""
    return tuple((re.compile(text.replace(" ", r"\s"), re.DOTALL), check) for text, check in patterns)


_WANTED = r"(?: Det er (?P<not>ikke )?den ønskede retning\.)?"
_WHY = r"(?:, fordi (?P<why>.+?))?"
OF_ONE = _compile(
    (r"Tallet er (højere|lavere) end (.+?) \(([^()]*)\), og forskellen er sikker\.", _compare),
    (r"Der er ingen sikker forskel mellem (.+?) og (.+?) \(([^()]*)\)\.", _same_as_comparison),
    (r"Siden udgangspunktet (.+?) \(([^()]*)\) er der ingen sikker ændring(.*)\.", _no_change),
    (
        r"Siden udgangspunktet (.+?) \((?P<was>[^()]*)\) er tallet (?P<way>steget|faldet)(?: med (?P<size>.+?))?, og "
        rf"ændringen er sikker\.{_WANTED}",
        _changed("since_baseline", "change", _tells_baseline),
    ),
    (
        r"Siden året før \((?P<was>[^()]*)\) er tallet (?P<way>steget|faldet)(?: med (?P<size>.+?))?, og ændringen er "
        rf"sikker\.{_WANTED}",
        _changed(
            "since_year_before", "year_before_change", lambda text, row: tells_number(text, row["year_before_value"])
        ),
    ),
    (r"Siden året før \(([^()]*)\) er der ingen sikker ændring\.", _no_change_in_year),
    (r"Over alle (\S+) viste opgørelser siden (.+?) er der ingen sikker retning(.*)\.", _no_course),
    (
        r"Over alle (\S+) viste opgørelser siden (.+?) er tallet i gennemsnit (?P<way>steget|faldet) med (?P<size>.+?) "
        rf"om året(?: \(.+?\))?, og udviklingen er sikker\.{_WANTED}",
        _course,
    ),
    (r"Siden udgangspunktet er det målte tal (.+?), og (.+?) er det (.+?)\.", _developments),
    (
        r"Forskellen på de to ændringer er sikker, og (.+?) har hentet ind\.",
        _says("versus_development", "hentet ind"),
    ),
    (
        r"Forskellen på de to ændringer er sikker, og (.+?) er sakket bagud\.",
        _says("versus_development", "sakket bagud"),
    ),
    (r"Forskellen på de to ændringer ligger inden for margenen på (.+?), og (.+?) har fulgt med\.", _kept_pace),
    (r"Det kan ikke afgøres, om (.+?) har fulgt med, fordi (.+?)\.", _undecided),
    (r"Usikkerhedsintervallet går fra (.+?) til (.+?)\.", _interval),
    (r"Det kan ikke vurderes, (om .+?), fordi (.+?)\.", _unanswered),
    (r"(?:Delmålet|Målet for tallet) er opfyldt\.(?P<why>)", _target("opfyldt")),
    (rf"Tallet er på vej mod (?:del)?målet{_WHY}\.", _target("på vej")),
    (rf"Tallet peger mod (?:del)?målet{_WHY}\.", _target("peger mod målet")),
    (rf"Det er uafklaret, om tallet er på vej mod (?:del)?målet{_WHY}\.", _target("uafklaret")),
    (r"Derfor er det uafklaret, om tallet er på vej mod (?:del)?målet\.(?P<why>)", _target("uafklaret")),
    (rf"Tallet peger væk fra (?:del)?målet{_WHY}\.", _target("peger væk fra målet")),
    (rf"Tallet er ikke på vej mod (?:del)?målet{_WHY}\.", _target("ikke på vej")),
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
    (r"Der er ingen ny opgørelse siden sidste rapport\.", _says("new", "nej")),
    (r"[Ff]ordi (.+?)\.?", _because),
    (r"(Målet er nu|Udgangspunktet er) (.+?), og der mangler (.+?)(?:, svarende til (.+?))?\.", _distance),
    (r"Målet er nu (.+?), og tallet er nået dertil\.", _there),
    (
        r"Er lige så mange med i næste måling(?: i (.+?))?, skal tallet være (.+?), før det er sikkert, at (.+?)\.",
        _needed,
    ),
    (r"Det er ((?:én|[\d.]+) .+?) end nu\.", _needed_persons),
    (r"(?:».+?«: )?Sikkert fald ved (.+?)(?:, ((?:én|[\d.]+) (?:flere|færre).*?) end nu)?\.", _sure_fall),
    (r"(?:».+?«: )?Mangler (.+?)(?:, svarende til (.+?))?\.", _missing),
    (r"(?:».+?«: )?(?:.+, kan det|Kan) tidligst vides i (.+?)\.", _when("sure_from")),
    (r"(?:».+?«: )?(?:Selv om .+, kan det|Kan) ikke vides i planperioden(.*)\.", _never),
    (r"Hvornår det kan vides, kan ikke siges, fordi (.+?)\.", _because),
    (r"En forbedring kan tidligst være sikker i (.+?)\.", _when("improved_from")),
    (r"om året (\S+)(?: \((\S+) til (\S+)\))?, (sikker udvikling|ingen sikker retning)", _course_in_table),
    (r"uvist, hvilken vej", _says("evidence", "uvist")),
    (r"(?:over )?\d+ pct\. sandsynlighed", _likely),
    (r"(\S+) mod (.+)", _level_of_comparison),
    (r"([+−]?[\d.,]+) siden .+", _signed_change),
    (r"Udgangspunktet: ([^()]*)\.", lambda match, row, facts: _tells_baseline(match[1], row)),
    (r"Linjen mod målet står på (.+?)\.", _line),
    (r"Et (højt|lavt) tal er bedst\.", _best),
    (r"Databrud .+", _break),
)


def check_sentence(sentence: str, row: Cells, facts: Facts) -> bool | None:
    """Whether a sentence says what a row says; None where it is of no pattern. Called for each sentence about one
    figure."""
    known = False
    for pattern, check in OF_ONE:
        match = pattern.fullmatch(sentence)
        if match is not None:
            known = True
            try:
                if check(match, row, facts):
                    return True
            except (KeyError, ArithmeticError, ValueError):
                continue
    return False if known else None
