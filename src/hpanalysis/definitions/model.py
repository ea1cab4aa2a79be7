"""The words a definition is written in: sources and their columns, counts, indicators.

Definitions are plain data. A condition is a Narwhals expression, which combines with `&`, prints readably
and runs unchanged on DuckDB, Polars, pandas and Spark.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from hpanalysis.definitions.versions import Version
from hpanalysis.definitions.windows import Window

if TYPE_CHECKING:
    import narwhals as nw

# The columns of a frame that are read out of the CPR number, for breakdowns.
SEX = "koen"  # WOMAN or MAN [string]
BIRTH_YEAR = "foedselsaar"  # a year, without day and month [int64]
WOMAN, MAN = "kvinde", "mand"
# In a count by person: how many of a person's rows meet a condition (`Count.counted_rows`).
ROWS = "raekker"


class Type(Enum):
    """What the cells of an extract's column are read as when it is loaded. The frame's dtype stands in brackets."""

    TEXT = "text"  # [string]
    CODE = "code"  # text out of a closed set, mapped to a code by `Column.codes` [string]
    INTEGER = "integer"  # [int64]
    DECIMAL = "decimal"  # decimal comma; kept as decimal, never as float [decimal(18, 4)]
    DATE = "date"  # dd-mm-åååå, ISO or d. månedsnavn åååå [date]
    MONTH = "month"  # åååå-mm, mm-åååå or månedsnavn åååå; the first day of the month [date]
    YEAR = "year"  # åååå; 1 January [date]


class Personal(Enum):
    """Columns of an extract about a person, which stop at load: nothing after it can see them."""

    CPR = "cpr"  # becomes the column `person`, a keyed pseudonym
    NAME = "name"  # dropped
    ADDRESS = "address"  # becomes the column `area_id`
    POSTCODE = "postcode"  # dropped


@dataclass(frozen=True)
class Column:
    """A column of an extract, as suppliers deliver it and as the frame has it. Declared by the file of its source, and
    read when an extract is loaded, checked or explained."""

    name: str  # the canonical name in the frame
    headings: tuple[str, ...]  # every heading it may bear in a delivery, the usual one first
    type: Type
    expected: str  # Danish: what belongs in a cell, for error messages
    required: bool = True  # an empty cell is an error
    personal: Personal | None = None  # None for what is no person's
    codes: dict[str, str] = field(default_factory=dict)  # for `Type.CODE`: the text delivered -> the code in the frame
    thousands_point: bool = False  # a number may be written `1.204`
    counted: bool = False  # decimals are allowed, but it is mostly a count: `50,935` may be 50.935, and is refused
    filled_down: bool = False  # a cell that is merged over several rows of a sheet holds for each of them
    tells_cases_apart: bool = False  # a case's number, of which `u-00092` and `U 92` are one spelling

    def __hash__(self) -> int:
        """By its name, for sets and dicts: its codes are a dict, which has no hash."""
        return hash(self.name)


class Place(Enum):
    """How a row of a source is put in an area when its extract is loaded."""

    ADDRESS = "address"  # street and house number, by params/plan/addresses.csv
    DEPARTMENT = "department"  # organisation, department and block, by params/plan/departments.csv
    AREA = "area"  # the table is delivered by area name
    NOWHERE = "nowhere"  # it is in none: where its person lives stands in the registers' extracts


@dataclass(frozen=True)
class Source:
    """An extract: which file, which columns, who delivers it.

    What its frame has besides its columns depends on how its rows are put in an area. `Place.ADDRESS`: `person` and
    `area_id` (null outside the areas). `Place.DEPARTMENT`: `area_id`. `Place.AREA`: `indicator_id`, `period`,
    `area_id`, `numerator`, `denominator`, `spread`, for such a table comes as figures and not as rows of persons.
    `Place.NOWHERE`: `person` alone. Declared by a file in definitions/sources, and read wherever the extract is asked
    for, loaded, checked or shown."""

    name: str
    label: str  # Danish
    file: str  # glob of the file names in a half-year's folder, such as `udsaettelser*.csv`
    place: Place
    columns: tuple[Column, ...]
    period: str  # the column of days that windows select rows on
    grain: str  # Danish: what a row is
    delivered_by: str
    contact: str  # an office, never a person
    by_month: bool = False  # a window needs a row in each of its months ...
    months_without_rows: tuple[int, ...] = ()  # ... but for these
    everyone_aged: tuple[int, int] | None = None  # it holds all residents from the first to the last of these ages
    # How its figures may be broken down: what girls and boys (women and men) are called, None where it is not told by
    # sex; and the first age of each age band but the youngest, which fit its persons. Its frame keeps no more of a CPR
    # number than these need (`breakdown_columns`).
    sexes: tuple[str, str] | None = None
    ages_from: tuple[int, ...] = ()
    # No indicator is computed from a residence history. It tells where the persons of the other sources lived, so it is
    # loaded before them if it was delivered.
    residence_history: bool = False

    def __hash__(self) -> int:
        """By its key, for sets and dicts: its columns may hold dicts, which have no hash."""
        return hash(self.name)

    @property
    def has_persons(self) -> bool:
        """Whether its rows are about persons, with a CPR number each; False for cases, dwellings and ready figures.
        Read where extracts are checked and measured, since only such rows can be counted once a person, and where it is
        decided whether an extract's digest may be published as it is."""
        return any(column.personal is Personal.CPR for column in self.columns)

    @property
    def breakdown_columns(self) -> tuple[str, ...]:
        """The columns that its frame has for breakdowns: `koen` and `foedselsaar`, as far as its figures are told by
        sex and by age; none for a source without persons. Read when an extract is loaded, because nothing after that
        sees a CPR number, and when persons are put in groups."""
        if not self.has_persons:
            return ()
        return (*((SEX,) if self.sexes else ()), *((BIRTH_YEAR,) if self.ages_from else ()))

    @property
    def follows_persons(self) -> bool:
        """Whether the source's rows are put in the area where their persons lived on the row's date, if a residence
        history was delivered. True for extracts of persons by address but the residence history itself. Read when an
        extract is loaded, and when the manifest and the definition pages tell whether a residence history placed its
        persons."""
        return self.has_persons and self.place is Place.ADDRESS and not self.residence_history

    @property
    def lists_participants(self) -> bool:
        """Whether it is the list of those who take part in the plan's activities, whose rows are courses and in no
        area. No indicator is counted from it: it is owed as soon as the plan follows an activity, each time whole, and
        grows. Read where extracts are owed, loaded and held against those before."""
        return self.place is Place.NOWHERE

    @property
    def suffix(self) -> str:
        """The ending of its files, such as `.csv`. Read by `usual_file`."""
        return "." + self.file.rsplit(".", 1)[1]

    @property
    def usual_file(self) -> str:
        """The name its file usually has, such as `udsaettelser.csv`; shown in messages and in LÆSMIG.txt, and given to
        the synthetic files."""
        return self.name + self.suffix

    def takes_file(self, name: str) -> bool:
        """Whether a file of this name is one of the source's extracts; case does not count. Called for each file in a
        half-year's folder, to find the extracts, and to refuse a table that has the source's name and another
        ending."""
        return fnmatchcase(name.casefold(), self.file.casefold())

    def column(self, name: str) -> Column:
        """The column with that canonical name; StopIteration where the source has none. Called where a column's type or
        codes are needed, as when a residence history is read."""
        return next(column for column in self.columns if column.name == name)


