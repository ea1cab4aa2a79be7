"""Every key that a log names must stand in the plan: what is misspelt would vanish silently from the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hpanalysis.followup.logs.faults import Fault, entry
from hpanalysis.followup.logs.log import Change, Delivery, Done, EmergencyLog, HoursGiven, Log, Meeting
from hpanalysis.plan import Delmaal, Kind, Plan

# activities.csv has this for the hours of a delaftale as a whole, which belong to no activity of it.
OF_AGREEMENT = "(delaftale)"

Faults = Iterator[Fault]


def goals(plan: Plan) -> list[Delmaal]:
    """The goals the board follows: the strategic agreement's, or every delmål where the plan has no such agreement."""
    return plan.delmaal_of(plan.strategic.id) if plan.strategic else list(plan.delmaal)


def ids(plan: Plan, *kinds: Kind) -> list[str]:
    """The duties of some kinds, in the plan's order."""
    return [duty.id for duty in plan.duties if duty.kind in kinds]


def bodies(plan: Plan) -> list[str]:
    """The bodies that hold meetings, each once."""
    return list(dict.fromkeys(duty.body for duty in plan.duties if duty.kind is Kind.MEETING))


def items(plan: Plan) -> list[str]:
    """The fixed agenda items of all bodies, each once."""
    return list(dict.fromkeys(part for duty in plan.duties if duty.kind is Kind.AGENDA for part in duty.parts))


def activity_rows(plan: Plan, given: HoursGiven) -> list[dict[str, str]]:
    """The rows of activities.csv that an entry of hours may belong to, whoever is responsible."""
    if given.activity is not None:
        return [row for row in plan.activities if row["activity_id"] == given.activity]
    whole = [row for row in plan.activities if row["activity_id"] == OF_AGREEMENT]
    return [row for row in whole if row["agreement"] == given.agreement]


def _one_of(names: Iterable[str]) -> str:
    return f"en af: {', '.join(names) or 'ingen i denne plan'}."


def _meeting(where: str, meeting: Meeting, plan: Plan) -> Faults:
    duties, known_bodies = ids(plan, Kind.MEETING), bodies(plan)
    if (meeting.duty is None) == (meeting.body is None):
        yield Fault(where, "Mødet skal have enten duty eller body.", "duty for et ordinært møde, ellers body.")
    if meeting.duty is not None and meeting.duty not in duties:
        yield Fault(where, "Nøglen duty findes ikke i governance.csv som et møde.", _one_of(duties))
    if meeting.body is not None and meeting.body not in known_bodies:
        yield Fault(where, "Nøglen body findes ikke i governance.csv.", _one_of(known_bodies))
    if set(meeting.items) - set(items(plan)):
        yield Fault(where, "Et punkt under items er ikke et af de faste punkter.", _one_of(items(plan)))


def _goals(where: str, meeting: Meeting, plan: Plan) -> Faults:
    known, reports = [goal.id for goal in goals(plan)], [report.half_year for report in meeting.reports]
    if len(set(reports)) < len(reports):
        yield Fault(where, "Det samme halvår står to gange under reports.", "ét punkt pr. halvår.")
    for number, dealt in enumerate(meeting.goals, start=1):
        place = f"{where}, {entry('goals', number)}"
        if dealt.goal not in known:
            yield Fault(place, "Målet findes ikke i delmaal.csv.", _one_of(known))
        if dealt.half_year is not None and dealt.half_year not in reports:
            yield Fault(place, "Halvåret står ikke under mødets reports.", "et halvår, som mødet fik en rapport for.")
        if dealt.half_year is None and len(reports) > 1:
            yield Fault(place, "Nøglen half_year mangler.", "hvilken af mødets rapporter målet er behandlet på.")


def _done(where: str, done: Done, plan: Plan) -> Faults:
    known = ids(plan, Kind.YEARLY, Kind.ACCOUNTS)
    if done.duty not in known:
        yield Fault(where, "Nøglen duty findes ikke i governance.csv som en årlig opgave.", _one_of(known))
    elif done.duty in ids(plan, Kind.ACCOUNTS) and done.year is None:
        yield Fault(where, "Nøglen year mangler.", "det regnskabsår, det er gjort for, fx 2026.")


def _delivery(where: str, delivery: Delivery, plan: Plan) -> Faults:
    if delivery.duty not in (known := ids(plan, Kind.DELIVERY)):
        yield Fault(where, "Nøglen duty findes ikke i governance.csv som en leverance.", _one_of(known))


def _hours(where: str, given: HoursGiven, plan: Plan) -> Faults:
    if (given.activity is None) == (given.agreement is None):
        yield Fault(where, "Timerne skal have enten activity eller agreement.", "en aktivitet eller en delaftale.")
        return
    rows = activity_rows(plan, given)
    if not rows:
        yield Fault(where, "Aktiviteten findes ikke i activities.csv.", "en nøgle fra activity_id, eller en delaftale.")
    elif given.responsible not in (known := list(dict.fromkeys(row["responsible_da"] for row in rows))):
        yield Fault(where, "Nøglen responsible findes ikke ved aktiviteten.", _one_of(known))


def _change(where: str, change: Change, plan: Plan) -> Faults:
    known = [agreement.id for agreement in plan.delaftaler]
    if (change.what == "delaftale") != (change.agreement is not None):
        yield Fault(where, "Nøglen agreement hører til en delaftale og kun til den.", _one_of(known))
    elif change.agreement is not None and change.agreement not in known:
        yield Fault(where, "Nøglen agreement findes ikke i plan.yaml som en delaftale.", _one_of(known))


def unknown(log: Log, plan: Plan) -> Faults:
    """Every key of opfoelgning.yaml that the plan does not have, or that does not go with another."""
    for key, entries, checks in (
        ("meetings", log.meetings, (_meeting, _goals)),
        ("done", log.done, (_done,)),
        ("deliveries", log.deliveries, (_delivery,)),
        ("hours", log.hours, (_hours,)),
        ("changes", log.changes, (_change,)),
    ):
        for number, one in enumerate(entries, start=1):
            for check in checks:
                yield from check(entry(key, number), one, plan)


def unknown_areas(log: EmergencyLog, plan: Plan) -> Faults:
    """Every area of beredskab.yaml that the plan does not have; merged areas are known by their own names."""
    known = [area.id for area in plan.areas_as_printed if area.is_area]
    for number, activation in enumerate(log.activations, start=1):
        if activation.area not in known:
            yield Fault(entry("activations", number), "Nøglen area findes ikke i areas.csv.", _one_of(known))
