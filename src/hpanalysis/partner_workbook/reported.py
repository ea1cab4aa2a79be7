"""What a partner has reported: its filled rows, the empty ones, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from hpanalysis.partner_workbook.asked import Asked, AskedDelivery, AskedHours
from hpanalysis.workbooks.sheet_rows import Finding


@dataclass(frozen=True)
class ReportedDelivery:
    """A filled row of deliveries. Made by `read_workbook`."""

    row: AskedDelivery
    number: int
    groups: int | None
    participants: int | None
    status: str | None
    note: str | None
    place: str  # the row's, for a fault that is found later


@dataclass(frozen=True)
class ReportedHours:
    """A filled row of hours. Made by `read_workbook`."""

    row: AskedHours
    hours: Decimal
    place: str


@dataclass
class PartnerRead:
    """What one workbook says, or what is wrong with it. Made by `read_workbook`."""

    path: Path
    asked: Asked | None = None  # None where it is nobody's
    deliveries: list[ReportedDelivery] = field(default_factory=list)
    hours: list[ReportedHours] = field(default_factory=list)
    empty: list[tuple[str, int]] = field(default_factory=list)  # sheet and row
    findings: list[Finding] = field(default_factory=list)

    @property
    def filled(self) -> int:
        """How many rows are filled in. Read to tell how far the partner is."""
        return len(self.deliveries) + len(self.hours)
