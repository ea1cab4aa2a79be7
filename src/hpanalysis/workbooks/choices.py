"""What may be chosen in a cell: labels in Danish, and what each stands for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from hpanalysis.by_hand.clean import clean_text

Values = tuple[str | None, ...]  # of the log's keys that a column fills, in the column's order


def fold_label(text: str) -> str:
    """A label in the form in which labels are compared: small letters, plain single spaces. Called for labels and for
    the cells that are to be one."""
    return " ".join(clean_text(text).casefold().split())


@dataclass(frozen=True)
class Choices:
    """The labels that may stand in a column, each with what it means. Made from the plan by the functions below."""

    name: str  # the list's, on the sheet of lists
    labels: dict[str, Values]
    offered: tuple[str, ...] | None = None  # those that the list offers; None for all of them

    @property
    def listed(self) -> tuple[str, ...]:
        """The labels that the list of a cell offers. Read when the workbook is written."""
        return tuple(self.labels) if self.offered is None else self.offered

    @cached_property
    def _by_folded(self) -> dict[str, Values]:
        """What each label means, by its folded form. Read for each cell."""
        return {fold_label(label): values for label, values in self.labels.items()}

    def find(self, text: str) -> Values | None:
        """What a cell's label means; None for one that is not in the list. Called for each cell that is read."""
        return self._by_folded.get(fold_label(text))

    def name_values(self, values: Values) -> str:
        """The label of the values of an entry. Called for each entry that is written; StopIteration for values that no
        label has, which the check of the log's keys refuses."""
        return next(label for label, meant in self.labels.items() if meant == values)
