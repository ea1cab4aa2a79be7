"""`hpanalysis check`: all that a half-year's run would ask before it makes a page, asked with nothing published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from hpanalysis import danish, deadlines, judge, load, params, validate
from hpanalysis.cpr import show_name
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import format_finding
from hpanalysis.partner_workbook import FolderRead
from hpanalysis.pipeline import partners
from hpanalysis.pipeline.extracts import owed_extracts, readme_txt
from hpanalysis.pipeline.half_year import examination
from hpanalysis.pipeline.half_year.inputs import look_at_inputs, stop_if_changed
from hpanalysis.pipeline.storage import run_lock
from hpanalysis.pipeline.storage.progress import Progress
from hpanalysis.plan import Plan, list_activities_serving_none, list_unserved_goals
from hpanalysis.publications import Publication
from hpanalysis.tables import Severity
from hpanalysis.workspace import PARTNERS, READ_ME, Workspace

_TITLES = {Severity.WARNING: "Advarsler", Severity.INFO: "Til orientering"}


@dataclass(frozen=True, kw_only=True)
class CheckReport:
    """What `check_half_year` found out of a half-year's extracts, for `hpanalysis check` to print. The lists hold
    Danish findings, each a sentence or more, ready to be printed. Those of the first five stop a run."""

    half_year: HalfYear
    there: int  # how many of the extracts owed lie in the folder
    owed: int
    checks: pd.DataFrame  # the rules on the half-year's extracts (`tables.CHECKS`); empty where none could be loaded
    k: int  # numbers of rows about fewer persons are not told
    missing: Sequence[str] = ()  # extracts owed that are not there
    faults: Sequence[str] = ()  # what is wrong in the project or in what lies published
    unusable: Sequence[str] = ()  # extracts that cannot be read, are an earlier one again, or lack a month
    critical: Sequence[str] = ()  # critical rules that extracts break
    uncomputable: Sequence[str] = ()  # why the figures cannot be computed, protected or published
    unknown_files: list[str] = field(default_factory=list)  # files that belong to no source
    not_due: list[str] = field(default_factory=list)  # sources that owe nothing in this half-year
    to_delete: list[str] = field(default_factory=list)  # raw files past their last day
    of_criteria: list[str] = field(default_factory=list)  # figures of the state's criteria that are missing or odd
    of_plan: list[str] = field(default_factory=list)  # what the plan leaves open; stops nothing
    partners: FolderRead | None = None  # None where the half-year has no folder of partners' workbooks

    @property
    def partner_faults(self) -> Sequence[str]:
        """What is wrong in the partners' workbooks. A run does not read them, so it stops none; the command's exit code
        is that of a fault all the same. Read for both."""
        return self.partners.faults if self.partners else ()

    @property
    def ready(self) -> bool:
        """Whether a run would get as far as its notebooks, because nothing was found that stops it before. Read for the
        last line and exit code of `check`."""
        return not (self.missing or self.faults or self.unusable or self.critical or self.uncomputable)

    def lines(self) -> list[str]:
        """The report as `hpanalysis check` prints it, in Danish, line by line: the worst first. Called by the command
        when the check is done."""
        half, checks = self.half_year, self.checks
        parts: list[tuple[str, Sequence[str]]] = [
            ("Mangler", self.missing),
            ("Skal rettes", self.faults),
            ("Kan ikke bruges", self.unusable),
            ("Kritisk", self.critical),
            ("Kan ikke udgives", self.uncomputable),
        ]
        for severity, title in _TITLES.items():
            parts.append((title, validate.describe_broken_rules(checks, severity, self.k) if len(checks) else []))
        parts += [
            ("Ukendte filer", self.unknown_files),
            ("Skal ikke leveres i dette halvår", self.not_due),
            ("Rådata, der skal slettes", self.to_delete),
            ("Om statens kriterier", self.of_criteria),
            ("Om planen", self.of_plan),
            ("Parternes regneark skal rettes", self.partner_faults),
            ("Parter, der ikke har udfyldt det hele", self.partners.list_missing() if self.partners else ()),
        ]
        words = danish.format_half_year(half, space=" ")
        printed = [f"{words}: {self.there} af {self.owed} udtræk ligger i data/raw/{half}."]
        if self.partners:
            printed.append(f"{self.partners.filled} af {len(self.partners.asked)} parter har udfyldt deres regneark.")
        for title, findings in parts:
            printed += ["", f"{title}:", *findings] if findings else []
        last = "Halvåret kan køres." if self.ready else "Halvåret kan ikke køres endnu."
        if self.partner_faults:
            last += " Parternes regneark kan ikke læses ind, før de er rettet."
        return [*printed, "", f"{self._count_rules_kept()} {last}"]

    def _count_rules_kept(self) -> str:
        """The first sentence of the report's last line: how many rules were evaluated, and how many are kept; or that
        none was evaluated. Called by `lines`."""
        if self.checks.empty:
            return "Ingen kontrolregler er kørt."
        return f"{int(self.checks['held'].sum())} af {len(self.checks)} kontrolregler er overholdt."


def _find_unknown_files(workspace: Workspace, half: HalfYear) -> list[str]:
    """A Danish finding for each file in the half-year's folder that no source takes, such as one with a misspelt name.
    Called once in `hpanalysis check`. LÆSMIG.txt, the partners' folder and hidden files are passed over."""
    folder = workspace.raw_folder(half)
    known = {path for source in catalogue.sources().values() for path in load.find_files_of_source(source, folder)}
    names = sorted(path.name for path in folder.iterdir() if path not in known)
    return [
        format_finding(
            show_name(name),
            "Filen hører ikke til nogen kilde og bliver ikke læst.",
            expected=f"et af filnavnene i {READ_ME}.",
            do="Ret filens navn, eller flyt den ud af mappen.",
        )
        for name in names
        if name not in (READ_ME, PARTNERS) and not name.startswith((".", "~$"))
    ]


