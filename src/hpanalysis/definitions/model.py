"""The words a definition is written in: sources and their columns, counts, indicators.

Definitions are plain data. A condition is a Narwhals expression, which combines with `&`, prints readably
and runs unchanged on DuckDB, Polars, pandas and Spark.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

import narwhals as nw

from hpanalysis.definitions.windows import Window


class Type(Enum):
    """What a column's cells are read as. `Frame dtype` in brackets."""

    TEXT = "text"  # [string]
    CODE = "code"  # text out of a closed set, mapped to a code by `Column.codes` [string]
    INTEGER = "integer"  # [int64]
    DECIMAL = "decimal"  # decimal comma; kept as decimal, never as float [decimal(18, 4)]
    DATE = "date"  # dd-mm-åååå, ISO or d. månedsnavn åååå [date]
    MONTH = "month"  # åååå-mm, mm-åååå or månedsnavn åååå; the first day of the month [date]
    YEAR = "year"  # åååå; 1 January [date]


class Personal(Enum):
    """Columns about a person that stop at load: what nothing after it can see."""

    CPR = "cpr"  # becomes the column `person`, a keyed pseudonym
    NAME = "name"  # dropped
    ADDRESS = "address"  # becomes the column `area_id`
    POSTCODE = "postcode"  # dropped


@dataclass(frozen=True)
class Column:
    """A column of an extract.

    name: the canonical name in the frame. headings: every heading it may bear in a delivery, the usual first.
    expected: Danish, what belongs in a cell, for error messages. required: an empty cell is an error.
    codes: for `Type.CODE`, the text delivered -> the code in the frame. thousands_point: a number may be written
    `1.204`. filled_down: a cell merged over several rows of a sheet holds for each of them.
    """

    name: str
    headings: tuple[str, ...]
    type: Type
    expected: str
    required: bool = True
    personal: Personal | None = None
    codes: dict[str, str] = field(default_factory=dict)
    thousands_point: bool = False
    filled_down: bool = False

    def __hash__(self) -> int:
        return hash(self.name)


class Place(Enum):
    """How a row of a source is put in an area."""

    ADDRESS = "address"  # street and house number, by params/plan/addresses.csv
    DEPARTMENT = "department"  # organisation, department and block, by params/plan/departments.csv
    AREA = "area"  # the table is delivered by area name


@dataclass(frozen=True)
class Source:
    """An extract: which file, which columns, who delivers it.

    file: glob of the file names in a half-year's folder, such as `udsaettelser*.csv`; the usual name is `name` +
    suffix. period: the frame column that windows select rows on (a date). by_month: the window needs a row in each
    of its months, but for `months_without_rows`. The frame of a source with `Place.ADDRESS` has `person` and
    `area_id` (null outside the areas); with `Place.DEPARTMENT` it has `area_id`; a table by area (`Place.AREA`)
    has `indicator_id`, `period`, `area_id`, `numerator`, `denominator`, `spread`.

    everyone_aged: it holds all residents from the first to the last of these ages. residence_history: no indicator is
    computed from it; it tells where the persons of the other sources lived, and is loaded before them if it is there.
    """

    name: str
    label: str
    file: str
    place: Place
    columns: tuple[Column, ...]
    period: str
    grain: str
    delivered_by: str
    contact: str
    by_month: bool = False
    months_without_rows: tuple[int, ...] = ()
    everyone_aged: tuple[int, int] | None = None
    residence_history: bool = False

    def __hash__(self) -> int:
        return hash(self.name)

    @property
    def has_persons(self) -> bool:
        return any(column.personal is Personal.CPR for column in self.columns)

    @property
    def follows_persons(self) -> bool:
        """Whether its rows belong where their persons lived, if a residence history tells."""
        return self.has_persons and self.place is Place.ADDRESS and not self.residence_history

    @property
    def suffix(self) -> str:
        return "." + self.file.rsplit(".", 1)[1]

    @property
    def usual_file(self) -> str:
        return self.name + self.suffix

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


@dataclass(frozen=True)
class Count:
    """Rows of a source that meet a condition, or the sum of an integer column over them.

    label: Danish, what is counted, plural. date: the frame column the window selects rows on, if not the source's.

    per_person: integer columns that are first summed to one row a person; `where` is then held against the
    sums, and what is counted is persons. rows: which of the window's rows are summed (without per_person, use
    `where`). A person who moved within the window belongs to the area of their last month in it.
    """

    source: Source
    label: str
    where: nw.Expr | None = None
    column: str | None = None
    date: str | None = None
    rows: nw.Expr | None = None
    per_person: tuple[str, ...] = ()

    @property
    def period(self) -> str:
        return self.date or self.source.period


