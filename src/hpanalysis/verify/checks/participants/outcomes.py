"""udfald: udfald.csv and balance.csv are of the followed activities that aim at an outcome, and say nothing that their
own numbers, the plan and the program do not give.

Means and intervals rest on persons whom nobody publishes: they are held against each other, and the conclusion against
the interval.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from hpanalysis.published.figures import SHOWN, UNREADABLE
from hpanalysis.published.names import BALANCE_CSV, OUTCOMES_CSV
from hpanalysis.verify.checks.participants.reach import describe_columns, has_list
from hpanalysis.verify.declared.declarations import Declarations
from hpanalysis.verify.declared.followed import find_participants_k, read_followed
from hpanalysis.verify.declared.indicators import Indicator, find_months
from hpanalysis.verify.declared.outcomes import read_outcome_words
from hpanalysis.verify.declared.plan import read_day
from hpanalysis.verify.declared.source_code import UNKNOWN
from hpanalysis.verify.opening.outcomes import Broken, Outcome, State, conclude, format_count, make_printable, quote
from hpanalysis.verify.opening.package import Package
from hpanalysis.verify.remake.participants.balance import are_covariates, find_wrong_balance
from hpanalysis.verify.remake.participants.begin_months import find_wrong_months
from hpanalysis.verify.remake.participants.model import FollowedActivity
from hpanalysis.verify.remake.participants.outcomes import OutcomeRow, Words, find_wrong_cells

NAME = "udfald"
_FILES = (OUTCOMES_CSV, BALANCE_CSV)
_GRAPH = "hpanalysis.pipeline.publication.graph"
_MODEL = "hpanalysis.definitions.model"
_MONTHS, _PERIOD = "hpanalysis.measure.outcomes.months", "PERIOD"
_UNREAD = "Pakkens program eller plan er skrevet på en måde, som ikke læses her."
_NO_OUTCOMES = "Planen følger ingen deltagere med et tal, som aktiviteten skal ændre."
_NO_LIST = "Der er ingen liste over deltagere fra halvåret."
_NOT_YET = "Pakkens program opgør ikke, hvordan det gik deltagerne."


@dataclass(frozen=True)
class _Outcomes:
    """Both files of a package, and what they are held against. Made once for each package that is verified and has
    them."""

    package: Package
    declared: Declarations
    activities: Mapping[str, FollowedActivity]  # those with an outcome, in the plan's order
    rows: Sequence[Mapping[str, str]]
    balance: Sequence[Mapping[str, str]]
    words: Words
    k: int  # the fewest participants that are told of

    @cached_property
    def compared(self) -> set[str]:
        """The activities whose participants are held against others. Read for the rows of balance, and for the level
        that their comparisons share."""
        not_compared = ("", self.words.not_compared)
        return {
            row["activity_id"] for row in self.rows if row["status"] == SHOWN and row["concluded"] not in not_compared
        }

    def _make_row(self, cells: Mapping[str, str], indicator: Indicator) -> OutcomeRow | None:
        """A row with what it is read by; None where the indicator is declared in a form that is not read here. Called
        for each row."""
        decimals, direction, unit = indicator.fact("decimals"), indicator.member("direction"), indicator.member("unit")
        told = self.declared.source.read_members(_MODEL, "Unit").get(unit)
        if UNKNOWN in (decimals, direction) or not isinstance(told, tuple):
            return None
        return OutcomeRow(
            cells=cells,
            words=self.words,
            decimals=decimals,
            scale=told[1],
            higher_is_better=direction == "HIGHER_IS_BETTER",
            k=self.k,
            # What is compared and too few to be told of has its part of the level all the same.
            levels=(max(len(self.compared), 1), max(len(self.rows), 1)),
        )

    def find_wrong_activities(self) -> Iterator[str]:
        """A Danish sentence for each activity that is missing, too many, out of the plan's order, or told of with
        another outcome or half-year. Called once a package. A half-year that is published again may lack an activity
        that is followed only since."""
        found, wanted = [row["activity_id"] for row in self.rows], list(self.activities)
        again = sum(entry["half_year"] == self.package.half_year for entry in self.package.log) > 1
        for activity_id in sorted(set(found) ^ set(wanted)):
            if activity_id in found or not again:
                wrong = "mangler" if activity_id in wanted else "har ikke det i planen"
                yield f"{quote(OUTCOMES_CSV)}, {make_printable(activity_id)}: Aktiviteten {wrong}."
        known = [activity_id for activity_id in found if activity_id in wanted]
        if known != [activity_id for activity_id in wanted if activity_id in known]:
            yield f"{quote(OUTCOMES_CSV)}: Aktiviteterne står ikke i planens rækkefølge, hver én gang."

    def find_wrong_rows(self) -> Iterator[str]:
        """A Danish sentence for each row of udfald.csv with a cell that is not of its form, or does not follow. Called
        once a package."""
        for cells in self.rows:
            activity = self.activities.get(cells["activity_id"])
            if activity is None:
                continue  # told above
            told = {"half_year": self.package.half_year, "indicator_id": activity.outcome}
            wrong = [name for name, cell in told.items() if cells[name] != cell]
            indicator = self.declared.indicators.get(activity.outcome)
            row = None if indicator is None else self._make_row(cells, indicator)
            if row is not None and indicator is not None:
                wrong += find_wrong_cells(row)
                wrong += self._find_wrong_months(cells, indicator) if cells["first_month"] and not wrong else ()
            if wrong:
                place = make_printable(cells["activity_id"])
                columns = describe_columns(list(dict.fromkeys(wrong)))
                yield f"{quote(OUTCOMES_CSV)}, {place}: {columns} følger ikke."

    def _find_wrong_months(self, cells: Mapping[str, str], indicator: Indicator) -> Iterator[str]:
        """The columns of a row's months that the outcome's windows and the plan's first day do not give. Called for
        each row that tells of somebody. Nothing where plan or program do not tell."""
        begins, months = read_day(self.declared.plan.find_setting("start")), find_months(indicator)
        period = self.declared.source.read(_MONTHS, _PERIOD)
        if UNKNOWN in (begins, months) or not isinstance(period, int):
            return
        rows = [row for key, row in self.package.rows.items() if key[0] == indicator.key and ".." not in key[1]]
        yield from find_wrong_months(
            cells["first_month"],
            cells["last_month"],
            rows,
            self.package.half_year,
            begins,
            period,
            months.without,
        )

    def find_wrong_balance(self) -> Iterator[str]:
        """A Danish sentence for each row of balance.csv that cannot be, and for each comparison without its rows, or
        rows without a comparison. Called once a package."""
        order = [activity_id for activity_id in self.activities if activity_id in self.compared]
        if list(dict.fromkeys(row["activity_id"] for row in self.balance)) != order:
            yield f"{quote(BALANCE_CSV)}: Der er ikke rækker for netop de sammenligninger, der er udgivet."
        of: dict[str, list[str]] = {}
        for cells in self.balance:
            of.setdefault(cells["activity_id"], []).append(cells["covariate"])
            wrong = [] if cells["half_year"] == self.package.half_year else ["half_year"]
            wrong += find_wrong_balance(cells)
            if wrong:
                place = make_printable("/".join((cells["activity_id"], cells["covariate"])))
                yield f"{quote(BALANCE_CSV)}, {place}: {describe_columns(wrong)} følger ikke."
        for activity_id, names in of.items():
            if not are_covariates(names):
                place = make_printable(activity_id)
                yield f"{quote(BALANCE_CSV)}, {place}: Det, der er sammenlignet på, er ikke det, programmet bruger."


def _find_wrong_files(package: Package, why_none: str) -> Iterator[str]:
    """A Danish sentence for each of both files that is missing, or there without what it would tell of. Called once
    for each package that is verified. why_none: why there are none; "" where they must be there."""
    for file in _FILES:
        if why_none and file in package.published:
            yield f"{quote(file)} hører ikke til. {why_none}"
        elif not why_none and file not in package.published:
            yield f"{quote(file)} mangler, for halvåret har en liste over deltagere."


def _explain_none(package: Package, declared: Declarations, followed: Mapping[str, FollowedActivity]) -> str:
    """Why a package has none of the files, in Danish; "" where it must have them. Called once for each package. A
    program from before the files makes none."""
    if not followed:
        return _NO_OUTCOMES
    if not has_list(package):
        return _NO_LIST
    return "" if declared.source.tells(_GRAPH, "OUTCOMES_CSV") else _NOT_YET


def _read_tables(package: Package) -> list[list[dict[str, str]]]:
    """The rows of both files; `Broken` where one is not of its form. Called for each package that has them."""
    try:
        tables = [package.table(file) for file in _FILES]
        if any(None in row or None in row.values() for table in tables for row in table):
            raise ValueError
    except UNREADABLE:
        raise Broken(f"{quote(OUTCOMES_CSV)} eller {quote(BALANCE_CSV)} kan ikke læses.") from None
    return tables


def check(package: Package, declared: Declarations) -> Outcome:
    """The check `udfald`: whether what is published of how it went the participants is of the activities that the plan
    aims at an outcome with, and follows from itself. Called once for each package that is verified."""
    activities = read_followed(declared)
    if activities is None:
        return Outcome(NAME, State.NOT_CHECKED, _UNREAD)
    followed = {one.activity_id: one for one in activities if one.outcome}
    why_none = _explain_none(package, declared, followed)
    problems = list(_find_wrong_files(package, why_none))
    if problems or why_none:
        return conclude(NAME, problems, why_none)
    words, k = read_outcome_words(declared.source), find_participants_k(declared)
    if words is None or k is None:
        return Outcome(NAME, State.NOT_CHECKED, _UNREAD)
    rows, balance = _read_tables(package)
    found = _Outcomes(package, declared, followed, rows, balance, words, k)
    problems = [*found.find_wrong_activities(), *found.find_wrong_rows(), *found.find_wrong_balance()]
    told = format_count(len(rows), "aktivitets udfald", "aktiviteters udfald")
    compared = format_count(len(found.compared), "sammenligning", "sammenligninger")
    return conclude(NAME, problems, f"{told} og {compared} siger det, som deres egne tal giver.")
