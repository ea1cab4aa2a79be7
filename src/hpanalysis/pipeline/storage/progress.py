"""What a run tells while it works. The command line draws it; tests and notebooks need not listen."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Progress:
    """What a run tells of its steps while it works; this one draws nothing, and keeps the seconds each step took. Made
    by the command line, whose subclass (`progress_bar`) overrides `begin`, `advance`, `end` and `say`, or by a function
    that was given none. The seconds are written to the run's log."""

    seconds: dict[str, float] = field(default_factory=dict)

    def begin(self, step: str, total: int) -> None:
        """Called by `step` when a step of a run begins, so that progress can be shown. step: its name, in Danish;
        total: how many parts it has. Does nothing in this class, which serves where nobody watches."""

    def advance(self, step: str, part: str) -> None:
        """Called when a part of the step is done, so that progress can be shown. part: its name, such as a table's or a
        page's. Does nothing in this class, which serves where nobody watches."""

    def end(self, step: str) -> None:
        """Called when a step of a command (its Danish name) is over, also where it failed. Does nothing in this class,
        which serves where nobody watches."""

    def say(self, sentence: str) -> None:
        """Called by whatever a command does that takes time, with a Danish sentence for the user that belongs to no
        step: that another command is waited for, or which damaged files are made again. Does nothing in this class,
        which serves where nobody watches."""

    @contextmanager
    def step(self, step: str, total: int = 1) -> Iterator[None]:
        """Time the step that runs within the `with` block, and tell of its beginning and end. Called around each step
        of a run, of `hpanalysis check` and of `hpanalysis pdf`. A failing one is timed too. total: how many parts the
        step has, for the bar that is drawn."""
        self.begin(step, total)
        started = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[step] = self.seconds.get(step, 0.0) + time.perf_counter() - started
            self.end(step)
