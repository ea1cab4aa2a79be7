"""The activities of a delaftale, as the plan agrees on them."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup

from hpanalysis.plan import Agreement
from hpanalysis.report import numbers
from hpanalysis.report.html import section, tag
from hpanalysis.report.release import Release
from hpanalysis.report.tables import folding

_STAFF = "staff"


def _hours(rows: list[dict[str, str]]) -> str:
    """Hours a year that the plan prints for staff, added; hours of the young themselves are another thing."""
    given = [row for row in rows if row["hours_per_year"]]
    staff = [Decimal(row["hours_per_year"]) for row in given if row["hours_kind"] == _STAFF]
    own = [Decimal(row["hours_per_year"]) for row in given if row["hours_kind"] != _STAFF]
    said = [numbers.number(sum(staff))] if staff else []
    said += [f"{numbers.number(sum(own))} (de unges egne)"] if own else []
    return " + ".join(said) or "ikke trykt"


def under(release: Release, agreement: Agreement) -> Markup | None:
    """Activity by activity with its agreed hours; None where the plan lists none."""
    rows: dict[str, list[dict[str, str]]] = {}
    for row in release.plan.activities:
        if row["agreement"] == agreement.id:
            rows.setdefault(row["name_da"], []).append(row)
    if not rows:
        return None
    table = folding(
        f"Aktiviteter under {agreement.name}, som planen aftaler dem",
        ["Aktivitet", ("Aftalte timer om året", "num")],
        [[name, _hours(found)] for name, found in rows.items()],
    )
    note = "Planen fordeler ikke aktiviteterne på delmål. De timer, der er leveret, indgår ikke i udtrækkene."
    return section("aktiviteter", "Aktiviteter under delaftalen", table, tag("p", note, class_="note"))
