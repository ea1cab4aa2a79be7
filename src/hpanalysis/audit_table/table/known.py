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
_SIZED = (Measure.SHARE, Measure.RATE)


@dataclass(frozen=True)
class Areas:
    """Areas by their kind (area, total, municipality, country), in the order of areas.csv."""

    kinds: dict[str, str]
    names: dict[str, str]

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str, str]]) -> Areas:
        """rows: id, kind and name."""
        rows = list(rows)
        return cls({area: kind for area, kind, _ in rows}, {area: name for area, _, name in rows})

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The housing areas: together they are the total."""
        return tuple(area for area, kind in self.kinds.items() if kind == "area")

    def only(self, kind: str) -> str | None:
        return next((area for area, own in self.kinds.items() if own == kind), None)

    def name(self, area: str) -> str:
        return self.names.get(area, area)


@dataclass(frozen=True)
class Known:
    """The definitions and the areas that a table is read by. counted: keys of facts that are counts.

    facts: keys of facts -> their Danish names.
    """

    indicators: dict[str, Indicator]
    areas: Areas
    counted: frozenset[str] = frozenset()
    facts: dict[str, str] = field(default_factory=dict)

    def label(self, indicator: str) -> str:
        known = self.indicators.get(indicator)
        return f"»{self.facts.get(indicator, indicator) if known is None else known.label}«"

    def is_count(self, indicator: str) -> bool:
        known = self.indicators.get(indicator)
        return indicator in self.counted or (known is not None and known.unit is Unit.COUNT)

    def why_no_persons(self, indicator: str) -> str:
        """Danish, why a percentage of this indicator need not be a whole number of persons out of n; else empty."""
        known = self.indicators.get(indicator)
        if known is None or (known.measure is Measure.SHARE and not isinstance(known.window, SurveyWave)):
            return ""
        if known.measure is Measure.SHARE:
            return "tallet er fra en spørgeskemaundersøgelse, hvor svarene kan være vægtet"
        if known.measure is Measure.COUNT:
            return "tallet er et antal og ikke en procent"
        return "tallet ikke er en andel af hele personer"

    def sized(self, indicator: str) -> bool:
        """Whether the n of areas add up to the n of what they lie in."""
        known = self.indicators.get(indicator)
        return known is None or known.measure in _SIZED

    def within_municipality(self, indicator: str) -> bool:
        """Whether the municipality's figure counts the areas' persons too."""
        known = self.indicators.get(indicator)
        return known is not None and known.municipality is Coverage.ALL_RESIDENTS

    @cached_property
    def families(self) -> dict[str, str]:
        """Indicator -> the first, by key, of all that share its denominator by what the definitions declare."""
        found = {key: key for key in self.indicators}

        def join(keys: Iterable[str]) -> None:
            roots = {found[key] for key in keys if key in found}
            found.update({key: min(roots) for key, root in found.items() if root in roots})

        for key, indicator in self.indicators.items():
            join([key, *indicator.sum_of, *indicator.part_of])
        for categories in self.classifications.values():
            join(categories)
        return found

    @cached_property
    def classifications(self) -> dict[str, tuple[str, ...]]:
        """A classification's name -> the indicators that are its categories."""
        names = {i.category_of for i in self.indicators.values() if i.category_of}
        return {
            name: tuple(key for key, i in self.indicators.items() if i.category_of == name) for name in sorted(names)
        }

    def family(self, indicator: str) -> str:
        return self.families.get(indicator, indicator)
