"""What is known of a table's indicators and areas: from the definitions, and from the plan's areas.csv.

Nothing is assumed of an indicator or an area that neither of them knows: it is held against fewer relations, and the
audit says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from hpanalysis.definitions.model import Coverage, Indicator, Measure, Unit
from hpanalysis.definitions.windows import SurveyWave

# Measures whose denominators are whole units that areas share out among them.
_ADDITIVE_N = (Measure.SHARE, Measure.RATE)


@dataclass(frozen=True)
class Areas:
    """The areas that a table may print, in the order of areas.csv; part of what an audit knows (`Known`)."""

    kinds: dict[str, str]  # id -> area, total, municipality or country
    names: dict[str, str]  # id -> Danish name

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str, str]]) -> Areas:
        """Make the areas of rows (id, kind, Danish name). Called as an audit begins, with the areas of the plan, and
        for a context file like areas.csv, whose areas replace them."""
        rows = list(rows)
        return cls({area: kind for area, kind, _ in rows}, {area: name for area, _, name in rows})

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The ids of the housing areas, which together are the total. Read by every check of a total."""
        return tuple(area for area, kind in self.kinds.items() if kind == "area")

    @property
    def total(self) -> str | None:
        """The id of all the housing areas together; None where the table has none. Read by every check of a total."""
        return self._first("total")

    @property
    def municipality(self) -> str | None:
        """The id of the municipality that the areas lie in; None where the table of areas has none. Read when the areas
        are compared with the municipality."""
        return self._first("municipality")

    def _first(self, kind: str) -> str | None:
        """Return the first area of a kind, None where there is none; called for `total` and `municipality`."""
        return next((area for area, its_kind in self.kinds.items() if its_kind == kind), None)

    def name(self, area: str) -> str:
        """Return the Danish name of an area, by its id; the id itself if the area is unknown. Called by the checks when
        they word a finding."""
        return self.names.get(area, area)


@dataclass(frozen=True)
class Known:
    """The definitions and the areas by which a table is read, and what its context files say of themselves. Made once
    an audit by `audit.audit`; every check asks it."""

    indicators: dict[str, Indicator]
    areas: Areas
    counted_facts: frozenset[str] = frozenset()  # keys of the facts that are counts
    fact_labels: dict[str, str] = field(default_factory=dict)  # key of a fact -> its Danish name

    def label(self, indicator: str) -> str:
        """Return the Danish name of an indicator or a fact in quotation marks; the key of an unknown one. Called by the
        checks when they word a finding."""
        known = self.indicators.get(indicator)
        return f"»{self.fact_labels.get(indicator, indicator) if known is None else known.label}«"

    def is_count(self, indicator: str) -> bool:
        """Say whether the figures of an indicator, or of a fact in a context file (`residents_2024`), are counts and no
        percentages; False for an unknown one. Called by the checks, for counts need no n."""
        known = self.indicators.get(indicator)
        return indicator in self.counted_facts or (known is not None and known.unit is Unit.COUNT)

    def why_no_persons(self, indicator: str) -> str:
        """Say in Danish why a percentage of this indicator need not be a whole number of persons out of n; empty where
        it must be, and for an unknown indicator. Asked before a percentage is turned into counts, and to report why it
        cannot be."""
        known = self.indicators.get(indicator)
        if known is None or (known.measure is Measure.SHARE and not isinstance(known.window, SurveyWave)):
            return ""
        if known.measure is Measure.SHARE:
            return "tallet er fra en spørgeskemaundersøgelse, hvor svarene kan være vægtet"
        if known.measure is Measure.COUNT:
            return "tallet er et antal og ikke en procent"
        return "tallet ikke er en andel af hele personer"

    def has_additive_n(self, indicator: str) -> bool:
        """Say whether the areas' n add up to the total's: so where an n counts persons or dwellings, each in one area.
        Asked before n are compared between areas; True for an indicator that is not known."""
        known = self.indicators.get(indicator)
        return known is None or known.measure in _ADDITIVE_N

    def within_municipality(self, indicator: str) -> bool:
        """Say whether the municipality's figure counts the areas' persons too; False for an indicator not known. Asked
        before the areas are compared with the municipality."""
        known = self.indicators.get(indicator)
        return known is not None and known.municipality is Coverage.ALL_RESIDENTS

    @cached_property
    def families(self) -> dict[str, str]:
        """Indicator -> its family: the first, by key, of all the indicators that have the same denominator. Indicators
        have it where the definitions declare them as sums or parts of each other, or as categories of one
        classification, also by way of a third indicator. Read by `family`; computed once."""
        first_key = {key: key for key in self.indicators}

        def join(keys: Iterable[str]) -> None:
            """Give these indicators, and all that are joined with one of them already, the same first key: they are one
            family. Called for each indicator with those that it is the sum or a part of, and for each classification's
            categories."""
            joined = {first_key[key] for key in keys if key in first_key}
            first_key.update({key: min(joined) for key, first in first_key.items() if first in joined})

        for key, indicator in self.indicators.items():
            join([key, *indicator.sum_of, *indicator.part_of])
        for categories in self.classifications.values():
            join(categories)
        return first_key

    @cached_property
    def classifications(self) -> dict[str, tuple[str, ...]]:
        """A classification's name -> the indicators that are its categories and so share all its persons among them.
        Read when indicators over one denominator are grouped (`families`), and by `relate_within_area`, because an
        area's categories must add up to all its persons."""
        names = {i.category_of for i in self.indicators.values() if i.category_of}
        return {
            name: tuple(key for key, i in self.indicators.items() if i.category_of == name) for name in sorted(names)
        }

    def family(self, indicator: str) -> str:
        """Return the family of an indicator (all indicators with the same denominator, named after the first of them);
        an unknown one is a family of its own. Called when figures are put in groups, and when copies and undated
        figures are looked for."""
        return self.families.get(indicator, indicator)
