"""The secretariat's logs kept in a workbook: written from params, and read back into params with a copy of the old."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hpanalysis import followup, load, log_workbook, yearly_logs
from hpanalysis.cpr import show_name
from hpanalysis.errors import Stop, format_finding
from hpanalysis.log_workbook import Plain
from hpanalysis.pipeline.extracts import known_persons
from hpanalysis.pipeline.extracts.readme_txt import ORDERS
from hpanalysis.pipeline.publication import hand_kept_texts
from hpanalysis.pipeline.storage.files import write_bytes, write_text
from hpanalysis.text_encoding import convert_to_utf8
from hpanalysis.workspace import Workspace

_NAME, _SUFFIX = "optegnelser.xlsx", ".xlsx"
_FORMER = "-foer"  # after the name of a log's copy
_MADE_UP = "ja"
_OWNER_ALONE = 0o600
_ORDER = "Kun rækkernes rækkefølge er ændret."
_Logs = dict[str, Plain | None]  # by file; None for a log that is not there yet


@dataclass(frozen=True)
class Kept:
    """What reading a workbook back did. Made by `read_log_workbook`."""

    lines: tuple[str, ...]  # what has changed, in Danish, a line a sheet; empty where nothing has
    written: tuple[Path, ...]
    copies: tuple[Path, ...]  # of the files as they were


def find_workbook(workspace: Workspace) -> Path:
    """data/bestillinger/optegnelser.xlsx, which git does not take. Called where no other place is named."""
    return workspace.raw.parent / ORDERS / _NAME


def _read_one(workspace: Workspace, name: str) -> followup.Log | followup.EmergencyLog | None:
    """A log as it is; None where its file is missing, or is made up beside real extracts: neither is anything to go on
    from. Called for each log. name: the file's. `Stop` for one with faults, which must be corrected first."""
    path = workspace.params / name
    if not path.is_file():
        return None
    read = followup.read_log if name == followup.FOLLOWUP else followup.read_emergency_log
    log = read(path, workspace.plan)
    return None if log.synthetic == _MADE_UP and not workspace.synthetic else log


def _read_logs(workspace: Workspace) -> _Logs:
    """The logs as they are, in their plain form. Called before a workbook is written and when one is read. The
    emergency group's log is kept in a workbook only where its file is: it does not leave the data unit."""
    names = [followup.FOLLOWUP]
    if (workspace.params / followup.EMERGENCY).is_file():
        names.append(followup.EMERGENCY)
    logs = {name: _read_one(workspace, name) for name in names}
    return {name: None if log is None else log_workbook.to_plain(log) for name, log in logs.items()}


def _stop_if_something_is_lost(path: Path, workspace: Workspace, logs: _Logs) -> None:
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
    logs = _read_logs(workspace)
    _stop_if_something_is_lost(path, workspace, logs)
    chosen = {name: plain for name, plain in logs.items() if with_emergency or name != followup.EMERGENCY}
    made_up = workspace.synthetic or any((plain or {}).get("synthetic") == _MADE_UP for plain in chosen.values())
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


def _refuse_removals(changes: list[log_workbook.Change]) -> None:
    """`Stop` where entries would go: a workbook that is older than the log lacks what was entered since. Called unless
    the command says that they are to go."""
    going = [f"{change.sheet}: {change.gone}" for change in changes if change.gone]
    if going:
        raise Stop(
            f"Optegnelserne har rækker, som regnearket ikke har ({'; '.join(going)}). Intet er skrevet.",
            expected="et regneark med alle de rækker, optegnelserne har. Er det ældre end dem, så lav et nyt.",
            do="Skal rækkerne væk, så kør igen med --remove.",
        )


def _make_text(workspace: Workspace, name: str, plain: Plain, old: Plain | None) -> str:
    """The new text of a log's file. Called for each log that a workbook changed, before any file is written. old: None
    for one that is not to be gone on from."""
    path = workspace.params / name
    goes_on = path.is_file() and old is not None
    text = convert_to_utf8(path.read_bytes()).decode("utf-8") if goes_on else ""
    return log_workbook.write_anew(plain, old, text, name)


def _refuse_persons(texts: Mapping[Path, str], workspace: Workspace) -> None:
    """`Stop` where a new text holds what may be a CPR number of a person of the extracts, however it is spelled: the
    files are kept in git. Called before any file is written; a number that can be nothing else was refused by its
    cell."""
    persons = None
    if any(workspace.processed.glob("*/frames/*.parquet")):  # elsewhere there are neither persons nor a key
        persons = known_persons.read_persons(workspace, load.Key.from_environment(synthetic=workspace.synthetic))
    for path, text in texts.items():
        if hand_kept_texts.holds_number(f"tekst{path.suffix}", text.encode(), workspace.plan, persons):
            raise Stop(
                "Regnearket har noget, der kan være et CPR-nummer. Det vises ikke, og intet er skrevet.",
                place=f"Det, der hører til »{path.name}«",
                expected="ingen CPR-numre.",
                do="Fjern det af regnearket, og læs det ind igen.",
                ask="databeskyttelsesrådgiveren.",
            )


def _write_file(path: Path, text: str) -> Path | None:
    """Write a log's file anew, with a copy of the old one beside it, which is returned; None where there was none.
    Called for each log that a workbook changed, when all texts are made."""
    copy = None
    if path.is_file():
        copy = path.with_name(f"{path.stem}{_FORMER}{path.suffix}")
        write_bytes(path.read_bytes(), copy)
    write_text(text, path)
    return copy


def read_log_workbook(workspace: Workspace, path: Path, *, may_remove: bool = False) -> Kept:
    """Read a filled-in workbook back into the logs' files, and return what has changed. Called by `hpanalysis log
    --from`. A log of which nothing changed is not touched. may_remove: whether entries may go. `Stop`, with nothing
    written, for any fault in the workbook, and for logs that are made up beside real extracts."""
    old = _read_logs(workspace)
    back = log_workbook.read_back(path, workspace.plan, old, yearly_logs.read_publications(workspace))
    _refuse_faults(back, path)
    for name, log in back.logs.items():
        yearly_logs.stop_if_made_up(log, name, workspace)
    changes = _list_changes(back, old)
    if not may_remove:
        _refuse_removals(changes)
    plains = {name: log_workbook.to_plain(log) for name, log in back.logs.items()}
    texts = {
        workspace.params / name: _make_text(workspace, name, plain, old.get(name))
        for name, plain in plains.items()
        if plain != old.get(name)
    }
    _refuse_persons(texts, workspace)
    copies = [_write_file(path, text) for path, text in texts.items()]
    told = [change.tell() for change in changes] or ([_ORDER] if texts else [])
    return Kept(
        tuple(told),
        tuple(texts),
        tuple(copy for copy in copies if copy is not None),
    )
