"""What the program answers to deliveries with a fault: it stops, tells of it, or publishes another figure silently.

Everything is asked as a run asks it, by the same functions; only the rules themselves are evaluated in plain pandas
(`plain_rules`).
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from enum import Enum

import pandas as pd

from hpanalysis import corrections, measure
from hpanalysis.errors import Stop
from hpanalysis.load.frame import Loaded, load_frame
from hpanalysis.tables import KEY, Severity
from planted.extract_table import Table, write_table
from planted.sound import Broken, Sound, Town, describe_last_delivery


class Answer(Enum):
    """What became of a fault; the value heads a column of the table."""

    STOPPED = "stopped"  # the run, with a sentence
    TOLD = "told"  # a rule is broken, on datakvalitet and at the end of the run
    CORRECTED = "correction told"  # the figure was published before, so rettelser.csv tells of it
    UNCHANGED = "no figure changed"
    SILENT = "silent"  # a figure that is published for the first time is another, and nothing is said
    CRASHED = "crashed"


@dataclass(frozen=True)
class Outcome:
    """The answer to one fault, with the rules or the message that gave it, and the figures that it changed."""

    answer: Answer
    why: str = ""
    figures: tuple[str, ...] = ()


def _leave_out_sound(broken: Broken, sound: Sound) -> Broken:
    """The rules broken by the fault: not those that the sound delivery breaks too."""
    return {rule: severity for rule, severity in broken.items() if rule not in sound.broken}


def _list_critical(broken: Broken) -> list[str]:
    return [rule for rule, severity in broken.items() if severity is Severity.CRITICAL]


def _read_figures(table: pd.DataFrame) -> dict[tuple[str, str, str], tuple[object, ...]]:
    columns = [*KEY, "numerator", "denominator", "status"]
    rows = table[columns].astype(object).where(table[columns].notna(), None).to_numpy()
    return {tuple(row[:3]): tuple(row[3:]) for row in rows}


def _find_changed(now: pd.DataFrame, sound: Sound) -> list[tuple[str, str, str]]:
    """The published figures that are others than they should be, are missing, or should not be there."""
    right, wrong = _read_figures(sound.figures), _read_figures(now)
    keys = {key for key in {**right, **wrong} if right.get(key) != wrong.get(key)}
    return sorted(key for key in keys if key in sound.shown or key not in right)


def _load(sound: Sound, tables: list[Table]) -> Loaded:
    folder = sound.workspace.raw_folder(sound.half_year)
    folder.mkdir(parents=True, exist_ok=True)
    names = [path.with_suffix(".csv").name for path in sound.deliveries[-1].files]
    paths = [write_table(table, folder / name) for table, name in zip(tables, names, strict=True)]
    return load_frame(sound.source, paths, sound.workspace.plan, sound.key)


def _ask(town: Town, sound: Sound, tables: list[Table]) -> Outcome:
    """The answer of a run, which asks of the delivery alone, then across deliveries, then of the figures."""
    plan, half_year, delivery = sound.workspace.plan, sound.half_year, sound.deliveries[-1]
    loaded = _load(sound, tables)
    broken = _leave_out_sound(town.find_broken_alone(delivery, loaded), sound)
    if critical := _list_critical(broken):
        return Outcome(Answer.STOPPED, " ".join(critical))
    loaded.frame.to_parquet(sound.workspace.frame(sound.source.name, half_year), index=False)
    row = describe_last_delivery(town, sound.workspace, sound.deliveries, sound.others)
    broken |= _leave_out_sound(town.find_broken_across(row), sound)
    if critical := _list_critical(broken):
        return Outcome(Answer.STOPPED, " ".join(critical))
    measured = measure.measure(sound.workspace, half_year, sound.indicators)
    broken |= _leave_out_sound(town.find_broken_figures(measured), sound)
    standing = corrections.find_standing_figures(measured, sound.ledger, plan, sound.measured_before)
    changed = _find_changed(corrections.restore_standing_figures(measured, standing), sound)
    figures = tuple(" ".join(key) for key in changed)
    if critical := _list_critical(broken):
        return Outcome(Answer.STOPPED, " ".join(critical), figures)
    if broken:
        return Outcome(Answer.TOLD, " ".join(broken), figures)
    if not changed:
        return Outcome(Answer.UNCHANGED)
    corrected = all(key in sound.ledger.figures for key in changed)
    return Outcome(Answer.CORRECTED if corrected else Answer.SILENT, "", figures)


def answer(town: Town, sound: Sound, tables: list[Table]) -> Outcome:
    """What a run says of a delivery of these files. The workspace holds the sound frame again afterwards."""
    frame = sound.workspace.frame(sound.source.name, sound.half_year)
    kept = frame.read_bytes()
    try:
        return _ask(town, sound, tables)
    except Stop as stop:
        return Outcome(Answer.STOPPED, str(stop))
    except Exception as error:  # what a run calls an unforeseen error
        return Outcome(Answer.CRASHED, "".join(traceback.format_exception(error)[-3:]))
    finally:
        frame.write_bytes(kept)
