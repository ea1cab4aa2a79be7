"""The secretariat's logs as one workbook to fill in, and the workbook read back into the logs.

In: the logs as `followup` reads them, or a filled-in workbook. Out: the workbook's bytes; the logs anew with every
fault named by sheet and cell; the text of their YAML files; what has changed. No file of the project is written here.
"""

from hpanalysis.log_workbook.comparing import Change, list_changes
from hpanalysis.log_workbook.plain import Plain, to_plain
from hpanalysis.log_workbook.reading import ReadBack, read_back
from hpanalysis.log_workbook.sheets.order import list_sheets
from hpanalysis.log_workbook.workbook import make_workbook
from hpanalysis.log_workbook.yaml_text import write_anew

__all__ = [
    "Change",
    "Plain",
    "ReadBack",
    "list_changes",
    "list_sheets",
    "make_workbook",
    "read_back",
    "to_plain",
    "write_anew",
]
