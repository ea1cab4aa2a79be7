"""Figures of groups in several publications held together: each is told once, and in one way.

A reader keeps every publication. A group that was hidden in one and is shown in another is known, and so are the
persons between two numbers of it; so a group is shown for good, or hidden for good.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from hpanalysis.published.breakdowns import GroupFigure, GroupKey, format_group_address
from hpanalysis.published.failures import Failure, Fault, make_failure
from hpanalysis.published.figures import Figure, Key
from hpanalysis.published.names import BREAKDOWNS_CSV

# A publication: its name, its groups, and the figures that they divide.
Told = tuple[str, Mapping[GroupKey, GroupFigure], Mapping[Key, Figure]]


def _says_the_same(before: Figure, now: Figure | None) -> bool:
    """Whether two rows of one figure say the same of its number. Called for each figure that is divided, and for each
    group. now: None where the newest publication has no such row."""
    if now is None:
        return False
    return (before.shown, before.hidden, before.numerator, before.denominator) == (
        now.shown,
        now.hidden,
        now.numerator,
        now.denominator,
    )


def find_changed_groups(publications: Sequence[Told]) -> Iterator[Failure]:
    """Yield a failure for each group that two publications tell otherwise: hidden in one and shown in the other, or
    with other counts. Called by `audit` once. publications: those before, replaced ones too, and the newest last."""
    first: dict[GroupKey, GroupFigure] = {}
    for name, groups, _ in publications:
        for key, row in groups.items():
            before = first.setdefault(key, row)
            if before.hidden is not row.hidden:
                yield make_failure(name, Fault.DECISION, format_group_address(key), BREAKDOWNS_CSV)
            elif not _says_the_same(before, row):
                yield make_failure(name, Fault.RESTATED, format_group_address(key), BREAKDOWNS_CSV)


def collect_known_groups(earlier: Sequence[Told], rows: Mapping[Key, Figure]) -> dict[GroupKey, GroupFigure]:
    """The groups of earlier publications that divide figures of today: of each breakdown of each window those whose
    figures are all the same in the newest publication. Called by `audit` once, for these stand in one system with it.
    rows: the newest publication's figures, by key. A breakdown of figures that were corrected since divided others; it
    was examined with those."""
    known: dict[GroupKey, GroupFigure] = {}
    for _, groups, figures in earlier:
        divided: dict[tuple[str, str, str], list[GroupKey]] = {}
        for key in groups:
            divided.setdefault((key[0], key[1], key[3]), []).append(key)
        for keys in divided.values():
            own = dict.fromkeys(key[:3] for key in keys)
            if all(key in figures and _says_the_same(figures[key], rows.get(key)) for key in own):
                known |= {key: groups[key] for key in keys}
    return known
