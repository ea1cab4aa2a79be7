"""The law's own words as the tables print them, and why something cannot be decided, in Danish after "fordi"."""

from __future__ import annotations

from hpanalysis import danish
from hpanalysis.law import AreaType, CriterionId, Reason, Status, Truth, Why
from hpanalysis.tables import AreaStatus, CriterionMet, CriterionName

STATUSES = {
    Status.NONE: AreaStatus.NONE,
    Status.PREVENTION: AreaStatus.PREVENTION,
    Status.VULNERABLE: AreaStatus.VULNERABLE,
    Status.PARALLEL: AreaStatus.PARALLEL,
    Status.TRANSFORMATION: AreaStatus.TRANSFORMATION,
    Status.UNDECIDED: AreaStatus.UNDECIDED,
}
KINDS = {kind: STATUSES[Status(kind.value)] for kind in AreaType}
NAMES = {
    CriterionId.OUTSIDE_WORK: CriterionName.EMPLOYMENT,
    CriterionId.CONVICTED: CriterionName.CONVICTED,
    CriterionId.BASIC_SCHOOL: CriterionName.EDUCATION,
    CriterionId.INCOME: CriterionName.INCOME,
    CriterionId.NON_WESTERN: CriterionName.NON_WESTERN,
}
TRUTHS = {
    Truth.MET: CriterionMet.MET,
    Truth.NOT_MET: CriterionMet.NOT_MET,
    Truth.UNKNOWN: CriterionMet.UNKNOWN,
}
_WHY = {
    Why.NOT_DELIVERED: "{tal} ikke er leveret for alle de år, som loven bruger",
    Why.WITHHELD: "{tal} ikke kan vises for alle de år, som loven bruger",
    Why.BASE_NOT_DELIVERED: "landets tal for {navn} ikke er leveret",
    Why.BASE_ZERO: "landets tal for {navn} er 0",
    Why.OTHER_UNIT: "{tal} er leveret i en anden enhed, end loven brugte det år",
    Why.ROUNDED_AT_LIMIT: "{tal} er afrundet og ligger ved grænsen",
    Why.RESIDENTS_NOT_DELIVERED: "antallet af beboere ikke er leveret eller ikke kan vises",
    Why.EARLIER_STATUS_UNKNOWN: "det ikke vides, hvad området var i {years}",
}


def explain(why: Why, criterion_id: CriterionId | None, years: tuple[int, ...] = ()) -> str:
    """Why something cannot be decided, Danish, after "fordi". Called for each criterion that cannot, and for each
    reason of a status. years: those of which it is not known what the area was."""
    name = "" if criterion_id is None else NAMES[criterion_id].value
    return _WHY[why].format(tal=f"tallet for {name}", navn=name, years=danish.join_words(map(str, years)))


def explain_status(reasons: tuple[Reason, ...]) -> str:
    """Why an area's status cannot be decided, Danish, after "fordi"; "" where it is. Called for each area and list."""
    return danish.join_clauses([explain(one.why, one.criterion, one.years) for one in reasons]) if reasons else ""
