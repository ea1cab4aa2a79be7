"""What a yearly report covers: its year so far, or one half-year alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

import pandas as pd

from hpanalysis import danish, published_csv
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import WrongUse
from hpanalysis.published.names import CORRECTIONS_CSV
from hpanalysis.report.release import Release
from hpanalysis.workspace import Workspace, parse_half_year


class Span(Enum):
    """The notebook's parameter `covers`."""

    YEAR = "aar"  # the half-years of the year up to the one reported on
    HALF_YEAR = "halvaar"


def span_named(text: str) -> Span:
    """Anything else than the two words raises `WrongUse`."""
    try:
        return Span(text)
    except ValueError:
        raise WrongUse("Perioden kendes ikke.", expected="aar eller halvaar.", do="Ret parameteren covers.") from None


@dataclass(frozen=True)
class Covered:
    """The half-year reported on, and how far back its news and corrections reach."""

    half_year: HalfYear
    span: Span

    @classmethod
    def named(cls, release: Release, covers: str) -> Covered:
        return cls(release.half_year, span_named(covers))

    @classmethod
    def of_parameters(cls, release: Release, parameters: Mapping[str, str]) -> Covered:
        """What a yearly report's notebook says in its parameter `covers`: the year, where it says nothing."""
        return cls.named(release, parameters.get("covers", Span.YEAR.value))

    @property
    def half_years(self) -> list[HalfYear]:
        """Oldest first, the one reported on last."""
        first = HalfYear(self.half_year.year, 1) if self.span is Span.YEAR else self.half_year
        return list(self.half_year.since(first))

    @property
    def title(self) -> str:
        """As it stands in a heading: `2026`, `for 1. halvår 2026`."""
        if self.span is Span.YEAR:
            return str(self.half_year.year)
        return f"for {danish.format_half_year(self.half_year)}"

    @property
    def inside(self) -> str:
        """`i 2026`, `i 1. halvår 2026`."""
        return f"i {self.title.removeprefix('for ')}"

    @property
    def reached(self) -> str:
        """How far the figures go; a year may be half done."""
        return f"Tallene er opgjort til og med {danish.format_half_year(self.half_year)}."


def new_in(judged: pd.DataFrame, covered: Covered) -> set[tuple[str, str]]:
    """Indicator and area of the latest windows (`tables.JUDGED` in) that a report showed first in what is covered."""
    own = {str(half) for half in covered.half_years}
    rows = judged[judged["latest"].astype(bool) & judged["half_year"].isin(own)]
    return set(zip(rows["indicator_id"], rows["area_id"], strict=True))


def corrected_in(half_year: str, covers: str = Span.YEAR.value) -> pd.DataFrame:
    """The corrections (`tables.CORRECTIONS`) of what is covered: those published earlier in the year, then this one's.

    A half-year of the year that is not published has none.
    """
    workspace, half = Workspace.from_environment(), parse_half_year(half_year)
    own = workspace.table("corrections", half)
    *before, _ = Covered(half, span_named(covers)).half_years
    paths = [workspace.reports / str(earlier) / CORRECTIONS_CSV for earlier in before]
    files = (pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""]) for path in paths if path.is_file())
    published = [file.map(published_csv.restore_text, na_action="ignore") for file in files]
    found = [table for table in [*published, own] if len(table)]
    return pd.concat(found, ignore_index=True) if found else own
