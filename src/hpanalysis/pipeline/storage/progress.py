"""What a run tells while it works. The command line draws it; tests and notebooks need not listen."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Progress:
    """Steps of a run. Subclasses override `begin`, `advance`, `end` and `say`; seconds a step are kept here."""

    seconds: dict[str, float] = field(default_factory=dict)

    def begin(self, step: str, total: int) -> None:
        """A step of `total` parts begins."""

    def advance(self, step: str, part: str) -> None:
        """A part of the step is done."""

    def end(self, step: str) -> None:
        """The step is done."""

    def say(self, sentence: str) -> None:
        """Something worth telling that is no step: that another run is waited for."""

    @contextmanager
    def step(self, step: str, total: int = 1) -> Iterator[None]:
        """Time a step; a failing one is timed too."""
        self.begin(step, total)
        started = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[step] = self.seconds.get(step, 0.0) + time.perf_counter() - started
            self.end(step)
