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
from hpanalysis.workspace import Workspace


class Span(Enum):
    """The notebook's parameter `covers`. The two words that the notebooks of the data report and the annual report
    take."""

    YEAR = "aar"  # the half-years of the year up to the one reported on
    HALF_YEAR = "halvaar"


def parse_span(text: str) -> Span:
    """Read the notebooks' parameter `covers`: `aar` or `halvaar`; anything else raises `WrongUse`. Called when a yearly
    report's notebook is opened or its heading made."""
    try:
        return Span(text)
    except ValueError:
        raise WrongUse("Perioden kendes ikke.", expected="aar eller halvaar.", do="Ret parameteren covers.") from None


@dataclass(frozen=True)
class Covered:
    """The half-year reported on, and how far back its news and corrections reach. Made from a notebook's parameter;
    read by the yearly reports."""

    half_year: HalfYear
    span: Span

    @classmethod
    def named(cls, release: Release, covers: str) -> Covered:
        """What a notebook's parameter `covers` (`aar` or `halvaar`) makes of the release's half-year. Called when a
        yearly report's notebook is opened; anything else raises `WrongUse`."""
        return cls(release.half_year, parse_span(covers))

    @classmethod
    def of_parameters(cls, release: Release, parameters: Mapping[str, str]) -> Covered:
        """As `named`, from the notebook's parameters by name; the year where `covers` is not among them. Called by the
        declared reports for a page's heading."""
        return cls.named(release, parameters.get("covers", Span.YEAR.value))

    @property
    def half_years(self) -> list[HalfYear]:
        """The half-years whose news and corrections the report tells: oldest first, the one reported on last. Read when
        these are collected."""
        first = HalfYear(self.half_year.year, 1) if self.span is Span.YEAR else self.half_year
        return list(self.half_year.since(first))

    @property
    def title(self) -> str:
        """What is covered as it stands in a heading: `2026`, `for 1. halvår 2026`. Read for the headings of the two
        yearly reports."""
        if self.span is Span.YEAR:
            return str(self.half_year.year)
        return f"for {danish.format_half_year(self.half_year)}"

    @property
    def inside(self) -> str:
        """What is covered as it stands in a sentence: `i 2026`, `i 1. halvår 2026`. Read where the two yearly reports
        tell what is new or corrected."""
        return f"i {self.title.removeprefix('for ')}"

    @property
    def reached(self) -> str:
        """The sentence on how far the figures go; a year may be half done. Read when the summaries of the two yearly
        reports are made."""
        return f"Tallene er opgjort til og med {danish.format_half_year(self.half_year)}."


def find_new_figures(judged: pd.DataFrame, covered: Covered) -> set[tuple[str, str]]:
    """The figures (indicator and area) whose latest window was first shown by a report of what is covered. Called for
    the yearly reports' words on what is new. judged: `tables.JUDGED`."""
    half_years = {str(half) for half in covered.half_years}
    rows = judged[judged["latest"].astype(bool) & judged["half_year"].isin(half_years)]
    return set(zip(rows["indicator_id"], rows["area_id"], strict=True))


def read_corrections(workspace: Workspace, covered: Covered) -> pd.DataFrame:
    """The corrections (`tables.CORRECTIONS`) of what is covered: those published earlier in the year, then this one's.
    Called by the data report's notebook. An earlier half-year of the year that is not published has none; the columns
    stand even where there are no rows."""
    latest = workspace.table("corrections", covered.half_year)
    *before, _ = covered.half_years
    paths = [workspace.reports / str(earlier) / CORRECTIONS_CSV for earlier in before]
    files = (pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""]) for path in paths if path.is_file())
    published = [file.map(published_csv.restore_text, na_action="ignore") for file in files]
    with_rows = [table for table in [*published, latest] if len(table)]
    return pd.concat(with_rows, ignore_index=True) if with_rows else latest
