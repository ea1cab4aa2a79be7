"""The law as an object: its versions by date, and for each kind of area what makes an area one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hpanalysis.errors import Stop
from hpanalysis.law.criteria import AreaType, Base, Comparison, CriterionId, Subject, Unit


@dataclass(frozen=True)
class Criterion:
    """One criterion of one kind of area in one version: a row of criteria.csv."""

    id: CriterionId
    comparison: Comparison
    limit: Fraction  # exact: 2.7 is 27/10
    unit: Unit
    base: Base
    years: int  # of how many of the latest years the mean is taken; 1 where the newest figure counts
    population: str  # Danish: of whom
    paragraph: str  # Danish: `§ 61 a, stk. 1, nr. 1`
    note: str  # Danish; what could not be made sure of, or empty

    def is_met_by(self, value: Fraction) -> bool:
        """Whether a figure meets the criterion. Called for each figure that is known, and by the distances. value: in
        the criterion's own unit, the mean already taken. The limit itself meets »mindst«, and neither »over« nor
        »under«."""
        if self.comparison is Comparison.OVER:
            return value > self.limit
        if self.comparison is Comparison.AT_LEAST:
            return value >= self.limit
        return value < self.limit


@dataclass(frozen=True)
class AreaRule:
    """What makes an area one of a kind: enough of the counted criteria, every required one, enough residents, another
    kind that it must be too, and how many years in a row. What a kind does not ask for is empty, 0 or None."""

    area_type: AreaType
    counted: tuple[Criterion, ...]  # of these `needed` must be met
    needed: int
    required: tuple[Criterion, ...]  # every one of these must be met
    least_residents: int
    also: AreaType | None  # the kind that it must be too
    years_in_a_row: int  # for how many years, this one included, it must have been `in_a_row_of`; 0 where none
    in_a_row_of: AreaType | None
    paragraph: str  # Danish: where the law says so

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria with a figure, the counted first. Read by whoever shows or measures them."""
        return self.counted + self.required


@dataclass(frozen=True)
class Version:
    """The rules from one day until another."""

    id: str
    valid_from: date
    valid_until: date | None  # the last day; None for the version in force
    law: str  # Danish: `LBK nr. 1171 af 11. november 2024`
    law_date: date | None  # None where no source was seen that tells it
    rules: Mapping[AreaType, AreaRule]  # only the kinds that the version knows

    def list_criteria(self, criterion_id: CriterionId) -> tuple[Criterion, ...]:
        """The version's criteria on one measure, for each kind of area that has one. Called where a chart draws the
        limits of a measure. Empty where the version does not know the measure."""
        return tuple(c for rule in self.rules.values() for c in rule.criteria if c.id is criterion_id)


@dataclass(frozen=True, kw_only=True)
class Consequence:
    """What it means in law to be a kind of area, on one subject: a row of consequences.csv."""

    area_type: AreaType
    from_version: str  # the id of the first version that it holds for, until a later one tells the same otherwise
    subject: Subject
    sentence: str  # Danish, ours
    paragraph: str  # Danish: `almenboligloven § 51 c`
    note: str  # Danish: what was seen in a source, and what was not


@dataclass(frozen=True)
class Law:
    """All versions, the oldest first, without a gap or an overlap; and what follows from being a kind of area."""

    versions: tuple[Version, ...]
    consequences: tuple[Consequence, ...] = ()

    def find_consequence(self, area_type: AreaType, subject: Subject, version_id: str) -> Consequence | None:
        """What a kind of area means in law on a subject in a version: the newest that is told from then or before.
        Called for each cell of the page's table. None where nothing is told, and for a version that is not known."""
        order = [version.id for version in self.versions]
        if version_id not in order:
            return None
        until = order.index(version_id)
        told = [one for one in self.consequences if (one.area_type, one.subject) == (area_type, subject)]
        held = [one for one in told if order.index(one.from_version) <= until]
        return max(held, key=lambda one: order.index(one.from_version), default=None)

    def version_on(self, day: date) -> Version:
        """The version in force on a day. Called with the day of a list, 1 December of its year. `Stop` where the day
        lies before the first version."""
        for version in reversed(self.versions):
            if version.valid_from <= day and (version.valid_until is None or day <= version.valid_until):
                return version
        raise Stop(
            "Der er ingen regler for dagen.",
            place="params/law/criteria.csv",
            expected=f"en dag fra {self.versions[0].valid_from}.",
            do="Ret året, eller tilføj reglerne.",
        )


def list_day(list_year: int) -> date:
    """The day of a year's list: 1 December. Called to find the version of a list. The lists before 2014 came out on
    other days of the autumn; the version is the same."""
    return date(list_year, 12, 1)