@dataclass(frozen=True)
class Given:
    """A number that the source delivers ready made, by area: the column `numerator` or `denominator`."""

    source: Source
    label: str


class Direction(Enum):
    """Which way is the good one; declared, turned into a sign once."""

    HIGHER_IS_BETTER = 1
    LOWER_IS_BETTER = -1

    @property
    def sign(self) -> int:
        return self.value


class Unit(Enum):
    """What a value is read in. `scale` times numerator over denominator; a count has no denominator."""

    PERCENT = ("pct.", 100)
    PER_THOUSAND = ("pr. 1.000", 1000)
    MEAN = ("gennemsnit", 1)
    COUNT = ("antal", 1)

    @property
    def text(self) -> str:
        return self.value[0]

    @property
    def scale(self) -> int:
        return self.value[1]


class Measure(Enum):
    """What kind of quantity a figure is, which decides how its uncertainty is computed; the value is read."""

    SHARE = "andel af personer"  # each person of the denominator is in the numerator or is not: binomial
    CLUSTERED_SHARE = "andel af personers tid"  # person-months or days: the person, not the day, is the unit
    RATE = "hændelser pr. enhed"  # events that may befall a unit more than once: Poisson
    COUNT = "antal hændelser"  # events without a denominator: Poisson
    MEAN = "gennemsnit"  # with the spread delivered


class Coverage(Enum):
    """Whom the municipality's figure covers; part of the definition, printed beside the figure (Danish)."""

    ALL_RESIDENTS = "alle kommunens borgere i målgruppen"
    RANDERSBOLIG_TENANTS = "alle RandersBoligs lejere i kommunen"
    ALL_ORGANISATIONS_TENANTS = "alle RandersBoligs og Lejerbos lejere i kommunen"
    SOCIAL_FAMILY_DWELLINGS = "kommunens almene familieboliger"
    COUNTRY = "hele landet"


@dataclass(frozen=True)
class Version:
    """A version of a definition, in force for spans that end on or after `since`.

    breaks: figures of this version cannot be compared with those before it ("databrud"). why: a Danish sentence.
    """

    number: int
    since: date
    why: str
    breaks: bool = False


@dataclass(frozen=True)
class Sentences:
    """The Danish an indicator is spoken of in; slots as in docs/glossary.md.

    noun_phrase: definite singular, no comma. level: a natural sentence with {V} (or {v}, {å}), {x} and {o}; {n} is the
    value without its unit. count_one, count_many: the unit of a count; short_one, short_many: the same where the
    sentence has named it already (`22 sager`). per: what a figure per 1,000 is per (`boliger`).
    caveat: the fixed caveat after "Forbehold:", or None.
    cohort_years_before: for school leavers, how many years before the status the cohort {å} left.
    """

    noun_phrase: str
    level: str
    caveat: str | None = None
    count_one: str | None = None
    count_many: str | None = None
    short_one: str | None = None
    short_many: str | None = None
    per: str | None = None
    cohort_years_before: int | None = None


@dataclass(frozen=True)
class Indicator:
    """An indicator, all that is printed about it included. Its key is the name of its file.

    label: at most 24 characters. why: one Danish sentence. direction has no default: a default is a wrong arrow
    waiting. target and adoption are the plan's, in params/plan/.

    Relations to other indicators, by their keys; each over the same denominator. category_of: the name of a
    classification: all indicators that bear it are together, without overlap, the whole denominator. sum_of: their
    numerators are together, without overlap, this one's. part_of: their numerators contain this one's.

    comparable: whether an area may be held against the municipality's figure (not counts; not what covers others).
    change_judged: whether a change may be called better or worse (not where missing departments decide the figure).
    """

    label: str
    title: str
    why: str
    numerator: Count | Given
    denominator: Count | Given | None
    window: Window
    unit: Unit
    measure: Measure
    decimals: int
    direction: Direction
    municipality: Coverage
    sentences: Sentences
    versions: tuple[Version, ...] = (Version(1, date(2020, 1, 1), "Første version."),)
    category_of: str = ""
    sum_of: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    comparable: bool = True
    change_judged: bool = True

    def __hash__(self) -> int:
        return hash(self.label)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources the indicator is computed from, each once."""
        parts = (self.numerator, self.denominator)
        return tuple(dict.fromkeys(part.source for part in parts if part is not None))

    def version_at(self, day: date) -> Version:
        """The version in force for a span that ends on `day`."""
        return max((v for v in self.versions if v.since <= day), key=lambda v: v.since)

    def broken_between(self, earlier: date, later: date) -> Version | None:
        """The latest breaking version that came into force after `earlier` and on or before `later`, or None."""
        broken = [v for v in self.versions if v.breaks and earlier < v.since <= later]
        return max(broken, key=lambda v: v.since, default=None)
