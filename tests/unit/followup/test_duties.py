"""Every duty of governance.csv: what is due, what is done, what is late, what is missing, on the log's own date."""

import csv
from datetime import date

import pytest

from followup_logs import PLAN, SMALL, meetings, year
from hpanalysis.errors import Stop
from hpanalysis.followup import State
from hpanalysis.plan import Kind
from slow_cases import keep_some_quick

SPRING, SUMMER, AUTUMN = "2026-02-23", "2026-06-15", "2026-09-21"
STEERING = "meetings:\n" + meetings("styregruppe_moede", SPRING, SUMMER, AUTUMN)
ALL_ITEMS = ", items: [fremdriftsrapport, monitorering, ledelsesrapport, økonomi]"
DONE, LATE, MISSING = State.DONE, State.LATE, State.MISSING
BROKEN, AWAITED, NOT_YET, LAPSED = State.BROKEN, State.AWAITED, State.NOT_YET_DUE, State.LAPSED


MEMBERS = [member.unit_da for member in PLAN.members if member.body_id == "styregruppe"]


def delivered(duty, *days):
    """Deliveries ahead of the three meetings, by all who owe them; None: not come."""
    rows = [
        f"  - {{duty: {duty}, meeting: {of}, by: {by}{f', date: {day}' if day else ''}}}\n"
        for of, day in zip((SPRING, SUMMER, AUTUMN), days, strict=True)
        for by in (MEMBERS if duty == "styregruppe_data" else ["Kontoret"])
    ]
    return f"{STEERING}deliveries:\n{''.join(rows)}"


def done(duty, day, more=""):
    return f"done: [{{duty: {duty}, date: {day}, about: t, minutes: d{more}}}]"


def activations(*rows):
    return "activations:\n" + "".join(f"  - {{area: vangdalen, {row}}}\n" for row in rows)


GUL, ROED = "level: gul, activated: 2026-11-23 10:00", "level: roed, activated: 2026-11-23 10:00"
CHANGE = "date: 2026-03-16, about: t, minutes: r"
IN_TIME = ("2026-02-22", "2026-06-01", "2026-09-20")
NEVER = (None, None, None)

