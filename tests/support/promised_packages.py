"""As much of a package as the check of promises reads: plan, log, program, the year's tables and its page, without a
run. The tables and the page are made by the program's own code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

from hpanalysis import followup
from hpanalysis import plan as plans
from hpanalysis.pipeline.year import economy_table as economy_file
from hpanalysis.pipeline.year import progress_tables, yearly_tables
from hpanalysis.report.html import join
from hpanalysis.report.progress import (
    behind,
    in_short,
    milestone_table,
    partner_hours,
    promise_tables,
    year_calendar,
)
from hpanalysis.report.progress import (
    economy_table as economy_section,
)
from hpanalysis.report.year_publication import Year
from hpanalysis.verify.checks.on_pages import promised
from hpanalysis.verify.checks.on_pages.package_pages import PackagedPages
from hpanalysis.verify.declared.declarations import Declarations
from hpanalysis.verify.opening.outcomes import Outcome
from hpanalysis.verify.opening.package import DATA, Package
from plan_files import copy_plan

ROOT = Path(__file__).resolve().parents[2]
RANDERS, SMALL = ROOT / "params", ROOT / "tests" / "plans" / "lillekoebing"
PROJECT = f"{DATA}projekt/"
LOG = f"{PROJECT}params/opfoelgning.yaml"
_SHOWN = (
    in_short.show_in_short,
    behind.show_behind,
    promise_tables.show_promises,
    year_calendar.show_calendar,
    milestone_table.show_milestones,
    partner_hours.show_partner_hours,
    economy_section.show_economy,
)
_PROGRAM = ("report/progress", "pipeline/year", "plan", "followup/promised")


@dataclass
class PromisedPackage:
    """Files of a package by their names in the bag, free to be changed."""

    files: dict[str, bytes]
    year: int

    @property
    def folder(self) -> str:
        return f"{DATA}udgivelse/regnskabsaar-{self.year}/"

    def text(self, name: str) -> str:
        return self.files[self.folder + name].decode("utf-8")

    def edit(self, name: str, old: str, new: str, times: int = 1) -> None:
        """Change a text of the year's folder; what is to be changed must be there."""
        text = self.text(name)
        assert old in text, f"{name} does not hold what was to be edited"
        self.files[self.folder + name] = text.replace(old, new, times).encode("utf-8")

    def edit_row(self, page: str, having: str, old: str, new: str) -> None:
        """Change a text in the first row of the page that has another text."""
        text = self.text(page)
        row = next(row for row in re.findall(r"<tr>.*?</tr>", text) if having in row and old in row)
        self.edit(page, row, row.replace(old, new, 1))

    def drop_row(self, page: str, *having: str) -> None:
        """Take the first row out of the page that has these texts."""
        row = next(r for r in re.findall(r"<tr>.*?</tr>", self.text(page)) if all(one in r for one in having))
        self.edit(page, row, "")

    def check(self) -> Outcome:
        package = Package("dokumentation-2026H1", self.files, (), zipped=True)
        return promised.check(package, Declarations(package), PackagedPages(package))


def write_plan(folder: Path, source: Path, changes: dict[str, tuple[str, str]]) -> Path:
    """A plan like another but for some texts of its files. changes: file -> old, new."""
    copy_plan(source, folder)
    for name, (old, new) in changes.items():
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
    return folder


def pack(
    plan_folder: Path = RANDERS / "plan", log: Path | str = RANDERS / followup.FOLLOWUP, year: int = 2026
) -> PromisedPackage:
    """A package of a plan's folder and a log (its file, or its text in one), as the program makes it."""
    plan = plans.read(plan_folder)
    path = log if isinstance(log, Path) else plan_folder / followup.FOLLOWUP
    if isinstance(log, str):
        path.write_text(log, encoding="utf-8", newline="\n")
    followed = followup.assess_year(plan, followup.read_log(path, plan), year, {})
    shown = Year(followed=followed, release=SimpleNamespace(plan=plan), reports=Path())
    page = join(show(shown).html for show in _SHOWN)
    packed = PromisedPackage({LOG: path.read_bytes()}, year)
    packed.files |= {
        f"{packed.folder}{name}": text.encode("utf-8")
        for name, text in {
            "fremdrift.html": f"<main>{page}</main>",
            "fremdrift.csv": progress_tables.format_progress_csv(followed),
            "milepaele.csv": progress_tables.format_milestones_csv(followed),
            "timer.csv": yearly_tables.format_hours_csv(followed),
            "oekonomi.csv": economy_file.format_economy_csv(followed),
            "opgaver.csv": yearly_tables.format_duties_csv(followed),
        }.items()
    }
    for file in plan_folder.iterdir():
        packed.files[f"{PROJECT}params/plan/{file.name}"] = file.read_bytes()
    for folder in _PROGRAM:
        for file in (ROOT / "src" / "hpanalysis" / folder).glob("*.py"):
            packed.files[f"{PROJECT}src/hpanalysis/{folder}/{file.name}"] = file.read_bytes()
    return packed