@dataclass(frozen=True)
class Count:
    """Rows of a source that meet a condition, or the sum of an integer column over them. A person who moved within the
    window belongs to the area of their last month in it, so that nobody counts twice. A numerator or denominator of an
    indicator, counted by `measure`."""

    source: Source
    label: str  # Danish: what is counted, plural
    where: nw.Expr | None = None  # which rows count; None for all
    column: str | None = None  # what is summed; None to count rows
    date: str | None = None  # the column of days the window selects rows on, if not the source's
    rows: nw.Expr | None = None  # with per_person: which of the window's rows are summed
    # Integer columns that are first summed to one row a person: `where` is then held against the sums, and persons are
    # counted. So "absent for more than 10 %" sums a pupil's days over the school year before it compares them.
    # (ROWS,) sums nothing, but counts the person's rows that meet `counted_rows`, such as months on a benefit.
    per_person: tuple[str, ...] = ()
    counted_rows: nw.Expr | None = None

    @property
    def period(self) -> str:
        """The column of days by which a window selects rows: its own `date`, else the source's. Read when rows are
        selected for a window (`measure`), and where it is asked whether months add up or two indicators have one
        denominator."""
        return self.date or self.source.period


@dataclass(frozen=True)
class Given:
    """A number that the source delivers ready made, by area: the column `numerator` or `denominator`. A numerator or
    denominator of an indicator, read by `measure.delivered_counts`.

    areas_add_up: whether the delivered total is the sum of the plan's areas, so that a hidden area could be worked out
    from it. False where a total may cover other areas than those delivered, or not all of them.
    """

    source: Source
    label: str
    areas_add_up: bool = False


