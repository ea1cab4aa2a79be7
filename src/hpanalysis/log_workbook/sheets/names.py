"""The names of the sheets that others speak of, and of the two logs."""

from __future__ import annotations

from hpanalysis.followup import EMERGENCY, FOLLOWUP
from hpanalysis.workbooks.choices import Choices

OWN_DATE, LOGS, HALF_YEARS = "Om loggen", {FOLLOWUP: "Opfølgning", EMERGENCY: "Beredskab"}, "half_years"
LOG_NAMES = Choices("Log", {name: (file,) for file, name in LOGS.items()})
MEETINGS, REPORTS, GOALS = "Møder", "Rapporter på møder", "Mål på møder"
