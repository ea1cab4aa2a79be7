"""What a comparison's rows of balance.csv may say: what was matched on, in order, and how alike the two sides were."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

# What may be matched on, in the order of the file; the first two in equal values alone.
_COVARIATES = ("koen", "area_id", "before", "age")
_EXACTLY, _ALWAYS = ("koen", "area_id"), "before"
# The bounds of the classes of a difference before matching; empty over the last.
_CLASSES = ("0.1000", "0.2500", "0.5000", "1.0000", "")
_ALLOWED = tuple(f"{hundredths / 100:.4f}" for hundredths in range(11))  # after matching: at most a tenth


def are_covariates(names: Sequence[str]) -> bool:
    """Whether these are what a comparison may be matched on, each once and in order. Called for each comparison."""
    return list(names) == [name for name in _COVARIATES if name in names] and _ALWAYS in names


def find_wrong_balance(cells: Mapping[str, str]) -> Iterator[str]:
    """The columns of a row that cannot be: another class than there is, more than a tenth after matching, or any
    difference in what was matched on exactly. Called for each row of balance.csv."""
    if cells["before_matching"] not in _CLASSES:
        yield "before_matching"
    exactly = cells["covariate"] in _EXACTLY
    if cells["after_matching"] not in (_ALLOWED[:1] if exactly else _ALLOWED):
        yield "after_matching"
