"""Which verdict each delmål has in each half-year of the plan, if the figures improve, stay as they are, or worsen.

For each course the demo is made to the end of the plan, its extracts are loaded, and each half-year's figures are
computed, protected and judged as a run does it (`pipeline.figures`), but for the pages, the rules on the extracts and
what lies published before. What is true is known: with improvement each figure is on the straight line to its target,
with none it is where it was, with worsening as far on the wrong side. It takes about a quarter of an hour on one core.

Usage: python benchmarks/ten_half_years.py [--plan FOLDER] [--course none ...] [--until 2029H1] [--seed 2025]
[--to FILE.md].
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from hpanalysis import demo, load
from hpanalysis import plan as plans
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.demo.calibration.courses import CHANGE
from hpanalysis.demo.calibration.schedule import find_last_half_year
from hpanalysis.load.frame import load_frame
from hpanalysis.pipeline import figures
from hpanalysis.pipeline.publication.earlier_publications import EarlierPublications
from hpanalysis.pipeline.storage.progress import Progress
from hpanalysis.publications import Publication
from hpanalysis.report.goals import list_judged_delmaal
from hpanalysis.report.release import Release
from hpanalysis.tables import CHECKS, Edition, Verdict
from hpanalysis.workspace import Workspace, project_root

HEAD = """\
# The verdicts of ten half-years

Made by `python benchmarks/ten_half_years.py --to benchmarks/ten_half_years.md`: {plan}, all half-years from {first} to
{last}, demo seed {seed}. With improvement each synthetic figure follows the straight line from its baseline to its
target at the plan's end, and falls by {change:.0%} where the target has no size; with none it stays; with worsening it
goes as far the wrong way. The rest of the municipality stays. The verdicts are those that a run gives.

A figure on its line is called »ikke på vej« by chance in 2.5 % of its tests, and of a delmål's figures the worst
speaks: Større fremmøde in 2027H2 and 2028H1 is one window. Of the totals of five demos with improvement (seeds 2025
to 2029, the plan cut down to absence, windows 2024-25 to 2026-27) 1 test of 30 was so, of elevfravaer_over_10 (2.36
points over, 0.10 to 4.72). The distances vary as their intervals say (0.28, 0.18, 0.25 points seen of elevfravaer,
0.20, 0.24, 0.26 by the intervals). elevfravaer lies 0.3 to 0.4 points on the good side of its line in each window,
probably because the demo fits the baseline to the printed one and leaves later windows free.
"""

TITLES = {
    demo.Course.IMPROVEMENT: "Improvement",
    demo.Course.NONE: "No change",
    demo.Course.WORSENING: "Worsening",
}


@dataclass(frozen=True)
class JudgedHalfYear:
    """A half-year's verdicts under one course."""

    half_year: HalfYear
    delmaal: dict[str, Verdict]  # by the delmål's name, in the plan's order
    figures: Counter[str]  # by the printed word, the figures shown that have a target


def _load_extracts(workspace: Workspace, last: HalfYear) -> None:
    """Load every extract that the demo wrote, without the rules."""
    key = load.Key.from_environment(synthetic=True)
    for half_year in last.since(workspace.plan.first):
        for source in catalogue.sources().values():
            if files := workspace.raw_files(source, half_year):
                path = workspace.frame(source.name, half_year)
                path.parent.mkdir(parents=True, exist_ok=True)
                load_frame(source, files, workspace.plan, key).frame.to_parquet(path, index=False)


def _judge_half_year(workspace: Workspace, half_year: HalfYear) -> JudgedHalfYear:
    """The verdicts of a half-year, of its figures as they are now."""
    publication = Publication(workspace, half_year, Edition.PUBLIC)
    none = pd.DataFrame(columns=CHECKS.names)
    made = figures.compute_figures(publication, none, Progress(), EarlierPublications(workspace, half_year))
    release = Release(
        plan=workspace.plan, half_year=half_year, edition=Edition.PUBLIC, made=half_year.cutoff, synthetic=True
    )
    judged = list_judged_delmaal(release.cells(made.shown), release)
    words = made.shown.loc[made.shown["latest"].astype(bool), "verdict"].dropna()
    return JudgedHalfYear(half_year, {each.delmaal.name: each.verdict for each in judged}, Counter(words[words != ""]))


def judge_course(plan_folder: Path, course: demo.Course, last: HalfYear, seed: int) -> list[JudgedHalfYear]:
    """Every half-year's verdicts under one course, oldest first; all of it in a temporary folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        named = {part: folder / part for part in ("raw", "processed", "reports")}
        workspace = Workspace.at(project_root(), plan_folder=plan_folder, **named)
        demo.write(plans.read(plan_folder, as_printed=True), workspace.raw, seed=seed, until=last, course=course)
        workspace.reports.mkdir()
        _load_extracts(workspace, last)
        judged = []
        for half_year in last.since(workspace.plan.first):
            start = time.monotonic()
            judged.append(_judge_half_year(workspace, half_year))
            print(f"{course.value} {half_year}: {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
        return judged


def format_course(course: demo.Course, judged: list[JudgedHalfYear]) -> list[str]:
    """The Markdown of one course: a row a delmål and a column a half-year, and how many figures have each verdict."""
    heads = [str(each.half_year) for each in judged]
    lines = [f"## {TITLES[course]}", "", f"| delmål | {' | '.join(heads)} |", f"|---|{'---|' * len(heads)}"]
    lines += [f"| {name} | {' | '.join(each.delmaal[name].value for each in judged)} |" for name in judged[0].delmaal]
    lines += ["", f"| figures with a target | {' | '.join(heads)} |", f"|---|{'---:|' * len(heads)}"]
    words = [verdict.value for verdict in Verdict]
    lines += [f"| {word} | {' | '.join(str(each.figures[word]) for each in judged)} |" for word in words]
    return [*lines, ""]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--plan", type=Path, default=project_root() / "params" / "plan")
    parser.add_argument("--course", nargs="*", type=demo.Course, default=[*demo.Course])
    parser.add_argument("--until", type=HalfYear.parse)
    parser.add_argument("--seed", type=int, default=2025)
    parser.add_argument("--to", type=Path)
    given = parser.parse_args()
    plan = plans.read(given.plan)
    last = given.until or find_last_half_year(plan)
    head = HEAD.format(plan=plan.settings.name, first=plan.first, last=last, seed=given.seed, change=CHANGE)
    lines = [head]
    for course in given.course:
        lines += format_course(course, judge_course(given.plan, course, last, given.seed))
    text = "\n".join(lines)
    print(text)
    if given.to is not None:
        given.to.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
