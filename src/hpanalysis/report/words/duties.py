"""What the plan's bodies owe each other (governance.csv), in the plan's own terms."""

from __future__ import annotations

from hpanalysis.plan import Plan

DATA_REPORT, TO_COMMITTEES, TO_AUDITOR = "datarapport", "udvalg_aarsrapport", "revision_dokumentation"


def find_duty(plan: Plan, duty_id: str) -> str:
    """A duty of the plan's bodies in a Danish sentence: who, what and how often; "" where the plan has none of this id.
    Called for the heads of the yearly reports that fulfil one. duty_id: one of this module's three constants."""
    return next((duty.told for duty in plan.duties if duty.id == duty_id), "")
