"""params/plan -> Plan: what the helhedsplan says, as data. Another helhedsplan is another folder."""

from hpanalysis.plan.area_map import AreaMap, AreaShape, Point, Polygon
from hpanalysis.plan.coverage import Covered, PartialCoverage
from hpanalysis.plan.csv_files import BASELINE_COLUMNS, spell_with_commas
from hpanalysis.plan.data_agreements import DataAgreement
from hpanalysis.plan.duties import Duty, Kind, Unit, Within
from hpanalysis.plan.model import Adoption, Area, Delmaal, Event, Level, Plan, Printed, Target
from hpanalysis.plan.reading import PATTERNS, read
from hpanalysis.plan.rows import (
    Activity,
    AddressRange,
    Department,
    DepartmentsElsewhere,
    Fact,
    StreetElsewhere,
    list_blocks,
    split_aliases,
)
from hpanalysis.plan.settings import LEAST_K, AccountingYear, Agreement, Disclosure, Judgement, MergedArea, Settings

__all__ = [
    "BASELINE_COLUMNS",
    "LEAST_K",
    "PATTERNS",
    "AccountingYear",
    "Activity",
    "AddressRange",
    "Adoption",
    "Agreement",
    "Area",
    "AreaMap",
    "AreaShape",
    "Covered",
    "DataAgreement",
    "Delmaal",
    "Department",
    "DepartmentsElsewhere",
    "Disclosure",
    "Duty",
    "Event",
    "Fact",
    "Judgement",
    "Kind",
    "Level",
    "MergedArea",
    "PartialCoverage",
    "Plan",
    "Point",
    "Polygon",
    "Printed",
    "Settings",
    "StreetElsewhere",
    "Target",
    "Unit",
    "Within",
    "list_blocks",
    "read",
    "spell_with_commas",
    "split_aliases",
]