# duty, log, the emergency group's log, the log's date, the states of each time due
CASES = [
    ("styregruppe_moede", STEERING, "", "2026-12-31", [DONE, DONE, DONE]),
    ("styregruppe_moede", "meetings:\n" + meetings("styregruppe_moede", "2026-05-31", "2026-06-01", "2026-12-02"), "",
     "2026-12-31", [DONE, DONE, LATE]),
    ("styregruppe_moede", "meetings:\n" + meetings("styregruppe_moede", SUMMER), "", "2026-11-30",
     [MISSING, DONE, NOT_YET]),
    ("styregruppe_moede", "", "", "2026-12-01", [MISSING, MISSING, MISSING]),
    ("bestyrelse_moede", "meetings:\n" + meetings("bestyrelse_moede", "2026-03-16", "2026-10-12"), "", "2026-12-31",
     [DONE, DONE]),
    ("bestyrelse_moede", "meetings:\n" + meetings("bestyrelse_moede", "2026-06-01", "2026-10-12"), "", "2026-12-31",
     [LATE, DONE]),
    ("bestyrelse_moede", "", "", "2026-06-01", [MISSING, NOT_YET]),
    ("bestyrelse_strategi", "meetings:\n" + meetings("bestyrelse_strategi", "2026-05-04", "2026-05-05"), "",
     "2026-12-31", [DONE, DONE]),
    ("bestyrelse_strategi", "meetings:\n" + meetings("bestyrelse_strategi", "2026-05-04"), "", "2027-01-01",
     [DONE, MISSING]),
    ("bestyrelse_strategi", "", "", "2026-12-31", [NOT_YET, NOT_YET]),
    *(
        case
        for duty in ("datarapport", "boligsocial_konference", "udvalg_aarsrapport")
        for case in (
            (duty, done(duty, "2026-12-31"), "", "2026-12-31", [DONE]),
            (duty, done(duty, "2027-01-15", ", year: 2026"), "", "2027-02-01", [LATE]),
            (duty, done(duty, "2027-01-15"), "", "2027-02-01", [MISSING]),
            (duty, "", "", "2026-12-31", [NOT_YET]),
        )
    ),
    *(
        case
        for duty in ("delmaal_data", "fremdriftsrapport", "styregruppe_data")
        for case in (
            (duty, delivered(duty, *IN_TIME), "", "2026-12-31", [DONE, DONE, DONE]),
            (duty, delivered(duty, SPRING, "2026-06-16", "2026-09-20"), "", "2026-12-31", [LATE, LATE, DONE]),
            (duty, delivered(duty, *NEVER), "", "2026-12-31", [MISSING, MISSING, MISSING]),
            (duty, STEERING, "", "2026-12-31", [MISSING, MISSING, MISSING]),
            (duty, "", "", "2026-09-01", [LAPSED, LAPSED, NOT_YET]),
        )
    ),
    ("bestyrelse_dagsorden", "meetings:\n" + meetings("bestyrelse_moede", "2026-03-16", more=ALL_ITEMS)
     + meetings("bestyrelse_moede", "2026-10-12", more=", items: [monitorering]"), "", "2026-12-31", [DONE, BROKEN]),
    ("bestyrelse_dagsorden", "", "", "2026-06-01", [LAPSED, NOT_YET]),
    ("styregruppe_dagsorden", "meetings:\n"
     + meetings("styregruppe_moede", SPRING, more=", items: [fremdriftsrapport, nyt fra deltagerne, koordinering]")
     + meetings("styregruppe_moede", SUMMER, more=", items: [fremdriftsrapport]"), "", "2026-08-31",
     [DONE, BROKEN, NOT_YET]),
    ("beredskab_status", "", "status_meetings: [{date: 2026-05-11, minutes: b}]", "2026-12-31", [DONE]),
    ("beredskab_status", "", "", "2026-12-31", [NOT_YET]),
    ("beredskab_status", "", "", "2027-01-01", [MISSING]),
    ("beredskab_gul", "", activations(f"{GUL}, gathered: 2026-11-26 23:59"), "2026-12-31", [DONE]),
    ("beredskab_gul", "", activations(f"{GUL}, gathered: 2026-11-27 00:00"), "2026-12-31", [LATE]),
    ("beredskab_gul", "", activations(GUL), "2026-11-27", [MISSING]),
    ("beredskab_gul", "", activations(GUL), "2026-11-26", [NOT_YET]),
    ("beredskab_roed", "", activations(f"{ROED}, gathered: 2026-11-24 10:00"), "2026-12-31", [DONE]),
    ("beredskab_roed", "", activations(f"{ROED}, gathered: 2026-11-24 10:01"), "2026-12-31", [LATE]),
    ("beredskab_roed", "", activations(ROED), "2026-11-24", [MISSING]),
    ("beredskab_roed", "", activations(ROED), "2026-11-23", [NOT_YET]),
    ("beredskab_evaluering", "", activations(f"{GUL}, evaluation: nej"), "2026-12-31", [DONE]),
    ("beredskab_evaluering", "", activations(GUL), "2026-12-31", [AWAITED]),
    ("revision_dokumentation", done("revision_dokumentation", "2027-06-30", ", year: 2026"), "", "2027-06-30", [DONE]),
    ("revision_dokumentation", done("revision_dokumentation", "2027-07-01", ", year: 2026"), "", "2027-07-01", [LATE]),
    ("revision_dokumentation", done("revision_dokumentation", "2027-05-11", ", year: 2027"), "", "2027-07-01",
     [MISSING]),
    ("revision_dokumentation", "", "", "2027-06-30", [NOT_YET]),
    ("uregelmaessigheder", "irregularities: [{seen: 2026-04-08, passed_on: 2026-04-10, about: t}]", "", "2026-12-31",
     [DONE]),
    ("uregelmaessigheder", "irregularities: [{seen: 2026-04-08, about: t}]", "", "2026-12-31", [AWAITED]),
    ("aendring_delaftale", f"changes: [{{what: delaftale, agreement: uddannelse, consensus: ja, {CHANGE}}}]", "",
     "2026-12-31", [DONE]),
    ("aendring_delaftale", f"changes: [{{what: delaftale, agreement: uddannelse, consensus: nej, {CHANGE}}}]", "",
     "2026-12-31", [BROKEN]),
    ("aendring_strategisk", f"changes: [{{what: strategisk, consensus: ja, lbf_approved: 2026-04-20, {CHANGE}}}]", "",
     "2026-12-31", [DONE]),
    ("aendring_strategisk", f"changes: [{{what: kommissorium, consensus: ja, {CHANGE}}}]", "", "2026-12-31",
     [AWAITED]),
    ("aendring_strategisk", f"changes: [{{what: strategisk, consensus: nej, lbf_approved: 2026-04-20, {CHANGE}}}]", "",
     "2026-12-31", [BROKEN]),
]  # fmt: skip


