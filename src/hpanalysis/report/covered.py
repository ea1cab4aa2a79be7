"""What a yearly report covers: its year so far, or one half-year alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from hpanalysis import danish, published_csv
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import WrongUse
from hpanalysis.published.names import CORRECTIONS_CSV
from hpanalysis.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd

    from hpanalysis.report.release import Release


class Span(Enum):
    """The notebook's parameter `covers`: the two words that the data report and the annual report take."""

    YEAR = "aar"  # the half-years of the year up to the one reported on
    HALF_YEAR = "halvaar"


def parse_span(text: str) -> Span:
    """Read the notebooks' parameter `covers`: `aar` (the year so far) or `halvaar`; anything else raises `WrongUse`.
    Called when the notebook of a yearly report is opened or its heading made."""
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
        """The release's half-year with the span that the notebook's parameter `covers` names: `aar` or `halvaar`;
        anything else raises `WrongUse`. Called when a yearly report's notebook is opened."""
        return cls(release.half_year, parse_span(covers))

    @classmethod
    def of_parameters(cls, release: Release, parameters: Mapping[str, str]) -> Covered:
        """The release's half-year with the span that `covers` names among a notebook's parameters: `aar`, also where it
        is not among them, or `halvaar`; anything else raises `WrongUse`. Called for the headings of the data report and
        the annual report."""
        return cls.named(release, parameters.get("covers", Span.YEAR.value))

    @property
    def half_years(self) -> list[HalfYear]:
        """The half-years whose news and corrections the report tells, oldest first: of the year so far, or the one
        alone. Read when these are collected."""
        first = HalfYear(self.half_year.year, 1) if self.span is Span.YEAR else self.half_year
        return list(self.half_year.since(first))

    @property
    def title(self) -> str:
        """What is covered as it stands in a heading: `2026`, `for 1. halvår 2026`. Read for the headings of the data
        report and the annual report."""
        if self.span is Span.YEAR:
            return str(self.half_year.year)
        return f"for {danish.format_half_year(self.half_year)}"

    @property
    def inside(self) -> str:
        """What is covered as it stands in a sentence: `i 2026`, `i 1. halvår 2026`. Read where the data report and the
        annual report tell what is new or corrected."""
        return f"i {self.title.removeprefix('for ')}"

    @property
    def reached(self) -> str:
        """The sentence on the half-year that the figures go up to, because a report on a year may be made when half of
        it is over. Read for the summaries of the data report and the annual report."""
        return f"Tallene er opgjort til og med {danish.format_half_year(self.half_year)}."


def find_new_figures(judged: pd.DataFrame, covered: Covered) -> set[tuple[str, str]]:
    """The figures (indicator and area) whose latest window was first shown by a half-year covered. Called where the
    data report and the annual report tell what is new. judged: every figure with its verdicts (`tables.JUDGED`)."""
    half_years = {str(half) for half in covered.half_years}
    rows = judged[judged["latest"].astype(bool) & judged["half_year"].isin(half_years)]
    return set(zip(rows["indicator_id"], rows["area_id"], strict=True))


def read_corrections(workspace: Workspace, covered: Covered) -> pd.DataFrame:
    """The corrections (`tables.CORRECTIONS`) of the half-years covered: those published earlier in the year, then this
    one's; an earlier one that is not published has none. Called by the data report's notebook."""
    import pandas as pd

    latest = workspace.table("corrections", covered.half_year)
    *before, _ = covered.half_years
    paths = [workspace.reports / str(earlier) / CORRECTIONS_CSV for earlier in before]
    files = (pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""]) for path in paths if path.is_file())
    published = [file.map(published_csv.restore_text, na_action="ignore") for file in files]
    with_rows = [table for table in [*published, latest] if len(table)]
    return pd.concat(with_rows, ignore_index=True) if with_rows else latest
