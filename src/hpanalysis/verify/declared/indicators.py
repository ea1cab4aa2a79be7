"""The indicators as the package's own program declares them: measure, relations, versions, windows, words.

Each fact is `UNKNOWN` where the program declares it in another way than is read here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hpanalysis.verify.declared.source_code import UNKNOWN, Call, Member, SourceCode

_FOLDER = "hpanalysis.definitions.indicators"
_MODEL = "hpanalysis.definitions.model"
_NAME = "INDICATOR"


@dataclass(frozen=True)
class Version:
    """A version of a definition. Made for each that the program declares; held against the page's table of versions,
    and against the breaks and series of definitioner.json."""

    number: int
    since: date
    why: str
    breaks: bool
    counts_again: bool
    what_would_bridge: str


@dataclass(frozen=True)
class Indicator:
    """A declared indicator. Made for each file in the program's folder of indicators."""

    key: str
    call: Call  # of `Indicator(...)`
    defaults: Mapping[str, Any]  # what it means where it says nothing, by the class that it is a call of

    def fact(self, name: str) -> Any:
        """What the declaration says by this name, else what it means where it says nothing; `UNKNOWN` where neither is
        known. Called for each fact that is published."""
        return self.call.get(name, default=self.defaults.get(name, UNKNOWN))

    def member(self, name: str) -> Any:
        """The name of the member that the declaration gives, such as SHARE; `UNKNOWN` if it gives none. Called for
        measure, direction, unit and coverage."""
        found = self.fact(name)
        return found.name if isinstance(found, Member) else UNKNOWN

    def part(self, name: str) -> Any:
        """The numerator or denominator as a call; None for a count, which has no denominator; `UNKNOWN` otherwise.
        Called where it is asked what is counted."""
        found = self.fact(name)
        return found if found is None or isinstance(found, Call) else UNKNOWN

    @property
    def versions(self) -> Any:
        """The versions in the order of the declaration; `UNKNOWN` if they cannot be read. Read for breaks, series and
        the page's table."""
        found = self.fact("versions")
        if not isinstance(found, tuple):
            return UNKNOWN
        read = [_read_version(each) for each in found]
        return UNKNOWN if UNKNOWN in read else tuple(read)

    @property
    def bridge(self) -> Version | None:
        """The version by whose rule earlier windows are counted again; None without one. Read where series are
        named."""
        versions = self.versions
        return None if versions is UNKNOWN else next((each for each in versions if each.counts_again), None)


def _read_version(call: Any) -> Any:
    """A version as it is declared; `UNKNOWN` where a part of it cannot be read. Called for each."""
    if not isinstance(call, Call):
        return UNKNOWN
    version = Version(
        number=call.get("number", 0, UNKNOWN),
        since=call.get("since", 1, UNKNOWN),
        why=call.get("why", 2, UNKNOWN),
        breaks=call.get("breaks", 3, False),
        counts_again=call.get("recount", 4) is not None,
        what_would_bridge=call.get("what_would_bridge", 5, ""),
    )
    types = {"number": int, "since": date, "why": str, "breaks": bool, "what_would_bridge": str}
    return version if all(type(getattr(version, name)) is kind for name, kind in types.items()) else UNKNOWN


def read_indicators(source: SourceCode) -> dict[str, Indicator]:
    """The indicators that the package's program declares, by key in alphabetical order; empty where it has no folder of
    them, as an older program may not. Called once for each package that is verified."""
    calls = {key: source.read(f"{_FOLDER}.{key}", _NAME) for key in source.list_modules(_FOLDER)}
    defaults = source.read_members(_MODEL, "Indicator")
    return {key: Indicator(key, call, defaults) for key, call in calls.items() if isinstance(call, Call)}


def read_words(source: SourceCode, name: str) -> dict[str, Any]:
    """The words that an enumeration of the definitions stands for, member -> Danish words. Called for the measures and
    for whom the municipality's figure covers. name: of the class."""
    return {member: value for member, value in source.read_members(_MODEL, name).items() if isinstance(value, str)}


def is_counted(part: Any) -> bool:
    """Whether a numerator or denominator is counted in rows, and not delivered ready made. Called where areas add up,
    and where months do."""
    return isinstance(part, Call) and part.name == "Count"


def find_source(part: Call) -> Any:
    """The source that a numerator or denominator is counted from, as a call; `UNKNOWN` if it cannot be read. Called
    where an indicator's months are asked for."""
    found = part.get("source", 0, UNKNOWN)
    return found if isinstance(found, Call) else UNKNOWN


