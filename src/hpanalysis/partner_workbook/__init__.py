"""A workbook for each partner of the plan: its own promises and hours to fill in for a half-year, and read back.

In: the plan and a half-year, or a folder of filled-in workbooks. Out: the workbooks' bytes; what each partner has
reported, which rows are empty, and every fault by file, sheet and cell. No file of the project is written here.
"""

from hpanalysis.partner_workbook.asked import ask_partner, list_partners, name_files
from hpanalysis.partner_workbook.entries import find_overlaps, merge_into
from hpanalysis.partner_workbook.folder import FolderRead, read_folder
from hpanalysis.partner_workbook.reading import read_workbook
from hpanalysis.partner_workbook.reported import PartnerRead, ReportedDelivery, ReportedHours
from hpanalysis.partner_workbook.workbook import make_workbook

__all__ = [
    "FolderRead",
    "PartnerRead",
    "ReportedDelivery",
    "ReportedHours",
    "ask_partner",
    "find_overlaps",
    "list_partners",
    "make_workbook",
    "merge_into",
    "name_files",
    "read_folder",
    "read_workbook",
]
