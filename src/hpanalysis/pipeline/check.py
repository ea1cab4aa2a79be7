"""`hpanalysis check`: a half-year's extracts loaded and validated, nothing computed and nothing written to reports/."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from hpanalysis import danish, deadlines, load, params, validate
from hpanalysis.cpr import show_name
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop, format_finding
from hpanalysis.pipeline.extracts import cross_rules, loading, owed_extracts, readme_txt
from hpanalysis.pipeline.storage import digests, run_lock
from hpanalysis.pipeline.storage.progress import Progress
from hpanalysis.tables import Severity
from hpanalysis.workspace import READ_ME, Workspace

STEP = "Udtræk"
_TITLES = {Severity.CRITICAL: "Kritisk", Severity.WARNING: "Advarsler", Severity.INFO: "Til orientering"}


@dataclass(frozen=True, kw_only=True)
class CheckReport:
    """What `check_half_year` found out of a half-year's extracts, for `hpanalysis check` to print. The lists hold
    Danish findings, each a sentence or more, ready to be printed."""

    half_year: HalfYear
    there: int  # how many of the extracts owed lie in the folder
    owed: int
    checks: pd.DataFrame  # the rules evaluated (`tables.CHECKS`); empty where no extract could be loaded
    k: int  # numbers of rows about fewer persons are not told
    missing: list[str] = field(default_factory=list)  # extracts owed that are not there
    unusable: list[str] = field(default_factory=list)  # extracts that cannot be read, or are an earlier one again
    unknown_files: list[str] = field(default_factory=list)  # files that belong to no source
    not_due: list[str] = field(default_factory=list)  # sources that owe nothing in this half-year
    to_delete: list[str] = field(default_factory=list)  # raw files past their last day

    def _describe_broken(self, severity: Severity) -> list[str]:
        """A Danish finding for each broken rule of this severity; none where no extract could be loaded. Called when it
        is asked whether the half-year is ready, and when the report is printed."""
        return validate.describe_broken_rules(self.checks, severity, self.k) if not self.checks.empty else []

    @property
    def ready(self) -> bool:
        """Whether a run would get past the half-year's extracts. Read for the last line and exit code of `check`."""
        return not (self.missing or self.unusable or self._describe_broken(Severity.CRITICAL))

    def lines(self) -> list[str]:
        """The report in Danish, line by line, the worst first. Called for `hpanalysis check` to print it."""
        half = self.half_year
        parts = [("Mangler", self.missing), ("Kan ikke bruges", self.unusable)]
        parts += [(title, self._describe_broken(severity)) for severity, title in _TITLES.items()]
        parts += [
            ("Ukendte filer", self.unknown_files),
            ("Skal ikke leveres i dette halvår", self.not_due),
            ("Rådata, der skal slettes", self.to_delete),
        ]
        words = danish.format_half_year(half, space=" ")
        printed = [f"{words}: {self.there} af {self.owed} udtræk ligger i data/raw/{half}."]
        for title, findings in parts:
            printed += ["", f"{title}:", *findings] if findings else []
        last = "Halvåret kan køres." if self.ready else "Halvåret kan ikke køres endnu."
        return [*printed, "", f"{self._count_rules_kept()} {last}"]

    def _count_rules_kept(self) -> str:
        """The first sentence of the report's last line: how many rules were evaluated, and how many are kept. Called
        when `hpanalysis check` prints its report."""
        if self.checks.empty:
            return "Ingen kontrolregler er kørt."
        return f"{int(self.checks['held'].sum())} af {len(self.checks)} kontrolregler er overholdt."


def _find_unknown_files(workspace: Workspace, half: HalfYear) -> list[str]:
    """A Danish finding for each file in the half-year's folder that no source takes, such as one with a misspelt name.
    Called once in `hpanalysis check`. LÆSMIG.txt and hidden files are passed over."""
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
        if name != READ_ME and not name.startswith((".", "~$"))
    ]


