"""What the program answers to deliveries with a fault: it stops, tells of it, or publishes another figure silently.

Everything is asked as a run asks it, by the same functions. Only the rules across deliveries are evaluated for all
faults of a source at once, a row each, because Great Expectations takes as long for one row as for hundreds.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

import pandas as pd

from hpanalysis import corrections, load, measure, validate
from hpanalysis.errors import Stop
from hpanalysis.tables import KEY, Severity
from planted.extract_table import Table, write_table
from planted.sound import Sound, Town, describe_last_delivery


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


@dataclass(frozen=True)
class _Pending:
    """A fault that the rules on the delivery alone let pass; the rules across deliveries are still to be asked."""

    told: list[str]
    delivery: pd.DataFrame  # its row of the deliveries frame
    figures: tuple[str, ...]
    corrected: bool  # all of the figures were published before
    critical: list[str]  # critical rules on the figures, which a run asks last


def _list_broken(checks: pd.DataFrame, sound: Sound, severity: Severity | None = None) -> list[str]:
    """The rules that are broken by the fault: not those that the sound delivery breaks too."""
    broken = checks[~checks["held"].astype(bool)]
    if severity is not None:
        broken = broken[broken["severity"] == severity.value]
    return [rule for rule in broken["rule_id"] if rule not in sound.broken]


def _read_figures(table: pd.DataFrame) -> dict[tuple[str, str, str], tuple[object, ...]]:
    columns = [*KEY, "numerator", "denominator", "status"]
    rows = table[columns].astype(object).where(table[columns].notna(), None).to_numpy()
    return {tuple(row[:3]): tuple(row[3:]) for row in rows}


def _find_changed(now: pd.DataFrame, sound: Sound) -> list[tuple[str, str, str]]:
    """The published figures that are others than they should be, are missing, or should not be there."""
    right, wrong = _read_figures(sound.figures), _read_figures(now)
    keys = {key for key in {**right, **wrong} if right.get(key) != wrong.get(key)}
    return sorted(key for key in keys if key in sound.shown or key not in right)


def _load(sound: Sound, tables: list[Table]) -> load.Loaded:
    folder = sound.workspace.raw_folder(sound.half_year)
    folder.mkdir(parents=True, exist_ok=True)
    names = [path.with_suffix(".csv").name for path in sound.deliveries[-1].files]
    paths = [write_table(table, folder / name) for table, name in zip(tables, names, strict=True)]
    return load.load(sound.source, paths, sound.workspace.plan, sound.key)


def _measure(town: Town, sound: Sound) -> tuple[list[tuple[str, str, str]], pd.DataFrame | None]:
    """The published figures that are others, and the checks of the figures (None where none is another)."""
    plan = sound.workspace.plan
    measured = measure.measure(sound.workspace, sound.half_year, sound.indicators)
    standing = corrections.find_standing_figures(measured, sound.ledger, plan, sound.measured_before)
    changed = _find_changed(corrections.restore_standing_figures(measured, standing), sound)
    if measured.equals(sound.measured):
        return changed, None
    return changed, town.suites.validate_measured(measured, sound.half_year, plan)


def _ask(town: Town, sound: Sound, tables: list[Table]) -> Outcome | _Pending:
    loaded = _load(sound, tables)
    checks = town.check(sound.deliveries[-1], loaded)
    if critical := _list_broken(checks, sound, Severity.CRITICAL):
        return Outcome(Answer.STOPPED, " ".join(critical))
    loaded.frame.to_parquet(sound.workspace.frame(sound.source.name, sound.half_year), index=False)
    delivery = describe_last_delivery(town, sound.workspace, sound.deliveries, sound.others)
    changed, own = _measure(town, sound)
    told = _list_broken(checks, sound) + ([] if own is None else _list_broken(own, sound))
    critical = [] if own is None else _list_broken(own, sound, Severity.CRITICAL)
    corrected = all(key in sound.ledger.figures for key in changed)
    return _Pending(told, delivery, tuple(" ".join(key) for key in changed), corrected, critical)


def _answer_alone(town: Town, sound: Sound, tables: list[Table]) -> Outcome | _Pending:
    """What a run says of a delivery of these files, but for the rules across deliveries. The workspace holds the sound
    frame again afterwards."""
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


def _answer_across(pending: _Pending, checks: pd.DataFrame, sound: Sound) -> Outcome:
    """The answer when the rules across deliveries are asked too. checks: those of this delivery."""
    critical = _list_broken(checks, sound, Severity.CRITICAL) + pending.critical
    if critical:
        return Outcome(Answer.STOPPED, " ".join(critical), pending.figures)
    told = _list_broken(checks, sound) + pending.told
    if told:
        return Outcome(Answer.TOLD, " ".join(told), pending.figures)
    if not pending.figures:
        return Outcome(Answer.UNCHANGED)
    return Outcome(Answer.CORRECTED if pending.corrected else Answer.SILENT, "", pending.figures)


def answer_all(town: Town, sound: Sound, faulty: Iterable[list[Table]]) -> list[Outcome]:
    """What a run says of each of these deliveries, in their order. Each is given as the files of one delivery."""
    asked = [_answer_alone(town, sound, tables) for tables in faulty]
    pending = [each.delivery for each in asked if isinstance(each, _Pending)]
    if not pending:
        return [each for each in asked if isinstance(each, Outcome)]
    checks = town.suites.validate_across(pd.concat(pending, ignore_index=True))
    rules = len(checks) // len(pending)
    parts = iter(checks.iloc[n * rules : (n + 1) * rules] for n in range(len(pending)))
    return [_answer_across(each, next(parts), sound) if isinstance(each, _Pending) else replace(each) for each in asked]
