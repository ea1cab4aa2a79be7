"""Every key that a log names must stand in the plan, because an entry with a misspelt key would not be in the report.

The lists of known keys are used by `impossible` and by the other modules of `followup` too.
"""

from __future__ import annotations

from collections.abc import Iterable

from hpanalysis.followup.logs.faults import Fault, Faults, check_each, name_entry
from hpanalysis.followup.logs.log import (
    COMMON,
    Accounts,
    Change,
    Delivery,
    Done,
    EmergencyLog,
    HoursGiven,
    Log,
    Meeting,
    Progress,
)
from hpanalysis.plan import Activity, Delmaal, Kind, Per, Plan
from hpanalysis.plan.agreed.cells import OF_AGREEMENT


def list_owing(plan: Plan, duty_id: str) -> list[str]:
    """The short names of those who owe a duty each, in the plan's order; none for a duty that one owes. Called when the
    deliveries in opfoelgning.yaml are checked, and when the duty is judged (`meetings`)."""
    duty = next(duty for duty in plan.duties if duty.id == duty_id)
    return [member.unit_da for member in plan.members_of(duty.owed_by)] if duty.owed_by else []


def list_goals(plan: Plan) -> list[Delmaal]:
    """The goals the board follows: the strategic agreement's, or every delmål where the plan has no such agreement.
    Called when the goals in opfoelgning.yaml are checked, and for the year's table of goals."""
    return plan.delmaal_of(plan.strategic.id) if plan.strategic else list(plan.delmaal)


def list_duty_ids(plan: Plan, *kinds: Kind) -> list[str]:
    """The ids of the plan's duties of some kinds, in the plan's order. Called to check the duties that a log names."""
    return [duty.id for duty in plan.duties if duty.kind in kinds]


def list_bodies(plan: Plan) -> list[str]:
    """The bodies that hold meetings, each once, as governance.csv names them. Called when the meetings in
    opfoelgning.yaml are checked, and by `goals.list_boards`."""
    return list(dict.fromkeys(duty.body for duty in plan.duties if duty.kind is Kind.MEETING))


def list_agenda_items(plan: Plan) -> list[str]:
    """The fixed agenda items of all bodies, each once. Called when the meetings in opfoelgning.yaml are checked."""
    return list(dict.fromkeys(part for duty in plan.duties if duty.kind is Kind.AGENDA for part in duty.parts))


def find_activity(plan: Plan, given: HoursGiven) -> Activity | None:
    """The activity of activities.csv that an entry of hours belongs to; None if its key is unknown. Called when the
    hours in opfoelgning.yaml are checked, and when they are summed (`hours`). An entry without an activity belongs to
    its delaftale as a whole."""
    key = OF_AGREEMENT if given.activity is None else given.activity
    found = (row for row in plan.activities if row.activity_id == key)
    return next((row for row in found if given.activity is not None or row.agreement == given.agreement), None)


def list_givers(plan: Plan, activity: Activity) -> list[str]:
    """Who may give hours in an activity, each once: those of hours.csv, then who answers for it and its promises, then
    its other partners. Called when the hours in opfoelgning.yaml are checked."""
    key = activity.agreement, activity.activity_id
    promised = [row.responsible_da for row in plan.hours if (row.agreement, row.activity_id) == key]
    others = [row.responsible_da for row in plan.promises if (row.agreement, row.activity_id) == key]
    return list(dict.fromkeys((*promised, activity.responsible_da, *others, *activity.parties_da)))


def _list_alternatives(names: Iterable[str]) -> str:
    """The Danish words for what was expected where one of some names was: `en af: a, b.`; `ingen i denne plan` for no
    names. Used in the faults of keys that the plan does not have."""
    return f"en af: {', '.join(names) or 'ingen i denne plan'}."


def _check_meeting(where: str, meeting: Meeting, plan: Plan) -> Faults:
    """The faults of a meeting: whose it was, its agenda items and its goals must be known in the plan. Called for each
    entry of `meetings` in opfoelgning.yaml. where: its place in the file."""
    duties, known_bodies = list_duty_ids(plan, Kind.MEETING), list_bodies(plan)
    if (meeting.duty is None) == (meeting.body is None):
        yield Fault(where, "Mødet skal have enten duty eller body.", "duty for et ordinært møde, ellers body.")
    if meeting.duty is not None and meeting.duty not in duties:
        yield Fault(where, "Nøglen duty findes ikke i governance.csv som et møde.", _list_alternatives(duties))
    if meeting.body is not None and meeting.body not in known_bodies:
        yield Fault(where, "Nøglen body findes ikke i governance.csv.", _list_alternatives(known_bodies))
    if set(meeting.items) - set(list_agenda_items(plan)):
        yield Fault(
            where, "Et punkt under items er ikke et af de faste punkter.", _list_alternatives(list_agenda_items(plan))
        )
    yield from _check_goals(where, meeting, plan)


def _check_goals(where: str, meeting: Meeting, plan: Plan) -> Faults:
    """The faults of the goals that a meeting dealt with: each must be known, and it must be clear on which report.
    Called for each meeting in opfoelgning.yaml. where: its place in the file."""
    known, reports = [goal.id for goal in list_goals(plan)], [report.half_year for report in meeting.reports]
    if len(set(reports)) < len(reports):
        yield Fault(where, "Det samme halvår står to gange under reports.", "ét punkt pr. halvår.")
    for number, dealt in enumerate(meeting.goals, start=1):
        place = f"{where}, {name_entry('goals', number)}"
        if dealt.goal not in known:
            yield Fault(place, "Målet findes ikke i delmaal.csv.", _list_alternatives(known))
        if dealt.half_year is not None and dealt.half_year not in reports:
            yield Fault(place, "Halvåret står ikke under mødets reports.", "et halvår, som mødet fik en rapport for.")
        if dealt.half_year is None and len(reports) > 1:
            yield Fault(place, "Nøglen half_year mangler.", "hvilken af mødets rapporter målet er behandlet på.")


