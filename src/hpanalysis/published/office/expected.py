"""What a row of the tables for people must say, by its row of indicators.csv: a second writing of what the run wrote.

Only what follows from the row itself is told here. Names of figures, places and periods are not in indicators.csv; who
has the plan (`hpanalysis verify`) holds them against it.
"""

from __future__ import annotations

from decimal import Decimal

from hpanalysis.published.definitions import Definitions
from hpanalysis.published.figures import SHOWN, Figure
from hpanalysis.published.office import columns
from hpanalysis.published.office.columns import Head
from hpanalysis.published.per_cents import list_per_cents

Value = str | Decimal

_SURE = ("forbedret", "forværret")
_NO_SURE_CHANGE, _NOT_JUDGEABLE, _UNCERTAIN, _MET = "ingen sikker ændring", "kan ikke vurderes", "uvist", "opfyldt"
# After a change that is not sure although its interval leaves 0 out.
MANY_JUDGED = ", fordi der laves mange vurderinger"
# From here on a rounded per cent would say that a direction is certain.
_OVER_99 = Decimal("0.995")


def expect_cells(row: Figure, definitions: Definitions) -> dict[Head, Value]:
    """The cells of a figure's row that follow from indicators.csv, as numbers or words. Called for each row of the
    workbook and of the CSV file, by the auditor and by `hpanalysis verify`."""
    return {
        **_expect_figure(row),
        **_expect_comparison(row, definitions),
        **_expect_change(row),
        **_expect_target(row),
        Head.KEY: "/".join(row.key),
    }


def _number_or(row: Figure, column: str, word: str) -> Value:
    """The number of a column, or the word for why there is none. Called for each cell that may have a number."""
    written = row.cells[column]
    return Decimal(written) if written else word


def _word_or(row: Figure, column: str, word: str) -> str:
    """The word of a column, or another where it is empty. Called for each verdict."""
    return row.cells[column] or word


def _with_reason(row: Figure, column: str, reason: str) -> str:
    """The verdict of a column, with why where it is open. Called for the verdicts on differences and changes."""
    word = _word_or(row, column, columns.NO_VERDICT)
    why = row.cells[reason] if word == _NOT_JUDGEABLE else ""
    return f"{word}, fordi {why}" if why else word


def _expect_figure(row: Figure) -> dict[Head, Value]:
    """Value, interval and counts. Called for each row."""
    if row.status != SHOWN:
        heads = (Head.VALUE, Head.LOW, Head.HIGH, Head.NUMERATOR, Head.DENOMINATOR)
        return dict.fromkeys(heads, row.status)
    return {
        Head.VALUE: Decimal(row.cells["value"]),
        Head.LOW: _number_or(row, "lo", columns.NO_INTERVAL),
        Head.HIGH: _number_or(row, "hi", columns.NO_INTERVAL),
        Head.NUMERATOR: _number_or(row, "numerator", columns.NO_COUNT),
        Head.DENOMINATOR: _number_or(row, "denominator", columns.NO_COUNT),
    }


def _expect_comparison(row: Figure, definitions: Definitions) -> dict[Head, Value]:
    """The municipality's (or country's) figure and the verdict against it. Called for each row."""
    indicator_id, _, area = row.key
    judging = definitions.indicators[indicator_id].judging
    if judging is not None and not judging.comparable:
        word = columns.NOT_COMPARED
    elif area in (definitions.municipality, definitions.country):
        word = columns.IS_COMPARISON
    elif row.status != SHOWN:
        word = row.status
    else:
        return {
            Head.COMPARISON: _number_or(row, "municipality_value", columns.NO_COMPARISON),
            Head.VERSUS: _with_reason(row, "versus_municipality", "versus_reason"),
        }
    return {Head.COMPARISON: word, Head.VERSUS: word}


def _expect_change(row: Figure) -> dict[Head, Value]:
    """The baseline, the change and its verdict. Called for each row."""
    counted_again = "baseline_recomputed" if row.cells["baseline_recomputed"] else "baseline_value"
    baseline = _number_or(row, counted_again, columns.NO_BASELINE)
    if row.status != SHOWN:
        heads = (Head.CHANGE, Head.CHANGE_LOW, Head.CHANGE_HIGH, Head.SINCE, Head.DIRECTION)
        return {Head.BASELINE: baseline, **dict.fromkeys(heads, row.status)}
    return {
        Head.BASELINE: baseline,
        Head.CHANGE: _number_or(row, "change", columns.NO_CHANGE),
        Head.CHANGE_LOW: _number_or(row, "change_lo", columns.NO_CHANGE),
        Head.CHANGE_HIGH: _number_or(row, "change_hi", columns.NO_CHANGE),
        Head.SINCE: f"{_with_reason(row, 'since_baseline', 'since_reason')}{_tell_unsure(row)}",
        Head.DIRECTION: _expect_direction(row),
    }


def _tell_unsure(row: Figure) -> str:
    """What follows the verdict on a change that is not sure although its interval leaves 0 out; "" for any other.
    Called for each row with a number."""
    if row.cells["since_baseline"] != _NO_SURE_CHANGE or not row.cells["change_lo"]:
        return ""
    low, high = Decimal(row.cells["change_lo"]), Decimal(row.cells["change_hi"])
    return MANY_JUDGED if low > 0 or high < 0 else ""


def _expect_direction(row: Figure) -> str:
    """The word for where a figure has probably gone, with its per cent. Called for each row with a number."""
    since, word = row.cells["since_baseline"], row.cells["evidence"]
    if since in _SURE:
        return columns.SURE_CHANGE
    if since != _NO_SURE_CHANGE or not word:
        return columns.NO_VERDICT
    if word == _UNCERTAIN:
        return word
    improved = Decimal(row.cells["probability"])
    likely = improved if word.endswith(_SURE[0]) else 1 - improved
    (per_cent,) = list_per_cents(row.cells)
    return f"{word} ({'over ' if likely >= _OVER_99 else ''}{per_cent} pct.)"


def _expect_target(row: Figure) -> dict[Head, Value]:
    """The target, the way to it and the verdict. Called for each row."""
    heads = (Head.TARGET_NOW, Head.MISSING, Head.VERDICT, Head.REASON)
    target = row.cells["target"]
    if not target:
        return dict.fromkeys((Head.TARGET, *heads), columns.NO_TARGET)
    if row.status != SHOWN:
        return {Head.TARGET: target, **dict.fromkeys(heads, row.status)}
    met = row.cells["verdict"] == _MET
    return {
        Head.TARGET: target,
        Head.TARGET_NOW: _number_or(row, "target_now", columns.NOT_KNOWN),
        Head.MISSING: _number_or(row, "distance", columns.TARGET_MET if met else columns.NOT_KNOWN),
        Head.VERDICT: _word_or(row, "verdict", columns.NO_VERDICT),
        Head.REASON: _word_or(row, "reason", columns.TARGET_MET if met else columns.NO_VERDICT),
    }
