"""What is said of a figure beside itself: since the baseline, since the year before, and over all windows."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from hpanalysis.published.pages import find_numbers
from hpanalysis.published.per_cents import list_per_cents
from hpanalysis.verify.pages.facts import Cells, Facts
from hpanalysis.verify.pages.sentences.patterns import Match, compile_patterns
from hpanalysis.verify.pages.sentences.reading import SURE, find_sign, read_count, tells_number

_LIKELY = re.compile(r"(?:over )?\d+ pct\. sandsynlighed")
_ENDS = re.compile(r": Usikkerhedsintervallet går fra (.+?) til (.+?) om året(, fordi der laves mange vurderinger)?")
_MOST = 99  # per cent; more is told as `over 99 pct.`


def _tells_baseline(text: str, row: Cells) -> bool:
    """Whether a bracket names the baseline, and what the plan prints beside it. Called for sentences on a change."""
    own, _, printed = text.partition(", i planen")
    return tells_number(own, row["baseline_recomputed"] or row["baseline_value"]) and (
        not printed or tells_number(printed, row["baseline_value"])
    )


def _tells_likely(text: str, row: Cells) -> bool:
    """Whether `91 pct. sandsynlighed` or `over 99 pct. sandsynlighed` is the per cent of a row's probability, which
    only a word for a direction has. Called for each such text."""
    return ("over" in text) == (_find_likely(row) > _MOST) and set(find_numbers(text)) == list_per_cents(row)


def _find_likely(row: Cells) -> Decimal:
    """How likely the direction is that a row's word names, in per cent; 0 without a word. Called for the per cents that
    are told as `over 99`."""
    if row["evidence"] in ("", "uvist") or not row["probability"]:
        return Decimal(0)
    likely = Decimal(row["probability"])
    return (100 * (1 - likely if row["evidence"].endswith("forværret") else likely)).quantize(Decimal(1), ROUND_HALF_UP)


def _no_change(match: Match, row: Cells, facts: Facts) -> bool:
    """`Siden udgangspunktet i 2023 (12,3 pct.) er der ingen sikker ændring, og det er uvist, …`. Called for each such
    sentence."""
    tail, evidence = match[3], row["evidence"]
    if row["since_baseline"] != "ingen sikker ændring" or not _tells_baseline(match[2], row):
        return False
    if "uvist" in tail:
        return evidence == "uvist" and tail == ", og det er uvist, om tallet er forbedret eller forværret"
    return tail == "" and evidence == ""


def _probable_change(match: Match, row: Cells, facts: Facts) -> bool:
    """`Siden udgangspunktet i 2023 (12,3 pct.) er tallet sandsynligvis forbedret (91 pct. sandsynlighed), uden at en
    test afgør det`. Called for each such sentence."""
    is_open = row["since_baseline"] == "ingen sikker ændring" and _tells_baseline(match[2], row)
    return is_open and match[3] == row["evidence"] and _tells_likely(match[4], row)


def _changed(word: str, change: str, baseline: Callable[[str, Cells], bool]) -> Callable[[Match, Cells, Facts], bool]:
    """The check of `… er tallet steget med 2,1, og ændringen er sikker. Det er ikke den ønskede retning.` Called for
    the baseline and for the year before. word, change: the columns of verdict and size."""

    def check(match: Match, row: Cells, facts: Facts) -> bool:
        sure = SURE.get(row[word], 0)
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
    ends = _ENDS.fullmatch(match[3])
    if ends is None:
        return match[3] == ""
    fits = _tells_end(ends[1], row["trend_lo"]) and _tells_end(ends[2], row["trend_hi"])
    return fits and (ends[3] is not None) == _looks_sure(row, "trend_lo", "trend_hi")


def _course(match: Match, row: Cells, facts: Facts) -> bool:
    """`Over alle tre viste opgørelser … er tallet i gennemsnit steget med 1,20 om året, og udviklingen er sikker`.
    Called for each such sentence."""
    up = Decimal(row["trend"] or 0) > 0
    sure = SURE.get(row["since_trend"], 0)
    wanted = (match["not"] or "") == ("" if row["since_trend"] == "forbedret" else "ikke ")
    return (
        sure != 0
        and up == (match["way"] == "steget")
        and wanted
        and str(read_count(match[1])) == row["trend_windows"]
        and tells_number(match["size"], row["trend"])
    )


def _course_in_table(match: Match, row: Cells, facts: Facts) -> bool:
    """`om året −0,80 procentpoint (−1,40 til −0,20), sikker udvikling`. Called for each line under a verdict."""
    sure = "sikker udvikling" if row["since_trend"] in SURE else "ingen sikker retning"
    fits = tells_number(match[1], row["trend"], signed=True) and match[4] == sure
    if match[2] is None:
        return fits and match[5] is None
    ends = tells_number(match[2], row["trend_lo"], signed=True) and tells_number(match[3], row["trend_hi"], signed=True)
    looks_sure = row["since_trend"] not in SURE and _looks_sure(row, "trend_lo", "trend_hi")
    return fits and ends and (match[5] is not None) == looks_sure


def _likely(match: Match, row: Cells, facts: Facts) -> bool:
    """`91 pct. sandsynlighed` beside the word of a direction. Called for each, in tables and under verdicts."""
    return _tells_likely(match[1], row)


def _signed_change(match: Match, row: Cells, facts: Facts) -> bool:
    """`+6,9 procentpoint siden 2023`: the change since the baseline. Called beside the verdict on a delaftale's
    page."""
    return tells_number(match[1], row["change"], signed=True) and _is_in_unit(match[2], row, facts)


def _looks_sure(row: Cells, low: str, high: str) -> bool:
    """Whether an interval leaves 0 out. Asked of one whose change is not called sure, which then has to say why. low,
    high: its columns."""
    return Decimal(row[low]) > 0 or Decimal(row[high]) < 0


def _is_in_unit(unit: str, row: Cells, facts: Facts) -> bool:
    """Whether a change is told in points just where its figure is a share or a mean. Called for each unit."""
    measure = facts.definitions.indicators[row["indicator_id"]].measure
    if measure == "mean" or unit == "karakterpoint":
        return measure == "mean" and unit == "karakterpoint"
    return unit != "procentpoint" or measure != "count"


def _change_in_cell(match: Match, row: Cells, facts: Facts) -> bool:
    """`+7,9 procentpoint (−16,3 til 30,8)`, and `ikke sikker, fordi der laves mange vurderinger` after it just where
    the interval leaves 0 out and the change is not called sure. Called for each change in a cell of a table."""
    for change, low, high, word, is_open in _CHANGES:
        if not tells_number(match["change"], row[change], signed=True) or not _is_in_unit(match["unit"], row, facts):
            continue
        if match["low"] is None:
            return match["why"] is None
        ends = low and tells_number(match["low"], row[low], signed=True)
        if ends and tells_number(match["high"], row[high], signed=True):
            return (match["why"] is not None) == (row[word] == is_open and _looks_sure(row, low, high))
    return False


# A change, the ends of its interval, its verdict, and the word of one that is not sure.
_CHANGES = (
    ("change", "change_lo", "change_hi", "since_baseline", "ingen sikker ændring"),
    ("development", "development_lo", "development_hi", "versus_development", "kan ikke afgøres"),
    ("year_before_change", "", "", "since_year_before", ""),
)


def _break(match: Match, row: Cells, facts: Facts) -> bool:
    """`Databrud 1. juli 2025: …`. Called for each such sentence on a figure."""
    return row["since_baseline"] == "databrud"


_UNIT = r"(?:pr\. 1\.000 )?[a-zæøå]+"
_WANTED = r"(?: Det er (?P<not>ikke )?den ønskede retning\.)?"
OF_CHANGES = compile_patterns(
    (r"Siden udgangspunktet (.+?) \(([^()]*)\) er der ingen sikker ændring(.*)\.", _no_change),
    (
        r"Siden udgangspunktet (.+?) \(([^()]*)\) er tallet ((?:næsten sikkert|sandsynligvis) \S+) \(([^()]*)\), uden "
        r"at en test afgør det\.",
        _probable_change,
    ),
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
    (
        rf"om året (\S+) {_UNIT}(?: \((\S+) til (\S+)\))?, (sikker udvikling|ingen sikker retning)"
        r"(, fordi der laves mange vurderinger)?",
        _course_in_table,
    ),
    (
        rf"(?P<change>[+−][\d.,]+|0(?:,0+)?) (?P<unit>{_UNIT})(?: \((?P<low>\S+) til (?P<high>\S+)\)"
        r"(?P<why>, ikke sikker, fordi der laves mange vurderinger)?)?",
        _change_in_cell,
    ),
    (r"((?:over )?\d+ pct\. sandsynlighed)(?:, uden at en test afgør det)?", _likely),
    (rf"([+−]?[\d.,]+) ({_UNIT}) siden .+", _signed_change),
    (r"Udgangspunktet: ([^()]*)\.", lambda match, row, facts: _tells_baseline(match[1], row)),
    (r"Databrud .+", _break),
)
