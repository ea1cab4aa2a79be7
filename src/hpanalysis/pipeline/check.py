"""`hpanalysis check`: a half-year's extracts loaded and validated, nothing computed and nothing written to reports/."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pandas as pd

from hpanalysis import danish, deadlines, load, params, validate
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


@dataclass(frozen=True)
class CheckReport:
    """What the check found, a Danish finding each. checks: the rules held (`tables.CHECKS`).

    missing: extracts owed that are not there. unusable: extracts that cannot be read, or are an earlier one again.
    strangers: files that belong to no source. standing: sources that owe nothing now. to_delete: raw files past their
    last day.
    """

    half_year: HalfYear
    there: int
    owed: int
    checks: pd.DataFrame
    k: int
    missing: list[str] = field(default_factory=list)
    unusable: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    standing: list[str] = field(default_factory=list)
    to_delete: list[str] = field(default_factory=list)

    def _broken(self, severity: Severity) -> list[str]:
        return validate.describe_broken_rules(self.checks, severity, self.k) if not self.checks.empty else []

    @property
    def ready(self) -> bool:
        """Whether a run would get past its extracts."""
        return not (self.missing or self.unusable or self._broken(Severity.CRITICAL))

    def lines(self) -> list[str]:
        """The report as it is printed: the worst first."""
        half = self.half_year
        parts = [("Mangler", self.missing), ("Kan ikke bruges", self.unusable)]
        parts += [(title, self._broken(severity)) for severity, title in _TITLES.items()]
        parts += [
            ("Ukendte filer", self.strangers),
            ("Skal ikke leveres i dette halvår", self.standing),
            ("Rådata, der skal slettes", self.to_delete),
        ]
        words = danish.format_half_year(half, space=" ")
        found = [f"{words}: {self.there} af {self.owed} udtræk ligger i data/raw/{half}."]
        for title, said in parts:
            found += ["", f"{title}:", *said] if said else []
        last = "Halvåret kan køres." if self.ready else "Halvåret kan ikke køres endnu."
        return [*found, "", f"{self._rules()} {last}"]

    def _rules(self) -> str:
        if self.checks.empty:
            return "Ingen kontrolregler er kørt."
        return f"{int(self.checks['held'].sum())} af {len(self.checks)} kontrolregler er overholdt."


def _find_unknown_files(workspace: Workspace, half: HalfYear) -> list[str]:
    """Files in the half-year's folder that no source takes, such as one whose name is misspelt."""
    folder = workspace.raw_folder(half)
    known = {path for source in catalogue.sources().values() for path in load.find_files_of_source(source, folder)}
    names = sorted(path.name for path in folder.iterdir() if path not in known)
    return [
        format_finding(
            f"»{name}«",
            "Filen hører ikke til nogen kilde og bliver ikke læst.",
            expected=f"et af filnavnene i {READ_ME}.",
            do="Ret filens navn, eller flyt den ud af mappen.",
        )
        for name in names
        if name != READ_ME and not name.startswith((".", "~$"))
    ]


def _describe_sources_that_stand(workspace: Workspace, half: HalfYear, present: dict[str, list]) -> Iterator[str]:
    for source in deadlines.list_needed_sources(workspace.plan):
        if not present[source.name] and deadlines.find_window_owed(workspace.plan, source, half) is None:
            yield f"{source.label}: {readme_txt.describe_standing_delivery(workspace, source, half)}."


def find_files_to_delete(workspace: Workspace, half: HalfYear, chosen: params.Params) -> list[str]:
    """The raw files that should be gone by the date of the half-year's report, a finding each."""
    found = []
    for raw in deadlines.list_files_to_delete(workspace, half, chosen.report_date):
        agreed = workspace.plan.data_agreement(raw.source.name)
        found.append(
            format_finding(
                f"»{raw.path.name}« i mappen data/raw/{raw.half_year}",
                f"Filen skulle være slettet senest {readme_txt.format_day(raw.kept_until)}.",
                expected=f"at udtrækket slettes {agreed.months_kept} måneder efter halvårets sidste dag.",
                do="Slet filen. Halvårets tal står, som de er beregnet.",
                ask=f"den dataansvarlige, {agreed.data_controller}.",
            )
        )
    return found


def _load_deliveries(
    workspace: Workspace, own: list[loading.Delivery], progress: Progress
) -> tuple[dict[loading.Delivery, pd.DataFrame], list[str]]:
    """The checks of each delivery that can be loaded, and what is wrong with the others."""
    key = load.Key.from_environment(synthetic=workspace.synthetic)
    suites, checks, unusable = validate.Suites(workspace.expectations), {}, []
    for delivery in own:
        try:
            loading.forget_delivery(workspace, delivery)
            checks[delivery], _ = loading.load_delivery(
                workspace, delivery, loading.find_history(delivery, own), key, suites
            )
        except Stop as stop:
            unusable.append(str(stop))
        progress.advance(STEP, delivery.source.label)
    return checks, unusable


def _validate_half_year(workspace: Workspace, half: HalfYear, progress: Progress) -> tuple[pd.DataFrame, list[str]]:
    """All rules held against the half-year's extracts, those across files and time too, and what cannot be loaded.

    The earlier deliveries are taken as the last run left them: they are not loaded again.
    """
    found = loading.find_deliveries(workspace, half)
    own = [delivery for delivery in found if delivery.half_year == half]
    if not own:
        return pd.DataFrame(), []
    raw_digests = {path: digests.digest_file(path) for delivery in found for path in delivery.files}
    same = cross_rules.find_repeated_files(found, raw_digests)
    repeated = {delivery for delivery, _, _ in same}  # an old file would break other rules too, and hide what is wrong
    with progress.step(STEP, len(own)):
        checks, unusable = _load_deliveries(workspace, [each for each in own if each not in repeated], progress)
        standing = [
            each
            for each in found
            if workspace.frame(each.source.name, each.half_year).is_file() and (each in checks or each not in own)
        ]
        across = cross_rules.check_across_deliveries(
            workspace, standing, raw_digests, cross_rules.find_changed_files(standing, raw_digests)
        )
    held = [*checks.values(), across[across["half_year"] == str(half)]]
    return pd.concat(held, ignore_index=True), [
        *(cross_rules.describe_repeated_file(*each) for each in same),
        *unusable,
    ]


def check_half_year(workspace: Workspace, half: HalfYear, progress: Progress | None = None) -> CheckReport:
    """What stands between a half-year's extracts and its run. Nothing is written but frames and protected files.

    `Stop` where the half-year itself is not in order: before the plan, without its folder or its params file.
    """
    plan = workspace.plan
    chosen = owed_extracts.read_params(workspace, half)
    present = owed_extracts.find_files(workspace, half)
    missing = owed_extracts.find_missing(workspace, half, present, chosen)
    due = owed_extracts.find_owed_extracts(plan, half)
    progress = progress or Progress()
    with run_lock.hold_folders(workspace.processed, progress=progress):
        checks, unusable = _validate_half_year(workspace, half, progress)
    return CheckReport(
        half,
        sum(bool(present[item.source.name]) for item in due),
        len(due),
        checks,
        plan.k,
        [str(stop) for stop in missing],
        unusable,
        _find_unknown_files(workspace, half),
        list(_describe_sources_that_stand(workspace, half, present)),
        find_files_to_delete(workspace, half, chosen),
    )
