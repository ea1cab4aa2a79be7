"""An accounting year as its pages see it: what the logs come to, and the half-year that its figures are taken from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from hpanalysis import danish, published_csv
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.published.names import FIGURES_CSV
from hpanalysis.report.release import Release


@dataclass(frozen=True)
class Year:
    """An accounting year as every part of its pages reads it. Made when a year's notebook is opened or its page
    converted."""

    # `followup.YearFollowup`, or `followup.EmergencyYear` on the emergency group's page. Any, because no room imports
    # another: the report knows them by their fields alone.
    followed: Any
    release: Release  # of the half-year that the figures are taken from
    reports: Path  # where the half-years lie published, whose reports the board has dealt with

    @property
    def covered(self) -> str:
        """The accounting year as a sentence names it: `i regnskabsåret 2026`, with the days that the plan covers where
        they are a part of it. Called for the summaries and captions of a year's pages."""
        inside = f"i regnskabsåret {self.followed.label}"
        if self.followed.is_whole:
            return inside
        first, last = danish.format_day(self.followed.plan_first), danish.format_day(self.followed.plan_last)
        return f"{inside}, som planen dækker fra {first} til {last}"

    @property
    def drawn_up(self) -> str:
        """The sentence on the day that the page is made up as of: `Siden er gjort op pr. 1. februar 2027.` Called for
        the heads of an accounting year's pages."""
        return f"Siden er gjort op pr. {danish.format_day(self.followed.as_of)}."


def read_published(reports: Path, half_year: HalfYear) -> pd.DataFrame:
    """A published half-year's figures (`tables.JUDGED`), read from its indicators.csv; nothing is computed anew.

    Numbers are text as they are printed, so that they are shown with the very decimals that were published. `Stop`
    where the half-year is not published. Called by the notebook of the accounting year's report. reports: the folder of
    all publications.
    """
    path = reports / str(half_year) / FIGURES_CSV
    if not path.is_file():
        raise Stop(
            f"Halvåret {half_year} er ikke udgivet.",
            place="Notesbogen",
            expected=f"{FIGURES_CSV} i reports/{half_year}.",
            do=f"Skriv »hpanalysis run {half_year}«, og åbn notesbogen igen.",
        )
    printed = pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""], encoding="utf-8")
    table = printed.map(published_csv.restore_text, na_action="ignore")
    return table.assign(**{name: table[name] == "ja" for name in ("latest", "new")})
