"""The activities of a delaftale, as the plan agrees on them: for whom, who delivers what, how much of it, and when."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.plan import Activity, Agreement, HoursKind, HoursPromise, Promise
from hpanalysis.report.html import make_section, tag
from hpanalysis.report.pages import aims
from hpanalysis.report.participants.reach import make_anchor
from hpanalysis.report.release import Release
from hpanalysis.report.tables.cells_in_tables import make_folding_table

# What a page says beside a promise that the plan does not print in so many words.
_INFERRED = "– vores læsning af planen"


def _select_promises(release: Release, activity: Activity) -> list[Promise]:
    """The promises of an activity, in the plan's order. Called for each activity of the section."""
    key = activity.agreement, activity.activity_id
    return [row for row in release.plan.promises if (row.agreement, row.activity_id) == key]


def _select_hours(release: Release, activity: Activity) -> list[HoursPromise]:
    """The hours of an activity, a row a partner, in the plan's order. Called for each activity of the section."""
    key = activity.agreement, activity.activity_id
    return [row for row in release.plan.hours if (row.agreement, row.activity_id) == key]


def _write_hours(hours: Decimal) -> str:
    """A number of hours in Danish with no more decimals than it has: `1.840`, `37,5`. Called for each number of a
    promise of hours."""
    return danish.format_exactly(hours.normalize())


def format_hours(row: HoursPromise) -> str:
    """The hours of a partner in Danish: `1.840`; `780 (15 timer om ugen i 52 uger, som planen ikke trykker)` where the
    year's are ours; `15 om ugen` where only those are known. Called for each row of hours of an activity."""
    own = " (de unges egne)" if row.kind is HoursKind.YOUNG else ""
    if row.a_year is None:
        # A row has hours of the year or of the week: one without either is refused when the plan is read.
        return f"{_write_hours(row.a_week or Decimal(0))} om ugen{row.each_da}{own}"
    words = f"{_write_hours(row.a_year)}{own}"
    if row.is_computed and row.a_week is not None:
        unsaid = "" if row.weeks_printed else ", som planen ikke trykker"
        words += f" ({_write_hours(row.a_week)} timer om ugen{row.each_da} i {row.weeks} uger{unsaid})"
    return words


def describe_promise(promise: Promise) -> list[object]:
    """A promise as the plan agrees on it, with remarks below: that it is our reading, and the plan's own note on it,
    such as what of it is our reading. Called for each promise of an activity."""
    remarks = [*([] if promise.is_printed else [_INFERRED]), *filter(None, [promise.note_da])]
    return [promise.word(), [[" ", tag("small", remark)] for remark in remarks]]


def _list_promises(promises: list[Promise], activity: Activity) -> Markup | str:
    """What is agreed of an activity, a line a promise, and then what else is agreed; `kun timer` where only hours are.
    Called for each activity on a delaftale's page."""
    items = [tag("li", describe_promise(promise)) for promise in promises]
    if activity.terms_da:
        items.append(tag("li", danish.capitalise(activity.terms_da)))
    return tag("ul", items, class_="tal-liste") if items else "kun timer"


def _list_hours(hours: list[HoursPromise]) -> Markup | str:
    """Who gives how many hours a year, a line a partner; `ikke aftalt` where the plan has none. Called for each
    activity on a delaftale's page."""
    if not hours:
        return "ikke aftalt"
    return tag("ul", [tag("li", f"{row.responsible_da}: {format_hours(row)}") for row in hours], class_="tal-liste")


def _name_ages(activity: Activity) -> str:
    """The ages that an activity is for: `0-6 år`, `fra 18 år`; empty where the plan prints none. Called for each."""
    first, last = activity.age_from, activity.age_to
    if first is not None and last is not None:
        return f"{first}-{last} år"
    if first is not None:
        return f"fra {first} år"
    return f"til {last} år" if last is not None else ""


def describe_target_group(activity: Activity) -> str:
    """For whom an activity is: who, of which age and under which condition; `ikke nævnt` for none. Called for each."""
    return (
        ", ".join(filter(None, [activity.target_group_da, _name_ages(activity), activity.condition_da])) or "ikke nævnt"
    )


def _name_responsible(activity: Activity, promises: list[Promise]) -> str:
    """Who delivers an activity, each once: who answers for it, for its promises, and the partners. Called for each."""
    named: Iterable[str] = (activity.responsible_da, *(p.responsible_da for p in promises), *activity.parties_da)
    return ", ".join(dict.fromkeys(named))


def list_activities(release: Release, agreement: Agreement) -> list[Activity]:
    """The activities of a delaftale, in the plan's order; empty if it prints none. Called once for the section."""
    return [row for row in release.plan.activities if row.agreement == agreement.id]


def _make_row(release: Release, activity: Activity) -> list[object]:
    """The cells of an activity. Called for each on a delaftale's page."""
    promises = _select_promises(release, activity)
    return [
        activity.name_da,
        describe_target_group(activity),
        _list_promises(promises, activity),
        _name_responsible(activity, promises),
        _list_hours(_select_hours(release, activity)),
    ]


def _link_reach(activities: Iterable[Activity], agreement: Agreement) -> Markup | None:
    """The line that leads to whom the activities reach; None where none of them is followed. Called once for the
    section."""
    if not any(activity.is_followed for activity in activities):
        return None
    return tag("a", "Hvem aktiviteterne når", href=f"deltagere.html#{make_anchor(agreement)}")


def make_activities_section(release: Release, agreement: Agreement) -> Markup | None:
    """The section on a delaftale's activities: for whom, what is agreed, by whom, and the hours; what each is to serve,
    and which serve nothing; None where the plan lists none. Called at the end of a delaftale's page."""
    activities = list_activities(release, agreement)
    if not activities:
        return None
    table = make_folding_table(
        f"Aktiviteter under {agreement.name}, som planen aftaler dem",
        ["Aktivitet", "For hvem", "Hvad der er aftalt", "Hvem", "Aftalte timer om året"],
        [_make_row(release, activity) for activity in activities],
    )
    note = (
        "Hvad der er leveret af det aftalte, indgår ikke i udtrækkene. "
        "At en aktivitet står her, siger ikke, at den har flyttet et tal."
    )
    summary = tag("summary", "Hvad der er aftalt, hvem der leverer det, og timerne")
    folded = tag("details", summary, table, tag("p", note, class_="note"))
    reach = _link_reach(activities, agreement)
    folds = tag("div", folded, aims.fold_aims(release, agreement), reach, class_="folder")
    none = aims.state_activities_serving_none(release, agreement)
    return make_section("aktiviteter", "Aktiviteter under delaftalen", folds, none)
