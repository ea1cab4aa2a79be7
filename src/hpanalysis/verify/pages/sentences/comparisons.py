"""What is said of a figure beside others: the municipality, the other areas, and their development."""

from __future__ import annotations

from decimal import Decimal

from hpanalysis.verify.pages.facts import Cells, Facts
from hpanalysis.verify.pages.sentences.patterns import Match, compile_patterns, says
from hpanalysis.verify.pages.sentences.reading import SURE, find_sign, tells_number


def _compare(match: Match, row: Cells, facts: Facts) -> bool:
    """`Tallet er højere end i kommunen (12,3 pct.), og forskellen er sikker`: verdict, way and number. Called for the
    municipality and for the other areas."""
    others = ("øvrige" in match[2] and "boliger" not in match[2]) or "det andet område" in match[2]
    verdict, column = ("versus_others", "others_value") if others else ("versus_municipality", "municipality_value")
    sure = SURE.get(row[verdict], 0) * find_sign(row, facts)
    return sure == (1 if match[1] == "højere" else -1) and tells_number(match[3], row[column])


def _same_as_comparison(match: Match, row: Cells, facts: Facts) -> bool:
    """`Der er ingen sikker forskel mellem A og B (12,3 pct.)`. Called for each such sentence."""
    return row["versus_municipality"] == "ikke sikkert forskellig" and tells_number(match[3], row["municipality_value"])


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


def _kept_pace(match: Match, row: Cells, facts: Facts) -> bool:
    """`Forskellen … ligger inden for margenen på 5 procentpoint, og området har fulgt med`. Called for each."""
    return row["versus_development"] == "fulgt med" and tells_number(match[1], row["development_margin"])


def _undecided(match: Match, row: Cells, facts: Facts) -> bool:
    """`Det kan ikke afgøres, om området har fulgt med, fordi …`. Called for each such sentence."""
    return row["versus_development"] == "kan ikke afgøres" and match[2] == row["development_reason"]


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


def _level_of_comparison(match: Match, row: Cells, facts: Facts) -> bool:
    """`56,3 mod 17,6 pct.`: the figure and the comparison's. Called beside the verdict on a delaftale's page."""
    return tells_number(match[1], row["value"]) and tells_number(match[2], row["municipality_value"])


OF_COMPARISONS = compile_patterns(
    (r"Tallet er (højere|lavere) end (.+?) \(([^()]*)\), og forskellen er sikker\.", _compare),
    (r"Der er ingen sikker forskel mellem (.+?) og (.+?) \(([^()]*)\)\.", _same_as_comparison),
    (r"Siden udgangspunktet er det målte tal (.+?), og (.+?) er det (.+?)\.", _developments),
    (
        r"Forskellen på de to ændringer er sikker, og (.+?) har hentet ind\.",
        says("versus_development", "hentet ind"),
    ),
    (
        r"Forskellen på de to ændringer er sikker, og (.+?) er sakket bagud\.",
        says("versus_development", "sakket bagud"),
    ),
    (r"Forskellen på de to ændringer ligger inden for margenen på (.+?), og (.+?) har fulgt med\.", _kept_pace),
    (r"Det kan ikke afgøres, om (.+?) har fulgt med, fordi (.+?)\.", _undecided),
    (r"Det kan ikke vurderes, (om .+?), fordi (.+?)\.", _unanswered),
    (
        r"Tallet står også under »Kræver opmærksomhed«, fordi det er dårligere end sammenligningstallet\.",
        says("versus_municipality", "dårligere"),
    ),
    (r"(\S+) mod (.+)", _level_of_comparison),
)