def _describe_sources_that_stand(
    workspace: Workspace, half: HalfYear, present: Mapping[str, Sequence[Path]]
) -> Iterator[str]:
    """A Danish line for each source that owes no extract in this half-year: which delivery of it the figures go on
    resting on. Called once in `hpanalysis check`. present: source name -> the files in the half-year's folder. A source
    that came all the same is not listed."""
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


def _load_deliveries(
    workspace: Workspace, deliveries: list[loading.Delivery], progress: Progress
) -> tuple[dict[loading.Delivery, pd.DataFrame], list[str]]:
    """Load and validate the half-year's deliveries: the checks of each that can be loaded, and a Danish finding for
    each that cannot. Called once in `hpanalysis check`. Each is loaded anew, though nothing may have changed, because
    the analyst asks to see everything that is wrong."""
    key = load.Key.from_environment(synthetic=workspace.synthetic)
    suites, checks, unusable = validate.Suites(workspace.expectations), {}, []
    for delivery in deliveries:
        try:
            loading.forget_delivery(workspace, delivery)
            checks[delivery], _ = loading.load_delivery(
                workspace, delivery, loading.find_history(delivery, deliveries), key, suites
            )
        except Stop as stop:
            unusable.append(str(stop))
        progress.advance(STEP, delivery.source.label)
    return checks, unusable


def _validate_half_year(workspace: Workspace, half: HalfYear, progress: Progress) -> tuple[pd.DataFrame, list[str]]:
    """Evaluate all rules on the half-year's extracts, those across files and time too: the checks as one frame (empty
    without any extract), and a finding for each extract that cannot be used. Called once in `hpanalysis check`. Earlier
    deliveries are taken as the last run left them."""
    deliveries = loading.find_deliveries(workspace, half)
    new = [delivery for delivery in deliveries if delivery.half_year == half]
    if not new:
        return pd.DataFrame(), []
    raw_digests = {path: digests.digest_file(path) for delivery in deliveries for path in delivery.files}
    repeats = cross_rules.find_repeated_files(deliveries, raw_digests)
    # An old file would break other rules too, and hide what is wrong.
    repeated = {delivery for delivery, _, _ in repeats}
    with progress.step(STEP, len(new)):
        checks, unusable = _load_deliveries(workspace, [each for each in new if each not in repeated], progress)
        loaded = [
            each
            for each in deliveries
            if workspace.frame(each.source.name, each.half_year).is_file() and (each in checks or each not in new)
        ]
        changed = cross_rules.find_changed_files(loaded, raw_digests)
        across = cross_rules.check_across_deliveries(workspace, loaded, raw_digests, changed)
    whole = pd.concat([*checks.values(), across[across["half_year"] == str(half)]], ignore_index=True)
    return whole, [*(cross_rules.describe_repeated_file(*repeat) for repeat in repeats), *unusable]


def check_half_year(workspace: Workspace, half: HalfYear, progress: Progress | None = None) -> CheckReport:
    """Find what stands between a half-year's extracts and its run. Called by `hpanalysis check`. Only frames and
    protected files are written. `Stop` where the half-year itself is not in order: it lies before the plan, or has no
    folder or no params file. progress: None where nobody watches."""
    plan = workspace.plan
    chosen = owed_extracts.read_params(workspace, half)
    present = owed_extracts.find_files(workspace, half)
    missing = owed_extracts.find_missing(workspace, half, present, chosen)
    due = owed_extracts.find_owed_extracts(plan, half)
    progress = progress or Progress()
    with run_lock.hold_folders(workspace.processed, progress=progress):
        checks, unusable = _validate_half_year(workspace, half, progress)
    return CheckReport(
        half_year=half,
        there=sum(bool(present[item.source.name]) for item in due),
        owed=len(due),
        checks=checks,
        k=plan.k,
        missing=[str(stop) for stop in missing],
        unusable=unusable,
        unknown_files=_find_unknown_files(workspace, half),
        not_due=list(_describe_sources_that_stand(workspace, half, present)),
        to_delete=find_files_to_delete(workspace, half, chosen),
    )
