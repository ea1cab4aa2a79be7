"""The secretariat's logs kept in a workbook: written from params, and read back into params with a copy of the old."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from hpanalysis import followup, log_workbook, yearly_logs
from hpanalysis.cpr import show_name
from hpanalysis.errors import Stop, format_finding
from hpanalysis.log_workbook import Plain
from hpanalysis.pipeline import log_files
from hpanalysis.pipeline.extracts.readme_txt import ORDERS
from hpanalysis.pipeline.log_files import MADE_UP, Kept, Logs
from hpanalysis.pipeline.storage.files import write_bytes
from hpanalysis.workspace import Workspace

_NAME, _SUFFIX = "optegnelser.xlsx", ".xlsx"
_OWNER_ALONE = 0o600
_ORDER = "Kun rækkernes rækkefølge er ændret."


def find_workbook(workspace: Workspace) -> Path:
    """data/bestillinger/optegnelser.xlsx, which git does not take. Called where no other place is named."""
    return workspace.raw.parent / ORDERS / _NAME


def _stop_if_something_is_lost(path: Path, workspace: Workspace, logs: Logs) -> None:
    """`Stop` where the workbook that would be written over says something that the logs do not: it has been filled in
    and not been read back. Called before a workbook is written."""
    if not path.exists():
        return
    try:
        back = log_workbook.read_back(path, workspace.plan, logs, yearly_logs.read_publications(workspace))
    except Stop:
        back = None
    said = {name: log_workbook.to_plain(log) for name, log in back.logs.items()} if back else {}
    if said and all(logs.get(name) == plain for name, plain in said.items()):
        return
    raise Stop(
        "Filen findes og siger noget, som optegnelserne ikke gør. Den er ikke skrevet over.",
        place=show_name(path.name),
        expected="en fil, der er læst ind, eller som ikke findes.",
        do="Læs den ind med --from, slet den, eller vælg en anden fil med --to.",
    )


def _stop_if_shared(path: Path, workspace: Workspace) -> None:
    """`Stop` for a place in the project from which a workbook is published, packed or taken into git. Called before one
    is written. What git does not take are data/ and the project's own folder itself."""
    path = path.resolve()
    shared = path.is_relative_to(workspace.root) and path.parent != workspace.root
    if path.is_relative_to(workspace.reports) or (shared and not path.is_relative_to(workspace.raw.parent)):
        raise Stop(
            "Regnearket kan være fortroligt og må ikke ligge dér, hvor det udgives eller følger med i git.",
            place=show_name(path.name),
            expected="mappen data eller en mappe uden for projektet.",
            do="Ret --to.",
        )


def write_log_workbook(workspace: Workspace, to: Path | None = None, *, with_emergency: bool = True) -> Path:
    """Write the logs as they are as a workbook to fill in, and return where. Called by `hpanalysis log`. to: the file;
    None for the usual one. with_emergency: whether the emergency group's log is with it, where the project has it.
    `Stop` for logs with faults, and for a workbook that was filled in and not read back."""
    path = to or find_workbook(workspace)
    if path.suffix.casefold() != _SUFFIX:
        raise Stop("Filens navn ender ikke på .xlsx.", expected="et navn som optegnelser.xlsx.", do="Ret --to.")
    _stop_if_shared(path, workspace)
    logs = log_files.read_logs(workspace)
    _stop_if_something_is_lost(path, workspace, logs)
    chosen = {name: plain for name, plain in logs.items() if with_emergency or name != followup.EMERGENCY}
    made_up = workspace.synthetic or any((plain or {}).get("synthetic") == MADE_UP for plain in chosen.values())
    path.parent.mkdir(parents=True, exist_ok=True)
    write_bytes(log_workbook.make_workbook(workspace.plan, chosen, made_up=made_up), path)
    if chosen.get(followup.EMERGENCY) is not None:
        path.chmod(_OWNER_ALONE)  # on Windows the folder's rights decide
    return path


def _refuse_faults(back: log_workbook.ReadBack, path: Path) -> None:
    """`Stop` with every fault of a workbook, each a line with sheet and cell. Called when it has been read."""
    if not back.findings:
        return
    lines = [format_finding(place, wrong, expected=expected) for place, wrong, expected in back.findings]
    lines = list(dict.fromkeys(lines))
    count = "Én fejl" if len(lines) == 1 else f"{len(lines)} fejl"
    told = f"{count} i {show_name(path.name)}. Intet er skrevet. Ret regnearket, gem det, og læs det ind igen."
    raise Stop("\n".join([*lines, told]))


def _list_changes(back: log_workbook.ReadBack, old: Mapping[str, Plain | None]) -> list[log_workbook.Change]:
    """What a workbook changes in the logs, by sheet. Called for the summary, and to see whether anything goes."""
    return [
        change
        for name, log in back.logs.items()
        for change in log_workbook.list_changes(back.sheets, name, old.get(name), log_workbook.to_plain(log))
    ]


def read_log_workbook(workspace: Workspace, path: Path, *, may_remove: bool = False) -> Kept:
    """Read a filled-in workbook back into the logs' files, and return what has changed. Called by `hpanalysis log
    --from`. A log of which nothing changed is not touched. may_remove: whether entries may go. `Stop`, with nothing
    written, for any fault in the workbook, and for logs that are made up beside real extracts."""
    old = log_files.read_logs(workspace)
    back = log_workbook.read_back(path, workspace.plan, old, yearly_logs.read_publications(workspace))
    _refuse_faults(back, path)
    for name, log in back.logs.items():
        yearly_logs.stop_if_made_up(log, name, workspace)
    changes = _list_changes(back, old)
    if not may_remove:
        log_files.refuse_removals(changes)
    plains = {name: log_workbook.to_plain(log) for name, log in back.logs.items()}
    texts = {
        workspace.params / name: log_files.make_text(workspace, name, plain, old.get(name))
        for name, plain in plains.items()
        if plain != old.get(name)
    }
    log_files.refuse_persons(texts, workspace)
    copies = [log_files.write_file(path, text) for path, text in texts.items()]
    told = [change.tell() for change in changes] or ([_ORDER] if texts else [])
    return Kept(
        tuple(told),
        tuple(texts),
        tuple(copy for copy in copies if copy is not None),
    )