def list_sources(indicator: Indicator) -> Any:
    """The names of the sources that an indicator is counted from, each once, the numerator's first; `UNKNOWN` where a
    part of it cannot be read. Called for the systems that the plan names."""
    parts = [part for part in (indicator.part("numerator"), indicator.part("denominator")) if part is not None]
    sources = [find_source(part) if isinstance(part, Call) else UNKNOWN for part in parts]
    names = [source.get("name") if isinstance(source, Call) else UNKNOWN for source in sources]
    return tuple(dict.fromkeys(names)) if all(isinstance(name, str) for name in names) else UNKNOWN


def _has_persons(source: Call) -> Any:
    """Whether a source's rows have a CPR number each; `UNKNOWN` where its columns cannot be read. Called for each
    source whose months are asked for."""
    columns = source.get("columns")
    if not isinstance(columns, tuple) or not all(isinstance(column, Call) for column in columns):
        return UNKNOWN
    kinds = [column.get("personal") for column in columns]
    return any(isinstance(kind, Member) and kind.name == "CPR" for kind in kinds)


@dataclass(frozen=True)
class Months:
    """Whether an indicator's windows are sums of months, and which calendar months (1 to 12) have no rows. Made by
    `find_months`; read for the blocks of its windows."""

    by_month: bool
    without: tuple[int, ...] = ()


def find_months(indicator: Indicator) -> Any:
    """Whether an indicator's windows are sums of months: both its parts are counted by the same monthly source of
    persons, and not over a whole window a person. `UNKNOWN` where the declaration cannot be read. Called for each
    indicator."""
    parts = [indicator.part("numerator"), indicator.part("denominator")]
    if UNKNOWN in parts:
        return UNKNOWN
    counted = [part for part in parts if is_counted(part) and not part.get("per_person", default=())]
    if len(counted) < 2:
        return Months(by_month=False)
    sources = [find_source(part) for part in counted]
    if UNKNOWN in sources or any(source.get("period") is None for source in sources):
        return UNKNOWN
    first = sources[0]
    if any(source.get("name") != first.get("name") for source in sources):
        return Months(by_month=False)
    persons = _has_persons(first)
    if persons is UNKNOWN:
        return UNKNOWN
    own_days = all((part.get("date") or first.get("period")) == first.get("period") for part in counted)
    by_month = first.get("by_month", default=False) is True and persons and own_days
    without = first.get("months_without_rows", default=())
    return Months(by_month, tuple(without)) if isinstance(without, tuple) else UNKNOWN


def describe_counted(part: Any, window: Any) -> tuple[str, ...] | None:
    """What is equal for numbers that count the same rows in the same windows; None where none is counted. Called for
    the denominator of each indicator, and for each target group. What is written in two ways is taken for two."""
    if not is_counted(part):
        return None
    names = ("where", "rows", "column", "date")
    # Which rows are counted matters where a condition asks how many they are.
    counted = part.get("counted_rows") if part.get("where") is not None else None
    return (
        repr(find_source(part)),
        *(repr(part.get(name)) for name in names),
        repr(part.get("per_person", default=())),
        repr(counted),
        repr(window),
    )


def _list_related(key: str, declared: Mapping[str, Indicator]) -> Iterator[str]:
    """The indicators that a relation puts over the denominator of one: parts, wholes and the categories of its
    classification, as far as they are declared. Called for each."""
    own = declared[key]
    for name in ("sum_of", "part_of"):
        related = own.fact(name)
        yield from (other for other in (related if isinstance(related, tuple) else ()) if other in declared)
    category = own.fact("category_of")
    yield from (other for other, each in declared.items() if category and each.fact("category_of") == category)


def group_by_denominator(declared: Mapping[str, Indicator]) -> dict[str, str]:
    """Indicator -> the first of those that surely have its denominator: they count the same rows, or a relation says
    so. Called once for the indicators of definitioner.json, in its order."""
    first = {key: key for key in declared}
    described = {key: describe_counted(one.part("denominator"), one.fact("window")) for key, one in declared.items()}
    for key in declared:
        alike = {other for other in declared if described[key] is not None and described[other] == described[key]}
        merged = {first[other] for other in {key, *_list_related(key, declared)} | alike}
        head = next(other for other in declared if other in merged)
        first = {other: head if name in merged else name for other, name in first.items()}
    return first
