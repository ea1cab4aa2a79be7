"""indicators.csv, rettelser.csv and maanedstal.csv by themselves: a hidden cell has no descendants in any column."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from pathlib import Path

from hpanalysis.published.definitions import Definitions, Indicator
from hpanalysis.published.failures import Failure, Fault, make_failure
from hpanalysis.published.figures import HIDDEN, NO_PERSONS, SHOWN, Figure, Key, format_address, read_rows
from hpanalysis.published.names import CORRECTIONS_CSV, FIGURES_CSV, MONTHS_CSV

# Verdicts on a number; of a hidden one there is none but that it cannot be judged, or computed.
_VERDICTS = (
    "versus_municipality",
    "since_baseline",
    "since_year_before",
    "since_trend",
    "versus_others",
    "versus_development",
    "verdict",
    "evidence",
)
_NO_VERDICT = ("", "kan ikke vurderes", "kan ikke opgøres")
# Texts that follow from a number without being one: a hidden row has none.
_DERIVED_TEXTS = ("needed_in", "sure_from", "sure_reason", "improved_from")
# Columns of a hidden row that tell of time, of the plan or of another cell; the last are held against that cell.
_NOT_OF_THE_CELL = frozenset(
    {"indicator_id", "area_id", "window", "half_year", "window_start", "window_end", "baseline_window"}
    | {"year_before_window", "delivered_in", "definition_version", "margin", "line", "baseline_value"}
    | {"baseline_recomputed", "year_before_value", "municipality_value"}
)
_COUNT = "count"  # the measure of figures without a denominator
_SCALES = {"pct.": 100, "pr. 1.000": 1000, "gennemsnit": 1, "antal": 1}
# Columns of a row of maanedstal.csv, and of rettelser.csv now and before, that tell a number.
_MONTH_NUMBERS = ("value", "centre", "lo", "hi")
_NOW = ("value_now", "numerator_now", "denominator_now")
_BEFORE = ("value_before", "numerator_before", "denominator_before")


def _is_number(text: str) -> bool:
    """Whether a cell has a number alone, as the CSV files write it. Called for the filled cells of a hidden row of
    indicators.csv, because a number there may tell something of the hidden one."""
    try:
        Decimal(text)
    except InvalidOperation:
        return False
    return True


def list_descendants(row: Figure) -> list[str]:
    """The columns of a hidden row that tell something of its number: one made from it (an interval, a change), or a
    verdict on it. Called for each hidden row of indicators.csv, where any is a failure."""
    # Every column is asked, not a list of those known to be numbers: a column added later is asked too.
    numbers = [c for c, text in row.cells.items() if c not in _NOT_OF_THE_CELL and text and _is_number(text)]
    told = [c for c in _DERIVED_TEXTS if row.cells.get(c)]
    return numbers + told + [c for c in _VERDICTS if row.cells.get(c, "") not in _NO_VERDICT]


def _shows_value(text: str, row: Figure | None) -> bool:
    """Whether a row is there (not None) and shows the value `text`. Called when indicators.csv is checked, for each
    value that one row repeats from another, such as the baseline's. row: the row it is repeated from."""
    return row is not None and row.shown and bool(row.cells["value"]) and Decimal(row.cells["value"]) == Decimal(text)


def _list_wrong_copies(row: Figure, rows: dict[Key, Figure], definitions: Definitions) -> list[str]:
    """The columns in which a row repeats another cell (baseline, year before, municipality) otherwise than that shows;
    none where it repeats nothing. Called for each row of indicators.csv. rows: all of them, by key."""
    indicator_id, window, area = row.key
    cells = row.cells
    # The comparison is with the municipality, or with the country where the indicator says so.
    wholes = [whole for whole in (definitions.municipality, definitions.country) if whole]
    sources = {
        "baseline_recomputed": [(indicator_id, cells.get("baseline_window", ""), area)],
        "year_before_value": [(indicator_id, cells.get("year_before_window", ""), area)],
        "municipality_value": [(indicator_id, window, whole) for whole in wholes],
    }
    return [
        column
        for column, keys in sources.items()
        if cells.get(column) and not any(_shows_value(cells[column], rows.get(key)) for key in keys)
    ]


