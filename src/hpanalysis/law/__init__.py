"""The state's criteria for areas: the law's versions as data, what an area is by them, and how far it is from a limit.

Almenboligloven §§ 61 a and 61 b. Pure, but for the reading of params/law: it knows no plan, no table and no page."""

from hpanalysis.law.criteria import AreaType, Base, Comparison, CriterionId, Status, Subject, Truth, Unit, Why
from hpanalysis.law.distances import (
    Bound,
    Persons,
    count_persons,
    distance,
    find_nearest,
    limit_in_unit,
    most_next_year,
    persons_to_limit,
)
from hpanalysis.law.figures import AreaFigures, Figures, Value, measure
from hpanalysis.law.model import AreaRule, Consequence, Criterion, Law, Version, list_day
from hpanalysis.law.reading import read
from hpanalysis.law.standing import Judged, Reason, Standing, classify

__all__ = [
    "AreaFigures",
    "AreaRule",
    "AreaType",
    "Base",
    "Bound",
    "Comparison",
    "Consequence",
    "Criterion",
    "CriterionId",
    "Figures",
    "Judged",
    "Law",
    "Persons",
    "Reason",
    "Standing",
    "Status",
    "Subject",
    "Truth",
    "Unit",
    "Value",
    "Version",
    "Why",
    "classify",
    "count_persons",
    "distance",
    "find_nearest",
    "limit_in_unit",
    "list_day",
    "measure",
    "most_next_year",
    "persons_to_limit",
    "read",
]
