"""Measured + plan + what is published -> the pattern of hidden cells, and the table without them.

The primary rule says which cells are small in themselves (`primary`). Which more must be hidden so that none of them
can be worked out is one problem of linear programming over everything published: `linear_system` (what is settled, and
the relations, from the definitions), `attack` (what can be worked out), `complement` (the pattern of least loss). Here
too: which persons may be followed, which months shown. What stands after this room knows nothing of a hidden number.
"""

from hpanalysis.disclose.apply import apply_pattern
from hpanalysis.disclose.beside import declare_all
from hpanalysis.disclose.grouped import choose_group_pattern, hide_groups
from hpanalysis.disclose.linked import select_usable_links
from hpanalysis.disclose.monthly import hide_small_series
from hpanalysis.disclose.outcomes import ToldOutcomes, tabulate_outcomes, tell_outcomes
from hpanalysis.disclose.pattern import PROTECTS_ANOTHER, choose_pattern
from hpanalysis.disclose.reach import choose_reach_pattern
from hpanalysis.disclose.reach_rows import list_series as list_reach_series
from hpanalysis.disclose.relations import (
    assign_denominator_ids,
    compute_most_per_person,
    has_additive_areas,
    list_blocks,
    list_complete_categories,
)
from hpanalysis.disclose.witnesses import Witness, make_witnesses

__all__ = [
    "PROTECTS_ANOTHER",
    "ToldOutcomes",
    "Witness",
    "apply_pattern",
    "assign_denominator_ids",
    "choose_group_pattern",
    "choose_pattern",
    "choose_reach_pattern",
    "compute_most_per_person",
    "declare_all",
    "has_additive_areas",
    "hide_groups",
    "hide_small_series",
    "list_blocks",
    "list_complete_categories",
    "list_reach_series",
    "make_witnesses",
    "select_usable_links",
    "tabulate_outcomes",
    "tell_outcomes",
]
