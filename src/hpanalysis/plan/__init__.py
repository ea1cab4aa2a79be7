"""params/plan -> Plan: what the helhedsplan says, as data. Another helhedsplan is another folder."""

from hpanalysis.plan.data_agreements import DataAgreement
from hpanalysis.plan.model import Adoption, Area, Delmaal, Event, Level, Plan, Printed, Target
from hpanalysis.plan.reading import read
from hpanalysis.plan.settings import LEAST_K, Agreement, Disclosure, Judgement, MergedArea, Settings

__all__ = [
    "LEAST_K",
    "Adoption",
    "Agreement",
    "Area",
    "DataAgreement",
    "Delmaal",
    "Disclosure",
    "Event",
    "Judgement",
    "Level",
    "MergedArea",
    "Plan",
    "Printed",
    "Settings",
    "Target",
    "read",
]