def _check_done(where: str, done: Done, plan: Plan) -> Faults:
    """The faults of a duty done: it must be a yearly one, or one of the accounts, which are done after the year and
    must name it. Called for each entry of `done` in opfoelgning.yaml. where: its place in the file."""
    known = list_duty_ids(plan, Kind.YEARLY, Kind.ACCOUNTS)
    if done.duty not in known:
        yield Fault(where, "Nøglen duty findes ikke i governance.csv som en årlig opgave.", _list_alternatives(known))
    elif done.duty in list_duty_ids(plan, Kind.ACCOUNTS) and done.year is None:
        yield Fault(where, "Nøglen year mangler.", "det regnskabsår, det er gjort for, fx 2026.")


def _check_delivery(where: str, delivery: Delivery, plan: Plan) -> Faults:
    """The faults of an entry whose duty governance.csv does not have as a delivery ahead of a meeting, and of one that
    several owe each, where `by` is none of them: it would count for nobody. Called for each entry of `deliveries` in
    opfoelgning.yaml. where: its place in the file."""
    if delivery.duty not in (known := list_duty_ids(plan, Kind.DELIVERY)):
        yield Fault(where, "Nøglen duty findes ikke i governance.csv som en leverance.", _list_alternatives(known))
        return
    owing = list_owing(plan, delivery.duty)
    if owing and delivery.by not in owing:
        yield Fault(where, "Nøglen by findes ikke i members.csv blandt dem, der skylder.", _list_alternatives(owing))


def _check_hours(where: str, given: HoursGiven, plan: Plan) -> Faults:
    """The faults of an entry of hours: the activity or the delaftale, and who is responsible for it.
    Called for each entry of `hours` in opfoelgning.yaml. where: its place in the file."""
    if (given.activity is None) == (given.agreement is None):
        yield Fault(where, "Timerne skal have enten activity eller agreement.", "en aktivitet eller en delaftale.")
        return
    activity = find_activity(plan, given)
    if activity is None:
        yield Fault(where, "Aktiviteten findes ikke i activities.csv.", "en nøgle fra activity_id, eller en delaftale.")
    elif given.responsible not in (known := list_givers(plan, activity)):
        yield Fault(where, "Nøglen responsible findes ikke ved aktiviteten.", _list_alternatives(known))


def _check_progress(where: str, progress: Progress, plan: Plan) -> Faults:
    """The faults of a report on a promise: the promise must be known, and groups are given where it is promised for
    each group, and nowhere else. Called for each entry of `progress` in opfoelgning.yaml. where: its place in the
    file."""
    known = {promise.promise_id: promise for promise in plan.promises}
    if progress.promise not in known:
        yield Fault(where, "Nøglen promise findes ikke i promises.csv.", "en nøgle fra promise_id.")
    elif (known[progress.promise].per is Per.GROUP) != (progress.groups is not None):
        yield Fault(
            where,
            "Nøglen groups hører til det, der er lovet for hver gruppe, og kun til det.",
            "antallet af grupper, eller slet ikke nøglen.",
        )


def _check_accounts(where: str, accounts: Accounts, plan: Plan) -> Faults:
    """The fault of accounts of a delaftale that the plan does not have. Called for each entry of `accounts` in
    opfoelgning.yaml. where: its place in the file."""
    known = [*(agreement.id for agreement in plan.settings.agreements), COMMON]
    if accounts.agreement not in known:
        yield Fault(where, "Nøglen agreement findes ikke i plan.yaml.", _list_alternatives(known))


def _check_change(where: str, change: Change, plan: Plan) -> Faults:
    """The fault of a change of an agreement that names its delaftale wrongly: a change of a delaftale must give its id,
    and no other change may give one. Called for each entry of `changes` in opfoelgning.yaml. where: its place in the
    file."""
    known = [agreement.id for agreement in plan.delaftaler]
    if (change.what == "delaftale") != (change.agreement is not None):
        yield Fault(where, "Nøglen agreement hører til en delaftale og kun til den.", _list_alternatives(known))
    elif change.agreement is not None and change.agreement not in known:
        yield Fault(where, "Nøglen agreement findes ikke i plan.yaml som en delaftale.", _list_alternatives(known))


def find_unknown_keys(log: Log, plan: Plan) -> Faults:
    """The faults of every key of opfoelgning.yaml that the plan does not have, or that does not go with another. Called
    by `reading.read_log` when the file's form is right."""
    yield from check_each("meetings", log.meetings, _check_meeting, plan)
    yield from check_each("done", log.done, _check_done, plan)
    yield from check_each("deliveries", log.deliveries, _check_delivery, plan)
    yield from check_each("hours", log.hours, _check_hours, plan)
    yield from check_each("progress", log.progress, _check_progress, plan)
    yield from check_each("accounts", log.accounts, _check_accounts, plan)
    yield from check_each("changes", log.changes, _check_change, plan)


def find_unknown_areas(log: EmergencyLog, plan: Plan) -> Faults:
    """The faults of every area of beredskab.yaml that the plan does not have; merged areas are known by their own
    names. Called by `reading.read_emergency_log` when the file's form is right."""
    known = [area.id for area in plan.areas_as_printed if area.is_area]
    for number, activation in enumerate(log.activations, start=1):
        if activation.area not in known:
            yield Fault(
                name_entry("activations", number), "Nøglen area findes ikke i areas.csv.", _list_alternatives(known)
            )