@pytest.mark.parametrize(("duty", "log", "emergency", "as_of", "states"), keep_some_quick(CASES, every=3))
def test_what_became_of_a_duty(duty, log, emergency, as_of, states):
    told = year(log, emergency, as_of=as_of).duty(duty)
    assert [one.state for one in told.occasions] == states
    assert (told.due, told.done) == (len(states), states.count(DONE) + states.count(LATE))
    assert told.faults == sum(state in (LATE, MISSING, BROKEN) for state in states)


def test_every_duty_of_the_plan_has_cases_of_done_and_not_done():
    for duty in (duty for duty in PLAN.duties if duty.kind is not Kind.NOTED):
        states = {state for name, _, _, _, found in CASES if name == duty.id for state in found}
        assert DONE in states and states - {DONE}, duty.id


def test_every_duty_of_the_plan_is_told_in_its_order_and_in_its_own_words():
    found = year().duties
    rows = list(csv.DictReader((PLAN.folder / "governance.csv").open(encoding="utf-8", newline="")))
    assert [duty.duty_id for duty in found] == [row["duty_id"] for row in rows]
    assert [duty.wording for duty in found] == [row["duty_da"] for row in rows]


def test_what_happens_is_told_with_day_deadline_and_minutes():
    spring, _, autumn = year(STEERING).duty("styregruppe_moede").occasions
    assert (spring.what, spring.done, spring.due) == ("Forårsmødet", date(2026, 2, 23), date(2026, 5, 31))
    assert spring.minutes == f"ref-{SPRING}"
    assert spring.why_due == "Planen lægger mødet i foråret, som slutter 31.\xa0maj 2026."
    assert autumn.what == "Efterårsmødet"


def test_a_meeting_more_is_told_beyond_what_was_due():
    told = year(STEERING + meetings("styregruppe_moede", "2026-12-07")).duty("styregruppe_moede")
    assert (told.due, told.done, [one.done for one in told.beyond]) == (3, 3, [date(2026, 12, 7)])


def given(*rows, duty="styregruppe_data"):
    """The spring meeting's deliveries of a duty: by whom, and on which day or not yet."""
    entries = (
        f"  - {{duty: {duty}, meeting: {SPRING}, by: {by}{f', date: {day}' if day else ''}}}" for by, day in rows
    )
    return year(f"{STEERING}deliveries:\n" + "\n".join(entries)).duty(duty).occasions[0]


def test_a_duty_that_27_owe_each_is_done_in_part_when_two_have_delivered():
    assert len(MEMBERS) == 27
    one = given(("Nørrevangsskolen", "2026-02-02"), ("Jobcenter Randers", "2026-02-03"))
    assert (one.state, one.done) == (State.PARTLY, None)
    said, names = one.note.split(" Mangler fra: ")
    assert said == "2 af 27 har leveret."
    others = [name for name in MEMBERS if name not in ("Nørrevangsskolen", "Jobcenter Randers")]
    assert len(others) == 25 and names == ", ".join(others[:-1]) + f" og {others[-1]}."


def test_a_duty_that_27_owe_each_is_done_when_each_has_delivered():
    one = given(*((name, "2026-02-02") for name in MEMBERS))
    assert (one.state, one.done, one.note) == (State.DONE, date(2026, 2, 2), "")


def test_who_has_not_delivered_and_who_was_late_are_named_by_office():
    late = [(name, "2026-02-24" if name == "PPR" else "2026-02-02") for name in MEMBERS if name != "Tandplejen"]
    one = given(*late, ("Tandplejen", ""))
    assert (one.state, one.done) == (State.PARTLY, None)
    assert one.note == "26 af 27 har leveret. Mangler fra: Tandplejen. For sent fra: PPR."


