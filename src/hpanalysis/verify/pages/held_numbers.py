"""Whole numbers in sentences that are about no figure: what the program holds, the plan's own, ages, margins, names.

Each is known from elsewhere in the package: from definitioner.json, from the rows of indicators.csv, from the plan's
tables, or from a constant of the package's program.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from hpanalysis.published.month_names import MONTHS
from hpanalysis.published.pages import find_numbers
from hpanalysis.published.per_cents import list_per_cents
from hpanalysis.published.printed import find_numbers_in_csv_cell
from hpanalysis.verify.pages.facts import Cells, Facts
from hpanalysis.verify.pages.plan_numbers import PlanNumbers

# A sentence with numbers that the program holds -> their names in `HeldNumbers`, in order.
_HELD = tuple(
    (re.compile(pattern.replace(" ", r"\s")), names)
    for pattern, names in (
        (r"mindst (\d+) pct\. sandsynligt\b", ("probable",)),
        (r"omkring (\d+) af (\d+) tal alligevel", ("wrong_directions", "hundred")),
        (r"højst omkring (\d+) af (\d+) tilfælde", ("wrong_levels", "hundred")),
        (r"mindst (\d+) pct\. sandsynlighed for, at svaret er", ("power",)),
        (r"færre end (\d+) \(men ikke (\d+)\) personer", ("k", "nought")),
        (r"gruppen er på færre end (\d+)", ("two_k",)),
        (r"kan stadig være (\d+) og kan stadig være (\d+) eller flere", ("nought", "k")),
        (r"handler om færre end (\d+) personer", ("k",)),
    )
)
_AGE = re.compile(r"(\d+)\s(?:måneder|mdr\.)\sgammelt")
_MARGIN = re.compile(r"\bMargen: (\d+(?:,\d+)?)\s")
_VERSION = re.compile(r"\bVersion (\d+) gælder fra")
# The same, told of by the column `method` of indicators.csv.
_OF_METHOD = (
    re.compile(r"\(højst (\d+) pct\. falske\)"),
    re.compile(r"(\d+) pct\. risiko for, at et tal uden ændring"),
)
# A value with its interval, and changes with theirs, by their columns.
_WITH_INTERVALS = (
    ("value", "lo", "hi"),
    ("change", "change_lo", "change_hi"),
    ("year_before_change", "", ""),
    ("rest_change", "rest_change_lo", "rest_change_hi"),
    ("development", "development_lo", "development_hi"),
    ("gap", "gap_lo", "gap_hi"),
    ("from_line", "from_line_lo", "from_line_hi"),
    ("trend", "trend_lo", "trend_hi"),
)
_DIGIT = re.compile(r"\d")
_FEWEST_LETTERS = 8  # of a name whose numbers are held: in a shorter one they may be any
# A number with or without its interval, as a cell or a line beside a verdict tells it.
_OF_ROW = re.compile(r"([+−]?)([\d.,]+)(?:\s%)?(?: ?\([+−]?([\d.,]+)(?: til |–)[+−]?([\d.,]+)\))?")


class HeldNumbers:
    """Holds the whole numbers of sentences. Made once for a package."""

    def __init__(self, facts: Facts, names: Iterable[str], constants: Mapping[str, int], plan: PlanNumbers) -> None:
        """Keep what they are held against. names: those of figures, areas and activities; constants: of the package's
        program, without those that it declares in another form; plan: the plan's own."""
        k, power = facts.definitions.k, facts.definitions.power
        self._facts, self._plan = facts, plan
        self._values = {"hundred": 100, "nought": 0, "k": k, "two_k": 2 * k, **constants}
        if power is not None:
            self._values["power"] = int(100 * power)
        self._names = frozenset(name.lower() for name in names if _DIGIT.search(name) and _has_letters(name))
        self._named = _compile_names(self._names)
        self._parts = {max(re.split(r"\d+", name), key=len) for name in self._names}  # one of which each of them has
        self._wrong: dict[str, bool] = {}
        self._versions: dict[str, set[str]] = {}  # by which the newest figures are counted
        self._ends: set[tuple[str, str, str]] = set()  # the newest windows: indicator, window, last day
        for row in (cells for cells in facts.by_address.values() if cells.get("latest") == "ja"):
            if row["window_end"]:
                self._ends.add((row["indicator_id"], row["window"], row["window_end"]))
            if row.get("definition_version"):
                self._versions.setdefault(row["indicator_id"], set()).add(row["definition_version"])
        judged = (indicator.judging for indicator in facts.definitions.indicators.values())
        self._margins = {judging.margin for judging in judged if judging is not None}
        methods = {cells.get("method", "") for cells in facts.by_address.values()}
        self._of_methods = {pattern: {n for text in methods for n in pattern.findall(text)} for pattern in _OF_METHOD}
        self._of_rows: dict[str, set[Decimal]] = {}

    def find_wrong(self, sentence: str, address: str) -> bool:
        """Whether a sentence has a number other than the one that is held. Called for each sentence that does not stand
        in the program or the plan word for word. address: what it is about."""
        if sentence not in self._wrong:
            self._wrong[sentence] = _DIGIT.search(sentence) is not None and (
                self._has_other_constant(sentence)
                or self._has_other_margin(sentence)
                or self._has_other_name(sentence)
                or self._plan.find_wrong(sentence)
            )
        return (
            self._wrong[sentence]
            or self._has_other_age(sentence, address)
            or self._has_other_version(sentence, address)
            or self.is_of_no_column(sentence, address)
        )

    def _has_other_constant(self, sentence: str) -> bool:
        """Whether `det er mindst 80 pct. sandsynligt` says another number than the program has. Called by
        `find_wrong`."""
        for pattern, names in _HELD:
            for match in pattern.finditer(sentence):
                held = zip(match.groups(), names, strict=True)
                if any(name in self._values and int(told) != self._values[name] for told, name in held):
                    return True
        return any(set(pattern.findall(sentence)) - told for pattern, told in self._of_methods.items() if told)

    def _has_other_age(self, sentence: str, address: str) -> bool:
        """Whether `I 2025. Tallet er 6 måneder gammelt.` says the age of no figure whose window it names. Called by
        `find_wrong`. A sentence that names no window may say that of any."""
        told = _AGE.search(sentence) if "gammelt" in sentence else None
        if told is None:
            return False
        years = set(re.findall(r"20\d\d", re.sub(r"(20)(\d\d)/(\d\d)", r"\1\2 \1\3", sentence)))
        month = next((MONTHS.index(word) + 1 for word in re.findall(r"\w+", sentence.lower()) if word in MONTHS), 0)
        indicator = address.partition("/")[0]

        def before(end: str) -> list[str]:
            """The year in which those left school whom a window is about. Called for windows named by it."""
            return [str(int(end[:4]) - 1)] if "afgangsår" in sentence else []

        ages = {
            self._count_months(end)
            for name, window, end in self._ends
            if indicator in ("", "*", name)
            and years <= {window[:4], end[:4], *before(end)}
            and (not month or month == int(end[5:7]))
            and (bool(month) or not years or _is_of_years(window))
        }
        return int(told[1]) not in ages

    def _count_months(self, end: str) -> int:
        """How many months lie between a window's last day and the half-year's. Called for each age that is told."""
        year, half = int(self._facts.half_year[:4]), int(self._facts.half_year[-1])
        return 12 * (year - int(end[:4])) + 6 * half - int(end[5:7])

    def _has_other_margin(self, sentence: str) -> bool:
        """Whether `Margen: 1 procentpoint` says a margin that no figure has. Called by `find_wrong`."""
        told = (Decimal(number.replace(",", ".")) for number in _MARGIN.findall(sentence))
        return any(margin not in self._margins for margin in told)

    def _has_other_version(self, sentence: str, address: str) -> bool:
        """Whether `Version 1 gælder fra …` names another version than the newest figures of its indicator are counted
        by. Called by `find_wrong`. Without an address it may be any indicator's."""
        told = _VERSION.findall(sentence)
        if not told:
            return False
        of_one = self._versions.get(address.partition("/")[0])
        known = of_one if of_one is not None else set().union(*self._versions.values())
        return any(number not in known for number in told)

    def _has_other_name(self, sentence: str) -> bool:
        """Whether a name stands in a sentence with another number in it: `Elevfravær, 1.-10. kl.`. Called by
        `find_wrong`."""
        if self._named is None:
            return False
        text = sentence.replace("\u00a0", " ").lower()
        if not any(part in text for part in self._parts):
            return False
        return any(name not in self._names for name in self._named.findall(text))

    def is_of_no_column(self, sentence: str, address: str) -> bool:
        """Whether a number alone, or with its interval, stands at a figure that has it in no column. Called by
        `find_wrong`, and for each number that stands alone."""
        told = _OF_ROW.fullmatch(sentence) if "*" not in address else None
        rows = self._facts.find(address) if told is not None else ()
        if told is None or len(rows) != 1:
            return False
        numbers = find_numbers(sentence)
        if "window" in rows[0] and (told[1] or told[3] is not None):
            return not any(_has_these(rows[0], columns, numbers) for columns in _WITH_INTERVALS)
        return not set(numbers) <= self._list_numbers(address, rows[0])

    def _list_numbers(self, address: str, row: Cells) -> set[Decimal]:
        """All numbers of a row, in any column. Called for the row of a number that stands alone; kept for each."""
        if address not in self._of_rows:
            self._of_rows[address] = list_per_cents(row).union(*map(find_numbers_in_csv_cell, row.values()))
        return self._of_rows[address]


