"""The page deltagere of participants drawn at random: its blocks as a page, and what `verify` holds it against.

The rows go the whole way: drawn, protected and written by the program, the sections by `report`, and for `verify` the
same files and the package's own plan and declarations."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd

from hpanalysis.report.notebook.participants import ParticipantsView
from hpanalysis.report.participants.outcome_rows import Outcomes
from hpanalysis.report.participants.rows import Participants
from hpanalysis.report.site import titles
from hpanalysis.report.site.chart_links import add_chart_links
from hpanalysis.report.site.contents import add_contents
from hpanalysis.tables import BALANCE, COURSES, OUTCOMES, PUBLISHED_REACH
from hpanalysis.verify.checks.on_pages import participants_page
from hpanalysis.verify.declared.declarations import Declarations
from hpanalysis.verify.declared.followed import read_followed
from hpanalysis.verify.opening.package import Package
from hpanalysis.verify.pages.participants.held import Earlier, ParticipantsHeld
from outcome_packages import draw_outcomes
from report_tables import release

SECTIONS = ("summary", "reach", "outcomes")
_FILES = {"deltagere.csv": PUBLISHED_REACH, "forloeb.csv": COURSES, "udfald.csv": OUTCOMES, "balance.csv": BALANCE}
_EARLIER = ("deltagere.csv", "forloeb.csv", "udfald.csv")


def _read(package: Package, name: str) -> pd.DataFrame:
    """A published file as the table of a run."""
    table = _FILES[name]
    frame = pd.read_csv(io.StringIO(package.published_text(name)), dtype=str, keep_default_na=False)
    return pd.DataFrame({column.name: frame[column.name].replace("", None) for column in table}).astype(table.dtypes)


def move_to(package: Package, half_year: str) -> Earlier:
    """The rows of a package as another half-year told them."""
    moved = [[row | {"half_year": half_year} for row in package.table(name)] for name in _EARLIER]
    return Earlier(*moved)


def publish(folder: Path, earlier: Earlier) -> Path:
    """An earlier publication with these rows."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in zip(_EARLIER, earlier, strict=True):
        pd.DataFrame(rows).to_csv(folder / name, index=False)
    return folder


class DrawnPage:
    """The page of a drawn package, with what it is held against. before: half-year -> what it told, newest first, and
    folder: where these are published."""

    def __init__(self, seed: int, folder: Path | None = None, before: dict[str, Earlier] | None = None) -> None:
        self.package, self.before = draw_outcomes(seed), before or {}
        self.release = release()
        folders = [] if folder is None else [publish(folder / name, told) for name, told in self.before.items()]
        reach, courses, outcomes, balance = (_read(self.package, name) for name in _FILES)
        self.participants = Participants(self.release, reach, courses, folders)
        self.outcomes = Outcomes(self.release, outcomes, balance, folders)

    def html(self, is_delivered: bool = True) -> str:
        """The page's content as it is published, around it nothing."""
        nothing = Participants(self.release, None, None), Outcomes(self.release, None, None)
        view = ParticipantsView(*((self.participants, self.outcomes) if is_delivered else nothing))
        heading = titles.show_report_heading(self.release, "deltagere", {}).html
        blocks = (heading, *(str(getattr(view, section)().html) for section in SECTIONS))
        content = "".join(f'<div class="hp">{html}</div>' for html in blocks if html)
        return f'<main id="indhold" class="side">{add_chart_links(add_contents(content), "deltagere")}</main>'

    def hold(self, **given) -> ParticipantsHeld:
        """What the page is held against, as a package gives it."""
        plan, declared = self.release.plan, Declarations(self.package)
        activities = read_followed(declared)
        assert activities is not None
        return ParticipantsHeld(
            **{
                "half_year": str(self.release.half_year),
                "plan_name": plan.settings.name,
                "agreements": {one.id: one.name for one in plan.delaftaler},
                "activities": [participants_page._tell(one) for one in activities],
                "areas": {area.id: area.short for area in plan.areas},
                "total": plan.total.id,
                "k": plan.participants_k,
                "reach": self.package.table("deltagere.csv"),
                "courses": self.package.table("forloeb.csv"),
                "outcomes": self.package.table("udfald.csv"),
                "balance": self.package.table("balance.csv"),
                "indicators": {
                    key: participants_page._tell_outcome(declared, key) for key in ("kontanthjaelp", "elevfravaer")
                },
                "closed": participants_page._tell_words(declared),
                "before": dict(self.before),
            }
            | given
        )