def _is_value(text: str, numerator: Decimal, denominator: Decimal | None, row: Figure, indicator: Indicator) -> bool:
    """Whether a printed value is the one the counts give in the row's unit, rounded half up. Called by audit and
    verification for a row's own value, and for the rest of the municipality or the other areas. denominator: None for a
    count, whose value is its numerator; 0 gives no value, so False. row: for its unit."""
    if denominator == 0:
        return False
    # Decimals, not floats: the printed value is rounded half up, and floats round some halves down.
    exact = numerator * _SCALES[row.cells["unit"]] / (1 if denominator is None else denominator)
    return Decimal(text) == exact.quantize(Decimal(1).scaleb(-indicator.decimals), ROUND_HALF_UP)


def follows_from_counts(row: Figure, indicator: Indicator) -> bool:
    """Whether the value of a shown row is the one its own counts give; a row of no cases or no persons may print none,
    or 0. Called for each shown row of indicators.csv, and of opdelinger.csv."""
    text = row.cells["value"]
    # Nought of nought is no percentage, so such a row may print no value.
    if row.status != SHOWN:
        return text == "" or Decimal(text) == 0
    return _is_value(text, row.require_numerator(), row.denominator, row, indicator)


def _is_rest(text: str, row: Figure, whole: Figure | None, indicator: Indicator) -> bool:
    """Whether a printed value is what is left of a whole (municipality or total) when a row's own counts are taken out.
    Called for each row of indicators.csv that prints the rest of the municipality, or the other areas. whole: the
    whole's row; None, or a hidden one, gives False."""
    # A rest of hidden figures would tell what their sum is.
    if whole is None or not (whole.shown and row.shown):
        return False
    numerator = whole.require_numerator() - row.require_numerator()
    denominator = None if whole.denominator is None else whole.denominator - row.require_denominator()
    return _is_value(text, numerator, denominator, row, indicator)


def _list_wrong_remainders(
    row: Figure, rows: dict[Key, Figure], definitions: Definitions, indicator: Indicator
) -> list[str]:
    """The columns in which a row prints the rest of the municipality, or the other areas, and it does not follow from
    shown cells: of hidden ones it would give one away. Called for each row of indicators.csv. rows: all, by key."""
    indicator_id, window, _ = row.key
    rest, others = row.cells.get("rest_value", ""), row.cells.get("others_value", "")

    def find_row(area: str | None) -> Figure | None:
        """The row of another area in the same window; None if the plan has no such area, or the file no such row.
        Called for the country, the municipality and the total."""
        return None if area is None else rows.get((indicator_id, window, area))

    # The country is not a whole that the area is taken out of: its own value stands there.
    of_country = bool(rest) and _shows_value(rest, find_row(definitions.country))
    wrong = []
    if rest and not of_country and not _is_rest(rest, row, find_row(definitions.municipality), indicator):
        wrong.append("rest_value")
    if others and not _is_rest(others, row, find_row(definitions.total), indicator):
        wrong.append("others_value")
    return wrong


def shows_small_count(row: Figure, indicator: Indicator, k: int) -> bool:
    """Whether a shown row gives away too few persons: a group under 2k, or a numerator or complement under k but not 0.
    Called for each shown row of indicators.csv. Months and days count as if each were a person's, so there may be fewer
    persons than are seen here. k: the fewest persons that may be shown."""
    # Nobody is no small group: that nobody is there says nothing of anyone.
    if row.status == NO_PERSONS:
        return False
    if row.denominator is not None and 0 < row.denominator < 2 * k:
        return True
    if indicator.counts_numerator and 0 < row.require_numerator() < k:
        return True
    return indicator.has_complement and 0 < row.require_denominator() - row.require_numerator() < k