def _describe_sources_that_stand(
    workspace: Workspace, half: HalfYear, present: Mapping[str, Sequence[Path]]
) -> Iterator[str]:
    """A Danish line for each source that owes no extract in this half-year: from which earlier delivery its figures are
    still counted. Called once in `hpanalysis check`. present: source name -> the files in the half-year's folder. A
    source that came all the same is not listed."""
    for source in deadlines.list_needed_sources(workspace.plan):
        if not present[source.name] and deadlines.find_window_owed(workspace.plan, source, half) is None:
            yield f"{source.label}: {readme_txt.describe_standing_delivery(workspace, source, half)}."


def find_files_to_delete(workspace: Workspace, half: HalfYear, chosen: params.Params) -> list[str]:
    """A Danish finding for each raw file that should be deleted by the date of the half-year's report, which `chosen`
    (its params) gives. Called once in `hpanalysis check`."""
    findings = []
    for raw in deadlines.list_files_to_delete(workspace, half, chosen.report_date):
        agreed = workspace.plan.data_agreement(raw.source.name)
        assert agreed is not None  # the last day is the agreement's
        findings.append(
            format_finding(
                f"{show_name(raw.path.name)} i mappen data/raw/{raw.half_year}",
                f"Filen skulle være slettet senest {readme_txt.format_day(raw.kept_until)}.",
                expected=f"at udtrækket slettes {agreed.months_kept} måneder efter halvårets sidste dag.",
                do="Slet filen. Halvårets tal står, som de er beregnet.",
                ask=f"den dataansvarlige, {agreed.data_controller}.",
            )
        )
    return findings


def _describe_open_ends(plan: Plan) -> Iterator[str]:
    """A Danish sentence for each aim that no activity of the plan is to serve, and for each activity that serves none.
    Called once in `hpanalysis check`. Nothing for a plan without plan_chain.csv, which says nothing of it."""
    if not plan.chain:
        return
    for goal in list_unserved_goals(plan.chain, [one.id for one in plan.delmaal]):
        yield f"plan_chain.csv: Planen nævner ingen aktivitet, der skal bidrage til »{plan.goal(goal).name}«."
    for activity in list_activities_serving_none(plan.chain, plan.activities):
        told = f"Planen nævner intet delmål eller overordnet mål, som »{activity.name_da}« skal bidrage til."
        yield f"plan_chain.csv: {told}"


def check_half_year(workspace: Workspace, half: HalfYear, progress: Progress | None = None) -> CheckReport:
    """What stops a half-year from being run: in its extracts, in the project, and in what is published already.

    Called by `hpanalysis check`. It asks what a run asks, by the same functions. Written are only frames, lists for the
    data unit and second copies of published tables; a frame whose extract was taken away too early is removed. `Stop`
    where nothing can be examined: for a half-year before the plan, without the half-year's folder or params file,
    without the key, or where files change meanwhile. progress: None where nobody watches.
    """
    progress = progress or Progress()
    with run_lock.hold_folders(workspace.processed, progress=progress):
        inputs = look_at_inputs(Publication(workspace, half), progress)
        found = examination.examine(inputs, progress)
        stop_if_changed(inputs)
    due = owed_extracts.find_owed_extracts(workspace.plan, half)
    present = owed_extracts.find_files(workspace, half)
    return CheckReport(
        half_year=half,
        there=sum(bool(present[item.source.name]) for item in due),
        owed=len(due),
        checks=found.checks[found.checks["half_year"] == str(half)],
        k=workspace.plan.k,
        missing=inputs.missing,
        faults=(*inputs.faults, *found.by_hand),
        unusable=found.unusable,
        critical=found.critical,
        uncomputable=found.uncomputable,
        unknown_files=_find_unknown_files(workspace, half),
        not_due=list(_describe_sources_that_stand(workspace, half, present)),
        to_delete=find_files_to_delete(workspace, half, inputs.params),
        of_criteria=[] if found.figures is None else judge.find_gaps(found.figures.shown, workspace.plan, half),
        of_plan=list(_describe_open_ends(workspace.plan)),
        partners=partners.read_workbooks(workspace, half),
    )
