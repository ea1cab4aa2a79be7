"""Measured + what is published -> what stands; judged + what is published -> the table of corrections (rettelser).

The ledger is what lies in reports/. A figure that was published and now differs by few persons is not corrected,
because the difference of the two publications would tell of those few: it stands, which is to say that it is published
again as it was. Everything else that is counted otherwise now is corrected, and told in rettelser.csv with its cause.
"""

from hpanalysis.corrections.causes import MadeOf, Note
from hpanalysis.corrections.ledger import CountPair, Ledger, PublishedFigure, format_csv, read_ledger
from hpanalysis.corrections.months import restore_standing_months, select_months_shown
from hpanalysis.corrections.standing import (
    STANDING,
    drop_links_of_standing_figures,
    find_standing_figures,
    restore_standing_figures,
)
from hpanalysis.corrections.table import make_corrections_table

__all__ = [
    "STANDING",
    "CountPair",
    "Ledger",
    "MadeOf",
    "Note",
    "PublishedFigure",
    "drop_links_of_standing_figures",
    "find_standing_figures",
    "format_csv",
    "make_corrections_table",
    "read_ledger",
    "restore_standing_figures",
    "restore_standing_months",
    "select_months_shown",
]
