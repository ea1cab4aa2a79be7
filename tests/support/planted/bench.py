"""A run of planted faults: every source, so many faults each, and what became of them."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hpanalysis import demo
from hpanalysis.workspace import Workspace
from planted.answers import Answer, Outcome, answer
from planted.declared import count_touched, find_reason
from planted.kinds import KINDS, plant
from planted.sound import Sound, Town, thin

SEED = "planted 2026"


@dataclass(frozen=True, kw_only=True)
class Planted:
    """One fault and its answer."""

    source: str
    kind: str
    what: str  # which column, value or share, in few words
    touched: int  # rows
    rows: int  # of the sound file
    outcome: Outcome
    reason: str | None  # why it may be silent; None where it may not

    @property
    def is_undeclared(self) -> bool:
        """Whether it may not be as it is: silent without a reason, or a crash."""
        answer_ = self.outcome.answer
        return answer_ is Answer.CRASHED or (answer_ is Answer.SILENT and self.reason is None)


def make_town(project: Path, folder: Path, seed: int = 2025) -> Town:
    """A plan's demo extracts, written and thinned in a folder, ready to be spoiled. project: has params/plan and
    expectations/."""
    usual = Workspace.at(project)
    workspace = Workspace.at(project, raw=folder / "raw", processed=folder / "processed", reports=folder / "reports")
    shutil.rmtree(folder / "raw", ignore_errors=True)
    demo.write(usual.plan, workspace.raw, seed=seed)
    thin(workspace.raw, workspace)
    return Town(workspace, folder / "kilder")


def _plant_one(town: Town, sound: Sound, number: int, seed: str) -> Planted:
    place = number % len(sound.tables)
    right, before = sound.tables[place], sound.before[min(place, len(sound.before) - 1)]
    kind, what, faulty = plant(right, before, seed, number)
    outcome = answer(town, sound, [*sound.tables[:place], faulty, *sound.tables[place + 1 :]])
    return Planted(
        source=sound.source.name,
        kind=kind,
        what=what,
        touched=count_touched(right, faulty),
        rows=len(right.rows),
        outcome=outcome,
        reason=find_reason(kind, what, right, faulty),
    )


def plant_faults(town: Town, sound: Sound, count: int, seed: str = SEED) -> Iterator[Planted]:
    """Plant so many faults in a source, one at a time. The sound delivery itself must be taken without a word."""
    sound_outcome = answer(town, sound, sound.tables)
    if sound_outcome.answer is not Answer.UNCHANGED:
        raise ValueError(f"{sound.source.name} is not sound: {sound_outcome}")
    for number in range(count):
        yield _plant_one(town, sound, number, seed)


def format_table(planted: list[Planted], by: str) -> str:
    """A Markdown table of the answers, a row a source or a kind."""
    counts: dict[str, Counter[Answer]] = {}
    for fault in planted:
        counts.setdefault(getattr(fault, by), Counter())[fault.outcome.answer] += 1
    order = [name for name in KINDS if name in counts] if by == "kind" else sorted(counts)
    lines = [f"| {by} | {' | '.join(each.value for each in Answer)} |", f"|---|{'---:|' * len(Answer)}"]
    rows = [(name, counts[name]) for name in order] + [("all", sum(counts.values(), Counter()))]
    lines += [f"| {name} | {' | '.join(str(count[each]) for each in Answer)} |" for name, count in rows]
    return "\n".join(lines)


def list_silent(planted: list[Planted]) -> list[str]:
    """Each fault that changed a published figure without a word, and each crash, in a line of its own."""
    return [
        f"- {f.source}: {f.kind}{f' ({f.what})' if f.what else ''}, {f.touched} of {f.rows} rows, "
        f"{len(f.outcome.figures)} figures. {f.outcome.why if f.outcome.answer is Answer.CRASHED else ''}"
        f"{f'Why: {f.reason}.' if f.reason else 'UNDECLARED.'}"
        for f in planted
        if f.outcome.answer in (Answer.SILENT, Answer.CRASHED)
    ]
