"""What the program answers to a delivery with a fault: it stops, tells of it, or publishes another figure silently."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from enum import Enum

import pandas as pd

from hpanalysis import corrections, load, measure, validate
from hpanalysis.errors import Stop
from hpanalysis.plan import Plan
from hpanalysis.tables import KEY, Severity
from planted.extract_table import Table, write_table
from planted.sound import Sound, Town


class Answer(Enum):
    STOPPED = "stopped"
    TOLD = "told"
    CORRECTED = "correction told"
    UNCHANGED = "no figure changed"
    SILENT = "silent"
    CRASHED = "crashed"


@dataclass(frozen=True)
class Outcome:
    """The answer to one fault, with the rule or message that gave it, or the figures that it changed."""

    answer: Answer
    why: str
    figures: tuple[str, ...] = ()


def check_across(
    suites: validate.Suites, own: list[validate.Delivered], others: list[validate.Delivered], plan: Plan
) -> pd.DataFrame:
    """The checks of the rules across files and time of the last delivery in `own`. others: those of other sources, for
    the rule on persons whom two sources place apart."""
    delivered = [*others, *own]
    compared = [*(validate.Comparison() for _ in others), *validate.compare_deliveries(own)]
    odd = [*([] for _ in others), *validate.find_oddities(own)]
    order = sorted(range(len(delivered)), key=lambda n: (delivered[n].half_year, delivered[n].source.name))
    frame = validate.build_deliveries_frame(
        [delivered[n] for n in order], plan, [compared[n] for n in order], [odd[n] for n in order]
    )
    checks = suites.validate_across(frame)
    last = own[-1]
    return checks[(checks["half_year"] == str(last.half_year)) & (checks["source"] == last.source.name)]


def _find_broken(checks: pd.DataFrame, sound: Sound, severity: Severity | None = None) -> list[str]:
    broken = checks[~checks["held"].astype(bool)]
    if severity is not None:
        broken = broken[broken["severity"] == severity.value]
    return [rule for rule in broken["rule_id"] if rule not in sound.broken]


def _find_changed(now: pd.DataFrame, sound: Sound) -> list[tuple[str, str, str]]:
    """The published figures that are others than they should be, or are missing, or should not be there."""

    def read(table: pd.DataFrame) -> dict[tuple[str, str, str], tuple[object, ...]]:
        columns = [*KEY, "numerator", "denominator", "status"]
        rows = table[columns].astype(object).where(table[columns].notna(), None).to_numpy()
        return {tuple(row[:3]): tuple(row[3:]) for row in rows}

    right, wrong = read(sound.figures), read(now)
    keys = {key for key in {**right, **wrong} if right.get(key) != wrong.get(key)}
    return sorted(key for key in keys if key in sound.shown or key not in right)


def _load(town: Town, sound: Sound, tables: list[Table]) -> load.Loaded:
    folder = sound.workspace.raw_folder(sound.half_year)
    folder.mkdir(parents=True, exist_ok=True)
    names = [path.with_suffix(".csv").name for path in sound.deliveries[-1].files]
    paths = [write_table(table, folder / name) for table, name in zip(tables, names, strict=True)]
    return load.load(sound.source, paths, sound.workspace.plan, sound.key)


def _ask(town: Town, sound: Sound, tables: list[Table]) -> Outcome:
    plan, half_year, told = sound.workspace.plan, sound.half_year, []
    loaded = _load(town, sound, tables)
    checks = town.check(sound.deliveries[-1], loaded)
    if critical := _find_broken(checks, sound, Severity.CRITICAL):
        return Outcome(Answer.STOPPED, " ".join(critical))
    told += _find_broken(checks, sound)
    loaded.frame.to_parquet(sound.workspace.frame(sound.source.name, half_year), index=False)
    across = check_across(
        town.suites, [town.tell(sound.workspace, each) for each in sound.deliveries], sound.others, plan
    )
    if critical := _find_broken(across, sound, Severity.CRITICAL):
        return Outcome(Answer.STOPPED, " ".join(critical))
    told += _find_broken(across, sound)
    measured = measure.measure(sound.workspace, half_year, sound.indicators)
    own = town.suites.validate_measured(measured, half_year, plan)
    if critical := _find_broken(own, sound, Severity.CRITICAL):
        return Outcome(Answer.STOPPED, " ".join(critical))
    told += _find_broken(own, sound)
    standing = corrections.find_standing_figures(measured, sound.ledger, plan, sound.measured_before)
    changed = _find_changed(corrections.restore_standing_figures(measured, standing), sound)
    figures = tuple(" ".join(key) for key in changed)
    if told:
        return Outcome(Answer.TOLD, " ".join(told), figures)
    if not changed:
        return Outcome(Answer.UNCHANGED, "")
    if all(key in sound.ledger.figures for key in changed):
        return Outcome(Answer.CORRECTED, "rettelser", figures)
    return Outcome(Answer.SILENT, "", figures)


def answer(town: Town, sound: Sound, tables: list[Table]) -> Outcome:
    """What a run says of a delivery of these files. The workspace holds the sound frame again afterwards."""
    frame = sound.workspace.frame(sound.source.name, sound.half_year)
    kept = frame.read_bytes()
    try:
        return _ask(town, sound, tables)
    except Stop as stop:
        return Outcome(Answer.STOPPED, str(stop).splitlines()[0][:160])
    except Exception as error:  # what a run calls an unforeseen error
        return Outcome(Answer.CRASHED, "".join(traceback.format_exception(error)[-3:]))
    finally:
        frame.write_bytes(kept)
