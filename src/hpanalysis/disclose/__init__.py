"""Measured + plan + what is published -> the pattern of hidden cells, and the table without them.

The primary rule says which cells are small in themselves (`primary`). Which more must be hidden so that none of them
can be worked out is one problem of linear programming over everything published: `rows` (what is settled), `build`
(the relations, from the definitions), `attack` (what can be worked out), `complement` (the pattern of least loss). Here
too: which persons may be followed, which months shown. What stands after this room knows nothing of a hidden number.
"""

from hpanalysis.disclose.apply import under_pattern
from hpanalysis.disclose.linked import usable_links
from hpanalysis.disclose.monthly import monthly
from hpanalysis.disclose.pattern import COMPLEMENT, pattern
from hpanalysis.disclose.relations import blocks, by_month, categories, denominator_ids, most_per_person, sums_hold
from hpanalysis.disclose.witnesses import Witness, witnesses

__all__ = [
    "COMPLEMENT",
    "Witness",
    "blocks",
    "by_month",
    "categories",
    "denominator_ids",
    "monthly",
    "most_per_person",
    "pattern",
    "sums_hold",
    "under_pattern",
    "usable_links",
    "witnesses",
]
