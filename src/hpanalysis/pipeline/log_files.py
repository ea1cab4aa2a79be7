"""The files of the secretariat's logs: read as they are, and written anew with a copy of the old, or refused.

Two commands write them: `log --from` of the secretariat's own workbook, and `log --partners` of the partners'.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hpanalysis import followup, load, log_workbook
from hpanalysis.errors import Stop
from hpanalysis.log_workbook import Plain
from hpanalysis.pipeline.publication import hand_kept_texts
from hpanalysis.pipeline.storage.files import write_bytes, write_text
from hpanalysis.text_encoding import convert_to_utf8
from hpanalysis.workspace import Workspace

_FORMER = "-foer"  # after the name of a log's copy
MADE_UP = "ja"
Logs = dict[str, Plain | None]  # by file; None for a log that is not there yet


@dataclass(frozen=True)
class Kept:
    """What reading a workbook back did. Made by `read_log_workbook`."""

    lines: tuple[str, ...]  # what has changed, in Danish, a line a sheet; empty where nothing has
    written: tuple[Path, ...]
    copies: tuple[Path, ...]  # of the files as they were


def _read_one(workspace: Workspace, name: str) -> followup.Log | followup.EmergencyLog | None:
    """A log as it is; None where its file is missing, or is made up beside real extracts: neither is anything to go on
    from. Called for each log. name: the file's. `Stop` for one with faults, which must be corrected first."""
    path = workspace.params / name
    if not path.is_file():
        return None
    read = followup.read_log if name == followup.FOLLOWUP else followup.read_emergency_log
    log = read(path, workspace.plan)
    return None if log.synthetic == MADE_UP and not workspace.synthetic else log


def read_logs(workspace: Workspace) -> Logs:
    """The logs as they are, in their plain form. Called before a workbook is written and when one is read. The
    emergency group's log is kept in a workbook only where its file is: it does not leave the data unit."""
    names = [followup.FOLLOWUP]
    if (workspace.params / followup.EMERGENCY).is_file():
        names.append(followup.EMERGENCY)
    logs = {name: _read_one(workspace, name) for name in names}
    return {name: None if log is None else log_workbook.to_plain(log) for name, log in logs.items()}


def refuse_removals(changes: Sequence[log_workbook.Change]) -> None:
    """`Stop` where entries would go: a workbook that is older than the log lacks what was entered since. Called unless
    the command says that they are to go."""
    going = [f"{change.sheet}: {change.gone}" for change in changes if change.gone]
    if going:
        raise Stop(
            f"Optegnelserne har rækker, som regnearket ikke har ({'; '.join(going)}). Intet er skrevet.",
            expected="et regneark med alle de rækker, optegnelserne har. Er det ældre end dem, så lav et nyt.",
            do="Skal rækkerne væk, så kør igen med --remove.",
        )


def make_text(workspace: Workspace, name: str, plain: Plain, old: Plain | None) -> str:
    """The new text of a log's file. Called for each log that a workbook changed, before any file is written. old: None
    for one that is not to be gone on from."""
    path = workspace.params / name
    goes_on = path.is_file() and old is not None
    text = convert_to_utf8(path.read_bytes()).decode("utf-8") if goes_on else ""
    return log_workbook.write_anew(plain, old, text, name)


def refuse_persons(texts: Mapping[Path, str], workspace: Workspace) -> None:
    """`Stop` where a new text holds what may be a CPR number of a person of the extracts, however it is spelled: the
    files are kept in git. Called before any file is written; a number that can be nothing else was refused by its
    cell."""
    persons = None
    if any(workspace.processed.glob("*/frames/*.parquet")):  # elsewhere there are neither persons nor a key
        from hpanalysis.pipeline.extracts import known_persons

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


def write_file(path: Path, text: str) -> Path | None:
    """Write a log's file anew, with a copy of the old one beside it, which is returned; None where there was none.
    Called for each log that a workbook changed, when all texts are made."""
    copy = None
    if path.is_file():
        copy = path.with_name(f"{path.stem}{_FORMER}{path.suffix}")
        write_bytes(path.read_bytes(), copy)
    write_text(text, path)
    return copy