class Direction(Enum):
    """Which way is the good one for an indicator; declared by its file, turned into a sign once."""

    HIGHER_IS_BETTER = 1
    LOWER_IS_BETTER = -1

    @property
    def sign(self) -> int:
        """+1 where higher is better, else -1: what a difference is multiplied by so that positive is better. Read when
        a difference, a change or a distance to a target is judged, for the words and charts of the reports, and when
        the demo draws how its synthetic figures change."""
        return self.value


class Unit(Enum):
    """What an indicator's value is read in. `scale` times numerator over denominator; a count has no denominator."""

    PERCENT = ("pct.", 100)
    PER_THOUSAND = ("pr. 1.000", 1000)
    MEAN = ("gennemsnit", 1)
    COUNT = ("antal", 1)

    @property
    def text(self) -> str:
        """The unit's Danish name (`pct.`). Read when the published figures and the series by month are made."""
        return self.value[0]

    @property
    def scale(self) -> int:
        """What numerator over denominator is multiplied by: 100 for per cent, 1,000 per thousand, else 1. Read wherever
        a value is computed from counts, or counts from a value."""
        return self.value[1]


class Measure(Enum):
    """What kind of quantity a figure is, which decides how its uncertainty is computed; the value is read."""

    SHARE = "en andel af personer"  # each person of the denominator is in the numerator or is not: binomial
    CLUSTERED_SHARE = "en andel af personers tid"  # person-months or days: the person, not the day, is the unit
    RATE = "hændelser pr. enhed"  # events that may befall a unit more than once: Poisson
    COUNT = "et antal hændelser"  # events without a denominator: Poisson
    MEAN = "et gennemsnit"  # with the spread delivered


class Coverage(Enum):
    """Whom the municipality's figure covers; part of the definition, printed beside the figure (Danish)."""

    ALL_RESIDENTS = "alle kommunens borgere i målgruppen"
    RANDERSBOLIG_TENANTS = "alle RandersBoligs lejere i kommunen"
    ALL_ORGANISATIONS_TENANTS = "alle RandersBoligs og Lejerbos lejere i kommunen"
    SOCIAL_FAMILY_DWELLINGS = "kommunens almene familieboliger"
    COUNTRY = "hele landet"


@dataclass(frozen=True)
class Sentences:
    """The Danish in which reports speak of an indicator; the slots in braces are explained in docs/glossary.md."""

    noun_phrase: str  # definite singular, no comma
    level: str  # a natural sentence with {V} (or {v}, {å}), {x} and {o}; {n} is the value without its unit
    caveat: str | None = None  # the fixed caveat after "Forbehold:"
    count_one: str | None = None  # the unit of a count
    count_many: str | None = None
    short_one: str | None = None  # the same where the sentence has named it already (`22 sager`)
    short_many: str | None = None
    per: str | None = None  # what a figure per 1,000 is per (`boliger`)
    cohort_years_before: int | None = None  # for school leavers: how many years before the status the cohort {å} left