def _has_these(row: Cells, columns: Iterable[str], numbers: list[Decimal]) -> bool:
    """Whether numbers are those of a row's columns, their signs aside, the first alone or all. Called for a change, or
    a value with its interval."""
    cells = [row.get(column, "") for column in columns][: len(numbers)]
    return all(cells) and [abs(Decimal(cell)) for cell in cells] == numbers


def _is_of_years(window: str) -> bool:
    """Whether a window is named by its years alone, as 2025 or 2024-25 and no day or month. Called for ages."""
    return re.fullmatch(r"20\d\d(?:-\d\d)?", window) is not None


def _has_letters(name: str) -> bool:
    """Whether a name is long enough for its numbers to be held. Called for each with a number."""
    return len(re.sub(r"[\W\d_]", "", name)) >= _FEWEST_LETTERS


def _compile_names(names: Iterable[str]) -> re.Pattern[str] | None:
    """The pattern of names with any numbers in the places of theirs; None where no name has a number. Called once for a
    package. names: in small letters."""
    masked = {r"\d+".join(map(re.escape, re.split(r"\d+", name))) for name in names}
    if not masked:
        return None
    return re.compile(r"(?<![\w.])(?:" + "|".join(sorted(masked, key=len, reverse=True)) + r")(?!\w)")
