"""The activities of a delaftale, as the plan agrees on them: who delivers what, how much of it, and in which time."""

from __future__ import annotations

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.plan import Activity, Agreement
from hpanalysis.report.html import make_section, tag
from hpanalysis.report.release import Release
from hpanalysis.report.tables.cells_in_tables import make_folding_table

_STAFF = "staff"

Rows = list[Activity]


def _format_hours(rows: Rows) -> str:
    """The yearly hours of an activity, added: the staff's, and apart from them the young people's own; or `ikke trykt`.
    Called for each activity in the section on what a delaftale agrees. rows: the activity's in the plan."""
    staff = [row.hours_per_year for row in rows if row.hours_per_year and row.hours_kind == _STAFF]
    young = [row.hours_per_year for row in rows if row.hours_per_year and row.hours_kind != _STAFF]
    parts = [danish.format_number(sum(staff))] if staff else []
    parts += [f"{danish.format_number(sum(young))} (de unges egne)"] if young else []
    return " + ".join(parts) or "ikke trykt"


def describe_measure(row: Activity) -> str:
    """What is agreed of an activity: `mindst 12 unge (om året)`, target, measure and per what; empty parts are left
    out. Called for each row of the activity that prints a measure."""
    per = f"({row.per_da})" if row.per_da else ""
    return " ".join(filter(None, [row.target_da, row.measure_da, per]))


def _list_measures(rows: Rows) -> Markup | str:
    """What is agreed of an activity, a line a measure; `kun timer` where only hours are agreed. Called for each
    activity on a delaftale's page. rows: those that the plan prints of the activity."""
    items = [tag("li", describe_measure(row)) for row in rows if row.measure_da]
    return tag("ul", items, class_="tal-liste") if items else "kun timer"


def _name_responsible(rows: Rows) -> str:
    """Who delivers an activity: each once, in the order printed. Called for each activity on a delaftale's page."""
    return ", ".join(dict.fromkeys(row.responsible_da for row in rows))


def group_by_activity(release: Release, agreement: Agreement) -> dict[str, Rows]:
    """The rows that the plan prints of a delaftale's activities, by the activity's name; empty if it prints none.
    Called once for the section on activities of the delaftale's page."""
    activities: dict[str, Rows] = {}
    for row in release.plan.activities:
        if row.agreement == agreement.id:
            activities.setdefault(row.name_da, []).append(row)
    return activities


def make_activities_section(release: Release, agreement: Agreement) -> Markup | None:
    """The section on a delaftale's activities: what is agreed, by whom, and the hours; None where the plan lists none.
    Called at the end of a delaftale's page."""
    rows = group_by_activity(release, agreement)
    if not rows:
        return None
    table = make_folding_table(
        f"Aktiviteter under {agreement.name}, som planen aftaler dem",
        ["Aktivitet", "Hvad der er aftalt", "Hvem", ("Aftalte timer om året", "num")],
        [
            [name, _list_measures(activity_rows), _name_responsible(activity_rows), _format_hours(activity_rows)]
            for name, activity_rows in rows.items()
        ],
    )
    note = (
        "Planen fordeler ikke aktiviteterne på delmål. Hvad der er leveret af det aftalte, indgår ikke i udtrækkene. "
        "At en aktivitet står her, siger ikke, at den har flyttet et tal."
    )
    summary = tag("summary", "Hvad der er aftalt, hvem der leverer det, og timerne")
    folded = tag("details", summary, table, tag("p", note, class_="note"))
    return make_section("aktiviteter", "Aktiviteter under delaftalen", folded)