def lacks_counts(row: Figure, indicator: Indicator) -> bool:
    """Whether a shown row has no denominator though its figure is made of one, so that nothing can be held against it.
    Called for each row of indicators.csv; no run writes such a row."""
    return row.shown and row.denominator is None and indicator.measure != _COUNT


def check_rows(half_year: str, rows: dict[Key, Figure], definitions: Definitions) -> Iterator[Failure]:
    """What is wrong with the rows of indicators.csv (by key), one failure for each check that a row fails.

    Looked for are hidden rows that tell something of their number, values and repeated numbers that do not follow from
    what is shown, and shown counts of too few persons. Called for each published folder that is audited or verified.
    half_year: the folder's, for the failures.
    """
    for key, row in rows.items():
        for fault, wrong in _find_faults(row, rows, definitions):
            yield make_failure(half_year, fault, format_address(key), FIGURES_CSV, _name_columns(wrong))


def _name_columns(columns: list[str]) -> str:
    """The columns of a row that are wrong, in Danish. Called for each failure of a row of a CSV file."""
    return f"{'kolonnen' if len(columns) == 1 else 'kolonnerne'} {', '.join(columns)}"


def _find_faults(row: Figure, rows: dict[Key, Figure], definitions: Definitions) -> Iterator[tuple[Fault, list[str]]]:
    """The kinds of fault of a row of indicators.csv, each once, and the columns that have it. Called for each row.
    rows: all of them, by key."""
    indicator = definitions.indicators[row.key[0]]
    if lacks_counts(row, indicator):
        yield Fault.FOLLOWS_NOT, ["denominator"]
        return
    if row.hidden and (descendants := list_descendants(row)):
        yield Fault.DESCENDANT, descendants
    wrong = _list_wrong_copies(row, rows, definitions) + _list_wrong_remainders(row, rows, definitions, indicator)
    if row.shown and not follows_from_counts(row, indicator):
        wrong.append("value")
    if wrong:
        yield Fault.FOLLOWS_NOT, wrong
    if row.shown and shows_small_count(row, indicator, definitions.k):
        yield Fault.SMALL_SHOWN, ["numerator", "denominator"]


def read_csv_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a published CSV file as text, by column; none where the file is not there. Called when a folder is
    audited, and before an accounting year is published, for the files that a folder may lack."""
    if not path.is_file():
        return []
    return list(read_rows(path.read_bytes().decode("utf-8")))


def check_months(half_year: str, months: list[dict[str, str]]) -> Iterator[Failure]:
    """The hidden months of maanedstal.csv that have a number, each as a failure. Called for each published folder that
    is audited or verified. half_year: the folder's. months: the file's rows."""
    for row in months:
        told = [column for column in _MONTH_NUMBERS if row[column]]
        if row["status"] == HIDDEN and told:
            place = "/".join((row["indicator_id"], row["month"], row["area_id"]))
            yield make_failure(half_year, Fault.DESCENDANT, place, MONTHS_CSV, _name_columns(told))


def check_corrections(half_year: str, corrected: list[dict[str, str]], ever_shown: set[Key]) -> Iterator[Failure]:
    """A failure for each row of rettelser.csv that tells a number hidden now, or an earlier one that was never shown.

    Called for each published folder that is audited or verified. half_year: the folder's. corrected: the file's rows.
    ever_shown: the cells (indicator, window, area) that any publication shows. An earlier publication of this same
    half-year no longer lies here, so what the row says of it is believed.
    """
    for row in corrected:
        key = (row["indicator_id"], row["window"], row["area_id"])
        hidden_now = [column for column in _NOW if row[column]] if row["status_now"] == HIDDEN else []
        # A number of before that was never shown would be told for the first time by its correction.
        known = key in ever_shown or (row.get("published_in") == half_year and row["status_before"] != HIDDEN)
        unknown_before = [] if known else [column for column in _BEFORE if row[column]]
        if wrong := hidden_now + unknown_before:
            yield make_failure(half_year, Fault.DESCENDANT, format_address(key), CORRECTIONS_CSV, _name_columns(wrong))
