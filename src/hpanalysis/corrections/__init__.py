"""Measured + what is published -> what stands; judged + what is published -> the table of corrections (rettelser).

The ledger is what lies in reports/: a figure that was published and now differs by few persons is not corrected, for
the difference of the two publications would tell of those few.
"""

from hpanalysis.corrections.causes import MadeOf, Note
from hpanalysis.corrections.ledger import Counts, Ledger, Published, as_csv, publications, read
from hpanalysis.corrections.months import months_shown, months_that_stand
from hpanalysis.corrections.standing import STANDING, links_kept, standing, with_standing
from hpanalysis.corrections.table import table

__all__ = [
    "STANDING",
    "Counts",
    "Ledger",
    "MadeOf",
    "Note",
    "Published",
    "as_csv",
    "links_kept",
    "months_shown",
    "months_that_stand",
    "publications",
    "read",
    "standing",
    "table",
    "with_standing",
]