def test_a_delivery_of_one_that_owes_none_is_refused():
    with pytest.raises(Stop, match=r"Nøglen by findes ikke i members\.csv blandt dem, der skylder\. Ventet: en af: "):
        given(("Skolerne", "2026-02-02"))


def test_the_last_to_deliver_decides_whether_it_was_in_time():
    one = given(("Kontor", "2026-02-02"), ("Kontor", "2026-02-23"), duty="delmaal_data")
    assert (one.state, one.done, one.due) == (State.LATE, date(2026, 2, 23), date(2026, 2, 22))


def test_an_office_that_has_delivered_in_part_has_not_delivered():
    one = given(("Kontor", "2026-02-02"), ("Kontor", ""), duty="delmaal_data")
    assert (one.state, one.note) == (State.MISSING, "Mangler fra: Kontor.")


def test_a_duty_that_is_only_noted_says_why_and_is_never_due():
    for duty in PLAN.duties:
        told = year(STEERING).duty(duty.id)
        assert bool(told.not_followed) is (duty.kind is Kind.NOTED)
        assert not (told.not_followed and (told.occasions or told.why_none_due))


def test_the_items_left_out_of_an_agenda_are_named():
    log = "meetings:\n" + meetings("bestyrelse_moede", "2026-03-16", more=", items: [fremdriftsrapport, økonomi]")
    one = year(log, as_of="2026-04-01").duty("bestyrelse_dagsorden").occasions[0]
    assert one.note == "Ikke behandlet: monitorering og ledelsesrapport."


def test_the_first_months_of_the_plan_owe_no_yearly_duty_and_say_why():
    told = year(of=2025, as_of="2025-12-31").duty("datarapport")
    assert told.due == 0
    assert told.why_none_due == "Opgaven forfaldt ikke. Planen dækker kun fem måneder af regnskabsåret."


def test_a_year_without_an_event_says_so():
    for duty in ("uregelmaessigheder", "aendring_delaftale", "aendring_strategisk", "beredskab_gul"):
        assert year().duty(duty).why_none_due == "Der var ingen tilfælde i regnskabsåret."


def test_an_irregularity_stays_with_the_years_until_the_board_is_told():
    seen = "irregularities: [{seen: 2025-11-10, passed_on: 2027-01-11, about: t}]"
    for of, due in ((2025, 1), (2026, 1), (2027, 1), (2028, 0)):
        assert year(seen, of=of, as_of="2028-12-31").duty("uregelmaessigheder").due == due


def test_a_change_stays_with_the_years_until_lbf_approves():
    change = (
        "changes: [{what: strategisk, consensus: ja, date: 2025-11-10, lbf_approved: 2026-02-01, about: t, minutes: r}]"
    )
    for of, due in ((2025, 1), (2026, 1), (2027, 0)):
        told = year(change, of=of, as_of="2028-12-31")
        assert (told.duty("aendring_strategisk").due, len(told.changes)) == (due, due)


def test_without_the_emergency_groups_log_its_duties_are_unknown():
    found = year(emergency=None)
    unknown = {duty.duty_id for duty in found.duties if duty.unknown}
    assert unknown == {"beredskab_status", "beredskab_gul", "beredskab_roed", "beredskab_evaluering"}


def test_no_day_of_an_activation_is_told_with_the_duties():
    rows = (f"{GUL}, gathered: 2026-11-26 09:00", ROED)
    found = year(emergency=activations(*rows))
    for name in ("beredskab_gul", "beredskab_roed", "beredskab_evaluering"):
        for one in found.duty(name).occasions:
            assert (one.due, one.done) == (None, None)
            assert "2026" not in f"{one.what}{one.why_due}{one.note}{one.minutes}"


def test_another_plan_has_its_own_duties_and_limits():
    log = "meetings:\n" + meetings("styregruppe_moede", "2026-03-02") + meetings("bestyrelse_moede", "2026-03-16")
    gul = "activations: [{level: gul, area: soeparken, activated: 2026-11-23 10:00, gathered: 2026-11-26 10:00}]"
    found = year(log, gul, plan=SMALL)
    assert [duty.due for duty in found.duties] == [2, 2, 2, 2, 1, 0, 2, 1]
    assert found.duty("beredskab_gul").occasions[0].state is State.LATE  # two working days there, three in Randers
    assert [(one.days, one.as_agreed) for one in found.order] == [(14, True)]
