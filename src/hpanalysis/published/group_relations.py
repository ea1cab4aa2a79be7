"""What holds between the counts of groups, and between them and the figures that they divide.

A group in a window is related as a window is: its areas make its total, which is a part of its municipality, and its
numerator is a part of its denominator. Besides, the groups of a breakdown are together the figure, in every place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hpanalysis.published.breakdowns import GroupFigure, GroupKey, name_window_of_group
from hpanalysis.published.definitions import Definitions
from hpanalysis.published.figures import Figure, Key
from hpanalysis.published.known import collect_shown_counts
from hpanalysis.published.relations import Count, Family, Relation, Relations, make_sum

GROUPS = "grupper"  # what a relation comes from


@dataclass(frozen=True)
class GroupPlace:
    """A place whose count no row tells. Made by `relate_groups`; the auditor asks what each may be."""

    key: GroupKey  # indicator, window, place, breakdown, group
    period: str  # what relations call the group's window
    hidden: bool  # a hidden row; else what is left of a whole, which has no row


@dataclass
class GroupsOfFamily:
    """The groups of a family's figures (those over one denominator). Made by `relate_groups`."""

    relations: list[Relation] = field(default_factory=list)
    shown: dict[Count, float] = field(default_factory=dict)
    places: list[GroupPlace] = field(default_factory=list)


def _list_families_of_groups(
    family: Family, definitions: Definitions, groups: Mapping[GroupKey, GroupFigure]
) -> dict[tuple[str, str], dict[str, Family]]:
    """Window and breakdown -> group -> the family's figures of that group, as if it were a family. Called for each
    family. Rows of indicators of other families are passed over."""
    rows_of: dict[tuple[str, str], dict[str, dict[Key, Figure]]] = {}
    for (indicator_id, window, area, breakdown, group), row in groups.items():
        series = definitions.find_series(indicator_id, window)
        if series is not None and series[0] in family.indicators:
            of_group = rows_of.setdefault((series[1], breakdown), {}).setdefault(group, {})
            of_group[(*series, area)] = row
    return {
        divided: {
            # With all its indicators, for of a classification it must be known which are missing.
            group: Family(family.id, family.indicators, rows)
            for group, rows in by_group.items()
        }
        for divided, by_group in rows_of.items()
    }


def _list_counts(family: Family, relations: list[Relation], period: str) -> set[Count]:
    """Every count of a group: of its rows, and of what is left of a whole. Called for each group. relations: the
    group's own; period: what they call its window."""
    found = {count for relation in relations for count, _ in relation.terms}
    for indicator_id, _, area in family.rows:
        found.add(Count("numerator", indicator_id, period, area))
        if family.indicators[indicator_id].denominator_id is not None:
            found.add(Count("denominator", family.id, period, area))
    return found


def _relate_together(counts: Mapping[str, set[Count]], window: str) -> list[Relation]:
    """That the groups of a breakdown are together the figure, in each count that all of them have. Called for each
    breakdown of each window. counts: of each group, by what relations call its window."""
    of_window = [{count._replace(period=window) for count in own} for own in counts.values()]
    return [
        make_sum(GROUPS, count, [count._replace(period=period) for period in counts])
        for count in sorted(set.intersection(*of_window))
    ]


def relate_groups(family: Family, definitions: Definitions, groups: Mapping[GroupKey, GroupFigure]) -> GroupsOfFamily:
    """What holds of the groups of a family's figures, what their rows show, and the places that no row tells. Called
    for each family of a folder that is audited or verified; empty where none of its figures is divided.
    `Contradiction` if two rows tell one count differently. groups: rows of opdelinger.csv, by key."""
    found = GroupsOfFamily()
    for (window, breakdown), by_group in _list_families_of_groups(family, definitions, groups).items():
        counts: dict[str, set[Count]] = {}
        for group, of_group in by_group.items():
            period, related = name_window_of_group(window, breakdown, group), Relations(of_group, definitions, [])
            own = list(related.relate_period(period, window))
            found.relations += own
            counts[period] = _list_counts(of_group, own, period)
            for count, number in collect_shown_counts(of_group).items():
                found.shown[count._replace(period=period)] = number
            hidden = [key for key, row in of_group.rows.items() if row.hidden]
            found.places += [GroupPlace((*key, breakdown, group), period, True) for key in hidden]
            left = related.list_cells_without_row()
            found.places += [GroupPlace((*key, breakdown, group), period, False) for key in left]
        found.relations += _relate_together(counts, window)
    found.relations = list(dict.fromkeys(found.relations))
    return found
