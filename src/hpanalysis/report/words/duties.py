"""What the plan's bodies owe each other (governance.csv), in the plan's own terms."""

from __future__ import annotations

from hpanalysis.plan import Plan

DATA_REPORT, TO_COMMITTEES, TO_AUDITOR = "datarapport", "udvalg_aarsrapport", "revision_dokumentation"


def find_duty(plan: Plan, duty_id: str) -> str:
    """The duty in Danish: who, what and how often; empty where the plan has no such duty."""
    return next((duty.told for duty in plan.duties if duty.id == duty_id), "")
