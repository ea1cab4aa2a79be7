"""The progress bar of the command line, drawn by Rich; plain lines where the output is no terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as RichProgress

from hpanalysis import danish
from hpanalysis.pipeline.storage.progress import Progress


class ProgressBar(Progress):
    """A bar a step, with the part that was done last beside it; its methods are called by the pipeline (`Progress`).
    Made by the command line for a command that takes time."""

    def __init__(self) -> None:
        """Prepare bars on standard error, drawn only in a terminal; made when a command that takes time begins."""
        super().__init__()
        self._console = Console(stderr=True)
        self._bars = RichProgress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[part]}"),
            console=self._console,
            disable=not self._console.is_terminal,
        )
        self._tasks: dict[str, TaskID] = {}  # by step

    def __enter__(self) -> ProgressBar:
        """Start drawing, at the beginning of the command."""
        self._bars.start()
        return self

    def __exit__(self, *error: object) -> None:
        """Stop drawing, at the end of the command, failed or not."""
        self._bars.stop()

    def begin(self, step: str, total: int) -> None:
        """Draw a bar for a step of `total` parts; called when the step begins."""
        self._tasks[step] = self._bars.add_task(step, total=total, part="")

    def advance(self, step: str, part: str) -> None:
        """Move a step's bar by one part and write the part's name beside it; called when the part is done."""
        self._bars.update(self._tasks[step], advance=1, part=part)

    def end(self, step: str) -> None:
        """End a step: print its seconds where there is no terminal, else fill the bar of a step of one part. Called by
        `Progress.step` when the step is over."""
        if self._bars.disable:
            self._console.print(f"{step}: {danish.format_number(round(self.seconds[step], 1), 1)} s")
        elif self._bars.tasks[self._tasks[step]].total == 1:
            self._bars.update(self._tasks[step], completed=1)

    def say(self, sentence: str) -> None:
        """Print a sentence that is of no step. Called where a command waits for another that holds its folders, and
        where what is damaged is made again."""
        self._console.print(sentence, highlight=False, soft_wrap=True)

    @contextmanager
    def spinner(self, text: str) -> Iterator[Callable[[str], None]]:
        """Draw a moving line while something of unknown length is done; yields a function, to be called with a text on
        how far it has come. Used by `hpanalysis demo`. text: what is being done. Without a terminal each message is a
        line of its own."""
        if not self._console.is_terminal:
            yield lambda part: self._console.print(f"{text}: {part}")
            return
        with self._console.status(text) as status:
            yield lambda part: status.update(f"{text}: {part}")
