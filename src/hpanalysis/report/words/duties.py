"""What the plan's bodies owe each other (governance.csv), in the plan's own terms."""

from __future__ import annotations

from hpanalysis.plan import Plan

DATA_REPORT, TO_COMMITTEES, TO_AUDITOR = "datarapport", "udvalg_aarsrapport", "revision_dokumentation"


def find_duty(plan: Plan, duty_id: str) -> str:
    """A duty of the plan's bodies in Danish: who, what and how often; "" where the plan has no duty of this id. Called
    for the heads of the yearly reports that fulfil a duty, and for the annual report's summary. duty_id: one of the
    names above."""
    return next((duty.told for duty in plan.duties if duty.id == duty_id), "")