@dataclass(frozen=True)
class Indicator:
    """An indicator, with all that is printed about it. Its key is the name of its file. Relations to other indicators
    are declared by their keys; all related indicators have the same denominator. Declared by a file in
    definitions/indicators, and read by all that measures, protects, judges and shows it."""

    label: str  # at most 24 characters
    title: str
    why: str  # one Danish sentence
    numerator: Count | Given
    denominator: Count | Given | None  # None for a count
    window: Window
    unit: Unit
    measure: Measure
    decimals: int
    direction: Direction  # no default, because a default is a wrong arrow waiting
    municipality: Coverage
    sentences: Sentences
    versions: tuple[Version, ...] = (Version(1, date(2020, 1, 1), "Første version."),)
    # The name of a classification: all indicators that bear it are together, without overlap, the whole denominator.
    category_of: str = ""
    sum_of: tuple[str, ...] = ()  # their numerators are together, without overlap, this one's
    part_of: tuple[str, ...] = ()  # their numerators contain this one's
    overlap_of: tuple[str, ...] = ()  # whoever is counted here is counted by both of these, and whoever is by both is
    comparable: bool = True  # may be held against the municipality's figure (no count; not what covers others)
    change_judged: bool = True  # may be called better or worse (not where missing departments decide the figure)
    # Where this counts those who come, the indicator of those who go: the difference is told in words.
    net_against: str = ""
    told_only: bool = False  # neither compared nor called better or worse, because it is no good or bad thing by itself
    criterion: str = ""  # the id of the state's criterion (params/law) that this is the measure of; empty for none

    def __hash__(self) -> int:
        """By its label, for sets and dicts: its parts hold expressions, which have no hash."""
        return hash(self.label)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources that numerator and denominator are computed from, each once. Read wherever it is asked which
        extracts an indicator's figures are counted from, and where reports name its source."""
        parts = (self.numerator, self.denominator)
        return tuple(dict.fromkeys(part.source for part in parts if part is not None))

    @property
    def is_sum_of_months(self) -> bool:
        """Whether its windows are sums of months of one monthly source of persons; then it is charted by month.

        False for an indicator without a denominator, or delivered ready made, and where persons are counted over a
        whole window (`per_person`), such as those absent over a tenth of a year, because the months' numbers do not add
        up to the year's. Read when months are measured, when it is chosen what to hide (overlapping windows are related
        by the months they share), and for definitioner.json.
        """
        parts = [part for part in (self.numerator, self.denominator) if isinstance(part, Count) and not part.per_person]
        if len(parts) < 2 or len(self.sources) != 1:
            return False
        (source,) = self.sources
        return source.by_month and source.has_persons and all(part.period == source.period for part in parts)

    def version_at(self, day: date) -> Version:
        """The version of the definition that is in force for a window that ends on `day`. Called when the window is
        measured, and where a page tells by which definition, or since when. ValueError for a day before the first
        version."""
        return max((v for v in self.versions if v.since <= day), key=lambda v: (v.since, v.number))

    @property
    def bridge(self) -> Version | None:
        """The version by whose rule earlier windows are counted again, None where no version says how; the definitions
        are refused if there are two. Read by `bridges`, and where figures counted again are measured and named."""
        return next((version for version in self.versions if version.recount is not None), None)

    def broken_between(self, earlier: date, later: date) -> Version | None:
        """The latest breaking version that came into force after `earlier` and on or before `later`, or None. Called
        with the last days of two windows: only with None may they be compared, linked, pooled or drawn as one line."""
        breaking = [v for v in self.versions if v.breaks and earlier < v.since <= later]
        return max(breaking, key=lambda v: v.since, default=None)


@dataclass(frozen=True, kw_only=True)
class TargetGroup:
    """Whom an activity is for, as far as an extract knows them: the persons that its reach is counted of. Its key is
    the name of its file in definitions/target_groups; activities.csv names it in the column target_group. Read by
    `measure.reach`, and wherever it is told of whom a reach is."""

    label: str  # Danish, plural, as it stands within a sentence: `elever med over 10 pct. fravær`
    members: Count  # whoever adds to it is in the group
    window: Window  # in which of its windows a half-year finds the members: the one that its report shows
    # The indicator whose numerator the members are; its figure then tells the group's size, and protects it. Empty
    # where no indicator counts them.
    same_as: str = ""
    # Whether the ages of the activity (age_from, age_to in activities.csv) choose among the members, by their column
    # `alder` in the window's last row.
    by_age: bool = False
    # The part of the members who are worst placed, of the same rows, and what they are called (Danish, plural); None
    # where the extract cannot tell.
    hardest: Count | None = None
    hardest_label: str = ""

    def __hash__(self) -> int:
        """By its label, for sets and dicts: its parts hold expressions, which have no hash."""
        return hash(self.label)

    @property
    def source(self) -> Source:
        """The extract that its members are found in. Read when reach is measured, and where a page names its
        source."""
        return self.members.source
