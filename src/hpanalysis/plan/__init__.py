"""params/plan -> Plan: what the helhedsplan says, as data. Another helhedsplan is another folder."""

from hpanalysis.plan.agreed import (
    Activity,
    Amount,
    BudgetLine,
    Calendar,
    HoursKind,
    HoursPromise,
    Link,
    Member,
    Milestone,
    Per,
    Promise,
    list_activities_serving_none,
    list_unserved_goals,
)
from hpanalysis.plan.area_map import AreaMap, AreaShape, Point, Polygon
from hpanalysis.plan.choices import Choice
from hpanalysis.plan.contradictions import Contradiction
from hpanalysis.plan.coverage import Covered, PartialCoverage
from hpanalysis.plan.csv_files import BASELINE_COLUMNS, spell_with_commas
from hpanalysis.plan.data_agreements import DataAgreement
from hpanalysis.plan.duties import Duty, Kind, Unit, Within
from hpanalysis.plan.model import Adoption, Area, Delmaal, Event, Level, Owner, Plan, Printed, Target
from hpanalysis.plan.reading import PATTERNS, find_law_folder, read
from hpanalysis.plan.remembered import read_once
from hpanalysis.plan.rows import (
    AddressRange,
    Department,
    DepartmentsElsewhere,
    Fact,
    StreetElsewhere,
    list_blocks,
    split_aliases,
)
from hpanalysis.plan.settings import (
    LEAST_K,
    AccountingYear,
    Agreement,
    Disclosure,
    FigureGroup,
    Judgement,
    MergedArea,
    Progress,
    Settings,
)

__all__ = [
    "BASELINE_COLUMNS",
    "LEAST_K",
    "PATTERNS",
    "AccountingYear",
    "Activity",
    "AddressRange",
    "Adoption",
    "Agreement",
    "Amount",
    "Area",
    "AreaMap",
    "AreaShape",
    "BudgetLine",
    "Calendar",
    "Choice",
    "Contradiction",
    "Covered",
    "DataAgreement",
    "Delmaal",
    "Department",
    "DepartmentsElsewhere",
    "Disclosure",
    "Duty",
    "Event",
    "Fact",
    "FigureGroup",
    "HoursKind",
    "HoursPromise",
    "Judgement",
    "Kind",
    "Level",
    "Link",
    "Member",
    "MergedArea",
    "Milestone",
    "Owner",
    "PartialCoverage",
    "Per",
    "Plan",
    "Point",
    "Polygon",
    "Printed",
    "Progress",
    "Promise",
    "Settings",
    "StreetElsewhere",
    "Target",
    "Unit",
    "Within",
    "find_law_folder",
    "list_activities_serving_none",
    "list_blocks",
    "list_unserved_goals",
    "read",
    "read_once",
    "spell_with_commas",
    "split_aliases",
]
