"""The partners' filled-in workbooks of a half-year, taken into the secretariat's log: `hpanalysis log --partners`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hpanalysis import danish, followup, log_workbook, partner_workbook, yearly_logs
from hpanalysis.cpr import show_name
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop, format_finding
from hpanalysis.followup.logs import impossible, references
from hpanalysis.followup.logs.faults import format_fault
from hpanalysis.log_workbook import Plain
from hpanalysis.partner_workbook import FolderRead
from hpanalysis.pipeline import log_files, partners
from hpanalysis.pipeline.log_files import Kept
from hpanalysis.workspace import PARTNERS, Workspace

_NOTHING = "Intet er skrevet."


@dataclass(frozen=True)
class KeptPartners:
    """What taking the partners' workbooks in did. Made by `read_partner_workbooks`."""

    kept: Kept
    filled: int  # partners
    asked: int
    missing: tuple[str, ...]  # a Danish line for each that has not filled in everything


def _read_folder(workspace: Workspace, half: HalfYear) -> FolderRead:
    """The partners' workbooks of a half-year. Called first. `Stop` where there is no folder of them, and for any fault
    in one, all at once."""
    found = partners.read_workbooks(workspace, half)
    if found is None:
        raise Stop(
            f"Mappen {PARTNERS} mangler.",
            place=f"Mappen data/raw/{half}",
            expected="parternes regneark, som »hpanalysis new« skriver dem.",
            do=f"Opret halvåret med »hpanalysis new {half}«.",
        )
    _refuse(found.faults)
    return found


def _refuse(faults: Sequence[str]) -> None:
    """`Stop` with every fault of the workbooks, if there are any. Called before anything is written."""
    if faults:
        count = "Én fejl" if len(faults) == 1 else f"{len(faults)} fejl"
        told = f"{count} i parternes regneark. {_NOTHING} Ret regnearkene, gem dem, og kør igen."
        raise Stop("\n".join([*faults, told]))


def _read_log(workspace: Workspace) -> Plain:
    """The secretariat's log as it is, in its plain form. Called when the workbooks are in order. `Stop` where there is
    none to put anything into."""
    old = log_files.read_logs(workspace)[followup.FOLLOWUP]
    if old is None:
        raise Stop(
            "Sekretariatets optegnelser mangler, eller de er opdigtede ved siden af rigtige udtræk.",
            place=f"»{followup.FOLLOWUP}« i mappen params",
            expected="de optegnelser, som parternes tal skal ind i.",
            do="Lav dem først: Skriv »hpanalysis log«, udfyld regnearket, og læs det ind.",
        )
    return old


def _refuse_later_days(old: Plain, found: FolderRead) -> None:
    """`Stop` where the workbooks tell of days after the log's own: it would tell of what had not happened yet. Called
    before anything is merged. The log's day is the secretariat's to move."""
    days = [one.row.until for read in found.workbooks for one in read.deliveries]
    days += [one.row.until for read in found.workbooks for one in read.hours]
    last, own = max(days, default=date.min), date.fromisoformat(old["as_of"])
    if last > own:
        raise Stop(
            f"Parternes tal går til {danish.format_day(last, ' ')}, men optegnelserne er kun ført til "
            f"{danish.format_day(own, ' ')}. {_NOTHING}",
            place=f"»{followup.FOLLOWUP}«, as_of",
            expected=f"tidligst {danish.format_day(last, ' ')}.",
            do="Ret dagen i filen, eller på arket »Om loggen« i sekretariatets regneark, og kør igen.",
        )


def _check_overlaps(old: Plain, found: FolderRead) -> None:
    """`Stop` where hours of the log go beyond the half-year and would be counted twice. Called before anything is
    merged."""
    _refuse(
        [
            format_finding(f"{show_name(read.path.name)}, {place}", wrong, expected=expected)
            for read, (place, wrong, expected) in partner_workbook.find_overlaps(old, found.workbooks)
        ]
    )


def _check_log(new: Plain, workspace: Workspace) -> None:
    """`Stop` for what the log's own checks refuse. Called for the merged log before it is written. What a workbook can
    have wrong was told by its cells; what is left is about the log as a whole."""
    log = followup.Log(**new)
    yearly_logs.stop_if_made_up(log, followup.FOLLOWUP, workspace)
    published = yearly_logs.read_publications(workspace)
    faults = [
        *references.find_unknown_keys(log, workspace.plan),
        *impossible.list_impossible(log, workspace.plan, published),
    ]
    if faults:
        raise Stop("\n".join(format_fault(followup.FOLLOWUP, *fault) for fault in faults))


def read_partner_workbooks(workspace: Workspace, half: HalfYear, *, may_remove: bool = False) -> KeptPartners:
    """Take the partners' filled-in workbooks of a half-year into params/opfoelgning.yaml, and return what has changed.
    Called by `hpanalysis log --partners`. Their entries for the half-year are replaced, all else stays byte for byte,
    and the same workbooks once more change nothing. may_remove: whether entries may go that no row replaces one by
    one. `Stop`, with nothing written, for a fault in any workbook or in the log."""
    found, name = _read_folder(workspace, half), followup.FOLLOWUP
    old = _read_log(workspace)
    _refuse_later_days(old, found)
    _check_overlaps(old, found)
    new = partner_workbook.merge_into(old, found.workbooks)
    sheets = log_workbook.list_sheets(workspace.plan, with_emergency=False)
    changes = log_workbook.list_changes(sheets, name, old, new)
    if not may_remove:
        log_files.refuse_removals(changes)
    _check_log(new, workspace)
    texts = {workspace.params / name: log_files.make_text(workspace, name, new, old)} if new != old else {}
    log_files.refuse_persons(texts, workspace)
    copies = [log_files.write_file(path, text) for path, text in texts.items()]
    kept = Kept(tuple(change.tell() for change in changes), tuple(texts), tuple(filter(None, copies)))
    return KeptPartners(kept, found.filled, len(found.asked), tuple(found.list_missing()))
