"""params/plan -> Plan: what the helhedsplan says, as data. Another helhedsplan is another folder."""

from hpanalysis.plan.agreed import (
    Activity,
    Amount,
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
from hpanalysis.plan.coverage import Covered, PartialCoverage
from hpanalysis.plan.csv_files import BASELINE_COLUMNS, spell_with_commas
from hpanalysis.plan.data_agreements import DataAgreement
from hpanalysis.plan.duties import Duty, Kind, Unit, Within
from hpanalysis.plan.model import Adoption, Area, Delmaal, Event, Level, Plan, Printed, Target
from hpanalysis.plan.reading import read
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
    Judgement,
    MergedArea,
    Progress,
    Settings,
)

__all__ = [
    "BASELINE_COLUMNS",
    "LEAST_K",
    "AccountingYear",
    "Activity",
    "AddressRange",
    "Adoption",
    "Agreement",
    "Amount",
    "Area",
    "Calendar",
    "Covered",
    "DataAgreement",
    "Delmaal",
    "Department",
    "DepartmentsElsewhere",
    "Disclosure",
    "Duty",
    "Event",
    "Fact",
    "HoursKind",
    "HoursPromise",
    "Judgement",
    "Kind",
    "Level",
    "Link",
    "Member",
    "MergedArea",
    "Milestone",
    "PartialCoverage",
    "Per",
    "Plan",
    "Printed",
    "Progress",
    "Promise",
    "Settings",
    "StreetElsewhere",
    "Target",
    "Unit",
    "Within",
    "list_activities_serving_none",
    "list_blocks",
    "list_unserved_goals",
    "read",
    "spell_with_commas",
    "split_aliases",
]
